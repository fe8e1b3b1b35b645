//! Which rows of the grid are drawn.

use std::ops::Range;

use crate::ui::Sheet;

/// The rows that are drawn, each in a slot of the document. While they are scrolled through, a row keeps its slot; where more than half become
/// others, the slots stay as they are, and what stands in them is filled anew: that is sooner done than making it anew.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Drawn {
    /// The rows.
    pub(super) rows: Range<u32>,
    /// Where the first of them is, in pixels from where the list begins.
    pub(super) place: f64,
    /// The slot of each.
    slots: Vec<u32>,
}

impl Drawn {
    /// So many rows, as they are at the beginning.
    pub(super) fn all(rows: Range<u32>) -> Self {
        Self { slots: (0..rows.len() as u32).collect(), rows, place: 0.0 }
    }

    /// What is drawn next of a list, at an offset.
    pub(super) fn next(&self, sheet: Sheet, offset: f64) -> Self {
        let rows = sheet.drawn(offset);
        let stay = |row: &u32| self.slot(*row);
        let keeps_half = rows.clone().filter_map(|row| stay(&row)).count() * 2 >= rows.len();
        let mut new = self.slots.iter().max().map_or(0, |last| last.wrapping_add(1))..;
        let slots = if keeps_half {
            rows.clone().filter_map(|row| stay(&row).or_else(|| new.next())).collect()
        } else {
            self.slots.iter().copied().chain(new).take(rows.len()).collect()
        };
        Self { place: sheet.place(rows.start, offset), rows, slots }
    }

    /// The slots, in the order of the rows that stand in them.
    pub(super) fn slots(&self) -> Vec<u32> {
        self.slots.clone()
    }

    /// The row that stands in a slot.
    pub(super) fn row(&self, slot: u32) -> Option<u32> {
        self.rows.clone().zip(&self.slots).find(|(_, known)| **known == slot).map(|(row, _)| row)
    }

    fn slot(&self, row: u32) -> Option<u32> {
        self.slots.get(row.checked_sub(self.rows.start)? as usize).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHEET: Sheet = Sheet { rows: 100_000, row: 60.0, view: 900.0 };

    fn stood(drawn: &Drawn) -> Vec<(u32, u32)> {
        drawn.slots().into_iter().filter_map(|slot| Some((drawn.row(slot)?, slot))).collect()
    }

    #[test]
    fn each_row_keeps_its_slot_while_it_is_scrolled_through() {
        let mut drawn = Drawn::all(0..0).next(SHEET, 0.0);
        for offset in (0..60_000).step_by(130).chain((0..60_000).rev().step_by(70)) {
            let (before, next) = (stood(&drawn), drawn.next(SHEET, f64::from(offset)));
            let now = stood(&next);
            assert_eq!(now.iter().map(|(row, _)| *row).collect::<Vec<_>>(), next.rows.clone().collect::<Vec<_>>());
            assert!(now.iter().all(|(row, slot)| before.iter().all(|(known, of)| (row == known) == (slot == of))));
            drawn = next;
        }
    }

    #[test]
    fn where_it_is_jumped_to_the_slots_stay() {
        let here = Drawn::all(0..0).next(SHEET, 6000.0);
        let there = here.next(SHEET, 90_000.0);
        assert_eq!(there.rows, 1492..1524);
        assert_eq!(there.slots(), here.slots());
        assert_eq!(here.next(SHEET, 7020.0).slots(), here.slots(), "more than half have become others");
        let first = there.next(SHEET, 0.0);
        assert_eq!((first.rows.clone(), first.slots().len()), (0..24, 24));
        assert_eq!(first.row(u32::MAX), None);
        let all = Drawn::all(50..53);
        assert_eq!(stood(&all), [(50, 0), (51, 1), (52, 2)]);
    }
}
