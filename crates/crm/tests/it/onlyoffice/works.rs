//! What takes several calls ends whole, or is taken back.

use calling_card_contact::{
    Address, BusinessCard, Email, Image, Person, Phone, PhoneKind, Place, Position, SocialProfile, WebAddress,
};
use calling_card_crm::onlyoffice::kinds::ShareType;
use calling_card_crm::onlyoffice::wire::{Currency, CustomField, ListItem};
use calling_card_crm::{Dialect, Error, Rejection};
use uuid::Uuid;

use super::portal::{Fault, Portal};
use super::{account, refused};

/// Somebody of whom there is one of everything that ONLYOFFICE keeps.
fn mila() -> Person {
    let mut person = Person { tags: vec!["vip".into()], ..Person::default() };
    person.name.given = "Mila".into();
    person.name.family = "Jansen".into();
    person.web_addresses.push(WebAddress { url: "https://example.org".into(), label: "Work".into() });
    person.social_profiles.push(SocialProfile { service: "Skype".into(), url: "mila.jansen".into() });
    person.cards.push(BusinessCard {
        favourite: true,
        business: "Food and Culture".into(),
        positions: vec![Position { position: "Buyer".into(), ..Position::default() }].into(),
        emails: vec![
            Email { address: "mila@example.org".into(), place: Place::Work, favourite: true, ..Email::default() },
            Email { address: "m@example.org".into(), ..Email::default() },
        ]
        .into(),
        phones: vec![Phone {
            number: "+31 6 1234".into(),
            kind: PhoneKind::Mobile,
            favourite: true,
            ..Phone::default()
        }]
        .into(),
        addresses: vec![Address {
            place: Place::Work,
            street: "Dam 1".into(),
            zip: "1012 JS".into(),
            city: "Amsterdam".into(),
            federal_state: "Noord-Holland".into(),
            country: "Netherlands".into(),
            country_code: "NL".into(),
            favourite: true,
            ..Address::default()
        }]
        .into(),
        ..BusinessCard::default()
    });
    person
}

/// What is written of her: company, person, two e-mail addresses, a phone, an address, a page, a profile, a tag.
const WRITES: usize = 9;

fn changed() -> Person {
    let mut person = mila();
    person.name.given = "Milla".into();
    person.tags = vec!["friend".into()];
    person.web_addresses.clear();
    person.cards.update(0, |card| {
        card.business = "Other Ltd".into();
        card.positions.update(0, |position| position.position = "Head buyer".into());
        card.emails.update(1, |email| email.address = "milla@example.org".into());
        card.phones.push(Phone { number: "+31 20 1".into(), kind: PhoneKind::Fax, ..Phone::default() });
        card.addresses.update(0, |address| address.street = "Dam 2".into());
    });
    person
}

#[test]
fn a_person_is_made_whole() {
    let mut portal = Portal::new();
    let made = portal.run(account().create(&mila(), Uuid::nil())).unwrap();
    assert_eq!(made.content, mila(), "all of it comes back");
    assert_eq!(made.content, Dialect::OnlyOffice.kept(&mila()));
    assert_eq!(made.created_at.unwrap().0, "2026-11-26T04:36:28.540Z");
    let person = portal.stored[&made.id.parse().unwrap()].contact.clone();
    assert_eq!(person.share_type, ShareType::ReadWrite.number(), "or who made them could not read them");
    let sent: Vec<&str> = portal.heard.iter().map(|line| line.split('?').next().unwrap()).collect();
    let id = &made.id;
    assert_eq!(
        sent,
        [
            "GET /api/2.0/crm/contact/filter",
            "POST /api/2.0/crm/contact/company",
            "POST /api/2.0/crm/contact/person",
            &format!("POST /api/2.0/crm/contact/{id}/data"),
            &format!("POST /api/2.0/crm/contact/{id}/data"),
            &format!("POST /api/2.0/crm/contact/{id}/data"),
            &format!("POST /api/2.0/crm/contact/{id}/addressdata"),
            &format!("POST /api/2.0/crm/contact/{id}/data"),
            &format!("POST /api/2.0/crm/contact/{id}/data"),
            &format!("POST /api/2.0/crm/contact/{id}/tag"),
            &format!("GET /api/2.0/crm/contact/{id}"),
            &format!("GET /api/2.0/crm/contact/{id}/tag"),
        ]
    );
    // The next one of the same company is put into it.
    portal.run(account().create(&mila(), Uuid::nil())).unwrap();
    assert_eq!(portal.stored.values().filter(|one| one.contact.is_company).count(), 1);
}

