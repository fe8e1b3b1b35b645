//! Touchpoints are notes; what a note has no place for is told, and stays.

use calling_card_contact::{Note, NoteThere, PersonId};
use calling_card_crm::cobra::wire::{Tag, TouchpointFields};
use calling_card_crm::{Dialect, Error, Foreign, KnownNote, Notes};
use serde_json::json;
use uuid::Uuid;

use super::tenant::{Fault, Tenant};
use super::{account, erika, refused};

const AREA: Notes = Notes::Cobra;
const ANN: &str = "507f1f77bcf86cd799439011";
const BOB: &str = "507f1f77bcf86cd799439012";

fn note(title: &str, text: &str, flagged: bool) -> Note {
    Note {
        person: PersonId(Uuid::nil()),
        title: title.into(),
        text: text.into(),
        flagged,
        category: String::new(),
        only_mine: false,
        there: None,
    }
}

/// One about two people, with what a note has no place for.
fn there(tenant: &mut Tenant) -> Foreign<KnownNote> {
    let made = tenant.run(AREA.create(&note("Call", "About the offer.", false), ANN)).unwrap();
    let fields = &mut tenant.touchpoints.get_mut(&made.id).unwrap().fields;
    *fields = TouchpointFields {
        date: Some("2026-11-20T09:00:00Z".into()),
        priority: Some("Low".into()),
        mood: Some("Good".into()),
        tags: Some(vec![Tag { id: Some("t1".into()), text: Some("Offer".into()) }]),
        people: Some(vec![ANN.into(), BOB.into()]),
        ..fields.clone()
    };
    fields.rest.insert("type".into(), json!("Phone call"));
    tenant.run(AREA.get(&made.id)).unwrap()
}

#[test]
fn what_a_note_has_no_place_for_is_told() {
    let mut tenant = Tenant::new();
    let one = there(&mut tenant);
    let beside = NoteThere {
        at: Some(calling_card_contact::Timestamp("2026-11-20T09:00:00Z".into())),
        tags: vec!["Offer".into()],
        priority: "Low".into(),
        mood: "Good".into(),
        people: Vec::new(),
    };
    assert_eq!(one.content.note, Note { there: Some(beside), ..note("Call", "About the offer.", false) });
    assert_eq!(one.content.people, [ANN, BOB]);
    let some = tenant.run(AREA.some(&["0".repeat(24), one.id.clone()])).unwrap();
    assert_eq!(some, [one], "what is gone is left out");
    assert_eq!(Dialect::Cobra.notes(), Some(AREA));
}

#[test]
fn it_is_changed_and_what_is_beside_it_stays() {
    let mut tenant = Tenant::new();
    let one = there(&mut tenant);
    let before = one.content.note.clone();
    let was = tenant.touchpoints[&one.id].fields.clone();
    let after = Note { title: String::new(), text: "Done.".into(), flagged: true, ..before.clone() };
    let now = tenant.run(AREA.update(&one.id, &before, &after)).unwrap().content;
    assert_eq!((now.note.text.as_str(), now.note.flagged, now.people.len()), ("Done.", true, 2));
    let expected = TouchpointFields {
        subject: Some(String::new()),
        text: Some("Done.".into()),
        priority: Some("High".into()),
        ..was.clone()
    };
    assert_eq!(tenant.touchpoints[&one.id].fields, expected);
    // Back, with the priority that it had.
    tenant.run(AREA.update(&one.id, &now.note, &before)).unwrap();
    assert_eq!(tenant.touchpoints[&one.id].fields, was);
    // One that had none has a plain one.
    let high = tenant.run(AREA.create(&note("", "Soon.", true), ANN)).unwrap();
    let plain = Note { flagged: false, ..high.content.note.clone() };
    tenant.run(AREA.update(&high.id, &high.content.note, &plain)).unwrap();
    assert_eq!(tenant.touchpoints[&high.id].fields.priority.as_deref(), Some("Normal"));
    // What says the same is not written.
    tenant.heard.clear();
    tenant.run(AREA.update(&one.id, &before, &before)).unwrap();
    assert!(tenant.heard.iter().all(|line| line.starts_with("GET")), "{:?}", tenant.heard);
}

#[test]
fn it_is_refused_at_its_text_and_nothing_is_done() {
    for fault in [Fault::Refused, Fault::Lost] {
        let mut tenant = Tenant::new();
        let one = there(&mut tenant);
        let was = tenant.around();
        let after = Note { text: "Other.".into(), ..one.content.note.clone() };
        tenant.writes_from_now(0, fault);
        let update = tenant.run(AREA.update(&one.id, &one.content.note, &after));
        tenant.writes_from_now(0, fault);
        let create = tenant.run(AREA.create(&after, ANN));
        tenant.writes_from_now(0, fault);
        let delete = tenant.run(AREA.delete(&one.id, ANN));
        match fault {
            Fault::Refused => {
                for outcome in [update.map(drop), create.map(drop)] {
                    assert_eq!(refused(outcome).fields, [("/text".to_owned(), "No.".to_owned())]);
                }
                assert_eq!(refused(delete).status, 400);
            }
            _ => {
                for outcome in [update.map(drop), create.map(drop), delete.map(drop)] {
                    assert!(matches!(outcome, Err(Error::Transport(_))), "{outcome:?}");
                }
            }
        }
        assert_eq!(tenant.around(), was);
    }
}

#[test]
fn it_stays_with_the_others_when_one_goes_and_comes_back() {
    let mut tenant = Tenant::new();
    let one = there(&mut tenant);
    let was = tenant.touchpoints[&one.id].clone();
    let said = tenant.run(AREA.delete(&one.id, ANN)).unwrap();
    assert_eq!(tenant.touchpoints[&one.id].fields.people.as_deref(), Some(&[BOB.to_owned()][..]));
    let back = tenant.run(AREA.restore(&said, ANN)).unwrap();
    assert_eq!((&back.id, &back.content.people), (&one.id, &vec![BOB.to_owned(), ANN.to_owned()]));

    tenant.run(AREA.delete(&one.id, BOB)).unwrap();
    let said = tenant.run(AREA.delete(&one.id, ANN)).unwrap();
    assert!(tenant.touchpoints.is_empty());
    let back = tenant.run(AREA.restore(&said, ANN)).unwrap();
    let now = &tenant.touchpoints[&back.id].fields;
    assert_eq!(
        (&now.mood, &now.tags, &now.rest, &now.date),
        (&was.fields.mood, &was.fields.tags, &was.fields.rest, &was.fields.date)
    );
    assert_eq!(now.people.as_deref(), Some(&[ANN.to_owned()][..]));
}

#[test]
fn the_note_about_a_person_is_written_by_itself() {
    let mut tenant = Tenant::new();
    let id = tenant.run(account().create(&erika(), Uuid::nil())).unwrap().id;
    tenant.run(account().set_note(&id, "Called.").unwrap()).unwrap();
    assert_eq!(tenant.run(account().notes(&id).unwrap()).unwrap()[0].content.text, "Called.");
    tenant.run(account().set_note(&id, "").unwrap()).unwrap();
    assert_eq!(tenant.run(account().notes(&id).unwrap()).unwrap(), []);
}
