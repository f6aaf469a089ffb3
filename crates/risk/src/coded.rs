//! Closed lists of named values, and sets of them.

/// A closed list of values, each with the name it bears in forms and files.
///
/// `ALL` is in listing order and holds each value at the index that [`Coded::index`] gives it; at
/// most 32.
pub trait Coded: Copy + PartialEq + 'static {
    /// Every value, in listing order.
    const ALL: &'static [Self];

    /// The position of this value in [`Coded::ALL`].
    fn index(self) -> u8;

    /// The name used in forms and files.
    fn code(self) -> &'static str;

    /// The value with this [`Coded::code`].
    fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|value| value.code() == code)
    }
}

/// Defines an enum whose values have names, and implements [`Coded`] for it.
#[macro_export]
macro_rules! coded {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $value:ident = $code:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name {
            $($(#[$doc])* $value,)+
        }

        impl $name {
            /// Every value, in the order of the public contract.
            pub const ALL: [Self; [$(Self::$value),+].len()] = [$(Self::$value),+];

            /// The name used in forms and files.
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$value => $code,)+
                }
            }

            /// The value with this name.
            pub fn from_code(code: &str) -> Option<Self> {
                <Self as $crate::coded::Coded>::from_code(code)
            }
        }

        // One bit each in a `CodedSet`.
        const _: () = assert!($name::ALL.len() <= 32, "a set of named values holds at most 32");

        impl $crate::coded::Coded for $name {
            const ALL: &'static [Self] = &Self::ALL;

            fn index(self) -> u8 {
                self as u8
            }

            fn code(self) -> &'static str {
                Self::code(self)
            }
        }
    };
}
pub(crate) use coded;

/// A set of named values. Copying is free and iterating follows the listing order, so that two
/// equal sets are always written alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct CodedSet<T> {
    bits: u32,
    values: std::marker::PhantomData<T>,
}

impl<T: Coded> CodedSet<T> {
    /// The set with nothing in it.
    pub const EMPTY: Self = Self { bits: 0, values: std::marker::PhantomData };

    /// The set of every value.
    pub fn all() -> Self {
        T::ALL.iter().copied().collect()
    }

    /// The set of one value.
    pub fn of(value: T) -> Self {
        Self::EMPTY.with(value)
    }

    /// Whether `value` is in the set.
    pub fn contains(self, value: T) -> bool {
        self.bits & (1 << value.index()) != 0
    }

    /// This set and `value`.
    #[must_use]
    pub fn with(self, value: T) -> Self {
        Self { bits: self.bits | (1 << value.index()), ..self }
    }

    /// This set and those of `other`.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self { bits: self.bits | other.bits, ..self }
    }

    /// The values that are here and not in `other`.
    #[must_use]
    pub fn without(self, other: Self) -> Self {
        Self { bits: self.bits & !other.bits, ..self }
    }

    /// Whether nothing is in the set.
    pub fn is_empty(self) -> bool {
        self.bits == 0
    }

    /// How many values are in the set.
    pub fn len(self) -> usize {
        self.bits.count_ones() as usize
    }

    /// The one value, if there is exactly one.
    pub fn single(self) -> Option<T> {
        if self.len() == 1 { self.iter().next() } else { None }
    }

    /// The values in listing order.
    pub fn iter(self) -> impl Iterator<Item = T> + Clone {
        T::ALL.iter().copied().filter(move |value| self.contains(*value))
    }
}

impl<T: Coded> FromIterator<T> for CodedSet<T> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        values.into_iter().fold(Self::EMPTY, Self::with)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    coded! {
        /// For the tests.
        Letter {
            /// a
            A = "a",
            /// b
            B = "b",
        }
    }

    #[test]
    fn names_are_read_back_and_sets_keep_their_order() {
        assert_eq!(Letter::from_code("b"), Some(Letter::B));
        assert_eq!(Letter::from_code("B"), None);
        let both: CodedSet<_> = [Letter::B, Letter::A].into_iter().collect();
        assert_eq!(both, CodedSet::all());
        assert!(both.iter().eq([Letter::A, Letter::B]));
        assert_eq!(both.without(CodedSet::of(Letter::A)).single(), Some(Letter::B));
        assert_eq!(both.single(), None);
        assert!(CodedSet::<Letter>::EMPTY.is_empty());
    }
}
