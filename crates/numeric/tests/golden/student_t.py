"""Makes student_t.tsv: quantiles of the t distribution, central and noncentral, to 30 digits with mpmath,
each checked against scipy.

    pip install mpmath==1.4.1 scipy==1.17.1
    python3 student_t.py > student_t.tsv

The distribution function is the integral over s = sqrt(chi2/degrees) of Phi(t*s - delta) times the density of s.
"""

import sys

import mpmath
import scipy
from mpmath import mp, mpf
from scipy import stats

mp.dps = 40


def share_below(t, degrees, delta):
    half = mpf(degrees) / 2
    log_constant = mpmath.log(2) + half * mpmath.log(half) - mpmath.loggamma(half)

    def density(s):
        return mpmath.exp(log_constant + (degrees - 1) * mpmath.log(s) - half * s * s)

    sd = 1 / mpmath.sqrt(2 * mpf(degrees))
    points = [mpf(10) ** -30] + [max(1 + k * sd, mpf(10) ** -29) for k in range(-16, 17, 2)]
    points = sorted(set(points))
    return mpmath.quad(lambda s: mpmath.ncdf(t * s - delta) * density(s), points)


def quantile(p, degrees, delta):
    start = mpf(float(stats.nct.ppf(float(p), degrees, float(delta)) if delta else stats.t.ppf(float(p), degrees)))
    root = mpmath.findroot(
        lambda t: share_below(t, degrees, delta) - p, (start, start + mpf("1e-6")), solver="secant", tol=mpf("1e-50")
    )
    assert abs(root - start) <= 1e-7 * max(1, abs(root)), (p, degrees, delta, root, start)
    return root


print(f"# mpmath {mpmath.__version__}, scipy {scipy.__version__}, Python {sys.version.split()[0]}")
print("p\tdegrees\tnoncentrality\tquantile")
for degrees in (3, 8, 9, 16, 39, 99, 499, 2999):
    for p in (0.025, 0.5, 0.9, 0.975):
        for delta in (0.0, 1.0, 1.959963984540054 * (degrees + 1) ** 0.5, -2.5):
            value = quantile(mpf(p), degrees, mpf(delta))
            print(f"{p!r}\t{degrees}\t{delta!r}\t{mpmath.nstr(value, 20)}")
