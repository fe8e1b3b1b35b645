//! Taking in what was read.

use calling_card_api::worker::{Fate, Row, Subject as RowSubject};
use calling_card_contact::{KeptProperty, Organization, Person, rules, uid_key};
use calling_card_vcard::{Content, Finding, FindingKind, Group, Part, glance_of};

use super::{Entry, Import, Refused};

impl Import {
    /// Takes in a part of a file that was read.
    pub(super) fn take(&mut self, file: usize, part: Part<'_>, (from, to): (usize, usize)) {
        let refused = |finding| Refused { file, from, to, finding };
        let card = match part {
            Part::Card(card) => card,
            Part::Outside(text) if text.is_blank() => return,
            Part::Outside(text) => {
                return self.unreadable.push(refused(Finding { line: text.line, kind: FindingKind::Outside }));
            }
        };
        let Some(content) = glance_of(&card) else { return self.unreadable.push(refused(card.refusal())) };
        let number = self.entries.len();
        let keys = content.keys(&card);
        let mut entry = match content {
            Content::Person(imported) => of_person(imported.person),
            Content::Organization(organization) => of_organization(*organization),
            Content::Group(group) => self.of_group(number, group),
        };
        let first = self.duplicates.take(&keys);
        if let Some(known) = self.entries.get_mut(first) {
            known.others.push(number);
            entry.row.fate = Fate::SameAs(first as u32);
            self.open_again(first);
        }
        (entry.file, entry.from, entry.to, entry.keys) = (file, from, to, keys);
        (entry.row.number, entry.row.line) = (number as u32, card.line);
        self.entries.push(entry);
    }

    /// A group: its name becomes a tag of its members, who are compared anew.
    fn of_group(&mut self, number: usize, group: Group) -> Entry {
        for key in group.members.iter().map(|member| uid_key(member)) {
            if let Some(member) = self.duplicates.find(&key) {
                self.open_again(member);
            }
            self.groups.entry(key).or_default().push(number);
        }
        let row = Row { name: group.name, subject: RowSubject::Group, fate: Fate::Tag(0), ..Row::default() };
        Entry::new(row)
    }

    /// More is said of this one, who is compared anew.
    fn open_again(&mut self, number: usize) {
        if let Some(entry) = self.entries.get_mut(number).filter(|entry| !matches!(entry.row.fate, Fate::SameAs(_))) {
            entry.row.fate = Fate::Open;
            self.compared = self.compared.min(number);
        }
    }
}

fn of_person(person: Person) -> Entry {
    let main = person.main_card();
    let row = Row {
        name: person.display_name(),
        email: main.and_then(|card| card.emails.main()).map(|email| email.address.clone()).unwrap_or_default(),
        phone: main.and_then(|card| card.phones.main()).map(|phone| phone.number.clone()).unwrap_or_default(),
        business: main.map(|card| card.business.clone()).unwrap_or_default(),
        ..Row::default()
    };
    Entry { large_picture: large_picture(&person).is_some(), ..Entry::new(row) }
}

fn of_organization(organization: Organization) -> Entry {
    let Organization { name, email, phone, .. } = organization;
    Entry::new(Row { name, email, phone, subject: RowSubject::Organization, ..Row::default() })
}

/// The address of a picture (`data:`) that the model had to keep as a line, because it is too large.
pub(super) fn large_picture(person: &Person) -> Option<String> {
    let kept =
        person.kept_properties.iter().find(|kept| is_large(kept) && kept.name().eq_ignore_ascii_case("PHOTO"))?;
    let (head, data) = kept.line.rsplit_once([',', ':'])?;
    let head = head.to_ascii_lowercase();
    let kind = ["png", "gif", "webp"].into_iter().find(|kind| head.contains(kind)).unwrap_or("jpeg");
    Some(format!("data:image/{kind};base64,{data}"))
}

/// Whether a line is too long to be stored.
pub(super) fn is_large(kept: &KeptProperty) -> bool {
    kept.line.len() > rules::IMAGE as usize
}
