//! Pairs that are the same person, and pairs that must not be taken for one.

use calling_card_contact::PersonId;
use uuid::Uuid;

use super::*;
use crate::fold::phone_words;
use crate::listed::{ListedMore, ListedPerson};
use crate::people::PersonSummary;

/// A number that many people share.
const OFFICE: &[&str] = &["+49 30 23125 000"];

/// Somebody: given name, family name, company, city, birthday, and what they are reached by.
struct Who(&'static str, &'static str, &'static str, &'static str, &'static str, &'static [&'static str]);

fn listed(Who(given, family, business, city, birthday, reached): Who) -> ListedPerson {
    let name = [given, family].join(" ").trim().to_owned();
    let first = |mail: bool| reached.iter().find(|one| one.contains('@') == mail).map(|one| (*one).to_owned());
    let (email, phone) = (first(true).unwrap_or_default(), first(false).unwrap_or_default());
    let shown = [name.as_str(), business, email.as_str()]
        .into_iter()
        .find(|text| !text.is_empty())
        .unwrap_or_default()
        .to_owned();
    let summary = PersonSummary {
        id: PersonId(Uuid::from_u128(1)),
        name: shown.clone(),
        business: business.into(),
        position: String::new(),
        email,
        phone,
        city: city.into(),
        tags: Vec::new(),
        has_image: false,
        cards: 1,
        lifecycle: String::new(),
        birthday: birthday.parse().ok(),
        archived: false,
        changed_at: None,
    };
    // As the gateway derives it.
    let (family, given) = if name.is_empty() { (shown.clone(), shown) } else { (family.into(), given.into()) };
    let more = ListedMore { family, given, ..ListedMore::default() };
    let mut listed = ListedPerson { summary, more, created_at: String::new() };
    let word = |one: &&str| if one.contains('@') { (*one).to_owned() } else { phone_words(one) };
    listed.add_words(reached.iter().map(word).chain(["10115".to_owned(), "Some custom text".to_owned()]));
    listed
}

fn traits(who: Who) -> Traits {
    let listed = listed(who);
    Traits::of(&listed.summary, &known_by(&listed))
}

/// The likeness of two, which does not depend on who comes first, and who have a block in common where there is one.
fn of(one: Who, other: Who) -> Option<Likeness> {
    let (one, other) = (traits(one), traits(other));
    let found = likeness(&one, &other);
    assert_eq!(found, likeness(&other, &one));
    let blocks = |of: &Traits| {
        let mut all = std::collections::BTreeSet::new();
        of.blocks(|block| _ = all.insert(block.to_owned()));
        all
    };
    assert!(
        found.is_none() || !blocks(&one).is_disjoint(&blocks(&other)),
        "they would not be compared: {one:?} {other:?}"
    );
    found
}

#[test]
fn who_is_the_same_is_found_with_the_reasons() {
    let acme = "ACME GmbH & Co. KG";
    for (one, other, least, reason) in [
        (
            Who("Anna", "Bär", "", "", "", &["anna@example.com"]),
            Who("Anna", "Baer", acme, "", "", &["Anna@Example.com"]),
            CERTAIN,
            Reason::SameName,
        ),
        (
            Who("Anna", "Bär", "", "", "", &["x@y.de", "anna@example.com"]),
            Who("A.", "Bär", "", "", "", &["anna@example.com"]),
            CERTAIN,
            Reason::ShortName,
        ),
        (
            Who("", "", "", "", "", &["anna@example.com"]),
            Who("Anna", "Bär", "", "", "", &["anna@example.com"]),
            LIKELY,
            Reason::NoName,
        ),
        (
            Who("Anna", "Bär", "", "", "", &["anna@example.com"]),
            Who("Anna", "Wolf", "", "", "", &["anna@example.com"]),
            LIKELY,
            Reason::GivenName,
        ),
        (
            Who("Uwe", "Müller", "", "", "", &["+49 30 901820-12"]),
            Who("Uwe", "Mueller", "", "", "", &["030 90182012"]),
            CERTAIN,
            Reason::Phone,
        ),
        (
            Who("Christian", "Meyer", "", "", "", &["+49 171 3920001"]),
            Who("Kristian", "Maier", "", "", "", &["0171 3920001"]),
            LIKELY,
            Reason::SoundingName,
        ),
        (
            Who("Stephan", "Schmidt", "ACME", "", "", &[]),
            Who("Stefan", "Schmitt", acme, "", "", &[]),
            POSSIBLE,
            Reason::SoundingName,
        ),
        (
            Who("Thomas", "Breitner", "ACME", "", "", &[]),
            Who("Thomas", "Breitnet", "acme", "", "", &[]),
            POSSIBLE,
            Reason::MistypedName,
        ),
        (
            Who("Thomas", "Breitner", "ACME", "", "", &[]),
            Who("Breitner", "Thomas", "acme", "", "", &[]),
            LIKELY,
            Reason::SwappedName,
        ),
        (
            Who("Alex", "Lindner", "ACME", "", "", &[]),
            Who("Alexander", "Lindner", "ACME AG", "", "", &[]),
            POSSIBLE,
            Reason::ShortName,
        ),
        (
            Who("Max", "Vogt", "ACME", "", "", &[]),
            Who("Max", "Vogt", "ACME Logistik", "", "", &[]),
            LIKELY,
            Reason::SimilarCompany,
        ),
        (
            Who("Max", "Vogt", "ACME", "", "1980-03-04", &[]),
            Who("Max", "Vogt", "Other", "", "1980-03-04", &[]),
            LIKELY,
            Reason::Birthday,
        ),
        (Who("Max", "Vogt", "", "Köln", "", &[]), Who("Max", "Vogt", "Other", "koln", "", &[]), POSSIBLE, Reason::City),
        (
            Who("Max", "Vogt", "", "", "", &["info@acme.de"]),
            Who("Max", "Vogt", "", "", "", &["info@acme.de"]),
            LIKELY,
            Reason::Office,
        ),
        (Who("太郎", "山田", "ACME", "", "", &[]), Who("太郎", "山田", "ACME", "", "", &[]), LIKELY, Reason::SameName),
    ] {
        let names = (one.0, one.1, other.0, other.1);
        let found = of(one, other);
        let fits = found
            .as_ref()
            .is_some_and(|found| found.score >= least && found.score < 100 && found.reasons.contains(&reason));
        assert!(fits, "{names:?} {found:?}");
    }
}

#[test]
fn who_is_somebody_else_is_left_alone() {
    for (one, other, who) in [
        (
            Who("Karl", "Huber", "", "Ulm", "", &["0731 445566"]),
            Who("Max", "Huber", "", "Ulm", "", &["0731 445566"]),
            "father and son",
        ),
        (
            Who("Hans", "Huber", "", "Ulm", "1950-01-02", &["0731 445566"]),
            Who("Hans", "Huber", "", "Ulm", "1980-05-06", &["0731 445566"]),
            "father and son of one name",
        ),
        (
            Who("Hans", "Huber sen.", "Huber", "Ulm", "", &["0731 445566"]),
            Who("Hans", "Huber jun.", "Huber", "Ulm", "", &["0731 445566"]),
            "senior and junior",
        ),
        (
            Who("Hans", "Huber", "Huber", "Ulm", "", &["0731 445566"]),
            Who("Hans", "Huber jun.", "Huber", "Ulm", "", &["0731 445566"]),
            "one of whom says junior",
        ),
        (
            Who("Eva", "Huber", "", "Ulm", "", &["huber@example.com"]),
            Who("Jonas", "Huber", "", "Ulm", "", &["huber@example.com"]),
            "a couple with one address",
        ),
        (
            Who("Thomas", "Müller", "ACME", "Berlin", "", &["t.mueller@acme.de"]),
            Who("Thomas", "Müller", "Other AG", "Berlin", "", &["mueller@other.de"]),
            "namesakes in different companies",
        ),
        (
            Who("Thomas", "Müller", "", "Berlin", "", &[]),
            Who("Thomas", "Müller", "", "Hamburg", "", &[]),
            "namesakes in different cities",
        ),
        (
            Who("Anna", "Bär", "ACME", "", "", OFFICE),
            Who("Uwe", "Wolf", "ACME", "", "", OFFICE),
            "colleagues with one number",
        ),
        (
            Who("Anna", "Wolf", "ACME", "", "", OFFICE),
            Who("Uwe", "Wolf", "ACME", "", "", OFFICE),
            "namesakes at one company number",
        ),
        (
            Who("Anna", "Bär", "ACME", "", "", &["info@acme.de"]),
            Who("Uwe", "Wolf", "ACME", "", "", &["info@acme.de"]),
            "colleagues with one info@",
        ),
        (
            Who("", "", "ACME", "", "", &["info@acme.de"]),
            Who("Uwe", "Wolf", "ACME", "", "", &["info@acme.de"]),
            "a company's entry and who is there",
        ),
        (Who("Anna", "Bär", "", "", "", OFFICE), Who("Anna", "Wolf", "", "", "", OFFICE), "two Annas at one number"),
        (
            Who("Andrea", "Koch", "Koch", "", "", OFFICE),
            Who("Andreas", "Koch", "Koch", "", "", OFFICE),
            "Andrea and Andreas",
        ),
        (
            Who("Daniel", "Koch", "Koch", "", "", OFFICE),
            Who("Daniela", "Koch", "Koch", "", "", OFFICE),
            "Daniel and Daniela",
        ),
        (Who("Mario", "Koch", "Koch", "", "", OFFICE), Who("Maria", "Koch", "Koch", "", "", OFFICE), "Mario and Maria"),
        (Who("Jan", "Koch", "Koch", "", "", OFFICE), Who("Jana", "Koch", "Koch", "", "", OFFICE), "Jan and Jana"),
        (
            Who("Hans-Peter", "Koch", "Koch", "", "", OFFICE),
            Who("Hans-Georg", "Koch", "Koch", "", "", OFFICE),
            "two Hanses",
        ),
        (Who("Anna", "Koch", "Koch", "", "", OFFICE), Who("Hanna", "Koch", "Koch", "", "", OFFICE), "Anna and Hanna"),
        (
            Who("Tim", "Mohr", "ACME", "", "", OFFICE),
            Who("Tim", "Meyer", "ACME", "", "", OFFICE),
            "names that sound the same only by the method",
        ),
        (
            Who("Uwe", "Wolf", "", "10115", "", &[]),
            Who("Uwe", "Wolf", "", "", "", &[]),
            "of whom nothing else is known",
        ),
        (Who("", "", "", "", "", &[]), Who("", "", "", "", "", &[]), "nobodies"),
    ] {
        assert_eq!(of(one, other), None, "{who}");
    }
}

#[test]
fn what_is_compared_is_read_off_what_is_listed() {
    let known =
        known_by(&listed(Who("Anna", "Bär", "ACME", "", "", &["A@b.de", "+49 30 901820-12", "c@d.de", "0711 12345"])));
    assert_eq!(known, "Bär\nAnna\na@b.de\n090182012\nc@d.de\n71112345");
    let formatted = ListedPerson {
        more: ListedMore { family: "Dr. Anna Bär".into(), given: "Dr. Anna Bär".into(), ..ListedMore::default() },
        ..listed(Who("Dr. Anna", "Bär", "", "", "", &[]))
    };
    assert_eq!(known_by(&formatted), "Bär\nDr. Anna");
    let named = |given| Traits::of(&formatted.summary, &format!("Bär\n{given}"));
    assert_eq!(named("Prof. Dr. Anna"), named("Anna"), "titles are no part of a name");
    assert_ne!(named("Ing"), named(""));
    assert_eq!(known_by(&listed(Who("", "", "ACME", "", "", &[]))), "\n");
    // However much a record has, no more than this is compared.
    let many: &'static [&'static str] =
        Box::leak((0..100).map(|n| &*format!("a{n}@b.de").leak()).collect::<Vec<_>>().into_boxed_slice());
    assert_eq!(known_by(&listed(Who("A", "B", "", "", "", many))).lines().count(), 26);
    assert!(Reason::Email.words(calling_card_contact::Language::De).contains("E-Mail"));
}
