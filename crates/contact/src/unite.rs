//! Making one person of several: what is brought together, what is to be chosen, and what is left out.

use serde_json::Value;

use crate::capability::entries;
use crate::identity::phone_tail;
use crate::{BusinessCard, CustomValue, Part, Person, Prefer, field_changes, merge, with_fields};

/// One person who knows what all of them know; the first is the one who stays. Lists are brought together. Of what one has only once, that
/// of the first counts who says something; to choose otherwise is [`with_fields`]. Archived is who is in every one of them.
pub fn unite(people: &[Person]) -> Person {
    let mut all = people.iter().cloned();
    let Some(mut united) = all.next() else { return Person::default() };
    for mut other in all {
        let is_named = !(united.name.given.is_empty() && united.name.family.is_empty());
        if is_named {
            // How a name is written as a whole is of the person whose parts it has.
            other.name.formatted.clear();
        }
        united.archived_at = united.archived_at.filter(|_| other.archived_at.is_some());
        for place in std::mem::take(&mut other.organizations) {
            match united.organizations.iter_mut().find(|known| known.organization == place.organization) {
                Some(known) if known.role.is_empty() => known.role = place.role,
                Some(_) => {}
                None => united.organizations.push(place),
            }
        }
        for id in std::mem::take(&mut other.foreign_ids) {
            if !united.foreign_ids.contains(&id) {
                united.foreign_ids.push(id);
            }
        }
        // A card with something of its own to say stays as it is.
        let (whole, plain): (Vec<_>, Vec<_>) =
            std::mem::take(&mut other.cards).into_vec().into_iter().partition(says_more);
        other.cards = plain.into();
        united = merge(united, other, Prefer::Known);
        for mut card in whole {
            if !united.cards.iter().any(|known| says_same(known, &card)) {
                card.favourite &= united.cards.is_empty();
                united.cards.push(card);
            }
        }
        united.lifecycle.sort_by(|one, other| one.since.cmp(&other.since));
    }
    united
}

/// Whether a card says more than a business, and how its person is reached there.
fn says_more(card: &BusinessCard) -> bool {
    let plain = BusinessCard {
        id: card.id,
        favourite: card.favourite,
        business: card.business.clone(),
        phones: card.phones.clone(),
        emails: card.emails.clone(),
        positions: card.positions.clone(),
        addresses: card.addresses.clone(),
        ..BusinessCard::default()
    };
    *card != plain
}

fn says_same(one: &BusinessCard, other: &BusinessCard) -> bool {
    *one == BusinessCard { id: one.id, favourite: one.favourite, ..other.clone() }
}

/// Something of which a person has one at most, and of which several say different things.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// Where it stands in a person (JSON Pointer): `/name/given`, `/custom/size`.
    pub field: String,
    /// What each of them says; null where they say nothing.
    pub said: Vec<Value>,
    /// Whose is taken unless another is chosen.
    pub taken: usize,
}

/// What is to be chosen, where people become one, in the order in which a form has it.
pub fn choices(people: &[Person]) -> Vec<Choice> {
    const ORDER: [&str; 13] = [
        "/name/formatted",
        "/name/salutation",
        "/name/title",
        "/name/honorific_prefix",
        "/name/given",
        "/name/additional",
        "/name/family",
        "/name/honorific_suffix",
        "/name/initials",
        "/gender",
        "/birthday",
        "/image",
        "/archived_at",
    ];
    let united = unite(people);
    let mut fields: Vec<String> = Vec::new();
    for other in people.iter().skip(1) {
        let changed = people.first().map(|first| field_changes(first, other)).unwrap_or_default();
        fields.extend(changed.into_iter().map(|change| change.field));
    }
    fields.retain(|field| ORDER.contains(&field.as_str()) || is_one_text(people, field));
    fields.sort_by_key(|field| (ORDER.iter().position(|known| known == field).unwrap_or(ORDER.len()), field.clone()));
    fields.dedup();
    let choice = |field: String| {
        let said: Vec<Value> = people.iter().map(|person| member(person, &field)).collect();
        let united = member(&united, &field);
        let taken = said.iter().position(|said| *said == united).unwrap_or_default();
        Choice { field, said, taken }
    };
    fields.into_iter().map(choice).collect()
}

/// Whether a field is a custom one of which nobody has several values.
fn is_one_text(people: &[Person], field: &str) -> bool {
    let key = field.strip_prefix("/custom/").and_then(|key| key.parse().ok());
    key.is_some_and(|key| people.iter().all(|person| !matches!(person.custom.get(&key), Some(CustomValue::Chosen(_)))))
}

fn member(person: &Person, field: &str) -> Value {
    serde_json::to_value(person).ok().and_then(|whole| whole.pointer(field).cloned()).unwrap_or_default()
}

/// The person that becomes of several, with what was chosen: of whom which field is taken.
pub fn united_by(people: &[Person], chosen: &[(String, usize)]) -> Person {
    let take = |united: Person, (field, of): &(String, usize)| match people.get(*of) {
        Some(person) => with_fields(&united, person, std::slice::from_ref(field)),
        None => united,
    };
    chosen.iter().fold(unite(people), take)
}

/// Something that people say, and the one who becomes of them does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// What it belongs to.
    pub part: Part,
    /// What was said.
    pub text: String,
}

