//! What holds for every input, as the fuzzer asks it; the tests ask the same of every finding of before.

use calling_card_contact::{
    Address, BusinessCard, Check, CustomField, CustomKind, CustomValue, Email, Localized, Name, OneFavourite, Person,
    Phone, Position, SelectOption, Timestamp, rules,
};

use crate::{
    Card, Content, Export, OrganizationExport, Part, Version, content_of, decode_file, glance_of, is_strict, jcard,
    model, organization_of, parts, person_of, storable, take_custom, write as write_card, write_organization,
};

mod table;

pub use table::table;

/// Whatever the bytes: the parts are all of them, nothing fails, what can be stored satisfies the rules and can be written.
///
/// # Panics
/// Where that does not hold.
pub fn read(bytes: &[u8]) {
    let source = decode_file(bytes);
    let mut whole = Vec::with_capacity(source.len());
    for part in parts(&source) {
        match part {
            Part::Card(card) => {
                whole.extend_from_slice(card.raw);
                card.findings();
                is_strict(&card);
                prove_glance(&card);
                jcard(&card);
                model(&card);
                if card.is_readable() {
                    prove_storable(&card);
                }
            }
            Part::Outside(text) => whole.extend_from_slice(text.raw),
        }
    }
    assert!(whole == *source, "the parts are not all of the bytes");
}

/// At a glance it is the same as the whole.
fn prove_glance(card: &Card<'_>) {
    let (glance, whole) = (glance_of(card), content_of(card));
    let seen = |content: &Content| {
        let Content::Person(imported) = content else { return format!("{content:?}") };
        let person = &imported.person;
        let reached = |card: &BusinessCard| {
            let phone = card.phones.main().map(|phone| phone.number.clone());
            (card.emails.main().map(|email| email.address.clone()), phone, card.business.clone())
        };
        let large = person.kept_properties.iter().filter(|kept| kept.line.len() > rules::IMAGE as usize).count();
        format!(
            "{:?}",
            (person.display_name(), person.main_card().map(reached).unwrap_or_default(), content.keys(card), large)
        )
    };
    assert_eq!(glance.as_ref().map(seen), whole.as_ref().map(seen));
}

fn prove_storable(card: &Card<'_>) {
    let imported = storable(person_of(card));
    assert!(imported.person.check().is_empty(), "{:?}", imported.person.check());
    for version in [Version::V4, Version::V3, Version::V2_1] {
        let text = written(&imported.person, &imported.notes, version);
        let cards = parts(text.as_bytes()).filter(|part| matches!(part, Part::Card(_))).count();
        assert!(cards == 1, "{text}");
    }
    prove_organization(card);
}

/// Every card could be one of an organization.
fn prove_organization(card: &Card<'_>) {
    content_of(card);
    let organization = organization_of(card);
    assert!(organization.check().is_empty(), "{:?}", organization.check());
    for version in [Version::V4, Version::V3, Version::V2_1] {
        let changed_at = Default::default();
        let text = write_organization(&OrganizationExport {
            organization: &organization,
            uid: "",
            custom_fields: &[],
            version,
            changed_at: &changed_at,
        });
        let written = parts(text.as_bytes()).filter(|part| matches!(part, Part::Card(_))).count();
        assert!(written == 1, "{text}");
    }
}

/// Whatever a person is called, works at, lives at: what is written is read as the same.
///
/// # Panics
/// Where that does not hold.
pub fn write(texts: &[String]) {
    // A card ends a text at a control character, and leaves out white space around it.
    let mut texts = texts.iter().map(|text| {
        let plain: String = text.chars().filter(|c| !c.is_control() && *c != '\u{feff}').take(100).collect();
        plain.split_whitespace().collect::<Vec<_>>().join(" ")
    });
    let mut next = || texts.next().unwrap_or_default();
    let full = |text: String| if text.is_empty() { "x".to_owned() } else { text };
    let address = Address { street: full(next()), city: next(), zip: next(), district: next(), ..Address::default() };
    let card = BusinessCard {
        business: full(next()),
        favourite: true,
        phones: vec![Phone { number: "+49 30 901820".into(), label: next(), ..Phone::default() }].into(),
        emails: vec![Email { address: "a@example.com".into(), label: next(), ..Email::default() }].into(),
        positions: vec![Position { position: full(next()), ..Position::default() }].into(),
        addresses: vec![address].into(),
        ..BusinessCard::default()
    };
    let name =
        Name { given: full(next()), family: next(), additional: next(), honorific_suffix: next(), ..Name::default() };
    let fields = custom_fields();
    let values = fields.iter().map(|field| (field.key.clone(), CustomValue::Text(full(next()))));
    let custom = values.filter(|(key, _)| key.as_str() != "topics").collect();
    let person = Person { name, cards: OneFavourite::from(vec![card]), custom, ..Person::default() };
    for version in [Version::V4, Version::V3] {
        let text = written(&person, &[], version);
        let back = parts(text.as_bytes()).find_map(|part| match part {
            Part::Card(card) => Some(with_custom(person_of(&card).person)),
            Part::Outside(_) => None,
        });
        assert!(back.as_ref() == Some(&person), "{text}\n{back:?}\n{person:?}");
    }
}

/// Fields of the kinds that differ in what a card says of them.
pub fn custom_fields() -> Vec<CustomField> {
    let field = |key: &str, label: &str, kind| {
        let key = key.parse().ok()?;
        let (entity, status, description) = Default::default();
        Some(CustomField { key, entity, label: Localized::new(label, ""), description, kind, status, order: 0 })
    };
    let option = |value: &str| SelectOption { value: value.to_owned(), label: Localized::new(value, "") };
    let options = ["a", "b, or \\n", "ç;"].map(option).to_vec();
    let fields = [
        field("known_as", "Known as", CustomKind::Text),
        field("story", "Story: \"so far\", ^all; of it", CustomKind::Textarea),
        field("topics", "Topics", CustomKind::Multiselect { options }),
    ];
    fields.into_iter().flatten().collect()
}

/// The person with the values of those fields, which a card tells in lines that are kept.
pub fn with_custom(mut person: Person) -> Person {
    take_custom(&mut person.kept_properties, &mut person.custom, &custom_fields());
    person
}

/// A person's card, with nothing of others on it.
pub fn written(person: &Person, notes: &[String], version: Version) -> String {
    let changed_at = Timestamp("2026-11-24T07:05:00.000Z".into());
    write_card(&Export {
        person,
        uid: "",
        notes,
        organizations: &[],
        custom_fields: &custom_fields(),
        relatives: &[],
        version,
        card: None,
        changed_at: &changed_at,
    })
}
