//! Where companies are on the web, for dialects that find them by it.

use calling_card_contact::OrganizationId;

use super::super::WorkspaceId;
use super::super::from_row::from_row;
use crate::store::sql;
use crate::{Error, Result};

/// Where a company is.
#[derive(Clone, Debug)]
pub struct Host {
    /// The key of the organization.
    pub id: String,
    /// Its page.
    pub website: String,
    /// Its e-mail address.
    pub email: String,
    /// The domain that was said of it in the dialect, where that is another one.
    pub domain: Option<String>,
}
from_row!(Host: id, website, email, domain);

impl Host {
    /// The key of the organization.
    pub fn key(&self) -> Result<OrganizationId> {
        self.id.parse().map_err(|_| Error::Internal("an organization's key that is none".into()))
    }
}

/// The companies that are anywhere, the oldest first.
pub async fn hosts(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    dialect: &'static str,
) -> Result<Vec<Host>> {
    Ok(sql::query_as(
        "SELECT id, COALESCE(content ->> '$.website', '') AS website, COALESCE(content ->> '$.email', '') AS email,
             members ->> '$.domain[0]' AS domain
         FROM records LEFT JOIN dialect_members AS beside
             ON beside.kind = records.kind AND beside.record = records.id AND beside.dialect = ?2
         WHERE records.workspace = ?1 AND records.kind = 'organization' AND deleted_at IS NULL
             AND COALESCE(content ->> '$.website', content ->> '$.email', members ->> '$.domain[0]') IS NOT NULL
         ORDER BY created_at, id",
    )
    .bind(workspace.0)
    .bind(dialect)
    .fetch_all(connection)
    .await?)
}
