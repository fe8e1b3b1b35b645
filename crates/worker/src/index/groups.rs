//! Groups: people of whom each is probably the same as another one of the group, and of whom no two were said to be two.

use std::collections::{HashMap, HashSet};

use calling_card_api::duplicates::{PEOPLE, Pair};
use calling_card_api::likeness::Likeness;

/// Two people, by their numbers, and how likely they are one.
pub(super) type Found = ((u32, u32), Likeness);

/// A group.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Group {
    /// The people.
    pub people: Vec<u32>,
    /// The two of whom it is most certain come first; by their places among all that were found.
    pub pairs: Vec<usize>,
}

/// Groups of people, the most certain first. `found` is in that order; who is in one group already does not come into another.
pub(super) fn groups(found: &[Found], apart: &HashSet<Pair>, pair_of: impl Fn(u32, u32) -> Option<Pair>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut places: HashMap<u32, usize> = HashMap::new();
    let may_meet = |one: u32, other: u32| pair_of(one, other).is_some_and(|pair| !apart.contains(&pair));
    for (at, ((one, other), _)) in found.iter().enumerate() {
        if !may_meet(*one, *other) {
            continue;
        }
        let (mine, theirs) = (places.get(one).copied(), places.get(other).copied());
        let both: Vec<usize> = mine.into_iter().chain(theirs).collect::<HashSet<_>>().into_iter().collect();
        let members = |place: Option<usize>, alone: u32| {
            place.and_then(|place| groups.get(place)).map_or_else(|| vec![alone], |group| group.people.clone())
        };
        if let ([place], true) = (both.as_slice(), mine == theirs) {
            groups.get_mut(*place).into_iter().for_each(|group| group.pairs.push(at));
            continue;
        }
        let (left, right) = (members(mine, *one), members(theirs, *other));
        let fit = left.len() + right.len() <= PEOPLE
            && left.iter().all(|one| right.iter().all(|other| may_meet(*one, *other)));
        if !fit {
            continue;
        }
        // They are in the place of the more certain group.
        let place = both.iter().copied().min().unwrap_or(groups.len());
        if place == groups.len() {
            groups.push(Group { people: Vec::new(), pairs: Vec::new() });
        }
        let mut pairs: Vec<usize> = Vec::new();
        for gone in both.iter().filter(|gone| **gone != place) {
            if let Some(group) = groups.get_mut(*gone) {
                group.people.clear();
                pairs.append(&mut group.pairs);
            }
        }
        left.iter().chain(&right).for_each(|number| _ = places.insert(*number, place));
        if let Some(group) = groups.get_mut(place) {
            group.people = left.into_iter().chain(right).collect();
            group.pairs.extend(pairs);
            group.pairs.push(at);
            group.pairs.sort_unstable();
        }
    }
    groups.retain(|group| !group.people.is_empty());
    groups
}

#[cfg(test)]
mod tests {
    use calling_card_contact::PersonId;
    use uuid::Uuid;

    use super::*;

    fn key(number: u32) -> PersonId {
        PersonId(Uuid::from_u128(number.into()))
    }

    fn grouped(pairs: &[(u32, u32)], apart: &[(u32, u32)]) -> Vec<Vec<u32>> {
        let like = || Likeness { score: 90, reasons: Vec::new() };
        let found: Vec<Found> = pairs.iter().map(|pair| (*pair, like())).collect();
        let apart = apart.iter().map(|(one, other)| Pair::of(key(*one), key(*other))).collect();
        let groups = groups(&found, &apart, |one, other| Some(Pair::of(key(one), key(other))));
        let mut sorted: Vec<Vec<u32>> = groups.into_iter().map(|group| group.people).collect();
        sorted.iter_mut().for_each(|people| people.sort_unstable());
        sorted
    }

    #[test]
    fn who_is_alike_is_grouped_unless_they_were_said_to_be_two() {
        assert_eq!(grouped(&[(1, 2), (3, 4), (2, 3)], &[]), [[1, 2, 3, 4]]);
        assert_eq!(grouped(&[(1, 2), (2, 3), (1, 3)], &[]), [[1, 2, 3]]);
        assert_eq!(grouped(&[(1, 2), (2, 3)], &[(3, 1)]), [[1, 2]]);
        assert_eq!(grouped(&[(1, 2), (3, 4), (2, 3)], &[(4, 1)]), [[1, 2], [3, 4]]);
        assert_eq!(grouped(&[(1, 2)], &[(2, 1)]), [[0u32; 0]; 0]);
        // However many are alike, no group grows beyond what is merged at once.
        let chain: Vec<(u32, u32)> = (0..30).map(|n| (n, n + 1)).collect();
        let sizes: Vec<usize> = grouped(&chain, &[]).iter().map(Vec::len).collect();
        assert!(sizes.iter().all(|size| *size <= PEOPLE) && sizes.iter().sum::<usize>() >= 29, "{sizes:?}");
    }
}
