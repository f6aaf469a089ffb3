//! The only door to transcendental functions.
//!
//! The standard library's `exp`, `ln`, … differ in the last bit between a native build and
//! WebAssembly; `libm` gives the same bits on both. So a native test is a test of what the browser
//! shows. `clippy.toml` forbids the standard ones everywhere else.

/// e to the power `x`.
pub fn exp(x: f64) -> f64 {
    libm::exp(x)
}

/// e to the power `x`, minus one, accurate near zero.
pub fn exp_m1(x: f64) -> f64 {
    libm::expm1(x)
}

/// Natural logarithm. `-inf` at zero, NaN below.
pub fn ln(x: f64) -> f64 {
    libm::log(x)
}

/// Logarithm to base ten. `-inf` at zero, NaN below.
pub fn log10(x: f64) -> f64 {
    libm::log10(x)
}

/// `base` to the power `exponent`.
pub fn pow(base: f64, exponent: f64) -> f64 {
    libm::pow(base, exponent)
}

/// Natural logarithm of one plus `x`, accurate near zero. `-inf` at −1, NaN below.
pub fn ln_1p(x: f64) -> f64 {
    libm::log1p(x)
}

/// One minus the error function: `2/√π · ∫ₓ^∞ exp(−t²) dt`, accurate where it is small.
pub fn erfc(x: f64) -> f64 {
    libm::erfc(x)
}
