//! Beginning: people are put into a transfer.

use calling_card_api::imports::ImportBatch;
use calling_card_api::transfers::{NewTransfer, TransferKind};
use calling_card_api::{ConnectionId, ProblemKind, Written};
use calling_card_contact::{
    BatchId, Check, ContactDraft, DeliverWhen, DraftId, FieldError, InboundSource, Person, PersonId, Problem,
};
use uuid::Uuid;

use super::{Cargo, kind_name};
use crate::store::connections::Connected;
use crate::store::people::under;
use crate::store::{Actor, Store, WorkspaceId, connections, imports, opt_ins, row, sql};
use crate::{Error, Result, clock};

/// Takes people in who are imported into another CRM. They are on their way then; answers the keys that they will have.
pub async fn import(store: &Store, actor: &Actor, to: &Connected, part: ImportBatch) -> Result<Written<Vec<PersonId>>> {
    if part.people.len() > imports::PEOPLE {
        let problem = Problem::TooMany { max: imports::PEOPLE as u32 };
        return Err(Error::Invalid(vec![FieldError { field: "/people".into(), problem }]));
    }
    for (index, imported) in part.people.iter().enumerate() {
        let errors = imported.person.check();
        if !errors.is_empty() {
            return Err(Error::Invalid(under(&format!("/people/{index}/person"), errors)));
        }
    }
    let id = part.batch.unwrap_or_else(clock::new_key);
    let mut transaction = store.begin_in(actor.workspace).await?;
    let known: Option<(Uuid, String, String)> =
        sql::query_as("SELECT workspace, target, created_by FROM transfers WHERE id = ?")
            .bind(id.0)
            .fetch_optional(&mut *transaction)
            .await?;
    match known {
        None => begin(&mut transaction, actor, id, TransferKind::Import, None, &to.id).await?,
        Some(known) if known == (actor.workspace.0, to.id.0.clone(), actor.name.clone()) => {}
        Some(_) => return Err(ProblemKind::Conflict.into()),
    }
    // A part that came before is not taken in again: its places are taken.
    let first = i64::from(part.part) * imports::PEOPLE as i64;
    let mut keys = Vec::with_capacity(part.people.len());
    for (place, imported) in (first..).zip(part.people) {
        let key = imported.known.map_or_else(clock::new_key, |seen| seen.id);
        let cargo = Cargo { person: imported.person, known: imported.known };
        keys.push(enqueue(&mut transaction, id, place, &cargo, key, None).await?);
    }
    transaction.commit().await?;
    Ok(Written { batch: id, result: keys })
}

/// Begins to copy people from one CRM to another.
pub async fn start_copy(store: &Store, actor: &Actor, new: &NewTransfer) -> Result<BatchId> {
    for connection in [&new.from, &new.to] {
        if connection.0 != ConnectionId::HOME {
            connections::get(store, actor.workspace, connection).await?;
        }
    }
    if new.from == new.to {
        let problem = Problem::Option;
        return Err(Error::Invalid(vec![FieldError { field: "/to".into(), problem }]));
    }
    let id = clock::new_key();
    let chosen = (!new.people.is_empty()).then(|| serde_json::to_string(&new.people)).transpose()?;
    let mut transaction = store.begin_in(actor.workspace).await?;
    begin(&mut transaction, actor, id, TransferKind::Copy, Some(&new.from), &new.to).await?;
    sql::query("UPDATE transfers SET chosen = ?, reading = TRUE, total = ? WHERE id = ?")
        .bind(chosen)
        .bind(new.people.len() as i64)
        .bind(id.0)
        .execute(&mut *transaction)
        .await?;
    transaction.commit().await?;
    Ok(id)
}

/// Puts a draft on its way to the connection of its form, in the transaction that lets it through, where the form says so: nothing
/// while it still waits or is held.
pub(in crate::store) async fn let_through(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    id: DraftId,
) -> Result<()> {
    let draft = match row::get::<ContactDraft>(connection, workspace, &id).await {
        Err(Error::Problem(ProblemKind::NotFound)) => return Ok(()),
        draft => draft?.content,
    };
    if !draft.held.is_empty() || draft.spam_at.is_some() || opt_ins::waits(connection, workspace, id).await? {
        return Ok(());
    }
    match destination(connection, workspace, id, &draft).await? {
        Some((to, DeliverWhen::Verified)) => {
            deliver(connection, workspace, id, &draft, draft.person.clone(), &to).await
        }
        _ => Ok(()),
    }
}

/// Puts a draft that is accepted on its way, as staff have corrected it, in the transaction that accepts it.
pub(in crate::store) async fn accepted(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    id: DraftId,
    draft: &ContactDraft,
    person: Person,
) -> Result<()> {
    match destination(connection, workspace, id, draft).await? {
        Some((to, _)) => deliver(connection, workspace, id, draft, person, &to).await,
        None => Ok(()),
    }
}

