//! Turns `content/<language>/*.toml` into typed words, and those in the folders
//! `clinic`, `laboratory` and `portal` into those of the other programs: a set for each, so that none carries the words of another.
//!
//! `content/ja-easy` has only words that are said to patients: where it has none, Japanese stands. The portal's are
//! compiled in; those of the first program are a list that the portal hands over, so that the first answer
//! does not wait for them.
//!
//! The build fails on a key or placeholder that one language has and another lacks, so a screen can
//! never meet a missing word. Words without placeholders become fields, the others methods; a word
//! that no screen uses is an unread field, which clippy refuses.

use std::{collections::BTreeSet, env, error::Error, fmt::Write as _, fs, path::Path};
use toml::{Table, Value};

/// The language forms, by the name of their folder. The first one decides which keys must exist.
const LANGUAGES: [&str; 2] = ["ja", "en"];

/// The folder of what is said in easy Japanese where it differs from the first language form.
const EASY: &str = "ja-easy";

/// The sets of words: name of the type, folder in the language's folder, start of the statics' names.
const SETS: [(&str, &str, &str); 4] = [
    ("Words", "", ""),
    ("ClinicWords", "clinic", "CLINIC_"),
    ("LaboratoryWords", "laboratory", "LABORATORY_"),
    ("PortalWords", "portal", "PORTAL_"),
];

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    println!("cargo::rerun-if-changed=content");
    let mut out = String::new();
    for (name, folder, start) in SETS {
        let mut languages = Vec::new();
        for language in LANGUAGES {
            languages.push((language, read_folder(&Path::new("content").join(language).join(folder))?));
        }
        let roots: Vec<(&str, &Table)> = languages.iter().map(|(name, table)| (*name, table)).collect();
        write_struct(&mut out, name, &roots)?;
        for (language, table) in &roots {
            let (code, value) = (language.to_uppercase(), value_of(name, table)?);
            writeln!(out, "/// The words of content/{language}/{folder}.")?;
            writeln!(out, "pub static {start}{code}: {name} = {value};")?;
        }
        let (_, first) = roots.first().ok_or("no language")?;
        match folder {
            "" => write_easy_words(&mut out, first, &read_folder(&Path::new("content").join(EASY))?)?,
            "portal" => {
                let easy = read_folder(&Path::new("content").join(EASY).join(folder))?;
                let value = value_of(name, &overlaid(first, &easy)?)?;
                writeln!(
                    out,
                    "/// The words of content/{EASY}/{folder}, with those of content/ja where it has none."
                )?;
                writeln!(out, "pub static {start}JA_EASY: {name} = {value};")?;
            }
            _ => {}
        }
    }
    fs::write(Path::new(&env::var("OUT_DIR")?).join("words.rs"), out)?;
    Ok(())
}

/// Writes the list of the words that easy Japanese has, and what puts such a list in their places.
fn write_easy_words(out: &mut String, first: &Table, easy: &Table) -> Outcome<()> {
    overlaid(first, easy)?;
    let mut words = String::new();
    let mut places = String::new();
    let mut count = 0;
    list_words("words", easy, &mut |place, text| {
        write!(words, "{text:?}, ")?;
        writeln!(places, "        {place} = easy[{count}];")?;
        count += 1;
        Ok(())
    })?;
    writeln!(out, "/// The words of content/{EASY}, for [`take_easy_words`].")?;
    writeln!(out, "pub static EASY_WORDS: [&str; {count}] = [{words}];")?;
    writeln!(
        out,
        "impl Words {{\n    /// These words, with those of [`EASY_WORDS`] in their places.\n    #[allow(clippy::too_many_lines)]\n    fn with_easy_words(self, easy: &[&'static str; {count}]) -> Self {{\n        let mut words = self;\n{places}        words\n    }}\n}}"
    )?;
    Ok(())
}

fn list_words(place: &str, table: &Table, write: &mut dyn FnMut(&str, &str) -> Outcome<()>) -> Outcome<()> {
    for (key, value) in table {
        let place = format!("{place}.{key}");
        match value {
            Value::Table(below) => list_words(&place, below, write)?,
            Value::String(text) => write(&place, text)?,
            _ => return Err(format!("{EASY}: {place} is neither text nor a section").into()),
        }
    }
    Ok(())
}

/// `first` with the words of `easy` in their places. A word that `first` lacks, or with other placeholders, is an error.
fn overlaid(first: &Table, easy: &Table) -> Outcome<Table> {
    let mut words = first.clone();
    for (key, value) in easy {
        let below = first.get(key).ok_or_else(|| format!("{EASY}: `{key}` is not in content/ja"))?;
        let word = match (below, value) {
            (Value::Table(below), Value::Table(easy)) => Value::Table(overlaid(below, easy)?),
            (Value::String(text), value) => {
                require_same_shape(EASY, key, text, Some(value))?;
                value.clone()
            }
            _ => return Err(format!("{EASY}: `{key}` is of another kind than in content/ja").into()),
        };
        words.insert(key.clone(), word);
    }
    Ok(words)
}

