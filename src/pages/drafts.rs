//! Contact drafts: what came in through the forms.

mod draft;
mod held;
mod list;

pub(crate) use draft::DraftPage;
pub(crate) use list::DraftsPage;
