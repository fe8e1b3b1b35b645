//! Values of custom fields: of those that a portal has, by the key that its label makes.

use calling_card_contact::{CustomField, CustomKind, CustomValues, Language, Part, Person};
use calling_card_crm::Dialect;
use calling_card_crm::onlyoffice::wire;
use serde_json::{Value, json};
use uuid::Uuid;

use super::portal::{Fault, Portal};
use super::{account, refused};

fn field(id: i64, label: &str, field_type: i64, mask: &str) -> wire::CustomField {
    wire::CustomField {
        id,
        label: Some(label.into()),
        field_type,
        position: 10 - id,
        mask: Some(mask.into()),
        ..Default::default()
    }
}

/// A portal with fields of each kind.
fn portal() -> Portal {
    let mut portal = Portal::new();
    portal.fields = vec![
        field(4, "Birthdate", 5, ""),
        field(5, "Shoe size", 0, ""),
        field(6, "Story", 1, ""),
        field(7, "Colour", 2, r#"["Red","Dark blue"]"#),
        field(8, "Member", 3, ""),
        field(9, "About", 4, ""),
    ];
    portal
}

fn values(said: Value) -> CustomValues {
    serde_json::from_value(said).unwrap()
}

fn mila(custom: Value) -> Person {
    let mut person = Person { custom: values(custom), ..Person::default() };
    person.name.given = "Mila".into();
    person.name.family = "Jansen".into();
    person
}

/// The only person there: the numbers of their fields, and their values.
fn there(portal: &Portal) -> Vec<(i64, String)> {
    let fields = portal.stored.values().flat_map(|one| one.contact.custom_fields.iter().flatten());
    fields.map(|field| (field.id, field.field_value.clone().unwrap_or_default())).collect()
}

#[test]
fn values_are_made_with_their_person_and_read_back() {
    let mut portal = portal();
    let said = mila(json!({ "shoe-size": "42", "story": "a\nb", "colour": "red", "member": "true", "gone": "x" }));
    let made = portal.run(account().create(&said, Uuid::nil())).unwrap();
    assert_eq!(there(&portal), [(5, "42".into()), (6, "a\nb".into()), (7, "Red".into())]);
    let kept = json!({ "shoe-size": "42", "story": "a\nb", "colour": "Red" });
    assert_eq!(made.content.custom, values(kept));
    // And they are found so in a list, too.
    let listed = portal.run(account().list(&Default::default())).unwrap();
    assert_eq!(listed.people[0].content, made.content);

    // What a portal keeps of them is what it is said to.
    let fields = portal.run(Dialect::OnlyOffice.fields().unwrap().list()).unwrap();
    let fields: Vec<CustomField> = fields.into_iter().map(|field| field.content).collect();
    let labels: Vec<&str> = fields.iter().map(|field| field.label.text(Language::En)).collect();
    assert_eq!(labels, ["Colour", "Story", "Shoe size"], "in their order there");
    assert!(matches!(&fields[0].kind, CustomKind::Select { options } if options.len() == 2));
    assert_eq!(Dialect::OnlyOffice.kept_with(&said, &fields), made.content);
    let lost = Dialect::OnlyOffice.losses_with(&said, &fields);
    assert_eq!(lost.iter().map(|loss| (loss.part, loss.count)).collect::<Vec<_>>(), [(Part::CustomFields, 1)]);
    assert_eq!(Dialect::OnlyOffice.losses_with(&made.content, &fields), []);
    assert_eq!(Dialect::OnlyOffice.losses(&made.content).len(), 1, "a portal without fields keeps none");
}

#[test]
fn values_are_changed_one_by_one_and_what_is_beside_them_stays() {
    let mut portal = portal();
    let made = portal.run(account().create(&mila(json!({ "shoe-size": "42", "colour": "Red" })), Uuid::nil())).unwrap();
    let id = made.id.parse().unwrap();
    let born = wire::CustomField { field_value: Some("2020-12-08".into()), ..field(4, "Birthdate", 5, "") };
    portal.one(id).contact.custom_fields.as_mut().unwrap().insert(0, born);
    portal.heard.clear();
    let mut after = mila(json!({ "shoe-size": "43", "story": "new" }));
    after.name.family = "Smit".into();
    let changed = portal.run(account().update(&made.id, &made.content, &after)).unwrap();
    assert_eq!(changed.content, after);
    let expected = [(4, "2020-12-08"), (5, "43"), (6, "new")];
    assert_eq!(there(&portal), expected.map(|(id, value)| (id, value.to_owned())));
    let set = |line: &&String| line.starts_with("POST") && line.contains("/customfield/");
    assert_eq!(portal.heard.iter().filter(set).count(), 3, "{:?}", portal.heard);

    // Who changes none of them asks for none.
    portal.heard.clear();
    let mut tagged = after.clone();
    tagged.tags.push("vip".into());
    portal.run(account().update(&made.id, &after, &tagged)).unwrap();
    assert!(!portal.heard.iter().any(|line| line.starts_with("POST") && line.contains("customfield")));
}

#[test]
fn values_that_are_refused_on_the_way_are_taken_back() {
    for (fault, write) in [(Fault::Refused, 0), (Fault::Refused, 1), (Fault::Refused, 2), (Fault::Unheard, 2)] {
        let mut portal = portal();
        let made =
            portal.run(account().create(&mila(json!({ "shoe-size": "42", "colour": "Red" })), Uuid::nil())).unwrap();
        let before = portal.says();
        portal.writes_from_now(write, fault);
        let after = mila(json!({ "shoe-size": "43", "story": "new" }));
        let outcome = portal.run(account().update(&made.id, &made.content, &after));
        assert_eq!(portal.says(), before, "{write}");
        if fault == Fault::Refused {
            let place = ["/custom/shoe-size", "/custom/story", "/custom/colour"][write];
            assert_eq!(refused(outcome).fields, [(place.to_owned(), "No.".to_owned())]);
        } else {
            assert!(matches!(outcome, Err(calling_card_crm::Error::TakenBack(_))), "{outcome:?}");
        }
    }
}

#[test]
fn definitions_are_made_there_alone() {
    let fields = Dialect::OnlyOffice.fields().unwrap();
    assert!(!fields.can_be_defined() && Dialect::Samdock.fields().unwrap().can_be_defined());
    let mut portal = portal();
    let known = portal.run(fields.list()).unwrap().remove(0);
    assert!(fields.create(&known.content, Uuid::nil()).is_err());
    assert!(fields.update(&known.id, &known.content, &known.content).is_err());
    assert!(fields.delete(&known.id, &known.content).is_err() && fields.restore(&Value::Null).is_err());
}
