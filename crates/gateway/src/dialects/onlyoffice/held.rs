//! What is said of a contact and the model has no place for: it stands beside the record.

use serde::{Deserialize, Serialize};

use super::entries::Content;

/// What stands beside a record, as it is said. The names of its members are those by which lists look for them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Held {
    /// What is told about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) about: Option<String>,
    /// The number of a privacy; none for 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) share_type: Option<i64>,
    /// The GUIDs of its managers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) manager_list: Option<Vec<String>>,
    /// The number of its status; none for 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) contact_status: Option<i64>,
}

impl Held {
    /// What a record says of it itself: of an organization, its note.
    pub(super) fn of(content: &Content) -> Self {
        match content {
            Content::Person(_) => Self::default(),
            Content::Organization(organization) => {
                Self { about: Some(organization.note.clone()).filter(|note| !note.is_empty()), ..Self::default() }
            }
        }
    }

    /// Its managers.
    pub(super) fn managers(&self) -> &[String] {
        self.manager_list.as_deref().unwrap_or_default()
    }
}
