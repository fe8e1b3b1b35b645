//! Entries of lists: those that a record of ours has, in the words in which they were said, and beside them what it has no place for.

use calling_card_crm::Beside;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

mod about;
mod addresses;
mod reach;

pub(super) use addresses::validation;

/// An entry of a list of theirs, for which there may be a place in one of ours.
pub(super) trait Piece: Clone + PartialEq + Serialize + DeserializeOwned {
    /// What it is here.
    type Ours: Clone;

    /// What is told of an entry of ours.
    fn of(ours: &Self::Ours) -> Self;
    /// The entry of ours that says it; none where there is no place for it. Of the one that is known what cannot be told stays.
    fn ours(&self, known: Option<&Self::Ours>) -> Option<Self::Ours>;
    /// Whether the two are one, of which something else is changed.
    fn is_same(&self, other: &Self) -> bool;

    /// Whether it says that it is preferred, where that can be said.
    fn favourite(&self) -> Option<bool> {
        None
    }

    /// Says that it is preferred, or not.
    fn set_favourite(&mut self, _: Option<bool>) {}

    /// Makes an entry of ours preferred, or no longer so.
    fn prefer(_: &mut Self::Ours, _: bool) {}

    /// It, without which is preferred: that changes by itself.
    fn plain(&self) -> Self {
        let mut plain = self.clone();
        plain.set_favourite(None);
        plain
    }
}

/// An entry as it was said, and what we would have told ourselves at that time; nothing of that where there is no place for it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Kept<T> {
    said: T,
    #[serde(default = "Option::default", skip_serializing_if = "Option::is_none")]
    ours: Option<T>,
}

impl<T> Kept<T> {
    /// One for which there is no place.
    pub(super) fn beside(said: T) -> Self {
        Self { said, ours: None }
    }

    /// Whether there is a place for it.
    pub(super) fn has_place(&self) -> bool {
        self.ours.is_some()
    }

    /// What was said.
    pub(super) fn said(&self) -> &T {
        &self.said
    }
}

/// An entry as it is told, and where it stands in the record.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Told<T> {
    /// What is told.
    pub(super) said: T,
    /// Its place in the list of ours; none where it stands beside the record.
    pub(super) place: Option<usize>,
}

/// The entries of a list as they are told: those that are found again say what was said of them, as far as it is the same still.
pub(super) fn told<T: Piece>(kept: &[Kept<T>], ours: &[T::Ours]) -> Vec<Told<T>> {
    let now: Vec<T> = ours.iter().map(|entry| T::of(entry).plain()).collect();
    let mut waiting: Vec<&Kept<T>> = kept.iter().filter(|kept| kept.ours.is_some()).collect();
    let mut found: Vec<Option<T>> = now
        .iter()
        .map(|now| {
            let place = waiting.iter().position(|kept| kept.ours.as_ref() == Some(now))?;
            Some(waiting.remove(place).said.clone())
        })
        .collect();
    // Those that were changed here in their place are the same still; where some went or came, that cannot be told.
    if found.iter().filter(|found| found.is_none()).count() == waiting.len() {
        let changed = found.iter_mut().zip(&now).filter(|(found, _)| found.is_none());
        for ((found, now), kept) in changed.zip(waiting) {
            *found = kept.ours.as_ref().map(|ours| Beside::of(&kept.said, ours).said(now.clone()));
        }
    }
    let mut told: Vec<Told<T>> = Vec::with_capacity(kept.len().max(now.len()));
    for (place, (found, entry)) in found.into_iter().zip(ours).enumerate() {
        let mut said = found.unwrap_or_else(|| T::of(entry).plain());
        said.set_favourite(T::of(entry).favourite());
        told.push(Told { said, place: Some(place) });
    }
    let preferred = told.iter().any(|told| told.said.favourite() == Some(true));
    for (index, kept) in kept.iter().enumerate().filter(|(_, kept)| kept.ours.is_none()) {
        let mut said = kept.said.clone();
        if preferred {
            said.set_favourite(said.favourite().map(|_| false));
        }
        told.insert(index.min(told.len()), Told { said, place: None });
    }
    told
}

/// A list as it is said, written over that of before: what is there then, and what must be kept beside it.
pub(super) fn written<T: Piece>(said: &[T], before: &[Told<T>], ours: &[T::Ours]) -> (Vec<T::Ours>, Vec<Kept<T>>) {
    let mut free: Vec<&Told<T>> = before.iter().filter(|told| told.place.is_some()).collect();
    let mut known: Vec<Option<&Told<T>>> = vec![None; said.len()];
    let same: [fn(&T, &T) -> bool; 2] = [|said, told| said.plain() == told.plain(), T::is_same];
    for same in same {
        for (said, known) in said.iter().zip(&mut known).filter(|(_, known)| known.is_none()) {
            if let Some(place) = free.iter().position(|told| same(said, &told.said)) {
                *known = Some(free.remove(place));
            }
        }
    }
    let (mut new, mut kept) = (Vec::with_capacity(said.len()), Vec::with_capacity(said.len()));
    for (said, known) in said.iter().zip(known) {
        let entry = known.and_then(|told| Some((told, ours.get(told.place?)?)));
        let unchanged = entry.filter(|(told, _)| told.said.plain() == said.plain()).map(|(_, ours)| ours.clone());
        match unchanged.or_else(|| said.ours(entry.map(|(_, ours)| ours))) {
            Some(mut entry) => {
                if let Some(preferred) = said.favourite() {
                    T::prefer(&mut entry, preferred);
                }
                kept.push(Kept { said: said.plain(), ours: Some(T::of(&entry).plain()) });
                new.push(entry);
            }
            None => kept.push(Kept { said: said.clone(), ours: None }),
        }
    }
    if kept.iter().all(|kept| kept.ours.as_ref() == Some(&kept.said)) {
        kept.clear();
    }
    (new, kept)
}

/// A text, where it says something.
fn filled(text: &str) -> Option<String> {
    Some(text.to_owned()).filter(|text| !text.is_empty())
}

/// A text that a record of ours has a place for: one line of at most 200 characters.
pub(super) fn fitting(said: &Option<String>) -> String {
    let text = said.as_deref().unwrap_or_default().trim();
    let fits = calling_card_contact::rules::line(text, calling_card_contact::rules::SHORT_TEXT).is_ok();
    if fits { text.to_owned() } else { String::new() }
}

#[cfg(test)]
mod tests;
