//! The gateway, asked the way a browser asks: its whole router over a database of its own.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on shall stop")]

mod attack;
mod audit;
mod auth;
mod cards;
mod cobra_connection;
mod cobra_staff;
mod conformance;
mod connections;
mod crm;
mod custom_fields;
mod custom_fields_there;
mod dialects;
mod doi;
mod duplicates;
mod events;
mod export;
mod files;
mod form_editor;
mod forms;
mod inbox;
mod lists;
mod mail;
mod members;
mod offline;
mod oidc;
mod organizations_there;
mod other_crm;
mod passkeys;
mod pictures;
mod prism;
mod privacy;
mod private;
mod roles;
mod samdock_connection;
mod samdock_staff;
mod sessions;
mod steps;
mod test_app;
mod totp;
mod transfers;
mod undo;
mod words;
