//! An import while it is being looked at: the files, and what is to become of each card.

use calling_card_api::people::{ImportedPerson, KnownPerson, Seen, Strangers};
use calling_card_api::worker::{
    Choice, Counts, Details, DetailsRequest, Fate, Filter, Found, Lookup, Part as ImportPart, PartRequest, Row,
    RowsRequest, Unreadable,
};
use calling_card_contact::{
    Duplicates, Image, KeptProperty, KnownBy, Language, Person, Prefer, field_changes, identity_keys, merge, rules,
    with_fields,
};
use calling_card_vcard::table::csv_line;
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

    /// What becomes of each card, as a table.
    pub fn report(&self, language: Language) -> String {
        let says =
            |english: &str, german: &str| if language == Language::De { german.to_owned() } else { english.to_owned() };
        let heading = [says("File", "Datei"), says("Line", "Zeile"), says("Name", "Name"), says("Outcome", "Ergebnis")];
        let mut text = csv_line(&heading);
        for Entry { file, row, .. } in &self.entries {
            let outcome = match row.fate {
                _ if !row.chosen => says("left out", "ausgelassen"),
                Fate::New => says("new", "neu"),
                Fate::Update(_) => says("brought up to date", "auf den neuesten Stand gebracht"),
                Fate::Unchanged => says("as it was", "unverändert"),
                Fate::SameAs(number) => {
                    let line = self.entries.get(number as usize).map_or(0, |first| first.row.line);
                    format!("{} {line}", says("same person as in line", "dieselbe Person wie in Zeile"))
                }
                Fate::Open => says("not stored", "nicht gespeichert"),
            };
            text += &csv_line(&[self.files[*file].name.clone(), row.line.to_string(), row.name.clone(), outcome]);
        }
        for refused in &self.unreadable {
            let reason = refused.finding.kind.sentence(language);
            let outcome = format!("{}: {reason}", says("not readable", "nicht lesbar"));
            text += &csv_line(&[
                self.files[refused.file].name.clone(),
                refused.finding.line.to_string(),
                String::new(),
                outcome,
            ]);
        }
        text
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
        let next = self.part_end(wanted);
        let people = (wanted.from as usize..next).filter_map(|index| self.imported(index, &wanted.tags)).collect();
        ImportPart { people, next: next as u32 }
    }

    /// The number of the first card after a part.
    fn part_end(&self, wanted: &PartRequest) -> usize {
        let (from, mut bytes) = (wanted.from as usize, 0);
        let fits = |entry: &&Entry| {
            bytes += entry.to - entry.from;
            bytes <= PART_BYTES
        };
        let count = self.entries.iter().skip(from).take(PART).take_while(fits).count();
        // One card always fits.
        (from + count.max(1)).min(self.entries.len())
    }

    /// The pictures in the next part that are too large to be stored, each with the number of its card.
    pub fn large_pictures(&self, wanted: &PartRequest) -> Vec<(u32, String)> {
        let next = self.part_end(wanted);
        let entries = self.entries.iter().take(next).skip(wanted.from as usize);
        let entries = entries.flat_map(|entry| {
            std::iter::once(entry).chain(entry.others.iter().filter_map(|other| self.entries.get(*other)))
        });
        let large = entries.filter(|entry| entry.large_picture && entry.row.chosen && entry.image.is_none());
        large
            .filter_map(|entry| Some((entry.row.number, large_picture(&person_of(&self.card(entry)).person)?)))
            .collect()
    }

    /// Takes a picture in that was made smaller.
    pub fn replace_picture(&mut self, number: u32, media_type: String, data: String) {
        if let Some(entry) = self.entries.get_mut(number as usize) {
            entry.image = Some(Image { media_type, data });
        }
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
            None => {
                if said.uid.is_empty() {
                    said.uid = content_uid(&self.card(entry));
                }
                ImportedPerson { person: said, notes: imported.notes, known: None }
            }
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
    entries.push(Entry {
        file,
        from,
        to,
        row,
        keys,
        large_picture: large_picture(&person).is_some(),
        image: None,
        others: Vec::new(),
        known: None,
        left_out: Vec::new(),
    });
}

/// The address of a picture (`data:`) that the model had to keep as a line, because it is too large.
fn large_picture(person: &Person) -> Option<String> {
    let kept =
        person.kept_properties.iter().find(|kept| is_large(kept) && kept.name().eq_ignore_ascii_case("PHOTO"))?;
    let (head, data) = kept.line.rsplit_once([',', ':'])?;
    let head = head.to_ascii_lowercase();
    let kind = ["png", "gif", "webp"].into_iter().find(|kind| head.contains(kind)).unwrap_or("jpeg");
    Some(format!("data:image/{kind};base64,{data}"))
}

/// Whether a line is too long to be stored.
fn is_large(kept: &KeptProperty) -> bool {
    kept.line.len() > rules::IMAGE as usize
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