#[test]
fn a_person_who_is_refused_on_the_way_is_not_there() {
    let places = [
        "/cards/0/business",
        "/cards/0/business",
        "/cards/0/emails/0/address",
        "/cards/0/emails/1/address",
        "/cards/0/phones/0/number",
        "/cards/0/addresses/0/street",
        "/web_addresses/0/url",
        "/social_profiles/0/url",
        "/tags/0",
    ];
    assert_eq!(places.len(), WRITES);
    for (write, place) in places.into_iter().enumerate() {
        let mut portal = Portal::new();
        portal.fault = Some((write, Fault::Refused));
        let rejection = refused(portal.run(account().create(&mila(), Uuid::nil())));
        assert_eq!(rejection.fields, [(place.to_owned(), "No.".to_owned())], "{write}");
        assert_eq!(portal.says(), [], "{write}: neither the person nor their company stays");
    }
}

#[test]
fn a_person_whose_line_is_cut_is_not_there_or_that_is_said() {
    for fault in [Fault::Lost, Fault::Unheard, Fault::Garbled] {
        for write in 0..WRITES {
            let mut portal = Portal::new();
            portal.fault = Some((write, fault));
            let outcome = portal.run(account().create(&mila(), Uuid::nil()));
            let left = portal.says().into_iter().filter(|one| !one.contact.is_company).count();
            match (write, outcome) {
                // The person was being made: nobody knows.
                (1, Err(Error::Transport(_) | Error::Decode(_))) => assert!(left <= 1),
                (0 | 2.., Err(Error::TakenBack(_))) => assert_eq!(left, 0, "{fault:?} {write}"),
                // Of what is added nothing needs to be read.
                (2.., Ok(made)) if fault == Fault::Garbled => assert_eq!(made.content, mila()),
                (_, other) => panic!("{fault:?} {write}: {other:?}"),
            }
        }
    }
}

#[test]
fn what_cannot_be_taken_back_is_said() {
    let mut portal = Portal::new();
    let mut work = account().create(&mila(), Uuid::nil()).unwrap();
    // Everything after the person is lost, and so is what takes it back.
    let mut step = work.resume(None);
    let error = loop {
        step = match step {
            Ok(calling_card_crm::Step::Send(request)) if request.uri().path().ends_with("/data") => {
                work.give_up(Error::Transport("the line was cut".into()))
            }
            Ok(calling_card_crm::Step::Send(request)) if request.method() == http::Method::DELETE => {
                work.give_up(Error::Transport("the line was cut".into()))
            }
            Ok(calling_card_crm::Step::Send(request) | calling_card_crm::Step::Later(_, request)) => {
                work.resume(Some(portal.answer_to(&request)))
            }
            Ok(calling_card_crm::Step::Done(_)) => panic!("it is not done"),
            Err(error) => break error,
        }
    };
    assert!(matches!(error, Error::InDoubt(_)), "{error:?}");
}

#[test]
fn what_was_begun_is_known_again_and_written_to_the_end() {
    for write in 2..WRITES {
        let mut portal = Portal::new();
        portal.run(account().create(&mila(), Uuid::nil())).unwrap();
        let id = *portal.stored.iter().find(|(_, one)| !one.contact.is_company).unwrap().0;
        // The gateway fell over after so many writes.
        portal.one(id).data.truncate(write - 2);
        portal.one(id).tags.clear();
        let found = portal.run(account().get(&id.to_string())).unwrap();
        assert!(Dialect::OnlyOffice.is_begun(&found.content, &mila()), "{write}");
        let whole = portal.run(account().update(&found.id, &found.content, &mila())).unwrap();
        assert_eq!(whole.content, mila(), "{write}");
    }
    let mut other = mila();
    other.cards.update(0, |card| card.emails.update(0, |email| email.address = "x@example.org".into()));
    assert!(!Dialect::OnlyOffice.is_begun(&other, &mila()), "somebody else of that name");
}

