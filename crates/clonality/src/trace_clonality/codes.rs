//! Names of the kinds, for programs and files.

use super::{TraceError, TraceWarning, Withheld};

/// A name for each kind. The match is complete, and so is the list.
macro_rules! codes {
    ($($kind:ident { $($variant:ident => $code:literal,)+ })+) => {$(
        impl $kind {
            /// Every one.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Name of the kind, for programs.
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$variant => $code,)+
                }
            }

            /// The kind with this name.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|kind| kind.code() == code)
            }
        }
    )+};
}

codes! {
    Withheld {
        WeakSignal => "weak_signal",
        ConstantRegionImpure => "constant_region_impure",
        ConstantRegionTooShort => "constant_region_too_short",
        SkippedPartMixed => "skipped_part_mixed",
        Phasing => "phasing",
        Saturated => "saturated",
        WindowTooShort => "window_too_short",
    }
    TraceWarning {
        WindowShortened => "window_shortened",
        AnchorDiffers => "anchor_differs",
        AnchorAmbiguous => "anchor_ambiguous",
        WindowShort => "window_short",
    }
    TraceError {
        JunctionNotFound => "junction_not_found",
        JunctionOutside => "junction_outside",
        BadSettings => "bad_settings",
    }
}
