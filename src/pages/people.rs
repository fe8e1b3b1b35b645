//! People.

mod download;
mod edit;
mod edit_card;
mod history;
mod list;
mod notes;
mod person;
mod qr_code;
mod relations;

pub(crate) use edit::{EditPerson, NewPerson};
pub(crate) use list::PeoplePage;
pub(crate) use person::PersonPage;
pub(crate) use relations::ChoosePerson;
