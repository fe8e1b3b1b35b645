//! Who is invited to become a member of staff, by a one-time link that holds for seven days.

use calling_card_api::ProblemKind;
use calling_card_api::audit::AuditKind;
use calling_card_api::members::MemberInvitation;
use calling_card_api::roles::Role;
use calling_card_api::welcome::WelcomeTo;
use calling_card_contact::{FieldError, Problem, Timestamp};
use uuid::Uuid;

use super::audit::{self, Deed};
use super::mails::members::{self, InvitationMail};
use super::users::{self, NewUser};
use super::{Actor, Store, WorkspaceId, sql, tokens};
use crate::store::from_row::from_row;
use crate::{Error, Result, clock};

/// How long the link holds, in seconds: seven days.
const SECONDS: i64 = 7 * 86_400;
/// How long an invitation is known after that, in seconds: thirty days.
const FORGOTTEN: i64 = 30 * 86_400;
/// Most people who are invited at the same time.
const MOST: u32 = 200;

struct Row {
    id: Uuid,
    email: String,
    role: String,
    created_at: String,
    created_by: String,
    expires_at: String,
    expired: bool,
}
from_row!(Row: id, email, role, created_at, created_by, expires_at, expired);

/// Who is invited, the newest first; also by a link that is too old.
pub async fn list(store: &Store, workspace: WorkspaceId) -> Result<Vec<MemberInvitation>> {
    let rows: Vec<Row> = sql::query_as(
        "SELECT id, email, role, created_at, created_by, expires_at, expires_at <= ? AS expired FROM member_invitations
         WHERE workspace = ? ORDER BY created_at DESC, id DESC",
    )
    .bind(clock::now().0)
    .bind(workspace.0)
    .fetch_all(&store.pool)
    .await?;
    let shown = |row: Row| MemberInvitation {
        id: row.id,
        email: row.email,
        role: row.role.parse().unwrap_or_default(),
        created_at: Timestamp(row.created_at),
        created_by: row.created_by,
        expires_at: Timestamp(row.expires_at),
        expired: row.expired,
    };
    Ok(rows.into_iter().map(shown).collect())
}

