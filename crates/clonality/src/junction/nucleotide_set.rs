//! What a letter of a sequence stands for.

/// A set of nucleotides: one bit each for A, C, G, T.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NucleotideSet(u8);

impl NucleotideSet {
    pub(crate) const ANY: Self = Self(0b1111);

    /// The set an IUPAC letter in capitals stands for; `None` for any other byte.
    pub(crate) const fn of_letter(letter: u8) -> Option<Self> {
        Some(Self(match letter {
            b'A' => 0b0001,
            b'C' => 0b0010,
            b'G' => 0b0100,
            b'T' | b'U' => 0b1000,
            b'M' => 0b0011,
            b'R' => 0b0101,
            b'W' => 0b1001,
            b'S' => 0b0110,
            b'Y' => 0b1010,
            b'K' => 0b1100,
            b'V' => 0b0111,
            b'H' => 0b1011,
            b'D' => 0b1101,
            b'B' => 0b1110,
            b'N' => 0b1111,
            _ => return None,
        }))
    }

    /// Whether it holds each of A, C, G, T.
    pub(crate) fn members(self) -> [bool; 4] {
        [0, 1, 2, 3].map(|bit| self.0 >> bit & 1 == 1)
    }

    /// The set of a base call; a letter that is no IUPAC code agrees with nothing.
    pub(super) fn of_call(letter: u8) -> Self {
        Self::of_letter(letter).unwrap_or(Self(0))
    }

    /// The set of the other strand: A with T, C with G.
    pub(super) const fn complement(self) -> Self {
        Self(self.0.reverse_bits() >> 4)
    }

    /// Bits of information that agreement with a definite base gives, 0 to 2.
    pub(super) fn bits(self) -> f64 {
        match self.0.count_ones() {
            1 => 2.0,
            2 => 1.0,
            // log2(4/3)
            3 => 0.415,
            _ => 0.0,
        }
    }

    /// Whether this letter of an anchor agrees with a base call. An undecided call (N) is no evidence for a
    /// definite letter.
    pub(super) fn agrees_with(self, call: Self) -> bool {
        self.0 & call.0 != 0 && (call != Self::ANY || self == Self::ANY)
    }
}
