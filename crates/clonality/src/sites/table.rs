//! Tables of integration sites.

use std::collections::{BTreeMap, HashMap};

use super::cell::Abundance;
use super::columns::{ColumnChoice, Layout, Role};
use super::indices::{Abundances, Indices};
use super::place::{Place, Position, Strand, parse_base};
use super::table_error::{Remark, RowError, RowErrorKind, TableError};
use super::table_text::{Separator, Splitter, decode, lines};

/// No table has more rows.
pub const MOST_ROWS: usize = 2_000_000;

/// Rows that cannot be used are listed up to this many, and counted beyond.
pub const MOST_ROW_ERRORS: usize = 1000;

/// Samples of a table are listed up to this many.
pub const MOST_SAMPLES: usize = 1000;

/// How to read a table. The default recognises everything.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TableOptions {
    /// Columns chosen by hand.
    pub columns: BTreeMap<Role, ColumnChoice>,
    /// Which sample, where the table has several.
    pub sample: SampleChoice,
}

/// Which rows to read of a table with a column that tells samples apart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum SampleChoice {
    /// All, if they are of one sample.
    #[default]
    Only,
    /// Those of this sample.
    Named(String),
    /// All, summed site by site.
    Together,
}

/// A site and how much of its clone there is.
#[derive(Debug, Clone, PartialEq)]
pub struct Site {
    /// What tells it from the others.
    pub place: Place,
    /// Above zero, at most [`Abundances::LARGEST`] times the rows of the table.
    pub abundance: f64,
}

/// The integration sites of one sample: at least one, each once.
#[derive(Debug, Clone, PartialEq)]
pub struct SiteTable {
    sites: Vec<Site>,
    rows: usize,
    rows_with_errors: usize,
    row_errors: Vec<RowError>,
    remarks: Vec<Remark>,
    layout: Layout,
    columns: Vec<String>,
    sample: Option<String>,
}

impl SiteTable {
    /// The sites, the most abundant first, those alike in the order of the table.
    pub fn sites(&self) -> &[Site] {
        &self.sites
    }

    /// Rows of the table, without header and comments.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Rows that could not be used, in the order of the table; at most [`MOST_ROW_ERRORS`].
    pub fn row_errors(&self) -> &[RowError] {
        &self.row_errors
    }

    /// How many rows could not be used.
    pub fn rows_with_errors(&self) -> usize {
        self.rows_with_errors
    }

    /// What a reader of the results should know.
    pub fn remarks(&self) -> &[Remark] {
        &self.remarks
    }

    /// How the table was read.
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// What heads each column: its name, nothing where the header has none for it, or the cell of the first row where
    /// there is no header. [`ColumnChoice::Number`] counts them.
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// The sample that was read, where a column names it and one was read.
    pub fn sample(&self) -> Option<&str> {
        self.sample.as_deref()
    }

    /// The abundances alone.
    pub fn abundances(&self) -> Abundances {
        Abundances::of_checked(self.sites.iter().map(|site| site.abundance).collect())
    }

    /// Every index of clonality.
    pub fn indices(&self) -> Indices {
        self.abundances().indices()
    }
}

/// Reads a table of integration sites: CSV, TSV, separated by semicolons or white space, or BED.
///
/// Lines end with LF, CR LF or CR; a byte order mark, empty lines, lines that begin with `#`, `track` or `browser` are
/// passed over. Columns are recognised by name ([`Role::names`]) or, without a header, by what the first row holds;
/// `options` go before both. A row that cannot be used is reported, and the rest is read.
///
/// # Errors
/// See [`TableError`]; any bytes give a table or an error.
pub fn read_table(bytes: &[u8], options: &TableOptions) -> Result<SiteTable, TableError> {
    let text = decode(bytes)?;
    let Heading { layout, header_line } = Heading::read(text, options)?;
    if !layout.columns.contains_key(&Role::Abundance) {
        return Err(TableError::NoAbundance { columns: columns_of(text, &layout) });
    }
    let rows = || data_lines(text).filter(move |(line, _)| Some(*line) != header_line);
    if rows().nth(MOST_ROWS).is_some() {
        return Err(TableError::TooManyRows);
    }
    if !options.columns.contains_key(&Role::Position) && layout.lacks_position(&first_cells(rows(), &layout))
    {
        return Err(TableError::NoPosition { columns: columns_of(text, &layout) });
    }
    let samples = Samples::choose(rows(), &layout, &options.sample)?;
    let mut reading = Reading::new(&layout);
    let mut splitter = Splitter::new(layout.separator);
    for (line, text) in rows() {
        reading.row(line, text, &mut splitter, samples.wanted.as_deref());
    }
    reading.finish(samples, columns_of(text, &layout))
}

