//! Dates as registries write them.

use crate::partial_date::PartialDate;

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Reads `2014-05-10`, `2014-05`, `2014`, `20140510`, `10/05/2014` (day first, as ICTRP writes it), `10 May 2014`,
/// `May 10, 2014` and `May 2014`; a time after it is left out.
pub(super) fn registry_date(text: &str) -> Option<PartialDate> {
    let text = text.trim();
    let is_time = |after: &str| after.contains(':');
    let date = match text.split_once(['T', ' ']) {
        Some((date, after)) if is_time(after) => date,
        _ => text,
    };
    date.parse().ok().or_else(|| compact(date)).or_else(|| day_first(date)).or_else(|| in_words(date))
}

fn compact(date: &str) -> Option<PartialDate> {
    let is_compact = date.len() == 8 && date.bytes().all(|byte| byte.is_ascii_digit());
    let [year, month, day] = [date.get(..4)?, date.get(4..6)?, date.get(6..)?];
    if is_compact { of_parts(year, Some(month), Some(day)) } else { None }
}

fn day_first(date: &str) -> Option<PartialDate> {
    let mut parts = date.split('/');
    let [day, month, year] = [parts.next()?, parts.next()?, parts.next()?];
    if parts.next().is_none() && year.len() == 4 { of_parts(year, Some(month), Some(day)) } else { None }
}

fn in_words(date: &str) -> Option<PartialDate> {
    let mut words = date.split([' ', ',', '-']).filter(|word| !word.is_empty());
    let parts = [words.next()?, words.next()?, words.next().unwrap_or_default()];
    if words.next().is_some() {
        return None;
    }
    match parts {
        [month, year, ""] => PartialDate::new(year.parse().ok()?, Some(named_month(month)?), None).ok(),
        [month, day, year] if named_month(month).is_some() => {
            PartialDate::new(year.parse().ok()?, named_month(month), Some(day.parse().ok()?)).ok()
        }
        [day, month, year] => {
            PartialDate::new(year.parse().ok()?, Some(named_month(month)?), Some(day.parse().ok()?)).ok()
        }
    }
}

fn named_month(name: &str) -> Option<u8> {
    let name = name.to_ascii_lowercase();
    let position = MONTHS.iter().position(|month| name.starts_with(month))?;
    u8::try_from(position + 1).ok()
}

fn of_parts(year: &str, month: Option<&str>, day: Option<&str>) -> Option<PartialDate> {
    let small = |part: Option<&str>| part.map(|part| part.parse::<u8>().ok());
    let [month, day] = [small(month), small(day)];
    PartialDate::new(year.parse().ok()?, month?, day?).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_way_of_registries_is_read() {
        for (text, date) in [
            ("2014-05-10", "2014-05-10"),
            ("2014-05", "2014-05"),
            ("2014", "2014"),
            ("20140510", "2014-05-10"),
            ("10/05/2014", "2014-05-10"),
            ("29/12/2025", "2025-12-29"),
            ("21 September 2026", "2026-09-21"),
            ("April 3, 2020", "2020-04-03"),
            ("April 2020", "2020-04"),
            ("01-Feb-2019", "2019-02-01"),
            ("2020-04-22 0:00:00", "2020-04-22"),
            ("2020-04-22T00:00:00", "2020-04-22"),
        ] {
            assert_eq!(registry_date(text).map(|date| date.to_string()).as_deref(), Some(date), "{text}");
        }
    }

    #[test]
    fn anything_else_is_no_date() {
        for text in ["", "soon", "12/31/2025", "2014-13", "32 May 2014", "10/05/14", "Mayday 2014 1 2", "May"]
        {
            assert_eq!(registry_date(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_a_date_or_none(text in "\\PC{0,30}") {
            let _ = registry_date(&text);
        }
    }
}
