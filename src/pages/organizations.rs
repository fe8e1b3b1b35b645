//! Organizations.

mod branches;
mod branches_there;
mod contact;
mod delete;
mod download;
mod edit;
mod list;
mod logo;
mod organization;

pub(crate) use edit::{EditOrganization, NewOrganization};
pub(crate) use list::OrganizationsPage;
pub(crate) use organization::OrganizationPage;
