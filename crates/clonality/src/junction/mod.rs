//! Where the virus ends and the host begins in a read.

pub(crate) mod nucleotide_set;
mod placement;
mod search;
#[cfg(test)]
mod tests;

use crate::chromatogram::BaseCall;
use crate::count::as_f64;
use nucleotide_set::NucleotideSet;

/// The constant sequence before the mixture, read towards it: IUPAC letters, in capitals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor(Vec<u8>);

/// Why a text is no anchor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnchorError {
    /// Nothing but white space.
    Empty,
    /// Fewer than [`Anchor::SHORTEST`] letters.
    TooShort,
    /// More than [`Anchor::LONGEST`] letters.
    TooLong,
    /// A letter that is no IUPAC code of a nucleotide.
    NotNucleotide {
        /// The first such letter.
        letter: char,
    },
    /// So many ambiguous letters that it fits nearly everywhere.
    TooAmbiguous,
}

impl Anchor {
    /// Fewer letters are found by chance.
    pub const SHORTEST: usize = 8;
    /// More letters than any read has.
    pub const LONGEST: usize = 400;

    /// Bits of information that an anchor needs: those of its shortest length in definite letters.
    const FEWEST_BITS: f64 = 2.0 * as_f64(Self::SHORTEST);

    /// Reads an anchor: IUPAC letters in any case, U for T; white space, digits and a FASTA heading are passed
    /// over.
    ///
    /// # Errors
    /// See [`AnchorError`].
    pub fn parse(text: &str) -> Result<Self, AnchorError> {
        let lines = text.lines().filter(|line| !line.trim_start().starts_with('>'));
        let mut letters = Vec::new();
        for letter in lines.flat_map(str::chars).filter(|c| !c.is_whitespace() && !c.is_ascii_digit()) {
            let capital = match letter.to_ascii_uppercase() {
                'U' => b'T',
                other => u8::try_from(other).map_err(|_| AnchorError::NotNucleotide { letter })?,
            };
            if NucleotideSet::of_letter(capital).is_none() {
                return Err(AnchorError::NotNucleotide { letter });
            }
            letters.push(capital);
        }
        match letters.len() {
            0 => Err(AnchorError::Empty),
            length if length < Self::SHORTEST => Err(AnchorError::TooShort),
            length if length > Self::LONGEST => Err(AnchorError::TooLong),
            _ if bits(&letters) < Self::FEWEST_BITS => Err(AnchorError::TooAmbiguous),
            _ => Ok(Self(letters)),
        }
    }

    /// Its letters.
    pub fn letters(&self) -> &[u8] {
        &self.0
    }
}

/// An anchor that need not be typed. Sequences: evidence on junction motifs, public pipelines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Preset {
    /// End of the 3′ LTR of HTLV-1, read outward.
    Htlv1ThreePrime,
    /// Start of the 5′ LTR of HTLV-1, read outward (reverse complement).
    Htlv1FivePrime,
    /// End of the 3′ LTR of BLV, read outward.
    BlvThreePrime,
    /// Start of the 5′ LTR of BLV, read outward (reverse complement).
    BlvFivePrime,
}

impl Preset {
    /// Every preset, in listing order.
    pub const ALL: [Self; 4] =
        [Self::Htlv1ThreePrime, Self::Htlv1FivePrime, Self::BlvThreePrime, Self::BlvFivePrime];

    /// Name for forms and files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Htlv1ThreePrime => "htlv1-3ltr",
            Self::Htlv1FivePrime => "htlv1-5ltr",
            Self::BlvThreePrime => "blv-3ltr",
            Self::BlvFivePrime => "blv-5ltr",
        }
    }

    /// The anchor, read outward, as text.
    pub const fn sequence(self) -> &'static str {
        match self {
            Self::Htlv1ThreePrime => "GACAGCCCATCCTATAGCACTCTCAGGAGAGAAATTTAGTACACA",
            Self::Htlv1FivePrime => "GGGATATTTGGGGCTCATGGTCATTGTCA",
            Self::BlvThreePrime => "CCGGCAAACA",
            Self::BlvFivePrime => "ATGATCTTTCATACA",
        }
    }
}

/// Which strand of the read holds the anchor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Strand {
    /// As read: the host follows the anchor.
    Forward,
    /// Its reverse complement: the host comes before it in the read.
    Reverse,
}

/// Where an anchor lies in a read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Junction {
    /// Index (from 0) of the base call next to the anchor on the host's side: the first host base.
    /// Where the read ends with the anchor there is none: then the number of calls (forward) or 0 (reverse).
    pub position: usize,
    /// Indices of the first and one past the last base call of the anchor.
    pub anchor: (usize, usize),
    /// Strand.
    pub strand: Strand,
    /// Letters that differ.
    pub mismatches: usize,
    /// Bases of the read that the anchor lacks.
    pub insertions: usize,
    /// Bases of the anchor that the read lacks.
    pub deletions: usize,
    /// Probability, 0 to 1, that the anchor lies here and not there by chance or elsewhere in the read.
    pub confidence: f64,
    /// Whether a person put it here.
    pub by_hand: bool,
}

impl Junction {
    /// A junction that a person put before (reverse: after) the host base at `position`.
    pub(crate) const fn by_hand(position: usize, strand: Strand) -> Self {
        let edge = match strand {
            Strand::Forward => position,
            Strand::Reverse => position + 1,
        };
        Self {
            position,
            anchor: (edge, edge),
            strand,
            mismatches: 0,
            insertions: 0,
            deletions: 0,
            confidence: 1.0,
            by_hand: true,
        }
    }

    /// Whether the anchor was found with differences.
    pub const fn differs(&self) -> bool {
        self.mismatches + self.insertions + self.deletions > 0
    }
}

/// Looks for an anchor in a read, on both strands.
///
/// The placement with the fewest differences is taken, and of several such the first in the read, forward
/// before reverse. `None` where even that one differs in more than one of five letters of the anchor, or is
/// likelier than not to lie there by chance.
pub fn find(calls: &[BaseCall], anchor: &Anchor) -> Option<Junction> {
    search::find(calls, anchor.letters())
}

fn bits(letters: &[u8]) -> f64 {
    letters.iter().map(|&letter| NucleotideSet::of_call(letter).bits()).sum()
}
