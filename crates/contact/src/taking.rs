//! What of a draft goes into a person: field by field, beside what is known of them.

use serde_json::Value;

use crate::identity::phone_tail;
use crate::{Part, Person, Prefer, merge, with_fields};

/// How something that was sent stands to what is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is known already: there is nothing to choose.
    Same,
    /// Nothing is known there, or it is one more of a list.
    New,
    /// Something else is known, and there is one at most.
    Differs,
}

/// Something that was sent, and can be taken.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// Where it stands in what was sent (JSON Pointer): `/name/given`, `/cards/0/emails/0`.
    pub place: String,
    /// What it belongs to.
    pub part: Part,
    /// What was sent.
    pub said: Value,
    /// What is known there; of a list, each entry in its order.
    pub known: Vec<Value>,
    /// How they stand to each other.
    pub standing: Standing,
}

impl Offer {
    /// Whether it is taken unless something else is chosen: what is empty is filled in, lists grow, and what differs is kept.
    pub fn is_taken(&self) -> bool {
        self.standing == Standing::New
    }
}

/// The lists of a card, and of a person.
const CARD_LISTS: [(&str, Part); 4] = [
    ("positions", Part::Positions),
    ("emails", Part::Emails),
    ("phones", Part::Phones),
    ("addresses", Part::Addresses),
];
const LISTS: [(&str, Part); 3] =
    [("web_addresses", Part::WebAddresses), ("social_profiles", Part::SocialProfiles), ("tags", Part::Tags)];

/// The parts of a name, in the order in which a form has them.
const NAME: [&str; 9] = [
    "salutation",
    "title",
    "honorific_prefix",
    "given",
    "additional",
    "family",
    "honorific_suffix",
    "initials",
    "formatted",
];

/// All that was sent, in the order in which a form has it.
pub fn offers(known: &Person, said: &Person) -> Vec<Offer> {
    let (known, said) = (json(known), json(said));
    let mut offers = Vec::new();
    let names = NAME.map(|member| format!("/name/{member}"));
    let others = ["gender", "birthday", "image"].map(|member| format!("/{member}"));
    offers.extend(names.into_iter().chain(others).filter_map(|place| single(&known, &said, place)));
    let known_cards = entries(&known, "/cards");
    for (at, card) in entries(&said, "/cards").into_iter().enumerate() {
        if let Some(value) = card.get("business").filter(|value| !is_empty(value)) {
            let businesses = known_cards.iter().filter_map(|card| card.get("business").cloned()).collect();
            offers.push(several(format!("/cards/{at}/business"), (Part::Company, value), businesses));
        }
        for (list, part) in CARD_LISTS {
            let pointer = format!("/{list}");
            let of_cards: Vec<Value> = known_cards.iter().flat_map(|card| entries(card, &pointer)).collect();
            for (number, value) in entries(&card, &pointer).iter().enumerate() {
                offers.push(several(format!("/cards/{at}/{list}/{number}"), (part, value), of_cards.clone()));
            }
        }
    }
    for (list, part) in LISTS {
        let pointer = format!("/{list}");
        for (number, value) in entries(&said, &pointer).iter().enumerate() {
            offers.push(several(format!("/{list}/{number}"), (part, value), entries(&known, &pointer)));
        }
    }
    let custom = said.get("custom").and_then(Value::as_object);
    for (key, value) in custom.into_iter().flatten() {
        let place = format!("/custom/{key}");
        match value {
            Value::Array(chosen) => {
                for (number, value) in chosen.iter().enumerate() {
                    let there = entries(&known, &place);
                    offers.push(several(format!("{place}/{number}"), (Part::CustomFields, value), there));
                }
            }
            _ => offers.extend(single(&known, &said, place)),
        }
    }
    offers
}

/// The person that becomes of it: `taken` are the places of what is taken. Where something else is known of which there is one at most, what
/// is taken takes its place.
pub fn taken(known: &Person, said: &Person, taken: &[String]) -> Person {
    let offers = offers(known, said);
    let mut rest = json(said);
    // From behind, so that the places of lists stay right.
    for offer in offers.iter().rev().filter(|offer| offer.standing != Standing::Same) {
        if !taken.contains(&offer.place) {
            remove(&mut rest, &offer.place);
        }
    }
    let rest: Person = serde_json::from_value(rest).unwrap_or_else(|_| said.clone());
    let merged = merge(known.clone(), rest, Prefer::Known);
    let instead: Vec<String> = offers
        .into_iter()
        .filter(|offer| offer.standing == Standing::Differs && taken.contains(&offer.place))
        .map(|offer| offer.place)
        .collect();
    with_fields(&merged, said, &instead)
}

/// Something of which a person has one at most; nothing where nothing was sent.
fn single(known: &Value, said: &Value, place: String) -> Option<Offer> {
    let said = said.pointer(&place).filter(|value| !is_empty(value))?;
    let part = match place.as_str() {
        "/image" => Part::Picture,
        custom if custom.starts_with("/custom/") => Part::CustomFields,
        place => Part::at(place, said)?,
    };
    let there = known.pointer(&place).filter(|value| !is_empty(value));
    let standing = match there {
        None => Standing::New,
        Some(there) if there == said => Standing::Same,
        Some(_) => Standing::Differs,
    };
    Some(Offer { part, said: said.clone(), known: there.cloned().into_iter().collect(), standing, place })
}

