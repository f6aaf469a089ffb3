//! The few forms of JSON that an export needs: a serialiser would weigh more than the rest of the export.

use std::fmt::{self, Display, Formatter};

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub enum Json {
    /// Nothing, or a number that JSON does not have.
    Null,
    /// Yes or no.
    Truth(bool),
    /// A number.
    Number(f64),
    /// A text.
    Text(String),
    /// Several values.
    List(Vec<Json>),
    /// Named values, in this order.
    Object(Vec<(&'static str, Json)>),
}

impl From<f64> for Json {
    fn from(value: f64) -> Self {
        // Neither infinity nor "not a number" can be written.
        if value.is_finite() { Self::Number(value) } else { Self::Null }
    }
}

impl From<bool> for Json {
    fn from(value: bool) -> Self {
        Self::Truth(value)
    }
}

impl From<usize> for Json {
    fn from(value: usize) -> Self {
        // No trace has more bases or scans than a double can count.
        #[allow(clippy::cast_precision_loss)]
        let number = value as f64;
        Self::Number(number)
    }
}

impl From<&str> for Json {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl<T: Into<Json>> From<Option<T>> for Json {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl<T: Into<Json> + Copy, const N: usize> From<[T; N]> for Json {
    fn from(values: [T; N]) -> Self {
        Self::List(values.map(Into::into).into())
    }
}

impl Display for Json {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Truth(truth) => write!(f, "{truth}"),
            Self::Number(number) => write!(f, "{number}"),
            Self::Text(text) => write_text(f, text),
            Self::List(values) => {
                f.write_str("[")?;
                for (index, value) in values.iter().enumerate() {
                    let gap = if index == 0 { "" } else { "," };
                    write!(f, "{gap}{value}")?;
                }
                f.write_str("]")
            }
            Self::Object(pairs) => {
                f.write_str("{")?;
                for (index, (name, value)) in pairs.iter().enumerate() {
                    let gap = if index == 0 { "" } else { "," };
                    write!(f, "{gap}\"{name}\":{value}")?;
                }
                f.write_str("}")
            }
        }
    }
}

fn write_text(f: &mut Formatter<'_>, text: &str) -> fmt::Result {
    f.write_str("\"")?;
    for letter in text.chars() {
        match letter {
            '"' => f.write_str("\\\"")?,
            '\\' => f.write_str("\\\\")?,
            control if control < ' ' => write!(f, "\\u{:04x}", u32::from(control))?,
            other => write!(f, "{other}")?,
        }
    }
    f.write_str("\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_is_written_as_json_has_it() {
        let value = Json::Object(vec![
            ("text", "a \"b\" \\ \n\u{1} é".into()),
            ("numbers", [0.1 + 0.2, -1.0, 1e21, f64::INFINITY].into()),
            ("count", 7_usize.into()),
            ("yes", true.into()),
            ("none", None::<f64>.into()),
        ]);
        assert_eq!(
            value.to_string(),
            "{\"text\":\"a \\\"b\\\" \\\\ \\u000a\\u0001 é\",\
             \"numbers\":[0.30000000000000004,-1,1000000000000000000000,null],\
             \"count\":7,\"yes\":true,\"none\":null}"
        );
    }
}