/// Invites an address that is written well; the mail is written in the same transaction. Answers the token, which is kept nowhere but
/// in a mail that waits. Who was invited before gets another link.
pub async fn invite(
    store: &Store,
    actor: &Actor,
    email: &str,
    role: Role,
    mail: impl FnOnce(&str) -> Option<InvitationMail>,
) -> Result<(MemberInvitation, String)> {
    let (workspace, key) = (actor.workspace, users::key(email));
    let mut transaction = store.begin_in(workspace).await?;
    let known: Option<i64> = sql::query_scalar("SELECT 1 FROM users WHERE workspace = ? AND email_key = ?")
        .bind(workspace.0)
        .bind(&key)
        .fetch_optional(&mut *transaction)
        .await?;
    if known.is_some() {
        return Err(at_email(Problem::Taken));
    }
    let earlier: Option<Uuid> =
        sql::query_scalar("SELECT id FROM member_invitations WHERE workspace = ? AND email_key = ?")
            .bind(workspace.0)
            .bind(&key)
            .fetch_optional(&mut *transaction)
            .await?;
    if let Some(id) = earlier {
        forget(&mut transaction, id).await?;
    }
    let count: u32 = sql::query_scalar("SELECT COUNT(*) FROM member_invitations WHERE workspace = ?")
        .bind(workspace.0)
        .fetch_one(&mut *transaction)
        .await?;
    if count >= MOST {
        return Err(at_email(Problem::TooMany { max: MOST }));
    }
    let token = tokens::new_token();
    let made = MemberInvitation {
        id: Uuid::now_v7(),
        email: email.to_owned(),
        role,
        created_at: clock::now(),
        created_by: actor.name.clone(),
        expires_at: clock::in_seconds(SECONDS),
        expired: false,
    };
    sql::query(
        "INSERT INTO member_invitations (id, workspace, email, email_key, role, token_hash, created_at, created_by, expires_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(made.id)
    .bind(workspace.0)
    .bind(&made.email)
    .bind(key)
    .bind(role.name())
    .bind(tokens::hash(&token))
    .bind(&made.created_at.0)
    .bind(&made.created_by)
    .bind(&made.expires_at.0)
    .execute(&mut *transaction)
    .await?;
    if let Some(mail) = mail(&token) {
        members::enqueue(&mut transaction, workspace, &made, &mail).await?;
    }
    let deed = Deed::new(AuditKind::MemberInvited).by(&actor.name).about(&made.email).detail(role);
    audit::write(&mut transaction, workspace, deed).await?;
    transaction.commit().await?;
    Ok((made, token))
}

/// Takes an invitation back, and its mail where that is not sent.
pub async fn withdraw(store: &Store, actor: &Actor, id: Uuid) -> Result<()> {
    let mut transaction = store.begin_in(actor.workspace).await?;
    let known: Option<String> =
        sql::query_scalar("SELECT email FROM member_invitations WHERE workspace = ? AND id = ?")
            .bind(actor.workspace.0)
            .bind(id)
            .fetch_optional(&mut *transaction)
            .await?;
    let email = known.ok_or(Error::NOT_FOUND)?;
    forget(&mut transaction, id).await?;
    let deed = Deed::new(AuditKind::InvitationWithdrawn).by(&actor.name).about(email);
    audit::write(&mut transaction, actor.workspace, deed).await?;
    transaction.commit().await?;
    Ok(())
}

/// What a one-time link is for, that makes somebody a member of staff; none where it was used, is too old or was taken back.
pub async fn welcome(store: &Store, token: &str) -> Result<Option<WelcomeTo>> {
    let found: Option<(String, Option<String>, String)> = sql::query_as(
        "SELECT workspaces.name, email, role FROM member_invitations JOIN workspaces ON workspaces.id = workspace
         WHERE token_hash = ?1 AND expires_at > ?2
         UNION ALL
         SELECT workspaces.name, NULL, 'owner' FROM one_time_links JOIN workspaces ON workspaces.id = workspace
         WHERE token_hash = ?1 AND expires_at > ?2 AND \"user\" IS NULL
           AND NOT EXISTS (SELECT 1 FROM users WHERE users.workspace = one_time_links.workspace)",
    )
    .bind(tokens::hash(token))
    .bind(clock::now().0)
    .fetch_optional(&store.pool)
    .await?;
    Ok(found.map(|(workspace, email, role)| WelcomeTo { workspace, email, role: role.parse().unwrap_or_default() }))
}

/// Makes a member of staff of who was invited; the link is used up by it.
pub async fn accept(store: &Store, token: &str, name: String, password_hash: String) -> Result<Uuid> {
    let mut transaction = store.pool.begin_writing().await?;
    let found: Option<(Uuid, Uuid, String, String)> = sql::query_as(
        "SELECT id, workspace, email, role FROM member_invitations WHERE token_hash = ? AND expires_at > ?",
    )
    .bind(tokens::hash(token))
    .bind(clock::now().0)
    .fetch_optional(&mut *transaction)
    .await?;
    let Some((invitation, workspace, email, role)) = found else {
        return Err(ProblemKind::Credentials.into());
    };
    let user = NewUser { name, email, password_hash, role: role.parse().unwrap_or_default() };
    let id = users::insert(&mut transaction, WorkspaceId(workspace), &user).await?;
    // It may have been withdrawn until now.
    let used = sql::query("DELETE FROM member_invitations WHERE id = ?").bind(invitation);
    if used.execute(&mut *transaction).await?.rows_affected() == 0 {
        return Err(ProblemKind::Credentials.into());
    }
    transaction.commit().await?;
    Ok(id)
}

/// Forgets the invitations whose links are too old since thirty days.
pub async fn purge(store: &Store) -> Result<()> {
    sql::query("DELETE FROM member_invitations WHERE expires_at <= ?")
        .bind(clock::in_seconds(-FORGOTTEN).0)
        .execute(&store.pool)
        .await?;
    Ok(())
}

/// Forgets an invitation. Its mail goes with it, for the link leads nowhere any more.
async fn forget(connection: &mut sql::Connection, id: Uuid) -> Result<()> {
    sql::query("DELETE FROM member_invitations WHERE id = ?").bind(id).execute(connection).await?;
    Ok(())
}

fn at_email(problem: Problem) -> Error {
    Error::Invalid(vec![FieldError { field: "/email".into(), problem }])
}
