"""Compares what `trace_fields` reads in ABIF files with what Biopython reads, field by field.

    python abif_biopython.py TRACE_FIELDS FOLDER…

Files that Biopython does not read are compared with an independent reading where FOLDER has one
(truth/NAME.json, member `struct`). Ends with 1 if anything differs.
"""

import hashlib
import json
import struct
import subprocess
import sys
from collections import Counter
from pathlib import Path

from Bio.SeqIO.AbiIO import AbiIterator

# What the reader must say of files that are no traces that can be read.
EXPECTED_ERRORS = {
    "bp_fake.ab1": "unknown_format",
    "bp_test.fsa": "not_sequencing",
    "st_error-wrong_version.ab1": "unsupported_version",
}
# Damaged, but with all that a trace needs.
EXPECTED_REMARKS = {"st_error-bad_index.ab1": {"DirectoryCutShort"}}
SUFFIXES = {".ab1", ".abi", ".fsa"}
AT_ONCE = 20


def main():
    program, *folders = sys.argv[1:]
    files = sorted(file for folder in folders for file in Path(folder).iterdir() if file.suffix in SUFFIXES)
    found, counts = [], Counter()
    for start in range(0, len(files), AT_ONCE):
        for line in lines_of(program, files[start : start + AT_ONCE]):
            ours = json.loads(line)
            file = Path(ours["file"])
            found += [f"{file.name}: {what}" for what in differences(file, ours, counts)]
    for what in found:
        print(what)
    for what, count in sorted(counts.items()):
        print(f"{count:>8} {what}")
    print(f"{len(files):>8} files, {len(found)} differences")
    return 1 if found or not files else 0


def lines_of(program, files):
    return subprocess.run([program, *files], check=True, capture_output=True, text=True).stdout.splitlines()


def differences(file, ours, counts):
    trace = ours["trace"]
    expected_error = EXPECTED_ERRORS.get(file.name)
    if trace.get("error") != expected_error:
        yield f"error {trace.get('error')}, expected {expected_error}"
        return
    if expected_error:
        counts["files refused as expected"] += 1
    yield from check_directory(file, ours["entries"], counts)
    raw = biopython(file)
    if raw is not None:
        counts["files that Biopython reads"] += 1
        yield from check_entries(raw, ours["entries"], counts)
        if not expected_error:
            yield from check_trace(raw, trace, counts)
    elif not expected_error:
        yield from check_with_truth(file, trace, counts)
    missing = EXPECTED_REMARKS.get(file.name, set()) - set(trace.get("remarks", []))
    if missing:
        yield f"remarks {missing} missing"


def biopython(file):
    """Every tag as Biopython reads it; None if it fails."""
    try:
        with file.open("rb") as stream:
            (record,) = AbiIterator(stream)
    except Exception:
        return None
    raw = record.annotations["abif_raw"]
    # The record's own sequence is that of PBAS2.
    assert "PBAS2" not in raw or str(record.seq).encode() == raw["PBAS2"]
    return raw


