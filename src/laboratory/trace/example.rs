//! Simulated traces of known mixtures for tests.

use super::OpenTrace;
use super::analysis::Analysis;
use super::settings_form::SettingsForm;
use shirube_clonality::chromatogram::RunDetails;
use shirube_clonality::junction::{Anchor, Preset};
use shirube_clonality::simulate::mixture::Mixture;
use shirube_clonality::simulate::{SimulationSettings, simulate};
use std::sync::Arc;

/// Stands in every field that can name a person.
pub const SECRET: &str = "PATIENT-4711";

/// An opened trace with one clone of this share.
pub fn opened(share: f64) -> OpenTrace {
    let anchor = Anchor::parse(Preset::Htlv1ThreePrime.sequence()).unwrap();
    let settings = SimulationSettings::new(Mixture::of_fractions(&[share]), anchor, 7);
    let mut trace = simulate(&settings).unwrap().chromatogram;
    let secret = Some(SECRET.to_owned());
    trace.run = RunDetails {
        sample: secret.clone(),
        comment: secret.clone(),
        machine_name: secret.clone(),
        run_name: secret.clone(),
        user: secret,
        ..trace.run
    };
    OpenTrace { number: 3, file_name: format!("{SECRET}.ab1"), read: Ok(Arc::new(trace)) }
}

/// The same, measured in the usual way.
pub fn measured(share: f64) -> (OpenTrace, Analysis) {
    let opened = opened(share);
    let analysis = Analysis::of(&opened, &SettingsForm::default(), None);
    (opened, analysis)
}
