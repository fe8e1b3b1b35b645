//! What an inbound source of another CRM says that is in none of our forms.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::rules::{self, SHORT_TEXT};
use crate::{Check, Checker};

/// What an inbound source of another CRM says that is in none of our forms. What only the CRM understands is as it says it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct SourceThere {
    /// What comes in through it (Samdock: `type`).
    #[serde(rename = "type")]
    pub kind: SourceKind,
    /// The id there of who gets what comes in.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub editor: String,
    /// The address of the script that puts the form on a website; empty where it has none, or none can be told. It is not written.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub script: String,
    /// The form's settings, as they are. They are not written.
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub form_settings: Map<String, Value>,
    /// Whether and how an address is to be confirmed, as it is. It is not written.
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub double_opt_in: Map<String, Value>,
    /// What is said about privacy, as it is. It is not written.
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub privacy: Map<String, Value>,
}

/// What comes in through an inbound source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum SourceKind {
    /// What a form sends.
    #[default]
    Form,
    /// What a program sends.
    Api,
    /// Mails to one member of staff.
    PrivateEmail,
    /// Mails to all of them.
    SharedEmail,
}

impl Check for SourceThere {
    fn check_with(&self, checker: &mut Checker) {
        checker.rule("editor", rules::line(&self.editor, SHORT_TEXT));
    }
}
