//! Custom fields of a CRM: their definitions.

use calling_card_contact::CustomField;
use serde_json::Value;
use uuid::Uuid;

use crate::onlyoffice;
use crate::samdock::field_mapping;
use crate::{Error, Foreign, Making};

/// Custom fields of a CRM.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fields {
    /// Samdock's.
    Samdock,
    /// Those of persons of ONLYOFFICE, which are defined there alone.
    OnlyOffice,
}

/// Why a definition is not written.
const THERE_ALONE: &str = "ONLYOFFICE's custom fields are defined there alone";

impl Fields {
    /// Whether definitions can be made and changed.
    pub fn can_be_defined(self) -> bool {
        self == Self::Samdock
    }

    /// All of them, those of people first.
    pub fn list(self) -> Making<Vec<Foreign<CustomField>>> {
        match self {
            Self::Samdock => field_mapping::list(),
            Self::OnlyOffice => onlyoffice::fields::list(),
        }
    }

    /// A new one. The key stands for this making.
    pub fn create(self, field: &CustomField, key: Uuid) -> Making<Foreign<CustomField>> {
        match self {
            Self::Samdock => field_mapping::create(field, key),
            Self::OnlyOffice => Err(Error::Build(THERE_ALONE.into())),
        }
    }

    /// Changes one from this to that; what it holds, and by what, stays.
    pub fn update(self, id: &str, before: &CustomField, after: &CustomField) -> Making<Foreign<CustomField>> {
        match self {
            Self::Samdock => field_mapping::update(id, before, after),
            Self::OnlyOffice => Err(Error::Build(THERE_ALONE.into())),
        }
    }

    /// Deletes one; answers it as the vendor said it, so that it can be put back.
    pub fn delete(self, id: &str, field: &CustomField) -> Making<Value> {
        match self {
            Self::Samdock => field_mapping::delete(id, field),
            Self::OnlyOffice => Err(Error::Build(THERE_ALONE.into())),
        }
    }

    /// Puts one back that was deleted, under its own id.
    pub fn restore(self, said: &Value) -> Making<Foreign<CustomField>> {
        match self {
            Self::Samdock => field_mapping::restore(said),
            Self::OnlyOffice => Err(Error::Build(THERE_ALONE.into())),
        }
    }
}
