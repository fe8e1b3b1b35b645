//! Taking in what was read.

use calling_card_api::worker::{Fate, Row};
use calling_card_contact::{Duplicates, KeptProperty, Person, identity_keys, rules};
use calling_card_vcard::{Finding, FindingKind, Part, content_uid, person_of, storable};

use super::{Entry, Refused};

/// Takes in a part of a file that was read.
pub(super) fn take(
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
