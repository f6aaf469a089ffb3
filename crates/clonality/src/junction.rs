//! Where the virus ends and the host begins in a read.

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

    /// Reads an anchor: IUPAC letters in any case; white space, digits and a FASTA heading are passed over.
    ///
    /// # Errors
    /// See [`AnchorError`].
    pub fn parse(text: &str) -> Result<Self, AnchorError> {
        let letters: Vec<u8> =
            text.bytes().filter(u8::is_ascii_alphabetic).map(|b| b.to_ascii_uppercase()).collect();
        if letters.is_empty() { Err(AnchorError::Empty) } else { Ok(Self(letters)) }
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
    /// May equal the number of calls (forward), when the read ends with the anchor.
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
