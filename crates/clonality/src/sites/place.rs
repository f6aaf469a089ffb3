//! Where in the host genome a clone's provirus lies, as tables write it.

use std::fmt;

use super::cell::parse_number;
use super::table_error::RowErrorKind;

/// What tells a clone from the others of its table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// Where its provirus lies.
    Position(Position),
    /// A name that is no position, as the table has it.
    Name(String),
    /// Nothing but the line of the table: each row is a clone of its own.
    Line(u64),
}

/// An integration site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    /// As the table writes it, with or without `chr`.
    pub chromosome: String,
    /// As the table writes it: from 0 in BED files, from 1 in most others.
    pub base: u64,
    /// `None` where the table has none.
    pub strand: Option<Strand>,
}

/// Strand of the host genome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strand {
    /// `+`
    Plus,
    /// `-`
    Minus,
}

impl Strand {
    /// `+` or `-`.
    pub const fn sign(self) -> char {
        match self {
            Self::Plus => '+',
            Self::Minus => '-',
        }
    }

    /// Reads a strand; `None` where the text says that there is none (`.`, `*`, `NA`, nothing).
    pub(super) fn parse(text: &str) -> Result<Option<Self>, RowErrorKind> {
        let lower = text.to_ascii_lowercase();
        match lower.as_str() {
            "+" | "f" | "fwd" | "forward" | "plus" | "1" | "+1" | "＋" => Ok(Some(Self::Plus)),
            "-" | "r" | "rev" | "reverse" | "minus" | "-1" | "−" | "－" => Ok(Some(Self::Minus)),
            "." | "*" | "?" | "na" | "" => Ok(None),
            _ => Err(RowErrorKind::BadStrand),
        }
    }
}

impl fmt::Display for Position {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        write!(formatter, "{}:{}", self.chromosome, self.base)?;
        self.strand.map_or(Ok(()), |strand| write!(formatter, ":{}", strand.sign()))
    }
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Position(position) => position.fmt(formatter),
            Self::Name(name) => formatter.write_str(name),
            Self::Line(line) => write!(formatter, "#{line}"),
        }
    }
}

/// What two places are compared by: the same for `chr3`, `Chr3`, `3` and `03`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Key<'a> {
    Position(&'a str, u64, Option<Strand>),
    Name(&'a str),
    Line(u64),
}

impl Place {
    pub(super) fn key(&self) -> Key<'_> {
        match self {
            Self::Position(position) => {
                Key::Position(bare_chromosome(&position.chromosome), position.base, position.strand)
            }
            Self::Name(name) => Key::Name(name),
            Self::Line(line) => Key::Line(*line),
        }
    }

    /// Reads a cell that holds a whole position, else takes it for a name.
    pub(super) fn parse(text: &str) -> Self {
        parse_position(text).map_or_else(|| Self::Name(text.to_owned()), Self::Position)
    }
}

/// The name of a chromosome without `chr` and without leading zeros; the mitochondrion is `M`.
fn bare_chromosome(name: &str) -> &str {
    let bare = match name.split_at_checked(3) {
        Some((chr, rest)) if chr.eq_ignore_ascii_case("chr") && !rest.is_empty() => rest,
        _ => name,
    };
    let digits = bare.trim_start_matches('0');
    if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        digits
    } else if bare.eq_ignore_ascii_case("mt") {
        "M"
    } else {
        bare
    }
}

/// `chr3:148398277:+`, `chr3:148398277`, `chr3:148,398,277-148,398,278(+)`, `chr3+148398277`, `3_148398277_+`.
fn parse_position(text: &str) -> Option<Position> {
    if let Some((place, strand)) = text.strip_suffix(')').and_then(|text| text.rsplit_once('(')) {
        let (chromosome, base) = place.split_once(':')?;
        return position(chromosome, first_base(base)?, Strand::parse(strand).ok()?);
    }
    if let Some((chromosome, rest)) = text.split_once(':') {
        let (base, strand) = rest.split_once(':').unwrap_or((rest, ""));
        return position(chromosome, first_base(base)?, Strand::parse(strand).ok()?);
    }
    if let Some((rest, strand)) = text.rsplit_once('_') {
        let (chromosome, base) = rest.rsplit_once('_')?;
        return position(chromosome, base, Strand::parse(strand).ok()?);
    }
    let (place, sign) = text.char_indices().rev().find(|(_, character)| matches!(character, '+' | '-'))?;
    let (chromosome, base) = (text.get(..place)?, text.get(place + 1..)?);
    let has_chr = chromosome.get(..3).is_some_and(|name| name.eq_ignore_ascii_case("chr"));
    // Else `clone-12` would be a position.
    if !has_chr && !is_human_chromosome(chromosome) {
        return None;
    }
    position(chromosome, base, Some(if sign == '+' { Strand::Plus } else { Strand::Minus }))
}

