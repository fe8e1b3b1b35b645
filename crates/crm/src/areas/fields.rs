//! Custom fields of a CRM: their definitions.

use calling_card_contact::CustomField;
use serde_json::Value;
use uuid::Uuid;

use crate::samdock::field_mapping;
use crate::{Foreign, Making};

/// Custom fields of a CRM.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fields {
    /// Samdock's.
    Samdock,
}

impl Fields {
    /// All of them, those of people first.
    pub fn list(self) -> Making<Vec<Foreign<CustomField>>> {
        match self {
            Self::Samdock => field_mapping::list(),
        }
    }

    /// A new one. The key stands for this making.
    pub fn create(self, field: &CustomField, key: Uuid) -> Making<Foreign<CustomField>> {
        match self {
            Self::Samdock => field_mapping::create(field, key),
        }
    }

    /// Changes one from this to that; what it holds, and by what, stays.
    pub fn update(self, id: &str, before: &CustomField, after: &CustomField) -> Making<Foreign<CustomField>> {
        match self {
            Self::Samdock => field_mapping::update(id, before, after),
        }
    }

    /// Deletes one; answers it as the vendor said it, so that it can be put back.
    pub fn delete(self, id: &str, field: &CustomField) -> Making<Value> {
        match self {
            Self::Samdock => field_mapping::delete(id, field),
        }
    }

    /// Puts one back that was deleted, under its own id.
    pub fn restore(self, said: &Value) -> Making<Foreign<CustomField>> {
        match self {
            Self::Samdock => field_mapping::restore(said),
        }
    }
}
