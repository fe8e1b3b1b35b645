//! People.

mod bulk;
mod columns;
mod copy;
mod delete;
mod download;
mod edit;
mod edit_card;
mod export;
mod files;
mod filters;
pub(in crate::pages) mod format;
mod grid;
mod history;
mod keep_without;
mod kept_there;
mod list;
mod list_view;
mod notes;
mod person;
mod person_form;
mod picture_there;
mod privacy;
mod qr_code;
mod relations;
mod rows;
mod saved_views;
mod selection;
mod share;

pub(crate) use copy::CopyPeople;
pub(crate) use edit::{EditPerson, NewPerson};
pub(in crate::pages) use export::{ExportOrganizationsButton, ExportOrganizationsDialog};
pub(crate) use export::{ExportPeople, provide_export};
pub(crate) use history::HistoryOf;
pub(crate) use list::PeoplePage;
pub(crate) use person::PersonPage;
pub(crate) use relations::ChoosePerson;