/// The first base of `100-101`, or the only one.
fn first_base(text: &str) -> Option<&str> {
    match text.split_once('-') {
        Some((first, last)) => parse_base(last).and(Some(first)),
        None => Some(text),
    }
}

fn position(chromosome: &str, base: &str, strand: Option<Strand>) -> Option<Position> {
    let chromosome = chromosome.trim();
    (!chromosome.is_empty())
        .then(|| Some(Position { chromosome: chromosome.to_owned(), base: parse_base(base)?, strand }))?
}

fn is_human_chromosome(name: &str) -> bool {
    matches!(name, "X" | "Y" | "M" | "MT") || name.parse().is_ok_and(|number: u8| (1..=22).contains(&number))
}

/// A number of a base: digits, also with thousands commas, full-width or as `1e+08`, which R writes for 100000000.
pub(super) fn parse_base(text: &str) -> Option<u64> {
    let text = text.trim();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse().ok().filter(|base| *base <= LAST_BASE);
    }
    let number = parse_number(text).ok()?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole and in range")]
    (number.fract() == 0.0 && (0.0..=9e15).contains(&number)).then_some(number as u64)
}

/// No genome is as long as the whole numbers that doubles hold.
const LAST_BASE: u64 = 9_000_000_000_000_000;

#[cfg(test)]
mod tests {
    use super::*;

    fn position(chromosome: &str, base: u64, strand: Option<Strand>) -> Place {
        Place::Position(Position { chromosome: chromosome.to_owned(), base, strand })
    }

    #[test]
    fn reads_the_ways_positions_are_written() {
        let (plus, minus) = (Some(Strand::Plus), Some(Strand::Minus));
        for (text, place) in [
            ("chr3:148398277:+", position("chr3", 148_398_277, plus)),
            ("chr3:148398277:F", position("chr3", 148_398_277, plus)),
            ("chr3:148398277", position("chr3", 148_398_277, None)),
            ("chr3:148,398,277-148,398,278(-)", position("chr3", 148_398_277, minus)),
            ("chr3:148398277-148398278:-", position("chr3", 148_398_277, minus)),
            ("chr3+148398277", position("chr3", 148_398_277, plus)),
            ("X-5", position("X", 5, minus)),
            ("3_148398277_+", position("3", 148_398_277, plus)),
            ("chr4_gl000193_random_77_-", position("chr4_gl000193_random", 77, minus)),
            ("chr3:１４８:+", position("chr3", 148, plus)),
            ("chr3:1e+08", position("chr3", 100_000_000, None)),
        ] {
            assert_eq!(Place::parse(text), place, "{text}");
        }
    }

    #[test]
    fn what_is_no_position_is_a_name() {
        for text in
            ["clone-12", "clone 3", "chr3", "chr3:x", ":5", "chr3:1.5", "chr3:5:up", "a_b", "+5", "(", ")"]
        {
            assert_eq!(Place::parse(text), Place::Name(text.to_owned()));
        }
    }

    #[test]
    fn chromosomes_are_the_same_however_they_are_written() {
        for (one, other) in [("chr3", "3"), ("Chr03", "CHR3"), ("chrMT", "M"), ("chrX", "X")] {
            assert_eq!(position(one, 1, None).key(), position(other, 1, None).key());
        }
        for (one, other) in [("chr3", "chr30"), ("chr", "chrX"), ("0", "")] {
            assert_ne!(position(one, 1, None).key(), position(other, 1, None).key());
        }
    }

    #[test]
    fn a_position_is_written_so_that_it_can_be_read() {
        let place = position("chr3", 148, Some(Strand::Minus));
        assert_eq!(place.to_string(), "chr3:148:-");
        assert_eq!(Place::parse(&place.to_string()), place);
    }
}
