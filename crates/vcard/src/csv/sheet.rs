//! A table as a whole: how its cells are separated, how many columns there are, what stands in them.

use super::records::{Records, records_from};
use super::{Field, dates, guess};
use crate::Place;

/// How many values of a column are shown.
const SAMPLES: usize = 3;
/// Longest value that is shown, in characters.
const SAMPLE: usize = 80;
/// How many rows, and bytes, tell what separates the cells.
const ROWS: usize = 20;
const BYTES: usize = 1 << 16;

/// A table that was looked through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// What separates the cells.
    pub delimiter: u8,
    /// Where its first row begins.
    pub first: Place,
    /// How many rows there are.
    pub rows: u32,
    /// Its columns, as many as the longest row has cells.
    pub columns: Vec<SheetColumn>,
}

/// A column of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SheetColumn {
    /// What stands in the first row.
    pub head: String,
    /// The first values below it that differ.
    pub samples: Vec<String>,
    /// How many rows below the first have something in it.
    pub filled: u32,
    /// Whether its dates with slashes have their day first, as far as any says that.
    pub day_first: Option<bool>,
}

impl Sheet {
    /// Looks a table through. `source` is what [`decode_file`](crate::decode_file) made of the file.
    pub fn of(source: &[u8]) -> Self {
        // Excel's own hint stands in a line before the table.
        let hint = source.get(..5).filter(|start| start[..4].eq_ignore_ascii_case(b"sep=")).map(|start| start[4]);
        let skipped = hint.map_or(0, |_| memchr::memchr(b'\n', source).map_or(source.len(), |end| end + 1));
        let first = Place { position: skipped, line: if hint.is_some() { 2 } else { 1 } };
        let delimiter = hint.filter(u8::is_ascii).unwrap_or_else(|| delimiter(&source[skipped..]));
        let mut sheet = Self { delimiter, first, rows: 0, columns: Vec::new() };
        for record in records_from(source, delimiter, first).filter(|record| !record.is_blank()) {
            sheet.rows += 1;
            if sheet.columns.len() < record.cells.len() {
                sheet.columns.resize_with(record.cells.len(), SheetColumn::default);
            }
            for (column, cell) in sheet.columns.iter_mut().zip(record.cells) {
                if sheet.rows == 1 {
                    column.head = cell;
                } else if !cell.is_empty() {
                    column.take(&cell);
                }
            }
        }
        sheet
    }

    /// Whether the first row seems to hold headings: one of them is known, or none of its cells is a value.
    pub fn has_headings(&self) -> bool {
        let heads = || self.columns.iter().map(|column| column.head.as_str()).filter(|head| !head.is_empty());
        let is_value = |head: &str| {
            head.contains('@')
                || head.bytes().filter(u8::is_ascii_digit).count() > 4
                || dates::read(head, false).is_some()
        };
        let known = heads().any(super::headings::is_known);
        known && !heads().any(|head| head.contains('@'))
            || self.rows > 1 && heads().count() > 1 && !heads().any(is_value)
    }

    /// The headings; empty texts where the first row holds none.
    pub fn headings(&self, headed: bool) -> Vec<String> {
        self.columns.iter().map(|column| if headed { column.head.clone() } else { String::new() }).collect()
    }

    /// The values of a column that are shown.
    pub fn samples(&self, column: &SheetColumn, headed: bool) -> Vec<String> {
        let first = (!headed && !column.head.is_empty()).then(|| shortened(&column.head));
        first.into_iter().chain(column.samples.iter().cloned()).take(SAMPLES).collect()
    }

    /// What the columns hold, as far as headings and values tell.
    pub fn guess(&self, headed: bool) -> Vec<Field> {
        guess(self, headed)
    }
}

impl SheetColumn {
    fn take(&mut self, cell: &str) {
        self.filled += 1;
        if self.samples.len() < SAMPLES {
            let sample = shortened(cell);
            if !self.samples.contains(&sample) {
                self.samples.push(sample);
            }
        }
        if self.day_first.is_none() && cell.contains('/') {
            self.day_first = dates::is_day_first(cell);
        }
    }
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(SAMPLE) {
        Some((end, _)) => format!("{} …", &text[..end]),
        None => text.to_owned(),
    }
}

/// What separates the cells: what gives the most columns in the most rows.
fn delimiter(source: &[u8]) -> u8 {
    let start = &source[..source.len().min(BYTES)];
    let columns = |delimiter: u8| {
        let rows: Records<'_> = records_from(start, delimiter, Place::default());
        let counts: Vec<usize> = rows.take(ROWS).map(|row| row.cells.len()).collect();
        let first = counts.first().copied().unwrap_or_default();
        counts.iter().filter(|count| **count == first).count() * first.saturating_sub(1)
    };
    let mut best = (0, b',');
    for candidate in [b',', b';', b'\t', b'|'] {
        let found = columns(candidate);
        if found > best.0 {
            best = (found, candidate);
        }
    }
    best.1
}
