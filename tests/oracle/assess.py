#!/usr/bin/env python3
"""JSON lines of patients in, JSON lines of answers out.

    python3 assess.py [--jobs N] [FILE]        (standard input when no file is named)

Covered: lines that are syntactically valid JSON with known keys and values of the right type. Anything else gives the
error code `not_covered`, which is no code of the contract and so always shows up in a comparison.
"""

import argparse
import json
import sys
from itertools import islice
from multiprocessing import Pool

import rules
from rules import Lab, Patient


class Refused(Exception):
    def __init__(self, code, field):
        super().__init__(code, field)
        self.code = code
        self.field = field


TOP_KEYS = {
    "id", "condition", "cv", "cv_method", "sil2r", "pvl", "age_years", "performance_status", "ann_arbor_stage", "labs",
    "organs", "omds",
}  # fmt: skip
LAB_KEYS = {
    "lymphocytes", "t_lymphocytes", "abnormal_lymphocytes_percent", "ldh", "calcium", "albumin", "bun",
}  # fmt: skip
METHODS = ("raising_clova", "other", "unknown")
KITS = ("cleia", "eia", "other", "unknown")

# What a value is divided by.
PVL_UNITS = {"copies/100 PBMC": 1.0, "%": 1.0, "copies/10^4 PBMC": 100.0, "copies/10^5 PBMC": 1000.0}
LYMPHOCYTE_UNITS = {"10^9/L": 1.0, "/uL": 1000.0}
CALCIUM_MAX = {"mg/dL": 30.0, "mmol/L": 7.485, "mEq/L": 14.97}


def sil2r_not_convertible(unit):
    return unit in ("pg/mL", "ng/mL")


def pvl_not_convertible(unit):
    return "leucocyte" in unit or "leukocyte" in unit


def number(x, field):
    if isinstance(x, bool) or not isinstance(x, (int, float)):
        raise Refused("not_covered", field)
    try:
        return float(x)
    except OverflowError:
        return float("inf")


def choice(x, names, field):
    if x not in names:
        raise Refused("not_covered", field)
    return x


def or_unknown(x):
    return "unknown" if x is None else x


def container(x, keys, field):
    if x is None:
        return {}
    if not isinstance(x, dict) or not keys.issuperset(x):
        raise Refused("not_covered", field)
    return x


def unit_of(obj, path, units, not_convertible=None):
    """The unit: needed beside a value or a limit, checked whenever it is there."""
    unit = obj.get("unit")
    if unit is None:
        if any(obj.get(key) is not None for key in ("value", "upper_limit", "lower_limit")):
            raise Refused("missing", path + ".unit")
        return None
    if not isinstance(unit, str):
        raise Refused("not_covered", path + ".unit")
    if unit in units:
        return unit
    if not_convertible is not None and not_convertible(unit):
        raise Refused("unit_not_convertible", path + ".unit")
    raise Refused("unknown_unit", path + ".unit")


def value_of(obj, path, within):
    """The value as entered, within its limits in the unit entered; NaN is within nothing."""
    if obj.get("value") is None:
        return None
    value = number(obj["value"], path + ".value")
    if not within(value):
        raise Refused("out_of_range", path + ".value")
    return value


def limit_of(obj, key, path):
    if obj.get(key) is None:
        return None
    limit = number(obj[key], path + "." + key)
    if not 0.0 < limit < float("inf"):
        raise Refused("out_of_range", path + "." + key)
    return limit


def plain(obj, key, path, within):
    if obj.get(key) is None:
        return None
    value = number(obj[key], path)
    if not within(value):
        raise Refused("out_of_range", path)
    return value


def count_of(labs, key):
    path = "labs." + key
    obj = container(labs.get(key), {"value", "unit"}, path)
    unit = unit_of(obj, path, LYMPHOCYTE_UNITS)
    divisor = LYMPHOCYTE_UNITS[unit] if unit else 1.0
    value = value_of(obj, path, lambda v: 0.0 <= v <= rules.LYMPHOCYTES_MAX * divisor)
    return None if value is None else value / divisor


def lab_of(labs, key, greatest, limit_key=None):
    """`greatest`: by unit, the greatest value that is accepted."""
    path = "labs." + key
    keys = {"value", "unit"} if limit_key is None else {"value", "unit", limit_key}
    obj = container(labs.get(key), keys, path)
    if not obj:
        return Lab()
    unit = unit_of(obj, path, greatest)
    value = value_of(obj, path, lambda v: 0.0 < v <= greatest[unit])
    limit = None if limit_key is None else limit_of(obj, limit_key, path)
    return Lab(value, unit, limit)


def check_units(entry):
    """A unit that is not known at all is told before anything about values."""
    labs = container(entry.get("labs"), LAB_KEYS, "labs")
    for obj, path, units, not_convertible in (
        (entry.get("sil2r"), "sil2r", ("U/mL",), sil2r_not_convertible),
        (entry.get("pvl"), "pvl", PVL_UNITS, pvl_not_convertible),
        (labs.get("lymphocytes"), "labs.lymphocytes", LYMPHOCYTE_UNITS, None),
        (labs.get("t_lymphocytes"), "labs.t_lymphocytes", LYMPHOCYTE_UNITS, None),
        (labs.get("ldh"), "labs.ldh", ("U/L",), None),
        (labs.get("calcium"), "labs.calcium", CALCIUM_MAX, None),
        (labs.get("albumin"), "labs.albumin", rules.ALBUMIN_MAX, None),
        (labs.get("bun"), "labs.bun", rules.BUN_MAX, None),
    ):
        if isinstance(obj, dict) and obj.get("unit") is not None:
            unit_of(obj, path, units, not_convertible)


