//! The members of staff of a workspace, as owners see and change them. There is always an owner.

use calling_card_api::ProblemKind;
use calling_card_api::members::Member;
use calling_card_api::roles::Role;
use calling_card_contact::{Timestamp, UserId};
use sqlx::SqliteConnection;
use uuid::Uuid;

use super::{Store, WorkspaceId};
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
        }
    }
}

/// The members of staff, by name.
pub async fn list(store: &Store, workspace: WorkspaceId) -> Result<Vec<Member>> {
    let rows: Vec<Row> =
        sqlx::query_as("SELECT id, name, email, role, created_at FROM users WHERE workspace = ? ORDER BY name, id")
            .bind(workspace.0)
            .fetch_all(&store.pool)
            .await?;
    Ok(rows.into_iter().map(Row::member).collect())
}

/// Gives a member of staff another role; the last owner stays one.
pub async fn change_role(store: &Store, workspace: WorkspaceId, id: UserId, role: Role) -> Result<Member> {
    let mut transaction = store.pool.begin_with("BEGIN IMMEDIATE").await?;
    let member = get(&mut transaction, workspace, id).await?;
    if role < Role::Owner {
        keep_an_owner(&mut transaction, workspace, &member).await?;
    }
    sqlx::query("UPDATE users SET role = ? WHERE workspace = ? AND id = ?")
        .bind(role.name())
        .bind(workspace.0)
        .bind(id.0)
        .execute(&mut *transaction)
        .await?;
    transaction.commit().await?;
    Ok(Member { role, ..member })
}

/// Removes a member of staff with their sessions; the last owner stays. What they have written stays, under their name.
pub async fn remove(store: &Store, workspace: WorkspaceId, id: UserId) -> Result<()> {
    let mut transaction = store.pool.begin_with("BEGIN IMMEDIATE").await?;
    let member = get(&mut transaction, workspace, id).await?;
    keep_an_owner(&mut transaction, workspace, &member).await?;
    for forget in [
        "DELETE FROM sessions WHERE user = ?",
        "DELETE FROM one_time_links WHERE user = ?",
        "DELETE FROM users WHERE id = ?",
    ] {
        sqlx::query(forget).bind(id.0).execute(&mut *transaction).await?;
    }
    transaction.commit().await?;
    Ok(())
}

async fn get(connection: &mut SqliteConnection, workspace: WorkspaceId, id: UserId) -> Result<Member> {
    let row: Option<Row> =
        sqlx::query_as("SELECT id, name, email, role, created_at FROM users WHERE workspace = ? AND id = ?")
            .bind(workspace.0)
            .bind(id.0)
            .fetch_optional(connection)
            .await?;
    row.map(Row::member).ok_or(Error::NOT_FOUND)
}

/// Refuses where a member is the only owner.
async fn keep_an_owner(connection: &mut SqliteConnection, workspace: WorkspaceId, member: &Member) -> Result<()> {
    if member.role < Role::Owner {
        return Ok(());
    }
    let others: i64 =
        sqlx::query_scalar("SELECT COUNT(*) FROM users WHERE workspace = ? AND role = 'owner' AND id <> ?")
            .bind(workspace.0)
            .bind(member.id.0)
            .fetch_one(connection)
            .await?;
    if others == 0 { Err(ProblemKind::LastOwner.into()) } else { Ok(()) }
}
