//! Blocks: people who have something in common, and so are compared with each other. No block makes for more comparisons than it has
//! people times a few, however many they are.

use std::collections::HashMap;
use std::hash::BuildHasher;

use calling_card_api::likeness::Traits;
use foldhash::fast::FixedState;

/// In a block of so many, each is compared with each.
const SMALL: usize = 24;
/// In a larger one, each is compared with so many of those who come after them.
const NEIGHBOURS: usize = 12;

/// Who has what.
#[derive(Default)]
pub(super) struct Blocks {
    places: HashMap<u64, u32, FixedState>,
    /// Most texts are one person's alone: only of two or more a list is kept.
    first: Vec<u32>,
    others: HashMap<u32, Vec<u32>, FixedState>,
}

impl Blocks {
    /// Takes a person of this number in.
    pub(super) fn add(&mut self, number: u32, traits: &Traits) {
        let hasher = FixedState::default();
        traits.blocks(|text| {
            let next = self.first.len() as u32;
            let block = *self.places.entry(hasher.hash_one(text)).or_insert(next);
            match self.first.get(block as usize) {
                None => self.first.push(number),
                // The same text of the same person, told twice.
                Some(first) if *first == number => {}
                Some(_) => {
                    let others = self.others.entry(block).or_default();
                    if others.last() != Some(&number) {
                        others.push(number);
                    }
                }
            }
        });
    }

    /// The blocks of two or more.
    pub(super) fn shared(self) -> Vec<Vec<u32>> {
        let Self { first, others, .. } = self;
        let whole = |(block, mut others): (u32, Vec<u32>)| {
            others.extend(first.get(block as usize));
            others.sort_unstable();
            others
        };
        let mut shared: Vec<Vec<u32>> = others.into_iter().map(whole).collect();
        shared.sort_unstable();
        shared
    }
}

/// Tells who of a block are compared with each other.
pub(super) fn each_pair(block: &mut [u32], traits: &[Traits], mut tell: impl FnMut(u32, u32)) {
    let far = if block.len() <= SMALL { SMALL } else { NEIGHBOURS };
    if block.len() > SMALL {
        block.sort_by_key(|number| traits.get(*number as usize).map(Traits::beside));
    }
    for (at, one) in block.iter().enumerate() {
        block.iter().skip(at + 1).take(far).for_each(|other| tell(*one, *other));
    }
}
