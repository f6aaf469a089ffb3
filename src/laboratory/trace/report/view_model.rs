//! The report of one trace as finished strings: pure.

use super::reasons;
use crate::laboratory::trace::OpenTrace;
use crate::laboratory::trace::analysis::{Analysis, MeasuredTrace};
use crate::words::{LaboratoryWordsTrace, LaboratoryWordsTraceReport, Language};
use shirube_clonality::Chromatogram;
use shirube_clonality::chromatogram::{CalledBy, RunDetails};
use shirube_clonality::junction::{Junction, Strand};
use shirube_clonality::trace_clonality::{Estimate, Quality, TraceClonality};
use shirube_numeric::decimal;

/// What the page says of a trace.
#[derive(Debug, Clone, PartialEq)]
pub struct ReportView {
    /// What the trace is called here.
    pub title: String,
    /// Why there is no report at all.
    pub problem: Option<Reason>,
    /// The estimates, unless there are none.
    pub estimates: Vec<EstimateView>,
    /// Why no estimate is given.
    pub withheld: Vec<Reason>,
    /// What to mind.
    pub warnings: Vec<&'static str>,
    /// Junction, strand, calls.
    pub facts: Vec<Fact>,
    /// Measured qualities.
    pub quality: Vec<Fact>,
    /// What was read around.
    pub remarks: Vec<&'static str>,
    /// What the file says of sample and run; `None` while names are hidden.
    pub run: Option<Vec<Fact>>,
    /// For somebody who hears the page.
    pub spoken: String,
    /// Attributes for outside tests.
    pub junction: JunctionAttributes,
}

/// What is the matter, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// Name of the kind, for programs.
    pub code: &'static str,
    /// What is the matter.
    pub heading: &'static str,
    /// What it means and what to do.
    pub text: String,
}

/// A named value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// Its name.
    pub name: &'static str,
    /// Its value.
    pub value: String,
}

/// One estimate.
#[derive(Debug, Clone, PartialEq)]
pub struct EstimateView {
    /// Name of the output.
    pub name: &'static str,
    /// Its words.
    pub label: &'static str,
    /// What it means.
    pub explanation: &'static str,
    /// The value.
    pub value: String,
    /// Its interval in words.
    pub interval: String,
    /// The numbers as they are.
    pub estimate: Estimate,
    /// Value, low and high from 0 to 1 along a bar; `None` where there is no such scale.
    pub bar: Option<[f64; 3]>,
}

/// The junction for outside tests; empty where there is none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct JunctionAttributes {
    /// Index of the first host base, from 0.
    pub position: String,
    /// `forward` or `reverse`.
    pub strand: &'static str,
    /// Letters that differ.
    pub mismatches: String,
    /// `true` or `false`.
    pub by_hand: String,
}

/// The report of an opened trace.
pub fn report_view(
    opened: &OpenTrace,
    analysis: &Analysis,
    names_shown: bool,
    language: Language,
) -> ReportView {
    let words = &language.laboratory_words().trace;
    let chromatogram = opened.read.as_deref().ok();
    let number = opened.number.to_string();
    let mut view = ReportView {
        title: title(opened, names_shown, words),
        problem: problem(analysis, &words.report),
        estimates: Vec::new(),
        withheld: Vec::new(),
        warnings: Vec::new(),
        facts: Vec::new(),
        quality: Vec::new(),
        remarks: chromatogram.map(|trace| reasons::remarks(&trace.remarks, words)).unwrap_or_default(),
        run: chromatogram.filter(|_| names_shown).map(|trace| run_facts(opened, &trace.run, &words.report)),
        spoken: String::new(),
        junction: JunctionAttributes::default(),
    };
    if let (Analysis::Done(measured), Some(chromatogram)) = (analysis, chromatogram) {
        fill(&mut view, measured, chromatogram, &words.report);
    }
    view.spoken = spoken(&view, &number, &words.report);
    view
}

/// What a trace is called: by its number as long as names are hidden.
pub fn title(opened: &OpenTrace, names_shown: bool, words: &LaboratoryWordsTrace) -> String {
    let number = words.viewer.title(&opened.number.to_string());
    if names_shown { [&number, ": ", &opened.file_name].concat() } else { number }
}

fn fill(
    view: &mut ReportView,
    measured: &MeasuredTrace,
    trace: &Chromatogram,
    words: &'static LaboratoryWordsTraceReport,
) {
    let report = &measured.report;
    match &report.result {
        Ok(result) => view.estimates = estimates(result, words),
        Err(why) => view.withheld = why.iter().map(|&why| reasons::withheld(why, words)).collect(),
    }
    view.warnings = report.warnings.iter().map(|&warning| reasons::warning(warning, words)).collect();
    view.facts = facts(&report.junction, trace, words);
    view.quality = quality(&report.quality, words);
    view.junction = JunctionAttributes {
        position: report.junction.position.to_string(),
        strand: if report.junction.strand == Strand::Forward { "forward" } else { "reverse" },
        mismatches: report.junction.mismatches.to_string(),
        by_hand: report.junction.by_hand.to_string(),
    };
}

