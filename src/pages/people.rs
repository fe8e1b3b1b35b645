//! People.

mod download;
mod edit;
mod edit_card;
mod export;
mod files;
pub(in crate::pages) mod format;
mod history;
mod list;
mod notes;
mod person;
mod privacy;
mod qr_code;
mod relations;
mod selection;
mod share;

pub(crate) use edit::{EditPerson, NewPerson};
pub(crate) use export::provide_export;
pub(crate) use list::PeoplePage;
pub(crate) use person::PersonPage;
pub(crate) use relations::ChoosePerson;
