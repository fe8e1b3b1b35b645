//! An import while it is being looked at: the files, and what is to become of each card.

mod archive;
mod compare;
mod content;
mod parts;
mod show;
mod table;
mod take;
mod warm_up;

use std::collections::HashMap;

use calling_card_api::imports::{KnownOrganization, KnownPerson};
use calling_card_api::worker::{Counts, Fate, Row};
use calling_card_contact::{
    CustomEntity, CustomField, Duplicates, Image, Organization, Person, Prefer, merge, merge_organization,
};
use calling_card_vcard::{
    Card, Finding, Imported, Place, decode_file, organization_of, parts_from, person_of, storable, take_custom,
};

use archive::{Member, UNPACKED, unpack};
use compare::{Asked, AtOnce};
use content::{Content, Problem};
use table::Table;
use take::is_large;
pub use warm_up::warm_up;

/// All of it.
#[derive(Default)]
pub struct Import {
    files: Vec<File>,
    /// Which file is being read.
    reading: usize,
    entries: Vec<Entry>,
    unreadable: Vec<Refused>,
    /// Files of which nothing is read.
    refused: Vec<(String, Problem)>,
    duplicates: Duplicates,
    /// How many bytes came out of archives.
    unpacked: u64,
    /// The custom fields that there are, as far as it was asked who is known.
    custom_fields: Vec<CustomField>,
    /// The groups in which somebody of this key is, by the numbers of their cards.
    groups: HashMap<String, Vec<usize>>,
    /// So many of the first cards are compared.
    compared: usize,
    asked: Asked,
    at_once: AtOnce,
    /// Whether there is nobody at all with whom they could be compared.
    nobody: bool,
}

#[derive(Default)]
struct File {
    name: String,
    source: Vec<u8>,
    /// How far it is read.
    place: Place,
    /// What it is besides its text, where it is a table.
    table: Option<Table>,
}

impl File {
    /// The text in which its cards stand: a table's are made of its rows.
    fn cards(&self) -> &[u8] {
        self.table.as_ref().map_or(&self.source, |table| &table.cards)
    }

    /// Whether it is a table that waits to be told what its columns are.
    fn waits(&self) -> bool {
        self.table.as_ref().is_some_and(|table| table.mapping.is_none())
    }
}

/// A card, by its place in its file; its person is read from there whenever they are needed.
struct Entry {
    file: usize,
    from: usize,
    to: usize,
    row: Row,
    keys: Vec<String>,
    /// Whether a picture is on it that is too large to be stored.
    large_picture: bool,
    /// Other cards of the same person, which go along with this one.
    others: Vec<usize>,
    known: Option<Whom>,
    left_out: Vec<String>,
    /// The card's picture, made smaller.
    image: Option<Image>,
}

/// Who is known already.
enum Whom {
    Person(Box<KnownPerson>),
    Organization(Box<KnownOrganization>),
}

impl Entry {
    /// An entry that nothing else is said of.
    fn new(row: Row) -> Self {
        Self {
            file: 0,
            from: 0,
            to: 0,
            row: Row { chosen: true, ..row },
            keys: Vec::new(),
            large_picture: false,
            others: Vec::new(),
            known: None,
            left_out: Vec::new(),
            image: None,
        }
    }
}

struct Refused {
    file: usize,
    from: usize,
    to: usize,
    finding: Finding,
}

impl Import {
    /// Takes a file in, and what is in it where it is an archive; no card of it is read yet.
    pub fn open(&mut self, name: String, bytes: Vec<u8>) {
        // Somebody may have been made since it was asked.
        self.nobody = false;
        self.open_one(name, bytes, false);
    }

    fn open_one(&mut self, name: String, bytes: Vec<u8>, in_archive: bool) {
        let source = match decode_file(&bytes) {
            std::borrow::Cow::Borrowed(text) if text.len() == bytes.len() => bytes,
            text => text.into_owned(),
        };
        match Content::of(&name, &source, in_archive) {
            Ok(Content::Cards) => self.files.push(File { name, source, ..File::default() }),
            Ok(Content::Table) => match Table::of(&source) {
                Ok(table) => self.files.push(File { name, place: table.first(), source, table: Some(table) }),
                Err(problem) => self.refused.push((name, problem)),
            },
            Ok(Content::Archive) => self.open_archive(&name, &source),
            Err(problem) => self.refused.push((name, problem)),
        }
    }

    fn open_archive(&mut self, name: &str, bytes: &[u8]) {
        let mut room = UNPACKED.saturating_sub(self.unpacked);
        let members = unpack(bytes, &mut room);
        self.unpacked = UNPACKED - room;
        match members {
            Ok(members) => {
                for Member { name: inner, content } in members {
                    let whole = format!("{name}/{inner}");
                    match content {
                        Ok(bytes) => self.open_one(whole, bytes, true),
                        Err(problem) => self.refused.push((whole, problem)),
                    }
                }
            }
            Err(problem) => self.refused.push((name.to_owned(), problem)),
        }
    }

