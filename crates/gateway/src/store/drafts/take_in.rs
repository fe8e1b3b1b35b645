//! Drafts of another CRM that are taken into the built-in one.

use calling_card_api::Written;
use calling_card_api::people::PersonRecord;
use calling_card_contact::{Affiliation, Organization, OrganizationId, Person, PersonId, Prefer, merge};

use crate::store::{Actor, Batch, Store, organizations, people, sql};
use crate::{Result, clock};

/// What a draft of another CRM proposes, as staff have corrected it.
#[derive(Clone, Debug)]
pub struct Proposed {
    /// The person.
    pub person: Person,
    /// The organization that they belong to.
    pub organization: Option<Organization>,
    /// The person that it goes into; none for a new one.
    pub into: Option<PersonId>,
}

/// Makes a person of what a draft of another CRM proposes, or puts it into one; an organization that is not known by its name is made.
/// All of it is one batch, so one undo takes it back.
pub async fn take_in(store: &Store, actor: &Actor, proposed: Proposed) -> Result<Written<PersonRecord>> {
    let mut batch = Batch::begin(store, actor).await?;
    let mut person = proposed.person;
    if let Some(organization) = proposed.organization.filter(|organization| !organization.name.trim().is_empty()) {
        let organization = find_or_make(&mut batch, organization).await?;
        if person.organizations.iter().all(|place| place.organization != organization) {
            person.organizations.push(Affiliation { organization, role: String::new() });
        }
    }
    // Values of fields that only the other CRM has are kept, and wait for fields of the same keys.
    let record = match proposed.into {
        Some(existing) => {
            let old: PersonRecord = batch.get(&existing).await?;
            let merged = merge(old.content, person, Prefer::Known);
            let known = merged.custom.clone();
            let merged = people::prepare(&mut batch, merged, &known, "/person").await?;
            batch.update(&existing, old.version, merged).await?
        }
        None => {
            let known = person.custom.clone();
            let person = people::prepare(&mut batch, person, &known, "/person").await?;
            batch.create(clock::new_key(), person).await?
        }
    };
    batch.commit(record).await
}

async fn find_or_make(batch: &mut Batch, organization: Organization) -> Result<OrganizationId> {
    let workspace = batch.actor.workspace;
    let known: Option<String> = sql::query_scalar(
        "SELECT id FROM records WHERE workspace = ? AND kind = 'organization' AND name = ? AND deleted_at IS NULL ORDER BY id LIMIT 1",
    )
    .bind(workspace.0)
    .bind(&organization.name)
    .fetch_optional(batch.connection())
    .await?;
    if let Some(id) = known.and_then(|id| id.parse().ok()) {
        return Ok(id);
    }
    let custom = organization.custom.clone();
    let organization = organizations::prepare(batch, organization, &custom).await?;
    Ok(batch.create::<Organization>(clock::new_key(), organization).await?.id)
}
