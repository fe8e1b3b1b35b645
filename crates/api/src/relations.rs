//! Relations between people.

use calling_card_contact::{PersonId, Relation, RelationId};
use serde::{Deserialize, Serialize};

use crate::endpoint_macro::endpoint;
use crate::{ConnectionId, Nothing, Record, Version, Written};

/// A stored relation.
pub type RelationRecord = Record<RelationId, Relation>;

/// A relation as a person's page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RelationSummary {
    /// The key.
    pub id: RelationId,
    /// The version.
    pub version: Version,
    /// The other person.
    pub person: PersonId,
    /// The other person's name.
    pub name: String,
    /// What the other person is to this one.
    pub is: String,
    /// A preferred relation.
    pub favourite: bool,
}

/// `GET /crm/{connection}/people/{id}/relations`: how a person stands to others.
#[derive(Clone, Debug)]
pub struct ListRelations {
    /// The CRM.
    pub connection: ConnectionId,
    /// The person.
    pub id: PersonId,
}
endpoint!(GET "/crm/{connection}/people/{id}/relations" ListRelations => Vec<RelationSummary>; ["/crm/", connection, "/people/", id, "/relations"]);

/// `POST /crm/{connection}/relations`: relates two people.
#[derive(Clone, Debug)]
pub struct CreateRelation {
    /// The CRM.
    pub connection: ConnectionId,
    /// The relation.
    pub relation: Relation,
}
endpoint!(POST "/crm/{connection}/relations" CreateRelation => Written<RelationRecord>; ["/crm/", connection, "/relations"], body = relation: Relation);

/// `DELETE /crm/{connection}/relations/{id}`: puts a relation into the bin.
#[derive(Clone, Debug)]
pub struct DeleteRelation {
    /// The CRM.
    pub connection: ConnectionId,
    /// The relation.
    pub id: RelationId,
    /// The version that was seen.
    pub version: Version,
}
endpoint!(DELETE "/crm/{connection}/relations/{id}" DeleteRelation => Written<Nothing>; ["/crm/", connection, "/relations/", id], if_match = version);