    /// Reads so many parts more, as far as it is known what tables hold. Files are read one after the other, so that the cards
    /// of the same files always have the same numbers.
    pub fn read_on(&mut self, mut count: usize) -> Counts {
        while count > 0 && self.files.get(self.reading).is_some_and(|file| !file.waits()) {
            let mut file = std::mem::take(&mut self.files[self.reading]);
            let left =
                if file.table.is_some() { self.read_rows(&mut file, count) } else { self.read_cards(&mut file, count) };
            let is_read = file.place.position >= file.source.len();
            self.files[self.reading] = file;
            count = left;
            self.reading += usize::from(is_read);
        }
        self.settle_strangers();
        self.counts()
    }

    /// Reads at most so many cards; answers how many of them there were not.
    fn read_cards(&mut self, file: &mut File, mut count: usize) -> usize {
        let mut parts = parts_from(&file.source, file.place);
        let mut from = file.place.position;
        while count > 0 {
            let Some(part) = parts.next() else { break };
            count -= 1;
            let to = parts.place().position;
            self.take(self.reading, part, (from, to));
            from = to;
        }
        file.place = parts.place();
        count
    }

    /// How many there are of each kind.
    pub fn counts(&self) -> Counts {
        let mut counts =
            Counts { cards: self.entries.len() as u32, unreadable: self.unreadable.len() as u32, ..Counts::default() };
        counts.refused = self.refused.len() as u32;
        counts.waits = self.files.get(self.reading).is_some_and(File::waits);
        for file in &self.files {
            counts.bytes += file.source.len() as u64;
            counts.read += file.place.position as u64;
        }
        for Entry { row, .. } in &self.entries {
            match row.fate {
                Fate::Open => counts.open += 1,
                Fate::New => counts.new += 1,
                Fate::Update(_) => counts.updates += 1,
                Fate::Unchanged => counts.unchanged += 1,
                Fate::SameAs(_) => counts.duplicates += 1,
                Fate::Tag(_) => {}
            }
            let stored = !matches!(row.fate, Fate::Unchanged | Fate::Tag(_));
            counts.chosen += u32::from(row.chosen && stored);
        }
        counts
    }

    /// The person on a card and on the others of the same person, as far as they are chosen.
    fn person(&self, number: usize) -> Option<Imported> {
        let mut whole: Option<Imported> = None;
        for entry in self.cards_of(number).filter(|entry| entry.row.chosen) {
            let card = self.card(entry);
            let mut imported = storable(person_of(&card));
            let Person { kept_properties, custom, .. } = &mut imported.person;
            take_custom(kept_properties, custom, &self.fields_of(CustomEntity::Person));
            if entry.large_picture {
                // What could not be made smaller cannot be stored.
                imported.person.kept_properties.retain(|kept| !is_large(kept));
                imported.person.image = imported.person.image.or_else(|| entry.image.clone());
            }
            whole = Some(match whole {
                None => imported,
                Some(mut known) => {
                    known.person = merge(known.person, imported.person, Prefer::Said);
                    let new: Vec<String> =
                        imported.notes.into_iter().filter(|note| !known.notes.contains(note)).collect();
                    known.notes.extend(new);
                    known
                }
            });
        }
        let mut whole = whole?;
        for group in self.groups_of(number) {
            if !whole.person.tags.contains(group) {
                whole.person.tags.push(group.clone());
            }
        }
        Some(whole)
    }

    /// The organization on a card and on the others of the same organization, as far as they are chosen.
    fn organization(&self, number: usize) -> Option<Organization> {
        let chosen = self.cards_of(number).filter(|entry| entry.row.chosen);
        let fields = self.fields_of(CustomEntity::Organization);
        let organization = |entry| {
            let mut organization = organization_of(&self.card(entry));
            take_custom(&mut organization.kept_properties, &mut organization.custom, &fields);
            organization
        };
        chosen.map(organization).reduce(merge_organization)
    }

    fn fields_of(&self, entity: CustomEntity) -> Vec<CustomField> {
        self.custom_fields.iter().filter(|field| field.entity == entity).cloned().collect()
    }

    /// A card, and the others of the same.
    fn cards_of(&self, number: usize) -> impl Iterator<Item = &Entry> {
        let entry = self.entries.get(number);
        let others = entry.into_iter().flat_map(|entry| &entry.others).filter_map(|other| self.entries.get(*other));
        entry.into_iter().chain(others)
    }

    /// The names of the groups in which somebody is, as far as they are chosen.
    fn groups_of(&self, number: usize) -> impl Iterator<Item = &String> {
        let keys = self.cards_of(number).flat_map(|entry| &entry.keys);
        let groups = keys.filter_map(|key| self.groups.get(key)).flatten().filter_map(|group| self.entries.get(*group));
        groups.filter(|group| group.row.chosen && !group.row.name.is_empty()).map(|group| &group.row.name)
    }

    fn card(&self, entry: &Entry) -> Card<'_> {
        Card::again(&self.files[entry.file].cards()[entry.from..entry.to], entry.row.line)
    }
}

#[cfg(test)]
mod tests;
