//! Inbound sources: our forms. What comes through one of another type comes through calls.

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use calling_card_api::changes::RecordKind;
use calling_card_api::inbound_sources::InboundSourceRecord;
use calling_card_contact::{FormDefinition, FormId, InboundSource, SourceStatus, UserId};
use calling_card_crm::samdock::answers::{nothing, respond};
use calling_card_crm::samdock::wire;
use calling_card_crm::{Beside, patched};
use uuid::Uuid;

use super::super::Caller;
use super::{DIALECT, Outcome, Refusal, form_settings, ids, is_nano_id, key, name, place};
use crate::store::dialects::{self, Ids, records};
use crate::store::{Batch, WorkspaceId, inbound_sources, sql, users};
use crate::{AppState, Error, clock, forms};

const KIND: RecordKind = RecordKind::InboundSource;

/// All sources.
pub(super) async fn list(caller: &Caller) -> Outcome {
    let known = ids(caller, KIND).all(&caller.store, &caller.actor).await?;
    let mut connection = caller.connection().await?;
    let workspace = caller.actor.workspace;
    let all = records::all::<InboundSource>(&mut connection, workspace).await?;
    let beside = records::all_beside::<InboundSource>(&mut connection, workspace, DIALECT).await?;
    let each = all.iter().filter_map(|record| {
        let key = record.id.to_string();
        // What was made a moment ago has no id yet, and is told the next time.
        Some(answer(known.get(&key)?.clone(), record, &beside.get(&key).cloned().unwrap_or_default()))
    });
    Ok(respond(&each.collect::<Vec<_>>()))
}

/// One source.
pub(super) async fn get(caller: &Caller, id: &str) -> Outcome {
    let mut connection = caller.connection().await?;
    let (record, beside) = find(&mut connection, caller, id).await?;
    Ok(respond(&answer(id.to_owned(), &record, &beside)))
}

/// A source of this id, with what stands beside it.
pub(super) async fn find(
    connection: &mut sql::Connection,
    caller: &Caller,
    id: &str,
) -> Result<(InboundSourceRecord, Beside), Refusal> {
    let key = key::<InboundSource>(connection, caller, id).await?;
    let record = inbound_sources::get(&caller.store, caller.actor.workspace, &key).await?;
    let beside = dialects::beside(connection, place(caller, KIND, key.as_str())).await?;
    Ok((record, beside))
}

/// Makes a source.
pub(super) async fn add(caller: &Caller, said: wire::InboundSource) -> Outcome {
    let id = said.id.clone().filter(|id| is_nano_id(id));
    let id = id.ok_or_else(|| Refusal::at("_id", "is required: 21 characters of A-Z, a-z, 0-9, - and _."))?;
    let said = acceptable(said)?;
    let mut source = InboundSource::new(new_form_id(&said)?, "", FormDefinition::contact());
    let before = told(&source);
    let after = patched_by(&before, &said)?;
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    write(&mut batch, &mut source, (&before, &after)).await?;
    let record = inbound_sources::create_in(&mut batch, source).await?;
    name(batch.connection(), (caller, KIND), record.id.as_str(), Some(&id)).await?;
    end(batch, caller, (&record, &after)).await
}

/// Changes a source.
pub(super) async fn edit(caller: &Caller, id: &str, said: wire::InboundSource) -> Outcome {
    if said.id.is_none() {
        return Err(Refusal::required("_id"));
    }
    let said = acceptable(said)?;
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let key = key::<InboundSource>(batch.connection(), caller, id).await?;
    let mut record: InboundSourceRecord = batch.get(&key).await?;
    let beside = dialects::beside(batch.connection(), place(caller, KIND, key.as_str())).await?;
    let before: wire::InboundSource = beside.said(told(&record.content));
    let after = patched_by(&before, &said)?;
    let mut source = record.content.clone();
    write(&mut batch, &mut source, (&before, &after)).await?;
    if source != record.content {
        record = inbound_sources::update_in(&mut batch, &key, record.version, source).await?;
    }
    end(batch, caller, (&record, &after)).await
}

/// Puts a source into the bin; its drafts stay.
pub(super) async fn delete(caller: &Caller, id: &str) -> Outcome {
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let key = key::<InboundSource>(batch.connection(), caller, id).await?;
    let version = batch.get::<InboundSource>(&key).await?.version;
    batch.delete::<InboundSource>(&key, version).await?;
    batch.commit(()).await?;
    Ok(nothing(StatusCode::OK))
}

