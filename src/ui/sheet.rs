//! Long lists of which only what is seen is drawn: where each row is, and which are seen.

use std::ops::Range;

/// More than this many pixels browsers do not scroll through; what is longer is scrolled through faster.
const MOST: f64 = 15_000_000.0;
/// So many rows are drawn above and below what is seen.
const BESIDE: f64 = 8.0;

/// A list of rows that are all of one height, as it is scrolled through. Offsets are pixels from where it begins to the upper edge of
/// what is seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sheet {
    /// How many rows there are.
    pub rows: u32,
    /// How high each is.
    pub row: f64,
    /// How high what is seen is.
    pub view: f64,
}

impl Sheet {
    fn whole(self) -> f64 {
        f64::from(self.rows) * self.row
    }

    /// How high the list is.
    pub fn height(self) -> f64 {
        self.whole().min(MOST)
    }

    /// How much of the rows is above what is seen.
    fn above(self, offset: f64) -> f64 {
        if self.whole() <= MOST {
            return offset;
        }
        let reach = (self.height() - self.view).max(1.0);
        (offset / reach).clamp(0.0, 1.0) * (self.whole() - self.view)
    }

    /// The rows that are drawn.
    pub fn drawn(self, offset: f64) -> Range<u32> {
        let rows = f64::from(self.rows);
        let above = self.above(offset).clamp(0.0, (self.whole() - self.view).max(0.0));
        let first = (above / self.row - BESIDE).floor();
        // As many wherever it is scrolled to.
        let end = first + (self.view / self.row).ceil() + 2.0 * BESIDE + 1.0;
        first.clamp(0.0, rows) as u32..end.clamp(0.0, rows) as u32
    }

    /// Where a row is drawn, in pixels from where the list begins.
    pub fn place(self, row: u32, offset: f64) -> f64 {
        let place = f64::from(row) * self.row;
        if self.whole() <= MOST { place } else { offset.max(0.0) + place - self.above(offset) }
    }

    /// The row that is seen at first, below so many pixels that are covered.
    pub fn first_seen(self, offset: f64, covered: f64) -> u32 {
        let row = ((self.above(offset) + covered) / self.row).ceil();
        row.clamp(0.0, f64::from(self.rows.saturating_sub(1))) as u32
    }

    /// To which offset to scroll for a row to be seen, below so many pixels that are covered; nothing where it is.
    pub fn reveal(self, row: u32, offset: f64, covered: f64) -> Option<f64> {
        let (above, place) = (self.above(offset), f64::from(row) * self.row);
        let wanted = if place < above + covered {
            place - covered
        } else if place + self.row > above + self.view {
            place + self.row - self.view
        } else {
            return None;
        };
        // Above the first row the page is scrolled as it is.
        if self.whole() <= MOST || wanted < 0.0 {
            return Some(wanted);
        }
        let reach = (self.height() - self.view).max(1.0);
        Some((wanted / (self.whole() - self.view)).clamp(0.0, 1.0) * reach)
    }

    /// How many rows a page of keys goes on by.
    pub fn page(self, covered: f64) -> u32 {
        (((self.view - covered) / self.row).floor() - 1.0).max(1.0) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(rows: u32) -> Sheet {
        Sheet { rows, row: 60.0, view: 900.0 }
    }

    #[test]
    fn what_is_seen_is_drawn_and_little_else() {
        assert_eq!(sheet(100_000).height(), 6_000_000.0);
        assert_eq!(sheet(100_000).drawn(-200.0), 0..24);
        assert_eq!(sheet(100_000).drawn(60_000.0), 992..1024);
        assert_eq!(sheet(100_000).drawn(6_000_000.0), 99_977..100_000);
        assert_eq!(sheet(100_000).place(1000, 60_000.0), 60_000.0);
        assert_eq!(sheet(5).drawn(0.0), 0..5);
        assert_eq!(sheet(0).drawn(0.0), 0..0);
    }

    #[test]
    fn each_row_can_be_brought_into_view() {
        for rows in [10, 1000, 100_000, 1_000_000] {
            for row in [0, 1, rows / 3, rows / 2, rows - 2, rows - 1] {
                for begun in [0.0, 5000.0, sheet(rows).height() - 900.0] {
                    let offset = sheet(rows).reveal(row, begun, 80.0).unwrap_or(begun);
                    assert!(sheet(rows).drawn(offset).contains(&row), "{row} of {rows} at {offset}");
                    let top = sheet(rows).place(row, offset) - offset;
                    let covered = if row == 0 || rows == 10 { -901.0 } else { 79.0 };
                    assert!(top >= covered && top <= 841.0, "{row} of {rows} stands at {top}");
                }
            }
        }
        assert_eq!(sheet(1000).reveal(20, 1000.0, 80.0), None);
    }

    #[test]
    fn more_rows_than_can_be_scrolled_through_are_reached_from_the_first_to_the_last() {
        let many = sheet(1_000_000);
        assert_eq!(many.height(), MOST);
        assert_eq!(many.drawn(0.0).start, 0);
        assert_eq!(many.drawn(MOST - 900.0).end, 1_000_000);
        let last = many.place(999_999, MOST - 900.0);
        assert!((last + 60.0 - MOST).abs() < 1.0, "{last}");
    }
}
