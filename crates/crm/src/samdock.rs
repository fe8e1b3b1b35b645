//! Samdock: people, organizations, drafts, inbound sources and custom fields
//! (<https://docs.samdock.app/de/docs/openapi/contacts>).
//!
//! Signed in with an e-mail address and a password, at a host of its own; lists come whole; who writes gives the id, is answered nothing,
//! and finds it done a moment later.

pub mod calls;
mod moment;
mod paths;
pub mod wire;

pub use paths::methods;
