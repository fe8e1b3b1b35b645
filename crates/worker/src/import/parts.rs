//! The parts in which an import is stored.

use calling_card_api::imports::{ImportedOrganization, ImportedPerson, Seen, SeenOrganization};
use calling_card_api::worker::{Fate, Part, PartRequest, Subject};
use calling_card_contact::{Image, Prefer, field_changes, merge, with_fields};
use calling_card_vcard::{content_uid, person_of};

use super::compare::leave_out_known;
use super::take::large_picture;
use super::{Entry, Import, Whom};

/// Most cards, and most bytes of cards, that are stored at once.
const PART: usize = 100;
const PART_BYTES: usize = 2_000_000;

impl Import {
    /// The next part to be stored. Where it begins and ends depends on the files alone, so that an import that was interrupted
    /// has the same parts when it goes on.
    pub fn part(&self, wanted: &PartRequest) -> Part {
        let next = self.part_end(wanted);
        let people = (wanted.from as usize..next).filter_map(|index| self.imported(index, &wanted.tags)).collect();
        let organizations =
            (wanted.from as usize..next).filter_map(|index| self.imported_organization(index)).collect();
        Part { people, organizations, next: next as u32 }
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
        let entries = (wanted.from as usize..next).flat_map(|number| self.cards_of(number));
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
        let entry = self.entry_to_store(number, Subject::Person)?;
        let mut imported = self.person(number)?;
        if let Some(Whom::Person(known)) = &entry.known {
            leave_out_known(&mut imported, known);
        }
        let mut said = imported.person;
        let missing: Vec<String> = tags.iter().filter(|tag| !said.tags.contains(tag)).cloned().collect();
        said.tags.extend(missing);
        let Some(Whom::Person(known)) = &entry.known else {
            if said.uid.is_empty() {
                said.uid = content_uid(&self.card(entry));
            }
            return Some(ImportedPerson { person: said, notes: imported.notes, known: None });
        };
        let before = &known.person.content;
        let after = merge(before.clone(), said, Prefer::Said);
        let fields = field_changes(before, &after).into_iter().map(|change| change.field);
        let fields: Vec<String> = fields.filter(|field| !entry.left_out.contains(field)).collect();
        Some(ImportedPerson {
            person: with_fields(before, &after, &fields),
            notes: imported.notes.into_iter().filter(|note| !known.notes.contains(note)).collect(),
            known: Some(Seen { id: known.person.id, version: known.person.version }),
        })
    }

    /// A card's organization as it is to be stored; none where nothing is to be.
    fn imported_organization(&self, number: usize) -> Option<ImportedOrganization> {
        let entry = self.entry_to_store(number, Subject::Organization)?;
        let Some(Whom::Organization(known)) = &entry.known else {
            return Some(ImportedOrganization { organization: self.organization(number)?, known: None });
        };
        let record = &known.organization;
        Some(ImportedOrganization {
            organization: self.organization_after(number, known),
            known: Some(SeenOrganization { id: record.id, version: record.version }),
        })
    }

    fn entry_to_store(&self, number: usize, subject: Subject) -> Option<&Entry> {
        let settled = |entry: &&Entry| matches!(entry.row.fate, Fate::SameAs(_) | Fate::Unchanged | Fate::Tag(_));
        self.entries.get(number).filter(|entry| entry.row.subject == subject && !settled(entry))
    }
}
