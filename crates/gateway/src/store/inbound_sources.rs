//! Inbound sources: the forms.

use calling_card_api::inbound_sources::{InboundSourceRecord, InboundSourceSummary};
use calling_card_api::{Nothing, Version, Written};
use calling_card_contact::{
    Check, ConsentText, CustomEntity, Field, FieldError, FieldErrors, FieldKey, FieldTarget, FormDefinition, FormId,
    InboundSource, Problem,
};
use uuid::Uuid;

use super::opt_ins::is_waiting;
use super::row::{self, Row, columns};
use super::{Actor, Batch, Store, WorkspaceId, connections, custom_fields, events, sql, users};
use crate::{Error, Result};

/// All forms of a workspace, by name.
pub async fn list(store: &Store, workspace: WorkspaceId) -> Result<Vec<InboundSourceSummary>> {
    let rows: Vec<Row> = sql::query_as(concat!(
        "SELECT ",
        columns!(),
        " FROM records WHERE workspace = ? AND kind = 'inbound_source' AND deleted_at IS NULL ORDER BY name, id"
    ))
    .bind(workspace.0)
    .fetch_all(&store.pool)
    .await?;
    let mut sources = Vec::with_capacity(rows.len());
    for row in rows {
        let source: InboundSourceRecord = row.record()?;
        let (waiting, submissions) = count(store, workspace, &source.id).await?;
        sources.push(InboundSourceSummary { source, waiting, submissions: Some(submissions) });
    }
    Ok(sources)
}

/// One form.
pub async fn get(store: &Store, workspace: WorkspaceId, id: &FormId) -> Result<InboundSourceRecord> {
    row::get(&mut store.pool.acquire().await?, workspace, id).await
}

/// The form of an address, and the workspace that it belongs to.
pub async fn find_form(store: &Store, id: &FormId) -> Result<Option<(WorkspaceId, InboundSourceRecord)>> {
    let owner: Option<Uuid> = sql::query_scalar(
        "SELECT workspace FROM records WHERE kind = 'inbound_source' AND id = ? AND deleted_at IS NULL",
    )
    .bind(id.as_str())
    .fetch_optional(&store.pool)
    .await?;
    let Some(workspace) = owner.map(WorkspaceId) else { return Ok(None) };
    Ok(Some((workspace, get(store, workspace, id).await?)))
}

/// Makes a form; its id must not be taken, by whichever workspace, not even by one in the bin.
pub async fn create(store: &Store, actor: &Actor, source: InboundSource) -> Result<Written<InboundSourceRecord>> {
    let source = InboundSource { there: None, ..source };
    let mut batch = Batch::begin(store, actor).await?;
    let record = create_in(&mut batch, source).await?;
    batch.commit(record).await
}

/// The same within a batch.
pub(crate) async fn create_in(batch: &mut Batch, source: InboundSource) -> Result<InboundSourceRecord> {
    let taken: Option<i64> = sql::query_scalar("SELECT 1 FROM records WHERE kind = 'inbound_source' AND id = ?")
        .in_postgres("SELECT 1 FROM (SELECT is_taken('inbound_source', ?) AS taken) AS known WHERE taken")
        .bind(source.id.as_str())
        .fetch_optional(batch.connection())
        .await?;
    let mut errors = source.check();
    if taken.is_some() {
        errors.push(FieldError { field: "/id".into(), problem: Problem::Taken });
    }
    errors.extend(check_editor(batch, &source).await?);
    errors.extend(check_connection(batch, &source.deliver_to).await?);
    errors.extend(check_event(batch, &source).await?);
    errors.extend(check_targets(batch, &source.form, None).await?);
    if !errors.is_empty() {
        return Err(Error::Invalid(errors));
    }
    let mut source = source;
    count_consent(&mut source, None);
    batch.create(source.id.clone(), source).await
}

/// Writes a form anew; its id stays as it is.
pub async fn update(
    store: &Store,
    actor: &Actor,
    id: &FormId,
    seen: Version,
    source: InboundSource,
) -> Result<Written<InboundSourceRecord>> {
    let mut batch = Batch::begin(store, actor).await?;
    let record = update_in(&mut batch, id, seen, source).await?;
    batch.commit(record).await
}

/// The same within a batch.
pub(crate) async fn update_in(
    batch: &mut Batch,
    id: &FormId,
    seen: Version,
    source: InboundSource,
) -> Result<InboundSourceRecord> {
    let mut source = InboundSource { id: id.clone(), there: None, ..source };
    let old: InboundSourceRecord = batch.get(id).await?;
    let mut errors = source.check();
    // A form can be saved whatever became of who gets what comes in.
    if source.editor != old.content.editor {
        errors.extend(check_editor(batch, &source).await?);
    }
    // The same of its connection.
    if source.deliver_to != old.content.deliver_to {
        errors.extend(check_connection(batch, &source.deliver_to).await?);
    }
    // And of its event.
    if source.event != old.content.event {
        errors.extend(check_event(batch, &source).await?);
    }
    errors.extend(check_targets(batch, &source.form, Some(&old.content.form)).await?);
    if !errors.is_empty() {
        return Err(Error::Invalid(errors));
    }
    count_consent(&mut source, old.content.form.consent.as_ref());
    batch.update(id, seen, source).await
}

