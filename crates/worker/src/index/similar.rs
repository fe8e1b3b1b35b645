//! Who is similar to what was typed: words that differ by a letter or two from the words that there are.

use std::collections::HashMap;

use memchr::memmem::Finder;

use super::Slot;
use super::search::Bits;
use super::text::Text;

/// Most who are told to be similar.
pub(super) const MOST: usize = 50;
/// Most words that are taken for what was typed.
const CANDIDATES: usize = 24;
/// Words of so many letters can be mistyped.
const LETTERS: std::ops::RangeInclusive<usize> = 3..=24;

/// The words of letters that there are, and in which rows.
#[derive(Default)]
pub(super) struct Words {
    rows: HashMap<Box<str>, Vec<Slot>, foldhash::fast::FixedState>,
}

impl Words {
    /// Takes a word of a row in.
    pub(super) fn add(&mut self, word: &str, slot: Slot) {
        if word.len() > 64 || word.bytes().any(|byte| byte.is_ascii_digit()) || !LETTERS.contains(&word.chars().count())
        {
            return;
        }
        match self.rows.get_mut(word) {
            Some(rows) if rows.last() == Some(&slot) => {}
            Some(rows) => rows.push(slot),
            None => {
                self.rows.insert(word.into(), vec![slot]);
            }
        }
    }

    /// The rows in which each phrase, or a word that is similar to it, stands; the most similar first.
    pub(super) fn similar(&self, phrases: &[String], text: &Text, rows: usize) -> Vec<Slot> {
        if phrases.is_empty() || phrases.len() > 8 {
            return Vec::new();
        }
        let mut costs: Option<HashMap<Slot, u8>> = None;
        for phrase in phrases {
            let mut found: HashMap<Slot, u8> = HashMap::new();
            let known = |slot: Slot| costs.as_ref().is_none_or(|costs: &HashMap<Slot, u8>| costs.contains_key(&slot));
            let mut exact = Bits::none(rows);
            text.each(&Finder::new(phrase.as_bytes()), |slot| exact.add(slot));
            for (cost, slots) in self.candidates(phrase.trim_start()) {
                for slot in slots.iter().filter(|slot| known(**slot)) {
                    let best = found.entry(*slot).or_insert(cost);
                    *best = cost.min(*best);
                }
            }
            found.extend(exact.iter().filter(|slot| known(*slot)).map(|slot| (slot, 0)));
            costs = Some(match costs {
                None => found,
                Some(before) => {
                    let sum = |(slot, cost): (Slot, u8)| Some((slot, cost + before.get(&slot)?));
                    found.into_iter().filter_map(sum).collect()
                }
            });
        }
        let mut slots: Vec<(u8, Slot)> = costs.into_iter().flatten().map(|(slot, cost)| (cost, slot)).collect();
        slots.sort_unstable();
        slots.into_iter().map(|(_, slot)| slot).collect()
    }

    /// The words that were perhaps meant, with how far they are from what was typed: the nearest, and of them those of the most rows.
    fn candidates(&self, typed: &str) -> Vec<(u8, &[Slot])> {
        let typed: Vec<char> = typed.chars().collect();
        let is_word = LETTERS.contains(&typed.len()) && typed.iter().all(|c| c.is_alphabetic());
        if !is_word {
            return Vec::new();
        }
        let limit = if typed.len() < 6 { 1 } else { 2 };
        let mut near: Vec<(u8, &[Slot])> = self
            .rows
            .iter()
            .filter_map(|(word, slots)| Some((distance(&typed, word, limit)?, slots.as_slice())))
            .filter(|(cost, _)| *cost > 0)
            .collect();
        near.sort_by_key(|(cost, slots)| (*cost, std::cmp::Reverse(slots.len()), slots.first().copied()));
        near.truncate(CANDIDATES);
        near
    }
}

/// How many letters must be put in, left out, exchanged or swapped to come from what was typed to a word or its beginning; nothing
/// where they are more than the limit.
pub(super) fn distance(typed: &[char], word: &str, limit: u8) -> Option<u8> {
    let limit = usize::from(limit);
    let mut letters = ['\0'; 32];
    let mut count = 0;
    for (place, letter) in letters.iter_mut().zip(word.chars().take(typed.len() + limit)) {
        *place = letter;
        count += 1;
    }
    let letters = letters.get(..count)?;
    if count + limit < typed.len() {
        return None;
    }
    // One row for each letter that was typed: this one, the one before, and the one before that for what was swapped.
    let mut rows = [[0usize; 33]; 3];
    for (column, cell) in rows[0].iter_mut().enumerate() {
        *cell = column;
    }
    for (line, letter) in typed.iter().enumerate() {
        let (this, last, last_but_one) = ((line + 1) % 3, line % 3, (line + 2) % 3);
        rows[this][0] = line + 1;
        let mut least = line + 1;
        for (column, other) in letters.iter().enumerate() {
            let same = letter == other;
            let mut cost =
                (rows[last][column] + usize::from(!same)).min(rows[last][column + 1] + 1).min(rows[this][column] + 1);
            if line > 0 && column > 0 && *letter == letters[column - 1] && typed[line - 1] == *other {
                cost = cost.min(rows[last_but_one][column - 1] + 1);
            }
            rows[this][column + 1] = cost;
            least = least.min(cost);
        }
        if least > limit {
            return None;
        }
    }
    let end = typed.len() % 3;
    let least = rows[end].iter().take(count + 1).min().copied()?;
    (least <= limit).then_some(least as u8)
}
