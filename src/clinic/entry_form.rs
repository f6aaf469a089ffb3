//! The entries beyond the two first values. Which of them are shown follows the chosen situation.

use super::ClinicState;
use super::form::{MoreForm, NumberEntry};
use super::view_model::{ClinicView, grade_description, unit_label};
use crate::screens::assess::handover::tell_entered;
use crate::ui::dynamic::{dynamic, text};
use crate::ui::field::NumberField;
use crate::words::{ClinicWords, ClinicWordsEntries};
use leptos::prelude::*;
use shirube_risk::analytes::Condition;
use shirube_risk::inputs::{AnnArborStage, Involvement, Omds, Organ, PerformanceStatus};
use shirube_risk::quantity::Unit;

/// Grades of every score, as codes.
const GRADES: [&str; 14] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13"];

/// Any change by hand makes the example somebody's own values.
fn by_hand(more: RwSignal<MoreForm>, edit: impl FnOnce(&mut MoreForm)) {
    more.update(edit);
    tell_entered();
}

/// The disclosure and, once open, the entries.
pub fn entry_form(words: &'static ClinicWords, state: ClinicState, view: RwSignal<ClinicView>) -> AnyView {
    let words = &words.entries;
    let open = state.open;
    let condition = Memo::new(move |_| view.with(|view| view.condition));
    let entries =
        dynamic(
            move || {
                if open.get() { sections(words, state, view, condition.get()) } else { ().into_any() }
            },
        );
    view! {
        <button
            type="button"
            class="button disclosure"
            name="more"
            aria-controls="more-entries"
            aria-expanded=text(move || open.get().to_string())
            on:click=move |_| {
                open.update(|open| *open = !*open);
                // Whoever enters more wants to see what it says.
                if open.get_untracked() {
                    state.compare.set(true);
                }
            }
        >
            {words.more}
        </button>
        <p class="hint">{words.more_hint}</p>
        <div id="more-entries" class="more-entries">{entries}</div>
    }
    .into_any()
}

fn sections(
    words: &'static ClinicWordsEntries,
    state: ClinicState,
    view: RwSignal<ClinicView>,
    condition: Option<Condition>,
) -> AnyView {
    let entries = Entries { words, state, view };
    match condition {
        None => view! { <p class="hint">{words.choose_condition}</p> }.into_any(),
        Some(Condition::Carrier) => entries.load(),
        Some(Condition::HamTsp) => entries.motor(),
        Some(condition) => {
            let aggressive = matches!(condition, Condition::AcuteAtl | Condition::LymphomaAtl);
            view! {
                {aggressive.then(|| entries.person())}
                {entries.blood(condition)}
                {entries.organs()}
            }
            .into_any()
        }
    }
}

/// What every entry needs.
#[derive(Clone, Copy)]
struct Entries {
    words: &'static ClinicWordsEntries,
    state: ClinicState,
    view: RwSignal<ClinicView>,
}

impl Entries {
    fn load(self) -> AnyView {
        let unit = self.unit_select(
            "pvl_unit",
            self.words.field.pvl,
            |form| form.pvl_unit,
            |form, unit| form.pvl_unit = unit,
        );
        let field = self.number(NumberEntry::ProviralLoad, self.words.field.pvl, unit);
        section(self.words.section.load, None, field)
    }

    fn motor(self) -> AnyView {
        let more = self.state.more;
        let grade = move |grade: u8| {
            let code = GRADES.get(usize::from(grade)).copied().unwrap_or_default();
            let description = grade_description(grade, &self.words.omds);
            let chosen = move || more.with(|more| more.omds.map(Omds::value) == Some(grade));
            view! {
                <label>
                    <input
                        type="radio"
                        name="omds"
                        value=code
                        prop:checked=chosen
                        on:change=move |_| by_hand(more, |more| more.omds = Omds::new(grade))
                    />
                    <span><b>{code}</b>" "{description}</span>
                </label>
            }
        };
        let grades = (0..=Omds::MAX).map(grade).collect_view().into_any();
        let none = view! {
            <label>
                <input
                    type="radio"
                    name="omds"
                    value=""
                    prop:checked=move || more.with(|more| more.omds.is_none())
                    on:change=move |_| by_hand(more, |more| more.omds = None)
                />
                <span>{self.words.not_chosen}</span>
            </label>
        };
        let list = view! {
            <fieldset class="entry grades">
                <legend class="visually-hidden">{self.words.section.motor}</legend>
                {none}
                {grades}
            </fieldset>
        };
        section(self.words.section.motor, Some(self.words.omds_hint), list.into_any())
    }

