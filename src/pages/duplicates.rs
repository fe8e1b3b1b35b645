//! People who are there several times: found in the index, compared side by side, and made one.

mod alike;
mod choose;
mod chosen;
mod group;
mod list;
mod merge;
mod outcome;
mod search;
mod two;
mod words;

pub(crate) use alike::AlikeTo;
pub(crate) use list::DuplicatesPage;
pub(crate) use merge::MergePage;

use calling_card_contact::PersonId;

/// Where people are made one.
fn merge_address(people: impl Iterator<Item = PersonId>) -> String {
    let keys: Vec<String> = people.map(|id| id.to_string()).collect();
    format!("/people/duplicates/merge?people={}", keys.join(","))
}
