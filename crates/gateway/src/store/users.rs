//! Members of staff.

use calling_card_api::ProblemKind;
use calling_card_api::audit::AuditKind;
use calling_card_api::auth::User;
use calling_card_api::roles::Role;
use calling_card_api::staff::Colleague;
use calling_card_contact::{FieldError, Language, Problem, UserId};
use uuid::Uuid;

use super::audit::{self, Deed};
use super::{Store, WorkspaceId, alone_in, sql, tokens};
use crate::store::from_row::from_row;
use crate::{Error, Result, clock};

/// A member of staff as they are made; the password is hashed already.
#[derive(Clone)]
pub struct NewUser {
    /// The name.
    pub name: String,
    /// The e-mail address.
    pub email: String,
    /// The password, hashed by argon2id (PHC string format).
    pub password_hash: String,
    /// What they may do.
    pub role: Role,
}

/// A member of staff as they are signed in.
#[derive(Clone, Debug)]
pub struct UserRow {
    /// The key.
    pub id: Uuid,
    /// The workspace.
    pub workspace: Uuid,
    /// The name of the workspace.
    pub workspace_name: String,
    /// The name.
    pub name: String,
    /// The e-mail address.
    pub email: String,
    /// The hash of the password.
    pub password: String,
    /// The language of the app.
    pub language: Option<String>,
    /// What they may do, as the database spells it.
    role: String,
}
from_row!(UserRow: id, workspace, workspace_name, name, email, password, language, role);

impl UserRow {
    /// What they may do now.
    pub fn role(&self) -> Role {
        // The database holds no other texts; one that is no role would allow least.
        self.role.parse().unwrap_or_default()
    }

    /// As the app sees them.
    pub fn user(&self) -> User {
        let language = self.language.as_deref().map(Language::choose);
        User { id: UserId(self.id), name: self.name.clone(), email: self.email.clone(), language }
    }
}

/// Makes a member of staff.
pub async fn create(store: &Store, workspace: WorkspaceId, user: &NewUser) -> Result<Uuid> {
    let mut transaction = store.begin_in(workspace).await?;
    let id = insert(&mut transaction, workspace, user).await?;
    transaction.commit().await?;
    Ok(id)
}

/// Makes the first member of staff of a workspace, who is its owner, by a one-time link that is used up by it.
pub async fn create_first(store: &Store, token: &str, user: &NewUser) -> Result<Uuid> {
    let mut transaction = store.pool.begin_writing().await?;
    let Some((workspace, _)) = tokens::use_link(&mut transaction, token, false).await? else {
        return Err(Error::Problem(ProblemKind::Credentials));
    };
    alone_in(&mut transaction, workspace).await?;
    // Another link may have been followed before this one.
    if any(&mut transaction, workspace).await? {
        return Err(Error::Problem(ProblemKind::Credentials));
    }
    let id = insert(&mut transaction, workspace, &NewUser { role: Role::Owner, ..user.clone() }).await?;
    transaction.commit().await?;
    Ok(id)
}

/// Whether a workspace has members of staff.
pub async fn has_any(store: &Store, workspace: WorkspaceId) -> Result<bool> {
    any(&mut store.pool.acquire().await?, workspace).await
}

/// The same, within what is being written.
async fn any(connection: &mut sql::Connection, workspace: WorkspaceId) -> Result<bool> {
    let found: Option<i64> = sql::query_scalar("SELECT 1 FROM users WHERE workspace = ? LIMIT 1")
        .bind(workspace.0)
        .fetch_optional(connection)
        .await?;
    Ok(found.is_some())
}

/// The member of staff whom a one-time link signs in; the link is used up by it.
pub async fn by_link(store: &Store, token: &str) -> Result<Uuid> {
    let used = tokens::use_link(&mut store.pool.acquire().await?, token, true).await?;
    used.and_then(|(_, user)| user).ok_or(Error::Problem(ProblemKind::Credentials))
}

