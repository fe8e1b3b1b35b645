//! An export while it is being written: part after part comes in, and what is written goes out before the next one comes.

use std::io::{self, Write};

use calling_card_api::export::{ExportPage, ExportedPerson};
use calling_card_api::file_stem;
use calling_card_api::worker::{ExportOptions, Exported, Format};
use calling_card_contact::{CardId, CustomField, Timestamp};
use calling_card_vcard::table::{HEADINGS, csv_line, custom_headings};
use zip::DateTime;

use crate::write::{text_of, text_of_organization};

mod archive;

use archive::Archive;

/// By this, spreadsheet programs know a table's charset.
const MARK: &str = "\u{feff}";

/// An export.
pub struct Export {
    options: ExportOptions,
    /// As they were when it began, so that a table keeps its columns.
    custom_fields: Vec<CustomField>,
    out: Out,
    written: u64,
    /// Whether it is of one person: a jCard then stands by itself, not in a list.
    single: bool,
}

enum Out {
    File(Vec<u8>),
    Archive(Box<Archive>),
}

impl Export {
    /// Begins one.
    pub fn new(options: ExportOptions) -> Self {
        let out = match options.zip {
            true => Out::Archive(Box::default()),
            false => Out::File(Vec::new()),
        };
        Self { options, custom_fields: Vec::new(), out, written: 0, single: false }
    }

    /// Writes a part.
    pub fn add(&mut self, page: &ExportPage) -> io::Result<Exported> {
        if self.written == 0 {
            self.single = page.total == Some(1) && page.next.is_none();
            self.custom_fields.clone_from(&page.custom_fields);
        }
        let fields = self.custom_fields.clone();
        for person in &page.items {
            let text = text_of(person, &fields, self.options.format, None);
            self.write(&person.record.content.display_name(), &person.record.changed_at, &text)?;
        }
        for record in &page.organizations {
            let text = text_of_organization(record, &fields, self.options.format);
            self.write(&record.content.name, &record.changed_at, &text)?;
        }
        Ok(Exported { written: self.written, next: page.next.clone(), total: page.total })
    }

    /// Writes the text of one of this name.
    fn write(&mut self, name: &str, changed_at: &Timestamp, text: &str) -> io::Result<()> {
        let format = self.options.format;
        match &mut self.out {
            Out::Archive(archive) => {
                let changed = date_time(changed_at).unwrap_or_default();
                archive.add(&file_stem(name), format.ending(), changed, text)?;
            }
            Out::File(bytes) => {
                match (format, self.written, self.single) {
                    (Format::Csv, 0, _) => bytes.write_all(head_of_table(&self.custom_fields).as_bytes())?,
                    (Format::Jcard, 0, false) => bytes.push(b'['),
                    (Format::Jcard, _, false) => bytes.extend_from_slice(b",\n"),
                    _ => {}
                }
                bytes.write_all(text.as_bytes())?;
            }
        }
        self.written += 1;
        Ok(())
    }

    /// Writes what stands at the end.
    pub fn end(&mut self) -> io::Result<Exported> {
        match &mut self.out {
            Out::Archive(archive) => archive.end(),
            Out::File(bytes) if self.options.format == Format::Jcard => match (self.written, self.single) {
                (0, _) => bytes.extend_from_slice(b"[]\n"),
                (_, true) => bytes.push(b'\n'),
                (_, false) => bytes.extend_from_slice(b"]\n"),
            },
            Out::File(bytes) if self.options.format == Format::Csv && self.written == 0 => {
                bytes.write_all(head_of_table(&self.custom_fields).as_bytes())?;
            }
            Out::File(_) => {}
        }
        Ok(Exported { written: self.written, ..Exported::default() })
    }

    /// What was written since it was last asked; to be asked until there is no more.
    pub fn take(&mut self) -> Vec<u8> {
        match &mut self.out {
            Out::File(bytes) => std::mem::take(bytes),
            Out::Archive(archive) => archive.take(),
        }
    }
}

/// A table with one person in it.
pub fn table_of(person: &ExportedPerson, fields: &[CustomField], card: Option<CardId>) -> String {
    head_of_table(fields) + &text_of(person, fields, Format::Csv, card)
}

fn head_of_table(fields: &[CustomField]) -> String {
    let own = HEADINGS.map(str::to_owned).into_iter();
    format!("{MARK}{}", csv_line(&own.chain(custom_headings(fields)).collect::<Vec<_>>()))
}

/// A time as archives know it.
fn date_time(at: &Timestamp) -> Option<DateTime> {
    let number = |from: usize, to: usize| at.0.get(from..to)?.parse::<u16>().ok();
    let small = |from: usize, to: usize| number(from, to).and_then(|number| u8::try_from(number).ok());
    DateTime::from_date_and_time(
        number(0, 4)?,
        small(5, 7)?,
        small(8, 10)?,
        small(11, 13)?,
        small(14, 16)?,
        small(17, 19)?,
    )
    .ok()
}

#[cfg(test)]
mod tests;
