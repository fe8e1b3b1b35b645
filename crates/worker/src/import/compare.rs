//! Comparing with who is known, and choosing what is to be stored.

use calling_card_api::imports::{Known, KnownOrganization, KnownPerson, Strangers};
use calling_card_api::worker::{Choice, Counts, Fate, Subject};
use calling_card_contact::{KnownBy, Organization, Prefer, merge, merge_organization, uid_key};
use calling_card_vcard::{Imported, take_custom, take_relations};

use super::show::fits;
use super::{Entry, Import, Whom};

/// Most people, or organizations, who are looked up at once, and most bytes of what they are known by.
const LOOKUP: usize = 8000;
const LOOKUP_BYTES: usize = 1_000_000;

/// How many are looked up at once: fewer while not all of them are answered, as where many are known.
pub(super) struct AtOnce(usize);

impl Default for AtOnce {
    fn default() -> Self {
        Self(LOOKUP)
    }
}

impl AtOnce {
    /// Learns of an answer: of so many it was asked, so many are answered.
    fn learn(&mut self, asked: usize, answered: usize) {
        self.0 = if answered < asked { 2 * answered.max(1) } else { 2 * self.0 }.min(LOOKUP);
    }
}

/// Whom it was asked for last: the number of the first of their cards, and how many cards they had.
#[derive(Default)]
pub(super) struct Asked {
    people: Vec<(u32, usize)>,
    organizations: Vec<(u32, usize)>,
}

impl Import {
    /// Those who are to be looked up next; nobody where all who are read are.
    pub fn lookup(&mut self) -> Strangers {
        let open = |entry: &Entry| entry.row.fate == Fate::Open;
        let first = self.entries.iter().skip(self.compared).position(open);
        self.compared = first.map_or(self.entries.len(), |first| self.compared + first);
        let (mut asked, mut strangers, mut bytes) = (Asked::default(), Strangers::default(), 0);
        for entry in self.entries.iter().skip(self.compared).filter(|entry| open(entry)).take(self.at_once.0) {
            let (numbers, strangers) = match entry.row.subject {
                Subject::Organization => (&mut asked.organizations, &mut strangers.organizations),
                Subject::Person | Subject::Group => (&mut asked.people, &mut strangers.people),
            };
            let mut keys: Vec<String> = Vec::new();
            for key in self.cards_of(entry.row.number as usize).flat_map(|entry| &entry.keys) {
                if !keys.contains(key) {
                    keys.push(key.clone());
                }
            }
            bytes += keys.iter().map(String::len).sum::<usize>();
            if bytes > LOOKUP_BYTES && !numbers.is_empty() {
                break;
            }
            numbers.push((entry.row.number, entry.others.len()));
            strangers.push(keys);
        }
        self.asked = asked;
        strangers
    }

    /// Takes in who of them is known.
    pub fn compare(&mut self, known: Known) -> Counts {
        let asked = std::mem::take(&mut self.asked);
        self.at_once
            .learn(asked.people.len() + asked.organizations.len(), known.people.len() + known.organizations.len());
        self.custom_fields = known.custom_fields;
        self.nobody = known.nobody;
        for (place, known) in asked.people.into_iter().zip(known.people) {
            let Some(number) = self.as_asked(place) else { continue };
            let fate = match &known {
                None => Fate::New,
                Some(known) if self.would_change(number, known) => Fate::Update(known_by(&known.key)),
                Some(_) => Fate::Unchanged,
            };
            self.settle(number, fate, known.map(Box::new).map(Whom::Person));
        }
        for (place, known) in asked.organizations.into_iter().zip(known.organizations) {
            let Some(number) = self.as_asked(place) else { continue };
            let fate = match &known {
                None => Fate::New,
                Some(known) if self.organization_after(number, known) == known.organization.content => Fate::Unchanged,
                Some(known) => Fate::Update(known_by(known.key.trim_start_matches("organization/"))),
            };
            self.settle(number, fate, known.map(Box::new).map(Whom::Organization));
        }
        self.settle_strangers();
        self.counts()
    }

    /// Where nobody is known, all are new.
    pub(super) fn settle_strangers(&mut self) {
        if self.nobody {
            let open = self.entries.iter_mut().skip(self.compared).filter(|entry| entry.row.fate == Fate::Open);
            open.for_each(|entry| entry.row.fate = Fate::New);
            self.compared = self.entries.len();
        }
    }

    /// The number of somebody of whom no more cards were read since it was asked for them.
    fn as_asked(&self, (number, others): (u32, usize)) -> Option<usize> {
        let entry = self.entries.get(number as usize)?;
        (entry.others.len() == others).then_some(number as usize)
    }

    /// Forgets who is known: they are compared with the people of another CRM.
    pub fn compare_anew(&mut self) -> Counts {
        for Entry { row, known, .. } in &mut self.entries {
            if matches!(row.fate, Fate::New | Fate::Update(_) | Fate::Unchanged) {
                (row.fate, *known) = (Fate::Open, None);
            }
        }
        self.compared = 0;
        self.nobody = false;
        self.asked = Asked::default();
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

    fn settle(&mut self, number: usize, fate: Fate, known: Option<Whom>) {
        if let Some(entry) = self.entries.get_mut(number) {
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