fn problem(analysis: &Analysis, words: &'static LaboratoryWordsTraceReport) -> Option<Reason> {
    match analysis {
        Analysis::Unreadable(error) => Some(reasons::unreadable(error, words)),
        Analysis::NoSettings => Some(Reason {
            code: "bad_entry",
            heading: words.problem.no_settings,
            text: words.problem.no_settings_says.to_owned(),
        }),
        Analysis::Failed(error) => Some(reasons::failed(*error, words)),
        Analysis::Done(_) => None,
    }
}

fn spoken(view: &ReportView, number: &str, words: &LaboratoryWordsTraceReport) -> String {
    let value = |name| view.estimates.iter().find(|it| it.name == name).map(|it| it.value.as_str());
    if let (Some(dominance), Some(simpson)) = (value("dominance"), value("simpson")) {
        return words.spoken(dominance, number, simpson);
    }
    let reason = view.problem.iter().chain(&view.withheld).next();
    words.spoken_nothing(number, reason.map_or("", |reason| reason.heading))
}

/// A share, from 0 to 1.
fn share(value: f64) -> String {
    decimal::format_fixed(value, 2)
}

fn estimates(result: &TraceClonality, words: &'static LaboratoryWordsTraceReport) -> Vec<EstimateView> {
    let on_unit = |name, label, explanation, estimate: Estimate| EstimateView {
        name,
        label,
        explanation,
        value: share(estimate.value),
        interval: words.interval(&share(estimate.high), &share(estimate.low)),
        estimate,
        bar: Some([estimate.value, estimate.low, estimate.high].map(|end| end.clamp(0.0, 1.0))),
    };
    let clones = result.effective_clones;
    let count = |value: f64| {
        if value.is_finite() { decimal::format_fixed(value, 1) } else { words.no_upper_limit.to_owned() }
    };
    vec![
        on_unit("dominance", words.dominance, words.dominance_says, result.dominance),
        on_unit("simpson", words.simpson, words.simpson_says, result.simpson),
        on_unit("entropy", words.entropy, words.entropy_says, result.entropy),
        EstimateView {
            name: "effective_clones",
            label: words.effective_clones,
            explanation: words.effective_clones_says,
            value: count(clones.value),
            interval: words.interval(&count(clones.high), &count(clones.low)),
            estimate: clones,
            bar: None,
        },
    ]
}

fn facts(junction: &Junction, trace: &Chromatogram, words: &'static LaboratoryWordsTraceReport) -> Vec<Fact> {
    let words = &words.facts;
    let fact = |name, value: String| Fact { name, value };
    let base = (junction.position + 1).to_string();
    let place = match junction.strand {
        Strand::Forward => words.junction_at(&base),
        Strand::Reverse => words.junction_behind(&base),
    };
    let strand = if junction.strand == Strand::Forward { words.forward } else { words.reverse };
    let mut facts = vec![fact(words.junction, place), fact(words.strand, strand.to_owned())];
    if junction.by_hand {
        facts.push(fact(words.confidence, words.by_hand.to_owned()));
    } else {
        facts.push(fact(words.confidence, percent(junction.confidence)));
        facts.push(fact(words.differences, differences(junction, words)));
    }
    let called_by = match trace.called_by {
        CalledBy::BaseCaller => words.base_caller,
        CalledBy::EditableCalls => words.editable_calls,
        CalledBy::OwnPeaks => words.own_peaks,
    };
    facts.push(fact(words.called_by, called_by.to_owned()));
    facts.push(fact(words.bases, trace.calls.len().to_string()));
    facts
}

fn differences(junction: &Junction, words: &crate::words::LaboratoryWordsTraceReportFacts) -> String {
    let Junction { mismatches, insertions, deletions, .. } = *junction;
    if mismatches + insertions + deletions == 0 {
        return words.none.to_owned();
    }
    words.differences_are(&deletions.to_string(), &insertions.to_string(), &mismatches.to_string())
}

/// A probability as percent, never rounded up to certainty.
fn percent(share: f64) -> String {
    let percent = (share * 1000.0).floor() / 10.0;
    [&decimal::format_fixed(percent, 1), "%"].concat()
}

fn quality(quality: &Quality, words: &'static LaboratoryWordsTraceReport) -> Vec<Fact> {
    let words = &words.facts;
    let fact = |name, value: String| Fact { name, value };
    let purity = [share(quality.constant_dominance_raw), share(quality.constant_dominance)].join(" → ");
    let mut facts = vec![
        fact(words.window, quality.window_bases.to_string()),
        fact(words.constant, quality.constant_bases.to_string()),
        fact(words.signal, decimal::format_fixed(quality.signal, 0)),
        fact(words.constant_purity, purity),
    ];
    facts.extend(quality.skip_dominance_raw.map(|raw| fact(words.skip_purity, share(raw))));
    facts.push(fact(words.phasing, percent(quality.phasing)));
    facts.push(fact(words.saturated, percent(quality.saturated)));
    facts
}