/// What people say, and the one who becomes of them does not: all of it, whatever it is. What is written in another way is not left out:
/// letters in another case, a number with a country code and without.
pub fn left_out(people: &[Person], united: &Person) -> Vec<LeftOut> {
    let plain = |place: &str, value: &Value| match value.as_str() {
        Some(text) if place.ends_with("/number") => phone_tail(text).unwrap_or_else(|| text.to_lowercase()),
        Some(text) => text.trim().to_lowercase(),
        None => value.to_string(),
    };
    let kept: std::collections::HashSet<(String, String)> =
        entries(united).into_iter().map(|entry| (plain(&entry.place, &entry.value), entry.place)).collect();
    let mut left: Vec<LeftOut> = Vec::new();
    for entry in people.iter().flat_map(entries) {
        let says_nothing = matches!(
            entry.place.as_str(),
            "/kept_properties/*/place" | "/kept_properties/*/parameters_only" | "/image/media_type"
        );
        let Some(part) = Part::at(&entry.place, &entry.value).filter(|_| !says_nothing) else { continue };
        let text = match &entry.value {
            _ if part == Part::Picture => String::new(),
            Value::String(text) => text.clone(),
            value => value.to_string(),
        };
        let said = LeftOut { part, text };
        if !kept.contains(&(plain(&entry.place, &entry.value), entry.place)) && !left.contains(&said) {
            left.push(said);
        }
    }
    left.sort_by_key(|left| left.part);
    left
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test that cannot go on shall stop")]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::Language;

    fn person(value: Value) -> Person {
        serde_json::from_value(value).unwrap()
    }

    fn two() -> [Person; 2] {
        [
            person(json!({
                "name": { "given": "Anna", "family": "Bär" }, "tags": ["VIP"], "archived_at": "2026-01-01T00:00:00Z",
                "lifecycle": [{ "stage": "Customer", "since": "2026-02-01T00:00:00Z" }],
                "organizations": [{ "organization": "0198aaaa-0000-7000-8000-000000000001" }],
                "cards": [{ "business": "ACME", "favourite": true, "emails": [{ "address": "anna@example.com" }], "phones": [{ "number": "+49 30 901820-12", "kind": "mobile" }] }],
                "custom": { "size": "m", "topics": ["a"] },
            })),
            person(json!({
                "name": { "given": "Ann", "family": "Bär", "title": "Dr.", "formatted": "Dr. Ann Bär" }, "tags": ["VIP", "Fair"], "birthday": "1980-03-04",
                "lifecycle": [{ "stage": "Lead", "since": "2026-01-01T00:00:00Z" }],
                "organizations": [{ "organization": "0198aaaa-0000-7000-8000-000000000001", "role": "Chair" }, { "organization": "0198aaaa-0000-7000-8000-000000000002" }],
                "cards": [
                    { "business": "acme", "favourite": true, "emails": [{ "address": "ANNA@example.com" }, { "address": "ann@example.com" }], "phones": [{ "number": "030 90182012" }], "positions": [{ "position": "CEO" }] },
                    { "business": "Home", "private": true, "phones": [{ "number": "0171 3920001" }] },
                ],
                "custom": { "size": "l", "topics": ["b"] },
                "foreign_ids": [{ "system": "cobra", "id": "7" }],
                "kept_properties": [{ "line": "X-FOO:bar", "place": 3 }],
            })),
        ]
    }

    #[test]
    fn lists_are_brought_together_and_nothing_is_lost() {
        let people = two();
        let united = unite(&people);
        assert_eq!(
            (united.name.given.as_str(), united.name.title.as_str(), united.name.formatted.as_str()),
            ("Anna", "Dr.", "")
        );
        assert_eq!((united.tags.len(), united.archived_at.is_none(), united.birthday.is_some()), (2, true, true));
        assert_eq!(united.lifecycle.last().unwrap().stage, "Customer");
        assert_eq!((united.organizations.len(), united.organizations[0].role.as_str()), (2, "Chair"));
        assert_eq!((united.foreign_ids.len(), united.kept_properties.len()), (1, 1));
        let cards: Vec<_> =
            united.cards.iter().map(|card| (card.business.as_str(), card.emails.len(), card.phones.len())).collect();
        assert_eq!(cards, [("ACME", 2, 1), ("Home", 0, 1)]);
        assert_eq!(united.cards.main().unwrap().business, "ACME");
        assert_eq!(unite(&[united.clone(), people[1].clone()]), united, "to unite the same again changes nothing");
        assert_eq!(unite(&people[..1]), people[0]);
    }

    #[test]
    fn what_differs_is_chosen_and_what_is_left_out_is_named() {
        let people = two();
        let choices = choices(&people);
        let fields: Vec<(&str, usize)> = choices.iter().map(|choice| (choice.field.as_str(), choice.taken)).collect();
        assert_eq!(
            fields,
            [
                ("/name/formatted", 0),
                ("/name/title", 1),
                ("/name/given", 0),
                ("/birthday", 1),
                ("/archived_at", 1),
                ("/custom/size", 0)
            ]
        );
        assert_eq!(choices[2].said, [json!("Anna"), json!("Ann")]);
        let left = |chosen: &[(String, usize)]| {
            let left = left_out(&people, &united_by(&people, chosen));
            left.into_iter().map(|left| format!("{}: {}", left.part.name(Language::En), left.text)).collect::<Vec<_>>()
        };
        let archived = "archived: 2026-01-01T00:00:00Z";
        assert_eq!(
            left(&[]),
            ["given name: Ann", "way the name is written: Dr. Ann Bär", "custom fields: l", archived]
        );
        let other: Vec<(String, usize)> = choices.iter().map(|choice| (choice.field.clone(), 1)).collect();
        assert_eq!(left(&other), ["given name: Anna", "custom fields: m", archived]);
        assert_eq!(united_by(&people, &[("/name/given".into(), 9)]), unite(&people));
        // What is not there at all is named, too.
        let all = left_out(&people, &Person::default());
        assert!(all.len() > 20 && all.iter().any(|left| left.part == Part::VcardProperties), "{all:?}");
    }
}
