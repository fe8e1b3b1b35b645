//! Bringing what is said about a person together with what is known.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::identity::phone_tail;
use crate::{Address, BusinessCard, CustomValue, CustomValues, KeptProperty, Organization, Person, Position};

/// Which of two texts holds where both say something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prefer {
    /// What is known: nothing is overwritten, what is new is added.
    Known,
    /// What is said now.
    Said,
}

/// The person as they are known, with what is said about them now. Lists only grow; to merge the same again changes nothing.
pub fn merge(mut known: Person, said: Person, prefer: Prefer) -> Person {
    let settle = |known: &mut String, said: String| {
        if known.is_empty() || (prefer == Prefer::Said && !said.is_empty()) {
            *known = said;
        }
    };
    let (name, new) = (&mut known.name, said.name);
    for (known, said) in [
        (&mut name.formatted, new.formatted),
        (&mut name.salutation, new.salutation),
        (&mut name.title, new.title),
        (&mut name.honorific_prefix, new.honorific_prefix),
        (&mut name.given, new.given),
        (&mut name.additional, new.additional),
        (&mut name.family, new.family),
        (&mut name.honorific_suffix, new.honorific_suffix),
        (&mut name.initials, new.initials),
        (&mut known.gender, said.gender),
    ] {
        settle(known, said);
    }
    if known.uid.is_empty() {
        known.uid = said.uid;
    }
    known.birthday =
        if prefer == Prefer::Said { said.birthday.or(known.birthday) } else { known.birthday.or(said.birthday) };
    known.image = if prefer == Prefer::Said { said.image.or(known.image) } else { known.image.or(said.image) };
    add(&mut known.important_dates, said.important_dates, |a, b| a == b);
    add(&mut known.social_profiles, said.social_profiles, |a, b| a.url == b.url);
    add(&mut known.web_addresses, said.web_addresses, |a, b| a.url == b.url);
    add(&mut known.tags, said.tags, |a, b| a == b);
    for tag in said.personality_tags {
        tag.add_to(&mut known.personality_tags);
    }
    add(&mut known.lifecycle, said.lifecycle, |a, b| a == b);
    add(&mut known.kept_properties, said.kept_properties, KeptProperty::says_same);
    add_custom(&mut known.custom, said.custom, prefer);
    for card in said.cards.into_vec() {
        add_card(&mut known, card);
    }
    known
}

/// The organization as it is known, with what is said about it now: texts are filled in and brought up to date, lists only grow.
pub fn merge_organization(mut known: Organization, said: Organization) -> Organization {
    let settle = |known: &mut String, said: String| {
        if !said.is_empty() {
            *known = said;
        }
    };
    for (known, said) in [
        (&mut known.vat_number, said.vat_number),
        (&mut known.email, said.email),
        (&mut known.phone, said.phone),
        (&mut known.fax, said.fax),
        (&mut known.website, said.website),
        (&mut known.note, said.note),
    ] {
        settle(known, said);
    }
    if known.uid.is_empty() {
        known.uid = said.uid;
    }
    // Spelling in upper and lower case is no other name.
    if known.name.to_lowercase() != said.name.to_lowercase() {
        settle(&mut known.name, said.name);
    }
    if said.address != Address::default() {
        known.address = said.address;
    }
    known.logo = said.logo.or(known.logo);
    known.customer |= said.customer;
    add(&mut known.social_profiles, said.social_profiles, |a, b| a.url == b.url);
    add(&mut known.branches, said.branches, |a, b| a.name == b.name);
    add(&mut known.tags, said.tags, |a, b| a == b);
    add(&mut known.kept_properties, said.kept_properties, KeptProperty::says_same);
    add_custom(&mut known.custom, said.custom, Prefer::Said);
    known
}

/// Adds values of custom fields: what was chosen is chosen still.
fn add_custom(known: &mut CustomValues, said: CustomValues, prefer: Prefer) {
    for (key, said) in said {
        match (known.get_mut(&key), said) {
            (Some(CustomValue::Chosen(known)), CustomValue::Chosen(said)) => add(known, said, |a, b| a == b),
            (Some(known), said) if prefer == Prefer::Said => *known = said,
            (Some(_), _) => {}
            (None, said) => _ = known.insert(key, said),
        }
    }
}

