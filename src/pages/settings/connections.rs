//! Connections to other CRMs.

mod delete;
mod edit;
mod fields;
mod keeps;
mod list;
mod try_out;

pub(crate) use edit::{EditConnection, NewConnectionPage};
pub(crate) use list::ConnectionsPage;
