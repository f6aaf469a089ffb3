//! Turns `content/evidence/*.toml` into typed constants, and refuses a registry that is incomplete.

use serde::Deserialize;
use std::{collections::BTreeMap, env, error::Error, fmt::Write as _, fs, path::Path};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SourceEntry {
    kind: String,
    title: String,
    publication: String,
    year: Option<u16>,
    url: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FactEntry {
    value: toml::Value,
    unit: String,
    source: String,
    population: String,
    n: Option<u32>,
    events: Option<u32>,
    period: Option<String>,
    verified: String,
}

const VERIFIED: [&str; 4] = ["read", "derived", "secondary", "recalled"];

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new("../../content/evidence");
    println!("cargo::rerun-if-changed={}", folder.display());
    let sources: BTreeMap<String, SourceEntry> = read(&folder.join("sources.toml"))?;
    let facts: BTreeMap<String, FactEntry> = read(&folder.join("facts.toml"))?;
    let mut out = String::new();
    write_enum(&mut out, "SourceId", "Where a fact was published.", sources.keys())?;
    write_enum(
        &mut out,
        "Population",
        "The people a fact is about. Their names are words, and live with the words.",
        facts.values().map(|fact| &fact.population),
    )?;
    write_enum(&mut out, "Unit", "The unit of a fact's value.", facts.values().map(|fact| &fact.unit))?;
    write_sources(&mut out, &sources)?;
    write_facts(&mut out, &facts, &sources)?;
    fs::write(Path::new(&env::var("OUT_DIR")?).join("registry.rs"), out)?;
    Ok(())
}

fn read<T: serde::de::DeserializeOwned>(path: &Path) -> Result<T, Box<dyn Error>> {
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(toml::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?)
}

fn camel(id: &str) -> String {
    id.split(['_', '.'])
        .map(|part| {
            part.chars().take(1).flat_map(char::to_uppercase).chain(part.chars().skip(1)).collect::<String>()
        })
        .collect()
}

fn write_enum<'a>(
    out: &mut String,
    name: &str,
    doc: &str,
    ids: impl Iterator<Item = &'a String>,
) -> Result<(), Box<dyn Error>> {
    let mut ids: Vec<&String> = ids.collect();
    ids.sort();
    ids.dedup();
    writeln!(out, "/// {doc}")?;
    writeln!(out, "#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]\npub enum {name} {{")?;
    for id in &ids {
        writeln!(out, "    /// `{id}`\n    {},", camel(id))?;
    }
    writeln!(
        out,
        "}}\nimpl {name} {{\n    /// Every one, in the order of their names.\n    pub const ALL: &[Self] = &["
    )?;
    for id in &ids {
        writeln!(out, "        Self::{},", camel(id))?;
    }
    writeln!(out, "    ];\n}}")?;
    Ok(())
}

fn write_sources(out: &mut String, sources: &BTreeMap<String, SourceEntry>) -> Result<(), Box<dyn Error>> {
    writeln!(
        out,
        "impl SourceId {{\n    /// What a reader needs to find it.\n    pub const fn source(self) -> Source {{\n        match self {{"
    )?;
    for (id, source) in sources {
        if !source.url.starts_with("https://") {
            return Err(format!("source {id}: the address must start with https://").into());
        }
        writeln!(
            out,
            "            Self::{} => Source {{ kind: SourceKind::{}, title: {:?}, publication: {:?}, year: {:?}, url: {:?} }},",
            camel(id),
            camel(&source.kind),
            source.title,
            source.publication,
            source.year,
            source.url
        )?;
    }
    writeln!(out, "        }}\n    }}\n}}")?;
    Ok(())
}

fn write_facts(
    out: &mut String,
    facts: &BTreeMap<String, FactEntry>,
    sources: &BTreeMap<String, SourceEntry>,
) -> Result<(), Box<dyn Error>> {
    let mut all = String::new();
    for (id, fact) in facts {
        if !VERIFIED.contains(&fact.verified.as_str()) {
            return Err(format!("fact {id}: `verified` must be one of {VERIFIED:?}").into());
        }
        if !sources.contains_key(&fact.source) {
            return Err(format!("fact {id}: source `{}` is not in sources.toml", fact.source).into());
        }
        // A recalled number gets no constant: code cannot show what it cannot name.
        if fact.verified == "recalled" {
            continue;
        }
        let value = fact
            .value
            .as_float()
            .or_else(|| fact.value.as_integer().and_then(|whole| i32::try_from(whole).ok()).map(f64::from))
            .filter(|value| value.is_finite())
            .ok_or_else(|| format!("fact {id}: the value must be a finite number"))?;
        let name = id.to_uppercase();
        writeln!(
            out,
            "/// `{id}`: see `content/evidence/facts.toml`.\npub const {name}: Fact = Fact {{ id: {id:?}, value: {value:?}, unit: Unit::{}, source: SourceId::{}, population: Population::{}, n: {:?}, events: {:?}, period: {:?}, verified: Verified::{} }};",
            camel(&fact.unit),
            camel(&fact.source),
            camel(&fact.population),
            fact.n,
            fact.events,
            fact.period,
            camel(&fact.verified)
        )?;
        write!(all, "{name}, ")?;
    }
    writeln!(
        out,
        "/// Every fact that may be shown, in the order of their ids.\npub const ALL: &[Fact] = &[{all}];"
    )?;
    Ok(())
}
