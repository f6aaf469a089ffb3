//! What a trace gives, as JSON: one record a file.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::Serialize;
use shirube_clonality::chromatogram::{Chromatogram, RunDetails};
use shirube_clonality::junction::Junction;
use shirube_clonality::trace_clonality::{
    self, Combined, Estimate, Quality, TraceClonality, TraceReport, TraceSettings, WindowPosition,
};
use shirube_clonality::trace_file;

use crate::trace_code::{ReasonCode, RemarkCode, StrandCode, TraceErrorCode, WarningCode};
use crate::trace_message;

/// A record of output: an estimate, or why there is none.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum TraceRecord<'a> {
    /// The file gives an estimate.
    Estimate(Box<EstimateRecord<'a>>),
    /// It does not.
    Error(Box<TraceErrorRecord<'a>>),
    /// What all files give together.
    Combined(Box<CombinedRecord>),
    /// They give nothing together.
    CombinedError(Box<CombinedErrorRecord>),
}

/// The estimate from one file. It is trace clonality, an open estimate of its own; it is no clonality value (Cv) of
/// RAISING-CLOVA and cannot be converted to one.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct EstimateRecord<'a> {
    /// The file as named in the call.
    pub file: &'a str,
    /// True.
    #[schemars(extend("const" = true))]
    pub ok: bool,
    /// Where the host begins.
    pub junction: JunctionRecord,
    /// The estimates.
    #[serde(flatten)]
    pub clonality: ClonalityRecord,
    /// Measured qualities of the read.
    pub quality: QualityRecord,
    /// What is to be known beside the estimate.
    pub warnings: Vec<WarningCode>,
    /// What was unusual in the file.
    pub remarks: Vec<RemarkCode>,
    /// Positions of the window, outward from the junction; only if asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub positions: Option<Vec<PositionRecord>>,
    /// What the file says of sample and run; only if asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub run: Option<RunRecord>,
}

/// The estimates.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub struct ClonalityRecord {
    /// C1: share of the leading clone over an endlessly diverse rest.
    pub dominance: IntervalRecord,
    /// C2: Simpson index of the clones.
    pub simpson: IntervalRecord,
    /// C4: one minus the mean entropy in units of the background's.
    pub entropy: IntervalRecord,
    /// Effective number of clones, 1 / Simpson; null where that is infinite.
    pub effective_clones: Option<f64>,
    /// Its 95 % interval.
    pub effective_clones_interval: ClonesIntervalRecord,
}

/// An estimate, 0 to 1, with its 95 % interval.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct IntervalRecord {
    /// The estimate.
    #[schemars(range(min = 0, max = 1))]
    pub value: f64,
    /// Lower end.
    #[schemars(range(min = 0, max = 1))]
    pub low: f64,
    /// Upper end.
    #[schemars(range(min = 0, max = 1))]
    pub high: f64,
}

/// The 95 % interval of a number of clones.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct ClonesIntervalRecord {
    /// Lower end; null where infinite.
    pub low: Option<f64>,
    /// Upper end; null where infinite.
    pub high: Option<f64>,
}

/// Where an anchor lies in a read. Base calls are counted from 0.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct JunctionRecord {
    /// The base call next to the anchor on the host's side: the first host base.
    pub position: usize,
    /// Letters of the anchor that differ.
    pub mismatches: usize,
    /// Bases of the read that the anchor lacks.
    pub insertions: usize,
    /// Bases of the anchor that the read lacks.
    pub deletions: usize,
    /// Strand.
    pub strand: StrandCode,
    /// The anchor's first base call.
    pub anchor_start: usize,
    /// The base call after its last.
    pub anchor_end: usize,
    /// Probability that the anchor lies here.
    #[schemars(range(min = 0, max = 1))]
    pub confidence: f64,
    /// Whether it was given in the call.
    pub by_hand: bool,
}

/// Measured qualities of a read.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct QualityRecord {
    /// Median strength of the main peak in the constant part, in the channels' own units.
    pub signal: f64,
    /// Dominance of the constant part as it stands: 1 for a single pure sequence.
    pub constant_dominance_raw: f64,
    /// The same after correction.
    pub constant_dominance: f64,
    /// Dominance, as it stands, of the bases passed over; null where there are too few.
    pub skip_dominance_raw: Option<f64>,
    /// Share of a base's signal that shows up at its neighbours' places.
    pub phasing: f64,
    /// Share of peaks at the detector's limit.
    pub saturated: f64,
    /// Bases of the constant part that were used.
    pub constant_bases: usize,
    /// Bases of the window that were used.
    pub window_bases: usize,
}

/// One position of the window.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct PositionRecord {
    /// Its base call, from 0.
    pub call: usize,
    /// Its scan, from 0.
    pub scan: u32,
    /// Shares of A, C, G, T as they stand, in the letters of the read.
    pub raw: [f64; 4],
    /// The same after correction.
    pub corrected: [f64; 4],
}

