//! A Sanger trace, whatever file it came from.

/// A base that has a channel of its own. Its number is its place wherever four channels stand together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Base {
    /// Adenine.
    A = 0,
    /// Cytosine.
    C = 1,
    /// Guanine.
    G = 2,
    /// Thymine.
    T = 3,
}

impl Base {
    /// All four in the order of every array of channels here.
    pub const ALL: [Self; 4] = [Self::A, Self::C, Self::G, Self::T];

    /// Its letter, in capitals.
    pub const fn letter(self) -> u8 {
        match self {
            Self::A => b'A',
            Self::C => b'C',
            Self::G => b'G',
            Self::T => b'T',
        }
    }
}

/// Who named the bases of a trace.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CalledBy {
    /// The instrument's base caller (in ABIF: `PBAS2`, `PLOC2`, `PCON2`).
    BaseCaller,
    /// The only calls of the file are those that can be edited (in ABIF: `PBAS1`, `PLOC1`, `PCON1`).
    EditableCalls,
    /// The file has no usable calls: our own peak calling.
    OwnPeaks,
}

/// One base call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct BaseCall {
    /// IUPAC letter, in capitals; `N` where the caller made no decision.
    pub letter: u8,
    /// Scan of its peak, from 0; less than the number of scans.
    pub scan: u32,
    /// Phred quality; `None` if the file gives none.
    pub quality: Option<u8>,
}

/// Four processed channels and the bases called in them.
#[derive(Debug, Clone, PartialEq)]
pub struct Chromatogram {
    /// Processed intensity at each scan, channels in the order of [`Base::ALL`]; all four of one length.
    pub channels: [Vec<i16>; 4],
    /// Base calls in the direction of reading; their scans never step back.
    pub calls: Vec<BaseCall>,
    /// Who made the calls.
    pub called_by: CalledBy,
    /// What the file says of sample and run. Personal data: shown and exported only when asked for.
    pub run: RunDetails,
    /// What was read around, such as a damaged directory.
    pub remarks: Vec<Remark>,
}

impl Chromatogram {
    /// Number of scans.
    pub fn scans(&self) -> usize {
        self.channels.iter().map(Vec::len).min().unwrap_or(0)
    }

    /// The four intensities at a scan, A, C, G, T; zeros beyond the last.
    pub fn at(&self, scan: u32) -> [i16; 4] {
        let scan = scan as usize;
        self.channels.each_ref().map(|channel| channel.get(scan).copied().unwrap_or(0))
    }
}

/// What a file says of its sample and run; each `None` where it says nothing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RunDetails {
    /// Name of the sample.
    pub sample: Option<String>,
    /// Free comment.
    pub comment: Option<String>,
    /// Model of the instrument.
    pub machine_model: Option<String>,
    /// Name of the instrument.
    pub machine_name: Option<String>,
    /// Name of the run.
    pub run_name: Option<String>,
    /// Base caller and its version.
    pub base_caller: Option<String>,
    /// Dye set or mobility file.
    pub dye_set: Option<String>,
    /// Name of the user of the instrument.
    pub user: Option<String>,
    /// Well or tube.
    pub well: Option<String>,
    /// Capillary or lane.
    pub lane: Option<i32>,
    /// Start of data collection, `YYYY-MM-DD hh:mm:ss`, as the instrument's clock told it.
    pub collected: Option<String>,
    /// Mean signal of A, C, G, T as the caller measured it.
    pub signal: Option<[f64; 4]>,
}

/// Something unusual that did not keep a file from being read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Remark {
    /// Some entries of the directory lie beyond the end of the file; the others were used.
    DirectoryCutShort,
    /// Base calls made by the instrument and those that can be edited differ; the instrument's are used.
    CallsWereEdited,
    /// Peak positions step back, or there are more bases than any read has; those from there on were dropped.
    PeaksOutOfOrder,
    /// No base calls in the file: bases were called from the peaks.
    CalledFromPeaks,
    /// Intensities above 32,767 (possible in SCF only) were taken as 32,767.
    SignalClipped,
    /// The file has no order of the channels; the usual GATC was taken.
    ChannelOrderAssumed,
}