/// Somebody who is there, with what our model has no place for.
fn there(portal: &mut Portal) -> i64 {
    portal.run(account().create(&mila(), Uuid::nil())).unwrap();
    let id = *portal.stored.iter().find(|(_, one)| !one.contact.is_company).unwrap().0;
    let contact = &mut portal.one(id).contact;
    contact.about = Some("Met at the fair.".into());
    contact.contact_status = Some(ListItem { id: 3, ..ListItem::default() });
    let user = |id: &str| calling_card_crm::onlyoffice::wire::Employee { id: id.into(), ..Default::default() };
    contact.access_list = Some(vec![user("9924256a-739c-462b-af15-e652a3b1b6eb")]);
    contact.is_private = true;
    contact.share_type = 2;
    let field =
        |id, value: Option<&str>| CustomField { id, field_value: value.map(Into::into), ..CustomField::default() };
    contact.custom_fields = Some(vec![field(4, Some("2020-12-08")), field(5, None)]);
    portal.heard.clear();
    id
}

#[test]
fn a_person_is_changed_and_what_is_beside_it_stays() {
    let mut portal = Portal::new();
    let id = there(&mut portal);
    let before = portal.stored[&id].contact.clone();
    let now = portal.run(account().update(&id.to_string(), &mila(), &changed())).unwrap();
    assert_eq!(now.content, Dialect::OnlyOffice.kept(&changed()));
    let after = portal.stored[&id].contact.clone();
    assert_eq!((after.about, after.contact_status), (before.about, before.contact_status));
    assert_eq!((after.access_list, after.share_type), (before.access_list, before.share_type));
    let batch = portal.heard.iter().any(|line| line.contains("batch") || line.starts_with("PUT /api/2.0/crm/contact "));
    assert!(!batch, "{:?}", portal.heard);

    // Who changes only an e-mail address does not write the person.
    portal.heard.clear();
    let mut once_more = now.content.clone();
    once_more.cards.update(0, |card| card.emails.update(0, |email| email.address = "new@example.org".into()));
    portal.run(account().update(&id.to_string(), &now.content, &once_more)).unwrap();
    let writes: Vec<&String> = portal.heard.iter().filter(|line| !line.starts_with("GET")).collect();
    assert_eq!(writes.len(), 1, "{writes:?}");
    assert!(writes[0].starts_with(&format!("PUT /api/2.0/crm/contact/{id}/data/")));
}

#[test]
fn a_change_that_is_refused_on_the_way_is_taken_back() {
    let mut writes = 0;
    for write in 0.. {
        let mut portal = Portal::new();
        let id = there(&mut portal);
        let before = portal.says();
        portal.writes_from_now(write, Fault::Refused);
        match portal.run(account().update(&id.to_string(), &mila(), &changed())) {
            Ok(_) => break,
            Err(Error::Rejected(rejection)) => assert_eq!(rejection.fields.len(), 1, "{write}"),
            Err(other) => panic!("{write}: {other:?}"),
        }
        assert_eq!(portal.says(), before, "{write}");
        writes = write + 1;
    }
    // Names, status, a company made, left and joined, an e-mail address, an address, a fax, a page away, tags.
    assert_eq!(writes, 11);
}

#[test]
fn a_change_whose_line_is_cut_is_taken_back_or_that_is_said() {
    for fault in [Fault::Lost, Fault::Unheard, Fault::Garbled] {
        for write in 0..11 {
            let mut portal = Portal::new();
            let id = there(&mut portal);
            let before = portal.says();
            portal.writes_from_now(write, fault);
            match portal.run(account().update(&id.to_string(), &mila(), &changed())) {
                // A company that was being made may be there; it is found by its name the next time.
                Err(Error::TakenBack(_)) => {
                    let mut after = portal.says();
                    after.truncate(before.len());
                    assert_eq!(after, before, "{fault:?} {write}");
                }
                // Of what is changed nothing needs to be read.
                Ok(now) if fault == Fault::Garbled => assert_eq!(now.content, Dialect::OnlyOffice.kept(&changed())),
                other => panic!("{fault:?} {write}: {other:?}"),
            }
        }
    }
}

