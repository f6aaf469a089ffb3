//! Every rule's answer for one person: a line of output.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use shirube_risk::answer::{Answer, Nearness, Reason, Status, Warning};
use shirube_risk::assessment::Assessment;
use shirube_risk::coded::{Coded, CodedSet};
use shirube_risk::inputs::{Field, Omds};
use shirube_risk::rules::{
    Rule, atl_pi, chronic_unfavorable, cv_class, cv_sil2r, iatl_pi_2017, iatl_pi_2025, omds, pvl_carrier,
    shimoyama,
};

use crate::code::{Code, Codes};
use crate::csv_output::{Cells, Row};
use crate::json_output::{Json, member};
use crate::line_error::ErrorRecord;

/// A line of output: an assessment, or why there is none.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(untagged)]
pub enum OutputRecord<'a> {
    /// The line could be used.
    Assessment(Box<AssessmentRecord<'a>>),
    /// It could not.
    Error(ErrorRecord<'a>),
}

/// Every rule's answer for one person.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct AssessmentRecord<'a> {
    /// The id of the input; null if it had none.
    pub id: Option<&'a str>,
    /// Every rule, whether it applies or not.
    pub rules: RulesRecord,
}

/// Defines the answer of one rule: the keys that all have, with its own after `possible`.
macro_rules! rule_record {
    ($(#[$doc:meta])* $name:ident of $results:ty { $($(#[$own_doc:meta])* $own:ident: $own_type:ty,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, JsonSchema)]
        #[schemars(deny_unknown_fields)]
        pub struct $name {
            /// Whether there is an answer, and only one.
            pub status: Code<Status>,
            /// Every result still possible, in listing order; empty when withheld.
            pub possible: Codes<$results>,
            $($(#[$own_doc])* pub $own: $own_type,)*
            /// The smallest set of missing values, by their paths, that leaves one result whatever they
            /// turn out to be.
            pub settled_by: Codes<Field>,
            /// Why the rule is silent; null unless withheld.
            pub reason: Option<Code<Reason>>,
            /// What one must know beside the result.
            pub warnings: Codes<Warning>,
            /// Version of the rule: raised whenever the same input could give another output.
            pub version: &'static str,
        }

        impl $name {
            fn new(answer: &Answer<$results>, rule: &Rule $(, $own: $own_type)*) -> Self {
                Self {
                    status: Code(answer.status()),
                    possible: Codes(answer.possible),
                    $($own,)*
                    settled_by: Codes(answer.settled_by),
                    reason: answer.reason.map(Code),
                    warnings: Codes(answer.warnings),
                    version: rule.version,
                }
            }
        }

        impl Json for $name {
            fn write(&self, out: &mut Vec<u8>) {
                member(b"{\"status\":", &self.status, out);
                member(b",\"possible\":", &self.possible, out);
                $(member(concat!(",\"", stringify!($own), "\":").as_bytes(), &self.$own, out);)*
                member(b",\"settled_by\":", &self.settled_by, out);
                member(b",\"reason\":", &self.reason, out);
                member(b",\"warnings\":", &self.warnings, out);
                member(b",\"version\":", &self.version, out);
                out.push(b'}');
            }
        }

        impl Cells for $name {
            fn columns(name: &str, columns: &mut Vec<String>) {
                <Code<Status>>::columns(&format!("{name}.status"), columns);
                <Codes<$results>>::columns(&format!("{name}.possible"), columns);
                $(<$own_type>::columns(&format!("{name}.{}", stringify!($own)), columns);)*
                <Codes<Field>>::columns(&format!("{name}.settled_by"), columns);
                <Option<Code<Reason>>>::columns(&format!("{name}.reason"), columns);
                <Codes<Warning>>::columns(&format!("{name}.warnings"), columns);
                <&str>::columns(&format!("{name}.version"), columns);
            }

            fn fill(&self, row: &mut Row) {
                self.status.fill(row);
                self.possible.fill(row);
                $(self.$own.fill(row);)*
                self.settled_by.fill(row);
                self.reason.fill(row);
                self.warnings.fill(row);
                self.version.fill(row);
            }
        }
    };
}

rule_record! {
    /// Clonality class of a carrier or a person with HAM/TSP.
    CvClassRecord of cv_class::CvClass {
        /// Classes one would reach if rounding had moved the Cv; none of `possible`.
        nearby: Nearby<cv_class::CvClass>,
    }
}

rule_record! {
    /// Region of the Cv × sIL-2R plane in smoldering ATL.
    CvSil2rRecord of cv_sil2r::Region {
        /// The progression groups of `possible`.
        group: Codes<cv_sil2r::Group>,
        /// Regions one would reach on another kit's scale or by rounding; none of `possible`.
        nearby: Nearby<cv_sil2r::Region>,
    }
}

rule_record! {
    /// Simplified iATL-PI of 2017.
    IatlPi2017Record of iatl_pi_2017::RiskGroup {
        /// 1.51 · log10(sIL-2R in U/mL), unrounded; null when sIL-2R is missing or the rule is silent.
        index: Option<f64>,
    }
}

rule_record! {
    /// iATL-PI as revised in 2025.
    IatlPi2025Record of iatl_pi_2025::RiskGroup {}
}

rule_record! {
    /// Simplified ATL-PI.
    AtlPiRecord of atl_pi::RiskGroup {
        /// The span of scores still possible; null when the rule is silent.
        score: Option<ScoreRecord>,
    }
}

rule_record! {
    /// Proviral load of a carrier.
    PvlCarrierRecord of pvl_carrier::Load {}
}

rule_record! {
    /// Clinical subtype from laboratory values and organs alone.
    ShimoyamaRecord of shimoyama::Subtype {}
}

rule_record! {
    /// Whether chronic ATL is unfavorable.
    ChronicUnfavorableRecord of chronic_unfavorable::Factors {}
}

rule_record! {
    /// Osame Motor Disability Score of a person with HAM/TSP; it names no class.
    OmdsRecord of omds::NoClass {
        /// The grade; null when missing or the rule is silent.
        #[schemars(range(max = Omds::MAX))]
        grade: Option<u8>,
    }
}

/// Every rule, in listing order.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct RulesRecord {
    /// Clonality classes of carriers and people with HAM/TSP.
    pub cv_class: CvClassRecord,
    /// Clonality value and sIL-2R in smoldering ATL.
    pub cv_sil2r: CvSil2rRecord,
    /// The simplified iATL-PI of 2017, for indolent ATL.
    pub iatl_pi_2017: IatlPi2017Record,
    /// The iATL-PI as revised in 2025.
    pub iatl_pi_2025: IatlPi2025Record,
    /// The simplified ATL-PI, for aggressive ATL.
    pub atl_pi: AtlPiRecord,
    /// Proviral load of carriers.
    pub pvl_carrier: PvlCarrierRecord,
    /// The clinical subtype of ATL.
    pub shimoyama: ShimoyamaRecord,
    /// Whether chronic ATL is unfavorable.
    pub chronic_unfavorable: ChronicUnfavorableRecord,
    /// Motor disability in HAM/TSP.
    pub omds: OmdsRecord,
}

impl<'a> AssessmentRecord<'a> {
    /// The record of `assessment` for the person named `id`.
    pub fn new(id: Option<&'a str>, assessment: &Assessment) -> Self {
        let of = assessment;
        let groups: CodedSet<_> = of.cv_sil2r.possible.iter().map(cv_sil2r::Region::group).collect();
        let score = of.atl_pi_score.map(|score| ScoreRecord { min: score.min, max: score.max });
        let rules = RulesRecord {
            cv_class: CvClassRecord::new(&of.cv_class, &cv_class::RULE, Nearby::of(&of.cv_class)),
            cv_sil2r: CvSil2rRecord::new(
                &of.cv_sil2r,
                &cv_sil2r::RULE,
                Codes(groups),
                Nearby::of(&of.cv_sil2r),
            ),
            iatl_pi_2017: IatlPi2017Record::new(&of.iatl_pi_2017, &iatl_pi_2017::RULE, of.iatl_pi_2017_index),
            iatl_pi_2025: IatlPi2025Record::new(&of.iatl_pi_2025, &iatl_pi_2025::RULE),
            atl_pi: AtlPiRecord::new(&of.atl_pi, &atl_pi::RULE, score),
            pvl_carrier: PvlCarrierRecord::new(&of.pvl_carrier, &pvl_carrier::RULE),
            shimoyama: ShimoyamaRecord::new(&of.shimoyama, &shimoyama::RULE),
            chronic_unfavorable: ChronicUnfavorableRecord::new(
                &of.chronic_unfavorable,
                &chronic_unfavorable::RULE,
            ),
            omds: OmdsRecord::new(&of.omds, &omds::RULE, of.omds_grade.map(Omds::value)),
        };
        Self { id, rules }
    }
}

/// Results that are near, each with the reason: by result, then by reason.
#[derive(Debug, Clone, Copy)]
pub struct Nearby<R> {
    by_kit: CodedSet<R>,
    by_rounding: CodedSet<R>,
}

/// One result that is near.
#[derive(Debug, Clone, Copy)]
pub struct NearbyResult<R: Coded> {
    /// The result.
    pub result: Code<R>,
    /// Why it is near.
    pub code: Code<Nearness>,
}

impl<R: Coded> Nearby<R> {
    fn of(answer: &Answer<R>) -> Self {
        Self { by_kit: answer.nearby_by_kit, by_rounding: answer.nearby_by_rounding }
    }

    /// Each result with each reason.
    pub fn iter(&self) -> impl Iterator<Item = NearbyResult<R>> {
        self.by_kit.union(self.by_rounding).iter().flat_map(|result| {
            let reasons = [(Nearness::Kit, self.by_kit), (Nearness::Rounding, self.by_rounding)];
            reasons
                .into_iter()
                .filter(move |(_, results)| results.contains(result))
                .map(move |(code, _)| NearbyResult { result: Code(result), code: Code(code) })
        })
    }
}

impl<R: Coded> JsonSchema for Nearby<R> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Nearby".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "result": generator.subschema_for::<Code<R>>(),
                    "code": generator.subschema_for::<Code<Nearness>>(),
                },
                "required": ["result", "code"],
                "additionalProperties": false,
            },
        })
    }
}

/// The lowest and the highest score still possible.
#[derive(Debug, Clone, Copy, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct ScoreRecord {
    /// If every missing factor is absent.
    #[schemars(range(max = 6))]
    pub min: u8,
    /// If every missing factor is present.
    #[schemars(range(max = 6))]
    pub max: u8,
}
