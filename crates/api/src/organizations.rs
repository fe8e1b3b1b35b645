//! Organizations.

use calling_card_contact::{Organization, OrganizationId};
use serde::{Deserialize, Serialize};

use crate::endpoint_macro::endpoint;
use crate::{ConnectionId, Cursor, Nothing, Page, Record, Version, Written};

/// A stored organization.
pub type OrganizationRecord = Record<OrganizationId, Organization>;

/// An organization as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrganizationSummary {
    /// The key.
    pub id: OrganizationId,
    /// The name.
    pub name: String,
    /// The city of the seat.
    pub city: String,
    /// The home page.
    pub website: String,
    /// The phone number.
    pub phone: String,
    /// How many people belong to it.
    pub people: u32,
    /// How many branches it has.
    pub branches: u32,
    /// Whether it is a customer.
    pub customer: bool,
    /// The tags.
    pub tags: Vec<String>,
}

/// Which organizations.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(default)]
pub struct OrganizationsQuery {
    /// Words, or beginnings of words, in names, cities, web addresses.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub q: String,
    /// Where the page begins.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cursor: Option<Cursor>,
    /// Most entries of a page, 1 to 200; 50 unless said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
}

/// `GET /crm/{connection}/organizations`: a page of organizations by name.
#[derive(Clone, Debug, Default)]
pub struct ListOrganizations {
    /// The CRM.
    pub connection: ConnectionId,
    /// Which organizations.
    pub query: OrganizationsQuery,
}
endpoint!(GET "/crm/{connection}/organizations" ListOrganizations => Page<OrganizationSummary>; ["/crm/", connection, "/organizations"], query = query);

/// `POST /crm/{connection}/organizations`: makes an organization.
#[derive(Clone, Debug, Default)]
pub struct CreateOrganization {
    /// The CRM.
    pub connection: ConnectionId,
    /// The organization.
    pub organization: Organization,
}
endpoint!(POST "/crm/{connection}/organizations" CreateOrganization => Written<OrganizationRecord>; ["/crm/", connection, "/organizations"], body = organization: Organization);

/// `GET /crm/{connection}/organizations/{id}`: one organization.
#[derive(Clone, Debug)]
pub struct GetOrganization {
    /// The CRM.
    pub connection: ConnectionId,
    /// The organization.
    pub id: OrganizationId,
}
endpoint!(GET "/crm/{connection}/organizations/{id}" GetOrganization => OrganizationRecord; ["/crm/", connection, "/organizations/", id]);

/// `PUT /crm/{connection}/organizations/{id}`: writes an organization anew.
#[derive(Clone, Debug)]
pub struct UpdateOrganization {
    /// The CRM.
    pub connection: ConnectionId,
    /// The organization.
    pub id: OrganizationId,
    /// The version that was changed.
    pub version: Version,
    /// The organization as it shall be.
    pub organization: Organization,
}
endpoint!(PUT "/crm/{connection}/organizations/{id}" UpdateOrganization => Written<OrganizationRecord>; ["/crm/", connection, "/organizations/", id], body = organization: Organization, if_match = version);

/// `DELETE /crm/{connection}/organizations/{id}`: puts an organization into the bin.
#[derive(Clone, Debug)]
pub struct DeleteOrganization {
    /// The CRM.
    pub connection: ConnectionId,
    /// The organization.
    pub id: OrganizationId,
    /// The version that was seen.
    pub version: Version,
}
endpoint!(DELETE "/crm/{connection}/organizations/{id}" DeleteOrganization => Written<Nothing>; ["/crm/", connection, "/organizations/", id], if_match = version);
