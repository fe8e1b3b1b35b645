//! The inbound forms.

mod edit;
mod form;
mod list;
mod new;
mod opt_in;
mod snippet;

pub(crate) use form::FormPage;
pub(crate) use list::FormsPage;
pub(crate) use new::NewForm;
