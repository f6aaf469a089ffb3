//! Dates as each language form writes them.

use crate::{Form, Inline};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// What is known of a date, as this form writes it: `2022年6月20日`, `20 June 2022`. Easy Japanese has a reading at
/// every kanji. Months are counted from one; others are left out.
pub fn date(year: Option<u16>, month: Option<u8>, day: Option<u8>, form: Form) -> Vec<Inline> {
    let mut out = Vec::new();
    if form == Form::En {
        let name = month.and_then(|month| MONTHS.get(usize::from(month).checked_sub(1)?));
        let parts = [
            day.map(|day| day.to_string()),
            name.map(ToString::to_string),
            year.map(|year| year.to_string()),
        ];
        push(&mut out, &parts.into_iter().flatten().collect::<Vec<_>>().join(" "));
        return out;
    }
    if let Some(year) = year {
        push(&mut out, &year.to_string());
        push_read(&mut out, "年", "ねん", form);
    }
    if let Some(month) = month {
        push(&mut out, &month.to_string());
        push_read(&mut out, "月", "がつ", form);
    }
    if let Some(day) = day {
        if let Some(reading) = reading_of_day(day) {
            push_read(&mut out, &format!("{day}日"), reading, form);
        } else {
            push(&mut out, &day.to_string());
            push_read(&mut out, "日", "にち", form);
        }
    }
    out
}

/// The days that are not read as a number and にち.
fn reading_of_day(day: u8) -> Option<&'static str> {
    Some(match day {
        1 => "ついたち",
        2 => "ふつか",
        3 => "みっか",
        4 => "よっか",
        5 => "いつか",
        6 => "むいか",
        7 => "なのか",
        8 => "ようか",
        9 => "ここのか",
        10 => "とおか",
        14 => "じゅうよっか",
        20 => "はつか",
        24 => "にじゅうよっか",
        _ => return None,
    })
}

/// Adds text to what stands last, if that is text.
pub(crate) fn push(out: &mut Vec<Inline>, text: &str) {
    if let Some(Inline::Text(last)) = out.last_mut() {
        last.push_str(text);
    } else {
        out.push(Inline::Text(text.to_owned()));
    }
}

/// Adds a word in kanji, with its reading in easy Japanese.
pub(crate) fn push_read(out: &mut Vec<Inline>, base: &str, reading: &str, form: Form) {
    if form == Form::JaEasy {
        out.push(Inline::Ruby { base: base.to_owned(), reading: reading.to_owned() });
    } else {
        push(out, base);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plain;

    #[test]
    fn as_much_as_is_known_is_written() {
        let shown = |year, month, day, form| plain(&date(year, month, day, form));
        assert_eq!(shown(Some(2022), Some(6), Some(20), Form::En), "20 June 2022");
        assert_eq!(shown(Some(2022), Some(6), None, Form::En), "June 2022");
        assert_eq!(shown(Some(2022), None, None, Form::En), "2022");
        assert_eq!(shown(Some(2022), None, None, Form::Ja), "2022年");
        assert_eq!(shown(None, Some(11), Some(10), Form::Ja), "11月10日");
        assert_eq!(shown(Some(2022), Some(13), None, Form::En), "2022", "no calendar has it");
    }
}
