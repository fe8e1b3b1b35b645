//! An import while it is being looked at: the files, and what is to become of each card.

mod compare;
mod parts;
mod show;
mod take;

use calling_card_api::people::KnownPerson;
use calling_card_api::worker::{Counts, Fate, Row};
use calling_card_contact::{Duplicates, Image, Prefer, merge};
use calling_card_vcard::{Card, Finding, Imported, Place, decode_file, parts_from, person_of, storable};

use take::{is_large, take};

/// All of it.
#[derive(Default)]
pub struct Import {
    files: Vec<File>,
    /// Which file is being read.
    reading: usize,
    entries: Vec<Entry>,
    unreadable: Vec<Refused>,
    duplicates: Duplicates,
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
    known: Option<Box<KnownPerson>>,
    left_out: Vec<String>,
    /// The card's picture, made smaller.
    image: Option<Image>,
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
                take(self.reading, part, (from, to), &mut self.entries, &mut self.unreadable, &mut self.duplicates);
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
            }
            counts.chosen += u32::from(row.chosen && row.fate != Fate::Unchanged);
        }
        counts
    }

    /// The person on a card and on the others of the same person, as far as they are chosen.
    fn person(&self, number: usize) -> Option<Imported> {
        let entry = self.entries.get(number)?;
        let cards = std::iter::once(entry).chain(entry.others.iter().filter_map(|other| self.entries.get(*other)));
        let mut whole: Option<Imported> = None;
        for entry in cards.filter(|entry| entry.row.chosen) {
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
        whole
    }

    fn card(&self, entry: &Entry) -> Card<'_> {
        Card::again(&self.files[entry.file].source[entry.from..entry.to], entry.row.line)
    }
}

#[cfg(test)]
mod tests;
