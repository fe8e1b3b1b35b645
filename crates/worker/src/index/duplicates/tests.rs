//! The search finds whom one finds who compares each with each, in any number of steps.

use calling_card_api::likeness::{Traits, known_by, likeness};
use calling_card_api::listed::{IndexPart, ListedMore, ListedPerson};
use calling_card_api::worker::AlikeQuestion;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;

fn person(number: u128, given: &str, family: &str, business: &str, email: &str) -> ListedPerson {
    ListedPerson {
        summary: PersonSummary {
            id: PersonId(Uuid::from_u128(number)),
            name: format!("{given} {family}"),
            business: business.into(),
            position: String::new(),
            email: email.into(),
            phone: String::new(),
            city: String::new(),
            tags: Vec::new(),
            has_image: false,
            cards: 1,
            lifecycle: String::new(),
            birthday: None,
            archived: false,
            changed_at: None,
        },
        more: ListedMore { family: family.into(), given: given.into(), ..ListedMore::default() },
        created_at: String::new(),
    }
}

fn index_of(people: Vec<ListedPerson>) -> Index {
    let mut index = Index::default();
    index.begin();
    let number = index.state().number;
    assert!(index.take(number, IndexPart { people, change: 1, ..IndexPart::default() }));
    assert!(index.take(number, IndexPart { change: 1, ..IndexPart::default() }));
    index
}

/// Looks in steps of so many; answers the pairs by their keys.
fn hunt(index: &mut Index, step: usize) -> std::collections::BTreeSet<Pair> {
    let mut state = index.hunt_begin();
    while !state.is_over() {
        let next = index.hunt_on(step);
        assert!(next.done >= state.done && next.total == state.total, "{state:?} {next:?}");
        state = next;
    }
    let hunt = index.hunt.as_ref().unwrap();
    let id = |number: u32| hunt.people[number as usize];
    hunt.sorted.iter().map(|((one, other), _)| Pair::of(id(*one), id(*other))).collect()
}

fn ask(apart: Vec<Pair>) -> DuplicatesQuestion {
    DuplicatesQuestion { apart, from: 0, count: 50 }
}

#[test]
fn groups_are_told_and_kept_until_somebody_changes() {
    let mut index = index_of(vec![
        person(1, "Anna", "Bär", "ACME", "anna@example.com"),
        person(2, "Anna", "Baer", "ACME GmbH", ""),
        person(3, "A.", "Bär", "", "anna@example.com"),
        person(4, "Uwe", "Wolf", "ACME", "uwe@example.com"),
        person(5, "Uwe", "Wolf", "ACME", ""),
        person(6, "Eva", "Wolf", "ACME", ""),
    ]);
    assert_eq!(index.duplicates(&ask(Vec::new())).total, 0, "nothing was looked at");
    hunt(&mut index, 2);
    let key = |number| PersonId(Uuid::from_u128(number));
    let found = index.duplicates(&ask(Vec::new()));
    let keys = |group: &DuplicateGroup| group.people.iter().map(|one| one.id).collect::<HashSet<_>>();
    assert_eq!(found.total, 2);
    assert_eq!(keys(&found.groups[0]), [1, 2, 3].map(key).into());
    assert_eq!(keys(&found.groups[1]), [4, 5].map(key).into());
    assert_eq!(found.groups[0].reasons, [Reason::Email, Reason::SameName, Reason::ShortName, Reason::Company]);
    assert!(found.groups[0].score > found.groups[1].score);
    let apart = index.duplicates(&ask(vec![Pair { one: key(3), other: key(1) }, Pair::of(key(4), key(5))]));
    assert_eq!((apart.total, keys(&apart.groups[0])), (1, [1, 2].map(key).into()));
    let alike = index.alike(&AlikeQuestion { id: key(2), apart: Vec::new() });
    assert_eq!(alike.iter().map(|one| one.person.id).collect::<Vec<_>>(), [key(1)]);
    let nobody = AlikeQuestion { id: key(2), apart: vec![Pair::of(key(1), key(2))] };
    assert_eq!((index.alike(&nobody), index.alike(&AlikeQuestion { id: key(9), apart: Vec::new() })), (vec![], vec![]));

    // What was found stays found; who has gone is in no group; after a change all is looked at anew.
    let before = index.hunt_begin();
    assert!(before.is_over());
    index.go_on();
    let (number, gone) = (index.state().number, vec![key(5)]);
    assert!(index.take(number, IndexPart { gone, change: 2, ..IndexPart::default() }));
    assert_eq!(index.duplicates(&ask(Vec::new())).total, 1);
    assert!(!index.hunt_begin().is_over());
    hunt(&mut index, 100);
    assert_eq!(index.duplicates(&ask(Vec::new())).total, 1);
    assert!(index_of(Vec::new()).hunt_begin().is_over(), "nobody is there");
}

#[test]
fn a_common_name_and_number_stay_within_bounds() {
    let many = (0..3000).map(|n| {
        let mut one = person(n, "Thomas", "Müller", &format!("Company {n}"), "");
        one.summary.phone = "+49 30 23125 000".into();
        one
    });
    let mut index = index_of(many.collect());
    let pairs = hunt(&mut index, 500);
    assert!(pairs.len() < 3000 * 40, "{}", pairs.len());
    let groups = index.duplicates(&ask(Vec::new()));
    assert!(groups.groups.iter().all(|group| group.people.len() <= 10));
}

fn some() -> impl Strategy<Value = Vec<(usize, usize, usize, usize)>> {
    prop::collection::vec((0..6usize, 0..6usize, 0..4usize, 0..5usize), 0..24)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn blocks_lose_nobody(drawn in some(), step in 1..40usize) {
        let given = ["Anna", "A.", "Stefan", "Stephan", "Bär", "Andrea"];
        let family = ["Bär", "Baer", "Schmidt", "Schmitt", "Anna", "Schmdit"];
        let business = ["", "ACME GmbH", "Acme", "Other"];
        let email = ["", "", "anna@example.com", "info@acme.de", "s@example.com"];
        let people: Vec<ListedPerson> = drawn.iter().enumerate()
            .map(|(n, (a, b, c, d))| person(n as u128, given[*a], family[*b], business[*c], email[*d])).collect();
        let traits: Vec<Traits> = people.iter().map(|one| Traits::of(&one.summary, &known_by(one))).collect();
        let mut naive = std::collections::BTreeSet::new();
        for (at, one) in people.iter().enumerate() {
            for (other_at, other) in people.iter().enumerate().skip(at + 1) {
                if likeness(&traits[at], &traits[other_at]).is_some() {
                    naive.insert(Pair::of(one.summary.id, other.summary.id));
                }
            }
        }
        prop_assert_eq!(hunt(&mut index_of(people), step), naive);
    }
}
