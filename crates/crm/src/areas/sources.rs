//! Inbound sources of a CRM: what its drafts come in through.

use calling_card_contact::InboundSource;
use serde_json::Value;
use uuid::Uuid;

use crate::samdock::source_mapping;
use crate::{Foreign, Making};

/// Inbound sources of a CRM. The id that one of them says itself stands for none: what it is called there stands beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sources {
    /// Samdock's.
    Samdock,
}

impl Sources {
    /// All of them, by name. What each has to be put on a website with is told of a single one.
    pub fn list(self) -> Making<Vec<Foreign<InboundSource>>> {
        match self {
            Self::Samdock => source_mapping::list(),
        }
    }

    /// One of them. Where the script of its form is stands behind the API's root.
    pub fn get(self, id: &str) -> Making<Foreign<InboundSource>> {
        match self {
            Self::Samdock => source_mapping::get(id),
        }
    }

    /// A new one. The key stands for this making.
    pub fn create(self, source: &InboundSource, key: Uuid) -> Making<Foreign<InboundSource>> {
        match self {
            Self::Samdock => source_mapping::create(source, key),
        }
    }

    /// Changes one to this; what only the CRM understands stays.
    pub fn update(self, id: &str, source: &InboundSource) -> Making<Foreign<InboundSource>> {
        match self {
            Self::Samdock => source_mapping::update(id, source),
        }
    }

    /// Deletes one; answers it as the vendor said it, so that it can be put back.
    pub fn delete(self, id: &str) -> Making<Value> {
        match self {
            Self::Samdock => source_mapping::delete(id),
        }
    }

    /// Puts one back that was deleted, under its own id: what was put on websites works again.
    pub fn restore(self, said: &Value) -> Making<Foreign<InboundSource>> {
        match self {
            Self::Samdock => source_mapping::restore(said),
        }
    }
}