/// The cells of the first rows: enough to tell what a column holds.
fn first_cells<'a>(rows: impl Iterator<Item = (u64, &'a str)>, layout: &Layout) -> Vec<Vec<String>> {
    const ENOUGH: usize = 20;
    let mut splitter = Splitter::new(layout.separator);
    let cells = |(_, line): (u64, &str)| {
        let mut cells = Vec::new();
        splitter.cells(line, &mut cells).ok()?;
        Some(cells.iter().map(|&cell| cell.to_owned()).collect())
    };
    rows.take(ENOUGH).filter_map(cells).collect()
}

/// The lines of a table that may be rows or the header.
fn data_lines(text: &str) -> impl Iterator<Item = (u64, &str)> {
    let is_word = |line: &str, word| line.split_whitespace().next() == Some(word);
    lines(text).filter(move |(_, line)| {
        !line.trim().is_empty()
            && !line.starts_with('#')
            && !is_word(line, "track")
            && !is_word(line, "browser")
    })
}

/// What the first lines say about the rest.
struct Heading {
    layout: Layout,
    header_line: Option<u64>,
}

impl Heading {
    fn read(text: &str, options: &TableOptions) -> Result<Self, TableError> {
        let mut data = data_lines(text);
        let first = data.next().ok_or(TableError::Empty)?;
        let recognise = |heading: &str, row: Option<&str>| {
            let separator = Separator::of(heading);
            let (mut one, mut two) = (Splitter::new(separator), Splitter::new(separator));
            let (mut first, mut second) = (Vec::new(), Vec::new());
            // A line with an open quotation mark has no cells; as a row it is reported later.
            let _ = one.cells(heading, &mut first);
            let second = row.map(|row| {
                let _ = two.cells(row, &mut second);
                second.as_slice()
            });
            Layout::recognise(&first, second, separator, &options.columns).map_err(|(role, choice)| {
                TableError::NoSuchColumn {
                    role,
                    choice,
                    columns: first.iter().map(|&cell| cell.to_owned()).collect(),
                }
            })
        };
        // BED and R put their headers into comments.
        if let Some(comment) = header_in_comment(text, first.0) {
            let layout = recognise(comment, Some(first.1))?;
            if layout.header.is_some() && layout.columns.contains_key(&Role::Abundance) {
                return Ok(Self { layout, header_line: None });
            }
        }
        let layout = recognise(first.1, data.next().map(|(_, line)| line))?;
        let header_line = layout.header.is_some().then_some(first.0);
        Ok(Self { layout, header_line })
    }
}

/// The last comment before the first line of data.
fn header_in_comment(text: &str, first_line: u64) -> Option<&str> {
    let comment =
        lines(text).take_while(|(line, _)| *line < first_line).filter_map(|(_, line)| line.strip_prefix('#'));
    comment.last().map(str::trim)
}

/// The header, or the cells of the first row.
fn columns_of(text: &str, layout: &Layout) -> Vec<String> {
    if let Some(header) = &layout.header {
        // So that the numbers of columns count the cells of a row.
        return std::iter::repeat_n(String::new(), layout.unnamed).chain(header.iter().cloned()).collect();
    }
    let mut splitter = Splitter::new(layout.separator);
    let mut cells = Vec::new();
    if let Some((_, line)) = data_lines(text).next() {
        // What cannot be split has no cells to show.
        let _ = splitter.cells(line, &mut cells);
    }
    cells.iter().map(|&cell| cell.to_owned()).collect()
}

/// The samples of a table and the one that is read.
struct Samples {
    wanted: Option<String>,
    summed: usize,
}

