//! ONLYOFFICE: the contacts of its CRM, API 2.0 (<https://api.onlyoffice.com/workspace/api-backend/>).
//!
//! Each has a portal of their own; user name and password are exchanged for a token; an envelope stands around every answer.

pub mod answers;
mod binding;
pub mod calls;
pub mod filter;
pub mod kinds;
pub mod wire;