/// A member of staff by e-mail address.
pub async fn by_email(store: &Store, email: &str) -> Result<Option<UserRow>> {
    Ok(sql::query_as(
        "SELECT users.id, workspace, workspaces.name AS workspace_name, users.name, email, password, language, role
         FROM users JOIN workspaces ON workspaces.id = users.workspace WHERE email_key = ?",
    )
    .bind(key(email))
    .fetch_optional(&store.pool)
    .await?)
}

/// A member of staff by key.
pub async fn get(store: &Store, id: Uuid) -> Result<UserRow> {
    let row = sql::query_as(
        "SELECT users.id, workspace, workspaces.name AS workspace_name, users.name, email, password, language, role
         FROM users JOIN workspaces ON workspaces.id = users.workspace WHERE users.id = ?",
    )
    .bind(id)
    .fetch_optional(&store.pool)
    .await?;
    row.ok_or(Error::NOT_FOUND)
}

/// The members of staff of a workspace, by name.
pub async fn list(store: &Store, workspace: WorkspaceId) -> Result<Vec<Colleague>> {
    let rows: Vec<(Uuid, String)> = sql::query_as("SELECT id, name FROM users WHERE workspace = ? ORDER BY name, id")
        .bind(workspace.0)
        .fetch_all(&store.pool)
        .await?;
    Ok(rows.into_iter().map(|(id, name)| Colleague { id: UserId(id), name }).collect())
}

/// What a member of staff is called.
pub(super) async fn name(connection: &mut sql::Connection, id: UserId) -> Result<String> {
    let name = sql::query_scalar("SELECT name FROM users WHERE id = ?").bind(id.0).fetch_optional(connection).await?;
    Ok(name.unwrap_or_default())
}

/// Whether a member of staff is one of a workspace.
pub(crate) async fn is_member(connection: &mut sql::Connection, workspace: WorkspaceId, id: UserId) -> Result<bool> {
    let found: Option<i64> = sql::query_scalar("SELECT 1 FROM users WHERE workspace = ? AND id = ?")
        .bind(workspace.0)
        .bind(id.0)
        .fetch_optional(connection)
        .await?;
    Ok(found.is_some())
}

/// Gives a member of staff another password, and ends all their sessions.
pub async fn set_password(store: &Store, id: Uuid, password_hash: &str) -> Result<()> {
    let mut transaction = store.pool.begin_writing().await?;
    let (workspace, name): (Uuid, String) =
        sql::query_as("SELECT workspace, name FROM users WHERE id = ?").bind(id).fetch_one(&mut *transaction).await?;
    alone_in(&mut transaction, WorkspaceId(workspace)).await?;
    sql::query("UPDATE users SET password = ? WHERE id = ?")
        .bind(password_hash)
        .bind(id)
        .execute(&mut *transaction)
        .await?;
    sql::query("DELETE FROM sessions WHERE \"user\" = ?").bind(id).execute(&mut *transaction).await?;
    audit::write(&mut transaction, WorkspaceId(workspace), Deed::new(AuditKind::PasswordChanged).by(name)).await?;
    transaction.commit().await?;
    Ok(())
}

/// Writes a member of staff; an address that somebody has is refused at its field.
pub(super) async fn insert(connection: &mut sql::Connection, workspace: WorkspaceId, user: &NewUser) -> Result<Uuid> {
    let id = Uuid::now_v7();
    let made = sql::query(
        "INSERT INTO users (id, workspace, name, email, email_key, password, role, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (email_key) DO NOTHING",
    )
    .bind(id)
    .bind(workspace.0)
    .bind(&user.name)
    .bind(&user.email)
    .bind(key(&user.email))
    .bind(&user.password_hash)
    .bind(user.role.name())
    .bind(clock::now().0)
    .execute(&mut *connection)
    .await?;
    if made.rows_affected() == 0 {
        return Err(Error::Invalid(vec![FieldError { field: "/email".into(), problem: Problem::Taken }]));
    }
    let deed = Deed::new(AuditKind::MemberJoined).by(&user.name).about(&user.email).detail(user.role);
    audit::write(connection, workspace, deed).await?;
    Ok(id)
}

/// By what an address is found again.
pub(crate) fn key(email: &str) -> String {
    email.trim().to_lowercase()
}