/// What a file says of sample and run; each null where it says nothing.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct RunRecord {
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
    /// Start of data collection by the instrument's clock.
    pub collected: Option<String>,
    /// Mean signal of A, C, G, T.
    pub signal: Option<[f64; 4]>,
}

/// Why a file gives no estimate, and what was measured all the same.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct TraceErrorRecord<'a> {
    /// The file as named in the call.
    pub file: &'a str,
    /// False.
    #[schemars(extend("const" = false))]
    pub ok: bool,
    /// What is wrong.
    pub error: TraceErrorDetail,
    /// Where the host begins; only where the estimate is withheld.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub junction: Option<JunctionRecord>,
    /// Measured qualities of the read; only where the estimate is withheld.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quality: Option<QualityRecord>,
    /// What else is to be known; only where the estimate is withheld.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub warnings: Option<Vec<WarningCode>>,
    /// What was unusual in the file; only where the file could be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remarks: Option<Vec<RemarkCode>>,
    /// Positions of the window; only if asked for and where the estimate is withheld.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub positions: Option<Vec<PositionRecord>>,
    /// What the file says of sample and run; only if asked for and where the file could be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub run: Option<RunRecord>,
}

/// What is wrong.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct TraceErrorDetail {
    /// The kind of error, for programs.
    pub code: TraceErrorCode,
    /// What is wrong and what to do; for people.
    pub message: Cow<'static, str>,
    /// Every reason for withholding the estimate; only if that is the code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reasons: Option<Vec<ReasonCode>>,
}

/// What several reads of one sample give together. It comes after those of the files.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct CombinedRecord {
    /// True.
    #[schemars(extend("const" = true))]
    pub combined: bool,
    /// True.
    #[schemars(extend("const" = true))]
    pub ok: bool,
    /// Files of the call.
    pub files: usize,
    /// Reads that were used: those that give an estimate by themselves.
    pub reads: usize,
    /// The estimates.
    #[serde(flatten)]
    pub clonality: ClonalityRecord,
    /// Width of the interval of dominance as a share of the mean width of the single reads' intervals.
    pub interval_width_ratio: f64,
}

/// Why several files give nothing together.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct CombinedErrorRecord {
    /// True.
    #[schemars(extend("const" = true))]
    pub combined: bool,
    /// False.
    #[schemars(extend("const" = false))]
    pub ok: bool,
    /// Files of the call.
    pub files: usize,
    /// What is wrong.
    pub error: TraceErrorDetail,
}

/// What to tell beyond the result.
#[derive(Debug, Clone, Copy, Default)]
pub struct Shown {
    /// Each position of the window.
    pub positions: bool,
    /// What the file says of sample and run: names of people may stand there.
    pub names: bool,
}

/// Reads and measures one file; also the report, where there is one.
pub fn of_bytes<'a>(
    file: &'a str,
    bytes: &[u8],
    settings: &TraceSettings,
    shown: Shown,
) -> (TraceRecord<'a>, Option<TraceReport>) {
    let chromatogram = match trace_file::read(bytes) {
        Ok(chromatogram) => chromatogram,
        Err(error) => {
            let code = TraceErrorCode::from(&error);
            return (TraceRecord::error(file, code, trace_message::of_format(&error)), None);
        }
    };
    match trace_clonality::analyse(&chromatogram, settings) {
        Ok(report) => (TraceRecord::of_report(file, &chromatogram, &report, shown), Some(report)),
        Err(error) => {
            let mut record =
                TraceErrorRecord::new(file, TraceErrorCode::from(error), trace_message::of_trace(error));
            record.remarks = Some(remarks(&chromatogram));
            record.run = shown.names.then(|| RunRecord::from(&chromatogram.run));
            (TraceRecord::Error(Box::new(record)), None)
        }
    }
}

/// What `files` reads of one sample give together, by the reports of those that could be measured.
pub fn combined(files: usize, reports: &[TraceReport]) -> TraceRecord<'static> {
    let Some(Combined { clonality, reads }) = trace_clonality::combine(reports) else {
        let message = "none of the files gives an estimate, so there is nothing to combine".into();
        let error = TraceErrorDetail { code: TraceErrorCode::NothingToCombine, message, reasons: None };
        return TraceRecord::CombinedError(Box::new(CombinedErrorRecord {
            combined: true,
            ok: false,
            files,
            error,
        }));
    };
    let width = |clonality: &TraceClonality| clonality.dominance.high - clonality.dominance.low;
    let single: Vec<f64> =
        reports.iter().filter_map(|report| report.result.as_ref().ok()).map(width).collect();
    let mean = single.iter().sum::<f64>() / f64::from(u32::try_from(single.len()).unwrap_or(u32::MAX));
    TraceRecord::Combined(Box::new(CombinedRecord {
        combined: true,
        ok: true,
        files,
        reads,
        clonality: ClonalityRecord::from(&clonality),
        interval_width_ratio: width(&clonality) / mean,
    }))
}

