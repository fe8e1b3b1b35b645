//! Which rows of the grid are drawn.

use std::ops::Range;

use crate::ui::Sheet;

/// The rows that are drawn. Each stands in a slot: where one is scrolled out of sight, another is filled into what is in the document already.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Drawn {
    /// The rows.
    pub(super) rows: Range<u32>,
    /// Where the first of them is, in pixels from where the list begins.
    pub(super) place: f64,
    /// How many slots there are.
    slots: u32,
}

impl Drawn {
    /// What is drawn of a list at an offset.
    pub(super) fn of(sheet: Sheet, offset: f64) -> Self {
        let rows = sheet.drawn(offset);
        Self { place: sheet.place(rows.start, offset), rows, slots: sheet.slots() }
    }

    /// So many rows, as they are at the beginning.
    pub(super) fn all(rows: Range<u32>) -> Self {
        Self { slots: (rows.len() as u32).max(1), rows, place: 0.0 }
    }

    /// The slots, in the order of the rows that stand in them.
    pub(super) fn slots(&self) -> Vec<u32> {
        self.rows.clone().map(|row| row % self.slots).collect()
    }

    /// The row that stands in a slot.
    pub(super) fn row(&self, slot: u32) -> Option<u32> {
        let behind = (slot + self.slots - self.rows.start % self.slots) % self.slots;
        Some(self.rows.start + behind).filter(|row| self.rows.contains(row))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_row_has_a_slot_and_keeps_it_while_it_is_drawn() {
        let sheet = Sheet { rows: 100_000, row: 60.0, view: 900.0 };
        let mut stood = std::collections::HashMap::new();
        for offset in (0..90_000).step_by(700) {
            let drawn = Drawn::of(sheet, f64::from(offset));
            let slots = drawn.slots();
            let rows: Vec<_> = slots.iter().filter_map(|slot| drawn.row(*slot)).collect();
            assert_eq!(rows, drawn.rows.clone().collect::<Vec<_>>(), "at {offset}");
            for (slot, row) in slots.into_iter().zip(rows) {
                assert_eq!(*stood.entry(row).or_insert(slot), slot);
            }
        }
        assert_eq!(Drawn::of(sheet, 0.0).row(30), None, "above the first row is none");
        assert_eq!(Drawn::all(0..0).slots(), [0; 0]);
        assert_eq!(Drawn::all(50..53).slots(), [2, 0, 1]);
    }
}
