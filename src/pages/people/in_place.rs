//! A person who is changed where they are seen: part by part, saved by itself.

mod autosave;
mod cards;
mod flip;
mod meeting;
mod parts;
mod said;
mod waiting;

pub(super) use autosave::Autosave;
pub(super) use cards::Cards;
pub(super) use meeting::MeetingDialog;
pub(super) use parts::{Details, Further, Profile};
pub(crate) use said::bare;

/// A part of a person that can be changed by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Section {
    /// The name.
    Name,
    /// The business card at this place.
    Card(usize),
    /// What is known beside.
    About,
    /// Custom fields.
    Custom,
}
