//! The inbound forms.

mod condition;
mod consent;
mod deliver;
mod edit;
mod event;
mod exchange;
mod field;
mod fields;
mod form;
mod languages;
mod list;
mod new;
mod numbers;
mod opt_in;
mod presets;
mod preview;
mod snippet;
mod source;
mod source_fields;
mod theme;
mod versions;
mod website;

pub(crate) use field::Options;
pub(crate) use form::FormPage;
pub(crate) use languages::{AddLanguage, Languages, Texts};
pub(crate) use list::FormsPage;
pub(crate) use new::NewForm;
pub(crate) use snippet::Snippet;
pub(crate) use source::{NewSource, SourcePage};
