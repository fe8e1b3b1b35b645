//! The fields that a form can be built of.

use calling_card_contact::{CustomField, Field, FieldKind, FieldTarget, FormDefinition};
use serde_json::{Value, json};

use crate::language::t;

/// The kinds of fields, with what they are called.
pub(super) fn kinds() -> [(&'static str, &'static str); 14] {
    [
        ("text", t("One line", "Eine Zeile")),
        ("textarea", t("Several lines", "Mehrere Zeilen")),
        ("email", t("E-mail", "E-Mail")),
        ("phone", t("Phone", "Telefon")),
        ("url", t("Web address", "Webadresse")),
        ("select", t("Choice of one", "Auswahl: eine")),
        ("multiselect", t("Choice of several", "Auswahl: mehrere")),
        ("checkbox", t("Box to tick", "Kästchen")),
        ("date", t("Date", "Datum")),
        ("currency", t("Amount of money", "Geldbetrag")),
        ("country", t("Country", "Land")),
        ("file", t("Files", "Dateien")),
        ("hidden", t("Hidden", "Verborgen")),
        ("step", t("New step", "Neuer Schritt")),
    ]
}

/// What a kind is called.
pub(super) fn kind_name(kind: &str) -> &'static str {
    kinds().into_iter().find(|(known, _)| *known == kind).map_or("", |(_, name)| name)
}

/// The groups of fields that can be added: names by which they are known, with their labels.
pub(super) fn groups() -> Vec<(&'static str, Vec<(String, String)>)> {
    let known = FormDefinition::address().fields.into_iter();
    let person = |name: &str| !matches!(name, "company" | "street" | "zip" | "city" | "country");
    let label = |field: &calling_card_contact::Field| {
        (field.name.clone(), field.label.text(crate::language::language()).to_owned())
    };
    let (people, organizations): (Vec<_>, Vec<_>) = known.partition(|field| person(&field.name));
    let lead = [
        ("budget", t("Budget", "Budget")),
        ("start", t("Wanted start", "Gewünschter Beginn")),
        ("interest", t("Interested in", "Interesse an")),
    ];
    let tracking = [("utm_source", "utm_source"), ("utm_medium", "utm_medium"), ("utm_campaign", "utm_campaign")];
    let owned = |entries: &[(&str, &str)]| {
        entries.iter().map(|(name, label)| ((*name).to_owned(), (*label).to_owned())).collect()
    };
    vec![
        (t("Empty field", "Leeres Feld"), owned(&kinds())),
        (t("Person", "Person"), people.iter().map(label).collect()),
        (t("Organization", "Organisation"), organizations.iter().map(label).collect()),
        (t("Lead", "Lead"), owned(&lead)),
        (t("Hidden, from the page's address", "Verborgen, aus der Adresse der Seite"), owned(&tracking)),
    ]
}

/// The name, with a number where it is taken.
fn free_name(wanted: &str, taken: impl Fn(&str) -> bool) -> String {
    let names = (1..).map(|number| if number == 1 { wanted.to_owned() } else { format!("{wanted}_{number}") });
    names.into_iter().find(|name| !taken(name)).unwrap_or_default()
}

/// A field by the name under which it is offered; `taken` says which names there are.
pub(super) fn field(wanted: &str, taken: impl Fn(&str) -> bool) -> Value {
    let name = free_name(wanted, taken);
    let made = |kind: &str, en: &str, de: &str| json!({ "name": name, "label": { "en": en, "de": de }, "kind": kind, "max_length": 200 });
    if let Some(mut known) = FormDefinition::address().fields.into_iter().find(|field| field.name == wanted) {
        known.name.clone_from(&name);
        if wanted == "country" {
            known.kind = FieldKind::Country;
        }
        return serde_json::to_value(known).unwrap_or_default();
    }
    let mut field = match wanted {
        "budget" => made("currency", "Budget", "Budget"),
        "start" => made("date", "Wanted start", "Gewünschter Beginn"),
        "interest" => made("select", "I am interested in", "Ich interessiere mich für"),
        utm if utm.starts_with("utm_") => {
            let mut field = made("hidden", utm, utm);
            field["parameter"] = utm.into();
            field
        }
        kind => made(kind, "", ""),
    };
    complete(&mut field);
    field
}

/// A field that asks for a custom field.
pub(super) fn custom(custom: &CustomField, taken: impl Fn(&str) -> bool) -> Value {
    let mut made = field("text", |_| false);
    made["name"] = free_name(custom.key.as_str(), taken).into();
    made["label"] = json!(custom.label);
    made["help"] = json!(custom.description);
    ask_for(&mut made, custom);
    made
}

/// Lets a field ask for the value of a custom field: it goes there, and is of a kind that fits there.
pub(super) fn ask_for(field: &mut Value, custom: &CustomField) {
    field["target"] = json!(FieldTarget::Custom(custom.key.clone()));
    let fits = serde_json::from_value::<Field>(field.clone()).is_ok_and(|field| custom.kind.takes(&field));
    if fits {
        return;
    }
    if let (Some(field), Ok(Value::Object(kind))) = (field.as_object_mut(), serde_json::to_value(custom.kind.of_form()))
    {
        field.extend(kind);
    }
    let length = field["max_length"].as_u64().unwrap_or_default().clamp(1, u64::from(custom.kind.max_length()));
    field["max_length"] = length.into();
}

/// Gives a field what its kind needs.
pub(super) fn complete(field: &mut Value) {
    let kind = field["kind"].as_str().unwrap_or_default().to_owned();
    match kind.as_str() {
        "select" | "multiselect" if field["options"].as_array().is_none_or(Vec::is_empty) => {
            field["options"] = json!([{ "value": "a", "label": {} }]);
        }
        "currency" if field["currency"].as_str().is_none() => field["currency"] = "EUR".into(),
        "textarea" => field["max_length"] = 5000.into(),
        "hidden" | "step" => field["required"] = false.into(),
        "file" => field["target"] = Value::Null,
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use calling_card_contact::CustomKind;

    use super::*;

    #[test]
    fn a_field_is_made_to_fit_the_custom_field_that_it_asks_for() -> Result<(), serde_json::Error> {
        let custom: CustomField = serde_json::from_value(json!({
            "key": "budget", "entity": "person", "label": { "en": "Budget" }, "kind": "currency", "currency": "CHF"
        }))?;
        let mut made = field("textarea", |_| false);
        ask_for(&mut made, &custom);
        let read: Field = serde_json::from_value(made)?;
        assert!(custom.kind.takes(&read), "{read:?}");
        // What fits already is left as it is.
        let custom = CustomField { kind: CustomKind::Text, ..custom };
        let mut made = field("email", |_| false);
        ask_for(&mut made, &custom);
        assert_eq!((made["kind"].as_str(), &made["target"]), (Some("email"), &json!({ "custom": "budget" })));
        Ok(())
    }

    #[test]
    fn whatever_is_offered_is_a_field_with_a_name_of_its_own() {
        let kinds = [
            "text",
            "textarea",
            "email",
            "phone",
            "url",
            "select",
            "multiselect",
            "checkbox",
            "date",
            "currency",
            "country",
            "file",
            "hidden",
            "step",
        ];
        for wanted in kinds.into_iter().chain(["budget", "start", "interest", "utm_source", "given_name"]) {
            let made = field(wanted, |name| name == wanted);
            let read = serde_json::from_value::<Field>(made.clone());
            assert!(read.is_ok_and(|field| field.name == format!("{wanted}_2")), "{made}");
        }
    }
}