fn add<T>(known: &mut Vec<T>, said: Vec<T>, same: impl Fn(&T, &T) -> bool) {
    for item in said {
        if !known.iter().any(|old| same(old, &item)) {
            known.push(item);
        }
    }
}

/// Adds what is on a card: to the card of the same business (or the main one, where no business was said), else as a card of its own.
fn add_card(person: &mut Person, mut card: BusinessCard) {
    card.emails.retain(|email| !has_email(person, &email.address));
    card.phones.retain(|phone| !has_phone(person, &phone.number));
    let same = |known: &BusinessCard| known.business.to_lowercase() == card.business.to_lowercase();
    let main = || person.cards.iter().position(|known| known.favourite).or((!person.cards.is_empty()).then_some(0));
    let place = if card.business.is_empty() { main() } else { person.cards.iter().position(same) };
    // A main card without a business takes the first business that is said.
    let nameless = || main().filter(|place| person.cards.get(*place).is_some_and(|known| known.business.is_empty()));
    match place.or_else(nameless) {
        Some(place) => person.cards.update(place, |known| {
            if known.business.is_empty() {
                known.business = card.business;
            }
            for mut email in card.emails.into_vec() {
                email.favourite = false;
                known.emails.push(email);
            }
            for mut phone in card.phones.into_vec() {
                phone.favourite = false;
                known.phones.push(phone);
            }
            for mut position in card.positions.into_vec() {
                // A vCard has one department for all positions.
                let same = |old: &Position| {
                    old.position == position.position
                        && (position.department.is_empty() || old.department == position.department)
                };
                if !known.positions.iter().any(same) {
                    position.favourite = false;
                    known.positions.push(position);
                }
            }
            for mut address in card.addresses.into_vec() {
                if known.addresses.iter().all(|old| (&old.street, &old.city) != (&address.street, &address.city)) {
                    address.favourite = false;
                    known.addresses.push(address);
                }
            }
        }),
        None if !card.is_empty() => {
            card.favourite = person.cards.is_empty();
            person.cards.push(card);
        }
        None => {}
    }
}

fn has_email(person: &Person, address: &str) -> bool {
    let same = |known: &str| known.to_lowercase() == address.to_lowercase();
    person.cards.iter().flat_map(|card| card.emails.iter()).any(|email| same(&email.address))
}

fn has_phone(person: &Person, number: &str) -> bool {
    let same = |known: &str| known == number || phone_tail(known).is_some() && phone_tail(known) == phone_tail(number);
    person.cards.iter().flat_map(|card| card.phones.iter()).any(|phone| same(&phone.number))
}

/// A member of a person that would change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldChange {
    /// Where it stands in the person (JSON Pointer, RFC 6901): `/name/given`, `/cards`.
    pub field: String,
    /// What is there; null where nothing is.
    pub before: Value,
    /// What would be there.
    pub after: Value,
}

/// The members that differ, those of the name and custom fields one by one.
pub fn field_changes(before: &Person, after: &Person) -> Vec<FieldChange> {
    let (before, after) = (json(before), json(after));
    let mut changes = Vec::new();
    compare("", &before, &after, &mut changes);
    changes
}

/// The person with just these members as they are in the other one.
pub fn with_fields(person: &Person, other: &Person, fields: &[String]) -> Person {
    let (mut whole, other) = (json(person), json(other));
    for field in fields {
        // A person without custom fields has no place for them.
        if field.starts_with("/custom/") && whole.get("custom").is_none() {
            whole["custom"] = Value::Object(serde_json::Map::new());
        }
        let (parent, member) = field.rsplit_once('/').unwrap_or(("", field));
        let value = other.pointer(field).cloned();
        if let Some(members) = whole.pointer_mut(parent).and_then(Value::as_object_mut) {
            match value {
                Some(value) => members.insert(member.to_owned(), value),
                None => members.remove(member),
            };
        }
    }
    serde_json::from_value(whole).unwrap_or_else(|_| person.clone())
}

fn json(person: &Person) -> Value {
    serde_json::to_value(person).unwrap_or_default()
}