def check_directory(file, entries, counts):
    """The bytes of every entry, read once more here."""
    content = file.read_bytes()
    if content[:4] != b"ABIF" or not entries:
        return
    announced, _, offset = struct.unpack(">3I", content[18:30])
    readable = min(announced, (len(content) - offset) // 28)
    if readable != len(entries):
        yield f"{len(entries)} entries, expected {readable}"
    for place, ours in enumerate(entries):
        at = offset + 28 * place
        name, number, kind, element_size, count, size, start = struct.unpack(">4sI2H3I", content[at : at + 24])
        data = content[at + 20 : at + 20 + size] if size <= 4 else content[start : start + size]
        expected = (name.decode("latin-1") + str(number), kind, element_size, count, size, data.hex())
        keys = ("label", "element_type", "element_size", "count", "size", "data")
        if tuple(ours[key] for key in keys) != expected:
            yield f"entry {ours['label']} differs from the bytes of the file"
        counts["entries with the bytes of the file"] += 1


def check_entries(raw, entries, counts):
    by_label = {entry["label"]: entry for entry in entries}
    if set(raw) != set(by_label):
        yield f"entries {set(raw) ^ set(by_label)} on one side only"
    for label, theirs in raw.items():
        entry = by_label.get(label)
        # Biopython has no values for types of users.
        if theirs is None or entry is None:
            continue
        if not same_value(entry, theirs):
            yield f"{label}: {entry['values']!r:.60} and in Biopython {theirs!r:.60}"
        counts["tags with Biopython's value"] += 1


def same_value(entry, theirs):
    kind, ours = entry["element_type"], entry["values"]
    if kind == 2:
        return bytes.fromhex(ours) == (theirs if isinstance(theirs, bytes) else theirs[0])
    if kind == 18:
        # Biopython cuts the length off and does not look at it.
        return bytes.fromhex(ours) == theirs[: bytes.fromhex(entry["data"])[0]]
    if kind == 19:
        # Biopython cuts the last byte off, whatever it is.
        return bytes.fromhex(ours) == theirs.split(b"\0")[0]
    if kind == 10:
        return ["%04d-%02d-%02d" % tuple(date) for date in ours] == [theirs]
    if kind == 11:
        return ["%02d:%02d:%02d" % tuple(time[:3]) for time in ours] == [theirs]
    if kind == 13:
        # Of several, Biopython tells only whether there are any.
        return theirs is (ours[0] if len(ours) == 1 else True)
    theirs = list(theirs) if isinstance(theirs, tuple) else [theirs]
    if kind == 12:
        return ours == [[d, u, c % 256, n % 256] for d, u, c, n in zip(*[iter(theirs)] * 4)]
    if kind == 1:
        # Unsigned in the format's description.
        return ours == [value % 256 for value in theirs]
    return ours == theirs


def check_trace(raw, trace, counts):
    number = 2 if raw.get("PBAS2") and "PLOC2" in raw else 1
    letters = letters_of(raw[f"PBAS{number}"])
    order = raw["FWO_1"].decode()
    expected = {
        "letters": letters,
        "scans": [scan % 65536 for scan in raw[f"PLOC{number}"]],
        "qualities": list(raw[f"PCON{number}"]),
        "channels": [list(raw[f"DATA{9 + order.index(base)}"]) for base in "ACGT"],
        "sample": text(raw.get("SMPL1", b"").split(b"\0")[0]),
        "comment": text(raw.get("CMNT1")),
        "machine_model": text(raw.get("MODL1")),
        "machine_name": text(raw.get("MCHN1")),
        "run_name": text(raw.get("RunN1")),
        "dye_set": text(raw.get("DySN1")) or text(raw.get("PDMF2")) or text(raw.get("PDMF1")),
        "user": text(raw.get("User1")),
        "well": text(raw.get("TUBE1")),
        "lane": raw.get("LANE1"),
        "collected": collected(raw),
        "signal": [raw["S/N%1"][order.index(base)] for base in "ACGT"] if "S/N%1" in raw else None,
    }
    for field, theirs in expected.items():
        if trace[field] != theirs:
            yield f"{field}: {trace[field]!r:.80} and in Biopython {theirs!r:.80}"
        counts["fields of traces with Biopython's value"] += 1
    edited = all(f"{tag}{number}" in raw for tag in ("PBAS", "PLOC") for number in (1, 2)) and (
        raw["PBAS1"].upper() != raw["PBAS2"].upper() or raw["PLOC1"] != raw["PLOC2"]
    )
    if edited != ("CallsWereEdited" in trace["remarks"]):
        yield f"remarks {trace['remarks']}, edited: {edited}"


def letters_of(calls):
    """Capitals; what is no IUPAC letter of DNA is N."""
    return "".join(letter if letter in "ACGTRYSWKMBDHVN" else "N" for letter in calls.decode("latin-1").upper())


def text(value):
    """As the reader brings a text into shape."""
    if value is None:
        return None
    try:
        decoded = value.decode()
    except UnicodeDecodeError:
        decoded = value.decode("latin-1")
    blank = {chr(code): " " for code in [*range(0x20), *range(0x7F, 0xA0)]}
    return decoded.translate(str.maketrans(blank)).strip() or None


def collected(raw):
    for number in (3, 1):
        if f"RUND{number}" in raw and f"RUNT{number}" in raw:
            return f"{raw[f'RUND{number}']} {raw[f'RUNT{number}']}"
    return None


def check_with_truth(file, trace, counts):
    truth_file = file.parent / "truth" / f"{file.name}.json"
    if not truth_file.is_file():
        yield "Biopython does not read it, and there is no truth beside it"
        return
    truth = json.loads(truth_file.read_text())["struct"]
    order = truth["FWO_1"]
    sums = truth["channel_sha256_be_i16"]
    expected = {
        "letters": letters_of(truth["PBAS2"].encode("latin-1")),
        "scans": [scan % 65536 for scan in truth["PLOC2"]],
        "qualities": truth["PCON2"],
        "channels": [sums[f"DATA{9 + order.index(base)}"] for base in "ACGT"],
    }
    for field, theirs in expected.items():
        ours = trace[field]
        if field == "channels":
            ours = [hashlib.sha256(struct.pack(f">{len(channel)}h", *channel)).hexdigest() for channel in ours]
        if ours != theirs:
            yield f"{field}: {ours!r:.80} and in the independent reading {theirs!r:.80}"
        counts["fields of traces with the independent reading's value"] += 1


if __name__ == "__main__":
    sys.exit(main())
