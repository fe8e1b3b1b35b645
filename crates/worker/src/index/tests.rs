//! The index answers as one would who looks at each person.

use calling_card_api::Cursor;
use calling_card_api::fold::{sort_key, tokens, typed_words};
use calling_card_api::listed::{IndexPart, ListedMore, ListedPerson};
use calling_card_api::people::{PeopleQuery, PeopleSort, PersonSummary};
use calling_card_api::worker::{IndexQuestion, IndexWindow};
use calling_card_contact::{PersonId, Timestamp};
use proptest::prelude::*;
use uuid::Uuid;

use super::similar::distance;
use super::*;

fn person(number: u128, given: &str, family: &str, business: &str, city: &str, tags: &[&str]) -> ListedPerson {
    let email = if number.is_multiple_of(3) { String::new() } else { format!("{given}{number}@example.com") };
    ListedPerson {
        summary: PersonSummary {
            id: PersonId(Uuid::from_u128(number)),
            name: format!("{given} {family}").trim().into(),
            business: business.into(),
            position: String::new(),
            phone: format!("+49 30 23125 {number:03}"),
            city: city.into(),
            tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
            has_image: false,
            cards: 1,
            lifecycle: if number.is_multiple_of(2) { "Lead".into() } else { String::new() },
            birthday: format!("--{:02}-{:02}", number % 12 + 1, number % 28 + 1).parse().ok(),
            archived: number.is_multiple_of(5),
            changed_at: Some(Timestamp(format!("2026-01-{:02}T00:00:00.000Z", number % 28 + 1))),
            email: email.clone(),
        },
        more: ListedMore { family: family.into(), given: given.into(), words: String::new(), email: !email.is_empty() },
        created_at: format!("2025-01-{:02}T00:00:00.000Z", number * 7 % 28 + 1),
    }
}

/// The index of these people, told in parts of so many.
fn index_of(people: &[ListedPerson], part: usize) -> Index {
    let mut index = Index::default();
    index.begin();
    let number = index.state().number;
    let parts: Vec<_> = if people.is_empty() { vec![people] } else { people.chunks(part).collect() };
    for (count, chunk) in parts.iter().enumerate() {
        let next = (count + 1 < parts.len()).then(|| Cursor(count.to_string()));
        assert!(index.take(number, IndexPart { people: chunk.to_vec(), next, change: 7, ..IndexPart::default() }));
    }
    assert_eq!(index.state().next.unwrap().since, Some(7));
    assert!(!index.state().complete);
    assert!(index.take(number, IndexPart { change: 7, ..IndexPart::default() }));
    assert!(index.state().complete && index.state().next.is_none());
    index
}

fn ask(index: &mut Index, query: &PeopleQuery, from: u32, count: u32, similar: bool) -> IndexWindow {
    let question = IndexQuestion { query: query.clone(), from, count, similar };
    serde_json::from_str(&index.rows(&question)).unwrap()
}

fn names(window: &IndexWindow) -> Vec<&str> {
    window.items.iter().map(|item| item.name.as_str()).collect()
}

