//! The rows of a table, whatever its quotes and line ends are like.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use crate::Place;
use crate::charset::decode;
use crate::source::PhysicalLines;

/// Most bytes of a row: where no end comes so far, a quote is not closed.
const ROW: usize = 1 << 20;
/// Most cells of a row that are looked at.
const CELLS: usize = 1000;

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The line on which it begins, from 1.
    pub line: u32,
    /// Where in the file it begins.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
    /// Its cells, without blanks around them and without what spreadsheets are kept from formulas with.
    pub cells: Vec<String>,
}

impl Record {
    /// Whether nothing stands in it.
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(String::is_empty)
    }
}

/// The rows of a table from a place on where one begins. `source` is what [`decode_file`](crate::decode_file) made of the file.
pub fn records_from(source: &[u8], delimiter: u8, from: Place) -> Records<'_> {
    let reader = |quoting: bool| ReaderBuilder::new().delimiter(delimiter).quoting(quoting).build();
    Records { source, place: from, quoted: reader(true), plain: reader(false), text: vec![0; 4096], ends: vec![0; 64] }
}

/// See [`records_from`].
pub struct Records<'a> {
    source: &'a [u8],
    place: Place,
    quoted: Reader,
    plain: Reader,
    text: Vec<u8>,
    ends: Vec<usize>,
}

impl Records<'_> {
    /// Where in the file the next row begins.
    pub fn place(&self) -> Place {
        self.place
    }

    /// How long the next row is, and how many cells it has; the cells stand in `text`, their ends in `ends`.
    fn read(&mut self, rest: &[u8]) -> (usize, usize) {
        let window = &rest[..rest.len().min(ROW)];
        let (length, cells) = read(&mut self.quoted, window, &mut self.text, &mut self.ends);
        let first = || PhysicalLines::new(rest, 1).next().map_or(rest.len(), |line| line.end);
        let ends = length < window.len()
            || is_closed(window) && (window.len() == rest.len() || window.ends_with(b"\n"))
            || length == rest.len() && first() == length;
        if ends {
            return (length, cells);
        }
        // A quote that is not closed takes no other row along.
        let line = &rest[..first()];
        read(&mut self.plain, line, &mut self.text, &mut self.ends)
    }
}

/// Whether each quote has another.
fn is_closed(row: &[u8]) -> bool {
    memchr::memchr_iter(b'"', row).count().is_multiple_of(2)
}

fn read(reader: &mut Reader, input: &[u8], text: &mut Vec<u8>, ends: &mut Vec<usize>) -> (usize, usize) {
    reader.reset();
    let (mut at, mut written, mut cells) = (0, 0, 0);
    loop {
        let (result, read, wrote, ended) = reader.read_record(&input[at..], &mut text[written..], &mut ends[cells..]);
        (at, written, cells) = (at + read, written + wrote, cells + ended);
        match result {
            ReadRecordResult::InputEmpty => {}
            ReadRecordResult::OutputFull => text.resize(text.len() * 2, 0),
            ReadRecordResult::OutputEndsFull => ends.resize(ends.len() * 2, 0),
            ReadRecordResult::Record | ReadRecordResult::End => break,
        }
    }
    if input[..at].ends_with(b"\r") && input[at..].starts_with(b"\n") {
        at += 1;
    }
    (at, cells)
}

impl Iterator for Records<'_> {
    type Item = Record;

    fn next(&mut self) -> Option<Record> {
        let source = self.source;
        while let rest @ [b'\r' | b'\n', ..] = source.get(self.place.position..)? {
            self.place.position += if rest.starts_with(b"\r\n") { 2 } else { 1 };
            self.place.line = self.place.line.saturating_add(1);
        }
        let rest = source.get(self.place.position..).filter(|rest| !rest.is_empty())?;
        let (length, cells) = self.read(rest);
        let Place { position: from, line } = self.place;
        let lines = PhysicalLines::new(&rest[..length], 0).count();
        self.place = Place { position: from + length, line: line.saturating_add(u32::try_from(lines).unwrap_or(0)) };
        let mut start = 0;
        let cells = self.ends[..cells.min(CELLS)].iter().map(|end| {
            let cell = &self.text[std::mem::replace(&mut start, *end)..*end];
            clean(&decode(cell, None, || None))
        });
        Some(Record { line, from, to: from + length, cells: cells.collect() })
    }
}

/// A cell's text: one kind of line end, no control characters, nothing that only keeps a spreadsheet from a formula.
fn clean(text: &str) -> String {
    let text = text.trim();
    let text = text.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '@', '+', '-'])).unwrap_or(text);
    if text.chars().any(|c| c.is_control() && c != '\n') {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        return text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    }
    text.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &[u8]) -> Vec<(u32, String)> {
        let rows = records_from(text, b',', Place::default());
        rows.map(|row| (row.line, row.cells.join("|"))).collect()
    }

    fn row(line: u32, cells: &str) -> (u32, String) {
        (line, cells.to_owned())
    }

    #[test]
    fn quotes_hold_line_breaks_and_lines_are_counted() {
        let text = b"a,b\r\n\r\n\"x\r\ny\",\"say \"\"hi\"\"\"\r\nlast";
        assert_eq!(rows(text), [row(1, "a|b"), row(3, "x\ny|say \"hi\""), row(5, "last")]);
        assert_eq!(rows(b"a,b\rc,d\r"), [row(1, "a|b"), row(2, "c|d")]);
    }

    #[test]
    fn a_quote_that_is_not_closed_takes_nobody_along() {
        assert_eq!(rows(b"a,\"b\nc,d\ne,f\n"), [row(1, "a|\"b"), row(2, "c|d"), row(3, "e|f")]);
        let mut long = b"a,\"b\n".to_vec();
        long.extend(b"c,d\n".repeat(ROW / 4));
        assert_eq!(rows(&long).len(), ROW / 4 + 1);
    }

    #[test]
    fn reading_goes_on_where_it_was() {
        let text = b"a\n\"b\nc\"\nd\n";
        let mut first = records_from(text, b',', Place::default());
        first.next();
        first.next();
        assert_eq!(first.place(), Place { position: 8, line: 4 });
        assert_eq!(records_from(text, b',', first.place()).next().map(|row| row.line), Some(4));
    }

    #[test]
    fn cells_in_windows_1252_beside_cells_in_utf_8() {
        assert_eq!(rows(b"M\xFCller,M\xC3\xBCller"), [row(1, "Müller|Müller")]);
        assert_eq!(rows(b"'=1+1, '@x ,'n"), [row(1, "=1+1|@x|'n")]);
    }
}
