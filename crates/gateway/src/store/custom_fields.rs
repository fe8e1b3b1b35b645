//! Custom fields: definitions are records, and values are members of the records that have them.

use std::mem::discriminant;

use calling_card_api::custom_fields::{Arrangement, CustomFieldRecord};
use calling_card_api::{Nothing, Version, Written};
use calling_card_contact::{
    Check, CustomEntity, CustomField, CustomFieldId, CustomValues, FieldError, FieldErrors, KeptProperty, Problem,
    rules, settle_custom,
};
use calling_card_vcard::take_custom;

use super::row::{self, Row, columns};
use super::{Actor, Batch, Store, WorkspaceId, sql};
use crate::{Error, Result, clock};

/// All custom fields of a workspace in their order, those of people first.
pub async fn list(store: &Store, workspace: WorkspaceId) -> Result<Vec<CustomFieldRecord>> {
    all(&mut store.pool.acquire().await?, workspace).await
}

/// One custom field.
pub async fn get(store: &Store, workspace: WorkspaceId, id: CustomFieldId) -> Result<CustomFieldRecord> {
    row::get(&mut store.pool.acquire().await?, workspace, &id).await
}

/// Makes a custom field, behind those that there are.
pub async fn create(store: &Store, actor: &Actor, field: CustomField) -> Result<Written<CustomFieldRecord>> {
    let mut batch = Batch::begin(store, actor).await?;
    let errors = field.check();
    let record = create_in(&mut batch, field, errors).await?;
    batch.commit(record).await
}

/// The same within a batch; `errors` are what is known to be wrong with it.
pub(crate) async fn create_in(
    batch: &mut Batch,
    field: CustomField,
    mut errors: FieldErrors,
) -> Result<CustomFieldRecord> {
    let workspace = batch.actor.workspace;
    let known = of(batch.connection(), workspace, field.entity).await?;
    if is_taken(batch, &field).await? {
        errors.push(FieldError { field: "/key".into(), problem: Problem::Taken });
    } else if known.len() >= rules::LIST as usize {
        errors.push(FieldError { field: "/key".into(), problem: Problem::TooMany { max: rules::LIST } });
    }
    if !errors.is_empty() {
        return Err(Error::Invalid(errors));
    }
    let order = known.last().map_or(0, |last| last.content.order.saturating_add(1));
    batch.create(clock::new_key(), CustomField { order, ..field }).await
}

/// Writes a custom field anew. Its key, whose it is and its place stay as they are, and so does its kind: values are of it.
pub async fn update(
    store: &Store,
    actor: &Actor,
    id: CustomFieldId,
    seen: Version,
    field: CustomField,
) -> Result<Written<CustomFieldRecord>> {
    let mut batch = Batch::begin(store, actor).await?;
    let errors = field.check();
    let record = update_in(&mut batch, (id, seen), field, errors).await?;
    batch.commit(record).await
}

/// The same within a batch; `errors` are what is known to be wrong with it.
pub(crate) async fn update_in(
    batch: &mut Batch,
    (id, seen): (CustomFieldId, Version),
    field: CustomField,
    mut errors: FieldErrors,
) -> Result<CustomFieldRecord> {
    let old = batch.get::<CustomField>(&id).await?.content;
    if discriminant(&old.kind) != discriminant(&field.kind) {
        errors.push(FieldError { field: "/kind".into(), problem: Problem::OtherKind });
    }
    if !errors.is_empty() {
        return Err(Error::Invalid(errors));
    }
    let field = CustomField { key: old.key, entity: old.entity, order: old.order, ..field };
    batch.update(&id, seen, field).await
}

/// Puts a custom field into the bin; its values stay where they are.
pub async fn delete(store: &Store, actor: &Actor, id: CustomFieldId, seen: Version) -> Result<Written<Nothing>> {
    let mut batch = Batch::begin(store, actor).await?;
    batch.delete::<CustomField>(&id, seen).await?;
    batch.commit(Nothing).await
}

