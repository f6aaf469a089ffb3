//! Dates of which the day, or the month and the day, may be unknown.

use std::fmt;
use std::str::FromStr;

/// A status that is known for longer than this may have changed.
const FRESH_DAYS: i64 = 180;

/// A year, a month or a day of the Gregorian calendar: `2014`, `2014-05` or `2014-05-10`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct PartialDate {
    year: u16,
    month: Option<u8>,
    day: Option<u8>,
}

/// Not a date of the form `yyyy`, `yyyy-MM` or `yyyy-MM-dd`, or a day that no calendar has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoDate;

impl PartialDate {
    /// The date with as much as is known; a day needs its month. Years from 1900 to 2199: others are slips of the pen.
    ///
    /// # Errors
    /// If no calendar has it.
    pub fn new(year: u16, month: Option<u8>, day: Option<u8>) -> Result<Self, NoDate> {
        let month_fits = month.is_none_or(|month| (1..=12).contains(&month));
        let day_fits = match (month, day) {
            (_, None) => true,
            (None, Some(_)) => false,
            (Some(month), Some(day)) => (1..=length_of_month(year, month)).contains(&day),
        };
        if (1900..2200).contains(&year) && month_fits && day_fits {
            Ok(Self { year, month, day })
        } else {
            Err(NoDate)
        }
    }

    /// The year.
    pub fn year(self) -> u16 {
        self.year
    }

    /// The month from 1 to 12, if known.
    pub fn month(self) -> Option<u8> {
        self.month
    }

    /// The day of the month, if known.
    pub fn day(self) -> Option<u8> {
        self.day
    }

    /// Whether the day is known.
    pub fn is_whole(self) -> bool {
        self.day.is_some()
    }

    /// The latest day that it can mean, in days since 1 January 1970.
    fn latest_day(self) -> i64 {
        let month = self.month.unwrap_or(12);
        days_since_1970(self.year, month, self.day.unwrap_or_else(|| length_of_month(self.year, month)))
    }

    /// The earliest day that it can mean, in days since 1 January 1970.
    fn earliest_day(self) -> i64 {
        days_since_1970(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
    }
}

/// Whether more than 180 days lie between the latest day that `as_of` can mean and `today`.
pub fn is_stale(as_of: PartialDate, today: PartialDate) -> bool {
    today.earliest_day() - as_of.latest_day() > FRESH_DAYS
}

/// Days in the month; 0 if there is no such month.
fn length_of_month(year: u16, month: u8) -> u8 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 0,
    }
}

fn days_since_1970(year: u16, month: u8, day: u8) -> i64 {
    let years_before = i64::from(year) - 1;
    let leap_days = years_before / 4 - years_before / 100 + years_before / 400;
    let of_whole_months: i64 = (1..month).map(|earlier| i64::from(length_of_month(year, earlier))).sum();
    // 719,162 days lie between 1 January of the year 1 and 1 January 1970.
    years_before * 365 + leap_days + of_whole_months + i64::from(day) - 1 - 719_162
}

impl FromStr for PartialDate {
    type Err = NoDate;

    fn from_str(text: &str) -> Result<Self, NoDate> {
        let mut parts = text.split('-');
        let year = digits(parts.next(), 4)?.ok_or(NoDate)?;
        let [month, day] = [digits(parts.next(), 2)?, digits(parts.next(), 2)?];
        let small = |number: u16| u8::try_from(number).map_err(|_| NoDate);
        if parts.next().is_some() {
            return Err(NoDate);
        }
        Self::new(year, month.map(small).transpose()?, day.map(small).transpose()?)
    }
}

/// A part of exactly so many digits.
fn digits(part: Option<&str>, count: usize) -> Result<Option<u16>, NoDate> {
    let Some(part) = part else { return Ok(None) };
    if part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit()) {
        part.parse().map(Some).map_err(|_| NoDate)
    } else {
        Err(NoDate)
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, text: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(text, "{:04}", self.year)?;
        self.month.map_or(Ok(()), |month| write!(text, "-{month:02}"))?;
        self.day.map_or(Ok(()), |day| write!(text, "-{day:02}"))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn date(text: &str) -> PartialDate {
        text.parse().unwrap()
    }

    #[test]
    fn three_forms_are_dates() {
        for text in ["2014", "2014-05", "2014-05-10", "2024-02-29", "2000-02-29"] {
            assert_eq!(date(text).to_string(), text);
        }
    }

    #[test]
    fn anything_else_is_none() {
        for text in [
            "",
            "14",
            "20140510",
            "2014-5",
            "2014-05-1",
            "2014-00",
            "2014-13",
            "2014-04-31",
            "2023-02-29",
            "1900-02-29",
            "2014-05-10T00:00",
            "2014-",
            "-2014",
            "0014",
            "2014-05-10-1",
            "２０１４",
            " 2014",
        ] {
            assert_eq!(text.parse::<PartialDate>(), Err(NoDate), "{text}");
        }
    }

    #[test]
    fn days_are_counted_from_1970() {
        for (text, days) in
            [("1970-01-01", 0), ("1969-12-31", -1), ("2000-03-01", 11_017), ("2026-11-21", 20_778)]
        {
            assert_eq!(date(text).latest_day(), days, "{text}");
        }
    }

    #[test]
    fn stale_after_180_days_from_the_latest_day_it_can_mean() {
        for (as_of, today, stale) in [
            ("2026-05-25", "2026-11-21", false),
            ("2026-05-24", "2026-11-21", true),
            ("2026-05", "2026-11-27", false),
            ("2026-05", "2026-11-28", true),
            ("2025", "2026-06-29", false),
            ("2025", "2026-06-30", true),
            ("2026", "2026-11-21", false),
            ("2027-01-01", "2026-11-21", false),
        ] {
            assert_eq!(is_stale(date(as_of), date(today)), stale, "{as_of} on {today}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_a_date_or_none(text in "\\PC*") {
            if let Ok(date) = text.parse::<PartialDate>() {
                prop_assert_eq!(date.to_string(), text);
            }
        }

        #[test]
        fn the_day_after_is_one_day_later(year in 1900_u16..2200, month in 1_u8..=12, day in 1_u8..=31) {
            if let Ok(date) = PartialDate::new(year, Some(month), Some(day)) {
                let next = PartialDate::new(year, Some(month), Some(day + 1))
                    .or_else(|_| PartialDate::new(year, Some(month + 1), Some(1)))
                    .or_else(|_| PartialDate::new(year + 1, Some(1), Some(1)));
                if let Ok(next) = next {
                    prop_assert_eq!(next.latest_day(), date.latest_day() + 1);
                }
            }
        }
    }
}
