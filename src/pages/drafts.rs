//! Contact drafts: what came in through the forms.

mod chosen;
mod chosen_list;
mod delivery;
mod draft;
mod entry;
mod files;
mod held;
mod inbox;
mod list;
mod matches;
mod offer;
mod proof;
mod reply;
mod sender;
mod take;
mod there;

pub(crate) use draft::DraftPage;
pub(crate) use files::Files;
pub(crate) use list::DraftsPage;
pub(crate) use proof::Proof;
