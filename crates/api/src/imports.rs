//! Imports: many people and organizations at once, and which of them are known already.

use calling_card_contact::{BatchId, CustomField, Organization, OrganizationId, Person, PersonId, Timestamp, uid_key};
use serde::{Deserialize, Serialize};

use crate::endpoint_macro::endpoint;
use crate::organizations::OrganizationRecord;
use crate::people::PersonRecord;
use crate::{ConnectionId, Version, Written};

/// Several people to be made, or brought up to date, at once, as an import does.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportBatch {
    /// The batch that the parts of one import share, so that they are undone together; made by the sender, or, where it
    /// is left out, by the gateway.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub batch: Option<BatchId>,
    /// Which part of the batch this is. A part that was stored before is not stored again; its keys are answered once more.
    #[serde(default)]
    pub part: u32,
    /// At most 200 people.
    pub people: Vec<ImportedPerson>,
    /// At most 200 organizations.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub organizations: Vec<ImportedOrganization>,
}

/// An organization to be made, or brought up to date.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportedOrganization {
    /// The organization.
    pub organization: Organization,
    /// Which to bring up to date, in the version that was seen; a new one where none is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known: Option<SeenOrganization>,
}

/// An organization that is there already, in the version that was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SeenOrganization {
    /// The organization.
    pub id: OrganizationId,
    /// The version.
    pub version: Version,
}

/// A person with the notes that came along. What the kept lines `RELATED` tell of people who are known becomes relations, and what
/// those of `X-CALLINGCARD-CUSTOM` tell becomes values of the custom fields that there are.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportedPerson {
    /// The person.
    pub person: Person,
    /// The texts of notes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// Whom to bring up to date; a new person where nobody is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known: Option<Seen>,
}

/// A person who is there already, in the version that was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Seen {
    /// The person.
    pub id: PersonId,
    /// The version.
    pub version: Version,
}

/// `POST /crm/{connection}/people/import`: makes several people at once, or brings them up to date; all of them or none. Answers with their keys, in the same order.
#[derive(Clone, Debug, Default)]
pub struct ImportPeople {
    /// The CRM.
    pub connection: ConnectionId,
    /// The people.
    pub part: ImportBatch,
}
endpoint!(POST "/crm/{connection}/people/import" ImportPeople => Written<Vec<PersonId>>; ["/crm/", connection, "/people/import"], body = part: ImportBatch);

/// An import of before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportSummary {
    /// Its batch: to undo it is to take the import back.
    pub batch: BatchId,
    /// When it began.
    pub at: Timestamp,
    /// Who did it.
    pub by: String,
    /// How many people it made.
    pub created: u32,
    /// How many it brought up to date.
    pub updated: u32,
}

/// `GET /crm/{connection}/people/imports`: the imports of the last 30 days that were not undone, the newest first, at most 50.
#[derive(Clone, Debug, Default)]
pub struct ListImports {
    /// The CRM.
    pub connection: ConnectionId,
}
endpoint!(GET "/crm/{connection}/people/imports" ListImports => Vec<ImportSummary>; ["/crm/", connection, "/people/imports"]);

/// People who may be known already, each by their keys (`identity_keys` of the model), the surest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Strangers {
    /// At most 4,000 people.
    pub people: Vec<Vec<String>>,
    /// At most 4,000 organizations, each by its keys (`organization_keys`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub organizations: Vec<Vec<String>>,
}

/// Which of them are known, in the same order: of as many as there is room for in an answer, of one at least. The others are to be
/// asked for again.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Known {
    /// The people.
    pub people: Vec<Option<KnownPerson>>,
    /// The organizations.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub organizations: Vec<Option<KnownOrganization>>,
    /// The custom fields that there are, to take their values out of kept lines.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub custom_fields: Vec<CustomField>,
    /// Nobody at all is known, as in a new workspace: nobody else need be looked up.
    #[serde(default, skip_serializing_if = "crate::is_false")]
    pub nobody: bool,
}

/// An organization that is known already.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KnownOrganization {
    /// The key by which it is known.
    pub key: String,
    /// The organization.
    pub organization: OrganizationRecord,
}

/// A person who is known already.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KnownPerson {
    /// The key by which they are known.
    pub key: String,
    /// The person.
    pub person: PersonRecord,
    /// The texts of the notes about them.
    pub notes: Vec<String>,
    /// The keys (`uid:…`) of those to whom they are related.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<String>,
}

impl KnownPerson {
    /// Whether a `UID` is the record's own key: what left without a `UID` bears it.
    pub fn is_called(&self, uid: &str) -> bool {
        uid_key(uid) == uid_key(&self.person.id.to_string())
    }
}

impl KnownOrganization {
    /// Whether a `UID` is the record's own key: what left without a `UID` bears it.
    pub fn is_called(&self, uid: &str) -> bool {
        uid_key(uid) == uid_key(&self.organization.id.to_string())
    }
}

/// `POST /crm/{connection}/people/known`: which of these people and organizations are known already; in the same order, as far as
/// there is room for them in an answer.
#[derive(Clone, Debug, Default)]
pub struct FindKnown {
    /// The CRM.
    pub connection: ConnectionId,
    /// The people.
    pub strangers: Strangers,
}
endpoint!(POST "/crm/{connection}/people/known" FindKnown => Known; ["/crm/", connection, "/people/known"], body = strangers: Strangers);
