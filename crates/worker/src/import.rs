//! An import while it is being looked at: the files, and what is to become of each card.

mod compare;
mod parts;
mod show;
mod take;

use std::collections::HashMap;

use calling_card_api::imports::{KnownOrganization, KnownPerson};
use calling_card_api::worker::{Counts, Fate, Row};
use calling_card_contact::{Duplicates, Image, Organization, Prefer, merge, merge_organization};
use calling_card_vcard::{
    Card, Finding, Imported, Place, decode_file, organization_of, parts_from, person_of, storable,
};

use take::is_large;

/// All of it.
#[derive(Default)]
pub struct Import {
    files: Vec<File>,
    /// Which file is being read.
    reading: usize,
    entries: Vec<Entry>,
    unreadable: Vec<Refused>,
    duplicates: Duplicates,
    /// The groups in which somebody of this key is, by the numbers of their cards.
    groups: HashMap<String, Vec<usize>>,
}

struct File {
    name: String,
    source: Vec<u8>,
    /// How far it is read.
    place: Place,
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
    known: Option<Known>,
    left_out: Vec<String>,
    /// The card's picture, made smaller.
    image: Option<Image>,
}

/// Who is known already.
enum Known {
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
    /// Takes a file in; nothing of it is read yet.
    pub fn open(&mut self, name: String, bytes: Vec<u8>) {
        let source = match decode_file(&bytes) {
            std::borrow::Cow::Borrowed(text) if text.len() == bytes.len() => bytes,
            text => text.into_owned(),
        };
        self.files.push(File { name, source, place: Place::default() });
    }

    /// Reads so many parts more.
    pub fn read_on(&mut self, mut count: usize) -> Counts {
        while count > 0 && self.reading < self.files.len() {
            let file = &mut self.files[self.reading];
            let source = std::mem::take(&mut file.source);
            let mut parts = parts_from(&source, file.place);
            let mut from = file.place.position;
            while count > 0 {
                let Some(part) = parts.next() else { break };
                count -= 1;
                let to = parts.place().position;
                self.take(self.reading, part, (from, to));
                from = to;
            }
            let place = parts.place();
            let file = &mut self.files[self.reading];
            (file.source, file.place) = (source, place);
            if file.place.position >= file.source.len() {
                self.reading += 1;
            }
        }
        self.counts()
    }

    /// How many there are of each kind.
    pub fn counts(&self) -> Counts {
        let mut counts =
            Counts { cards: self.entries.len() as u32, unreadable: self.unreadable.len() as u32, ..Counts::default() };
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
        chosen.map(|entry| organization_of(&self.card(entry))).reduce(merge_organization)
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
        Card::again(&self.files[entry.file].source[entry.from..entry.to], entry.row.line)
    }
}

#[cfg(test)]
mod tests;
