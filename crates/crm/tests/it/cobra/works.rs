//! What takes several calls ends whole, or is taken back.

use calling_card_contact::{BusinessCard, Image, ImportantDate, Person, Phone, SocialProfile};
use calling_card_crm::cobra::wire::{ImportantDate as TheirDate, Lifecycle, SocialMedia, ValidationInfo};
use calling_card_crm::{Dialect, Error, Step};
use uuid::Uuid;

use super::tenant::{Fault, Tenant};
use super::{account, erika, refused, without_ids};

/// What is written of her: she, and four cards.
const WRITES: usize = 5;

/// What is written of the changes below: she, her tags, her personality tags; two cards changed, one made, one deleted.
const CHANGES: usize = 7;

fn changed() -> Person {
    let mut person = erika();
    person.name.family = "Beispiel".into();
    person.name.title = String::new();
    person.birthday = "--02-29".parse().ok();
    person.important_dates.remove(0);
    person.important_dates.push(ImportantDate { label: "Joined".into(), date: "2021-03-01".parse().unwrap() });
    person.social_profiles.push(SocialProfile { service: "XING".into(), url: "https://xing.com/profile/e".into() });
    person.tags = vec!["Fair 2026".into(), "VIP".into()];
    person.personality_tags.retain(|tag| tag.text != "Golf");
    person.cards.remove(2);
    person.cards.update(0, |card| {
        card.business = "Other Ltd".into();
        card.phones.push(Phone { number: "+49 40 1".into(), ..Phone::default() });
        card.emails.update(1, |email| email.address = "new@example.org".into());
        card.addresses.update(0, |address| address.street = "Neuer Weg 2".into());
    });
    person.cards.update(1, |card| card.valid_to = None);
    person.cards.push(BusinessCard { favourite: true, business: "New AG".into(), ..BusinessCard::default() });
    person
}

/// She as she stands there: with ids, and what our model has no place for.
fn there(tenant: &mut Tenant) -> (String, Person) {
    let made = tenant.run(account().create(&erika(), Uuid::nil())).unwrap();
    let person = tenant.one();
    person.fields.important_dates.as_mut().unwrap().push(TheirDate { text: Some("Undated".into()), date: None });
    person.fields.social_medias.as_mut().unwrap().push(SocialMedia { kind: Some("Blog".into()), link: None });
    let stage = Lifecycle {
        lifecycle_id: Some("507f1f77bcf86cd799439011".into()),
        text: Some("Customer".into()),
        color: Some("#0a0".into()),
        date_changed: Some("2026-01-02T03:04:05Z".into()),
    };
    person.fields.lifecycle = Some(stage);
    let cards = person.cards.as_mut().unwrap();
    let address = &mut cards[0].fields.addresses.as_mut().unwrap()[1];
    address.validation_info = Some(ValidationInfo { status: Some("Valid".into()), ..ValidationInfo::default() });
    cards[0].fields.emails.as_mut().unwrap()[0].kind.as_mut().unwrap().id = Some("e-1".into());
    let now = tenant.run(account().get(&made.id)).unwrap();
    tenant.heard.clear();
    (made.id, now.content)
}

/// As [`changed`] of her as she stands there.
fn after(before: &Person) -> Person {
    let shall = changed();
    let ids: Vec<_> = [0, 1, 3].iter().map(|place| before.cards[*place].id).collect();
    let mut cards = shall.cards.clone().into_vec();
    for (card, id) in cards.iter_mut().zip(ids) {
        card.id = id;
    }
    let mut person = Person { cards: cards.into(), lifecycle: before.lifecycle.clone(), ..shall };
    person.cards.update(0, |card| {
        let mut addresses = before.cards[0].addresses.clone();
        addresses.update(0, |address| address.street = "Neuer Weg 2".into());
        card.addresses = addresses;
    });
    person
}

#[test]
fn a_person_is_made_whole() {
    let mut tenant = Tenant::new();
    let made = tenant.run(account().create(&erika(), Uuid::nil())).unwrap();
    assert_eq!(without_ids(&made.content), erika(), "four cards, all lists and both kinds of tags come back unchanged");
    assert_eq!(without_ids(&made.content), Dialect::Cobra.kept(&erika()));
    assert_eq!(Dialect::Cobra.losses(&erika()), []);
    assert_eq!(made.created_at.unwrap().0, "2026-11-27T00:10:05.123Z");
    let id = &made.id;
    let card = format!("POST /crm/people/{id}/businesscards");
    let read = format!("GET /crm/people/{id}");
    assert_eq!(tenant.heard, ["POST /crm/people", &card, &card, &card, &card, &read]);
    // Each card has a key, by which it is known when it is changed.
    let mut keys: Vec<_> = made.content.cards.iter().map(|card| card.id.unwrap()).collect();
    keys.sort();
    keys.dedup();
    assert_eq!(keys.len(), 4);
}

