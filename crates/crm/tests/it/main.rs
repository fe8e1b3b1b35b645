//! The dialects against the vendors' contracts, and people there and back.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on shall stop")]

mod cobra;
mod cobra_calls;
mod contract;
mod emnify;
mod onlyoffice;
mod people;
mod prove;
mod readme;
mod rogerroger;
mod samdock;
mod samdock_calls;
