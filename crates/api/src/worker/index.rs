//! The index of people in the worker: what is asked of it, and how far it is.

use serde::{Deserialize, Serialize};

use crate::listed::IndexQuery;
use crate::people::{PeopleQuery, PersonSummary};

/// How far an index is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndexState {
    /// Its number; what belongs to another one is not taken in.
    pub number: u32,
    /// How many people are in it.
    pub people: u32,
    /// How many there are to be, as far as is known.
    pub total: u32,
    /// What is to be asked next; nothing while it is up to date.
    pub next: Option<IndexQuery>,
    /// Whether all people were taken in once.
    pub complete: bool,
    /// Counts what has changed it; the same as before where nothing has.
    pub generation: u32,
}

/// Which people, and which part of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndexQuestion {
    /// Which people, in which order; `organization`, `foreign_id`, `cursor`, `offset` and `limit` say nothing here.
    pub query: PeopleQuery,
    /// The first of them.
    pub from: u32,
    /// How many.
    pub count: u32,
    /// Whether those come after them who are only similar to what was typed.
    pub similar: bool,
}

/// The people who are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndexWindow {
    /// How many are found.
    pub total: u32,
    /// How many come after them who are only similar.
    pub similar: u32,
    /// The people.
    pub items: Vec<PersonSummary>,
}
