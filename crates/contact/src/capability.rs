//! What a CRM can hold, and what of a person it would not keep.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{Language, Part, Person, country_code};

/// How a CRM holds a part of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Held {
    /// All of it.
    All,
    /// At most so many.
    Most(u32),
    /// As a part of one text: which word belongs to what can change.
    Joined,
    /// Some of it; of what it is, the dialect tells, and what is not kept is said before anything is saved.
    InPart,
    /// It can be read there, not written.
    ReadOnly,
}

/// That a CRM holds a part. What is not named it does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Capability {
    /// The part.
    pub part: Part,
    /// How.
    pub held: Held,
}

/// What would be lost of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Loss {
    /// The part.
    pub part: Part,
    /// How many of its entries.
    pub count: u32,
}

impl Loss {
    /// As staff read it: `phone numbers (2)`.
    pub fn words(self, language: Language) -> String {
        let name = self.part.name(language);
        if self.count > 1 { format!("{name} ({})", self.count) } else { name.to_owned() }
    }
}

/// What of a person is not there any more after they went to a CRM and came back. It is found by comparing, so that nothing can be
/// lost and not be said.
pub fn losses(before: &Person, after: &Person) -> Vec<Loss> {
    let mut lost: BTreeMap<Place, u32> = BTreeMap::new();
    let after_all = entries(after);
    let mut kept = after_all.clone();
    for entry in entries(before) {
        if let Some(found) = kept.iter().position(|kept| *kept == entry) {
            kept.swap_remove(found);
            continue;
        }
        // Of a number that is lost nothing else is said to be.
        let goes_with_it = entry.of.as_ref().is_some_and(|of| after_all.iter().all(|kept| kept.value != *of));
        match Part::at(&entry.place, &entry.value) {
            Some(Part::Kinds) if goes_with_it => {}
            Some(part) => *lost.entry(Place { part, place: entry.place }).or_default() += 1,
            None => {}
        }
    }
    let mut losses: Vec<Loss> = Vec::new();
    for (Place { part, .. }, count) in lost {
        // An address has several lines: it is lost once.
        match losses.iter_mut().find(|loss| loss.part == part) {
            Some(loss) => loss.count = loss.count.max(count),
            None => losses.push(Loss { part, count }),
        }
    }
    let cards = |person: &Person| person.cards.iter().filter(|card| !card.is_empty()).count();
    let gone = cards(before).saturating_sub(cards(after).max(1));
    if gone > 0 {
        losses.push(Loss { part: Part::OtherCards, count: gone as u32 });
    }
    losses.sort_by_key(|loss| loss.part);
    losses
}

/// A member that is lost, by its part and its place.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    part: Part,
    place: String,
}

/// One value that a person says, with its place, where lists have no numbers, and the phone number or e-mail address that it is of.
#[derive(Clone, PartialEq)]
pub(crate) struct Entry {
    pub(crate) place: String,
    pub(crate) value: Value,
    of: Option<Value>,
}

/// All that a person says.
pub(crate) fn entries(person: &Person) -> Vec<Entry> {
    let mut entries = Vec::new();
    // A person is written without fail.
    collect(&serde_json::to_value(person).unwrap_or_default(), String::new(), None, &mut entries);
    entries
}

fn collect(value: &Value, place: String, of: Option<&Value>, entries: &mut Vec<Entry>) {
    match value {
        Value::Object(members) => {
            // A country's name is said by its code, in whatever language.
            let coded = members.get("country_code").is_some_and(|code| code != "");
            let code = members.get("country").filter(|_| !coded).and_then(|name| country_code(name.as_str()?));
            let coded = coded || code.is_some();
            if let Some(code) = code {
                entries.push(Entry { place: format!("{place}/country_code"), value: code.into(), of: of.cloned() });
            }
            let of = ["number", "address"].into_iter().find_map(|name| members.get(name)).or(of);
            for (name, member) in members.iter().filter(|(name, _)| !coded || *name != "country") {
                collect(member, format!("{place}/{name}"), of, entries);
            }
        }
        Value::Array(members) => members.iter().for_each(|member| collect(member, format!("{place}/*"), of, entries)),
        Value::Null | Value::Bool(false) => {}
        Value::String(text) if text.is_empty() => {}
        value => entries.push(Entry { place, value: value.clone(), of: of.cloned() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{BusinessCard, Email, Phone};

    fn phone(number: &str) -> Phone {
        Phone { number: number.into(), ..Phone::default() }
    }

    #[test]
    fn what_is_missing_is_counted_by_its_part() {
        let mut before = Person { gender: "F".into(), ..Person::default() };
        before.name.given = "Marie".into();
        before.cards.push(BusinessCard {
            phones: vec![phone("1"), phone("2"), phone("3")].into(),
            emails: vec![Email { address: "m@example.com".into(), ..Email::default() }].into(),
            ..BusinessCard::default()
        });
        before.cards.push(BusinessCard { business: "ACME".into(), ..BusinessCard::default() });
        let mut after = before.clone();
        assert_eq!(losses(&before, &after), []);
        after.gender.clear();
        after.cards = vec![BusinessCard { phones: vec![phone("2")].into(), ..BusinessCard::default() }].into();
        let lost: Vec<_> = losses(&before, &after).into_iter().map(|loss| loss.words(Language::En)).collect();
        assert_eq!(lost, ["gender", "further business cards", "company", "e-mail addresses", "phone numbers (2)"]);
    }
}