/// What the file says of sample and run, and its name. Personal data.
fn run_facts(opened: &OpenTrace, run: &RunDetails, words: &'static LaboratoryWordsTraceReport) -> Vec<Fact> {
    let words = &words.sample;
    let signal = run.signal.map(|signal| signal.map(|mean| decimal::format_fixed(mean, 0)).join(", "));
    let said = [
        (words.file, Some(opened.file_name.clone())),
        (words.sample, run.sample.clone()),
        (words.comment, run.comment.clone()),
        (words.machine_model, run.machine_model.clone()),
        (words.machine_name, run.machine_name.clone()),
        (words.run_name, run.run_name.clone()),
        (words.base_caller, run.base_caller.clone()),
        (words.dye_set, run.dye_set.clone()),
        (words.user, run.user.clone()),
        (words.well, run.well.clone()),
        (words.lane, run.lane.map(|lane| lane.to_string())),
        (words.collected, run.collected.clone()),
        (words.signal, signal),
    ];
    let given = said.into_iter().filter_map(|(name, value)| value.map(|value| Fact { name, value }));
    given.filter(|fact| !fact.value.trim().is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::laboratory::trace::analysis::HandJunction;
    use crate::laboratory::trace::example::{SECRET, measured, opened};
    use crate::laboratory::trace::settings_form::SettingsForm;
    use shirube_clonality::FormatError;

    #[test]
    fn text_bar_and_speech_say_the_same_numbers() {
        for language in Language::ALL {
            let (opened, analysis) = measured(0.6);
            let view = report_view(&opened, &analysis, false, language);
            let result = analysis.report().unwrap().result.as_ref().unwrap();
            let by_name = |name: &str| view.estimates.iter().find(|it| it.name == name).unwrap();
            for (name, estimate) in
                [("dominance", result.dominance), ("simpson", result.simpson), ("entropy", result.entropy)]
            {
                let shown = by_name(name);
                assert_eq!(shown.estimate, estimate);
                assert_eq!(shown.value, format!("{:.2}", estimate.value));
                assert!(shown.interval.contains(&format!("{:.2}", estimate.low)), "{}", shown.interval);
                assert!(shown.interval.contains(&format!("{:.2}", estimate.high)), "{}", shown.interval);
                assert_eq!(shown.bar, Some([estimate.value, estimate.low, estimate.high]));
            }
            assert!(
                view.spoken.contains(&by_name("dominance").value)
                    && view.spoken.contains(&by_name("simpson").value)
            );
            assert!((result.dominance.value - 0.6).abs() < 0.15, "the simulated clone is found again");
        }
    }

    #[test]
    fn a_name_is_nowhere_until_it_is_asked_for() {
        let (opened, analysis) = measured(0.6);
        for language in Language::ALL {
            let hidden = format!("{:?}", report_view(&opened, &analysis, false, language));
            assert!(!hidden.contains(SECRET), "{hidden}");
            let shown = report_view(&opened, &analysis, true, language);
            assert!(shown.title.contains(SECRET));
            let run = shown.run.unwrap();
            assert_eq!(run.iter().filter(|fact| fact.value.contains(SECRET)).count(), 6, "{run:?}");
        }
    }

    #[test]
    fn without_a_report_no_number_stands() {
        let opened = opened(0.6);
        let wrong = SettingsForm { window: "9".into(), ..SettingsForm::default() };
        let elsewhere = HandJunction { first_host_base: "9999".into(), strand: Strand::Forward };
        let own = SettingsForm {
            anchor: crate::laboratory::trace::settings_form::AnchorChoice::Own,
            own_anchor: "GATTACAGATTACAGATTACA".into(),
            ..SettingsForm::default()
        };
        let unreadable =
            OpenTrace { read: Err(FormatError::Truncated { what: "DATA9".into() }), ..opened.clone() };
        let usual = SettingsForm::default();
        for (opened, form, by_hand, code) in [
            (&opened, &wrong, None, "bad_entry"),
            (&opened, &usual, Some(&elsewhere), "bad_entry"),
            (&opened, &own, None, "junction_not_found"),
            (&unreadable, &usual, None, "truncated"),
        ] {
            let analysis = Analysis::of(opened, form, by_hand);
            for language in Language::ALL {
                let view = report_view(opened, &analysis, false, language);
                let problem = view.problem.unwrap();
                assert_eq!(problem.code, code);
                assert!(view.estimates.is_empty() && view.facts.is_empty() && view.withheld.is_empty());
                assert!(view.spoken.contains(problem.heading));
            }
        }
    }

    #[test]
    fn a_withheld_estimate_leaves_reasons_and_qualities() {
        let form = SettingsForm { skip: "100".into(), ..SettingsForm::default() };
        let opened = opened(0.3);
        let analysis = Analysis::of(&opened, &form, None);
        let view = report_view(&opened, &analysis, false, Language::En);
        assert!(view.problem.is_none() && view.estimates.is_empty());
        assert!(!view.withheld.is_empty() && !view.quality.is_empty() && !view.facts.is_empty());
        assert!(view.spoken.contains(view.withheld[0].heading));
    }

    #[test]
    fn no_place_is_called_certain_that_is_not() {
        assert_eq!(percent(0.99999), "99.9%");
        assert_eq!(percent(1.0), "100.0%");
    }
}
