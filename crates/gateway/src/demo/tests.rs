use std::collections::BTreeSet;

use calling_card_api::people::PeopleQuery;
use calling_card_api::tags::TagCount;
use calling_card_contact::{BusinessCard, Check};
use uuid::Uuid;

use super::*;
use crate::store::{drafts as stored_drafts, inbound_sources, organizations as stored_organizations, tags, workspaces};

fn generate() -> (Vec<Organization>, Vec<ImportedPerson>) {
    let (mut dice, mut phones) = (Dice::new(SEED), Phones::default());
    let organizations = organizations::organizations(&mut dice, &mut phones);
    let ids: Vec<_> = (0..organizations.len()).map(|number| OrganizationId(Uuid::from_u128(number as u128))).collect();
    let people = people::people(&mut making(&organizations, &ids, dice, phones));
    (organizations, people)
}

fn cards(people: &[ImportedPerson]) -> impl Iterator<Item = &BusinessCard> {
    people.iter().flat_map(|entry| entry.person.cards.iter())
}

#[test]
fn three_hundred_people_pass_the_check_of_the_model() {
    let (organizations, people) = generate();
    assert_eq!((people.len(), organizations.len()), (300, 45));
    for entry in &people {
        assert_eq!(entry.person.check(), [], "{}", entry.person.display_name());
    }
    for organization in &organizations {
        assert_eq!(organization.check(), [], "{}", organization.name);
    }
    for form in forms::forms().unwrap_or_else(|error| panic!("{error}")) {
        assert_eq!(form.check(), [], "{}", form.id);
    }
    assert_eq!(people, generate().1, "the dice fall alike each time");
}

#[test]
fn people_are_as_various_as_people_are() {
    let (organizations, people) = generate();
    let count = |is: &dyn Fn(&Person) -> bool| people.iter().filter(|entry| is(&entry.person)).count();
    let name_has =
        |first: char, last: char| count(&|person| person.display_name().chars().any(|c| (first..=last).contains(&c)));
    assert!(count(&|person| person.cards.len() > 1) > 60);
    assert!(count(&|person| person.cards.len() > 2) > 3);
    assert!(cards(&people).filter(|card| card.private).count() > 60);
    assert!(cards(&people).any(|card| !card.active));
    assert!(count(&|person| person.birthday.is_some_and(|date| date.year().is_some())) > 100);
    assert!(count(&|person| person.birthday.is_some_and(|date| date.year().is_none())) > 30);
    assert!(count(&|person| person.display_name().contains(['ä', 'ö', 'ü', 'ß'])) > 50);
    let scripts =
        [('α', 'ω'), ('а', 'я'), ('א', 'ת'), ('ا', 'ي'), ('一', '龥'), ('ぁ', 'ん'), ('가', '힣'), ('Ạ', 'ỹ')];
    for (first, last) in scripts {
        assert!(name_has(first, last) > 2, "{first} to {last}");
    }
    assert!(count(&|person| person.display_name().chars().count() > 60) > 1);
    assert!(organizations.iter().filter(|organization| !organization.branches.is_empty()).count() > 10);
    assert!(people.iter().filter(|entry| !entry.notes.is_empty()).count() > 60);
    let names: BTreeSet<_> = people.iter().map(|entry| entry.person.display_name()).collect();
    assert!(names.len() > 295, "{}", names.len());
}

#[test]
fn nobody_real_is_reached() {
    let (organizations, people) = generate();
    let mut addresses: Vec<&str> =
        cards(&people).flat_map(|card| card.emails.iter().map(|email| email.address.as_str())).collect();
    addresses.extend(organizations.iter().map(|organization| organization.email.as_str()));
    for address in addresses {
        let free =
            [".example", "@example.com", "@example.org", "@example.net"].iter().any(|end| address.ends_with(end));
        assert!(free && address.is_ascii(), "{address}");
    }
    let mut numbers: Vec<&str> =
        cards(&people).flat_map(|card| card.phones.iter().map(|phone| phone.number.as_str())).collect();
    for organization in &organizations {
        numbers.extend([organization.phone.as_str(), organization.fax.as_str()]);
        numbers.extend(organization.branches.iter().map(|branch| branch.phone.as_str()));
    }
    for number in numbers.into_iter().filter(|number| !number.is_empty()) {
        assert!(is_free(number), "{number}");
    }
}

/// Whether a number is of a range that is kept free for fiction.
fn is_free(number: &str) -> bool {
    let digits: String = number.replace("(0)", "").chars().filter(char::is_ascii_digit).collect();
    let international = if number.starts_with('+') { digits } else { format!("49{}", digits.trim_start_matches('0')) };
    let ranges = [
        ("493023125", 3),
        ("494066969", 3),
        ("498999998", 3),
        ("492214710", 3),
        ("496990009", 3),
        ("4917139200", 2),
        ("49176040690", 2),
        ("442079460", 3),
        ("441614960", 3),
        ("441314960", 3),
        ("447700900", 3),
        ("3319900", 4),
        ("3346571", 4),
        ("3363998", 4),
        ("468465004", 2),
    ];
    let american =
        international.len() == 11 && international.starts_with('1') && international[4..].starts_with("55501");
    american
        || ranges
            .iter()
            .any(|(start, rest)| international.starts_with(start) && international.len() == start.len() + rest)
}

#[tokio::test]
async fn an_empty_workspace_is_filled() -> Result<()> {
    let folder = tempfile::tempdir().map_err(internal)?;
    let store = Store::open(folder.path()).await?;
    let workspace = workspaces::create(&store, "Demo").await?;
    let actor = Actor { workspace, name: "Dana Demo".into() };
    let source = calling_card_contact::InboundSource {
        id: "contact".parse().map_err(internal)?,
        name: "Contact".into(),
        status: Default::default(),
        form: calling_card_contact::FormDefinition::contact(),
    };
    inbound_sources::create(&store, &actor, source).await?;
    fill(&store, &actor).await?;
    let people = store::people::list(&store, workspace, &PeopleQuery::default()).await?;
    let organizations = stored_organizations::list(&store, workspace, &Default::default()).await?;
    let drafts = stored_drafts::list(&store, workspace, &Default::default()).await?;
    let forms = inbound_sources::list(&store, workspace).await?;
    assert_eq!((people.total, organizations.total, drafts.total, forms.len()), (300, 45, 8, 3));
    assert!(drafts.items.iter().any(|draft| draft.unread) && drafts.items.iter().any(|draft| !draft.unread));
    assert!(tags::list(&store, workspace).await?.iter().any(|TagCount { tag, people }| tag == "VIP" && *people > 5));
    // One who writes again is recognized.
    let again =
        drafts.items.iter().find(|draft| draft.message.starts_with("We met last year")).ok_or(Error::NOT_FOUND)?;
    let likely = stored_drafts::open(&store, &actor, again.id).await?.likely;
    assert_eq!(likely.first().map(|person| &person.name), Some(&again.name));
    let relations = store::relations::list(&store, workspace, likely[0].id).await?;
    assert!(relations.len() < 20);
    Ok(())
}