/// Where a draft is to be delivered, and when; none where its form has no connection, where it is delivered already, or where it is
/// only a test.
pub(in crate::store) async fn destination(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    id: DraftId,
    draft: &ContactDraft,
) -> Result<Option<(ConnectionId, DeliverWhen)>> {
    let source = match row::get::<InboundSource>(connection, workspace, &draft.source).await {
        Err(Error::Problem(ProblemKind::NotFound)) => return Ok(None),
        source => source?.content,
    };
    let delivered: Option<i64> = sql::query_scalar("SELECT 1 FROM deliveries WHERE draft = ?")
        .bind(id.to_string())
        .fetch_optional(connection)
        .await?;
    let asked = !draft.test && !source.deliver_to.is_empty() && delivered.is_none();
    Ok(asked.then_some((ConnectionId(source.deliver_to), source.deliver_when)))
}

async fn deliver(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    id: DraftId,
    draft: &ContactDraft,
    person: Person,
    to: &ConnectionId,
) -> Result<()> {
    let transfer = of_form(connection, workspace, draft.source.as_str(), &to.0).await?;
    let place: i64 = sql::query_scalar("SELECT COALESCE(MAX(place) + 1, 0) FROM deliveries WHERE transfer = ?")
        .bind(transfer.0)
        .fetch_one(&mut *connection)
        .await?;
    let cargo = Cargo { person, known: None };
    enqueue(connection, transfer, place, &cargo, clock::new_key(), Some(id)).await?;
    Ok(())
}

/// Drops the delivery of a draft that has not arrived.
pub(in crate::store) async fn drop_draft(connection: &mut sql::Connection, id: DraftId) -> Result<()> {
    sql::query(
        "UPDATE deliveries SET state = 'dropped', content = NULL WHERE draft = ? AND state IN ('waiting', 'refused')",
    )
    .bind(id.to_string())
    .execute(connection)
    .await?;
    Ok(())
}

/// The transfer of all that comes in through a form.
async fn of_form(connection: &mut sql::Connection, workspace: WorkspaceId, form: &str, to: &str) -> Result<BatchId> {
    let known: Option<Uuid> =
        sql::query_scalar("SELECT id FROM transfers WHERE workspace = ? AND form = ? AND target = ?")
            .bind(workspace.0)
            .bind(form)
            .bind(to)
            .fetch_optional(&mut *connection)
            .await?;
    if let Some(known) = known {
        return Ok(BatchId(known));
    }
    let id = clock::new_key();
    let actor = Actor { workspace, name: format!("form:{form}") };
    begin(connection, &actor, id, TransferKind::Form, None, &ConnectionId(to.to_owned())).await?;
    sql::query("UPDATE transfers SET form = ? WHERE id = ?").bind(form).bind(id.0).execute(connection).await?;
    Ok(id)
}

pub(super) async fn begin(
    connection: &mut sql::Connection,
    actor: &Actor,
    id: BatchId,
    kind: TransferKind,
    from: Option<&ConnectionId>,
    to: &ConnectionId,
) -> Result<()> {
    // Another workspace's transfer of this key is not seen before.
    let begun = sql::query(
        "INSERT INTO transfers (id, workspace, kind, source, target, state, reading, created_at, created_by)
         VALUES (?, ?, ?, ?, ?, 'running', FALSE, ?, ?) ON CONFLICT (id) DO NOTHING",
    )
    .bind(id.0)
    .bind(actor.workspace.0)
    .bind(kind_name(kind))
    .bind(from.map(|from| &from.0))
    .bind(&to.0)
    .bind(clock::now().0)
    .bind(&actor.name)
    .execute(connection)
    .await?;
    if begun.rows_affected() == 0 { Err(ProblemKind::Conflict.into()) } else { Ok(()) }
}

/// Puts somebody on their way; answers the key that they will have. Who is at this place already stays there.
pub(super) async fn enqueue(
    connection: &mut sql::Connection,
    transfer: BatchId,
    place: i64,
    cargo: &Cargo,
    key: PersonId,
    draft: Option<DraftId>,
) -> Result<PersonId> {
    let now = clock::now().0;
    sql::query(
        "INSERT INTO deliveries (id, transfer, place, name, content, draft, person, state, next_at, changed_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, 'waiting', ?, ?) ON CONFLICT (transfer, place) DO NOTHING",
    )
    .bind(clock::new_key::<Uuid>())
    .bind(transfer.0)
    .bind(place)
    .bind(name_of(&cargo.person))
    .bind(serde_json::to_string(cargo)?)
    .bind(draft.map(|draft| draft.to_string()))
    .bind(key.0)
    .bind(&now)
    .bind(&now)
    .execute(&mut *connection)
    .await?;
    let key: Uuid = sql::query_scalar("SELECT person FROM deliveries WHERE transfer = ? AND place = ?")
        .bind(transfer.0)
        .bind(place)
        .fetch_one(connection)
        .await?;
    Ok(PersonId(key))
}

fn name_of(person: &Person) -> String {
    person.display_name().chars().take(200).collect()
}
