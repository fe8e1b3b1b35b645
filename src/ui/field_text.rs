//! What the members of records are called, and what they say, in the reader's words.

use serde_json::Value;

use crate::language::t;

/// What a member of a record is called, by its JSON Pointer: `/cards/0/emails/1/address` is "Business card 1 › E-mail 2 › Address".
pub fn field_text(pointer: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    for member in pointer.split('/').skip(1) {
        match (member.parse::<usize>(), words.last_mut()) {
            (Ok(place), Some(list)) => list.push_str(&format!(" {}", place + 1)),
            _ => words.push(member_text(member).map_or_else(|| plain(member), str::to_owned)),
        }
    }
    words.join(" › ")
}

/// A name that is not known: its words.
fn plain(member: &str) -> String {
    member.replace("~1", "/").replace("~0", "~").replace('_', " ")
}

fn member_text(member: &str) -> Option<&'static str> {
    Some(match member {
        "name" => t("Name", "Name"),
        "given" | "alternative_first_name" => t("Given name", "Vorname"),
        "family" | "alternative_last_name" => t("Family name", "Nachname"),
        "additional" => t("Addition", "Zusatz"),
        "formatted" => t("Whole name", "Ganzer Name"),
        "salutation" | "alternative_salutation" => t("Salutation", "Anrede"),
        "title" | "alternative_title" => t("Title", "Titel"),
        "honorific_prefix" => t("Prefix", "Präfix"),
        "honorific_suffix" => t("Suffix", "Suffix"),
        "initials" => t("Initials", "Initialen"),
        "gender" => t("Gender", "Geschlecht"),
        "birthday" => t("Birthday", "Geburtstag"),
        "tags" => t("Tag", "Schlagwort"),
        "personality_tags" => t("Personality tag", "Persönliches"),
        "category" => t("Category", "Kategorie"),
        "text" => t("Text", "Text"),
        "important_dates" => t("Date", "Datum"),
        "social_profiles" => t("Profile", "Profil"),
        "web_addresses" | "website" => t("Website", "Webseite"),
        "organizations" | "organization" => t("Organization", "Organisation"),
        "lifecycle" => t("Stage", "Stufe"),
        "image" | "logo" => t("Picture", "Bild"),
        "cards" => t("Business card", "Visitenkarte"),
        "business" => t("Company", "Firma"),
        "positions" | "position" => t("Position", "Position"),
        "department" => t("Department", "Abteilung"),
        "emails" | "email" => t("E-mail", "E-Mail"),
        "phones" | "phone" => t("Phone", "Telefon"),
        "fax" => "Fax",
        "addresses" | "address" => t("Address", "Adresse"),
        "number" => t("Number", "Nummer"),
        "street" => t("Street", "Straße"),
        "zip" => t("Postal code", "Postleitzahl"),
        "city" => t("City", "Ort"),
        "district" => t("District", "Ortsteil"),
        "federal_state" => t("State", "Bundesland"),
        "country" => t("Country", "Land"),
        "country_code" => t("Country code", "Ländercode"),
        "post_box" => t("P.O. box", "Postfach"),
        "favourite" => t("Preferred", "Bevorzugt"),
        "private" => t("Private", "Privat"),
        "only_mine" => t("Only I see this", "Nur ich sehe das"),
        "active" => t("In use", "In Gebrauch"),
        "valid_from" => t("Valid from", "Gültig von"),
        "valid_to" => t("Valid to", "Gültig bis"),
        "place" => t("Where", "Wo"),
        "kind" => t("Kind", "Art"),
        "label" => t("Label", "Bezeichnung"),
        "role" => t("Role", "Rolle"),
        "url" => t("Web address", "Webadresse"),
        "service" => t("Network", "Netzwerk"),
        "branches" => t("Branch", "Niederlassung"),
        "vat_number" => t("VAT number", "USt-IdNr."),
        "note" => t("Note", "Notiz"),
        "customer" => t("Customer", "Kunde"),
        "contact_person" => t("Contact person", "Ansprechpartner"),
        "custom" => t("Further details", "Weitere Angaben"),
        "archived_at" => t("Archived", "Archiviert"),
        _ => return None,
    })
}

/// What a member says, in one line: texts as they are, the parts of what has parts behind each other.
pub fn value_text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(true) => t("yes", "ja").to_owned(),
        Value::Bool(false) => t("no", "nein").to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.chars().take(300).collect(),
        Value::Array(entries) => joined(entries.iter().map(value_text), "; "),
        Value::Object(members) => {
            let said = members
                .iter()
                .filter(|(name, value)| !value.is_boolean() && !matches!(name.as_str(), "id" | "e164" | "data"));
            joined(said.map(|(_, value)| value_text(value)), ", ")
        }
    }
}

fn joined(texts: impl Iterator<Item = String>, between: &str) -> String {
    texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(between)
}
