//! Tokens of sessions and one-time links: 256 random bits, of which the database keeps only the SHA-256.

use std::fmt::Write;

use rand::RngCore;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{Store, WorkspaceId, sql};
use crate::{Result, clock};

/// How long a one-time link holds, in seconds: a day.
const LINK_SECONDS: i64 = 86_400;

/// A new token, in hexadecimal.
pub fn new_token() -> String {
    let mut bytes = [0u8; 32];
    rand::rng().fill_bytes(&mut bytes);
    hexadecimal(&bytes)
}

/// What is kept of a token.
pub fn hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

/// The bytes of a text in hexadecimal.
pub fn from_hexadecimal(text: &str) -> Option<Vec<u8>> {
    let pair = |pair: &[u8]| {
        let digits =
            std::str::from_utf8(pair).ok().filter(|_| pair.len() == 2 && pair.iter().all(u8::is_ascii_hexdigit));
        u8::from_str_radix(digits?, 16).ok()
    };
    text.as_bytes().chunks(2).map(pair).collect()
}

/// Bytes in hexadecimal.
pub fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Makes a one-time link: for the first member of staff of a workspace, or to sign a user in.
pub async fn create_link(store: &Store, workspace: WorkspaceId, user: Option<Uuid>) -> Result<String> {
    let token = new_token();
    sql::query("INSERT INTO one_time_links (token_hash, workspace, \"user\", expires_at) VALUES (?, ?, ?, ?)")
        .bind(hash(&token))
        .bind(workspace.0)
        .bind(user)
        .bind(clock::in_seconds(LINK_SECONDS).0)
        .execute(&store.pool)
        .await?;
    Ok(token)
}

/// Uses a link up; none if it was used, is too old, or never was.
pub(super) async fn use_link(
    connection: &mut sql::Connection,
    token: &str,
    for_user: bool,
) -> Result<Option<(WorkspaceId, Option<Uuid>)>> {
    let found: Option<(Uuid, Option<Uuid>)> = sql::query_as(
        "DELETE FROM one_time_links WHERE token_hash = ? AND expires_at > ? AND (\"user\" IS NOT NULL) = ? RETURNING workspace, \"user\"",
    )
    .bind(hash(token))
    .bind(clock::now().0)
    .bind(for_user)
    .fetch_optional(connection)
    .await?;
    Ok(found.map(|(workspace, user)| (WorkspaceId(workspace), user)))
}