#[test]
fn a_person_who_is_refused_on_the_way_is_not_there() {
    for write in 0..WRITES {
        let mut tenant = Tenant::new();
        tenant.fault = Some((write, Fault::Refused));
        let rejection = refused(tenant.run(account().create(&erika(), Uuid::nil())));
        match write {
            0 => assert_eq!((rejection.status, rejection.message.as_str()), (400, "No.")),
            card => {
                assert_eq!(rejection.fields, [(format!("/cards/{}/business", card - 1), "No.".to_owned())]);
                assert_eq!(rejection.status, 422);
            }
        }
        assert!(tenant.people.is_empty(), "{write}");
    }
}

#[test]
fn a_person_whose_line_is_cut_is_not_there_or_that_is_said() {
    for fault in [Fault::Lost, Fault::Unheard, Fault::Garbled] {
        for write in 0..WRITES {
            let mut tenant = Tenant::new();
            tenant.fault = Some((write, fault));
            let outcome = tenant.run(account().create(&erika(), Uuid::nil()));
            match (write, outcome) {
                // The person was being made: nobody knows.
                (0, Err(Error::Transport(_) | Error::Decode(_))) => assert!(tenant.people.len() <= 1),
                (1.., Err(Error::TakenBack(_))) => assert!(tenant.people.is_empty(), "{fault:?} {write}"),
                // Of what is added nothing needs to be read.
                (1.., Ok(made)) if fault == Fault::Garbled => assert_eq!(without_ids(&made.content), erika()),
                (_, other) => panic!("{fault:?} {write}: {other:?}"),
            }
        }
    }
}

#[test]
fn what_cannot_be_taken_back_is_said() {
    let mut tenant = Tenant::new();
    let mut work = account().create(&erika(), Uuid::nil()).unwrap();
    // Every card is lost, and so is what takes the person back.
    let mut step = work.resume(None);
    let error = loop {
        step = match step {
            Ok(Step::Send(request) | Step::Later(_, request)) => {
                let lost = request.uri().path().ends_with("/businesscards") || request.method() == http::Method::DELETE;
                match lost {
                    true => work.give_up(Error::Transport("the line was cut".into())),
                    false => work.resume(Some(tenant.answer_to(&request))),
                }
            }
            Ok(Step::Done(_)) => panic!("it is not done"),
            Err(error) => break error,
        }
    };
    assert!(matches!(error, Error::InDoubt(_)), "{error:?}");
    assert_eq!(tenant.people.len(), 1, "and she is there");
}

#[test]
fn what_was_begun_is_known_again_and_written_to_the_end() {
    for cards in 0..WRITES {
        let mut tenant = Tenant::new();
        tenant.run(account().create(&erika(), Uuid::nil())).unwrap();
        // The gateway fell over after so many cards.
        tenant.one().cards.as_mut().unwrap().truncate(cards);
        let id = tenant.one().id.clone().unwrap();
        let found = tenant.run(account().get(&id)).unwrap();
        assert!(Dialect::Cobra.is_begun(&found.content, &erika()), "{cards}");
        let whole = tenant.run(account().update(&id, &found.content, &erika())).unwrap();
        assert_eq!(without_ids(&whole.content), erika(), "{cards}");
    }
    let mut other = erika();
    other.cards.update(0, |card| card.emails.update(0, |email| email.address = "x@example.org".into()));
    assert!(!Dialect::Cobra.is_begun(&other, &erika()), "somebody else of that name");
}

