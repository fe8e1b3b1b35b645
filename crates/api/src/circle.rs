//! Whom a person knows, and whom those know: people, organizations, and what holds them together.

use calling_card_contact::{OrganizationId, PersonId};
use serde::{Deserialize, Serialize};

use crate::ConnectionId;
use crate::endpoint_macro::endpoint;

/// A person of a circle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CirclePerson {
    /// The key.
    pub id: PersonId,
    /// The name.
    pub name: String,
    /// How many relations away they are: 0 for whose circle it is, 1 or 2.
    pub steps: u32,
}

/// An organization of a circle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CircleOrganization {
    /// The key.
    pub id: OrganizationId,
    /// Its name.
    pub name: String,
    /// What its branches are called.
    pub branches: Vec<String>,
}

/// A relation within a circle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Tie {
    /// From whom it is told.
    pub from: PersonId,
    /// About whom.
    pub to: PersonId,
    /// What the second is to the first.
    pub forward: String,
}

/// That a person of a circle belongs to one of its organizations.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Membership {
    /// Who.
    pub person: PersonId,
    /// To which.
    pub organization: OrganizationId,
    /// As what; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub role: String,
}

/// The people around a person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Circle {
    /// The people: first whose circle it is, then the nearest.
    pub people: Vec<CirclePerson>,
    /// The organizations of those who are at most one relation away.
    pub organizations: Vec<CircleOrganization>,
    /// The relations between them.
    pub ties: Vec<Tie>,
    /// Who belongs to which organization.
    pub memberships: Vec<Membership>,
    /// Whether somebody was left out, because there are too many.
    pub more: bool,
}

/// `GET /crm/{connection}/people/{id}/circle`: whom a person knows, and whom those know; at most 40 people and 12 organizations.
#[derive(Clone, Debug)]
pub struct GetCircle {
    /// The CRM.
    pub connection: ConnectionId,
    /// The person.
    pub id: PersonId,
}
endpoint!(GET "/crm/{connection}/people/{id}/circle" GetCircle => Circle; ["/crm/", connection, "/people/", id, "/circle"]);