    fn person(self) -> AnyView {
        let words = self.words;
        let more = self.state.more;
        let years = words.unit.years.into_any();
        let stages = AnnArborStage::ALL.map(|stage| (stage.code(), stage.code())).to_vec();
        let statuses =
            GRADES.iter().take(usize::from(PerformanceStatus::MAX) + 1).map(|&code| (code, code)).collect();
        let fields = view! {
            <div class="entry-pair">
                {self.number(NumberEntry::Age, words.field.age_years, years)}
                {self.select(
                    "performance_status".into(),
                    words.field.performance_status,
                    statuses,
                    move || {
                        let status = more.with(|more| more.performance_status);
                        status.and_then(|status| GRADES.get(usize::from(status.value())).copied())
                    },
                    |form, code| {
                        form.performance_status = code.parse().ok().and_then(PerformanceStatus::new);
                    },
                )}
                {self.select(
                    "ann_arbor_stage".into(),
                    words.field.ann_arbor_stage,
                    stages,
                    move || more.with(|more| more.stage.map(AnnArborStage::code)),
                    |form, code| form.stage = AnnArborStage::from_code(code),
                )}
            </div>
        };
        section(words.section.person, None, fields.into_any())
    }

    fn blood(self, condition: Condition) -> AnyView {
        let words = self.words;
        let is_chronic = matches!(
            condition,
            Condition::ChronicAtl | Condition::FavorableChronicAtl | Condition::UnfavorableChronicAtl
        );
        let reads_albumin = is_chronic || matches!(condition, Condition::AcuteAtl | Condition::LymphomaAtl);
        let fields = view! {
            {self.counts()}
            {self.number(
                NumberEntry::AbnormalLymphocytes,
                words.field.abnormal_lymphocytes_percent,
                words.unit.percent.into_any(),
            )}
            <div class="entry-pair">
                {self.number(NumberEntry::Ldh, words.field.ldh, "U/L".into_any())}
                {self.number(NumberEntry::LdhLimit, words.field.ldh_upper_limit, "U/L".into_any())}
            </div>
            {self.number(NumberEntry::Calcium, words.field.calcium, self.unit_select(
                "calcium_unit",
                words.field.calcium,
                |form| form.calcium_unit,
                |form, unit| form.calcium_unit = unit,
            ))}
            <p class="hint">{words.corrected_calcium}</p>
            {reads_albumin.then(|| self.albumin(is_chronic))}
            {is_chronic.then(|| self.bun())}
            <p class="hint">{words.own_limits}</p>
        };
        section(words.section.blood, None, fields.into_any())
    }

    fn counts(self) -> AnyView {
        let words = self.words;
        view! {
            <div class="entry-pair">
                {self.number(NumberEntry::Lymphocytes, words.field.lymphocytes, self.unit_select(
                    "lymphocytes_unit",
                    words.field.lymphocytes,
                    |form| form.lymphocytes_unit,
                    |form, unit| form.lymphocytes_unit = unit,
                ))}
                {self.number(NumberEntry::TLymphocytes, words.field.t_lymphocytes, self.unit_select(
                    "t_lymphocytes_unit",
                    words.field.t_lymphocytes,
                    |form| form.t_lymphocytes_unit,
                    |form, unit| form.t_lymphocytes_unit = unit,
                ))}
            </div>
            <p class="hint">{words.t_lymphocytes_hint}</p>
        }
        .into_any()
    }

    fn albumin(self, with_limit: bool) -> AnyView {
        let words = self.words;
        let unit_text = move || self.state.more.with(|more| unit_label(more.albumin_unit.code()).to_owned());
        view! {
            <div class="entry-pair">
                {self.number(NumberEntry::Albumin, words.field.albumin, self.unit_select(
                    "albumin_unit",
                    words.field.albumin,
                    |form| form.albumin_unit,
                    |form, unit| form.albumin_unit = unit,
                ))}
                {with_limit.then(|| self.number(
                    NumberEntry::AlbuminLimit,
                    words.field.albumin_lower_limit,
                    text(unit_text).into_any(),
                ))}
            </div>
        }
        .into_any()
    }

    fn bun(self) -> AnyView {
        let words = self.words;
        let unit_text = move || self.state.more.with(|more| unit_label(more.bun_unit.code()).to_owned());
        view! {
            <div class="entry-pair">
                {self.number(NumberEntry::Bun, words.field.bun, self.unit_select(
                    "bun_unit",
                    words.field.bun,
                    |form| form.bun_unit,
                    |form, unit| form.bun_unit = unit,
                ))}
                {self.number(NumberEntry::BunLimit, words.field.bun_upper_limit, text(unit_text).into_any())}
            </div>
        }
        .into_any()
    }

