//! Which column of a table is what.

use std::collections::BTreeMap;

use shirube_numeric::decimal;

use super::cell::{Abundance, parse_number};
use super::place::{Strand, parse_base};
use super::table_text::Separator;

/// What a column is read for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Chromosome of the site.
    Chromosome,
    /// Position on it; without a column for the chromosome, the whole position or any name of the clone.
    Position,
    /// Strand.
    Strand,
    /// Abundance of the clone.
    Abundance,
    /// The sample that the row belongs to.
    Sample,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 5] =
        [Self::Chromosome, Self::Position, Self::Strand, Self::Abundance, Self::Sample];

    /// Name for forms and files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Chromosome => "chromosome",
            Self::Position => "position",
            Self::Strand => "strand",
            Self::Abundance => "abundance",
            Self::Sample => "sample",
        }
    }

    /// Names in a header by which a column is recognised, the best first. Capitals, full width and everything but
    /// letters and digits do not matter: `Fragment_estimate` is `fragmentestimate`.
    pub const fn names(self) -> &'static [&'static str] {
        match self {
            Self::Chromosome => {
                &["chr", "chrom", "chromosome", "seqnames", "seqname", "contig", "chrname", "染色体"]
            }
            Self::Position => &[
                "integrationlocus",
                "posid",
                "position",
                "pos",
                "locus",
                "site",
                "integrationsite",
                "insertionsite",
                "integrationposition",
                "intsite",
                "start",
                "startpos",
                "startposition",
                "chromstart",
                "chrstart",
                "location",
                "coordinate",
                "bp",
                "位置",
                "clone",
                "cloneid",
                "id",
                "name",
            ],
            Self::Strand => &["strand", "orientation", "ort", "鎖", "向き"],
            // Cells and fragments before reads: how often a fragment was amplified says little about cells.
            Self::Abundance => &[
                "fragmentestimate",
                "estabund",
                "sonicabundance",
                "sonicabund",
                "estimatedabundance",
                "abundance",
                "cells",
                "cellcount",
                "clonesize",
                "umi",
                "umis",
                "umicount",
                "umicounts",
                "shearsites",
                "shearsitecount",
                "uniquefragments",
                "fragments",
                "fragmentcount",
                "細胞数",
                "断片数",
                "barcodecount",
                "shscount",
                "count",
                "counts",
                "n",
                "value",
                "量",
                "seqcount",
                "sequencecount",
                "seqcounts",
                "reads",
                "readcount",
                "readcounts",
                "numreads",
                "nreads",
                "リード数",
                "score",
                "frequency",
                "freq",
                "share",
                "size",
            ],
            Self::Sample => &[
                "completeamplificationid",
                "sample",
                "sampleid",
                "samplename",
                "gtsp",
                "timepoint",
                "検体",
                "試料",
                "サンプル",
            ],
        }
    }
}

/// A column chosen by whoever calls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ColumnChoice {
    /// By its name in the header.
    Named(String),
    /// By its number, from 1.
    Number(usize),
}

impl ColumnChoice {
    /// Index of the column, if it is there.
    fn find(&self, header: Option<&[String]>, width: usize) -> Option<usize> {
        match self {
            Self::Number(number) => number.checked_sub(1).filter(|index| *index < width),
            Self::Named(name) => {
                let header = header?;
                let same = |cell: &String| cell == name.trim();
                let similar = |cell: &String| bare(cell) == bare(name) && !bare(name).is_empty();
                header.iter().position(same).or_else(|| header.iter().position(similar))
            }
        }
    }
}

/// How a table is laid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// What stands between two cells.
    pub separator: Separator,
    /// The names of the columns, where there are any.
    pub header: Option<Vec<String>>,
    /// Index (from 0) of the column of each role that was recognised or chosen.
    pub columns: BTreeMap<Role, usize>,
    /// Columns that could be the abundance too, by their names, if it was not chosen.
    pub other_abundances: Vec<usize>,
    /// Cells before those that the header names: R writes the names of rows without a heading.
    pub(super) unnamed: usize,
}

impl Layout {
    /// Recognises the columns from the first line that is no comment and the one after it.
    pub(super) fn recognise(
        first: &[&str],
        second: Option<&[&str]>,
        separator: Separator,
        chosen: &BTreeMap<Role, ColumnChoice>,
    ) -> Result<Self, (Role, ColumnChoice)> {
        let mut layout = if is_header(first, second, chosen) {
            Self::by_name(first, second, separator)
        } else {
            Self::by_position(first, separator)
        };
        let width = first.len().max(second.map_or(0, <[&str]>::len));
        for (role, choice) in chosen {
            let column =
                choice.find(layout.header.as_deref(), width).ok_or_else(|| (*role, choice.clone()))?;
            let named = matches!(choice, ColumnChoice::Named(_));
            let column = if named { column + layout.unnamed } else { column };
            layout.choose(*role, column);
        }
        Ok(layout)
    }

