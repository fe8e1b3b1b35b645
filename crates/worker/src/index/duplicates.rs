//! The search for people who are there several times, in steps: first everybody's traits are read, then who has something in common is
//! compared.

use std::collections::{HashMap, HashSet};

use calling_card_api::duplicates::Pair;
use calling_card_api::likeness::{Likeness, Reason, Traits, likeness};
use calling_card_api::people::PersonSummary;
use calling_card_api::worker::{DuplicateGroup, DuplicateGroups, DuplicatesQuestion, Hunt};
use calling_card_contact::PersonId;

use super::blocks::{Blocks, each_pair};
use super::groups::{Found, groups};
use super::{Index, Slot};

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test that cannot go on shall stop")]
mod tests;

/// Most groups that are told at once.
const WINDOW: u32 = 200;

/// A search that has begun.
pub(super) struct Running {
    /// The index as it was then.
    generation: u32,
    /// Who is still to be read; the last come first.
    slots: Vec<Slot>,
    people: Vec<PersonId>,
    traits: Vec<Traits>,
    blocks: Blocks,
    /// Who is still to be compared; the last come first.
    shared: Option<Vec<Vec<u32>>>,
    /// How many are looked at, twice each: once read, once compared.
    done: u32,
    total: u32,
    found: HashMap<(u32, u32), Likeness, foldhash::fast::FixedState>,
    /// What was found, the most certain first, once all is done.
    sorted: Vec<Found>,
}

impl Index {
    /// Begins to look for people who are there several times. What was found before is still so where nobody has changed.
    pub fn hunt_begin(&mut self) -> Hunt {
        if self.hunt.as_ref().is_none_or(|hunt| hunt.generation != self.state.generation) {
            let slots: Vec<Slot> =
                (0..self.rows.len() as Slot).rev().filter(|slot| self.row(*slot).is_some()).collect();
            self.hunt = Some(Running {
                generation: self.state.generation,
                people: Vec::with_capacity(slots.len()),
                traits: Vec::with_capacity(slots.len()),
                total: 2 * slots.len() as u32,
                slots,
                blocks: Blocks::default(),
                shared: None,
                done: 0,
                found: HashMap::default(),
                sorted: Vec::new(),
            });
        }
        self.hunted()
    }

    /// Goes on with so many.
    pub fn hunt_on(&mut self, count: usize) -> Hunt {
        let Some(mut hunt) = self.hunt.take() else { return Hunt::default() };
        if hunt.shared.is_none() {
            self.read(&mut hunt, count);
        } else {
            hunt.compare(count);
        }
        self.hunt = Some(hunt);
        self.hunted()
    }

    fn hunted(&self) -> Hunt {
        let hunt = |hunt: &Running| Hunt {
            done: hunt.done,
            total: hunt.total,
            pairs: hunt.found.len().max(hunt.sorted.len()) as u32,
            generation: hunt.generation,
        };
        self.hunt.as_ref().map(hunt).unwrap_or_default()
    }

    /// Reads the traits of so many.
    fn read(&self, hunt: &mut Running, count: usize) {
        for _ in 0..count {
            let Some(slot) = hunt.slots.pop() else { break };
            hunt.done += 1;
            // Who has changed since the search began is another row, and found by the next one.
            let Some(row) = self.row(slot) else { continue };
            let Ok(summary) = serde_json::from_str::<PersonSummary>(&row.summary) else { continue };
            let traits = Traits::of(&summary, &row.known_by);
            hunt.blocks.add(hunt.people.len() as u32, &traits);
            hunt.people.push(row.id);
            hunt.traits.push(traits);
        }
        if hunt.slots.is_empty() {
            hunt.shared = Some(std::mem::take(&mut hunt.blocks).shared());
            hunt.compare(0);
        }
    }

    /// The groups that were found.
    pub fn duplicates(&self, question: &DuplicatesQuestion) -> DuplicateGroups {
        let Some(hunt) = &self.hunt else { return DuplicateGroups::default() };
        let apart: HashSet<Pair> = question.apart.iter().map(|pair| Pair::of(pair.one, pair.other)).collect();
        // Who has gone since is in no group.
        let there = |number: u32| hunt.people.get(number as usize).filter(|id| self.places.contains_key(*id)).copied();
        let groups = groups(&hunt.sorted, &apart, |one, other| Some(Pair::of(there(one)?, there(other)?)));
        let (from, count) = (question.from as usize, question.count.min(WINDOW) as usize);
        let told = groups.iter().skip(from).take(count).map(|group| {
            let pairs = || group.pairs.iter().filter_map(|at| hunt.sorted.get(*at)).map(|(_, likeness)| likeness);
            DuplicateGroup {
                people: group.people.iter().filter_map(|number| self.summary(there(*number)?)).collect(),
                score: pairs().map(|likeness| likeness.score).max().unwrap_or_default(),
                reasons: told_once(pairs().flat_map(|likeness| likeness.reasons.iter().copied())),
            }
        });
        DuplicateGroups { total: groups.len() as u32, groups: told.collect() }
    }

    /// What a list shows of a person.
    pub(super) fn summary(&self, id: PersonId) -> Option<PersonSummary> {
        serde_json::from_str(&self.row(*self.places.get(&id)?)?.summary).ok()
    }
}

/// Each reason once, the strongest first.
fn told_once(reasons: impl Iterator<Item = Reason>) -> Vec<Reason> {
    reasons.collect::<std::collections::BTreeSet<_>>().into_iter().collect()
}

impl Running {
    /// Compares who has something in common: blocks of so many people; once all are, puts what was found in order.
    fn compare(&mut self, count: usize) {
        let Some(shared) = &mut self.shared else { return };
        let all = self.traits.len() as u32;
        let (mut looked, before) = (0, shared.len().max(1) as u64);
        while looked < count
            && let Some(mut block) = shared.pop()
        {
            looked += block.len();
            each_pair(&mut block, &self.traits, |one, other| {
                let pair = (one.min(other), one.max(other));
                let (Some(one), Some(other)) = (self.traits.get(one as usize), self.traits.get(other as usize)) else {
                    return;
                };
                if !self.found.contains_key(&pair)
                    && let Some(likeness) = likeness(one, other)
                {
                    self.found.insert(pair, likeness);
                }
            });
        }
        // How many blocks are left says how much: they are of about the same size.
        let left = u64::from(self.total.saturating_sub(self.done)) * shared.len() as u64 / before;
        self.done = self.total - left as u32;
        if shared.is_empty() {
            (self.done, self.traits, self.slots) = (self.total, Vec::new(), Vec::new());
            self.sorted = std::mem::take(&mut self.found).into_iter().collect();
            self.sorted.sort_by(|(one, a), (other, b)| (b.score, one).cmp(&(a.score, other)));
        } else {
            self.done = self.done.min(self.total - 1).max(all);
        }
    }
}