impl Samples {
    fn choose<'a>(
        rows: impl Iterator<Item = (u64, &'a str)>,
        layout: &Layout,
        choice: &SampleChoice,
    ) -> Result<Self, TableError> {
        let Some(column) = layout.columns.get(&Role::Sample) else {
            return match choice {
                SampleChoice::Named(_) => Err(TableError::NoSuchSample { samples: Vec::new() }),
                _ => Ok(Self { wanted: None, summed: 0 }),
            };
        };
        let mut samples: Vec<(String, usize)> = Vec::new();
        let mut places: HashMap<String, usize> = HashMap::new();
        let mut splitter = Splitter::new(layout.separator);
        for (_, line) in rows {
            let mut cells = Vec::new();
            if splitter.cells(line, &mut cells).is_err() {
                continue;
            }
            let sample = cells.get(*column).copied().unwrap_or_default();
            if let Some((_, rows)) = places.get(sample).and_then(|place| samples.get_mut(*place)) {
                *rows += 1;
            } else {
                places.insert(sample.to_owned(), samples.len());
                samples.push((sample.to_owned(), 1));
            }
        }
        let listed = |mut samples: Vec<(String, usize)>| {
            samples.truncate(MOST_SAMPLES);
            samples
        };
        match choice {
            SampleChoice::Together => {
                let wanted = if samples.len() == 1 { samples.pop().map(|(sample, _)| sample) } else { None };
                Ok(Self { wanted, summed: samples.len() })
            }
            SampleChoice::Named(name) if places.contains_key(name.trim()) => {
                Ok(Self { wanted: Some(name.trim().to_owned()), summed: 0 })
            }
            SampleChoice::Named(_) => Err(TableError::NoSuchSample { samples: listed(samples) }),
            SampleChoice::Only if samples.len() > 1 => {
                Err(TableError::SeveralSamples { column: layout.name(*column), samples: listed(samples) })
            }
            SampleChoice::Only => Ok(Self { wanted: samples.pop().map(|(sample, _)| sample), summed: 0 }),
        }
    }
}

/// A table in the making.
struct Reading<'a> {
    layout: &'a Layout,
    /// Cells that a row may have.
    width: Option<usize>,
    /// Cells that a row must have to reach every column that is read.
    reach: usize,
    found: Vec<(u64, Site)>,
    rows: usize,
    zero: usize,
    empty: usize,
    other_samples: usize,
    rows_with_errors: usize,
    row_errors: Vec<RowError>,
}

/// What a row is.
enum Row {
    Site(Site),
    Zero,
    Empty,
    OtherSample,
}

impl<'a> Reading<'a> {
    fn new(layout: &'a Layout) -> Self {
        let must_be_there = [Role::Chromosome, Role::Position, Role::Sample];
        let reach = must_be_there.iter().filter_map(|role| layout.columns.get(role)).max();
        Self {
            layout,
            width: layout.header.as_ref().map(|header| header.len() + layout.unnamed),
            reach: reach.map_or(0, |last| last + 1),
            found: Vec::new(),
            rows: 0,
            zero: 0,
            empty: 0,
            other_samples: 0,
            rows_with_errors: 0,
            row_errors: Vec::new(),
        }
    }

    fn row(&mut self, line: u64, text: &str, splitter: &mut Splitter, sample: Option<&str>) {
        self.rows += 1;
        let mut cells = Vec::new();
        let row = splitter.cells(text, &mut cells).map_err(|kind| (kind, ""));
        match row.and_then(|()| self.read(line, &cells, sample)) {
            Ok(Row::Site(site)) => self.found.push((line, site)),
            Ok(Row::Zero) => self.zero += 1,
            Ok(Row::Empty) => self.empty += 1,
            Ok(Row::OtherSample) => self.other_samples += 1,
            Err((kind, text)) => {
                self.rows_with_errors += 1;
                if self.row_errors.len() < MOST_ROW_ERRORS {
                    self.row_errors.push(RowError { line, kind, text: text.chars().take(60).collect() });
                }
            }
        }
    }

    fn read<'c>(
        &self,
        line: u64,
        cells: &[&'c str],
        sample: Option<&str>,
    ) -> Result<Row, (RowErrorKind, &'c str)> {
        if self.width.is_some_and(|width| cells.len() > width) || cells.len() < self.reach {
            return Err((RowErrorKind::WrongCells, ""));
        }
        let cell = |role: Role| self.layout.cell(role, cells);
        if sample.is_some_and(|wanted| cell(Role::Sample).is_some_and(|sample| sample != wanted)) {
            return Ok(Row::OtherSample);
        }
        let text = cell(Role::Abundance).unwrap_or_default();
        let abundance = Abundance::parse(text).map_err(|kind| (kind, text))?;
        let place = place(line, cell(Role::Chromosome), cell(Role::Position), cell(Role::Strand))?;
        Ok(match abundance {
            Abundance::Seen(abundance) => Row::Site(Site { place, abundance }),
            Abundance::Zero => Row::Zero,
            Abundance::Empty => Row::Empty,
        })
    }

