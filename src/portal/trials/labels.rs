//! The words for what records hold in fixed vocabularies, in the notation of `rich_text`.

use crate::portal::text::{Context, notation};
use crate::words::{Language, PortalWords};
use shirube_pages::{Inline, date};
use shirube_trials::partial_date::PartialDate;
use shirube_trials::record::{ItemKey, Phase, Record, Results, ResultsKind, Status, StatusValue, Who};
use shirube_trials::search::{ConceptKind, Synonyms};

/// A date with as much as is known.
pub fn date_inlines(context: &Context, day: PartialDate) -> Vec<Inline> {
    date(Some(day.year()), day.month(), day.day(), context.bundle.form)
}

/// The same, for filling it into words.
pub fn dated(context: &Context, day: PartialDate) -> String {
    notation(&date_inlines(context, day))
}

/// A concept of the synonym table.
pub fn concept(context: &Context, synonyms: &Synonyms, id: &str) -> String {
    let Some(concept) = synonyms.concept(id) else { return id.to_owned() };
    let words = context.words();
    let of_vocabulary = match concept.kind {
        ConceptKind::Phase => Some(phase_of_concept(words, id)),
        ConceptKind::Status => StatusValue::from_name(id).map(|value| status_value(words, value).to_owned()),
        ConceptKind::Who => Who::from_name(id).map(|value| who(words, value).to_owned()),
        ConceptKind::Disease | ConceptKind::Treatment | ConceptKind::Word | ConceptKind::Any => None,
    };
    // The glossary has readings where the table has none.
    let of_glossary =
        || context.bundle.glossary.iter().find(|term| term.id == id).map(|term| notation(&term.name));
    let of_table = || match context.language {
        Language::En => concept.en.first().cloned(),
        Language::Ja | Language::JaEasy => concept.ja.first().cloned(),
    };
    of_vocabulary.or_else(of_glossary).or_else(of_table).unwrap_or_default()
}

/// Such as `phase-1-2` for phase 1/2.
fn phase_of_concept(words: &PortalWords, id: &str) -> String {
    words.trials.phase.numbered(&id.trim_start_matches("phase-").replace('-', "/"))
}

/// How far the testing is.
pub fn phase(words: &PortalWords, phase: Phase) -> String {
    let words = &words.trials.phase;
    match phase {
        Phase::Early1 => words.early(Phase::One.name()),
        Phase::NotApplicable => words.not_applicable.to_owned(),
        Phase::NotFound => words.not_found.to_owned(),
        numbered => words.numbered(numbered.name()),
    }
}

/// Whether people can join, as a word.
pub fn status_value(words: &PortalWords, value: StatusValue) -> &'static str {
    let words = &words.trials.status;
    match value {
        StatusValue::ActiveNotRecruiting => words.active_not_recruiting,
        StatusValue::Completed => words.completed,
        StatusValue::EnrollingByInvitation => words.enrolling_by_invitation,
        StatusValue::NotYetRecruiting => words.not_yet_recruiting,
        StatusValue::Recruiting => words.recruiting,
        StatusValue::Suspended => words.suspended,
        StatusValue::Terminated => words.terminated,
        StatusValue::Withdrawn => words.withdrawn,
        StatusValue::Available => words.available,
        StatusValue::NoLongerAvailable => words.no_longer_available,
        StatusValue::TemporarilyNotAvailable => words.temporarily_not_available,
        StatusValue::ApprovedForMarketing => words.approved_for_marketing,
        StatusValue::Withheld => words.withheld,
        StatusValue::Unknown => words.unknown,
    }
}

/// Whether people can join, and when that was so; for a list of trials.
pub fn status(context: &Context, record: &Record, is_opened: bool) -> String {
    let words = &context.words().trials;
    match &record.status {
        Status::Known { value, as_of, .. } => {
            words.status.dated(&dated(context, *as_of), status_value(context.words(), *value))
        }
        Status::NotFound { .. } if is_opened => words.update.no_status.to_owned(),
        Status::NotFound { looked_on } => words.status.not_found(&dated(context, *looked_on)),
    }
}

/// Whether results are known, and since when.
pub fn results(context: &Context, record: &Record, is_opened: bool) -> String {
    let words = &context.words().trials.results;
    match &record.results {
        Results::Known { kind, as_of, .. } => {
            let date = dated(context, *as_of);
            match kind {
                ResultsKind::Published => words.published(&date),
                ResultsKind::Posted => words.posted(&date),
                ResultsKind::NoneYet => words.none_yet(&date),
            }
        }
        Results::NotFound { looked_on } => not_found(context, *looked_on, is_opened),
    }
}

/// Says that nothing was found: by us on that day, or in the file.
pub fn not_found(context: &Context, looked_on: PartialDate, is_opened: bool) -> String {
    let words = &context.words().trials;
    if is_opened {
        words.update.not_in_file.to_owned()
    } else {
        words.page.not_found(&dated(context, looked_on))
    }
}

/// Who can take part.
pub fn who(words: &PortalWords, who: Who) -> &'static str {
    let words = &words.trials.who;
    match who {
        Who::Carriers => words.carriers,
        Who::Patients => words.patients,
        Who::TreatedBefore => words.treated_before,
        Who::Children => words.children,
        Who::HealthyVolunteers => words.healthy_volunteers,
    }
}

/// An item of the data set.
pub fn item(words: &PortalWords, key: ItemKey) -> &'static str {
    let words = &words.trials.item;
    match key {
        ItemKey::PrimaryRegistry => words.primary_registry,
        ItemKey::RegistrationDate => words.registration_date,
        ItemKey::SecondaryIds => words.secondary_ids,
        ItemKey::SourcesOfSupport => words.sources_of_support,
        ItemKey::PrimarySponsor => words.primary_sponsor,
        ItemKey::SecondarySponsors => words.secondary_sponsors,
        ItemKey::ContactPublic => words.contact_public,
        ItemKey::ContactScientific => words.contact_scientific,
        ItemKey::PublicTitle => words.public_title,
        ItemKey::ScientificTitle => words.scientific_title,
        ItemKey::Countries => words.countries,
        ItemKey::Conditions => words.conditions,
        ItemKey::Interventions => words.interventions,
        ItemKey::Eligibility => words.eligibility,
        ItemKey::StudyType => words.study_type,
        ItemKey::FirstEnrolment => words.first_enrolment,
        ItemKey::SampleSize => words.sample_size,
        ItemKey::RecruitmentStatus => words.recruitment_status,
        ItemKey::PrimaryOutcomes => words.primary_outcomes,
        ItemKey::SecondaryOutcomes => words.secondary_outcomes,
        ItemKey::EthicsReview => words.ethics_review,
        ItemKey::CompletionDate => words.completion_date,
        ItemKey::SummaryResults => words.summary_results,
        ItemKey::IpdSharing => words.ipd_sharing,
    }
}
