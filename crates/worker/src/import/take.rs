//! Taking in what was read.

use calling_card_api::worker::{Fate, Row, Subject as RowSubject};
use calling_card_contact::{KeptProperty, Organization, Person, import_keys, organization_keys, rules, uid_key};
use calling_card_vcard::{
    Card, Finding, FindingKind, Group, Part, Subject, content_uid, organization_of, person_of, storable, subject,
};

use super::{Entry, Import, Refused};

impl Import {
    /// Takes in a part of a file that was read.
    pub(super) fn take(&mut self, file: usize, part: Part<'_>, (from, to): (usize, usize)) {
        let card = match part {
            Part::Card(card) if card.is_readable() => card,
            Part::Card(card) => return self.unreadable.push(Refused { file, from, to, finding: card.refusal() }),
            Part::Outside(text) if text.is_blank() => return,
            Part::Outside(text) => {
                let finding = Finding { line: text.line, kind: FindingKind::Outside };
                return self.unreadable.push(Refused { file, from, to, finding });
            }
        };
        let number = self.entries.len();
        let (mut entry, keys) = match subject(&card) {
            Subject::Person => of_person(&card),
            Subject::Organization => of_organization(&organization_of(&card)),
            Subject::Group(group) => self.of_group(number, group),
        };
        let first = self.duplicates.take(&keys);
        if let Some(known) = self.entries.get_mut(first) {
            known.others.push(number);
            entry.row.fate = Fate::SameAs(first as u32);
        }
        (entry.file, entry.from, entry.to, entry.keys) = (file, from, to, keys);
        (entry.row.number, entry.row.line) = (number as u32, card.line);
        self.entries.push(entry);
    }

    /// A group: its name becomes a tag of its members, who are compared anew.
    fn of_group(&mut self, number: usize, group: Group) -> (Entry, Vec<String>) {
        let members: Vec<String> = group.members.iter().map(|member| uid_key(member)).collect();
        for key in members {
            if let Some(entry) = self.duplicates.find(&key).and_then(|member| self.entries.get_mut(member))
                && !matches!(entry.row.fate, Fate::SameAs(_))
            {
                entry.row.fate = Fate::Open;
            }
            self.groups.entry(key).or_default().push(number);
        }
        let row = Row { name: group.name, subject: RowSubject::Group, fate: Fate::Tag(0), ..Row::default() };
        (Entry::new(row), Vec::new())
    }
}

fn of_person(card: &Card<'_>) -> (Entry, Vec<String>) {
    let person = storable(person_of(card)).person;
    let keys = import_keys(&person, &content_uid(card));
    let main = person.main_card();
    let row = Row {
        name: person.display_name(),
        email: main.and_then(|card| card.emails.main()).map(|email| email.address.clone()).unwrap_or_default(),
        phone: main.and_then(|card| card.phones.main()).map(|phone| phone.number.clone()).unwrap_or_default(),
        business: main.map(|card| card.business.clone()).unwrap_or_default(),
        ..Row::default()
    };
    (Entry { large_picture: large_picture(&person).is_some(), ..Entry::new(row) }, keys)
}

fn of_organization(organization: &Organization) -> (Entry, Vec<String>) {
    let row = Row {
        name: organization.name.clone(),
        email: organization.email.clone(),
        phone: organization.phone.clone(),
        subject: RowSubject::Organization,
        ..Row::default()
    };
    (Entry::new(row), organization_keys(organization))
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
