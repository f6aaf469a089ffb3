//! A day and a time of day as text.

/// `YYYY-MM-DD hh:mm:ss`; `None` for what no calendar or clock shows, such as the zeros of a field not filled in.
pub(crate) fn moment(year: i32, [month, day, hour, minute, second]: [u16; 5]) -> Option<String> {
    let possible = (1..=9999).contains(&year)
        && (1..=12).contains(&month)
        && (1..=31).contains(&day)
        && hour < 24
        && minute < 60
        && second < 60;
    possible.then(|| format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_written_from_the_year_to_the_second() {
        assert_eq!(moment(2009, [2, 19, 1, 19, 5]).as_deref(), Some("2009-02-19 01:19:05"));
    }

    #[test]
    fn what_no_clock_shows_is_no_moment() {
        for (year, rest) in [
            (0, [2, 19, 1, 19, 5]),
            (2009, [0, 19, 1, 19, 5]),
            (2009, [13, 19, 1, 19, 5]),
            (2009, [2, 0, 1, 19, 5]),
            (2009, [2, 32, 1, 19, 5]),
            (2009, [2, 19, 24, 19, 5]),
            (2009, [2, 19, 1, 60, 5]),
            (2009, [2, 19, 1, 19, 60]),
        ] {
            assert_eq!(moment(year, rest), None, "{year} {rest:?}");
        }
    }
}
