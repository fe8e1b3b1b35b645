//! Tables in an import: what their columns hold is asked first, then each row becomes a card like any other.

use calling_card_api::worker::{Column, ColumnField, ColumnMapping, Counts, Table as Shown, TableRequest};
use calling_card_contact::{CustomField, Language};
use calling_card_vcard::csv::{FIELDS, Field, Mapping, Sheet, records_from};
use calling_card_vcard::{Card, Finding, FindingKind, Part, Place};

use super::content::Problem;
use super::{File, Import, Refused};

/// What a table is besides its text.
pub(super) struct Table {
    sheet: Sheet,
    /// Whether its first row holds headings, and what its columns hold; so far as it was said.
    said: Option<(bool, Vec<ColumnField>)>,
    /// Nothing until it was said.
    pub mapping: Option<Mapping>,
    /// The cards that are made of its rows.
    pub cards: Vec<u8>,
}

impl Table {
    pub(super) fn of(source: &[u8]) -> Result<Self, Problem> {
        let sheet = Sheet::of(source);
        if sheet.rows <= u32::from(sheet.has_headings()) {
            return Err(Problem::NoRows);
        }
        Ok(Self { sheet, said: None, mapping: None, cards: Vec::new() })
    }

    /// Where its first row is.
    pub(super) fn first(&self) -> Place {
        self.sheet.first
    }
}

impl Import {
    /// The table that waits to be told what its columns hold, with a guess.
    pub fn table(&self, wanted: &TableRequest) -> Option<Shown> {
        let file = self.files.get(self.reading).filter(|file| file.waits())?;
        let sheet = &file.table.as_ref()?.sheet;
        let like_it = self
            .files
            .iter()
            .filter_map(|file| file.table.as_ref())
            .filter(|other| has_same_heads(&other.sheet, sheet));
        let said = like_it.filter_map(|other| other.said.clone()).next_back();
        let (headed, fields) = match (said, wanted.headed) {
            // What was said of one table holds for others with the same headings.
            (Some((headed, fields)), None) => (headed, fields),
            (_, said) => {
                let headed = said.unwrap_or_else(|| sheet.has_headings());
                (headed, guess(sheet, headed, &wanted.custom_fields))
            }
        };
        let columns =
            sheet.columns.iter().zip(sheet.headings(headed)).zip(fields).map(|((column, heading), field)| Column {
                heading,
                samples: sheet.samples(column, headed),
                filled: column.filled + u32::from(!headed && !column.head.is_empty()),
                field,
            });
        Some(Shown {
            number: self.reading as u32,
            file: file.name.clone(),
            others: self.files.iter().skip(self.reading + 1).filter(|file| file.waits()).count() as u32,
            headed,
            rows: sheet.rows - u32::from(headed),
            columns: columns.collect(),
            fields: fields_in_groups(wanted),
        })
    }

    /// Takes in what the columns of a table hold. A table of which nothing is taken over is passed over.
    pub fn map_columns(&mut self, said: &ColumnMapping) -> Counts {
        let file = self.files.get_mut(said.number as usize);
        if let Some(File { source, place, table: Some(table), .. }) = file.filter(|file| file.waits()) {
            let fields: Vec<Field> = said.fields.iter().map(|field| field_of(field, &said.custom_fields)).collect();
            let mapping = Mapping::new(&fields, &table.sheet.headings(said.headed)).with_custom(&said.custom_fields);
            if mapping.is_empty() {
                place.position = source.len();
            } else if said.headed {
                let mut rows = records_from(source, table.sheet.delimiter, table.sheet.first);
                while rows.next().is_some_and(|row| row.is_blank()) {}
                *place = rows.place();
            }
            table.said = Some((said.headed, said.fields.clone()));
            table.mapping = Some(mapping);
        }
        self.counts()
    }

    /// Reads at most so many rows; answers how many of them there were not.
    pub(super) fn read_rows(&mut self, file: &mut File, mut count: usize) -> usize {
        let File { source, place, table: Some(Table { sheet, mapping: Some(mapping), cards, .. }), .. } = file else {
            return count;
        };
        let mut rows = records_from(source, sheet.delimiter, *place);
        while count > 0 {
            let Some(row) = rows.next() else {
                // Empty lines at the end are none.
                place.position = source.len();
                return count;
            };
            count -= 1;
            if row.is_blank() {
                continue;
            }
            let Some(card) = mapping.card(&row) else {
                let finding = Finding { line: row.line, kind: FindingKind::NoCell };
                self.unreadable.push(Refused { file: self.reading, from: row.from, to: row.to, finding });
                continue;
            };
            let from = cards.len();
            cards.extend_from_slice(card.as_bytes());
            let part = Part::Card(Card::again(card.as_bytes(), row.line));
            self.take(self.reading, part, (from, cards.len()));
        }
        *place = rows.place();
        count
    }
}

fn has_same_heads(one: &Sheet, other: &Sheet) -> bool {
    one.columns.len() == other.columns.len()
        && one.columns.iter().zip(&other.columns).all(|(one, other)| one.head == other.head)
}

/// What the columns hold by guess: a heading may be the name of a custom field.
fn guess(sheet: &Sheet, headed: bool, custom_fields: &[CustomField]) -> Vec<ColumnField> {
    let guessed = sheet.guess(headed).into_iter().zip(sheet.headings(headed));
    let custom = |heading: &str| {
        let is = |field: &&CustomField| field.key.as_str() == heading || field.label.says(heading);
        custom_fields.iter().find(is).map(|field| ColumnField::custom(&field.key))
    };
    let column = |(field, heading): (Field, String)| match field {
        Field::LeaveOut => custom(heading.trim()).unwrap_or_else(ColumnField::leave_out),
        field => ColumnField(field.key().to_owned()),
    };
    guessed.map(column).collect()
}

/// What a word stands for.
fn field_of(word: &ColumnField, custom_fields: &[CustomField]) -> Field {
    let custom = || custom_fields.iter().position(|field| ColumnField::custom(&field.key) == *word);
    let custom = || custom().and_then(|place| u16::try_from(place).ok()).map(Field::Custom);
    Field::of_key(&word.0).or_else(custom).unwrap_or(Field::LeaveOut)
}

/// What a column can hold, in groups.
fn fields_in_groups(wanted: &TableRequest) -> Vec<(String, Vec<(ColumnField, String)>)> {
    let language = wanted.language;
    let mut groups: Vec<(String, Vec<(ColumnField, String)>)> = Vec::new();
    for (_, group, key, english, german) in FIELDS {
        let name = if language == Language::De { german } else { english };
        let field = (ColumnField(key.to_owned()), name.to_owned());
        match groups.last_mut().filter(|(known, _)| known == group.name(language)) {
            Some((_, fields)) => fields.push(field),
            None => groups.push((group.name(language).to_owned(), vec![field])),
        }
    }
    if !wanted.custom_fields.is_empty() {
        let name = if language == Language::De { "Eigene Felder" } else { "Custom fields" };
        let field = |field: &CustomField| (ColumnField::custom(&field.key), field.label.text(language).to_owned());
        groups.push((name.to_owned(), wanted.custom_fields.iter().map(field).collect()));
    }
    groups
}

#[cfg(test)]
mod tests;
