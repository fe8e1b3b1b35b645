//! An answer, kept for its other windows.

use calling_card_api::people::PeopleQuery;

use super::Slot;

/// Who was found.
pub(super) struct Found {
    /// What was asked.
    pub query: PeopleQuery,
    /// How many are found by what was typed; those after them are similar.
    pub exact: u32,
    /// The rows.
    pub slots: Vec<Slot>,
    /// Whether it was looked for those who are similar.
    pub with_similar: bool,
}
