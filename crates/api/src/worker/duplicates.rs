//! People in the index who are there several times: what is asked, and what is answered.

use calling_card_contact::PersonId;
use serde::{Deserialize, Serialize};

use crate::duplicates::Pair;
use crate::likeness::Reason;
use crate::people::PersonSummary;

/// How far the search for people who are there several times is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hunt {
    /// How much is done.
    pub done: u32,
    /// How much there is to do.
    pub total: u32,
    /// How many pairs are found.
    pub pairs: u32,
    /// Counts what has changed the index; another one than that of the index where it has changed since.
    pub generation: u32,
}

impl Hunt {
    /// Whether all were looked at.
    pub fn is_over(&self) -> bool {
        self.done >= self.total
    }
}

/// Which groups.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DuplicatesQuestion {
    /// Who was said to be two.
    pub apart: Vec<Pair>,
    /// How many groups are passed over.
    pub from: u32,
    /// How many are told.
    pub count: u32,
}

/// People who are probably one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DuplicateGroup {
    /// The people, at most ten.
    pub people: Vec<PersonSummary>,
    /// How certain it is of the two of whom it is most certain.
    pub score: u8,
    /// What speaks for it.
    pub reasons: Vec<Reason>,
}

/// Groups of people who are probably one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DuplicateGroups {
    /// How many there are.
    pub total: u32,
    /// Those that were asked for, the most certain first.
    pub groups: Vec<DuplicateGroup>,
}

/// Who is probably the same as one person?
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlikeQuestion {
    /// The person.
    pub id: PersonId,
    /// Who was said to be two.
    pub apart: Vec<Pair>,
}

/// Somebody who is probably the same as another one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alike {
    /// Who.
    pub person: PersonSummary,
    /// How certain it is.
    pub score: u8,
    /// What speaks for it.
    pub reasons: Vec<Reason>,
}
