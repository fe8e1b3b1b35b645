#![expect(clippy::unwrap_used, reason = "a test that cannot go on shall stop")]

use serde_json::{Value, json};

use super::*;
use crate::{FormDefinition, Organization, Person};

fn field(key: &str, kind: Value) -> CustomField {
    let mut field = json!({ "key": key, "entity": "person", "label": { "en": key } });
    for (member, value) in kind.as_object().unwrap() {
        field[member] = value.clone();
    }
    serde_json::from_value(field).unwrap()
}

fn options(values: &[&str]) -> Value {
    values.iter().map(|value| json!({ "value": value, "label": { "en": value.to_uppercase() } })).collect()
}

fn fields() -> Vec<CustomField> {
    vec![
        field("nickname", json!({ "kind": "text" })),
        field("story", json!({ "kind": "textarea" })),
        field("size", json!({ "kind": "select", "options": options(&["s", "l"]) })),
        field("topics", json!({ "kind": "multiselect", "options": options(&["a", "b"]) })),
        field("budget", json!({ "kind": "currency", "currency": "EUR" })),
    ]
}

fn values(values: Value) -> CustomValues {
    serde_json::from_value(values).unwrap()
}

/// What is wrong, and how the values are kept.
fn settled(before: Value, now: Value) -> (Vec<(String, Problem)>, Value) {
    let mut now = values(now);
    let errors = settle_custom(&fields(), &values(before), &mut now);
    (errors.into_iter().map(|error| (error.field, error.problem)).collect(), serde_json::to_value(now).unwrap())
}

#[test]
fn values_are_kept_by_their_kinds() {
    let now =
        json!({ "nickname": " Al ", "story": "one\ntwo", "size": "l", "topics": ["b", "b", "a"], "budget": "12,5" });
    let kept = json!({ "nickname": "Al", "story": "one\ntwo", "size": "l", "topics": ["b", "a"], "budget": "12.5" });
    assert_eq!(settled(json!({}), now), (vec![], kept));
    // A text stands for what was chosen, and what is empty is not there.
    assert_eq!(
        settled(json!({}), json!({ "topics": "a\nb", "size": " ", "gone": "" })),
        (vec![], json!({ "topics": ["a", "b"] }))
    );
}

#[test]
fn each_error_stands_at_its_field() {
    let now = json!({
        "nickname": "a\nb", "story": "\u{0}", "size": "xl", "topics": ["a", "c"], "budget": "much", "gone": "x"
    });
    let (errors, _) = settled(json!({}), now);
    let at = |key: &str, problem| (format!("/custom/{key}"), problem);
    assert_eq!(
        errors,
        [
            at("budget", Problem::Amount),
            at("gone", Problem::Unknown),
            at("nickname", Problem::ControlCharacter),
            at("size", Problem::Option),
            at("story", Problem::ControlCharacter),
            at("topics", Problem::Option),
        ]
    );
}

#[test]
fn what_stays_as_it_was_is_kept_whatever_became_of_its_field() {
    let old = json!({ "gone": "x", "size": "xl", "topics": ["c", "a"] });
    assert_eq!(settled(old.clone(), old.clone()), (vec![], old.clone()));
    // What fits is given its shape, as what a form asked for is.
    assert_eq!(settled(json!({ "topics": "b" }), json!({ "topics": "b" })), (vec![], json!({ "topics": ["b"] })));
    // To choose one more is no reason to lose one whose option is gone; to choose that one anew is not possible.
    let more = json!({ "gone": "x", "size": "xl", "topics": ["c", "a", "b"] });
    assert_eq!(settled(old.clone(), more.clone()), (vec![], more));
    let (errors, _) = settled(old, json!({ "gone": "y", "size": "xxl", "topics": ["d"] }));
    assert_eq!(errors.len(), 3, "{errors:?}");
}

#[test]
fn too_much_is_refused_whatever_the_fields_are() {
    let long = "x".repeat(LONG_TEXT as usize + 1);
    let many: Value =
        (0..=LIST).map(|number| (format!("f{number}"), json!("x"))).collect::<serde_json::Map<_, _>>().into();
    for (custom, at) in [
        (json!({ "a": long }), "/custom/a"),
        (json!({ "a": vec!["x"; LIST as usize + 1] }), "/custom/a"),
        (json!({ "a": ["x\ny"] }), "/custom/a"),
        (many, "/custom"),
    ] {
        let person: Person = serde_json::from_value(json!({ "name": { "family": "A" }, "custom": custom })).unwrap();
        assert_eq!(person.check().iter().map(|error| error.field.as_str()).collect::<Vec<_>>(), [at]);
        let organization: Organization = serde_json::from_value(json!({ "name": "A", "custom": custom })).unwrap();
        assert_eq!(organization.check().len(), 1);
    }
    // Keys by which JSON Pointers would be led astray are none.
    assert!(serde_json::from_value::<Person>(json!({ "custom": { "a/b": "x" } })).is_err());
}

