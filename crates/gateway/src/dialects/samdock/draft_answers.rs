//! What a draft is there, and what a client writes into one of ours.

use calling_card_contact::{Answer, BusinessCard, ContactDraft, CustomEntity, Person};
use calling_card_crm::samdock::mapping::{filled, to_wire};
use calling_card_crm::samdock::wire::{Draft, Moment, Open, OrganizationFields, PersonFields};
use serde_json::Value;

use super::fields::Defined;
use super::{applying, milliseconds, values};

/// Most characters of an answer, and most answers.
const ANSWER: usize = 2000;
const ANSWERS: usize = 100;

/// What we say of a draft ourselves; `source` is an id.
pub(super) fn told(draft: &ContactDraft, fields: &[Defined], source: String) -> Draft {
    let company = draft.person.main_card().map(|card| card.business.clone()).filter(|name| !name.is_empty());
    let note = Some(draft.message.clone()).filter(|text| !text.is_empty());
    let custom = values::told(&draft.person.custom, fields, CustomEntity::Person);
    let answer = |answer: &Answer| Value::String(format!("{}: {}", answer.label, answer.value));
    Draft {
        id: None,
        tenant_id: None,
        person: Some(PersonFields {
            note,
            custom_fields: Some(custom).filter(|custom| !custom.is_empty()),
            ..filled(to_wire(&draft.person))
        }),
        organization: Some(OrganizationFields { name: company, ..OrganizationFields::default() }),
        lead: Some(Open::new()),
        deal: Some(Open::new()),
        fields_data: Some(draft.answers.iter().map(answer).collect()),
        source: Some(source),
        created_at: Some(milliseconds(&draft.received_at)),
        verified_at: None,
        create_lead: Some(draft.create_lead),
        editor: draft.editor.map(|editor| editor.to_string()),
        deleted: Some(false),
        unread: Some(draft.unread),
        old_draft_refrence: None,
    }
}

/// Writes what is said otherwise than before; the editor stands elsewhere. What has no place here is kept as it was given, beside
/// the draft, and shown to staff among the answers.
pub(super) fn apply(draft: &mut ContactDraft, fields: &[Defined], (before, said): (&Draft, &Draft)) {
    let person = |of: &Draft| of.person.clone().unwrap_or_default();
    let (was, shall) = (person(before), person(said));
    applying::apply(&mut draft.person, &was, &shall);
    let custom = |of: &PersonFields| of.custom_fields.clone().unwrap_or_default();
    values::apply(&mut draft.person.custom, (fields, CustomEntity::Person), (&custom(&was), &custom(&shall)));
    if was.note != shall.note {
        draft.message = shall.note.unwrap_or_default();
    }
    let company = |of: &Draft| of.organization.as_ref().and_then(|one| one.name.clone()).unwrap_or_default();
    if company(before) != company(said) {
        write_company(&mut draft.person, company(said));
    }
    if before.create_lead != said.create_lead {
        draft.create_lead = said.create_lead.unwrap_or_default();
    }
    if before.unread != said.unread {
        draft.unread = said.unread.unwrap_or_default();
    }
    let parts = |of: &Draft| {
        let organization = of.organization.as_ref().and_then(|one| serde_json::to_value(one).ok());
        let open = |part: &Option<Open>| part.clone().map(Value::Object);
        [("organization", organization), ("lead", open(&of.lead)), ("deal", open(&of.deal))]
    };
    if parts(before) != parts(said) {
        draft.answers.retain(|answer| !parts(said).iter().any(|(part, _)| is_of(answer, part)));
        for (part, value) in parts(said) {
            answers(part, &value.unwrap_or_default(), &mut draft.answers);
        }
    }
}

/// When its address was confirmed.
pub(super) fn verified_at(at: Option<&String>) -> Option<Moment> {
    at.map(|at| milliseconds(&calling_card_contact::Timestamp(at.clone())))
}

fn write_company(person: &mut Person, company: String) {
    let main = person.cards.iter().position(|card| card.favourite).unwrap_or_default();
    if person.cards.is_empty() {
        person.cards.push(BusinessCard { favourite: true, business: company, ..BusinessCard::default() });
    } else {
        person.cards.update(main, |card| card.business = company);
    }
}

fn is_of(answer: &Answer, part: &str) -> bool {
    answer.field.strip_prefix(part).is_some_and(|rest| rest.starts_with('.'))
}

/// Each member of a part that is not made of others, as an answer.
fn answers(path: &str, value: &Value, found: &mut Vec<Answer>) {
    let text = match value {
        Value::Object(members) => {
            members.iter().for_each(|(name, value)| answers(&format!("{path}.{name}"), value, found));
            return;
        }
        Value::Array(entries) => entries.iter().map(plain).collect::<Vec<_>>().join("\n"),
        one => plain(one),
    };
    if !text.is_empty() && found.len() < ANSWERS && path.contains('.') && path.len() <= ANSWER {
        let value: String = text.chars().filter(|c| !c.is_control() || *c == '\n').take(ANSWER).collect();
        let label: String = path.chars().filter(|c| !c.is_control()).collect();
        found.push(Answer { field: label.clone(), label, value, meaning: String::new() });
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
