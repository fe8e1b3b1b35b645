//! Searching for what was typed: each word must stand in the text, or begin a word of it.

use calling_card_api::fold::{tokens, typed_words};
use memchr::memmem::Finder;

use super::Slot;
use super::text::Text;

/// What is looked for, of what was typed: each word behind a space, one of several parts with a space between them.
pub(super) fn phrases(typed: &str) -> Vec<String> {
    let phrase = |word: String| tokens(&word).map(|token| format!(" {token}")).collect::<String>();
    typed_words(typed).into_iter().map(phrase).filter(|phrase| !phrase.is_empty()).collect()
}

/// A set of rows.
#[derive(Clone, Default)]
pub(super) struct Bits {
    bits: Vec<u64>,
    pub count: usize,
}

impl Bits {
    /// Nobody of so many rows.
    pub(super) fn none(rows: usize) -> Self {
        Self { bits: vec![0; rows.div_ceil(64)], count: 0 }
    }

    /// Takes a row in.
    pub(super) fn add(&mut self, slot: Slot) {
        if let Some(bits) = self.bits.get_mut(slot as usize / 64) {
            let bit = 1 << (slot % 64);
            self.count += usize::from(*bits & bit == 0);
            *bits |= bit;
        }
    }

    /// Whether a row is in it.
    pub(super) fn has(&self, slot: Slot) -> bool {
        self.bits.get(slot as usize / 64).is_some_and(|bits| bits & (1 << (slot % 64)) != 0)
    }

    /// The rows, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = Slot> {
        let of_word = |(index, bits): (usize, &u64)| {
            let bits = *bits;
            (0..64u32).filter(move |bit| bits & (1u64 << *bit) != 0).map(move |bit| index as u32 * 64 + bit)
        };
        self.bits.iter().enumerate().filter(|(_, bits)| **bits != 0).flat_map(of_word)
    }
}

/// The search of before: who types on looks only among those who were found.
#[derive(Default)]
pub(super) struct Search {
    last: Option<(Vec<String>, Bits)>,
}

impl Search {
    /// Says that the text is another.
    pub(super) fn forget(&mut self) {
        self.last = None;
    }

    /// The rows in which all phrases stand.
    pub(super) fn find(&mut self, text: &Text, phrases: &[String]) -> &Bits {
        let goes_on = |known: &[String]| {
            known.len() <= phrases.len()
                && known.iter().zip(phrases).all(|(known, phrase)| phrase.starts_with(known.as_str()))
        };
        let mut found = self.last.take().filter(|(known, _)| goes_on(known)).map(|(_, bits)| bits);
        for phrase in phrases {
            let finder = Finder::new(phrase.as_bytes());
            let mut bits = Bits::none(text.len());
            match &found {
                // Few are looked at one by one; where they are many, going through all of the text is as quick.
                Some(known) if known.count < text.len() / 8 => {
                    known.iter().filter(|slot| finder.find(text.row(*slot)).is_some()).for_each(|slot| bits.add(slot));
                }
                Some(known) => text.each(&finder, |slot| {
                    if known.has(slot) {
                        bits.add(slot);
                    }
                }),
                None => text.each(&finder, |slot| bits.add(slot)),
            }
            found = Some(bits);
        }
        let found = found.unwrap_or_default();
        &self.last.insert((phrases.to_vec(), found)).1
    }
}
