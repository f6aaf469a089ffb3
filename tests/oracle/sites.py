"""Indices of clonality again, in exact arithmetic: fractions for all that is rational, 50 digits for logarithms.

    python3 sites.py > ../../crates/clonality/tests/golden/sites.json

Written from the formulas of the evidence dossier, not from the Rust. Standard library only. The tables are made up here, from
a fixed seed.
"""

import json
import random
import sys
from decimal import Decimal, getcontext
from fractions import Fraction

getcontext().prec = 50
SEED = 20250704


def decimal(fraction):
    return Decimal(fraction.numerator) / Decimal(fraction.denominator)


def digits(number):
    """20 digits, as text."""
    if isinstance(number, (int, Fraction)):
        number = decimal(Fraction(number))
    return f"{number:.19e}"


def indices(texts):
    n = sorted(map(Fraction, texts))
    total, sites = sum(n), len(n)
    p = [x / total for x in n]
    gini = Fraction(2) * sum(i * x for i, x in enumerate(n, 1)) / (sites * total) - Fraction(sites + 1, sites)
    shannon = -sum((decimal(x) * decimal(x).ln() for x in p), Decimal(0))
    simpson = sum(x * x for x in p)
    largest, uc50, so_far = sorted(n, reverse=True), 0, Fraction(0)
    while so_far < total / 2:
        so_far += largest[uc50]
        uc50 += 1
    out = {
        "abundance": digits(total),
        "sites": sites,
        "gini": digits(gini),
        "gini_corrected": digits(gini * sites / (sites - 1)) if sites > 1 else None,
        "shannon": digits(shannon),
        "shannon_bits": digits(shannon / Decimal(2).ln()),
        "clonality": digits(1 - shannon / Decimal(sites).ln()) if sites > 1 else digits(1),
        "simpson": digits(simpson),
        "inverse_simpson": digits(1 / simpson),
        "berger_parker": digits(p[-1]),
        "uc50": uc50,
        "d50": digits(Fraction(100 * uc50, sites)),
        "counts": None,
    }
    if all(x.denominator == 1 for x in n):
        f1, f2 = n.count(1), n.count(2)
        chao1 = sites + (Fraction(f1 * f1, 2 * f2) if f2 else Fraction(f1 * (f1 - 1), 2))
        pairs = total * (total - 1)
        out["counts"] = {
            "singletons": f1,
            "doubletons": f2,
            "chao1": digits(chao1),
            "chao1_bias_corrected": digits(sites + Fraction(f1 * (f1 - 1), 2 * (f2 + 1))),
            "simpson_unbiased": digits(sum(x * (x - 1) for x in n) / pairs) if pairs else None,
        }
    return out


def comparison(before, after):
    """Two tables as {site: abundance}; sites are the same if their names are."""
    total_before, total_after = sum(map(Fraction, before.values())), sum(map(Fraction, after.values()))
    p = {site: Fraction(text) / total_before for site, text in before.items()}
    q = {site: Fraction(text) / total_after for site, text in after.items()}
    both = p.keys() & q.keys()
    squares = sum(x * x for x in p.values()) + sum(x * x for x in q.values())
    return {
        "shared": len(both),
        "shared_before": digits(sum((p[site] for site in both), Fraction(0))),
        "shared_after": digits(sum((q[site] for site in both), Fraction(0))),
        "morisita_horn": digits(2 * sum((p[site] * q[site] for site in both), Fraction(0)) / squares),
    }


def tables(rng):
    """Abundances as texts."""
    ctcf_1 = [51, 36, 33, 18, 14, 8, 6, 4, 4] + [2] * 4 + [1] * 17
    fixed = [[1], [7], ["0.25"], [1, 1], [1] * 40, [5] * 7, ["0.1"] * 10, [2, 1, 1], [2, 2, 1], [10**15, 1], ctcf_1]
    yield from ([str(n) for n in table] for table in fixed)
    for _ in range(12):  # few large clones above many small ones
        yield [str(int(rng.paretovariate(0.7))) for _ in range(rng.randint(2, 120))]
    for _ in range(8):  # many ties
        yield [str(rng.randint(1, 4)) for _ in range(rng.randint(2, 80))]
    for _ in range(8):  # fractions of cells
        yield [f"{rng.paretovariate(1):.3f}" for _ in range(rng.randint(2, 80))]
    for _ in range(6):  # shares
        yield [f"{rng.random() * 0.01 + 1e-6:.6f}" for _ in range(rng.randint(2, 80))] + ["0.5"]
    for _ in range(4):  # from the smallest to the largest that are read
        yield [str(int(10 ** rng.uniform(0, 15))) for _ in range(rng.randint(2, 60))]
    yield [str(int(rng.paretovariate(1.1))) for _ in range(3000)]


def pairs(rng):
    for shared, only in ((0, 5), (1, 0), (8, 3), (40, 40)):
        site = [f"chr{rng.randint(1, 22)}:{position * 1000}:{rng.choice('+-')}" for position in range(shared + 2 * only)]
        count = lambda: str(int(rng.paretovariate(0.8)))
        yield {s: count() for s in site[: shared + only]}, {s: count() for s in site[:shared] + site[shared + only :]}


def main():
    rng = random.Random(SEED)
    made = {
        "made_by": f"tests/oracle/sites.py, Python {sys.version.split()[0]}, seed {SEED}",
        "tables": [{"abundances": table, "indices": indices(table)} for table in tables(rng)],
        "pairs": [{"before": b, "after": a, "comparison": comparison(b, a)} for b, a in pairs(rng)],
    }
    print(json.dumps(made, separators=(",", ":")).replace('},{"abundances"', '},\n{"abundances"'))


main()
