//! People.

mod circle;
mod copy;
mod delete;
mod download;
mod edit;
mod edit_card;
mod export;
mod files;
mod filters;
pub(in crate::pages) mod format;
mod history;
mod in_place;
mod keep_without;
mod kept_there;
mod list;
mod notes;
mod person;
mod person_form;
mod picture;
mod picture_there;
mod privacy;
mod qr_code;
mod relations;
mod selection;
mod share;
mod timeline;

pub(crate) use edit::{EditPerson, NewPerson};
pub(crate) use export::provide_export;
pub(in crate::pages) use export::{ExportOrganizationsButton, ExportOrganizationsDialog};
pub(crate) use history::HistoryOf;
pub(crate) use list::PeoplePage;
pub(crate) use person::PersonPage;
pub(crate) use relations::ChoosePerson;
