//! What waits is sent in order, once, and nothing of it is dropped.

use calling_card_api::{ProblemKind, Record, Version};
use calling_card_contact::{Language, Name};
use uuid::Uuid;

use super::*;

fn person(given: &str, family: &str) -> Person {
    let name = Name { given: given.into(), family: family.into(), ..Name::default() };
    Person { name, ..Person::default() }
}

fn record(version: u32, content: Person) -> PersonRecord {
    let at = Timestamp("2026-01-01T00:00:00.000Z".into());
    Record {
        id: PersonId(Uuid::from_u128(1)),
        version: Version(version),
        created_at: at.clone(),
        created_by: String::new(),
        changed_at: at,
        changed_by: String::new(),
        content,
    }
}

fn entry(key: &str, of: u128, work: Work) -> Entry {
    let at = Timestamp("2026-01-02T00:00:00.000Z".into());
    Entry {
        key: key.into(),
        person: PersonId(Uuid::from_u128(of)),
        name: String::new(),
        at,
        work,
        state: State::Waiting,
    }
}

fn edit(key: &str, of: u128, before: PersonRecord, mine: Person) -> Entry {
    entry(key, of, Work::Edit(Box::new(Edit { before, mine })))
}

fn note(key: &str, of: u128) -> Entry {
    let note = serde_json::json!({ "person": Uuid::from_u128(of), "text": "Called" });
    entry(key, of, Work::Note(NoteId(Uuid::from_u128(9)), Box::new(serde_json::from_value(note).unwrap())))
}

fn next_key(entries: &[Entry]) -> Option<&str> {
    next(entries).map(|entry| entry.key.as_str())
}

#[test]
fn what_waits_is_sent_in_order_and_what_needs_somebody_holds_up_its_person_alone() {
    let before = record(1, person("Ann", "A"));
    let mut all = vec![
        edit("1", 1, before.clone(), person("Anna", "A")),
        note("2", 1),
        edit("3", 2, before.clone(), person("Ben", "B")),
        edit("4", 1, before, person("Annie", "A")),
    ];
    assert_eq!(next_key(&all), Some("1"));
    all[0].state = State::Clash;
    assert_eq!(next_key(&all), Some("2"));
    all.remove(1);
    assert_eq!(next_key(&all), Some("3"));
    all[1].state = State::Refused(ProblemDetails::of(ProblemKind::NotFound, Language::En));
    assert_eq!(next_key(&all), None);
    all.remove(0);
    assert_eq!(next_key(&all), Some("4"));
}

#[test]
fn two_changes_of_one_person_are_one_that_begins_where_the_first_did() {
    let before = record(3, person("Ann", "A"));
    let first = edit("1", 1, before.clone(), person("Anna", "A"));
    // On the page that shows the first, and on one that does not yet.
    for shown in [person("Anna", "A"), person("Ann", "A")] {
        let mine = Person { name: Name { family: "Z".into(), ..shown.name.clone() }, ..shown.clone() };
        let new = edit("2", 1, record(3, shown), mine);
        let kept = joined(std::slice::from_ref(&first), None, new);
        assert_eq!(
            (kept.key.as_str(), kept.edit().unwrap()),
            ("1", &Edit { before: before.clone(), mine: person("Anna", "Z") })
        );
    }
    // The later word holds, and what was refused waits once more.
    let refused =
        Entry { state: State::Refused(ProblemDetails::of(ProblemKind::Invalid, Language::En)), ..first.clone() };
    let kept = joined(&[refused], None, edit("2", 1, before.clone(), person("Andrea", "A")));
    assert_eq!((&kept.edit().unwrap().mine, &kept.state), (&person("Andrea", "A"), &State::Waiting));
    // Another person's is their own, and so is one while the first is on its way.
    assert_eq!(joined(std::slice::from_ref(&first), None, edit("2", 2, before.clone(), person("Ben", "B"))).key, "2");
    assert_eq!(joined(std::slice::from_ref(&first), Some("1"), edit("2", 1, before, person("Anja", "A"))).key, "2");
}

#[test]
fn a_change_that_was_made_while_one_was_on_its_way_goes_on_from_what_was_written() {
    let before = record(1, person("Ann", "A"));
    let all = [
        edit("1", 1, before.clone(), person("Anna", "A")),
        note("2", 1),
        edit("3", 1, before.clone(), person("Annie", "A")),
        edit("4", 2, before, person("Ben", "B")),
    ];
    let written = record(2, person("Anna", "A"));
    let again = rebased(&all, "1", &written);
    assert_eq!(again.len(), 1);
    assert_eq!(
        (again[0].key.as_str(), again[0].edit().unwrap()),
        ("3", &Edit { before: written, mine: person("Annie", "A") })
    );
}

#[test]
fn what_waits_is_read_as_it_was_written() {
    let mut entry = edit("1", 1, record(1, person("Ann", "A")), person("Anna", "A"));
    entry.state = State::Refused(ProblemDetails::of(ProblemKind::Forbidden, Language::De));
    for entry in [entry, note("2", 1)] {
        let text = serde_json::to_string(&entry).unwrap();
        assert_eq!(serde_json::from_str::<Entry>(&text).unwrap(), entry);
    }
}
