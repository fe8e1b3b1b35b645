//! Measures the search for people who are there several times: `cargo xtask bench duplicates`.
//! They are made up, the same each time; one in fifty is there twice, written in another way.

use std::time::{Duration, Instant};

use calling_card_api::fold::phone_words;
use calling_card_api::listed::{IndexPart, ListedMore, ListedPerson};
use calling_card_api::people::PersonSummary;
use calling_card_api::worker::{AlikeQuestion, DuplicatesQuestion};
use calling_card_contact::PersonId;
use calling_card_worker::index::Index;
use uuid::Uuid;

const GIVEN: [&str; 24] = [
    "Anna",
    "Thomas",
    "Stefan",
    "Michael",
    "Andrea",
    "Andreas",
    "Julia",
    "Peter",
    "Sabine",
    "Klaus",
    "Christian",
    "Ute",
    "Uwe",
    "Jan",
    "Jana",
    "Daniel",
    "Daniela",
    "Maximilian",
    "Sophie",
    "Katharina",
    "Philipp",
    "Martin",
    "Nicole",
    "Jörg",
];
const FIRST: [&str; 20] = [
    "Bren", "Kal", "Mor", "Schö", "Wei", "Hart", "Lind", "Ros", "Stein", "Vog", "Zie", "Al", "Ber", "Dor", "Fal",
    "Gro", "Hei", "Kö", "Ler", "Mül",
];
const MIDDLE: [&str; 12] = ["den", "ler", "mei", "ner", "ber", "ken", "sel", "ter", "hof", "gen", "mann", "nig"];
const LAST: [&str; 8] = ["", "bach", "berg", "feld", "haus", "er", "sen", "wald"];
const COMMON: [&str; 4] = ["Müller", "Schmidt", "Meyer", "Fischer"];

/// Numbers that look like chance.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % limit.max(1)
    }

    fn of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }

    fn family(&mut self) -> String {
        if self.below(10) == 0 {
            return self.of(&COMMON).to_owned();
        }
        [self.of(&FIRST), self.of(&MIDDLE), self.of(&LAST)].concat()
    }
}

/// Somebody: of 24 given names, 2,000 family names and 3,000 companies, whose people share a number and an address.
fn person(number: u128, chance: &mut Chance) -> ListedPerson {
    let (given, family, company) = (chance.of(&GIVEN), chance.family(), chance.below(3000));
    let email = match chance.below(6) {
        0 => String::new(),
        1 => format!("info@company{company}.example"),
        _ => format!("person{number}@company{company}.example"),
    };
    let mobile = format!("+49 171 {:07}", chance.below(10_000_000));
    let summary = PersonSummary {
        id: PersonId(Uuid::from_u128(number)),
        name: format!("{given} {family}"),
        business: format!("Company {company} GmbH"),
        position: String::new(),
        email,
        phone: format!("+49 30 2312{company:04}"),
        city: format!("City {}", company % 300),
        tags: Vec::new(),
        has_image: false,
        cards: 1,
        lifecycle: String::new(),
        birthday: None,
        archived: false,
        changed_at: None,
    };
    let more = ListedMore { family, given: given.into(), words: phone_words(&mobile), email: true };
    ListedPerson { summary, more, created_at: String::new() }
}

/// The same person, as somebody else has written them down.
fn again(number: u128, of: &ListedPerson, chance: &mut Chance) -> ListedPerson {
    let mut one = of.clone();
    one.summary.id = PersonId(Uuid::from_u128(number));
    match chance.below(4) {
        0 => one.more.family = one.more.family.replace('ö', "oe").replace('ü', "ue"),
        1 => one.more.given = one.more.given.chars().take(1).collect::<String>() + ".",
        2 => std::mem::swap(&mut one.more.given, &mut one.more.family),
        _ => (one.summary.email, one.more.words) = (String::new(), String::new()),
    }
    one.summary.name = format!("{} {}", one.more.given, one.more.family);
    one.summary.business = one.summary.business.replace(" GmbH", "");
    one
}

fn main() {
    let count: usize = std::env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(100_000);
    let mut chance = Chance(2026);
    let mut people: Vec<ListedPerson> = (0..count - count / 50).map(|n| person(n as u128, &mut chance)).collect();
    let mut twice = Vec::new();
    for number in people.len()..count {
        let of = people[chance.below(count / 2)].clone();
        twice.push((of.summary.id, PersonId(Uuid::from_u128(number as u128))));
        people.push(again(number as u128, &of, &mut chance));
    }
    let mut index = Index::default();
    index.begin();
    let number = index.state().number;
    let begun = Instant::now();
    index.take(number, IndexPart { people, change: 1, ..IndexPart::default() });
    index.take(number, IndexPart { change: 1, ..IndexPart::default() });
    println!("index of {count} people: {:?}", begun.elapsed());

    let begun = Instant::now();
    let (mut state, mut longest, mut steps) = (index.hunt_begin(), Duration::ZERO, 0);
    while !state.is_over() {
        let step = Instant::now();
        state = index.hunt_on(2000);
        longest = longest.max(step.elapsed());
        steps += 1;
    }
    println!("search: {:?} in {steps} steps, the longest {longest:?}; {} pairs", begun.elapsed(), state.pairs);
    let begun = Instant::now();
    let mut groups = Vec::new();
    loop {
        let question = DuplicatesQuestion { apart: Vec::new(), from: groups.len() as u32, count: 200 };
        let found = index.duplicates(&question).groups;
        if found.is_empty() || groups.len() > 100_000 {
            break;
        }
        groups.extend(found);
    }
    println!("groups: {} ({:?})", groups.len(), begun.elapsed());
    let together = |(one, other): &&(PersonId, PersonId)| {
        groups.iter().any(|group| [one, other].iter().all(|id| group.people.iter().any(|known| known.id == **id)))
    };
    println!("written down twice: {}, found: {}", twice.len(), twice.iter().filter(together).count());
    let begun = Instant::now();
    let alike =
        twice.first().map(|(id, _)| index.alike(&AlikeQuestion { id: *id, apart: Vec::new() })).unwrap_or_default();
    println!("who is the same as one person: {:?}, {} found", begun.elapsed(), alike.len());
}
