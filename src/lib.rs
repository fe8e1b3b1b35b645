//! The staff app, and the components that other Leptos programs can use: [`PeopleList`], [`PersonView`],
//! [`BusinessCardView`] and [`ContactForm`]. They take what they show as properties and fetch nothing.
//!
//! `examples/components.rs` uses them.

// Views are types that nest as deep as the pages do.
#![recursion_limit = "512"]

mod app;
mod command;
mod components;
mod connection;
mod custom_fields;
mod language;
mod news;
mod offline;
mod pages;
mod parts;
mod passkeys;
mod people_index;
mod session;
mod transport;
mod ui;
mod worker;

pub use app::App;
pub use calling_card_contact_form::{ContactForm, Filled};
pub use components::{BusinessCardView, Choosing, PeopleList, PersonView};
