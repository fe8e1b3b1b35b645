//! The text that is searched: of all rows one after the other in one buffer, folded, each word behind a space.

use std::ops::Range;

use calling_card_api::fold::tokens;
use memchr::memmem::Finder;

use super::Slot;

/// The text of all rows.
#[derive(Default)]
pub(super) struct Text {
    bytes: Vec<u8>,
    /// Where each row begins.
    starts: Vec<u32>,
}

impl Text {
    /// Appends the text of a row, and tells its words.
    pub(super) fn push(&mut self, folded: &str, word: impl FnMut(&str)) {
        self.push_words(tokens(folded), word);
    }

    /// Appends the text of a row that was in another text.
    pub(super) fn push_tokens(&mut self, row: &[u8], word: impl FnMut(&str)) {
        let row = std::str::from_utf8(row).unwrap_or_default();
        self.push_words(row.split_whitespace(), word);
    }

    fn push_words<'a>(&mut self, words: impl Iterator<Item = &'a str>, mut word: impl FnMut(&str)) {
        self.starts.push(self.bytes.len() as u32);
        for one in words {
            word(one);
            self.bytes.push(b' ');
            self.bytes.extend_from_slice(one.as_bytes());
        }
        self.bytes.push(b'\n');
    }

    /// The text of a row.
    pub(super) fn row(&self, slot: Slot) -> &[u8] {
        self.bytes.get(self.span(slot)).unwrap_or_default()
    }

    fn span(&self, slot: Slot) -> Range<usize> {
        let at = |slot: usize| self.starts.get(slot).map_or(self.bytes.len(), |start| *start as usize);
        at(slot as usize)..at(slot as usize + 1)
    }

    /// How many rows there are.
    pub(super) fn len(&self) -> usize {
        self.starts.len()
    }

    /// Tells each row in which this stands, once.
    pub(super) fn each(&self, finder: &Finder, mut hit: impl FnMut(Slot)) {
        let (mut at, mut slot) = (0, 0);
        while let Some(place) = self.bytes.get(at..).and_then(|rest| finder.find(rest)) {
            let place = (at + place) as u32;
            // Often it is the next row, or one of those after it.
            let step = self.starts.iter().skip(slot + 1).take(8).take_while(|start| **start <= place).count();
            slot += step;
            if step == 8 {
                slot += self.starts.get(slot + 1..).map_or(0, |later| later.partition_point(|start| *start <= place));
            }
            hit(slot as Slot);
            at = self.span(slot as Slot).end;
        }
    }
}