#[test]
fn what_would_be_forgotten_there_is_not_written() {
    let mut portal = Portal::new();
    let id = there(&mut portal);
    let contact = &mut portal.one(id).contact;
    contact.contact_type = Some(ListItem { id: 2, ..ListItem::default() });
    contact.currency = Some(Currency::default());
    let before = portal.says();
    let rejection = refused(portal.run(account().update(&id.to_string(), &mila(), &changed())));
    assert_eq!(rejection.fields[0].0, "/name/given");
    assert!(rejection.message.contains("contact type and currency"), "{}", rejection.message);
    assert_eq!(portal.says(), before);
    // What is written by itself can be changed.
    let mut tagged = mila();
    tagged.tags.push("new".into());
    portal.run(account().update(&id.to_string(), &mila(), &tagged)).unwrap();
}

#[test]
fn names_that_it_does_not_take_are_refused_before_anything_is_sent() {
    let mut nameless = mila();
    nameless.name.given = " ".into();
    assert_eq!(refused(account().create(&nameless, Uuid::nil()).map(drop)).fields[0].0, "/name/given");
    assert_eq!(refused(account().update("1", &mila(), &nameless).map(drop)).fields[0].0, "/name/given");
    let mut single = mila();
    single.name.family.clear();
    assert_eq!(refused(account().update("1", &mila(), &single).map(drop)).fields[0].0, "/name/family");
    let mut portal = Portal::new();
    let made = portal.run(account().create(&single, Uuid::nil())).unwrap();
    assert_eq!(made.content.name.family, "", "who is made may have none");
    for id in ["", "0", "-1", "x", "9924256a-739c-462b-af15-e652a3b1b6eb"] {
        assert!(matches!(account().get(id).map(drop), Err(Error::Build(_))), "{id:?}");
    }
}

#[test]
fn people_are_found_by_their_address_with_their_tags() {
    let mut portal = Portal::new();
    let made = portal.run(account().create(&mila(), Uuid::nil())).unwrap();
    let found = portal.run(account().find(&["nobody@example.org".into(), "m@example.org".into()])).unwrap();
    assert_eq!(found, std::slice::from_ref(&made));
    let company = *portal.stored.iter().find(|(_, one)| one.contact.is_company).unwrap().0;
    assert_eq!(refused(portal.run(account().get(&company.to_string()))).status, 404, "a company is no person");
    portal.run(account().delete(&made.id)).unwrap();
    let gone: Rejection = refused(portal.run(account().get(&made.id)));
    assert_eq!((gone.status, gone.message.as_str()), (404, "Item not found"));
}

#[test]
fn a_picture_is_a_work_of_its_own() {
    let image = Image { media_type: "image/png".into(), data: "iVBORw==".into() };
    let mut work = account().set_picture("17", &image).unwrap().unwrap();
    let Ok(calling_card_crm::Step::Send(request)) = work.resume(None) else { panic!("nothing is sent") };
    assert_eq!((request.method().as_str(), request.uri().path()), ("PUT", "/api/2.0/crm/contact/17/changephoto"));
    assert!(request.body().windows(4).any(|bytes| bytes == b"\x89PNG"));
    let answer = calling_card_crm::onlyoffice::answers::failure(http::StatusCode::FORBIDDEN, "No image.");
    let rejection = refused(work.resume(Some(calling_card_crm::onlyoffice::answers::respond(&answer))));
    assert_eq!(rejection.fields, [("/image".to_owned(), "No image.".to_owned())]);
    let large = Image { data: "AAAA".repeat(400_000), ..image };
    assert_eq!(refused(account().set_picture("17", &large).unwrap().map(drop)).fields[0].0, "/image");
}
