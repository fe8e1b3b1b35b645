//! The one API that the browser speaks to the gateway, whichever CRM stands behind it.
//!
//! An [`Endpoint`] is a request that knows its method, its address and its answer. The app sends it, the gateway
//! serves it, and both take the types from here. Errors are problem details (RFC 9457), see [`ProblemDetails`].
//! Lists are paged by cursor, see [`Page`]. Writes answer with a [`Written`] record and the batch by which they can
//! be undone; a record is only overwritten by one who has seen its newest [`Version`] (`If-Match`, RFC 9110 section 13.1.1).

pub mod audit;
pub mod auth;
pub mod bulk;
pub mod changes;
pub mod circle;
pub mod connection;
pub mod connections;
pub mod consents;
pub mod custom_fields;
pub mod drafts;
pub mod duplicates;
mod endpoint;
mod endpoint_macro;
pub mod events;
pub mod export;
mod file_name;
pub mod files;
pub mod fold;
pub mod imports;
pub mod inbound_sources;
pub mod likeness;
pub mod listed;
pub mod mails;
pub mod members;
pub mod notes;
pub mod organizations;
mod page;
pub mod passkeys;
pub mod people;
pub mod pictures;
pub mod privacy;
mod problem_details;
pub mod published_cards;
mod record;
pub mod relations;
pub mod roles;
pub mod sessions;
pub mod staff;
pub mod steps;
pub mod tags;
pub mod timeline;
pub mod tokens;
pub mod totp;
pub mod transfers;
pub mod versions;
pub mod views;
pub mod ways;
pub mod websites;
pub mod welcome;
pub mod words;
pub mod worker;

pub use connection::ConnectionId;
pub use endpoint::{Endpoint, Nothing};
pub use file_name::{file_name, file_stem};
pub use page::{Cursor, Page};
pub use problem_details::{ProblemDetails, ProblemKind};
pub use record::{InvalidVersion, Record, Version, Written};

/// For leaving a flag that is not set out of the JSON.
pub(crate) fn is_false(value: &bool) -> bool {
    !value
}