fn compare(path: &str, before: &Value, after: &Value, changes: &mut Vec<FieldChange>) {
    let empty = serde_json::Map::new();
    let [old, new] = [before, after].map(|value| value.as_object().unwrap_or(&empty));
    let mut members: Vec<&String> = old.keys().chain(new.keys()).collect();
    members.sort();
    members.dedup();
    for member in members {
        let field = format!("{path}/{member}");
        let [before, after] = [old, new].map(|of| of.get(member).cloned().unwrap_or_default());
        if matches!(field.as_str(), "/name" | "/custom") {
            compare(&field, &before, &after, changes);
        } else if before != after {
            changes.push(FieldChange { field, before, after });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Email, Name};

    fn person(given: &str, business: &str, email: &str) -> Person {
        Person {
            name: Name { given: given.into(), ..Name::default() },
            cards: vec![BusinessCard {
                business: business.into(),
                favourite: true,
                emails: vec![Email { address: email.into(), favourite: true, ..Email::default() }].into(),
                ..BusinessCard::default()
            }]
            .into(),
            ..Person::default()
        }
    }

    #[test]
    fn to_merge_the_same_again_changes_nothing() {
        let (known, said) = (person("Ann", "ACME", "a@example.com"), person("Anna", "Other", "b@example.com"));
        let merged = merge(known.clone(), said.clone(), Prefer::Said);
        assert_eq!((merged.name.given.as_str(), merged.cards.len()), ("Anna", 2));
        assert_eq!(merge(merged.clone(), said.clone(), Prefer::Said), merged);
        assert_eq!(merge(known.clone(), said, Prefer::Known).name.given, "Ann");
        assert_eq!(merge(known.clone(), known.clone(), Prefer::Said), known);
    }

    #[test]
    fn an_organization_is_filled_in_and_stays_when_the_same_is_said_again() {
        let known = Organization { name: "ACME".into(), email: "old@example.com".into(), ..Organization::default() };
        let said = Organization { name: "acme".into(), phone: "+49 30 901820".into(), ..Organization::default() };
        let merged = merge_organization(known, said.clone());
        assert_eq!((merged.name.as_str(), merged.email.as_str()), ("ACME", "old@example.com"));
        assert_eq!(merge_organization(merged.clone(), said), merged);
    }

    #[test]
    fn changes_are_chosen_one_by_one() {
        let (known, said) = (person("Ann", "ACME", "a@example.com"), person("Anna", "ACME", "b@example.com"));
        let merged = merge(known.clone(), said, Prefer::Said);
        let changes = field_changes(&known, &merged);
        assert_eq!(changes.iter().map(|change| change.field.as_str()).collect::<Vec<_>>(), ["/cards", "/name/given"]);
        let chosen = with_fields(&known, &merged, &["/name/given".to_owned()]);
        assert_eq!((chosen.name.given.as_str(), &chosen.cards), ("Anna", &known.cards));
        assert_eq!(with_fields(&known, &merged, &["/name/given".to_owned(), "/cards".to_owned()]), merged);
    }

    #[test]
    #[expect(clippy::unwrap_used, reason = "a test that cannot go on shall stop")]
    fn custom_fields_are_filled_in_and_chosen_one_by_one() -> Result<(), serde_json::Error> {
        let of = |custom| serde_json::from_value::<Person>(serde_json::json!({ "custom": custom }));
        let known = of(serde_json::json!({ "budget": "100", "topics": ["a"] }))?;
        let said = of(serde_json::json!({ "budget": "200", "topics": ["b", "a"], "size": "l" }))?;
        let merged = merge(known.clone(), said.clone(), Prefer::Known);
        assert_eq!(merged, of(serde_json::json!({ "budget": "100", "topics": ["a", "b"], "size": "l" }))?);
        assert_eq!(merge(merged.clone(), said.clone(), Prefer::Known), merged);
        assert_eq!(merge(known, said, Prefer::Said).custom.get(&"budget".parse().unwrap()).unwrap().text(), "200");
        let changes = field_changes(&Person::default(), &merged);
        let fields: Vec<&str> = changes.iter().map(|change| change.field.as_str()).collect();
        assert_eq!(fields, ["/custom/budget", "/custom/size", "/custom/topics"]);
        let chosen = with_fields(&Person::default(), &merged, &["/custom/size".to_owned()]);
        assert_eq!(chosen, of(serde_json::json!({ "size": "l" }))?);
        Ok(())
    }
}
