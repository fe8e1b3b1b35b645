//! What is known of a workspace, for dialects that tell about the tenant.

use super::super::WorkspaceId;
use super::super::from_row::from_row;
use crate::Result;
use crate::store::sql;

/// A tenant.
#[derive(Clone, Debug)]
pub struct Tenant {
    /// The name of the workspace.
    pub name: String,
    /// When it was made.
    pub created_at: String,
    /// How many members of staff it has.
    pub users: i64,
    /// The name of the member of staff who was first.
    pub contact: Option<String>,
    /// The e-mail address of that one.
    pub email: Option<String>,
}
from_row!(Tenant: name, created_at, users, contact, email);

/// The tenant of a workspace.
pub async fn tenant(connection: &mut sql::Connection, workspace: WorkspaceId) -> Result<Tenant> {
    Ok(sql::query_as(
        "SELECT workspaces.name, workspaces.created_at,
             (SELECT COUNT(*) FROM users WHERE workspace = workspaces.id) AS users, first.name AS contact, first.email
         FROM workspaces LEFT JOIN users AS first ON first.id =
             (SELECT id FROM users WHERE workspace = workspaces.id ORDER BY created_at, id LIMIT 1)
         WHERE workspaces.id = ?",
    )
    .bind(workspace.0)
    .fetch_one(connection)
    .await?)
}