/// Who is found by looking at each, in order.
fn naive(people: &[ListedPerson], query: &PeopleQuery) -> Vec<PersonSummary> {
    let is_found = |person: &&ListedPerson| {
        let searched = person.searched();
        let words: Vec<&str> = tokens(&searched).collect();
        let typed = typed_words(&query.q);
        let stands = |word: &String| {
            let parts: Vec<&str> = tokens(word).collect();
            let (last, first) = parts.split_last().unwrap();
            words.windows(parts.len()).any(|window| {
                window.iter().zip(first).all(|(one, other)| one == other) && window[first.len()].starts_with(last)
            })
        };
        let summary = &person.summary;
        (query.q.trim().is_empty() || !typed.is_empty() && typed.iter().all(stands))
            && query.tags().all(|tag| summary.tags.iter().any(|known| known == tag))
            && (query.lifecycle.is_empty() || query.lifecycle == summary.lifecycle)
            && (query.city.is_empty() || sort_key(&summary.city).starts_with(&sort_key(&query.city)))
            && query.email.is_none_or(|email| email == person.more.email)
            && query.archived.is_none_or(|archived| archived == summary.archived)
            && query.birth_month.is_none_or(|month| summary.birthday.unwrap().month() == Some(month))
            && (query.changed_since.is_empty() || summary.changed_at.as_ref().unwrap().0 >= query.changed_since)
    };
    let mut found: Vec<&ListedPerson> = people.iter().filter(is_found).collect();
    found.sort_by_key(|person| person.summary.id);
    match query.sort {
        PeopleSort::FamilyName => found.sort_by_key(|person| person.by_family()),
        PeopleSort::GivenName => found.sort_by_key(|person| person.by_given()),
        PeopleSort::Business => found.sort_by_key(|person| person.by_business()),
        PeopleSort::City => found.sort_by_key(|person| person.by_city()),
        PeopleSort::Birthday => found.sort_by_key(|person| person.by_birthday()),
        PeopleSort::Created => {
            found.sort_by_key(|person| (person.created_at.clone(), person.summary.id));
            found.reverse();
        }
        PeopleSort::Changed => {
            found.sort_by_key(|person| (person.summary.changed_at.clone().unwrap().0, person.summary.id));
            found.reverse();
        }
    }
    found.into_iter().map(|person| person.summary.clone()).collect()
}

const GIVEN: [&str; 6] = ["Anna", "Ann", "Jörg", "太郎", "Zoë", "Łukasz"];
const FAMILY: [&str; 6] = ["Müller", "Muller-Groß", "Ångström", "山田", "O’Neil", ""];
const BUSINESS: [&str; 4] = ["Käse & Co", "ACME", "", "Acme Inc."];
const CITY: [&str; 4] = ["Berlin", "Bern", "", "Århus"];
const TAGS: [&str; 3] = ["VIP", "Fair", "Neuer Kunde"];

fn some_person(number: u128) -> impl Strategy<Value = ListedPerson> {
    (0..6usize, 0..6usize, 0..4usize, 0..4usize, 0..8usize).prop_map(move |(given, family, business, city, tags)| {
        let tags: Vec<&str> =
            TAGS.iter().enumerate().filter(|(bit, _)| tags & (1 << bit) != 0).map(|(_, tag)| *tag).collect();
        person(number, GIVEN[given], FAMILY[family], BUSINESS[business], CITY[city], &tags)
    })
}

fn some_people() -> impl Strategy<Value = Vec<ListedPerson>> {
    (0..60u128).prop_flat_map(|count| (0..count).map(some_person).collect::<Vec<_>>())
}