#[test]
fn a_person_is_changed_and_what_is_beside_it_stays() {
    let mut tenant = Tenant::new();
    let (id, before) = there(&mut tenant);
    let kept = tenant.one().clone();
    let shall = after(&before);
    let now = tenant.run(account().update(&id, &before, &shall)).unwrap();
    let mut expected = without_ids(&shall);
    // What was checked is another address now; of the one that stays it is known still.
    let mut content = without_ids(&now.content);
    content.tags.sort();
    expected.tags.sort();
    assert_eq!(content, expected);
    let person = tenant.one();
    assert_eq!(person.fields.lifecycle, kept.fields.lifecycle);
    let dates = person.fields.important_dates.clone().unwrap();
    assert!(dates.contains(&TheirDate { text: Some("Undated".into()), date: None }), "{dates:?}");
    assert!(person.fields.social_medias.clone().unwrap().iter().any(|one| one.link.is_none()));
    assert_eq!(person.fields.title.as_deref(), Some(""), "emptied");
    let birthday = person.fields.birthday.clone().unwrap();
    assert_eq!((birthday.birthday.as_deref(), birthday.consider_birth_year), (Some("\"1584-02-29\""), Some(false)));
    let first = &person.cards.clone().unwrap()[0].fields;
    let addresses = first.addresses.clone().unwrap();
    assert_eq!(addresses[1].validation_info.clone().unwrap().status.as_deref(), Some("Valid"));
    let emails = first.emails.clone().unwrap();
    assert_eq!(emails[0].kind.clone().unwrap().id.as_deref(), Some("e-1"), "an entry of a list stays the same one");
    let writes = tenant.heard.iter().filter(|line| !line.starts_with("GET")).count();
    assert_eq!(writes, CHANGES, "{:#?}", tenant.heard);

    // Who changes only one card writes only that one; who changes nothing writes nothing.
    tenant.heard.clear();
    let mut once_more = now.content.clone();
    once_more.cards.update(1, |card| card.active = false);
    let last = tenant.run(account().update(&id, &now.content, &once_more)).unwrap();
    assert_eq!(last.content, once_more);
    let writes: Vec<&String> = tenant.heard.iter().filter(|line| !line.starts_with("GET")).collect();
    assert_eq!(writes.len(), 1, "{writes:?}");
    tenant.heard.clear();
    tenant.run(account().update(&id, &once_more, &once_more)).unwrap();
    assert!(tenant.heard.iter().all(|line| line.starts_with("GET")), "{:?}", tenant.heard);
}

#[test]
fn a_change_that_is_refused_on_the_way_is_taken_back() {
    let mut writes = 0;
    for write in 0.. {
        let mut tenant = Tenant::new();
        let (id, before) = there(&mut tenant);
        let said = tenant.says();
        tenant.writes_from_now(write, Fault::Refused);
        match tenant.run(account().update(&id, &before, &after(&before))) {
            Ok(_) => break,
            Err(Error::Rejected(rejection)) if write == 0 => assert_eq!(rejection.status, 400),
            Err(Error::Rejected(rejection)) => assert_eq!(rejection.fields.len(), 1, "{write}"),
            Err(other) => panic!("{write}: {other:?}"),
        }
        assert_eq!(tenant.says(), said, "{write}");
        writes = write + 1;
    }
    assert_eq!(writes, CHANGES);
}

#[test]
fn a_change_whose_line_is_cut_is_taken_back_or_that_is_said() {
    for fault in [Fault::Lost, Fault::Unheard, Fault::Garbled] {
        for write in 0..CHANGES {
            let mut tenant = Tenant::new();
            let (id, before) = there(&mut tenant);
            let said = tenant.says();
            tenant.writes_from_now(write, fault);
            match tenant.run(account().update(&id, &before, &after(&before))) {
                Err(Error::TakenBack(_)) => {
                    // A card that is made anew is another one: what was checked of its addresses is for the vendor to check.
                    assert_eq!(tenant.says(), said, "{fault:?} {write}");
                }
                // Of what is changed nothing needs to be read.
                Ok(now) if fault == Fault::Garbled => assert_eq!(now.content.cards.len(), 4),
                other => panic!("{fault:?} {write}: {other:?}"),
            }
        }
    }
}

#[test]
fn a_stage_is_sent_only_by_an_id_that_the_vendor_takes() {
    for (stage, sent) in [("507f1f77bcf86cd799439011", true), ("507F1F77BCF86CD799439011", true), ("string", false)] {
        let mut tenant = Tenant::new();
        let (id, before) = there(&mut tenant);
        tenant.one().fields.lifecycle.as_mut().unwrap().lifecycle_id = Some(stage.into());
        let mut after = before.clone();
        after.name.given = "Erica".into();
        // What is sent is held against the contract, which asks for 24 hexadecimal digits.
        tenant.run(account().update(&id, &before, &after)).unwrap();
        assert_eq!(tenant.one().fields.lifecycle.is_some(), sent, "{stage}");
    }
}

#[test]
fn what_somebody_else_has_written_meanwhile_stays() {
    let mut tenant = Tenant::new();
    let (id, before) = there(&mut tenant);
    let theirs = tenant.one();
    theirs.fields.firstname = Some("Ericka".into());
    theirs.fields.orga_tags.as_mut().unwrap().push(calling_card_crm::cobra::wire::Tag {
        id: Some("507f1f77bcf86cd799439099".into()),
        text: Some("New".into()),
    });
    let phone = calling_card_crm::cobra::wire::Phone { number: Some("+49 1".into()), ..Default::default() };
    theirs.cards.as_mut().unwrap()[0].fields.phones.as_mut().unwrap().push(phone);
    let mut after = before.clone();
    after.name.family = "Beispiel".into();
    after.tags.remove(0);
    after.cards.update(0, |card| card.phones.update(0, |phone| phone.number = "+49 2".into()));
    let now = tenant.run(account().update(&id, &before, &after)).unwrap().content;
    assert_eq!((now.name.given.as_str(), now.name.family.as_str()), ("Ericka", "Beispiel"));
    assert_eq!(now.tags, [before.tags[1].as_str(), "New"]);
    let numbers: Vec<&str> = now.cards[0].phones.iter().map(|phone| phone.number.as_str()).collect();
    assert_eq!(numbers, ["+49 2", "+49 69 2", "+49 170 3", "+49 69 4", "+49 1"]);
}