    fn finish(mut self, samples: Samples, columns: Vec<String>) -> Result<SiteTable, TableError> {
        if self.found.is_empty() {
            return Err(TableError::NoSites { row_errors: self.row_errors });
        }
        let (sites, duplicates) = merged(std::mem::take(&mut self.found));
        let without_position = sites.iter().filter(|site| !matches!(site.place, Place::Position(_))).count();
        let mut remarks = Vec::new();
        let mut remark = |applies: bool, remark: Remark| {
            if applies {
                remarks.push(remark);
            }
        };
        if let Some(chosen) = self.layout.columns.get(&Role::Abundance) {
            let others: Vec<_> =
                self.layout.other_abundances.iter().map(|column| self.layout.name(*column)).collect();
            let chosen = self.layout.name(*chosen);
            remark(!others.is_empty(), Remark::SeveralAbundances { chosen, others });
        }
        remark(samples.summed > 1, Remark::SamplesSummed { samples: samples.summed });
        remark(self.other_samples > 0, Remark::OtherSamples { rows: self.other_samples });
        remark(
            duplicates.rows > 0,
            Remark::DuplicatesSummed { sites: duplicates.sites, rows: duplicates.rows },
        );
        remark(self.zero > 0, Remark::ZeroAbundance { rows: self.zero });
        remark(self.empty > 0, Remark::EmptyAbundance { rows: self.empty });
        remark(without_position > 0, Remark::WithoutPosition { sites: without_position });
        Ok(SiteTable {
            sites,
            rows: self.rows,
            rows_with_errors: self.rows_with_errors,
            row_errors: self.row_errors,
            remarks,
            layout: self.layout.clone(),
            columns,
            sample: samples.wanted.filter(|sample| !sample.is_empty()),
        })
    }
}

fn place<'c>(
    line: u64,
    chromosome: Option<&'c str>,
    position: Option<&'c str>,
    strand: Option<&'c str>,
) -> Result<Place, (RowErrorKind, &'c str)> {
    let strand = strand.unwrap_or_default();
    let strand = Strand::parse(strand).map_err(|kind| (kind, strand))?;
    match (chromosome, position) {
        (None, None) => Ok(Place::Line(line)),
        (_, Some("")) | (Some(""), _) => Err((RowErrorKind::NoPlace, "")),
        (None, Some(text)) => Ok(match Place::parse(text) {
            Place::Position(position) => {
                Place::Position(Position { strand: position.strand.or(strand), ..position })
            }
            place => place,
        }),
        // A chromosome alone does not tell clones apart.
        (Some(text), None) => Err((RowErrorKind::NoPlace, text)),
        (Some(chromosome), Some(text)) => {
            let base = parse_base(text).ok_or((RowErrorKind::BadPosition, text))?;
            Ok(Place::Position(Position { chromosome: chromosome.to_owned(), base, strand }))
        }
    }
}

/// Rows beyond the first of their sites.
#[derive(Default)]
struct Duplicates {
    sites: usize,
    rows: usize,
}

/// Each site once, with the sum of its rows, the most abundant first.
fn merged(mut found: Vec<(u64, Site)>) -> (Vec<Site>, Duplicates) {
    // Sorting needs no second copy of the names, which a map would.
    found.sort_unstable_by(|(line, site), (other_line, other)| {
        site.place.key().cmp(&other.place.key()).then(line.cmp(other_line))
    });
    let mut duplicates = Duplicates::default();
    let mut repeated = false;
    found.dedup_by(|(_, row), (_, kept)| {
        let same = row.place.key() == kept.place.key();
        if same {
            kept.abundance += row.abundance;
            duplicates.rows += 1;
            duplicates.sites += usize::from(!repeated);
        }
        repeated = same;
        same
    });
    found.sort_unstable_by(|(line, site), (other_line, other)| {
        other.abundance.total_cmp(&site.abundance).then(line.cmp(other_line))
    });
    (found.into_iter().map(|(_, site)| site).collect(), duplicates)
}