    fn organs(self) -> AnyView {
        let more = self.state.more;
        let organ = |organ: Organ| {
            let choices = Involvement::ALL.map(|value| (value.code(), self.involvement(value))).to_vec();
            let name = ["organ_", organ.code()].concat();
            let chosen = move || more.with(|more| more.organs.get(organ).map(Involvement::code));
            self.select(name, self.organ_name(organ), choices, chosen, move |form, code| {
                form.set_organ(organ, Involvement::from_code(code));
            })
        };
        let organs = Organ::ALL.map(organ).into_iter().collect_view();
        let grid = view! { <div class="entry-pair">{organs}</div> };
        section(self.words.section.organs, Some(self.words.organs_hint), grid.into_any())
    }

    fn involvement(self, involvement: Involvement) -> &'static str {
        let words = &self.words.involvement;
        match involvement {
            Involvement::No => words.no,
            Involvement::Yes => words.yes,
            Involvement::HistologyProven => words.histology_proven,
        }
    }

    fn organ_name(self, organ: Organ) -> &'static str {
        let words = &self.words.organ;
        match organ {
            Organ::LymphNode => words.lymph_node,
            Organ::Skin => words.skin,
            Organ::Lung => words.lung,
            Organ::Liver => words.liver,
            Organ::Spleen => words.spleen,
            Organ::Cns => words.cns,
            Organ::Bone => words.bone,
            Organ::Gi => words.gi,
            Organ::Ascites => words.ascites,
            Organ::PleuralEffusion => words.pleural_effusion,
        }
    }

    fn number(self, entry: NumberEntry, label: &'static str, unit: AnyView) -> AnyView {
        let Self { state: ClinicState { more, .. }, view, .. } = self;
        let doubt = dynamic(move || {
            let doubt = view.with(|view| view.doubt(entry));
            doubt.map(|doubt| view! { <p class="doubt">{doubt}</p> }).into_any()
        });
        view! {
            <NumberField
                name=entry.name()
                label=label
                value=Signal::derive(move || more.with(|more| more.text(entry).to_owned()))
                on_text=move |text: String| by_hand(more, |more| more.set_text(entry, text))
                on_leave=move |()| more.update(|more| more.normalise(entry))
                error=Signal::derive(move || view.with(|view| view.problem(entry)))
                unit=unit
                below=Some(doubt)
            />
        }
        .into_any()
    }

    /// The unit of a number, where there are several.
    fn unit_select<U: Unit + Send + Sync>(
        self,
        name: &'static str,
        of: &'static str,
        read: fn(&MoreForm) -> U,
        write: fn(&mut MoreForm, U),
    ) -> AnyView {
        let more = self.state.more;
        let option = |unit: U| {
            let chosen = move || more.with(|more| read(more) == unit);
            view! { <option value=unit.code() prop:selected=chosen>{unit_label(unit.code())}</option> }
        };
        view! {
            <select name=name aria-label=self.words.unit_of(of) on:change=move |event| {
                let unit = U::from_code(&event_target_value(&event)).unwrap_or_default();
                by_hand(more, |more| write(more, unit));
            }>
                {U::ALL.iter().copied().map(option).collect_view()}
            </select>
        }
        .into_any()
    }

    /// One of several, or nothing yet.
    fn select(
        self,
        name: String,
        label: &'static str,
        choices: Vec<(&'static str, &'static str)>,
        chosen: impl Fn() -> Option<&'static str> + Copy + Send + 'static,
        write: impl Fn(&mut MoreForm, &str) + Send + 'static,
    ) -> AnyView {
        let more = self.state.more;
        let option = move |(code, label): (&'static str, &'static str)| {
            let is_chosen = move || chosen().unwrap_or_default() == code;
            view! { <option value=code prop:selected=is_chosen>{label}</option> }
        };
        let options = std::iter::once(("", self.words.not_chosen)).chain(choices).map(option).collect_view();
        view! {
            <div class="entry">
                <label for=name.clone()>{label}</label>
                <select class="select-field" id=name.clone() name=name on:change=move |event| {
                    let code = event_target_value(&event);
                    by_hand(more, |more| write(more, &code));
                }>
                    {options}
                </select>
            </div>
        }
        .into_any()
    }
}

fn section(heading: &'static str, hint: Option<&'static str>, content: AnyView) -> AnyView {
    view! {
        <section class="more-section">
            <h2>{heading}</h2>
            {hint.map(|hint| view! { <p class="hint">{hint}</p> })}
            {content}
        </section>
    }
    .into_any()
}
