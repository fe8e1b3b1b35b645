//! How far apart two words are.

/// Longer words are not compared letter by letter.
const LONGEST: usize = 40;

/// How many letters must be put in, left out, exchanged or swapped to come from one word to the other; nothing where they are more than
/// the limit.
pub(super) fn distance(one: &str, other: &str, limit: usize) -> Option<usize> {
    let [one, other]: [Vec<char>; 2] = [one, other].map(|word| word.chars().take(LONGEST + 1).collect());
    if one.len().abs_diff(other.len()) > limit || one.len().max(other.len()) > LONGEST {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for (line, letter) in one.iter().enumerate() {
        let mut row = Vec::with_capacity(last.len());
        row.push(line + 1);
        for (column, facing) in other.iter().enumerate() {
            let mut cost =
                (last[column] + usize::from(letter != facing)).min(last[column + 1] + 1).min(row[column] + 1);
            let swapped = line > 0 && column > 0 && *letter == other[column - 1] && one[line - 1] == *facing;
            if swapped {
                cost = cost.min(before[column - 1] + 1);
            }
            row.push(cost);
        }
        if row.iter().all(|cost| *cost > limit) {
            return None;
        }
        (before, last) = (last, row);
    }
    last.last().copied().filter(|cost| *cost <= limit)
}

/// Whether one word is the other one mistyped: by one letter from five letters on, by two from nine on.
pub(super) fn is_mistyped(one: &str, other: &str) -> bool {
    let limit = match one.chars().count().min(other.chars().count()) {
        0..5 => return false,
        5..9 => 1,
        _ => 2,
    };
    distance(one, other, limit).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_counted() {
        for (one, other, cost) in [
            ("schmidt", "schmdit", Some(1)),
            ("becker", "beckr", Some(1)),
            ("", "", Some(0)),
            ("meier", "mair", Some(2)),
            ("abc", "xyz", None),
        ] {
            assert_eq!((distance(one, other, 2), distance(other, one, 2)), (cost, cost), "{one} {other}");
        }
        assert!(is_mistyped("becker", "becler") && !is_mistyped("bach", "bech") && !is_mistyped("becker", "bilker"));
        assert_eq!(distance(&"a".repeat(50), &"a".repeat(50), 2), None);
    }
}
