//! What a serum sIL-2R might read on another kit's scale, by the one comparison that is public.

use crate::analytes::{Kit, Sil2r};
use crate::evidence::{KIT_INTERCEPT, KIT_SLOPE};

/// The span of readings in U/mL from the lower to the higher end, the value itself included.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct KitBar {
    /// Lower end, U/mL, never below 0.
    pub low: f64,
    /// Higher end, U/mL.
    pub high: f64,
}

/// What an EIA reading of `x` U/mL would be by CLEIA, by the one comparison.
pub fn eia_as_cleia(x: f64) -> f64 {
    KIT_SLOPE.value * x + KIT_INTERCEPT.value
}

/// What a CLEIA reading of `x` U/mL would be by EIA, by the one comparison.
pub fn cleia_as_eia(x: f64) -> f64 {
    (x - KIT_INTERCEPT.value) / KIT_SLOPE.value
}

/// The readings `sil2r` might have on the scale of the study's kit, which is not known.
///
/// One hospital's comparison gives CLEIA = 0.812 · EIA + 3.852 (n = 123). A CLEIA value `x` spans
/// `[x, (x − 3.852) / 0.812]`, an EIA value `[0.812 x + 3.852, x]`, any other both. Below about
/// 20 U/mL the line crosses the diagonal; the ends are then put in order. Test error is not
/// included.
pub fn kit_bar(sil2r: Sil2r) -> KitBar {
    let x = sil2r.units_per_ml();
    let (as_eia, as_cleia) = (cleia_as_eia(x), eia_as_cleia(x));
    let ends = match sil2r.kit() {
        Kit::Cleia => [x, as_eia],
        Kit::Eia => [as_cleia, x],
        Kit::Other | Kit::Unknown => [as_cleia, as_eia],
    };
    // The value itself is always one of the readings.
    KitBar { low: ends.into_iter().fold(x, f64::min).max(0.0), high: ends.into_iter().fold(x, f64::max) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn bar(x: f64, kit: Kit) -> KitBar {
        kit_bar(Sil2r::new(x, kit).unwrap())
    }

    #[test]
    fn worked_examples() {
        let cleia = bar(1240.0, Kit::Cleia);
        assert_eq!(cleia.low, 1240.0);
        assert!((cleia.high - 1522.35).abs() < 0.01);
        let eia = bar(1000.0, Kit::Eia);
        assert!((eia.low - 815.852).abs() < 1e-9);
        assert_eq!(eia.high, 1000.0);
        let unknown = bar(1000.0, Kit::Unknown);
        assert!((unknown.low - 815.852).abs() < 1e-9 && (unknown.high - 1226.783).abs() < 1e-3);
    }

    proptest! {
        #[test]
        fn the_bar_holds_the_value_and_unknown_spans_both_kits(x in 0.001_f64..1e6) {
            let unknown = bar(x, Kit::Unknown);
            for kit in Kit::ALL {
                let bar = bar(x, kit);
                prop_assert!(0.0 <= bar.low && bar.low <= x && x <= bar.high);
                prop_assert!(unknown.low <= bar.low && bar.high <= unknown.high);
            }
        }
    }
}