    /// A chosen column loses what it was recognised as.
    fn choose(&mut self, role: Role, column: usize) {
        self.columns.retain(|_, recognised| *recognised != column);
        self.columns.insert(role, column);
        if role == Role::Abundance {
            self.other_abundances.clear();
        }
    }

    fn by_name(first: &[&str], second: Option<&[&str]>, separator: Separator) -> Self {
        let bare_names: Vec<String> = first.iter().map(|cell| bare(cell)).collect();
        let all_of = |role: Role| {
            let in_order = role.names().iter();
            in_order.filter_map(|name| bare_names.iter().position(|cell| cell == name)).collect::<Vec<_>>()
        };
        let mut columns = BTreeMap::new();
        for role in Role::ALL {
            if let Some(column) = all_of(role).first() {
                columns.insert(role, *column);
            }
        }
        let other_abundances = all_of(Role::Abundance).into_iter().skip(1).collect();
        let unnamed = usize::from(second.is_some_and(|second| second.len() == first.len() + 1));
        let header = Some(first.iter().map(|cell| (*cell).to_owned()).collect());
        let mut layout = Self { separator, header, columns, other_abundances, unnamed };
        layout.shift();
        if let Some(second) = second {
            layout.add_only_numbers(second);
        }
        layout
    }

    /// Whether chromosomes would be taken for clones although another column could hold the positions on them.
    pub(super) fn lacks_position(&self, rows: &[Vec<String>]) -> bool {
        let names = match (self.columns.get(&Role::Position), self.columns.get(&Role::Chromosome)) {
            (None, Some(chromosome)) => *chromosome,
            // A known name, such as `clone`, says that the numbers are names.
            (Some(position), None)
                if !Role::Position.names().contains(&bare(&self.name(*position)).as_str()) =>
            {
                *position
            }
            _ => return false,
        };
        let all = |column: usize, holds: fn(&str) -> bool| {
            !rows.is_empty() && rows.iter().all(|row| row.get(column).is_some_and(|cell| holds(cell)))
        };
        let is_free = |column: &usize| {
            !self.columns.values().chain(&self.other_abundances).any(|taken| taken == column)
        };
        let width = rows.iter().map(Vec::len).max().unwrap_or_default();
        all(names, is_chromosome)
            && (0..width).filter(is_free).any(|column| all(column, |cell| parse_base(cell).is_some()))
    }

    /// Moves every column by the cells that the header does not name.
    fn shift(&mut self) {
        let by = self.unnamed;
        self.columns.values_mut().for_each(|column| *column += by);
        self.other_abundances.iter_mut().for_each(|column| *column += by);
    }

    /// Without a known name, the abundance is the only column that is nothing else and may hold numbers; without a
    /// known name of the place, the first column names the clones.
    fn add_only_numbers(&mut self, row: &[&str]) {
        if !self.columns.contains_key(&Role::Abundance) {
            let width = self.unnamed + self.header.as_ref().map_or(0, Vec::len);
            let is_free = |column: &usize| {
                !self.columns.values().any(|taken| taken == column)
                    && !NO_ABUNDANCE.contains(&bare(&self.name(*column)).as_str())
            };
            // An empty cell may be a number in the next row: then there is a column for each sample, and one must be chosen.
            let may_be_number =
                |column: &usize| row.get(*column).is_none_or(|cell| Abundance::parse(cell).is_ok());
            let mut numbers = (self.unnamed..width).filter(is_free).filter(may_be_number);
            let only = numbers.next().filter(|_| numbers.next().is_none());
            if let Some(column) = only {
                self.columns.insert(Role::Abundance, column);
            }
        }
        self.add_names();
    }

    fn add_names(&mut self) {
        if !self.columns.contains_key(&Role::Position) && !self.columns.values().any(|column| *column == 0) {
            self.columns.insert(Role::Position, 0);
        }
    }

