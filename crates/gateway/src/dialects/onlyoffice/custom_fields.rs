//! Custom fields of persons, by number.

use axum::http::StatusCode;
use calling_card_contact::{CustomEntity, CustomKind, CustomValue};
use calling_card_crm::onlyoffice::wire::{CustomField, FieldPair};

use super::super::Caller;
use super::answers::{self, Known};
use super::contacts;
use super::entries::Content;
use super::{Answer, Outcome, Refusal};
use crate::store::Batch;

/// The definitions.
pub(super) async fn list(caller: &Caller) -> Outcome {
    let known = Known::of(caller).await?;
    let fields: Vec<CustomField> =
        known.fields(CustomEntity::Person).map(|(number, field)| answers::field(number, field)).collect();
    Ok(Answer::all(StatusCode::OK, &fields))
}

/// The values of a person; nobody has none.
pub(super) async fn values(caller: &Caller, id: i64) -> Outcome {
    let values = match contacts::one(caller, id).await {
        Ok(contact) if matches!(contact.content, Content::Person(_)) => {
            answers::field_values(&contact, &Known::of(caller).await?)
        }
        Ok(_) | Err(Refusal::NotFound) => Vec::new(),
        Err(refusal) => return Err(refusal),
    };
    Ok(Answer::all(StatusCode::OK, &values))
}

/// Sets a value; an empty one takes it away.
pub(super) async fn set(caller: &Caller, (id, field): (i64, i64), value: Option<String>) -> Outcome {
    let known = Known::of(caller).await?;
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let before = contacts::one_in(&mut batch, caller, id).await?;
    let Content::Person(_) = before.content else { return Err(Refusal::NotFound) };
    let found = known.fields(CustomEntity::Person).find(|(number, _)| *number == field);
    let (number, definition) = found.ok_or_else(|| Refusal::argument("fieldid"))?;
    let mut content = before.content.clone();
    put(&mut content, &known, number, value.as_deref().unwrap_or_default());
    contacts::write(&mut batch, &before, content).await?;
    let contact = contacts::end(caller, batch, &before.key).await?;
    let value = answers::custom(&contact.content).1.get(&definition.key).map(CustomValue::text);
    let field = answers::field(number, definition);
    let said = CustomField { entity_id: id, field_value: Some(value.unwrap_or_default()), ..field };
    Ok(Answer::one(StatusCode::CREATED, &said))
}

/// Writes values into a record: those that are empty, and those of fields that are not there, are passed over.
pub(super) fn write(content: &mut Content, pairs: &[FieldPair], known: &Known) {
    for pair in pairs {
        if let Some(value) = pair.value.as_deref().filter(|value| !value.is_empty()) {
            put(content, known, pair.key, value);
        }
    }
}

fn put(content: &mut Content, known: &Known, number: i64, value: &str) {
    let (entity, _) = answers::custom(content);
    let Some((_, field)) = known.fields(entity).find(|(known, _)| *known == number) else { return };
    let values = match content {
        Content::Person(person) => &mut person.custom,
        Content::Organization(organization) => &mut organization.custom,
    };
    if value.trim().is_empty() {
        values.remove(&field.key);
    } else {
        let several = matches!(field.kind, CustomKind::Multiselect { .. });
        values.insert(field.key.clone(), CustomValue::of_text(value.to_owned(), several));
    }
}
