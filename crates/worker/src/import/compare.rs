//! Comparing with who is known, and choosing what is to be stored.

use calling_card_api::imports::{KnownOrganization, KnownPerson};
use calling_card_api::worker::{Choice, Counts, Fate, Found, Lookup, Subject};
use calling_card_contact::{KnownBy, Organization, Prefer, merge, merge_organization, uid_key};
use calling_card_vcard::{Imported, take_custom, take_relations};

use super::show::fits;
use super::{Entry, Import, Known};

/// Most people who are looked up at once.
const LOOKUP: usize = 100;

impl Import {
    /// Those who are to be looked up next; nobody where all are.
    pub fn lookup(&self) -> Lookup {
        let mut lookup = Lookup::default();
        for Entry { row, keys, .. } in self.entries.iter().filter(|entry| entry.row.fate == Fate::Open).take(LOOKUP) {
            let (numbers, strangers) = match row.subject {
                Subject::Organization => (&mut lookup.organizations, &mut lookup.strangers.organizations),
                Subject::Person | Subject::Group => (&mut lookup.people, &mut lookup.strangers.people),
            };
            numbers.push(row.number);
            strangers.push(keys.clone());
        }
        lookup
    }

    /// Takes in who is known.
    pub fn compare(&mut self, found: Found) -> Counts {
        self.custom_fields = found.known.custom_fields;
        for (number, known) in found.people.into_iter().zip(found.known.people) {
            let fate = match &known {
                None => Fate::New,
                Some(known) if self.would_change(number as usize, known) => Fate::Update(known_by(&known.key)),
                Some(_) => Fate::Unchanged,
            };
            self.settle(number, fate, known.map(Box::new).map(Known::Person));
        }
        for (number, known) in found.organizations.into_iter().zip(found.known.organizations) {
            let fate = match &known {
                None => Fate::New,
                Some(known) if self.organization_after(number as usize, known) == known.organization.content => {
                    Fate::Unchanged
                }
                Some(known) => Fate::Update(known_by(known.key.trim_start_matches("organization/"))),
            };
            self.settle(number, fate, known.map(Box::new).map(Known::Organization));
        }
        self.counts()
    }

    /// Forgets who is known: they are compared with the people of another CRM.
    pub fn compare_anew(&mut self) -> Counts {
        for Entry { row, known, .. } in &mut self.entries {
            if matches!(row.fate, Fate::New | Fate::Update(_) | Fate::Unchanged) {
                (row.fate, *known) = (Fate::Open, None);
            }
        }
        self.counts()
    }

    /// Whether a card says anything about a known person that is not known.
    fn would_change(&self, number: usize, known: &KnownPerson) -> bool {
        let Some(mut imported) = self.person(number) else { return false };
        leave_out_known(&mut imported, known);
        imported.notes.iter().any(|note| !known.notes.contains(note))
            || merge(known.person.content.clone(), imported.person, Prefer::Said) != known.person.content
    }

    /// A known organization with what is said about it now.
    pub(super) fn organization_after(&self, number: usize, known: &KnownOrganization) -> Organization {
        let before = known.organization.content.clone();
        let Some(mut said) = self.organization(number) else { return before };
        if known.is_called(&said.uid) {
            said.uid.clear();
        }
        take_custom(&mut said.kept_properties, &mut before.custom.clone(), &[]);
        merge_organization(before, said)
    }

    fn settle(&mut self, number: u32, fate: Fate, known: Option<Known>) {
        if let Some(entry) = self.entries.get_mut(number as usize) {
            entry.row.fate = fate;
            entry.known = known.filter(|_| fate != Fate::Unchanged);
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
}

fn known_by(key: &str) -> KnownBy {
    match key.split(':').next() {
        Some("uid") => KnownBy::Uid,
        Some("email") => KnownBy::Email,
        Some("phone") => KnownBy::PhoneAndName,
        _ => KnownBy::Name,
    }
}

/// Takes out what is known already, but not in the way that the card says it: relations, the record's key, and values of custom
/// fields that there are no more.
pub(super) fn leave_out_known(imported: &mut Imported, known: &KnownPerson) {
    let mut values = known.person.content.custom.clone();
    take_custom(&mut imported.person.kept_properties, &mut values, &[]);
    take_relations(&mut imported.person, |related| known.related.contains(&uid_key(&related.uid)));
    if known.is_called(&imported.person.uid) {
        imported.person.uid.clear();
    }
}
