//! Who is probably the same as one person.

use std::cmp::Reverse;
use std::collections::HashSet;

use calling_card_api::duplicates::Pair;
use calling_card_api::likeness::{Traits, likeness};
use calling_card_api::people::PersonSummary;
use calling_card_api::worker::{Alike, AlikeQuestion};

use super::Index;

/// Most who are told.
const MOST: usize = 5;

impl Index {
    /// Who is probably the same as a person, the most certain first.
    pub fn alike(&self, question: &AlikeQuestion) -> Vec<Alike> {
        let row = self.places.get(&question.id).and_then(|slot| self.row(*slot));
        let (Some(row), Some(summary)) = (row, self.summary(question.id)) else { return Vec::new() };
        let traits = Traits::of(&summary, &row.known_by);
        let apart: HashSet<Pair> = question.apart.iter().map(|pair| Pair::of(pair.one, pair.other)).collect();
        let mut alike: Vec<Alike> = Vec::new();
        for other in self.rows.iter().flatten().filter(|other| other.id != question.id) {
            // Only who may be the same is read whole.
            let may_be = traits.may_be(&other.by_family) || traits.is_reached_by(&other.known_by);
            if !may_be || apart.contains(&Pair::of(question.id, other.id)) {
                continue;
            }
            let Ok(person) = serde_json::from_str::<PersonSummary>(&other.summary) else { continue };
            if let Some(found) = likeness(&traits, &Traits::of(&person, &other.known_by)) {
                alike.push(Alike { person, score: found.score, reasons: found.reasons });
            }
        }
        alike.sort_by_key(|one| (Reverse(one.score), one.person.id));
        alike.truncate(MOST);
        alike
    }
}