    /// Recognises the columns of a table without a header by what its first row holds.
    fn by_position(row: &[&str], separator: Separator) -> Self {
        use Role::{Abundance, Chromosome, Position, Strand};
        let cell = |column: usize| row.get(column).copied().unwrap_or_default();
        let is_number = |column: usize| !cell(column).is_empty() && parse_number(cell(column)).is_ok();
        let is_base = |column: usize| parse_base(cell(column)).is_some();
        let is_strand = |column: usize| is_strand_sign(cell(column));
        let is_interval =
            parse_base(cell(1)).is_some_and(|start| parse_base(cell(2)).is_some_and(|end| start <= end));
        let columns: &[(Role, usize)] = match row.len() {
            1 if is_number(0) => &[(Abundance, 0)],
            2 if is_number(1) => &[(Position, 0), (Abundance, 1)],
            3 if is_interval => &[(Chromosome, 0), (Position, 1)],
            3 if is_base(1) && is_number(2) => &[(Chromosome, 0), (Position, 1), (Abundance, 2)],
            4.. if is_base(1) && is_strand(2) => {
                &[(Chromosome, 0), (Position, 1), (Strand, 2), (Abundance, 3)]
            }
            4.. if is_strand(1) && is_base(2) => {
                &[(Chromosome, 0), (Strand, 1), (Position, 2), (Abundance, 3)]
            }
            // BED has the score in the fifth column and the strand in the sixth; bedGraph the value in the fourth.
            6.. if is_interval && is_number(4) && is_strand(5) => {
                &[(Chromosome, 0), (Position, 1), (Abundance, 4), (Strand, 5)]
            }
            5.. if is_interval && is_number(4) => &[(Chromosome, 0), (Position, 1), (Abundance, 4)],
            4.. if is_interval && is_number(3) => &[(Chromosome, 0), (Position, 1), (Abundance, 3)],
            4.. if is_interval => &[(Chromosome, 0), (Position, 1)],
            _ => &[],
        };
        let columns = columns.iter().copied().collect();
        Self { separator, header: None, columns, other_abundances: Vec::new(), unnamed: 0 }
    }

    /// The cell of a role, if the table has it.
    pub(super) fn cell<'a>(&self, role: Role, cells: &[&'a str]) -> Option<&'a str> {
        let column = self.columns.get(&role)?;
        Some(cells.get(*column).copied().unwrap_or_default())
    }

    /// The name of a column (by its index from 0), or its number from 1 where it has none.
    pub fn name(&self, column: usize) -> String {
        let named = self.header.as_ref().and_then(|header| header.get(column.checked_sub(self.unnamed)?));
        named.cloned().unwrap_or_else(|| (column + 1).to_string())
    }
}

/// Names of columns of numbers that are never abundances.
const NO_ABUNDANCE: [&str; 6] = ["end", "endpos", "endposition", "chromend", "stop", "width"];

/// Whether a cell is no more than a chromosome.
fn is_chromosome(cell: &str) -> bool {
    let cell = decimal::half_width(cell.trim()).to_lowercase();
    let name = cell.strip_prefix("chr").unwrap_or(&cell);
    matches!(name, "x" | "y" | "m" | "mt") || name.parse().is_ok_and(|number: u8| (1..=22).contains(&number))
}

/// Whether a cell of a table without a header is a strand. `1` is not: it would be taken for a number.
fn is_strand_sign(cell: &str) -> bool {
    cell == "." || parse_number(cell).is_err() && matches!(Strand::parse(cell), Ok(Some(_)))
}

/// Whether the first line names columns: a known name, a chosen one, or no number above a row with one.
fn is_header(first: &[&str], second: Option<&[&str]>, chosen: &BTreeMap<Role, ColumnChoice>) -> bool {
    let known = |cell: &&str| {
        let cell = bare(cell);
        let of = |role: Role| role.names().contains(&cell.as_str());
        of(Role::Chromosome) || of(Role::Position) || of(Role::Abundance)
    };
    let is_chosen = |cell: &&str| {
        chosen.values().any(|choice| matches!(choice, ColumnChoice::Named(name) if name.trim() == *cell))
    };
    let has_number = |cells: &[&str]| cells.iter().any(|cell| parse_number(cell).is_ok());
    first.iter().any(|cell| known(cell) || is_chosen(cell))
        || !has_number(first) && second.is_some_and(has_number)
}

