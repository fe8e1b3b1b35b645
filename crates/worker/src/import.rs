//! An import while it is being looked at: the files, and what is to become of each card.

use calling_card_api::people::{ImportedPerson, KnownPerson, Seen, Strangers};
use calling_card_api::worker::{
    Choice, Counts, Details, DetailsRequest, Fate, Filter, Found, Lookup, Part as ImportPart, PartRequest, Row,
    RowsRequest, Unreadable,
};
use calling_card_contact::{
    Duplicates, KnownBy, Language, Person, Prefer, field_changes, identity_keys, merge, with_fields,
};
use calling_card_vcard::{
    Card, Finding, FindingKind, Imported, Part, Place, content_uid, decode_file, is_strict, parts_from, person_of,
    storable,
};

/// Most cards, and most bytes of cards, that are stored at once.
const PART: usize = 100;
const PART_BYTES: usize = 2_000_000;
/// Most people who are looked up at once.
const LOOKUP: usize = 100;
/// Most bytes of a text that is shown.
const SHOWN: usize = 4_000;

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
    /// Other cards of the same person, which go along with this one.
    others: Vec<usize>,
    known: Option<Box<KnownPerson>>,
    left_out: Vec<String>,
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

    /// Cards to be shown.
    pub fn rows(&self, wanted: RowsRequest) -> Vec<Row> {
        let fitting = self.entries.iter().filter(|entry| fits(wanted.filter, entry.row.fate));
        let rows = fitting.skip(wanted.skip as usize).take(wanted.count as usize);
        rows.map(|entry| Row { file: self.files[entry.file].name.clone(), ..entry.row.clone() }).collect()
    }

    /// The first parts that could not be read.
    pub fn unreadable(&self, language: Language) -> Vec<Unreadable> {
        let one = |refused: &Refused| {
            let file = &self.files[refused.file];
            Unreadable {
                file: file.name.clone(),
                line: refused.finding.line,
                reason: refused.finding.kind.sentence(language),
                text: shown(&file.source[refused.from..refused.to], 400),
            }
        };
        self.unreadable.iter().take(100).map(one).collect()
    }

    /// What could not be read, as it stands in the files.
    pub fn rest(&self) -> String {
        let raw = |refused: &Refused| {
            String::from_utf8_lossy(&self.files[refused.file].source[refused.from..refused.to]).into_owned()
        };
        self.unreadable.iter().map(raw).collect::<Vec<_>>().join("\r\n")
    }

    /// The next people who are to be looked up; none where all are.
    pub fn lookup(&self) -> Lookup {
        let open = self.entries.iter().filter(|entry| entry.row.fate == Fate::Open).take(LOOKUP);
        let (numbers, people) = open.map(|entry| (entry.row.number, entry.keys.clone())).unzip();
        Lookup { numbers, strangers: Strangers { people } }
    }

    /// Takes in who is known.
    pub fn compare(&mut self, found: Found) -> Counts {
        for (number, known) in found.numbers.into_iter().zip(found.known) {
            let fate = match &known {
                None => Fate::New,
                Some(known) => {
                    let Some(imported) = self.person(number as usize) else { continue };
                    let after = merge(known.person.content.clone(), imported.person, Prefer::Said);
                    let notes = imported.notes.iter().all(|note| known.notes.contains(note));
                    let same = notes && after == known.person.content;
                    if same { Fate::Unchanged } else { Fate::Update(known_by(&known.key)) }
                }
            };
            if let Some(entry) = self.entries.get_mut(number as usize) {
                entry.row.fate = fate;
                entry.known = known.filter(|_| fate != Fate::Unchanged).map(Box::new);
            }
        }
        self.counts()
    }

    /// A card in detail.
    pub fn details(&self, wanted: DetailsRequest) -> Details {
        let Some(entry) = self.entries.get(wanted.number as usize) else { return Details::default() };
        let card = self.card(entry);
        let mut findings = card.findings();
        if is_strict(&card) == Some(false) {
            findings.push(Finding { line: card.line, kind: FindingKind::Strict });
        }
        let (mut changes, mut notes) = (Vec::new(), Vec::new());
        if let (Some(known), Some(imported)) = (&entry.known, self.person(wanted.number as usize)) {
            let before = &known.person.content;
            changes = field_changes(before, &merge(before.clone(), imported.person, Prefer::Said));
            notes = imported.notes.into_iter().filter(|note| !known.notes.contains(note)).collect();
        }
        Details {
            changes,
            left_out: entry.left_out.clone(),
            notes,
            text: shown(card.raw, SHOWN),
            findings: findings.iter().map(|finding| (finding.line, finding.kind.sentence(wanted.language))).collect(),
        }
    }

    /// Takes in what is to be stored, and what not.
    pub fn choose(&mut self, choice: Choice) -> Counts {
        match choice {
            Choice::All { filter, chosen } => {
                let fitting = self.entries.iter_mut().filter(|entry| fits(filter, entry.row.fate));
                fitting.for_each(|entry| entry.row.chosen = chosen);
            }
            Choice::One { number, chosen } => {
                if let Some(entry) = self.entries.get_mut(number as usize) {
                    entry.row.chosen = chosen;
                }
            }
            Choice::Field { number, field, chosen } => {
                if let Some(entry) = self.entries.get_mut(number as usize) {
                    entry.left_out.retain(|known| *known != field);
                    if !chosen {
                        entry.left_out.push(field);
                    }
                }
            }
        }
        self.counts()
    }

    /// The next part to be stored. Where it begins and ends depends on the files alone, so that an import that was interrupted
    /// has the same parts when it goes on.
    pub fn part(&self, wanted: &PartRequest) -> ImportPart {
        let mut part = ImportPart { people: Vec::new(), next: wanted.from };
        let mut bytes = 0;
        for (index, entry) in self.entries.iter().enumerate().skip(wanted.from as usize).take(PART) {
            bytes += entry.to - entry.from;
            if bytes > PART_BYTES && index > wanted.from as usize {
                break;
            }
            part.next = index as u32 + 1;
            part.people.extend(self.imported(index, &wanted.tags));
        }
        part
    }

    /// A card's person as they are to be stored; nobody where nothing is to be.
    fn imported(&self, number: usize, tags: &[String]) -> Option<ImportedPerson> {
        let entry = self.entries.get(number)?;
        if matches!(entry.row.fate, Fate::SameAs(_) | Fate::Unchanged) {
            return None;
        }
        let imported = self.person(number)?;
        let mut said = imported.person;
        let missing: Vec<String> = tags.iter().filter(|tag| !said.tags.contains(tag)).cloned().collect();
        said.tags.extend(missing);
        Some(match &entry.known {
            None => ImportedPerson { person: said, notes: imported.notes, known: None },
            Some(known) => {
                let before = &known.person.content;
                let after = merge(before.clone(), said, Prefer::Said);
                let fields = field_changes(before, &after).into_iter().map(|change| change.field);
                let fields: Vec<String> = fields.filter(|field| !entry.left_out.contains(field)).collect();
                ImportedPerson {
                    person: with_fields(before, &after, &fields),
                    notes: imported.notes.into_iter().filter(|note| !known.notes.contains(note)).collect(),
                    known: Some(Seen { id: known.person.id, version: known.person.version }),
                }
            }
        })
    }

    /// The person on a card and on the others of the same person, as far as they are chosen.
    fn person(&self, number: usize) -> Option<Imported> {
        let entry = self.entries.get(number)?;
        let cards = std::iter::once(entry).chain(entry.others.iter().filter_map(|other| self.entries.get(*other)));
        let mut whole: Option<Imported> = None;
        for entry in cards.filter(|entry| entry.row.chosen) {
            let card = self.card(entry);
            let imported = storable(person_of(&card));
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
        if whole.person.uid.is_empty() && entry.known.is_none() {
            whole.person.uid = content_uid(&self.card(entry));
        }
        Some(whole)
    }

    fn card(&self, entry: &Entry) -> Card<'_> {
        Card::again(&self.files[entry.file].source[entry.from..entry.to], entry.row.line)
    }
}