/// The script that puts a source's form on a page: our own. Pages load it, so that it takes no token.
pub(super) async fn script(
    state: &AppState,
    (tenant, id): (&str, &str),
    headers: &HeaderMap,
) -> Result<Response, Refusal> {
    let workspace = tenant.parse::<Uuid>().map(WorkspaceId).map_err(|_| Refusal::NotFound)?;
    let ids = Ids { workspace, dialect: DIALECT, kind: crate::store::aggregate::kind_name(KIND) };
    let mut connection = state.store.pool.acquire().await.map_err(Error::from)?;
    let form = ids.find(&mut connection, id).await?.ok_or(Refusal::NotFound)?;
    drop(connection);
    let mut script = forms::newest_script(state, &form, headers).await?;
    script.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/javascript"));
    Ok(script)
}

/// What is said of a source: by us, or by a client.
pub(super) fn said(record: &InboundSourceRecord, beside: &Beside) -> wire::InboundSource {
    beside.said(told(&record.content))
}

fn answer(id: String, record: &InboundSourceRecord, beside: &Beside) -> wire::InboundSource {
    wire::InboundSource { id: Some(id), ..said(record, beside) }
}

fn told(source: &InboundSource) -> wire::InboundSource {
    let status = match source.status {
        SourceStatus::Active => "active",
        SourceStatus::Testing => "testing",
        SourceStatus::Disabled => "disabled",
    };
    let (form_settings, doi, privacy) = form_settings::told(&source.form);
    wire::InboundSource {
        id: None,
        status: Some(status.into()),
        kind: Some("form".into()),
        name: Some(source.name.clone()),
        form_settings: Some(form_settings),
        create_lead: Some(source.create_lead),
        editor: Some(source.editor.map(|editor| editor.to_string()).unwrap_or_default()),
        doi: Some(doi),
        privacy: Some(privacy),
    }
}

/// Writes what is said otherwise than before. An editor who is none of the staff stays beside the source.
async fn write(
    batch: &mut Batch,
    source: &mut InboundSource,
    (before, after): (&wire::InboundSource, &wire::InboundSource),
) -> Result<(), Refusal> {
    source.name = after.name.clone().unwrap_or_default();
    source.create_lead = after.create_lead.unwrap_or_default();
    source.status = match after.status.as_deref() {
        Some("disabled") => SourceStatus::Disabled,
        Some("testing") => SourceStatus::Testing,
        _ => SourceStatus::Active,
    };
    if before.editor != after.editor {
        source.editor = editor(batch, after.editor.as_deref()).await?;
    }
    form_settings::apply(&mut source.form, before, after);
    Ok(())
}

/// The member of staff of an id; none where it is none of theirs.
pub(super) async fn editor(batch: &mut Batch, id: Option<&str>) -> Result<Option<UserId>, Refusal> {
    let Some(user) = id.and_then(|id| id.parse::<UserId>().ok()) else { return Ok(None) };
    let workspace = batch.actor.workspace;
    Ok(users::is_member(batch.connection(), workspace, user).await?.then_some(user))
}

async fn end(
    mut batch: Batch,
    caller: &Caller,
    (record, after): (&InboundSourceRecord, &wire::InboundSource),
) -> Outcome {
    let beside = Beside::of(after, &told(&record.content));
    dialects::put_beside(batch.connection(), place(caller, KIND, record.id.as_str()), &beside).await?;
    batch.commit(()).await?;
    Ok(nothing(StatusCode::OK))
}

/// What can be said. A wrong word is not allowed; so says the vendor.
fn acceptable(said: wire::InboundSource) -> Result<wire::InboundSource, Refusal> {
    for (missing, member) in [
        (said.status.is_none(), "status"),
        (said.kind.is_none(), "type"),
        (said.name.as_deref().unwrap_or_default().trim().is_empty(), "name"),
        (said.create_lead.is_none(), "createLead"),
        (said.editor.is_none(), "editor"),
    ] {
        if missing {
            return Err(Refusal::required(member));
        }
    }
    let status = matches!(said.status.as_deref(), Some("disabled" | "active" | "testing"));
    let kind = matches!(said.kind.as_deref(), Some("api" | "form" | "private-email" | "shared-email"));
    if !(status && kind) {
        return Err(Refusal::Forbidden);
    }
    Ok(wire::InboundSource { id: None, ..said })
}

fn patched_by(before: &wire::InboundSource, said: &wire::InboundSource) -> Result<wire::InboundSource, Refusal> {
    let said = serde_json::to_value(said).map_err(Error::from)?;
    patched(before, &said).map_err(|what| Refusal::at("body", &what))
}

/// The address of the form: its name as far as it can stand there, and an end that makes it its own.
fn new_form_id(said: &wire::InboundSource) -> Result<FormId, Refusal> {
    let fits = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
    let name: String = said.name.iter().flat_map(|name| name.chars()).take(30).map(fits).collect();
    let key = clock::new_key::<Uuid>().simple().to_string();
    let end = key.get(20..).unwrap_or(&key);
    let id = format!("{}-{end}", name.trim_matches('-'));
    id.trim_start_matches('-').parse().map_err(|_| Refusal::at("name", "is not taken."))
}
