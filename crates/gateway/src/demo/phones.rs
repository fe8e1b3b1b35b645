//! Phone numbers that nobody has, each given out once.

use std::collections::BTreeMap;

/// What was given out of each range so far.
#[derive(Default)]
pub(super) struct Phones {
    given: BTreeMap<&'static str, usize>,
}

impl Phones {
    /// The next number of a range, whose digits are `#`; none once all are given out.
    pub(super) fn next(&mut self, range: &'static str) -> Option<String> {
        let digits = range.matches('#').count();
        let size = 10usize.checked_pow(u32::try_from(digits).ok()?)?;
        let given = self.given.entry(range).or_insert(0);
        // A step that has no factor with 10 in common comes by every number once.
        let number = (*given < size).then_some((*given * 37 + 11) % size)?;
        *given += 1;
        let text = format!("{number:0digits$}");
        let mut figures = text.chars();
        Some(range.chars().map(|c| if c == '#' { figures.next().unwrap_or('0') } else { c }).collect())
    }

    /// The next number of the first of several ranges that has one left.
    pub(super) fn next_of(&mut self, ranges: &[&'static str]) -> Option<String> {
        ranges.iter().find_map(|range| self.next(range))
    }
}

#[cfg(test)]
mod tests {
    use super::Phones;

    #[test]
    fn a_range_ends() {
        let mut phones = Phones::default();
        let mut given: Vec<_> = std::iter::from_fn(|| phones.next("+1 212 555 01##")).collect();
        assert_eq!(given.first().map(String::as_str), Some("+1 212 555 0111"));
        given.sort();
        given.dedup();
        assert_eq!(given.len(), 100);
    }
}
