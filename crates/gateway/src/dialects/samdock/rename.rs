//! A choice gives way to another: in the field, and in all records that have made it.

use axum::http::StatusCode;
use calling_card_api::changes::RecordKind;
use calling_card_contact::{
    CustomEntity, CustomField, CustomKind, CustomValue, CustomValues, FieldKey, Localized, Organization, Person, rules,
};
use calling_card_crm::samdock::answers::nothing;
use calling_card_crm::samdock::calls::Entity;
use calling_card_crm::samdock::wire::ValueChange;

use super::super::Caller;
use super::fields::{self, Defined, entity_of};
use super::{Outcome, Refusal, ids};
use crate::store::Batch;
use crate::store::dialects::records;

/// Writes one value in the place of another. The id is that of the field, or of one record: the vendor does not say which.
pub(super) async fn rename(caller: &Caller, (entity, id): (Entity, &str), change: ValueChange) -> Outcome {
    let change = Renaming::of(change)?;
    let entity = entity_of(entity);
    let kind = match entity {
        CustomEntity::Person => RecordKind::Person,
        CustomEntity::Organization => RecordKind::Organization,
    };
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let known = fields::all(batch.connection(), caller).await?;
    let field = known.iter().find(|one| one.field().entity == entity && one.key() == change.key);
    let field = field.ok_or(Refusal::NotFound)?;
    let fits = match &field.field().kind {
        CustomKind::Select { .. } => change.kind == "select",
        CustomKind::Multiselect { .. } => change.kind == "multiselect",
        CustomKind::Text | CustomKind::Textarea | CustomKind::Currency { .. } => false,
    };
    if !fits {
        return Err(Refusal::at("type", "is not that of the field."));
    }
    let of_field = ids(caller, RecordKind::CustomField).find(batch.connection(), id).await?;
    let holding = if of_field == Some(field.record().id.to_string()) {
        change.in_field(&mut batch, field).await?;
        let workspace = caller.actor.workspace;
        records::holding(batch.connection(), (workspace, kind), &field.field().key).await?
    } else {
        vec![ids(caller, kind).find(batch.connection(), id).await?.ok_or(Refusal::NotFound)?]
    };
    for record in holding {
        change.in_record(&mut batch, (entity, &record), &field.field().key).await?;
    }
    batch.commit(()).await?;
    Ok(nothing(StatusCode::OK))
}

struct Renaming {
    from: String,
    to: String,
    key: String,
    kind: String,
}

impl Renaming {
    fn of(change: ValueChange) -> Result<Self, Refusal> {
        let required = |text: Option<String>, member: &str| {
            text.filter(|text| !text.trim().is_empty()).ok_or_else(|| Refusal::required(member))
        };
        let (from, to) = (required(change.from, "from")?, required(change.to, "to")?);
        if rules::line(&to, rules::SHORT_TEXT).is_err() {
            return Err(Refusal::at("to", "is not taken: one line of at most 200 characters."));
        }
        let kind = required(change.kind, "type")?;
        if !matches!(kind.as_str(), "select" | "multiselect") {
            return Err(Refusal::at("type", "is select or multiselect."));
        }
        Ok(Self { from, to: to.trim().to_owned(), key: required(change.key, "key")?, kind })
    }

    /// The option itself; where the other is one as well, it goes.
    async fn in_field(&self, batch: &mut Batch, field: &Defined) -> Result<(), Refusal> {
        let mut renamed = field.field().clone();
        let (CustomKind::Select { options } | CustomKind::Multiselect { options }) = &mut renamed.kind else {
            return Ok(());
        };
        if options.iter().any(|option| option.value == self.to) {
            options.retain(|option| option.value != self.from);
        }
        for option in options.iter_mut().filter(|option| option.value == self.from) {
            let same = option.label.0.values().all(|label| *label == self.from);
            option.value.clone_from(&self.to);
            if same {
                option.label = Localized::new(&self.to, &self.to);
            }
        }
        let record = field.record();
        if renamed != record.content {
            batch.update::<CustomField>(&record.id, record.version, renamed).await?;
        }
        Ok(())
    }

    async fn in_record(
        &self,
        batch: &mut Batch,
        (entity, id): (CustomEntity, &str),
        key: &FieldKey,
    ) -> Result<(), Refusal> {
        match entity {
            CustomEntity::Person => {
                let id = id.parse().map_err(|_| Refusal::NotFound)?;
                let record = batch.get::<Person>(&id).await?;
                let mut person = record.content;
                if self.in_values(&mut person.custom, key) {
                    batch.update(&id, record.version, person).await?;
                }
            }
            CustomEntity::Organization => {
                let id = id.parse().map_err(|_| Refusal::NotFound)?;
                let record = batch.get::<Organization>(&id).await?;
                let mut organization = record.content;
                if self.in_values(&mut organization.custom, key) {
                    batch.update(&id, record.version, organization).await?;
                }
            }
        }
        Ok(())
    }

    /// Whether the value was among them.
    fn in_values(&self, values: &mut CustomValues, key: &FieldKey) -> bool {
        match values.get_mut(key) {
            Some(CustomValue::Text(text)) if *text == self.from => {
                text.clone_from(&self.to);
                true
            }
            Some(CustomValue::Chosen(chosen)) if chosen.contains(&self.from) => {
                let known = chosen.contains(&self.to);
                chosen.retain(|one| !known || *one != self.from);
                chosen.iter_mut().filter(|one| **one == self.from).for_each(|one| one.clone_from(&self.to));
                true
            }
            Some(CustomValue::Text(_) | CustomValue::Chosen(_)) | None => false,
        }
    }
}
