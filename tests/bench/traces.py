"""How fast Python's readers read traces: `traces.py biopython|abifpy LIST`, or the files that Biopython reads among
those of some folders: `traces.py list FOLDER…`. LIST names files, one a line. Prints one line of JSON, or the list."""

import io
import json
import sys
import time
from pathlib import Path

SECONDS = 10


def biopython(content):
    from Bio.SeqIO.AbiIO import AbiIterator

    (record,) = AbiIterator(io.BytesIO(content))
    raw = record.annotations["abif_raw"]
    return mean_second_share([raw[f"DATA{number}"] for number in range(9, 13)], raw["PLOC2"])


def abifpy(file):
    from abifpy import Trace

    trace = Trace(str(file))
    return mean_second_share([trace.get_data(f"DATA{number}") for number in range(9, 13)], trace.get_data("PLOC2"))


def mean_second_share(channels, scans):
    a, c, g, t = channels
    total = 0.0
    for scan in scans:
        _, _, second, first = sorted((a[scan], c[scan], g[scan], t[scan]))
        total += second / first if first > 0 else 0.0
    return total / len(scans)


def share_or_none(read, file):
    try:
        return read(file)
    except Exception:
        return None


def main():
    what, *names = sys.argv[1:]
    if what == "list":
        files = sorted(file for name in names for file in Path(name).iterdir() if file.suffix in (".ab1", ".abi"))
        print("\n".join(str(f.resolve()) for f in files if share_or_none(biopython, f.read_bytes()) is not None))
        return
    files = [Path(line) for line in Path(names[0]).read_text().splitlines()]
    # abifpy reads nothing but files by name.
    read, inputs = (abifpy, files) if what == "abifpy" else (biopython, [file.read_bytes() for file in files])
    shares = [share_or_none(read, given) for given in inputs]
    readable = [given for given, share in zip(inputs, shares) if share is not None]
    best, start = float("inf"), time.perf_counter()
    while time.perf_counter() - start < SECONDS:
        one_pass = time.perf_counter()
        for given in readable:
            read(given)
        best = min(best, time.perf_counter() - one_pass)
    print(json.dumps({"files_per_second": len(readable) / best, "shares": shares}))


if __name__ == "__main__":
    main()
