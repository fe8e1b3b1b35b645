//! People on their way out, each with all that is written beside them, and organizations.

use calling_card_contact::{CustomField, PersonId};
use serde::{Deserialize, Serialize};

use crate::endpoint_macro::endpoint;
use crate::organizations::{OrganizationRecord, OrganizationsQuery};
use crate::people::{PeopleQuery, PersonRecord};
use crate::{ConnectionId, Cursor};

/// A person with what is known of them elsewhere.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportedPerson {
    /// The person.
    pub record: PersonRecord,
    /// The texts of the notes about them, the oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// Their organizations; one in the bin is left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub organizations: Vec<ExportedAffiliation>,
    /// How they stand to others.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub relations: Vec<ExportedRelation>,
}

impl ExportedPerson {
    /// The key by which the person is known in vCards: their own, else that of the record.
    pub fn uid(&self) -> String {
        uid(self.record.id, &self.record.content.uid)
    }
}

/// The key by which a person is known in vCards (RFC 6350 section 6.7.6), where this is the one they brought.
pub fn uid(id: PersonId, own: &str) -> String {
    if own.is_empty() { format!("urn:uuid:{id}") } else { own.to_owned() }
}

/// An organization that a person belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportedAffiliation {
    /// The name of the organization.
    pub name: String,
    /// What the person is there.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub role: String,
}

/// A relation to another person (vCard: `RELATED`, RFC 6350 section 6.6.6).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportedRelation {
    /// The key by which the other person is known in vCards.
    pub uid: String,
    /// The other person's name.
    pub name: String,
    /// What the other person is to this one.
    pub is: String,
}

/// A part of the people who are asked for.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportPage {
    /// The people, as many as an answer holds.
    pub items: Vec<ExportedPerson>,
    /// The organizations, where it is asked for them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub organizations: Vec<OrganizationRecord>,
    /// The custom fields of people, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub custom_fields: Vec<CustomField>,
    /// Where the next part begins; none on the last one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Cursor>,
    /// How many people there are in all; said with the first part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<u64>,
}

/// `GET /crm/{connection}/people/export`: people with all that is written beside them, part after part.
#[derive(Clone, Debug, Default)]
pub struct ExportPeople {
    /// The CRM.
    pub connection: ConnectionId,
    /// Which people; of `limit`, 1 to 500, 200 unless said.
    pub query: PeopleQuery,
}
endpoint!(GET "/crm/{connection}/people/export" ExportPeople => ExportPage; ["/crm/", connection, "/people/export"], query = query);

/// People who were chosen one by one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChosenPeople {
    /// At most 500 people.
    pub ids: Vec<PersonId>,
    /// Where the part begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<Cursor>,
}

/// `POST /crm/{connection}/people/export`: the same for people who were chosen one by one, in the order of their keys there;
/// who is in the bin is left out.
#[derive(Clone, Debug, Default)]
pub struct ExportChosen {
    /// The CRM.
    pub connection: ConnectionId,
    /// Which people.
    pub chosen: ChosenPeople,
}
endpoint!(POST "/crm/{connection}/people/export" ExportChosen => ExportPage; ["/crm/", connection, "/people/export"], body = chosen: ChosenPeople);

/// `GET /crm/{connection}/organizations/export`: the organizations that are found, part after part.
#[derive(Clone, Debug, Default)]
pub struct ExportOrganizations {
    /// The CRM.
    pub connection: ConnectionId,
    /// Which.
    pub query: OrganizationsQuery,
}
endpoint!(GET "/crm/{connection}/organizations/export" ExportOrganizations => ExportPage; ["/crm/", connection, "/organizations/export"], query = query);

/// `GET /crm/{connection}/people/keys`: the keys of all people who are found, in the order of the list; for choosing them at once.
#[derive(Clone, Debug, Default)]
pub struct ListPeopleKeys {
    /// The CRM.
    pub connection: ConnectionId,
    /// Which people; `cursor` and `limit` say nothing here.
    pub query: PeopleQuery,
}
endpoint!(GET "/crm/{connection}/people/keys" ListPeopleKeys => Vec<PersonId>; ["/crm/", connection, "/people/keys"], query = query);