#[test]
fn the_main_card_is_the_one_that_was_chosen() {
    let mut tenant = Tenant::new();
    let (id, before) = there(&mut tenant);
    // Another one becomes it.
    let mut after = before.clone();
    after.cards.prefer(3);
    let now = tenant.run(account().update(&id, &before, &after)).unwrap().content;
    assert_eq!(now, after);
    // The main one goes, and what is left is without: with one left the vendor makes that one the main one.
    let mut after = now.clone();
    after.cards = after.cards.into_vec().into_iter().take(1).collect::<Vec<_>>().into();
    let now = tenant.run(account().update(&id, &now, &after)).unwrap().content;
    assert_eq!(now.cards.iter().map(|card| card.favourite).collect::<Vec<_>>(), [true]);
    // The main one goes while another one becomes it.
    let mut after = now.clone();
    after.cards = vec![BusinessCard { favourite: true, business: "Next".into(), ..BusinessCard::default() }].into();
    let now = tenant.run(account().update(&id, &now, &after)).unwrap().content;
    assert_eq!(without_ids(&now).cards, after.cards);
}

#[test]
fn cards_without_keys_are_told_apart_by_what_they_say() {
    let mut tenant = Tenant::new();
    let (id, before) = there(&mut tenant);
    let (mut nameless, mut after) = (without_ids(&before), without_ids(&before));
    after.cards.update(1, |card| card.business = "Renamed".into());
    nameless.cards = nameless.cards.clone();
    let now = tenant.run(account().update(&id, &nameless, &after)).unwrap();
    assert_eq!(without_ids(&now.content), after);
    assert_eq!(now.content.cards[1].id, before.cards[1].id, "it is the same card");
    let writes: Vec<&String> = tenant.heard.iter().filter(|line| !line.starts_with("GET")).collect();
    assert_eq!(writes.len(), 1, "{writes:?}");
}

#[test]
fn people_are_listed_found_and_deleted() {
    let mut tenant = Tenant::new();
    let mut bert = Person::default();
    bert.name.family = "Anders".into();
    tenant.run(account().create(&bert, Uuid::nil())).unwrap();
    let made = tenant.run(account().create(&erika(), Uuid::nil())).unwrap();
    let ask = |q: &str, from: Option<&str>| {
        account().list(&calling_card_crm::PeopleQuery { q: q.into(), from: from.map(Into::into), count: 1 })
    };
    let first = tenant.run(ask("", None)).unwrap();
    assert_eq!((first.people[0].content.name.family.as_str(), first.total), ("Anders", Some(2)));
    let second = tenant.run(ask("", first.next.as_deref())).unwrap();
    assert_eq!((second.people[0].id.as_str(), second.next), (made.id.as_str(), None));
    let found = tenant.run(ask("acme muster", None)).unwrap();
    assert_eq!((found.people[0].id.as_str(), found.total), (made.id.as_str(), Some(1)));
    let found = tenant.run(account().find(&["nobody@example.org".into(), "erika@example.org".into()])).unwrap();
    assert_eq!(found, std::slice::from_ref(&made));
    tenant.run(account().delete(&made.id)).unwrap();
    assert_eq!(refused(tenant.run(account().get(&made.id))).status, 404);
    for id in ["", ".", "..", "batch"] {
        assert!(matches!(tenant.run(account().get(id)), Err(Error::Build(_))), "{id:?}");
    }
}

#[test]
fn a_picture_is_a_work_of_its_own() {
    let image = Image { media_type: "image/png".into(), data: "iVBORw==".into() };
    let mut work = account().set_picture("507f1f77bcf86cd799439011", &image).unwrap().unwrap();
    let Ok(Step::Send(request)) = work.resume(None) else { panic!("nothing is sent") };
    let address = (request.method().as_str(), request.uri().path());
    assert_eq!(address, ("POST", "/crm/people/507f1f77bcf86cd799439011/profileimages"));
    assert!(request.body().windows(4).any(|bytes| bytes == b"\x89PNG"));
    let answer = calling_card_crm::cobra::answers::failure(http::StatusCode::BAD_REQUEST, "No image.");
    let rejection = refused(work.resume(Some(calling_card_crm::cobra::answers::respond(&answer))));
    assert_eq!(rejection.fields, [("/image".to_owned(), "No image.".to_owned())]);
}
