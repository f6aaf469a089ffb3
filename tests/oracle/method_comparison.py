"""Passing-Bablok, its Cusum test and Bland-Altman again: exact fractions, 40 digits for roots.

    python3 method_comparison.py > ../../crates/clonality/tests/golden/method_comparison.json

Written from the papers (Passing and Bablok 1983; Bland and Altman 1999; Carkeet 2015; Lenth, Appl. Stat. 1989;38:185 for the
noncentral t distribution), not from the Rust. Standard library only. The pairs are made up here, from a fixed seed, in decimals with
many ties, so that vertical slopes and slopes of exactly -1 are frequent.

    python3 method_comparison.py --size

tells how often the Cusum test rejects pairs that do lie on a straight line.
"""

import json
import math
import random
import sys
from decimal import Decimal, getcontext
from fractions import Fraction

getcontext().prec = 40
SEED = 20250705
Z = Decimal("1.959963984540054235524594430520551527955550")


def decimal(number):
    return Decimal(number.numerator) / Decimal(number.denominator)


def digits(number):
    if number is None:
        return None
    if isinstance(number, float):
        return repr(number)
    return f"{decimal(number) if isinstance(number, Fraction) else number:.19e}"




def passing_bablok(points):
    n = len(points)
    below, above, finite = 0, 0, []
    offset = 0
    for i in range(n):
        for j in range(i + 1, n):
            dx, dy = points[i][0] - points[j][0], points[i][1] - points[j][1]
            if dx == 0 and dy == 0:
                continue
            if dx == 0:
                # As printed in the paper: plus or minus infinity by the sign of the difference in y.
                if dy > 0:
                    above += 1
                else:
                    below += 1
                    offset += 1
                continue
            slope = dy / dx
            if slope == -1:
                continue
            offset += slope < -1
            finite.append(slope)
    finite.sort()
    count = below + len(finite) + above

    def at(rank):
        """S_(rank), from 1; None where it is infinite or there is none."""
        index = rank - 1 - below
        return finite[index] if 0 <= index < len(finite) else None

    if count % 2:
        slope = at((count + 1) // 2 + offset)
    else:
        left, right = at(count // 2 + offset), at(count // 2 + 1 + offset)
        slope = None if left is None or right is None else (left + right) / 2
    if slope is None or slope <= 0:
        return None
    width = Z * (Decimal(n * (n - 1) * (2 * n + 5)) / 18).sqrt()
    m1 = int(((count - width) / 2).to_integral_value())
    low, high = at(m1 + offset), at(count - m1 + 1 + offset)

    def intercept(b):
        if b is None:
            return None
        a = sorted(y - b * x for x, y in points)
        return (a[(n - 1) // 2] + a[n // 2]) / 2

    a = intercept(slope)
    return {
        "slope": [digits(slope), digits(low), digits(high)],
        "intercept": [digits(a), digits(intercept(high)), digits(intercept(low))],
        **cusum(points, slope, a),
    }


def cusum(points, slope, intercept):
    sides = sorted((y + x / slope, (y > intercept + slope * x) - (y < intercept + slope * x)) for x, y in points)
    above, below = sum(side > 0 for _, side in sides), sum(side < 0 for _, side in sides)
    if not above or not below:
        return {"cusum": digits(Decimal(0)), "rejected": 0}
    up, down = (Decimal(below) / above).sqrt(), (Decimal(above) / below).sqrt()
    total, largest = Decimal(0), Decimal(0)
    for _, side in sides:
        total += up if side > 0 else -down if side < 0 else 0
        largest = max(largest, abs(total))
    statistic = largest / Decimal(below + 1).sqrt()
    return {"cusum": digits(statistic), "rejected": 1 if statistic > Decimal("1.63") else 5 if statistic > Decimal("1.36") else 0}


def incomplete_beta(x, a, b):
    """Regularised, by the continued fraction of DLMF 8.17.22 (Lentz)."""
    if x <= 0:
        return 0.0
    if x >= 1:
        return 1.0
    if x > (a + 1) / (a + b + 2):
        return 1 - incomplete_beta(1 - x, b, a)
    front = math.exp(
        math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    ) / a
    c, d = 1.0, 1 / (1 - (a + b) * x / (a + 1))
    value = d
    for m in range(1, 10000):
        for term in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / (1 + term * d)
            c = 1 + term / c
            value *= c * d
        if abs(c * d - 1) < 1e-16:
            break
    return front * value


def share_below(t, degrees, delta):
    """P(T < t) of the noncentral t distribution for t > 0, delta >= 0."""
    x = t * t / (degrees + t * t)
    normal = 0.5 * math.erfc(delta / math.sqrt(2))
    half = delta * delta / 2
    if half == 0:
        return normal + 0.5 * incomplete_beta(x, 0.5, degrees / 2)
    middle, spread = int(half), int(12 * math.sqrt(half) + 60)
    terms = []
    for j in range(max(0, middle - spread), middle + spread):
        p = math.exp(-half + j * math.log(half) - math.lgamma(j + 1))
        q = delta / math.sqrt(2) * math.exp(-half + j * math.log(half) - math.lgamma(j + 1.5))
        terms.append(p * incomplete_beta(x, j + 0.5, degrees / 2) + q * incomplete_beta(x, j + 1.0, degrees / 2))
    return normal + 0.5 * math.fsum(terms)


def quantile(p, degrees, delta):
    low, high = 0.0, 2 * delta + 20.0
    for _ in range(60):
        middle = (low + high) / 2
        if share_below(middle, degrees, delta) < p:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def bland_altman(points):
    n = len(points)
    differences = [y - x for x, y in points]
    means = [(x + y) / 2 for x, y in points]
    bias = sum(differences) / n
    variance = sum((d - bias) ** 2 for d in differences) / (n - 1)
    deviation = decimal(variance).sqrt()
    centre = sum(means) / n
    spread = sum((m - centre) ** 2 for m in means)
    out = {
        "bias": digits(bias),
        "standard_deviation": digits(deviation),
        "lower": digits(decimal(bias) - Z * deviation),
        "upper": digits(decimal(bias) + Z * deviation),
    }
    t = quantile(0.975, n - 1, 0.0)
    s = float(deviation)
    half = t * s * math.sqrt(1 / n + float(Z) ** 2 / (2 * (n - 1)))
    delta = float(Z) * math.sqrt(n)
    out["bias_half"] = digits(t * s / math.sqrt(n))
    out["limit_half"] = digits(half)
    out["upper_exact"] = [
        digits(float(bias) + quantile(p, n - 1, delta) * s / math.sqrt(n)) for p in (0.025, 0.975)
    ]
    if spread:
        slope = sum((m - centre) * (d - bias) for m, d in zip(means, differences)) / spread
        left = sum((d - bias - slope * (m - centre)) ** 2 for m, d in zip(means, differences))
        error = (decimal(left / (n - 2) / spread)).sqrt()
        out["proportional"] = [digits(slope), digits(quantile(0.975, n - 2, 0.0) * float(error))]
    else:
        out["proportional"] = None
    return out


def samples(rng):
    """Pairs of texts."""

    def pair(x, y, places):
        return f"{x:.{places}f}", f"{y:.{places}f}"

    for n in (10, 11, 12, 17, 30, 41, 60):
        for slope, shift, noise, places in ((1.0, 0.0, 0.05, 2), (1.3, -0.1, 0.08, 2), (0.8, 0.05, 0.3, 1)):
            yield [
                pair(x, shift + slope * x + rng.gauss(0, noise), places) for x in (rng.random() for _ in range(n))
            ]
    # A bent relation, one that falls, one with an upright cloud, whole numbers.
    yield [pair(x, x * x + rng.gauss(0, 0.005), 3) for x in (rng.random() for _ in range(50))]
    yield [pair(x, 1 - x + rng.gauss(0, 0.01), 3) for x in (rng.random() for _ in range(30))]
    yield [pair(rng.gauss(0.5, 0.01), rng.gauss(0.5, 0.4), 2) for _ in range(30)]
    yield [pair(x, x + rng.randint(-3, 3), 0) for x in (rng.randint(0, 20) for _ in range(60))]
    yield [pair(x, 1.1 * x + rng.gauss(0, 40), 1) for x in (rng.uniform(50, 5000) for _ in range(150))]


def size():
    """Share of straight samples that the test rejects at 5 % and 1 %."""
    rng = random.Random(SEED)

    def measured(x):
        return Fraction(round(1e4 * (x + rng.gauss(0, 0.05))), 10**4)

    for n in (20, 40, 100, 200):
        rejected = {0: 0, 5: 0, 1: 0}
        runs = 400
        for _ in range(runs):
            points = [(measured(x), measured(x)) for x in (rng.random() for _ in range(n))]
            rejected[passing_bablok(points)["rejected"]] += 1
        print(f"n = {n}: below 5 % in {(rejected[5] + rejected[1]) / runs:.3f}, below 1 % in {rejected[1] / runs:.3f} of {runs}")


def main():
    rng = random.Random(SEED)
    made = []
    for texts in samples(rng):
        points = [(Fraction(x), Fraction(y)) for x, y in texts]
        made.append({"pairs": texts, "passing_bablok": passing_bablok(points), "bland_altman": bland_altman(points)})
    made_by = f"tests/oracle/method_comparison.py, Python {sys.version.split()[0]}, seed {SEED}"
    print(json.dumps({"made_by": made_by, "samples": made}, separators=(",", ":")).replace('},{"pairs"', '},\n{"pairs"'))


if sys.argv[1:] == ["--size"]:
    size()
else:
    main()