fn some_query() -> impl Strategy<Value = PeopleQuery> {
    let q = prop::sample::select(vec![
        "",
        "ann",
        "anna mu",
        "a",
        "m a",
        "gross",
        "acme",
        "inc.",
        "023125",
        "+49 30 231",
        "anna1@example",
        "o'neil",
        "\"",
        "*",
        "山",
        "kase co",
        "vip neu",
        "zzz",
        "  ",
        "lukasz",
        "ber an",
    ]);
    let sort = prop::sample::select(vec![
        PeopleSort::FamilyName,
        PeopleSort::GivenName,
        PeopleSort::Business,
        PeopleSort::City,
        PeopleSort::Birthday,
        PeopleSort::Created,
        PeopleSort::Changed,
    ]);
    let tag = prop::sample::select(vec!["", "VIP", "VIP\nFair", "Unknown"]);
    let city = prop::sample::select(vec!["", "BER", "Arhus"]);
    let flags = (prop::option::of(any::<bool>()), prop::option::of(any::<bool>()), prop::option::of(1..13u8));
    let since = prop::sample::select(vec!["", "", "2026-01-10T00:00:00.000Z"]);
    (q, sort, tag, city, flags, since, any::<bool>()).prop_map(
        |(q, sort, tag, city, (email, archived, month), since, lead)| PeopleQuery {
            q: q.into(),
            sort,
            tag: tag.into(),
            city: city.into(),
            email,
            archived,
            birth_month: month.filter(|month| *month < 4),
            changed_since: since.into(),
            lifecycle: if lead { "Lead".into() } else { String::new() },
            ..PeopleQuery::default()
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn what_is_found_is_what_each_look_would_find(
        mut people in some_people(),
        changes in prop::collection::vec((0..70u128, prop::option::of(0..60u128)), 0..12),
        queries in prop::collection::vec(some_query(), 1..6),
        part in 1..30usize,
    ) {
        let mut index = index_of(&people, part);
        for query in queries.iter().take(1) {
            prop_assert_eq!(ask(&mut index, query, 0, 100, false).items, naive(&people, query));
        }
        for (count, (number, becomes)) in changes.into_iter().enumerate() {
            let id = PersonId(Uuid::from_u128(number));
            people.retain(|known| known.summary.id != id);
            let mut part = IndexPart { change: 8 + count as i64, ..IndexPart::default() };
            match becomes {
                Some(like) => {
                    let like = like as usize;
                    let new = person(number, GIVEN[like % 6], FAMILY[like / 6 % 6], BUSINESS[like % 4], CITY[like / 4 % 4], &TAGS[..like % 4]);
                    people.push(new.clone());
                    part.people.push(new);
                }
                None => part.gone.push(id),
            }
            index.go_on();
            let number = index.state().number;
            prop_assert!(index.take(number, part));
        }
        prop_assert_eq!(index.state().people as usize, people.len());
        for query in &queries {
            let found = naive(&people, query);
            let window = ask(&mut index, query, 0, 100, false);
            prop_assert_eq!(window.total as usize, found.len());
            prop_assert_eq!(&window.items, &found);
            let middle = ask(&mut index, query, 3, 4, false).items;
            prop_assert_eq!(middle, found.iter().skip(3).take(4).cloned().collect::<Vec<_>>());
            let question = IndexQuestion { query: query.clone(), from: 0, count: u32::MAX, similar: false };
            let keys: Vec<u8> = found.iter().flat_map(|person| person.id.0.into_bytes()).collect();
            prop_assert_eq!(index.keys(&question), keys);
            // With who is similar, the same come first.
            let more = ask(&mut index, query, 0, 1000, true);
            prop_assert_eq!(more.total as usize, found.len());
            prop_assert_eq!(&more.items[..found.len()], &found[..]);
        }
    }

    #[test]
    fn a_distance_is_that_of_all_ways(typed in "[abc]{1,6}", word in "[abc]{1,8}") {
        let (typed, letters): (Vec<char>, Vec<char>) = (typed.chars().collect(), word.chars().collect());
        let least = (0..=letters.len()).map(|end| whole_distance(&typed, &letters[..end])).min().unwrap();
        for limit in 0..3u8 {
            let expected = (least <= usize::from(limit)).then_some(least as u8);
            prop_assert_eq!(distance(&typed, &word, limit), expected);
        }
    }
}

/// Of two whole words, without any shortcut.
fn whole_distance(one: &[char], other: &[char]) -> usize {
    let mut table = vec![vec![0; other.len() + 1]; one.len() + 1];
    for i in 0..=one.len() {
        for j in 0..=other.len() {
            table[i][j] = match (i, j) {
                (0, j) => j,
                (i, 0) => i,
                _ => {
                    let same = usize::from(one[i - 1] != other[j - 1]);
                    let mut cost = (table[i - 1][j] + 1).min(table[i][j - 1] + 1).min(table[i - 1][j - 1] + same);
                    if i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1] {
                        cost = cost.min(table[i - 2][j - 2] + 1);
                    }
                    cost
                }
            };
        }
    }
    table[one.len()][other.len()]
}

#[test]
fn who_is_mistyped_is_similar() {
    let people = [
        person(1, "Anna", "Schröder", "ACME", "Berlin", &[]),
        person(2, "Anna", "Schroeter", "ACME", "Berlin", &[]),
        person(4, "Bob", "Müller", "ACME", "Bern", &[]),
    ];
    let mut index = index_of(&people, 2);
    let asked = |q: &str| PeopleQuery { q: q.into(), ..PeopleQuery::default() };
    for (typed, total, found) in [
        ("schröder", 1, vec!["Anna Schröder", "Anna Schroeter"]),
        ("schorder", 0, vec!["Anna Schröder"]),
        ("anna shroeter", 0, vec!["Anna Schroeter"]),
        ("mulelr", 0, vec!["Bob Müller"]),
        ("mü", 1, vec!["Bob Müller"]),
        ("bob schröder", 0, vec![]),
        ("qqqqqq", 0, vec![]),
        ("4711", 0, vec![]),
    ] {
        let window = ask(&mut index, &asked(typed), 0, 10, true);
        assert_eq!((window.total, names(&window)), (total, found.clone()), "{typed}");
        assert_eq!(window.similar as usize, found.len() - total as usize);
        assert_eq!(ask(&mut index, &asked(typed), 0, 10, false).total, total, "{typed}");
    }
    let bern = PeopleQuery { city: "Bern".into(), ..asked("mulelr") };
    assert_eq!(names(&ask(&mut index, &bern, 0, 10, true)), ["Bob Müller"]);
    let berlin = PeopleQuery { city: "Berlin".into(), ..asked("mulelr") };
    assert!(names(&ask(&mut index, &berlin, 0, 10, true)).is_empty());
}

#[test]
fn what_belongs_to_another_index_is_not_taken_in() {
    let people = [person(1, "Anna", "Müller", "", "", &[])];
    let mut index = index_of(&people, 1);
    let number = index.state().number;
    index.begin();
    assert!(!index.take(number, IndexPart { people: people.to_vec(), ..IndexPart::default() }));
    assert_eq!(index.state().people, 0);
    let number = index.state().number;
    index.clear();
    assert!(!index.take(number, IndexPart { people: people.to_vec(), ..IndexPart::default() }));
    assert_eq!(ask(&mut index, &PeopleQuery::default(), 0, 10, false), IndexWindow::default());
}

#[test]
fn rows_that_are_gone_give_their_room_back() {
    let people: Vec<_> = (0..40).map(|number| person(number, "Anna", "Müller", "", "", &["VIP"])).collect();
    let mut index = index_of(&people, 100);
    for change in 0..60i64 {
        index.go_on();
        let number = index.state().number;
        let part = IndexPart { people: people.clone(), change: 8 + change, ..IndexPart::default() };
        assert!(index.take(number, part));
    }
    assert!(index.rows.len() < 40 + 40 + DEAD, "{}", index.rows.len());
    let vip = PeopleQuery { q: "anna vip".into(), ..PeopleQuery::default() };
    assert_eq!(ask(&mut index, &vip, 0, 0, false).total, 40);
    let similar = PeopleQuery { q: "anan".into(), ..PeopleQuery::default() };
    assert_eq!(ask(&mut index, &similar, 0, 0, true).similar, 40);
}

#[test]
fn an_index_that_knows_of_changes_that_are_not_there_begins_anew() {
    let mut index = index_of(&[person(1, "Ann", "Old", "", "", &[])], 1);
    let state = index.state();
    index.go_on();
    let part = IndexPart {
        people: vec![person(2, "Ben", "New", "", "", &[])],
        change: 3,
        total: Some(1),
        ..IndexPart::default()
    };
    assert!(index.take(state.number, part));
    let begun = index.state();
    assert_eq!(
        (begun.people, begun.complete, begun.next),
        (1, false, Some(IndexQuery { cursor: None, since: Some(3) }))
    );
    assert_ne!(begun.generation, state.generation);
    assert!(index.take(state.number, IndexPart { change: 3, ..IndexPart::default() }));
    let found: IndexWindow =
        serde_json::from_str(&index.rows(&IndexQuestion { count: 9, ..IndexQuestion::default() })).unwrap();
    assert_eq!(found.items.iter().map(|person| person.name.as_str()).collect::<Vec<_>>(), ["Ben New"]);
}
