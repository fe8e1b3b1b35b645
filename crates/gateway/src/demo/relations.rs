//! How people stand to each other, named in both directions.

use std::collections::{BTreeMap, BTreeSet};

use calling_card_contact::{OrganizationId, Person, PersonId, Relation, RelationKind};

use super::dice::Dice;

/// Relations: within organizations, within families, and between any two.
pub(super) fn relations(people: &[(PersonId, Person)], dice: &mut Dice) -> Vec<Relation> {
    let mut relations = Vec::new();
    let mut related = BTreeSet::new();
    let mut relate = |from: PersonId, to: PersonId, forward: &str, backward: &str, favourite: bool| {
        if from != to && related.insert((from.min(to), from.max(to))) {
            let kind = RelationKind { forward: forward.to_owned(), backward: backward.to_owned() };
            relations.push(Relation { from, to, kind, favourite });
        }
    };
    for staff in by_organization(people).values() {
        let [first, second, others @ ..] = staff.as_slice() else { continue };
        relate(*second, *first, "Manager", "Report", false);
        if let Some(third) = others.first() {
            relate(*second, *third, "Assistant", "Supervisor", false);
        }
    }
    for family in by_family(people).values().filter(|family| family.len() > 1).take(24) {
        let (forward, backward) =
            dice.pick(&[("Spouse", "Spouse"), ("Sibling", "Sibling"), ("Parent", "Child"), ("Cousin", "Cousin")]);
        relate(family[0], family[1], forward, backward, forward == "Spouse");
    }
    for _ in 0..30 {
        let (one, other) = (dice.pick(people).0, dice.pick(people).0);
        let (forward, backward) = dice.pick(&[
            ("Referred by", "Referred"),
            ("Mentor", "Mentee"),
            ("Friend", "Friend"),
            ("Business partner", "Business partner"),
            ("Tax adviser", "Client"),
            ("Empfohlen von", "Empfohlen"),
        ]);
        relate(one, other, forward, backward, false);
    }
    relations
}

/// The people of each organization, the first of whom leads it.
pub(super) fn by_organization(people: &[(PersonId, Person)]) -> BTreeMap<OrganizationId, Vec<PersonId>> {
    let mut all: BTreeMap<_, Vec<PersonId>> = BTreeMap::new();
    for (id, person) in people {
        for place in &person.organizations {
            all.entry(place.organization).or_default().push(*id);
        }
    }
    all
}

fn by_family(people: &[(PersonId, Person)]) -> BTreeMap<&str, Vec<PersonId>> {
    let mut all: BTreeMap<&str, Vec<PersonId>> = BTreeMap::new();
    for (id, person) in people.iter().filter(|(_, person)| !person.name.family.is_empty()) {
        all.entry(&person.name.family).or_default().push(*id);
    }
    all
}
