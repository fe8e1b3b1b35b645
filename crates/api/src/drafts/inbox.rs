//! What is done with many drafts at once: marked as read or unread, as spam, put into the bin.

use calling_card_contact::DraftId;
use serde::{Deserialize, Serialize};

use crate::endpoint_macro::endpoint;
use crate::{ConnectionId, Written};

/// Most drafts of which something is done at once.
pub const MANY: usize = 200;

/// Drafts that are marked as read or unread.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DraftsMark {
    /// Which, at most 200.
    pub drafts: Vec<DraftId>,
    /// Whether they are unread from then on.
    pub unread: bool,
}

/// Which drafts were marked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MarkedDrafts {
    /// Those that were not so before.
    pub changed: Vec<DraftId>,
}

/// `POST /crm/{connection}/drafts/mark`: marks drafts as read or unread, for the whole workspace. No record changes by it.
#[derive(Clone, Debug)]
pub struct MarkDrafts {
    /// The CRM.
    pub connection: ConnectionId,
    /// Which, and how.
    pub mark: DraftsMark,
}
endpoint!(POST "/crm/{connection}/drafts/mark" MarkDrafts => MarkedDrafts; ["/crm/", connection, "/drafts/mark"], body = mark: DraftsMark);

/// What becomes of many drafts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DraftEdit {
    /// They are spam: they take no place, are delivered nowhere, and are forgotten after 30 days.
    Spam,
    /// They are not, and are let through where they were held for review.
    NotSpam,
    /// They go into the bin.
    Discard,
}

/// Drafts, and what becomes of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DraftsEdit {
    /// Which, at most 200.
    pub drafts: Vec<DraftId>,
    /// What becomes of them.
    pub edit: DraftEdit,
}

/// What became of many drafts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EditedDrafts {
    /// Those that have changed.
    pub changed: Vec<DraftId>,
    /// How many are not there any more.
    pub missing: u32,
}

/// `POST /crm/{connection}/drafts/edit`: does something with many drafts, in one batch.
#[derive(Clone, Debug)]
pub struct EditDrafts {
    /// The CRM.
    pub connection: ConnectionId,
    /// Which, and what.
    pub edit: DraftsEdit,
}
endpoint!(POST "/crm/{connection}/drafts/edit" EditDrafts => Written<EditedDrafts>; ["/crm/", connection, "/drafts/edit"], body = edit: DraftsEdit);
