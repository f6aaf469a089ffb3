//! The long texts (Learn, Trials, glossary) as data: what the app shows, and the compiler that makes it from the
//! files of `content/`. How those files are written stands in `content/README.md`.

mod bundle;
#[cfg(feature = "compile")]
pub mod compile;
mod date;
mod form;
mod places;
mod site;

pub use bundle::{
    Block, Bundle, Fact, Inline, Link, Page, Question, QuestionGroup, Score, Section, Source, Term, plain,
};
pub use date::date;
pub use form::Form;
pub use places::{FIGURES, SCREENS, TOPIC_SECTIONS, TOPICS, TRIAL_SECTIONS, TRIALS};
pub use site::{Association, InForms, Site, SiteError, SiteLink, is_address};