/// An entry of a list.
fn several(place: String, (part, said): (Part, &Value), known: Vec<Value>) -> Offer {
    let known: Vec<Value> = known.into_iter().filter(|value| !is_empty(value)).collect();
    let same = known.iter().any(|known| is_same(part, known, said));
    let standing = if same { Standing::Same } else { Standing::New };
    Offer { place, part, said: said.clone(), known, standing }
}

/// Whether two entries of a list say the same, as [`merge`] judges it.
fn is_same(part: Part, known: &Value, said: &Value) -> bool {
    let text = |value: &Value, member: &str| {
        value.get(member).and_then(Value::as_str).unwrap_or_default().trim().to_lowercase()
    };
    let alike = |member: &str| text(known, member) == text(said, member);
    match part {
        Part::Emails => alike("address"),
        Part::Phones => {
            let number = |value: &Value| phone_tail(&text(value, "number")).unwrap_or_else(|| text(value, "number"));
            number(known) == number(said)
        }
        Part::Positions => alike("position"),
        Part::Addresses => alike("street") && alike("city"),
        Part::WebAddresses | Part::SocialProfiles => alike("url"),
        _ => match (known.as_str(), said.as_str()) {
            (Some(known), Some(said)) => known.trim().to_lowercase() == said.trim().to_lowercase(),
            _ => known == said,
        },
    }
}

fn json(person: &Person) -> Value {
    serde_json::to_value(person).unwrap_or_default()
}

fn entries(value: &Value, place: &str) -> Vec<Value> {
    value.pointer(place).and_then(Value::as_array).cloned().unwrap_or_default()
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        _ => false,
    }
}

/// Takes something out of its place.
fn remove(value: &mut Value, place: &str) {
    let (parent, member) = place.rsplit_once('/').unwrap_or(("", place));
    match value.pointer_mut(parent) {
        Some(Value::Object(members)) => _ = members.remove(member),
        Some(Value::Array(list)) => {
            if let Some(at) = member.parse().ok().filter(|at: &usize| *at < list.len()) {
                list.remove(at);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test that cannot go on shall stop")]
mod tests {
    use serde_json::json;

    use super::*;

    fn person(value: Value) -> Person {
        serde_json::from_value(value).unwrap()
    }

    fn known() -> Person {
        person(json!({
            "name": { "given": "Maria", "family": "Curie" }, "custom": { "size": "m", "topics": ["a"] },
            "cards": [{ "business": "Sorbonne", "favourite": true, "emails": [{ "address": "m@example.com", "favourite": true }], "phones": [{ "number": "030 90182012" }] }],
        }))
    }

    fn said() -> Person {
        person(json!({
            "name": { "salutation": "Dr.", "given": "Marie", "family": "Curie" }, "custom": { "size": "l", "topics": ["a", "b"] },
            "cards": [{ "business": "sorbonne", "favourite": true, "emails": [{ "address": "M@example.com" }, { "address": "marie@example.com" }],
                        "phones": [{ "number": "+49 30 901820-12" }], "positions": [{ "position": "Professor" }] }],
            "web_addresses": [{ "url": "https://curie.example" }],
        }))
    }

    #[test]
    fn what_is_empty_is_filled_in_lists_grow_and_what_differs_is_kept() {
        let (known, said) = (known(), said());
        let offers = offers(&known, &said);
        let standing: Vec<(&str, Standing)> =
            offers.iter().map(|offer| (offer.place.as_str(), offer.standing)).collect();
        assert_eq!(
            standing,
            [
                ("/name/salutation", Standing::New),
                ("/name/given", Standing::Differs),
                ("/name/family", Standing::Same),
                ("/cards/0/business", Standing::Same),
                ("/cards/0/positions/0", Standing::New),
                ("/cards/0/emails/0", Standing::Same),
                ("/cards/0/emails/1", Standing::New),
                ("/cards/0/phones/0", Standing::Same),
                ("/web_addresses/0", Standing::New),
                ("/custom/size", Standing::Differs),
                ("/custom/topics/0", Standing::Same),
                ("/custom/topics/1", Standing::New),
            ]
        );
        let default: Vec<String> =
            offers.iter().filter(|offer| offer.is_taken()).map(|offer| offer.place.clone()).collect();
        assert_eq!(taken(&known, &said, &default), merge(known.clone(), said.clone(), Prefer::Known));
        assert_eq!(taken(&known, &said, &[]), known, "where nothing is taken, nothing changes");
        let given = taken(&known, &said, &["/name/given".to_owned(), "/custom/size".to_owned()]);
        assert_eq!((given.name.given.as_str(), given.name.salutation.as_str()), ("Marie", ""));
        assert_eq!(given.custom.get(&"size".parse().unwrap()).unwrap().text(), "l");
        assert_eq!(given.cards, known.cards);
    }

    #[test]
    fn of_nobody_all_is_new_and_can_be_left_out() {
        let (nobody, said) = (Person::default(), said());
        let all: Vec<String> = offers(&nobody, &said).into_iter().map(|offer| offer.place).collect();
        assert_eq!(taken(&nobody, &said, &all).cards.len(), 1);
        let some: Vec<String> = all.into_iter().filter(|place| !place.starts_with("/cards/0/emails")).collect();
        let made = taken(&nobody, &said, &some);
        let card = made.main_card().unwrap();
        assert_eq!((card.emails.len(), card.phones.len(), card.business.as_str()), (0, 1, "sorbonne"));
    }
}
