//! Every index of one table or of two, with what it means.

use super::number;
use crate::words::LaboratoryWordsSitesIndex;
use shirube_clonality::sites::{CountIndices, Indices};
use shirube_numeric::decimal;

/// The indices that answer one question.
#[derive(Debug, Clone, PartialEq)]
pub struct IndexGroup {
    /// The question.
    pub heading: &'static str,
    /// The indices.
    pub rows: Vec<IndexRow>,
}

/// One index.
#[derive(Debug, Clone, PartialEq)]
pub struct IndexRow {
    /// Its stable name, also in exports.
    pub id: &'static str,
    /// Its name.
    pub name: &'static str,
    /// How it is computed, in signs that need no language.
    pub formula: &'static str,
    /// What it tells.
    pub meaning: &'static str,
    /// Its value at each time point.
    pub values: Vec<IndexValue>,
    /// The later value less the earlier; empty where there are no two numbers.
    pub change: String,
}

/// An index at one time point.
#[derive(Debug, Clone, PartialEq)]
pub struct IndexValue {
    /// As shown: a number, or why there is none.
    pub text: String,
    /// In full, for exports; `None` where there is none.
    pub exact: Option<f64>,
}

/// How an index is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Count,
    Index,
    Tenths,
}

impl Form {
    fn write(self, value: f64) -> String {
        match self {
            Self::Count => number::abundance(value),
            Self::Index => number::index(value),
            Self::Tenths => decimal::format_fixed(value, 1),
        }
    }
}

/// An index.
struct Definition {
    id: &'static str,
    formula: &'static str,
    form: Form,
    /// Its name and its meaning.
    words: fn(&LaboratoryWordsSitesIndex) -> [&'static str; 2],
    read: fn(&Indices) -> Result<f64, Missing>,
}

/// Why an index has no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Missing {
    OneSite,
    NotCounts,
    OneCell,
}

const TOP: [Definition; 3] = [
    Definition {
        id: "berger_parker",
        formula: "max p",
        form: Form::Index,
        words: |words| [words.name.berger_parker, words.meaning.berger_parker],
        read: |found| Ok(found.berger_parker),
    },
    Definition {
        id: "uc50",
        formula: "",
        form: Form::Count,
        words: |words| [words.name.uc50, words.meaning.uc50],
        read: |found| Ok(number::as_f64(found.uc50)),
    },
    Definition {
        id: "d50",
        formula: "100 × UC50 / S",
        form: Form::Tenths,
        words: |words| [words.name.d50, words.meaning.d50],
        read: |found| Ok(found.d50),
    },
];

const UNEVEN: [Definition; 3] = [
    Definition {
        id: "gini",
        formula: "2 Σ i n₍ᵢ₎ / (S N) − (S + 1) / S",
        form: Form::Index,
        words: |words| [words.name.gini, words.meaning.gini],
        read: |found| Ok(found.gini),
    },
    Definition {
        id: "gini_corrected",
        formula: "OCI × S / (S − 1)",
        form: Form::Index,
        words: |words| [words.name.gini_corrected, words.meaning.gini_corrected],
        read: |found| found.gini_corrected.ok_or(Missing::OneSite),
    },
    Definition {
        id: "clonality",
        formula: "1 − H / ln S",
        form: Form::Index,
        words: |words| [words.name.clonality, words.meaning.clonality],
        read: |found| Ok(found.clonality),
    },
];

