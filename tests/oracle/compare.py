#!/usr/bin/env python3
"""Compare two files of answers line by line.

    python3 compare.py EXPECTED.jsonl ACTUAL.jsonl

Everything must be equal, the order of keys included, but `index` may differ by a relative 1e-12, measured against the
smaller of the two, and the keys `file`, `line` and `message` are left out. Ends with 1 on any mismatch.
"""

import json
import sys
from itertools import zip_longest

IGNORED = {"file", "line", "message"}
TOLERANCE = 1e-12
SHOWN = 10


def is_number(x):
    return isinstance(x, (int, float)) and not isinstance(x, bool)


def close(a, b):
    return a == b or abs(a - b) <= TOLERANCE * min(abs(a), abs(b))


def differences(expected, actual, path=""):
    """Yields (path, expected, actual) for every difference."""
    if isinstance(expected, dict) and isinstance(actual, dict):
        common = (expected.keys() & actual.keys()) - IGNORED
        order, actual_order = ([key for key in obj if key in common] for obj in (expected, actual))
        if order != actual_order:
            yield f"{path} (order of keys)", order, actual_order
        keys = list(expected) + [key for key in actual if key not in expected]
        for key in keys:
            if key in IGNORED:
                continue
            inner = path + "." + key if path else key
            if key not in expected:
                yield inner, "(absent)", actual[key]
            elif key not in actual:
                yield inner, expected[key], "(absent)"
            elif key == "index" and is_number(expected[key]) and is_number(actual[key]):
                if not close(expected[key], actual[key]):
                    yield inner, expected[key], actual[key]
            else:
                yield from differences(expected[key], actual[key], inner)
    elif isinstance(expected, list) and isinstance(actual, list) and len(expected) == len(actual):
        for i, (a, b) in enumerate(zip(expected, actual)):
            yield from differences(a, b, f"{path}[{i}]")
    elif is_number(expected) and is_number(actual):
        if expected != actual:
            yield path, expected, actual
    elif type(expected) is not type(actual) or expected != actual:
        yield path, expected, actual


def parse(line, number, side):
    try:
        return json.loads(line)
    except ValueError as error:
        return {"(not JSON)": f"{side} line {number}: {error}"}


def compare(expected_lines, actual_lines, show=print):
    """Number of lines compared, of mismatching lines, and of lines of each side."""
    compared = mismatches = expected_count = actual_count = 0
    for number, (a, b) in enumerate(zip_longest(expected_lines, actual_lines), 1):
        expected_count += a is not None
        actual_count += b is not None
        if a is None or b is None:
            continue
        compared += 1
        if a == b:
            continue
        first = parse(a, number, "expected")
        found = list(differences(first, parse(b, number, "actual")))
        if found:
            mismatches += 1
            if mismatches <= SHOWN:
                name = first.get("id") if isinstance(first, dict) else None
                show(f"line {number} (id {json.dumps(name, ensure_ascii=False)})")
                for path, x, y in found:
                    show(f"  {path}: expected {json.dumps(x)}, actual {json.dumps(y)}")
    return compared, mismatches, expected_count, actual_count


def main():
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    expected, actual = (open(name, encoding="utf-8", newline="\n") for name in sys.argv[1:])
    with expected as a, actual as b:
        compared, mismatches, expected_count, actual_count = compare(a, b)
    print(f"{compared} lines compared, {mismatches} mismatches")
    if expected_count != actual_count:
        print(f"numbers of lines differ: expected {expected_count}, actual {actual_count}")
    return 1 if mismatches or expected_count != actual_count else 0


if __name__ == "__main__":
    sys.exit(main())