impl<'a> TraceRecord<'a> {
    /// Of a file about which nothing more is known.
    pub fn error(file: &'a str, code: TraceErrorCode, message: impl Into<Cow<'static, str>>) -> Self {
        Self::Error(Box::new(TraceErrorRecord::new(file, code, message)))
    }

    fn of_report(file: &'a str, chromatogram: &Chromatogram, report: &TraceReport, shown: Shown) -> Self {
        let junction = JunctionRecord::from(&report.junction);
        let quality = QualityRecord::from(&report.quality);
        let warnings = report.warnings.iter().copied().map(WarningCode::from).collect();
        let remarks = remarks(chromatogram);
        let positions = || report.positions.iter().map(PositionRecord::from).collect();
        let positions = shown.positions.then(positions);
        let run = shown.names.then(|| RunRecord::from(&chromatogram.run));
        match &report.result {
            Ok(clonality) => Self::Estimate(Box::new(EstimateRecord {
                file,
                ok: true,
                junction,
                clonality: ClonalityRecord::from(clonality),
                quality,
                warnings,
                remarks,
                positions,
                run,
            })),
            Err(reasons) => {
                let message = trace_message::of_reasons(reasons);
                let mut record = TraceErrorRecord::new(file, TraceErrorCode::Withheld, message);
                record.error.reasons = Some(reasons.iter().copied().map(ReasonCode::from).collect());
                record.junction = Some(junction);
                record.quality = Some(quality);
                record.warnings = Some(warnings);
                record.remarks = Some(remarks);
                record.positions = positions;
                record.run = run;
                Self::Error(Box::new(record))
            }
        }
    }

    /// Whether it holds an estimate.
    pub fn is_usable(&self) -> bool {
        matches!(self, Self::Estimate(_) | Self::Combined(_))
    }

    /// As text with its line end: one line, or indented for people.
    pub fn text(&self, one_line: bool) -> String {
        // Every key is text, so writing cannot fail.
        let text = if one_line { serde_json::to_string(self) } else { serde_json::to_string_pretty(self) };
        text.unwrap_or_default() + "\n"
    }
}

impl<'a> TraceErrorRecord<'a> {
    fn new(file: &'a str, code: TraceErrorCode, message: impl Into<Cow<'static, str>>) -> Self {
        let error = TraceErrorDetail { code, message: message.into(), reasons: None };
        Self {
            file,
            ok: false,
            error,
            junction: None,
            quality: None,
            warnings: None,
            remarks: None,
            positions: None,
            run: None,
        }
    }
}

fn remarks(chromatogram: &Chromatogram) -> Vec<RemarkCode> {
    chromatogram.remarks.iter().copied().map(RemarkCode::from).collect()
}

impl From<&TraceClonality> for ClonalityRecord {
    fn from(clonality: &TraceClonality) -> Self {
        let finite = |number: f64| Some(number).filter(|number| number.is_finite());
        let Estimate { value, low, high } = clonality.effective_clones;
        Self {
            dominance: clonality.dominance.into(),
            simpson: clonality.simpson.into(),
            entropy: clonality.entropy.into(),
            effective_clones: finite(value),
            effective_clones_interval: ClonesIntervalRecord { low: finite(low), high: finite(high) },
        }
    }
}

impl From<Estimate> for IntervalRecord {
    fn from(Estimate { value, low, high }: Estimate) -> Self {
        Self { value, low, high }
    }
}

impl From<&Junction> for JunctionRecord {
    fn from(junction: &Junction) -> Self {
        let (anchor_start, anchor_end) = junction.anchor;
        Self {
            position: junction.position,
            mismatches: junction.mismatches,
            insertions: junction.insertions,
            deletions: junction.deletions,
            strand: junction.strand.into(),
            anchor_start,
            anchor_end,
            confidence: junction.confidence,
            by_hand: junction.by_hand,
        }
    }
}

impl From<&Quality> for QualityRecord {
    fn from(quality: &Quality) -> Self {
        Self {
            signal: quality.signal,
            constant_dominance_raw: quality.constant_dominance_raw,
            constant_dominance: quality.constant_dominance,
            skip_dominance_raw: quality.skip_dominance_raw,
            phasing: quality.phasing,
            saturated: quality.saturated,
            constant_bases: quality.constant_bases,
            window_bases: quality.window_bases,
        }
    }
}

impl From<&WindowPosition> for PositionRecord {
    fn from(position: &WindowPosition) -> Self {
        Self { call: position.call, scan: position.scan, raw: position.raw, corrected: position.corrected }
    }
}

impl From<&RunDetails> for RunRecord {
    fn from(run: &RunDetails) -> Self {
        let run = run.clone();
        Self {
            sample: run.sample,
            comment: run.comment,
            machine_model: run.machine_model,
            machine_name: run.machine_name,
            run_name: run.run_name,
            base_caller: run.base_caller,
            dye_set: run.dye_set,
            user: run.user,
            well: run.well,
            lane: run.lane,
            collected: run.collected,
            signal: run.signal,
        }
    }
}
