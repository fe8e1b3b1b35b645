//! The built-in CRM by the API of crates/api.
