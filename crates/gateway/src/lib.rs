//! The gateway: serves the app and the forms, takes submissions in, and keeps the built-in CRM.
//!
//! `calling-card serve` puts it together; each part below can be tested by itself.

pub mod audit;
pub mod auth;
pub mod backup;
pub mod cards;
pub mod clock;
pub mod crm;
pub mod demo;
pub mod dialects;
pub mod disk;
pub mod doctor;
pub mod error;
pub mod extract;
pub mod foreign;
pub mod forms;
mod ics;
pub mod life;
mod live;
pub mod mail;
pub mod members;
pub mod metrics;
pub mod moving;
pub mod reach;
mod script;
pub mod serve;
pub mod site;
pub mod state;
pub mod store;
pub mod telemetry;
pub mod tokens;
pub mod transfers;
mod tree;
pub mod vault;
pub mod website;

pub use error::{Error, Result};
pub use state::AppState;
