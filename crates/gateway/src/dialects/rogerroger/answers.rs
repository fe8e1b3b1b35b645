//! People and notes as they are answered, and pages of them.

use calling_card_api::notes::NoteRecord;
use calling_card_api::people::PersonRecord;
use calling_card_crm::Beside;
use calling_card_crm::rogerroger::filter::Paging;
use calling_card_crm::rogerroger::mapping;
use calling_card_crm::rogerroger::wire::{Collection, Note, Person, PersonFields, View};

use super::super::times;

/// A person, with their context.
pub(super) fn person(record: &PersonRecord, beside: &Beside) -> Person {
    Person { context: Some("/contexts/Person".into()), ..member(record, beside) }
}

/// A person as an entry of a list.
pub(super) fn member(record: &PersonRecord, beside: &Beside) -> Person {
    let said = said(record, beside);
    Person {
        context: None,
        iri: Some(format!("/people/{}", record.id)),
        kind: Some("Person".into()),
        created_at: Some(times::theirs(&record.created_at)),
        updated_at: Some(times::theirs(&record.changed_at)),
        fields: PersonFields {
            id: Some(record.id.to_string()),
            archived_at: record.content.archived_at.as_ref().map(times::theirs),
            // It is only taken.
            avatar: None,
            ..said
        },
        ..Person::default()
    }
}

/// What is said of a person, with what is not answered.
pub(super) fn said(record: &PersonRecord, beside: &Beside) -> PersonFields {
    beside.said(mapping::to_wire(&record.content))
}

/// A note, with its context.
pub(super) fn note(record: &NoteRecord, beside: &Beside) -> Note {
    Note { context: Some("/contexts/PersonNoteResource".into()), ..note_member(record, beside) }
}

/// A note as an entry of a list.
pub(super) fn note_member(record: &NoteRecord, beside: &Beside) -> Note {
    let said = note_said(record, beside);
    Note {
        iri: Some(format!("/people/{}/notes/{}", record.content.person, record.id)),
        kind: Some("PersonNoteResource".into()),
        id: Some(record.id.to_string()),
        created_at: said.created_at.clone().or_else(|| Some(times::theirs(&record.created_at))),
        ..said
    }
}

/// What is said of a note.
pub(super) fn note_said(record: &NoteRecord, beside: &Beside) -> Note {
    beside.said(note_fields(&record.content))
}

/// What we would say of a note ourselves.
pub(super) fn note_fields(note: &calling_card_contact::Note) -> Note {
    Note { category: None, ..mapping::note_to_wire(note, "") }
}

/// A page of a list at an address; `pairs` are what narrows the list.
pub(super) fn page<T>(
    (context, address): (&str, &str),
    (paging, pairs): (Paging, &[(&'static str, String)]),
    (member, total): (Vec<T>, u64),
) -> Collection<T> {
    let last = total.div_ceil(u64::from(paging.items.max(1))).max(1);
    let place = |page: u64| {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(pairs.iter().filter(|(name, _)| *name != "page"));
        format!("{address}?{}", query.append_pair("page", &page.to_string()).finish())
    };
    let page = u64::from(paging.page);
    let several = last > 1 && paging.items > 0;
    let view = View {
        iri: Some(place(page)),
        kind: Some("PartialCollectionView".into()),
        first: several.then(|| place(1)),
        last: several.then(|| place(last)),
        previous: (several && page > 1).then(|| place((page - 1).min(last))),
        next: (several && page < last).then(|| place(page + 1)),
    };
    Collection {
        context: Some(format!("/contexts/{context}")),
        iri: Some(address.to_owned()),
        kind: Some("Collection".into()),
        total_items: Some(total),
        member,
        view: Some(view),
    }
}
