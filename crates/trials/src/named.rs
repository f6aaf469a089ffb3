//! Enumerations whose values have one name in files.

/// Defines an enumeration with `ALL`, `name` and `from_name`.
macro_rules! named {
    (
        $(#[$meta:meta])*
        $kind:ident { $($(#[$value_meta:meta])* $value:ident = $name:literal,)+ }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $kind {
            $($(#[$value_meta])* $value,)+
        }

        impl $kind {
            /// Every value, in the order in which they are told.
            pub const ALL: &[Self] = &[$(Self::$value,)+];

            /// What files call it.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$value => $name,)+
                }
            }

            /// The value that files call so.
            pub fn from_name(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$value),)+
                    _ => None,
                }
            }
        }
    };
}

pub(crate) use named;