/// A name of a column without what does not matter.
fn bare(name: &str) -> String {
    decimal::half_width(name)
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(first: &str, second: &str) -> Vec<(&'static str, usize)> {
        let first: Vec<_> = first.split(',').collect();
        let second: Vec<_> = second.split(',').collect();
        let layout = Layout::recognise(&first, Some(&second), Separator::Comma, &BTreeMap::new()).unwrap();
        layout.columns.into_iter().map(|(role, column)| (role.code(), column)).collect()
    }

    #[test]
    fn recognises_columns_by_their_names() {
        for (first, second, wanted) in [
            (
                "chr,integration_locus,strand,GeneName,GeneStrand,CompleteAmplificationID,seqCount,fragmentEstimate",
                "16,68182177,+,NFATC3,+,PJ01_1,3,1.2",
                vec![("chromosome", 0), ("position", 1), ("strand", 2), ("abundance", 7), ("sample", 5)],
            ),
            (
                "chromosome,start_pos,end_pos,count,sample",
                "chr1,9436844,9436888,1,CTCF-1",
                vec![("chromosome", 0), ("position", 1), ("abundance", 3), ("sample", 4)],
            ),
            (
                "#chrom,chromStart,chromEnd,name,score,strand",
                "chr1,5,6,a,7,+",
                vec![("chromosome", 0), ("position", 1), ("strand", 5), ("abundance", 4)],
            ),
            (
                "検体,染色体,位置,向き,リード数,断片数",
                "a,chr1,55,+,9,4",
                vec![("chromosome", 1), ("position", 2), ("strand", 3), ("abundance", 5), ("sample", 0)],
            ),
            (
                "試料,染色体,位置,鎖,リード数,細胞数",
                "a,chr1,55,+,9,4",
                vec![("chromosome", 1), ("position", 2), ("strand", 3), ("abundance", 5), ("sample", 0)],
            ),
            (
                "サンプル,染色体,位置,量",
                "a,chr1,55,9",
                vec![("chromosome", 1), ("position", 2), ("abundance", 3), ("sample", 0)],
            ),
            ("位置,リード数", "chr1:55,9", vec![("position", 0), ("abundance", 1)]),
            ("posid,estAbund", "chr1+55,4", vec![("position", 0), ("abundance", 1)]),
            // One column of numbers that is nothing else, and a first column that names the clones.
            ("Klon,Anteil", "a,4", vec![("position", 0), ("abundance", 1)]),
            ("chr,start,end,x17", "chr1,5,6,4", vec![("chromosome", 0), ("position", 1), ("abundance", 3)]),
            ("chr,start,end,x,y", "chr1,5,6,4,4", vec![("chromosome", 0), ("position", 1)]),
            // R names rows in a column without a heading.
            ("chr,pos,count", "1,chr1,77,4", vec![("chromosome", 1), ("position", 2), ("abundance", 3)]),
        ] {
            assert_eq!(columns(first, second), wanted, "{first}");
        }
    }

    #[test]
    fn recognises_columns_without_names() {
        for (row, wanted) in [
            ("51", vec![("abundance", 0)]),
            ("chr3:5:+,51", vec![("position", 0), ("abundance", 1)]),
            ("chr3,148398277,51", vec![("chromosome", 0), ("position", 1), ("abundance", 2)]),
            ("chr3,5,6", vec![("chromosome", 0), ("position", 1)]),
            ("chr3,5,+,51", vec![("chromosome", 0), ("position", 1), ("strand", 2), ("abundance", 3)]),
            ("03,F,5,51", vec![("chromosome", 0), ("position", 2), ("strand", 1), ("abundance", 3)]),
            ("chr3,5,6,51", vec![("chromosome", 0), ("position", 1), ("abundance", 3)]),
            ("chr3,5,6,a,51", vec![("chromosome", 0), ("position", 1), ("abundance", 4)]),
            ("chr3,5,6,51,a", vec![("chromosome", 0), ("position", 1), ("abundance", 3)]),
            ("chr3,5,6,a,51,-", vec![("chromosome", 0), ("position", 1), ("strand", 5), ("abundance", 4)]),
            ("chr3,5,6,a", vec![("chromosome", 0), ("position", 1)]),
            ("a,b,c", vec![]),
        ] {
            assert_eq!(columns(row, row), wanted, "{row}");
        }
    }

    #[test]
    fn a_choice_goes_before_what_is_recognised() {
        let chosen = BTreeMap::from([
            (Role::Abundance, ColumnChoice::Named("seqCount".to_owned())),
            (Role::Sample, ColumnChoice::Number(4)),
        ]);
        let (first, second) = (["pos", "fragmentEstimate", "seqCount", "tube"], ["chr1:5", "4", "7", "a"]);
        let layout = Layout::recognise(&first, Some(&second), Separator::Comma, &chosen).unwrap();
        let wanted = BTreeMap::from([(Role::Position, 0), (Role::Abundance, 2), (Role::Sample, 3)]);
        assert_eq!((layout.columns, layout.other_abundances), (wanted, vec![]));
        for choice in
            [ColumnChoice::Number(0), ColumnChoice::Number(5), ColumnChoice::Named("cells".to_owned())]
        {
            let chosen = BTreeMap::from([(Role::Abundance, choice.clone())]);
            let layout = Layout::recognise(&first, Some(&second), Separator::Comma, &chosen);
            assert_eq!(layout, Err((Role::Abundance, choice)));
        }
    }
}