/// Puts custom fields into an order.
pub async fn arrange(
    store: &Store,
    actor: &Actor,
    arrangement: &Arrangement,
) -> Result<Written<Vec<CustomFieldRecord>>> {
    let mut batch = Batch::begin(store, actor).await?;
    let mut rest = of(batch.connection(), actor.workspace, arrangement.entity).await?;
    let mut arranged = Vec::with_capacity(rest.len());
    for (index, id) in arrangement.ids.iter().enumerate() {
        let Some(place) = rest.iter().position(|field| field.id == *id) else {
            let field = format!("/ids/{index}");
            return Err(Error::Invalid(vec![FieldError { field, problem: Problem::Unknown }]));
        };
        arranged.push(rest.remove(place));
    }
    arranged.append(&mut rest);
    for (order, record) in (0..).zip(&mut arranged) {
        if record.content.order != order {
            let moved = CustomField { order, ..record.content.clone() };
            *record = batch.update(&record.id, record.version, moved).await?;
        }
    }
    batch.commit(arranged).await
}

/// Brings values into the shape in which they are kept, and says what is wrong with those that differ from the values of before.
pub(crate) async fn settle(
    batch: &mut Batch,
    entity: CustomEntity,
    before: &CustomValues,
    values: &mut CustomValues,
) -> Result<FieldErrors> {
    if values.is_empty() {
        return Ok(FieldErrors::new());
    }
    let workspace = batch.actor.workspace;
    let fields = definitions(batch.connection(), workspace, entity).await?;
    Ok(settle_custom(&fields, before, values))
}

/// Takes values of the fields that there are out of the lines in which a card told them.
pub(super) async fn take_out(
    batch: &mut Batch,
    entity: CustomEntity,
    kept: &mut Vec<KeptProperty>,
    values: &mut CustomValues,
) -> Result<()> {
    if kept.is_empty() {
        return Ok(());
    }
    let workspace = batch.actor.workspace;
    let fields = definitions(batch.connection(), workspace, entity).await?;
    take_custom(kept, values, &fields);
    Ok(())
}

/// The custom fields of people, or of organizations, in their order.
pub(super) async fn definitions(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    entity: CustomEntity,
) -> Result<Vec<CustomField>> {
    Ok(of(connection, workspace, entity).await?.into_iter().map(|record| record.content).collect())
}

async fn of(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    entity: CustomEntity,
) -> Result<Vec<CustomFieldRecord>> {
    let mut fields = all(connection, workspace).await?;
    fields.retain(|field| field.content.entity == entity);
    Ok(fields)
}

/// All of them in their order, those of people first.
pub(crate) async fn all(connection: &mut sql::Connection, workspace: WorkspaceId) -> Result<Vec<CustomFieldRecord>> {
    let rows: Vec<Row> = sql::query_as(concat!(
        "SELECT ",
        columns!(),
        " FROM records WHERE workspace = ? AND kind = 'custom_field' AND deleted_at IS NULL"
    ))
    .bind(workspace.0)
    .fetch_all(connection)
    .await?;
    let mut fields: Vec<CustomFieldRecord> = rows.into_iter().map(Row::record).collect::<Result<_>>()?;
    fields.sort_by_key(|record| (record.content.entity, record.content.order, record.id));
    Ok(fields)
}

/// Whether a key is that of another field, if only of one in the bin: it may be taken out again.
async fn is_taken(batch: &mut Batch, field: &CustomField) -> Result<bool> {
    let workspace = batch.actor.workspace;
    let same: Vec<String> = sql::query_scalar(
        "SELECT content FROM records WHERE workspace = ? AND kind = 'custom_field' AND content ->> '$.key' = ?",
    )
    .bind(workspace.0)
    .bind(field.key.as_str())
    .fetch_all(batch.connection())
    .await?;
    let same: Vec<CustomField> =
        same.iter().map(|text| serde_json::from_str(text)).collect::<serde_json::Result<_>>()?;
    Ok(same.iter().any(|other| other.entity == field.entity))
}
