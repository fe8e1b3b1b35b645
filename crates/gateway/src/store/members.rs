//! The members of staff of a workspace, as owners see and change them. There is always an owner.

use calling_card_api::ProblemKind;
use calling_card_api::audit::AuditKind;
use calling_card_api::members::{Member, PrivateCount, PrivateParts, Removal};
use calling_card_api::roles::Role;
use calling_card_contact::{FieldError, Problem, Timestamp, UserId};
use uuid::Uuid;

use super::audit::{self, Deed};
use super::{Actor, Store, WorkspaceId, passkeys, private, sql};
use crate::store::from_row::from_row;
use crate::{Error, Result};

struct Row {
    id: Uuid,
    name: String,
    email: String,
    role: String,
    created_at: String,
}
from_row!(Row: id, name, email, role, created_at);

impl Row {
    fn member(self) -> Member {
        Member {
            id: UserId(self.id),
            name: self.name,
            email: self.email,
            role: self.role.parse().unwrap_or_default(),
            since: Timestamp(self.created_at),
            private: PrivateCount::default(),
        }
    }
}

/// The members of staff, by name, with how much they keep to themselves.
pub async fn list(store: &Store, workspace: WorkspaceId) -> Result<Vec<Member>> {
    let counts = private::members::counts(&mut store.pool.acquire().await?, workspace).await?;
    let rows: Vec<Row> =
        sql::query_as("SELECT id, name, email, role, created_at FROM users WHERE workspace = ? ORDER BY name, id")
            .bind(workspace.0)
            .fetch_all(&store.pool)
            .await?;
    let counted = |row: Row| {
        let member = row.member();
        let private = counts.iter().find(|(of, _)| *of == member.id).map(|(_, count)| *count);
        Member { private: private.unwrap_or_default(), ..member }
    };
    Ok(rows.into_iter().map(counted).collect())
}

/// Gives a member of staff another role; the last owner stays one.
pub async fn change_role(store: &Store, actor: &Actor, id: UserId, role: Role) -> Result<Member> {
    let workspace = actor.workspace;
    let mut transaction = store.begin_in(workspace).await?;
    let member = get(&mut transaction, workspace, id).await?;
    if role < Role::Owner {
        keep_an_owner(&mut transaction, workspace, &member).await?;
    }
    sql::query("UPDATE users SET role = ? WHERE workspace = ? AND id = ?")
        .bind(role.name())
        .bind(workspace.0)
        .bind(id.0)
        .execute(&mut *transaction)
        .await?;
    let deed = Deed::new(AuditKind::RoleChanged).by(&actor.name).about(&member.name).detail(role);
    audit::write(&mut transaction, workspace, deed).await?;
    transaction.commit().await?;
    Ok(Member { role, ..member })
}

/// Removes a member of staff with their sessions and passkeys; the last owner stays. What they have written stays, under their name. Where they keep
/// cards or notes to themselves, it has to be said what becomes of those.
pub async fn remove(store: &Store, by: &private::Member, id: UserId, removal: Removal) -> Result<()> {
    let workspace = by.actor.workspace;
    let _turn = store.turn().await?;
    let mut transaction = store.begin_in(workspace).await?;
    let member = get(&mut transaction, workspace, id).await?;
    keep_an_owner(&mut transaction, workspace, &member).await?;
    settle_private(&mut transaction, by, &member, removal).await?;
    for forget in ["DELETE FROM sessions WHERE \"user\" = ?", "DELETE FROM one_time_links WHERE \"user\" = ?"] {
        sql::query(forget).bind(id.0).execute(&mut *transaction).await?;
    }
    passkeys::forget(&mut transaction, id.0).await?;
    sql::query("DELETE FROM users WHERE id = ?").bind(id.0).execute(&mut *transaction).await?;
    let deed = Deed::new(AuditKind::MemberRemoved).by(&by.actor.name).about(&member.name);
    audit::write(&mut transaction, workspace, deed).await?;
    transaction.commit().await?;
    store.forget_log().await
}

/// Hands over or deletes what a member keeps to themselves.
async fn settle_private(
    connection: &mut sql::Connection,
    by: &private::Member,
    member: &Member,
    removal: Removal,
) -> Result<()> {
    let workspace = by.actor.workspace;
    let counts = private::members::counts(connection, workspace).await?;
    let Some((_, count)) = counts.into_iter().find(|(of, _)| *of == member.id) else { return Ok(()) };
    let refuse = |problem| Err(Error::Invalid(vec![FieldError { field: "/private".into(), problem }]));
    let kind = match removal.private {
        None => return refuse(Problem::Required),
        // There is nobody to hand it over to.
        Some(PrivateParts::HandOver) if by.id == member.id => return refuse(Problem::Option),
        Some(PrivateParts::HandOver) => AuditKind::PrivateHandedOver,
        Some(PrivateParts::Delete) => AuditKind::PrivateDeleted,
    };
    let what = removal.private.unwrap_or(PrivateParts::Delete);
    private::members::settle(connection, workspace, (member.id, by.id), what).await?;
    let detail = format!("{} + {}", count.cards, count.notes);
    let deed = Deed::new(kind).by(&by.actor.name).about(&member.name).detail(detail);
    audit::write(connection, workspace, deed).await
}

async fn get(connection: &mut sql::Connection, workspace: WorkspaceId, id: UserId) -> Result<Member> {
    let row: Option<Row> =
        sql::query_as("SELECT id, name, email, role, created_at FROM users WHERE workspace = ? AND id = ?")
            .bind(workspace.0)
            .bind(id.0)
            .fetch_optional(connection)
            .await?;
    row.map(Row::member).ok_or(Error::NOT_FOUND)
}

/// Refuses where a member is the only owner.
async fn keep_an_owner(connection: &mut sql::Connection, workspace: WorkspaceId, member: &Member) -> Result<()> {
    if member.role < Role::Owner {
        return Ok(());
    }
    let others: i64 =
        sql::query_scalar("SELECT COUNT(*) FROM users WHERE workspace = ? AND role = 'owner' AND id <> ?")
            .bind(workspace.0)
            .bind(member.id.0)
            .fetch_one(connection)
            .await?;
    if others == 0 { Err(ProblemKind::LastOwner.into()) } else { Ok(()) }
}
