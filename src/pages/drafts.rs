//! Contact drafts: what came in through the forms.

mod delivery;
mod draft;
mod files;
mod held;
mod list;
mod proof;
mod there;

pub(crate) use draft::DraftPage;
pub(crate) use files::Files;
pub(crate) use list::DraftsPage;
pub(crate) use proof::Proof;
