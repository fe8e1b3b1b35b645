//! People there and back: what the table of capabilities claims is kept; what it does not claim, and is there, is said to be lost.

use calling_card_contact::{
    Address, BusinessCard, Email, Favourite, Held, OneFavourite, Part, PartialDate, Person, Phone, PhoneKind, Place,
    Position, SocialProfile, WebAddress,
};
use calling_card_crm::{Dialect, emnify, rogerroger};
use proptest::prelude::*;

fn text() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), "[A-Za-zäöüßŁ日本 .'-]{1,20}"].prop_map(|text| text.trim().to_owned())
}

fn filled() -> impl Strategy<Value = String> {
    "[A-Za-zäöü]{1,12}"
}

fn place() -> impl Strategy<Value = Place> {
    prop_oneof![Just(Place::Other), Just(Place::Work), Just(Place::Home)]
}

fn first<T: Favourite>(list: &mut OneFavourite<T>) {
    *list = std::mem::take(list).into_vec().into_iter().take(1).collect::<Vec<_>>().into();
}

fn kind() -> impl Strategy<Value = PhoneKind> {
    prop_oneof![Just(PhoneKind::Voice), Just(PhoneKind::Fax), Just(PhoneKind::Mobile), Just(PhoneKind::Pager)]
}

prop_compose! {
    fn card()(
        business in text(), position in text(),
        emails in prop::collection::vec(("[a-z]{1,8}@example\\.(com|org)", place()), 0..4),
        phones in prop::collection::vec(("\\+49 30 [0-9]{4,9}", kind(), place()), 0..8),
        places in prop::collection::vec((text(), "[0-9]{5}", text(), prop_oneof![Just("DE"), Just("NL"), Just("")], text(), text(), place()), 0..3),
    ) -> BusinessCard {
        let address = |(street, zip, city, code, additional, federal_state, place): (String, String, String, &str, String, String, Place)| Address {
            place, street, zip, city, country_code: code.to_owned(), additional, federal_state, ..Address::default()
        };
        let position = Position { position, ..Position::default() };
        BusinessCard {
            business,
            positions: Some(position).filter(|position| !position.position.is_empty()).into_iter().collect::<Vec<_>>().into(),
            emails: emails.into_iter().map(|(address, place)| Email { address, place, ..Email::default() }).collect::<Vec<_>>().into(),
            phones: phones.into_iter().map(|(number, kind, place)| Phone { number, kind, place, ..Phone::default() }).collect::<Vec<_>>().into(),
            addresses: places.into_iter().map(address).collect::<Vec<_>>().into(),
            ..BusinessCard::default()
        }
    }
}

prop_compose! {
    fn person()(
        family in filled(), given in text(), additional in text(), initials in text(), prefix in text(), suffix in text(),
        salutation in text(), gender in text(),
        tags in prop::collection::btree_set("[a-z]{1,12}", 0..3),
        network in prop::option::of(prop_oneof![Just("Twitter"), Just("Skype"), Just("VK")]),
        page in prop::option::of("https://example\\.org/[a-z]{1,8}"),
        linkedin in prop::option::of("[a-z-]{3,12}"),
        others in prop::collection::vec(("(XING|Mastodon|x|Facebook)", "(https://(www\\.)?(xing\\.com|x\\.com|me\\.example)/)?[a-z]{3,9}"), 0..3),
        birthday in prop::option::of((1900_u16..2020, 1_u8..=12, 1_u8..=28)),
        cards in prop::collection::vec(card(), 0..3),
    ) -> Person {
        let mut person = Person { gender, tags: tags.into_iter().collect(), ..Person::default() };
        person.name.family = family;
        person.name.given = given;
        person.name.additional = additional;
        person.name.initials = initials;
        person.name.honorific_prefix = prefix;
        person.name.honorific_suffix = suffix;
        person.name.salutation = salutation;
        person.social_profiles = linkedin.into_iter().map(|id| SocialProfile {
            service: "LinkedIn".into(), url: format!("https://www.linkedin.com/in/{id}"),
        }).collect();
        let profile = |(service, url): (String, String)| SocialProfile { service, url };
        person.social_profiles.extend(others.into_iter().map(profile));
        person.birthday = birthday.and_then(|(year, month, day)| PartialDate::new(Some(year), Some(month), Some(day)).ok());
        let profile = |network: &str| SocialProfile { service: network.into(), url: "somebody".into() };
        person.social_profiles.extend(network.map(profile));
        person.web_addresses = page.into_iter().map(|url| WebAddress { url, ..WebAddress::default() }).collect();
        person.cards = cards.into();
        person
    }
}

proptest! {
    #[test]
    fn what_is_claimed_is_kept(person in person()) {
        for dialect in Dialect::ALL {
            let losses = dialect.losses(&person);
            let kept = dialect.kept(&person);
            // What came back once comes back again whole.
            prop_assert_eq!(dialect.losses(&kept), []);
            prop_assert_eq!(&dialect.kept(&kept), &kept);
            // With one card and one entry of each kind, nothing is lost of what is claimed.
            let mut modest = person.clone();
            first(&mut modest.cards);
            modest.cards.update(0, |card| {
                first(&mut card.addresses);
                first(&mut card.emails);
                first(&mut card.phones);
            });
            for loss in dialect.losses(&modest) {
                let claimed = dialect.capabilities().iter().find(|capability| capability.part == loss.part);
                prop_assert!(claimed.is_none_or(|claimed| matches!(claimed.held, Held::ReadOnly | Held::Joined | Held::InPart)), "{:?} {:?}", dialect, loss);
            }
            // And what is not claimed, and there, is said to be lost.
            let claimed = |part: Part| dialect.capabilities().iter().any(|capability| capability.part == part);
            for (part, there) in [(Part::Gender, !person.gender.is_empty()), (Part::Tags, !person.tags.is_empty()), (Part::Salutation, !person.name.salutation.is_empty())] {
                if there && !claimed(part) {
                    prop_assert!(losses.iter().any(|loss| loss.part == part), "{:?} {:?}", dialect, part);
                }
            }
        }
    }
}

proptest! {
    #[test]
    fn what_is_said_as_before_changes_nothing(person in person()) {
        let mut after = person.clone();
        let wire = rogerroger::mapping::to_wire(&person);
        rogerroger::apply(&mut after, &wire, &wire);
        prop_assert_eq!(&after, &person);
        let wire = emnify::fields(&person);
        emnify::apply(&mut after, &wire, &wire);
        prop_assert_eq!(after, person);
    }

    #[test]
    fn what_is_said_of_a_person_is_what_they_say_afterwards(before in person(), other in person()) {
        use rogerroger::mapping::to_wire;
        let mut after = before.clone();
        let said = to_wire(&other);
        rogerroger::apply(&mut after, &to_wire(&before), &said);
        let mut says = to_wire(&after);
        // Of several addresses and positions only the main one is said, and goes; the next one is the main one then.
        if said.address.is_none() {
            says.address = None;
        }
        if said.job_title.is_none() {
            says.job_title = None;
        }
        prop_assert_eq!(says, said);
        prop_assert_eq!((after.gender, after.tags), (before.gender.clone(), before.tags.clone()));

        let mut after = before.clone();
        let (was, said) = (emnify::fields(&before), emnify::fields(&other));
        emnify::apply(&mut after, &was, &said);
        prop_assert_eq!(emnify::fields(&after), emnify::patched(&was, &said));
        prop_assert_eq!(after.gender, before.gender);
    }
}