#[test]
fn a_form_may_ask_only_for_what_the_field_takes() {
    let by_key = |key: &str| fields().into_iter().find(|field| field.key.as_str() == key).unwrap().kind;
    let asked = |kind: Value| -> Field {
        let mut field = serde_json::to_value(FormDefinition::contact().fields.remove(0)).unwrap();
        for (member, value) in kind.as_object().unwrap() {
            field[member] = value.clone();
        }
        serde_json::from_value(field).unwrap()
    };
    for (key, kind, takes) in [
        ("nickname", json!({ "kind": "text" }), true),
        ("nickname", json!({ "kind": "text", "max_length": 20_000 }), false),
        ("nickname", json!({ "kind": "textarea" }), false),
        ("story", json!({ "kind": "textarea", "max_length": 20_000 }), true),
        ("size", json!({ "kind": "select", "options": options(&["l"]) }), true),
        ("size", json!({ "kind": "select", "options": options(&["l", "xl"]) }), false),
        ("size", json!({ "kind": "multiselect", "options": options(&["l"]) }), false),
        ("topics", json!({ "kind": "select", "options": options(&["a"]) }), true),
        ("budget", json!({ "kind": "currency", "currency": "EUR" }), true),
        ("budget", json!({ "kind": "currency", "currency": "CHF" }), false),
        ("budget", json!({ "kind": "text" }), false),
    ] {
        assert_eq!(by_key(key).takes(&asked(kind.clone())), takes, "{key} {kind}");
    }
}

#[test]
fn a_field_knows_what_it_needs() {
    assert!(fields().iter().all(|field| field.check().is_empty()));
    let wrong = CustomField {
        label: Localized::default(),
        kind: CustomKind::Currency { currency: "Euro".into() },
        ..fields().remove(0)
    };
    let at = |field: &CustomField| field.check().into_iter().map(|error| error.field).collect::<Vec<_>>();
    assert_eq!(at(&wrong), ["/label/en", "/currency"]);
    let wrong = CustomField { kind: CustomKind::Select { options: Vec::new() }, ..fields().remove(0) };
    assert_eq!(at(&wrong), ["/options/0/value"]);
}

#[test]
fn values_are_read_in_words() {
    let topics = fields().remove(3).kind;
    let chosen = CustomValue::Chosen(vec!["b".into(), "gone".into()]);
    assert_eq!(topics.words(&chosen, Language::En), "B, gone");
    assert_eq!(fields().remove(4).kind.words(&CustomValue::Text("12.5".into()), Language::De), "12.5 EUR");
}

#[test]
fn what_a_form_asks_is_proposed_as_a_value() {
    let mut form = FormDefinition::contact();
    form.fields[4].target = Some(crate::FieldTarget::Custom("topics".parse().unwrap()));
    form.fields[4].kind = fields().remove(3).kind.of_form();
    let name = form.fields[4].name.clone();
    let answer = crate::Answer { field: name, label: String::new(), value: "a\nb".into(), meaning: String::new() };
    assert_eq!(form.propose(&[answer]).0.custom, values(json!({ "topics": ["a", "b"] })));
    let target = serde_json::to_value(&form.fields[4].target).unwrap();
    assert_eq!(target, json!({ "custom": "topics" }));
}

#[test]
fn values_of_another_system_are_taken_where_they_fit() {
    let theirs = values(json!({
        "nickname": ["Al"], "story": ["a", "b"], "size": "L", "topics": "B\na", "budget": "much", "gone": "x"
    }));
    let taken = values(json!({ "nickname": "Al", "story": "a\nb", "size": "l", "topics": ["b", "a"] }));
    assert_eq!(fitting_custom(&fields(), &theirs), taken);
    let none = values(json!({ "nickname": ["a", "b"], "size": ["s", "l"], "topics": ["c"], "budget": [] }));
    assert_eq!(fitting_custom(&fields(), &none), CustomValues::new());
}