/// Takes in a part of a file that was read.
fn take(
    file: usize,
    part: Part<'_>,
    (from, to): (usize, usize),
    entries: &mut Vec<Entry>,
    unreadable: &mut Vec<Refused>,
    duplicates: &mut Duplicates,
) {
    let card = match part {
        Part::Card(card) if card.is_readable() => card,
        Part::Card(card) => return unreadable.push(Refused { file, from, to, finding: card.refusal() }),
        Part::Outside(text) if text.is_blank() => return,
        Part::Outside(text) => {
            let finding = Finding { line: text.line, kind: FindingKind::Outside };
            return unreadable.push(Refused { file, from, to, finding });
        }
    };
    let person = storable(person_of(&card)).person;
    let mut keys = identity_keys(&person);
    if person.uid.is_empty() {
        keys.extend(identity_keys(&Person { uid: content_uid(&card), ..Person::default() }));
    }
    let number = entries.len();
    let first = duplicates.take(&keys);
    if let Some(known) = entries.get_mut(first) {
        known.others.push(number);
    }
    let main = person.main_card();
    let row = Row {
        number: number as u32,
        file: String::new(),
        line: card.line,
        name: person.display_name(),
        email: main.and_then(|card| card.emails.main()).map(|email| email.address.clone()).unwrap_or_default(),
        phone: main.and_then(|card| card.phones.main()).map(|phone| phone.number.clone()).unwrap_or_default(),
        business: main.map(|card| card.business.clone()).unwrap_or_default(),
        fate: if first == number { Fate::Open } else { Fate::SameAs(first as u32) },
        chosen: true,
    };
    let keys = keys.into_iter().map(|(_, key)| key).collect();
    entries.push(Entry { file, from, to, row, keys, others: Vec::new(), known: None, left_out: Vec::new() });
}

fn fits(filter: Filter, fate: Fate) -> bool {
    match filter {
        Filter::All => true,
        Filter::New => fate == Fate::New,
        Filter::Updates => matches!(fate, Fate::Update(_)),
        Filter::Unchanged => fate == Fate::Unchanged,
        Filter::Duplicates => matches!(fate, Fate::SameAs(_)),
    }
}

fn known_by(key: &str) -> KnownBy {
    match key.split(':').next() {
        Some("uid") => KnownBy::Uid,
        Some("email") => KnownBy::Email,
        _ => KnownBy::PhoneAndName,
    }
}

fn shown(raw: &[u8], bytes: usize) -> String {
    let text = String::from_utf8_lossy(raw.get(..bytes).unwrap_or(raw)).into_owned();
    if raw.len() > bytes { text + " …" } else { text }
}

#[cfg(test)]
mod tests;