def read_patient(entry):
    """A patient from the input object, or the first error in schema order."""
    entry = container(entry, TOP_KEYS, "")
    check_units(entry)
    condition = entry.get("condition")
    if condition is None:
        raise Refused("missing", "condition")
    choice(condition, rules.CONDITIONS, "condition")

    cv = plain(entry, "cv", "cv", lambda v: 0.0 <= v <= 1.0)
    cv_method = choice(or_unknown(entry.get("cv_method")), METHODS, "cv_method")

    obj = container(entry.get("sil2r"), {"value", "unit", "kit"}, "sil2r")
    unit_of(obj, "sil2r", ("U/mL",), sil2r_not_convertible)
    sil2r = value_of(obj, "sil2r", lambda v: 0.0 < v <= rules.SIL2R_MAX)
    kit = choice(or_unknown(obj.get("kit")), KITS, "sil2r.kit")

    obj = container(entry.get("pvl"), {"value", "unit"}, "pvl")
    unit = unit_of(obj, "pvl", PVL_UNITS, pvl_not_convertible)
    pvl = value_of(obj, "pvl", lambda v: 0.0 <= v < float("inf"))
    if pvl is not None:
        pvl /= PVL_UNITS[unit]

    age_years = plain(entry, "age_years", "age_years", lambda v: 0.0 <= v <= 120.0)
    status = plain(entry, "performance_status", "performance_status", lambda v: v in (0, 1, 2, 3, 4))
    stage = entry.get("ann_arbor_stage")
    if stage is not None and stage not in ("I", "II", "III", "IV"):
        raise Refused("out_of_range" if isinstance(stage, str) else "not_covered", "ann_arbor_stage")

    labs = container(entry.get("labs"), LAB_KEYS, "labs")
    lymphocytes = count_of(labs, "lymphocytes")
    t_lymphocytes = count_of(labs, "t_lymphocytes")
    if lymphocytes is not None and t_lymphocytes is not None and t_lymphocytes > lymphocytes:
        raise Refused("inconsistent", "labs.t_lymphocytes.value")
    abnormal = plain(
        labs, "abnormal_lymphocytes_percent", "labs.abnormal_lymphocytes_percent", lambda v: 0.0 <= v <= 100.0
    )
    ldh = lab_of(labs, "ldh", {"U/L": rules.LDH_MAX}, "upper_limit")
    calcium = lab_of(labs, "calcium", CALCIUM_MAX)
    albumin = lab_of(labs, "albumin", rules.ALBUMIN_MAX, "lower_limit")
    bun = lab_of(labs, "bun", rules.BUN_MAX, "upper_limit")

    organs = container(entry.get("organs"), set(rules.ORGANS), "organs")
    found = tuple([organs.get(name) for name in rules.ORGANS])
    for name, value in zip(rules.ORGANS, found):
        if value is not None:
            choice(value, rules.ORGAN_VALUES, "organs." + name)

    omds = plain(entry, "omds", "omds", lambda v: 0.0 <= v <= 13.0 and v == int(v))
    return Patient(
        condition=condition,
        cv=cv,
        cv_method=cv_method,
        sil2r=sil2r,
        kit=kit,
        pvl=pvl,
        age_years=age_years,
        performance_status=status,
        ann_arbor_stage=stage,
        lymphocytes=lymphocytes,
        t_lymphocytes=t_lymphocytes,
        abnormal_percent=abnormal,
        ldh=ldh,
        calcium=calcium,
        albumin=albumin,
        bun=bun,
        organs=found,
        omds=None if omds is None else int(omds),
    )


def assess(entry):
    """The output object of one input object."""
    name = entry.get("id") if isinstance(entry, dict) else None
    try:
        return {"id": name, "rules": rules.all_rules(read_patient(entry))}
    except Refused as refused:
        return {"id": name, "error": {"code": refused.code, "field": refused.field}}


def assess_line(line):
    try:
        entry = json.loads(line)
    except ValueError:
        return '{"id": null, "error": {"code": "not_covered", "field": null}}'
    return json.dumps(assess(entry), ensure_ascii=False, separators=(",", ":"))


def assess_block(lines):
    return "\n".join([assess_line(line) for line in lines]) + "\n"


def blocks(file, size=2000):
    while block := list(islice(file, size)):
        yield block


def main():
    parser = argparse.ArgumentParser(description="Assess patients given as JSON lines.")
    parser.add_argument("file", nargs="?", help="input; standard input when left out")
    parser.add_argument("--jobs", type=int, default=1, help="processes to use")
    options = parser.parse_args()
    # Lines end with LF; a lone CR is white space.
    sys.stdin.reconfigure(encoding="utf-8", newline="\n")
    sys.stdout.reconfigure(encoding="utf-8")
    source = open(options.file, encoding="utf-8", newline="\n") if options.file else sys.stdin
    with source:
        if options.jobs > 1:
            with Pool(options.jobs) as pool:
                for text in pool.imap(assess_block, blocks(source)):
                    sys.stdout.write(text)
        else:
            for block in blocks(source):
                sys.stdout.write(assess_block(block))


if __name__ == "__main__":
    main()
