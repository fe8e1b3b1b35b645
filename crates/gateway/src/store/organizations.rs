//! Organizations.

use calling_card_api::changes::RecordKind;
use calling_card_api::organizations::{OrganizationRecord, OrganizationSummary, OrganizationsQuery};
use calling_card_api::{Nothing, Page, ProblemKind, Version, Written};
use calling_card_contact::{Check, CustomEntity, CustomValues, FieldError, Organization, OrganizationId, Problem};

use super::listing::Listing;
use super::{Actor, Batch, Store, WorkspaceId, custom_fields, row, sql};
use crate::{Error, Result, clock};

/// A page of organizations by name.
pub async fn list(
    store: &Store,
    workspace: WorkspaceId,
    query: &OrganizationsQuery,
) -> Result<Page<OrganizationSummary>> {
    let listing = Listing { q: &query.q, cursor: query.cursor.as_ref(), limit: query.limit, ..Listing::default() };
    let mut page: Page<OrganizationSummary> = listing.page(store, workspace, RecordKind::Organization).await?;
    for organization in &mut page.items {
        organization.people = people(store, workspace, organization.id).await?;
    }
    Ok(page)
}

/// One organization.
pub async fn get(store: &Store, workspace: WorkspaceId, id: OrganizationId) -> Result<OrganizationRecord> {
    row::get(&mut store.pool.acquire().await?, workspace, &id).await
}

/// The same, by a connection that is at hand.
pub(crate) async fn read(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    id: OrganizationId,
) -> Result<OrganizationRecord> {
    row::get(connection, workspace, &id).await
}

/// Organizations in the order of their keys, after this one; for reading all of them.
pub async fn after(
    store: &Store,
    workspace: WorkspaceId,
    id: Option<OrganizationId>,
    count: u32,
) -> Result<Vec<OrganizationRecord>> {
    let rows: Vec<row::Row> = sql::query_as(concat!(
        "SELECT ",
        row::columns!(),
        " FROM records WHERE workspace = ? AND kind = 'organization' AND id > ? AND deleted_at IS NULL ORDER BY id LIMIT ?"
    ))
    .bind(workspace.0)
    .bind(id.map(|id| id.to_string()).unwrap_or_default())
    .bind(count)
    .fetch_all(&store.pool)
    .await?;
    rows.into_iter().map(row::Row::record).collect()
}

/// Makes an organization.
pub async fn create(store: &Store, actor: &Actor, organization: Organization) -> Result<Written<OrganizationRecord>> {
    let mut batch = Batch::begin(store, actor).await?;
    let organization = prepare(&mut batch, organization, &CustomValues::new()).await?;
    let record = batch.create(clock::new_key(), organization).await?;
    batch.commit(record).await
}

/// Writes an organization anew.
pub async fn update(
    store: &Store,
    actor: &Actor,
    id: OrganizationId,
    seen: Version,
    organization: Organization,
) -> Result<Written<OrganizationRecord>> {
    let mut batch = Batch::begin(store, actor).await?;
    let old: OrganizationRecord = batch.get(&id).await?;
    let organization = prepare(&mut batch, organization, &old.content.custom).await?;
    let record = batch.update(&id, seen, organization).await?;
    batch.commit(record).await
}

/// Puts an organization into the bin; its people stay, and belong to it again once it is taken out.
pub async fn delete(store: &Store, actor: &Actor, id: OrganizationId, seen: Version) -> Result<Written<Nothing>> {
    let mut batch = Batch::begin(store, actor).await?;
    batch.delete::<Organization>(&id, seen).await?;
    batch.commit(Nothing).await
}

/// Whether an organization is, or was until it was put into the bin, in a workspace.
pub(super) async fn exists(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    id: OrganizationId,
) -> Result<bool> {
    let found: Option<i64> =
        sql::query_scalar("SELECT 1 FROM records WHERE workspace = ? AND kind = 'organization' AND id = ?")
            .bind(workspace.0)
            .bind(id.to_string())
            .fetch_optional(connection)
            .await?;
    Ok(found.is_some())
}

/// Checks an organization, and gives keys to new branches. Of custom fields it looks at those that differ from the values of before.
pub(crate) async fn prepare(
    batch: &mut Batch,
    mut organization: Organization,
    before: &CustomValues,
) -> Result<Organization> {
    let mut errors = organization.check();
    let custom = &mut organization.custom;
    errors.extend(custom_fields::settle(batch, CustomEntity::Organization, before, custom).await?);
    let workspace = batch.actor.workspace;
    if let Some(person) = organization.contact_person
        && !super::people::exists(batch.connection(), workspace, person).await?
    {
        errors.push(FieldError { field: "/contact_person".into(), problem: Problem::Unknown });
    }
    if !errors.is_empty() {
        return Err(Error::Invalid(errors));
    }
    for branch in &mut organization.branches {
        branch.id = Some(branch.id.unwrap_or_else(clock::new_key));
    }
    Ok(organization)
}

async fn people(store: &Store, workspace: WorkspaceId, id: OrganizationId) -> Result<u32> {
    let count: i64 = sql::query_scalar(
        "SELECT COUNT(*) FROM links WHERE workspace = ? AND kind = 'person' AND link = 'organization' AND target = ?",
    )
    .bind(workspace.0)
    .bind(id.to_string())
    .fetch_one(&store.pool)
    .await?;
    u32::try_from(count).map_err(|_| Error::Problem(ProblemKind::Internal))
}
