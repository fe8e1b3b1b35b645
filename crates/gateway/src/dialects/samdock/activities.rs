//! What was done to people and organizations, and at whom was looked.

use axum::http::StatusCode;
use calling_card_api::changes::{Action, Change, RecordKind};
use calling_card_contact::Person;
use calling_card_crm::samdock::answers::{nothing, respond};
use calling_card_crm::samdock::wire::LastSeen;
use serde_json::{Value, json};

use super::super::Caller;
use super::{DIALECT, Outcome, Refusal, ids, key, milliseconds};
use crate::store::dialects::last_seen as seen;
use crate::store::{changes, people};

/// What was done to a person or an organization, the newest first. Of nobody there is nothing: the vendor names no 404 here.
pub(super) async fn list(caller: &Caller, kind: RecordKind, id: &str) -> Outcome {
    let mut connection = caller.connection().await?;
    let Some(record) = ids(caller, kind).find(&mut connection, id).await? else {
        return Ok(respond(&Value::Array(Vec::new())));
    };
    let changes = changes::of_record(&mut connection, caller.actor.workspace, kind, &record).await?;
    Ok(respond(&changes.iter().map(activity).collect::<Vec<_>>()))
}

fn activity(change: &Change) -> Value {
    let kind = match change.action {
        Action::Created => "created",
        Action::Updated => "updated",
        Action::Deleted => "deleted",
        Action::Restored => "restored",
    };
    let changes: Vec<Value> = change
        .differences
        .iter()
        .map(|one| json!({ "field": one.field, "from": one.before, "to": one.after }))
        .collect();
    json!({
        "_id": change.batch.to_string(), "type": kind, "createdAt": milliseconds(&change.at), "createdBy": change.by,
        "changes": changes,
    })
}

/// At whom a client has looked, the last one first.
pub(super) async fn last_seen(caller: &Caller) -> Outcome {
    let mut connection = caller.connection().await?;
    let mut person_ids = Vec::new();
    for person in seen::list(&mut connection, &caller.actor, DIALECT).await? {
        person_ids.push(ids(caller, RecordKind::Person).of(&mut connection, &person).await?);
    }
    Ok(respond(&LastSeen { id: Some(caller.actor.name.clone()), person_ids }))
}

/// Takes down that a client has looked at somebody.
pub(super) async fn see(caller: &Caller, id: &str) -> Outcome {
    let mut connection = caller.connection().await?;
    let key = key::<Person>(&mut connection, caller, id).await?;
    people::get(&caller.store, caller.actor.workspace, key).await.map_err(Refusal::from)?;
    seen::add(&mut connection, &caller.actor, DIALECT, key).await?;
    Ok(nothing(StatusCode::OK))
}
