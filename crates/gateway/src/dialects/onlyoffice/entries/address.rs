//! Postal addresses: as JSON text, and as ours.

use calling_card_contact::{Address, Place, country_name, rules};
use calling_card_crm::onlyoffice::kinds::InfoType;
use calling_card_crm::onlyoffice::wire;
use serde_json::{Map, Value};

/// What an address says, of its JSON text; none where that is none.
pub(in super::super) fn address(data: &str) -> Option<wire::Address> {
    let members: Map<String, Value> = serde_json::from_str(data).ok()?;
    let text = |name: &str| match members.get(name) {
        None | Some(Value::Null) => Some(None),
        Some(Value::String(text)) => Some(Some(text.clone())),
        Some(_) => None,
    };
    Some(wire::Address {
        street: text("street")?,
        city: text("city")?,
        state: text("state")?,
        zip: text("zip")?,
        country: text("country")?,
        ..wire::Address::default()
    })
}

/// The JSON text of an address.
pub(in super::super) fn address_data(said: &wire::Address) -> String {
    let members = [
        ("street", &said.street),
        ("city", &said.city),
        ("state", &said.state),
        ("zip", &said.zip),
        ("country", &said.country),
    ];
    let member = |(name, text): (&str, &Option<String>)| (name.to_owned(), text.clone().unwrap_or_default().into());
    Value::Object(members.into_iter().map(member).collect()).to_string()
}

/// As the vendor says it: its JSON text and the number of its category.
pub(super) fn said(ours: &Address) -> (String, i64) {
    let text = |text: &str| Some(text.to_owned());
    let country = match ours.country.as_str() {
        "" => country_name(&ours.country_code, calling_card_contact::Language::En).unwrap_or_default(),
        named => named,
    };
    let said = wire::Address {
        street: text(&ours.street),
        city: text(&ours.city),
        state: text(&ours.federal_state),
        zip: text(&ours.zip),
        country: text(country),
        ..wire::Address::default()
    };
    let named = |name: &&str| ours.types.iter().any(|known| known.eq_ignore_ascii_case(name));
    let name = ["Postal", "Office", "Billing"].into_iter().find(named).unwrap_or(match ours.place {
        Place::Home => "Home",
        Place::Work => "Work",
        Place::Other => "Other",
    });
    (address_data(&said), InfoType::Address.category_number(name).unwrap_or_default())
}

/// Writes what is said into an address of ours, which may say more; whether it can be said by it.
pub(super) fn write(ours: &mut Address, data: &str, category: i64) -> bool {
    let Some(new) = address(data) else { return false };
    let (old, _) = said(ours);
    let old = address(&old).unwrap_or_default();
    let name = InfoType::Address.category_name(category).unwrap_or_default();
    ours.types.retain(|known| !["postal", "office", "billing"].contains(&known.to_ascii_lowercase().as_str()));
    ours.place = match name {
        "Home" => Place::Home,
        "Work" => Place::Work,
        "Postal" | "Office" | "Billing" => {
            ours.types.push(name.to_owned());
            Place::Other
        }
        _ => Place::Other,
    };
    for (text, said) in [
        (&mut ours.street, &new.street),
        (&mut ours.city, &new.city),
        (&mut ours.federal_state, &new.state),
        (&mut ours.zip, &new.zip),
    ] {
        text.clone_from(said.as_ref().unwrap_or(&String::new()));
    }
    if old.country.unwrap_or_default() != new.country.clone().unwrap_or_default() {
        ours.country = new.country.unwrap_or_default();
        ours.country_code.clear();
    }
    let lines = [&ours.city, &ours.federal_state, &ours.zip, &ours.country];
    let short = |text: &String| rules::line(text, rules::SHORT_TEXT).is_ok();
    !ours.is_empty() && rules::lines(&ours.street, rules::SHORT_TEXT).is_ok() && lines.into_iter().all(short)
}
