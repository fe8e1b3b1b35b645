//! API tokens: by which other programs reach a workspace. Of a token only the SHA-256 is kept.

use calling_card_api::audit::AuditKind;
use calling_card_api::tokens::ApiToken;
use calling_card_contact::{FieldError, Problem, Timestamp, rules};
use uuid::Uuid;

use super::audit::{self, Deed};
use super::{Actor, Store, WorkspaceId, sql, tokens};
use crate::{Error, Result, clock};

pub mod pairs;

/// How long what a token was exchanged for holds, in seconds: an hour.
pub const EXCHANGED_SECONDS: i64 = 3600;
/// How old the time of the last use may be, in seconds, before it is written again.
const COARSE_SECONDS: i64 = 3600;

type Row = (Uuid, String, String, String, Option<String>);

fn read((id, name, created_at, created_by, used_at): Row) -> ApiToken {
    ApiToken { id, name, created_at: Timestamp(created_at), created_by, used_at: used_at.map(Timestamp) }
}

/// Makes a token for a workspace; answers it beside what is known of it. It can be read here once, and never again.
pub async fn create(store: &Store, actor: &Actor, name: &str) -> Result<(ApiToken, String)> {
    let name = name.trim();
    let named = if name.is_empty() { Err(Problem::Required) } else { rules::line(name, rules::SHORT_TEXT) };
    named.map_err(|problem| Error::Invalid(vec![FieldError { field: "/name".into(), problem }]))?;
    let token = tokens::new_token();
    let mut transaction = store.begin_in(actor.workspace).await?;
    let row = sql::query_as(
        "INSERT INTO api_tokens (id, workspace, name, token_hash, created_at, created_by) VALUES (?, ?, ?, ?, ?, ?)
         RETURNING id, name, created_at, created_by, used_at",
    )
    .bind(clock::new_key::<Uuid>())
    .bind(actor.workspace.0)
    .bind(name)
    .bind(tokens::hash(&token))
    .bind(clock::now().0)
    .bind(&actor.name)
    .fetch_one(&mut *transaction)
    .await?;
    let deed = Deed::new(AuditKind::TokenMade).by(&actor.name).about(name);
    audit::write(&mut transaction, actor.workspace, deed).await?;
    transaction.commit().await?;
    Ok((read(row), token))
}

/// The tokens of a workspace, the oldest first.
pub async fn list(store: &Store, workspace: WorkspaceId) -> Result<Vec<ApiToken>> {
    let rows: Vec<Row> = sql::query_as(
        "SELECT id, name, created_at, created_by, used_at FROM api_tokens WHERE workspace = ? ORDER BY created_at, id",
    )
    .bind(workspace.0)
    .fetch_all(&store.pool)
    .await?;
    Ok(rows.into_iter().map(read).collect())
}

/// Removes a token, with all that it was exchanged for.
pub async fn remove(store: &Store, actor: &Actor, id: Uuid) -> Result<()> {
    let mut transaction = store.begin_in(actor.workspace).await?;
    let gone: Option<String> =
        sql::query_scalar("DELETE FROM api_tokens WHERE workspace = ? AND id = ? RETURNING name")
            .bind(actor.workspace.0)
            .bind(id)
            .fetch_optional(&mut *transaction)
            .await?;
    let name = gone.ok_or(Error::NOT_FOUND)?;
    let deed = Deed::new(AuditKind::TokenRemoved).by(&actor.name).about(name);
    audit::write(&mut transaction, actor.workspace, deed).await?;
    transaction.commit().await?;
    Ok(())
}

/// On whose behalf a token acts, be it an API token or what one was exchanged for; none where it is no token of these.
pub async fn find(store: &Store, token: &str) -> Result<Option<Actor>> {
    let found: Option<(Uuid, Uuid, String, Option<String>)> = sql::query_as(
        "SELECT id, workspace, name, used_at FROM api_tokens WHERE token_hash = ?1
            OR id = (SELECT api_token FROM exchanged_tokens WHERE token_hash = ?1 AND expires_at > ?2)",
    )
    .bind(tokens::hash(token))
    .bind(clock::now().0)
    .fetch_optional(&store.pool)
    .await?;
    let Some((id, workspace, name, used_at)) = found else { return Ok(None) };
    if used_at.is_none_or(|used_at| used_at < clock::in_seconds(-COARSE_SECONDS).0) {
        sql::query("UPDATE api_tokens SET used_at = ? WHERE id = ?")
            .bind(clock::now().0)
            .bind(id)
            .execute(&store.pool)
            .await?;
    }
    Ok(Some(Actor { workspace: WorkspaceId(workspace), name: format!("token:{name}") }))
}

/// Exchanges an API token for one that holds for an hour; none where it is no API token. What was exchanged is exchanged for nothing.
pub async fn exchange(store: &Store, token: &str) -> Result<Option<String>> {
    let (exchanged, now) = (tokens::new_token(), clock::now().0);
    sql::query("DELETE FROM exchanged_tokens WHERE expires_at <= ?").bind(now).execute(&store.pool).await?;
    let made = sql::query(
        "INSERT INTO exchanged_tokens (token_hash, api_token, expires_at) SELECT ?, id, ? FROM api_tokens WHERE token_hash = ?",
    )
    .bind(tokens::hash(&exchanged))
    .bind(clock::in_seconds(EXCHANGED_SECONDS).0)
    .bind(tokens::hash(token))
    .execute(&store.pool)
    .await?;
    Ok((made.rows_affected() > 0).then_some(exchanged))
}
