//! What the form tells the second program: one message, written and read here and nowhere else, so
//! that the two programs cannot disagree about it.

use super::AssessState;
use super::form::Form;
use crate::platform::message;
use crate::ui::dynamic::effect;
use crate::words::Language;
use leptos::prelude::*;
use shirube_risk::analytes::{Condition, CvMethod, Kit};
use shirube_risk::units::Sil2rUnit;

/// The message; without parts it says that the form has left the page.
const FORM: &str = "shirube-form";
/// The other program's wish to be told at once.
const FORM_WANTED: &str = "shirube-form-wanted";
/// The reader has entered something in the other program.
const ENTERED: &str = "shirube-entered";

/// The form as another program sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handover {
    /// The language shown.
    pub language: Language,
    /// Rises whenever everything entered gives way to the example or to nothing.
    pub starts: u32,
    /// The form as typed. Whether it is the example is not told.
    pub form: Form,
}

impl Handover {
    fn into_parts(self) -> Vec<String> {
        let Form { condition, cv, cv_method, sil2r, sil2r_unit, kit, unit_confirmed_for, is_example: _ } =
            self.form;
        let mut parts = vec![
            self.language.code().to_owned(),
            self.starts.to_string(),
            condition.map_or("", Condition::code).to_owned(),
            cv,
            cv_method.map_or("", CvMethod::code).to_owned(),
            sil2r,
            sil2r_unit.code().to_owned(),
            kit.map_or("", Kit::code).to_owned(),
        ];
        parts.extend(unit_confirmed_for);
        parts
    }

    fn from_parts(parts: &[String]) -> Option<Self> {
        let [language, starts, condition, cv, cv_method, sil2r, sil2r_unit, kit, confirmed @ ..] = parts
        else {
            return None;
        };
        let form = Form {
            condition: Condition::from_code(condition),
            cv: cv.clone(),
            cv_method: CvMethod::from_code(cv_method),
            sil2r: sil2r.clone(),
            sil2r_unit: Sil2rUnit::from_code(sil2r_unit)?,
            kit: Kit::from_code(kit),
            unit_confirmed_for: confirmed.first().cloned(),
            is_example: false,
        };
        Some(Self { language: Language::from_code(language)?, starts: starts.parse().ok()?, form })
    }
}

/// Tells of the form on every change and when asked, and at last that it is gone; for as long as the
/// screen stands.
pub fn offer(language: Language, state: AssessState) {
    let AssessState { form, starts, .. } = state;
    let tell = move || {
        let told = Handover { language, starts: starts.get(), form: form.get() };
        message::send(FORM, &told.into_parts());
    };
    effect(tell);
    // Kept by the screen's owner, and dropped with it.
    StoredValue::new_local(message::on_message(FORM_WANTED, move |_| untrack(tell)));
    StoredValue::new_local(message::on_message(ENTERED, move |_| {
        // With values of the reader's own it is the example no more.
        form.update(|form| form.is_example = false);
    }));
    on_cleanup(|| message::send(FORM, &[]));
}

/// Tells the form that the reader has entered something elsewhere.
pub fn tell_entered() {
    message::send(ENTERED, &[]);
}

/// Reads what the form tells, from now on for as long as the page is open; `None` when it is gone.
pub fn follow(mut read: impl FnMut(Option<Handover>) + 'static) {
    if let Some(listener) = message::on_message(FORM, move |parts| read(Handover::from_parts(&parts))) {
        listener.forget();
    }
    message::send(FORM_WANTED, &[]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::{option::of, prelude::*, sample::select};

    fn form() -> impl Strategy<Value = Form> {
        (
            of(select(&Condition::ALL[..])),
            any::<String>(),
            of(select(&CvMethod::ALL[..])),
            any::<String>(),
            select(&Sil2rUnit::ALL[..]),
            of(select(&Kit::ALL[..])),
            any::<Option<String>>(),
        )
            .prop_map(|(condition, cv, cv_method, sil2r, sil2r_unit, kit, unit_confirmed_for)| {
                Form {
                    condition,
                    cv,
                    cv_method,
                    sil2r,
                    sil2r_unit,
                    kit,
                    unit_confirmed_for,
                    is_example: false,
                }
            })
    }

    proptest! {
        #[test]
        fn what_is_read_is_what_was_written(
            form in form(),
            starts in any::<u32>(),
            language in select(&Language::ALL[..]),
        ) {
            let told = Handover { language, starts, form };
            prop_assert_eq!(Handover::from_parts(&told.clone().into_parts()), Some(told));
        }
    }

    #[test]
    fn what_cannot_be_read_is_no_form() {
        assert_eq!(Handover::from_parts(&[]), None);
        let mut parts = Handover { language: Language::Ja, starts: 1, form: Form::default() }.into_parts();
        parts[0] = "xx".into();
        assert_eq!(Handover::from_parts(&parts), None);
    }
}