/// Every file of a folder as one table, keyed by the file's name.
fn read_folder(folder: &Path) -> Outcome<Table> {
    let mut words = Table::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            let name = path.file_stem().and_then(|stem| stem.to_str()).ok_or("file names are UTF-8")?;
            let text = fs::read_to_string(&path)?;
            let table: Table = text.parse().map_err(|error| format!("{}: {error}", path.display()))?;
            words.insert(name.to_owned(), Value::Table(table));
        }
    }
    Ok(words)
}

/// Writes the struct of one level and those below it, checking that all languages agree.
fn write_struct(out: &mut String, name: &str, languages: &[(&str, &Table)]) -> Outcome<()> {
    let (first_name, first) = languages.first().ok_or("no language")?;
    for (language, table) in languages {
        require_same_keys(name, (first_name, first), (language, table))?;
    }
    let mut fields = String::new();
    let mut methods = String::new();
    for (key, value) in *first {
        match value {
            Value::Table(_) => {
                let below = format!("{name}{}", camel(key));
                let mut tables = Vec::new();
                for (language, table) in languages {
                    let table = table.get(key).and_then(Value::as_table);
                    tables
                        .push((*language, table.ok_or_else(|| format!("{language}: {key} is no section"))?));
                }
                writeln!(fields, "    /// Section `{key}`.\n    pub(crate) {key}: {below},")?;
                write_struct(out, &below, &tables)?;
            }
            Value::String(text) => {
                write_word(&mut fields, &mut methods, key, &placeholders(text)?)?;
                for (language, table) in languages {
                    require_same_shape(language, key, text, table.get(key))?;
                }
            }
            _ => return Err(format!("{first_name}: {key} is neither text nor a section").into()),
        }
    }
    // A word has one argument for each placeholder, however many those are.
    let lints = "#[allow(clippy::too_many_arguments)]";
    writeln!(out, "/// Words of `{name}`.\n#[derive(Clone, Copy)]\npub struct {name} {{\n{fields}}}")?;
    writeln!(out, "{lints}\nimpl {name} {{\n{methods}}}")?;
    Ok(())
}

fn write_word(fields: &mut String, methods: &mut String, key: &str, names: &[String]) -> Outcome<()> {
    if names.is_empty() {
        writeln!(fields, "    /// `{key}`.\n    pub(crate) {key}: &'static str,")?;
        return Ok(());
    }
    writeln!(fields, "    {key}: &'static str,")?;
    let mut parameters = String::new();
    let mut pairs = String::new();
    for name in names {
        write!(parameters, ", {name}: &str")?;
        write!(pairs, "({name:?}, {name}), ")?;
    }
    writeln!(
        methods,
        "    /// `{key}` with its placeholders filled.\n    pub(crate) fn {key}(&self{parameters}) -> String {{ fill(self.{key}, &[{pairs}]) }}"
    )?;
    Ok(())
}

fn require_same_keys(section: &str, first: (&str, &Table), other: (&str, &Table)) -> Outcome<()> {
    for ((here, table), (there, against)) in [(first, other), (other, first)] {
        if let Some(key) = table.keys().find(|key| !against.contains_key(*key)) {
            return Err(format!("{section}: `{key}` is in content/{here} and not in content/{there}").into());
        }
    }
    Ok(())
}

fn require_same_shape(language: &str, key: &str, first: &str, value: Option<&Value>) -> Outcome<()> {
    let text = value.and_then(Value::as_str).ok_or_else(|| format!("{language}: `{key}` is no text"))?;
    if placeholders(first)? != placeholders(text)? {
        return Err(format!("{language}: `{key}` has other placeholders").into());
    }
    if text.matches('*').count() % 2 != 0 {
        return Err(format!("{language}: `{key}` has an emphasis that is not closed").into());
    }
    if text.trim().is_empty() {
        return Err(format!("{language}: `{key}` is empty").into());
    }
    Ok(())
}

/// The distinct names in braces, in alphabetical order.
fn placeholders(text: &str) -> Outcome<Vec<String>> {
    let mut names = BTreeSet::new();
    for part in text.split('{').skip(1) {
        let (name, _) = part.split_once('}').ok_or_else(|| format!("an unclosed brace in {text:?}"))?;
        names.insert(name.to_owned());
    }
    Ok(names.into_iter().collect())
}

fn value_of(name: &str, table: &Table) -> Outcome<String> {
    let mut out = format!("{name} {{ ");
    for (key, value) in table {
        match value {
            Value::Table(below) => {
                write!(out, "{key}: {}, ", value_of(&format!("{name}{}", camel(key)), below)?)?;
            }
            Value::String(text) => {
                write!(out, "{key}: {text:?}, ")?;
            }
            _ => return Err(format!("{key} is neither text nor a section").into()),
        }
    }
    out.push('}');
    Ok(out)
}

fn camel(key: &str) -> String {
    key.split('_')
        .flat_map(|part| part.chars().take(1).flat_map(char::to_uppercase).chain(part.chars().skip(1)))
        .collect()
}
