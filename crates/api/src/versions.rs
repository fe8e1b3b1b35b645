//! What records were: each version that the change log has, and the way back to it.

use calling_card_contact::{Organization, OrganizationId, Person, PersonId, Timestamp};
use serde::{Deserialize, Serialize};

use crate::changes::Change;
use crate::endpoint_macro::endpoint;
use crate::organizations::OrganizationRecord;
use crate::people::PersonRecord;
use crate::{ConnectionId, Version, Written};

/// A record as it was.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Past<T> {
    /// Its version then.
    pub version: Version,
    /// When it was written.
    pub at: Timestamp,
    /// By whom.
    pub by: String,
    /// What it said.
    pub content: T,
}

/// `GET /crm/{connection}/people/{id}/versions/{version}`: a person as they were.
#[derive(Clone, Debug)]
pub struct GetPersonVersion {
    /// The CRM.
    pub connection: ConnectionId,
    /// The person.
    pub id: PersonId,
    /// The version.
    pub past: u32,
}
endpoint!(GET "/crm/{connection}/people/{id}/versions/{version}" GetPersonVersion => Past<Person>; ["/crm/", connection, "/people/", id, "/versions/", past]);

/// `POST /crm/{connection}/people/{id}/versions/{version}/restore`: writes a person as they were, as a change that can be undone.
#[derive(Clone, Debug)]
pub struct RestorePerson {
    /// The CRM.
    pub connection: ConnectionId,
    /// The person.
    pub id: PersonId,
    /// The version that comes back.
    pub past: u32,
    /// The version that was seen.
    pub version: Version,
}
endpoint!(POST "/crm/{connection}/people/{id}/versions/{version}/restore" RestorePerson => Written<PersonRecord>; ["/crm/", connection, "/people/", id, "/versions/", past, "/restore"], if_match = version);

/// `GET /crm/{connection}/organizations/{id}/history`: what was done to an organization, the newest first.
#[derive(Clone, Debug)]
pub struct ListOrganizationHistory {
    /// The CRM.
    pub connection: ConnectionId,
    /// The organization.
    pub id: OrganizationId,
}
endpoint!(GET "/crm/{connection}/organizations/{id}/history" ListOrganizationHistory => Vec<Change>; ["/crm/", connection, "/organizations/", id, "/history"]);

/// `GET /crm/{connection}/organizations/{id}/versions/{version}`: an organization as it was.
#[derive(Clone, Debug)]
pub struct GetOrganizationVersion {
    /// The CRM.
    pub connection: ConnectionId,
    /// The organization.
    pub id: OrganizationId,
    /// The version.
    pub past: u32,
}
endpoint!(GET "/crm/{connection}/organizations/{id}/versions/{version}" GetOrganizationVersion => Past<Organization>; ["/crm/", connection, "/organizations/", id, "/versions/", past]);

/// `POST /crm/{connection}/organizations/{id}/versions/{version}/restore`: writes an organization as it was, as a change that can be
/// undone.
#[derive(Clone, Debug)]
pub struct RestoreOrganization {
    /// The CRM.
    pub connection: ConnectionId,
    /// The organization.
    pub id: OrganizationId,
    /// The version that comes back.
    pub past: u32,
    /// The version that was seen.
    pub version: Version,
}
endpoint!(POST "/crm/{connection}/organizations/{id}/versions/{version}/restore" RestoreOrganization => Written<OrganizationRecord>; ["/crm/", connection, "/organizations/", id, "/versions/", past, "/restore"], if_match = version);