/// Puts a form into the bin; its drafts stay.
pub async fn delete(store: &Store, actor: &Actor, id: &FormId, seen: Version) -> Result<Written<Nothing>> {
    let mut batch = Batch::begin(store, actor).await?;
    batch.delete::<InboundSource>(id, seen).await?;
    batch.commit(Nothing).await
}

/// Whoever gets what comes in must be one of the workspace's staff.
async fn check_editor(batch: &mut Batch, source: &InboundSource) -> Result<Option<FieldError>> {
    let Some(editor) = source.editor else { return Ok(None) };
    let workspace = batch.actor.workspace;
    let known = users::is_member(batch.connection(), workspace, editor).await?;
    Ok((!known).then(|| FieldError { field: "/editor".into(), problem: Problem::Unknown }))
}

/// What comes in is delivered to a connection of the workspace.
async fn check_connection(batch: &mut Batch, deliver_to: &str) -> Result<Option<FieldError>> {
    let workspace = batch.actor.workspace;
    let known = deliver_to.is_empty() || connections::exists(batch.connection(), workspace, deliver_to).await?;
    Ok((!known).then(|| FieldError { field: "/deliver_to".into(), problem: Problem::Unknown }))
}

/// A place is asked for at an event of the workspace.
async fn check_event(batch: &mut Batch, source: &InboundSource) -> Result<Option<FieldError>> {
    let Some(event) = source.event else { return Ok(None) };
    let workspace = batch.actor.workspace;
    let known = events::find(batch.connection(), workspace, event).await?.is_some();
    Ok((!known).then(|| FieldError { field: "/event".into(), problem: Problem::Unknown }))
}

/// What goes into a custom field must be what that holds. What stays as it was is not looked at: its field may be gone, and the form
/// can be saved all the same.
async fn check_targets(batch: &mut Batch, form: &FormDefinition, old: Option<&FormDefinition>) -> Result<FieldErrors> {
    let known = |field: &Field| {
        let same =
            |old: &&Field| (&old.kind, &old.target, old.max_length) == (&field.kind, &field.target, field.max_length);
        old.is_some_and(|old| old.fields.iter().any(|old| same(&old)))
    };
    let custom = |field: &Field| match &field.target {
        Some(FieldTarget::Custom(key)) if !known(field) => Some(key.clone()),
        _ => None,
    };
    let asked: Vec<_> =
        form.fields.iter().enumerate().filter_map(|(index, field)| Some((index, field, custom(field)?))).collect();
    if asked.is_empty() {
        return Ok(FieldErrors::new());
    }
    let workspace = batch.actor.workspace;
    let fields = custom_fields::definitions(batch.connection(), workspace, CustomEntity::Person).await?;
    let problem = |field: &Field, key: &FieldKey| match fields.iter().find(|custom| custom.key == *key) {
        None => Some(Problem::Unknown),
        Some(custom) => (!custom.kind.takes(field)).then_some(Problem::OtherKind),
    };
    let error = |(index, field, key): (usize, &Field, FieldKey)| {
        let problem = problem(field, &key)?;
        Some(FieldError { field: format!("/form/fields/{index}/target"), problem })
    };
    Ok(asked.into_iter().filter_map(error).collect())
}

/// Counts the versions of what is agreed to: other words are another version.
fn count_consent(source: &mut InboundSource, old: Option<&ConsentText>) {
    let Some(consent) = &mut source.form.consent else { return };
    consent.version = match old {
        None => 1,
        Some(old) if old.text == consent.text && old.purpose == consent.purpose => old.version.max(1),
        Some(old) => old.version.max(1) + 1,
    };
}

async fn count(store: &Store, workspace: WorkspaceId, id: &FormId) -> Result<(u32, u32)> {
    let counts: (u32, u32) = sql::query_as(concat!(
        "SELECT (SELECT COUNT(*) FROM records WHERE workspace = ?1 AND kind = 'draft' AND parent = ?2 AND deleted_at IS NULL
                 AND NOT ",
        is_waiting!(),
        "), (SELECT COUNT(*) FROM submissions WHERE workspace = ?1 AND form = ?2)",
    ))
    .bind(workspace.0)
    .bind(id.as_str())
    .fetch_one(&store.pool)
    .await?;
    Ok(counts)
}
