//! A published number or date, and how each language form writes it.

use std::str::FromStr;

use crate::date::{date, push, push_read};
use crate::{Form, Inline};

/// A number as published, digit by digit, or a date.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Published {
    Number { is_negative: bool, whole: u64, decimals: String },
    Year(u16),
    Date { year: Option<u16>, month: u8, day: Option<u8> },
}

impl Published {
    /// Reads a number such as `-0.13`, with the unit `year` a year.
    pub(super) fn number(text: &str, unit: &str) -> Option<Self> {
        if unit == "year" {
            return digits(text).map(Self::Year);
        }
        let (is_negative, size) = text.strip_prefix('-').map_or((false, text), |size| (true, size));
        let (whole, decimals) = match size.split_once('.') {
            Some((whole, decimals)) if !decimals.is_empty() => (whole, decimals),
            Some(_) => return None,
            None => (size, ""),
        };
        if !decimals.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        Some(Self::Number { is_negative, whole: digits(whole)?, decimals: decimals.to_owned() })
    }

    /// Reads `yyyy-mm-dd`, `yyyy-mm` or `--mm-dd`.
    pub(super) fn date(text: &str) -> Option<Self> {
        let (year, rest) = if let Some(rest) = text.strip_prefix("--") {
            (None, rest)
        } else {
            let (year, rest) = text.split_once('-')?;
            (Some(digits(year).filter(|year| (1000..=9999).contains(year))?), rest)
        };
        let (month, day) = match rest.split_once('-') {
            Some((month, day)) => (month, Some(two_digits(day, 31)?)),
            None if year.is_some() => (rest, None),
            None => return None,
        };
        Some(Self::Date { year, month: two_digits(month, 12)?, day })
    }

    /// As this form writes it, without a unit. Easy Japanese has a reading at every kanji.
    pub(super) fn shown(&self, form: Form) -> Vec<Inline> {
        let mut out = Vec::new();
        match (self, form) {
            (Self::Year(year), _) => push(&mut out, &year.to_string()),
            (Self::Number { is_negative, whole, decimals }, _) => {
                if *is_negative {
                    push(&mut out, "−");
                }
                write_size(&mut out, *whole, decimals, form);
            }
            (Self::Date { year, month, day }, _) => return date(*year, Some(*month), *day, form),
        }
        out
    }
}

fn two_digits(text: &str, most: u8) -> Option<u8> {
    digits(text).filter(|number| text.len() == 2 && (1..=most).contains(number))
}

/// Reads digits alone; Rust's own reader takes a sign too.
fn digits<T: FromStr>(text: &str) -> Option<T> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

/// English counts in millions, Japanese in 万; a number with decimals is written out.
fn write_size(out: &mut Vec<Inline>, whole: u64, decimals: &str, form: Form) {
    if !decimals.is_empty() {
        push(out, &format!("{}.{decimals}", grouped(whole)));
        return;
    }
    match form {
        Form::En if whole >= 1_000_000 && whole.is_multiple_of(10_000) => {
            let hundredths = format!("{:02}", whole / 10_000 % 100);
            let hundredths = hundredths.trim_end_matches('0');
            let point = if hundredths.is_empty() { "" } else { "." };
            push(out, &format!("{}{point}{hundredths} million", grouped(whole / 1_000_000)));
        }
        Form::Ja | Form::JaEasy if whole >= 10_000 => {
            push(out, &grouped(whole / 10_000));
            push_read(out, "万", "まん", form);
            if !whole.is_multiple_of(10_000) {
                push(out, &grouped(whole % 10_000));
            }
        }
        _ => push(out, &grouped(whole)),
    }
}

/// With a comma at every thousand.
fn grouped(whole: u64) -> String {
    let digits = whole.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plain;

    fn number(text: &str, form: Form) -> String {
        plain(&Published::number(text, "people").unwrap().shown(form))
    }

    fn date(text: &str, form: Form) -> String {
        plain(&Published::date(text).unwrap().shown(form))
    }

    #[test]
    fn english_has_commas_and_millions() {
        assert_eq!(number("999", Form::En), "999");
        assert_eq!(number("3000", Form::En), "3,000");
        assert_eq!(number("658000", Form::En), "658,000");
        assert_eq!(number("999999", Form::En), "999,999");
        assert_eq!(number("1080000", Form::En), "1.08 million");
        assert_eq!(number("1100000", Form::En), "1.1 million");
        assert_eq!(number("5000000", Form::En), "5 million");
        assert_eq!(number("1234567", Form::En), "1,234,567");
    }

    #[test]
    fn japanese_counts_in_ten_thousands() {
        assert_eq!(number("9999", Form::Ja), "9,999");
        assert_eq!(number("10000", Form::Ja), "1万");
        assert_eq!(number("658000", Form::Ja), "65万8,000");
        assert_eq!(number("10000000", Form::Ja), "1,000万");
        assert_eq!(number("100001", Form::JaEasy), "10万1");
    }

    #[test]
    fn decimals_stay_as_published() {
        for form in Form::ALL {
            assert_eq!(number("21.0", form), "21.0");
            assert_eq!(number("2.10", form), "2.10");
            assert_eq!(number("-0.13", form), "−0.13");
        }
    }

    #[test]
    fn a_year_has_no_comma() {
        assert_eq!(plain(&Published::number("2022", "year").unwrap().shown(Form::En)), "2022");
    }

    #[test]
    fn dates_are_written_out() {
        assert_eq!(date("2022-06-20", Form::Ja), "2022年6月20日");
        assert_eq!(date("2022-06-20", Form::En), "20 June 2022");
        assert_eq!(date("--11-10", Form::Ja), "11月10日");
        assert_eq!(date("--11-10", Form::En), "10 November");
        assert_eq!(date("2013-11", Form::Ja), "2013年11月");
        assert_eq!(date("2013-11", Form::En), "November 2013");
    }

    #[test]
    fn easy_japanese_reads_every_kanji() {
        let shown = Published::date("2022-06-20").unwrap().shown(Form::JaEasy);
        let ruby = |base: &str, reading: &str| Inline::Ruby { base: base.into(), reading: reading.into() };
        let text = |text: &str| Inline::Text(text.into());
        let expected =
            [text("2022"), ruby("年", "ねん"), text("6"), ruby("月", "がつ"), ruby("20日", "はつか")];
        assert_eq!(shown, expected);
        let shown = Published::number("658000", "people").unwrap().shown(Form::JaEasy);
        assert_eq!(shown, [text("65"), ruby("万", "まん"), text("8,000")]);
    }

    #[test]
    fn what_is_no_number_or_date_is_refused() {
        for text in ["", "-", "1.", ".5", "1_000", "1e3", "+1", "０", "nan", "99999999999999999999"] {
            assert_eq!(Published::number(text, "people"), None, "{text}");
        }
        for text in [
            "",
            "2022",
            "2022-13",
            "2022-6-20",
            "2022-06-32",
            "--11",
            "22-06-20",
            "2022-06-20-1",
            "+2022-06",
            "2022-+6",
        ] {
            assert_eq!(Published::date(text), None, "{text}");
        }
    }
}