const DIVERSE: [Definition; 5] = [
    Definition {
        id: "shannon",
        formula: "H = −Σ p ln p",
        form: Form::Index,
        words: |words| [words.name.shannon, words.meaning.shannon],
        read: |found| Ok(found.shannon),
    },
    Definition {
        id: "shannon_bits",
        formula: "H / ln 2",
        form: Form::Index,
        words: |words| [words.name.shannon_bits, words.meaning.shannon_bits],
        read: |found| Ok(found.shannon_bits),
    },
    Definition {
        id: "simpson",
        formula: "D = Σ p²",
        form: Form::Index,
        words: |words| [words.name.simpson, words.meaning.simpson],
        read: |found| Ok(found.simpson),
    },
    Definition {
        id: "simpson_unbiased",
        formula: "Σ n (n − 1) / (N (N − 1))",
        form: Form::Index,
        words: |words| [words.name.simpson_unbiased, words.meaning.simpson_unbiased],
        read: |found| counts(found)?.simpson_unbiased.ok_or(Missing::OneCell),
    },
    Definition {
        id: "inverse_simpson",
        formula: "1 / D",
        form: Form::Index,
        words: |words| [words.name.inverse_simpson, words.meaning.inverse_simpson],
        read: |found| Ok(found.inverse_simpson),
    },
];

const SIZE: [Definition; 4] = [
    Definition {
        id: "abundance",
        formula: "N",
        form: Form::Count,
        words: |words| [words.name.abundance, words.meaning.abundance],
        read: |found| Ok(found.abundance),
    },
    Definition {
        id: "sites",
        formula: "S",
        form: Form::Count,
        words: |words| [words.name.sites, words.meaning.sites],
        read: |found| Ok(number::as_f64(found.sites)),
    },
    Definition {
        id: "chao1",
        formula: "S + f₁² / (2 f₂)",
        form: Form::Tenths,
        words: |words| [words.name.chao1, words.meaning.chao1],
        read: |found| Ok(counts(found)?.chao1),
    },
    Definition {
        id: "chao1_bias_corrected",
        formula: "S + f₁ (f₁ − 1) / (2 (f₂ + 1))",
        form: Form::Tenths,
        words: |words| [words.name.chao1_bias_corrected, words.meaning.chao1_bias_corrected],
        read: |found| Ok(counts(found)?.chao1_bias_corrected),
    },
];

fn counts(found: &Indices) -> Result<&CountIndices, Missing> {
    found.counts.as_ref().map_err(|_| Missing::NotCounts)
}

/// The table of all indices.
pub fn index_table(found: &[&Indices], words: &LaboratoryWordsSitesIndex) -> Vec<IndexGroup> {
    let group = |heading, definitions: &[Definition]| IndexGroup {
        heading,
        rows: definitions.iter().map(|definition| row(definition, found, words)).collect(),
    };
    vec![
        group(words.group.top, &TOP),
        group(words.group.uneven, &UNEVEN),
        group(words.group.diverse, &DIVERSE),
        group(words.group.size, &SIZE),
    ]
}

fn row(definition: &Definition, found: &[&Indices], words: &LaboratoryWordsSitesIndex) -> IndexRow {
    let [name, meaning] = (definition.words)(words);
    let read: Vec<_> = found.iter().map(|found| (definition.read)(found)).collect();
    let change = match *read {
        [Ok(earlier), Ok(later)] => signed(definition.form, later - earlier),
        _ => String::new(),
    };
    let value = |read: Result<f64, Missing>| match read {
        Ok(value) => IndexValue { text: definition.form.write(value), exact: Some(value) },
        Err(missing) => IndexValue { text: reason(missing, words).to_owned(), exact: None },
    };
    let values = read.into_iter().map(value).collect();
    IndexRow { id: definition.id, name, formula: definition.formula, meaning, values, change }
}

/// With its sign, and without one where nothing of it is seen.
fn signed(form: Form, change: f64) -> String {
    let size = form.write(change.abs());
    if size.chars().all(|digit| matches!(digit, '0' | '.')) {
        size
    } else if change > 0.0 {
        ["+", &size].concat()
    } else {
        ["−", &size].concat()
    }
}

fn reason(missing: Missing, words: &LaboratoryWordsSitesIndex) -> &'static str {
    match missing {
        Missing::OneSite => words.missing.one_site,
        Missing::NotCounts => words.missing.not_counts,
        Missing::OneCell => words.missing.one_cell,
    }
}
