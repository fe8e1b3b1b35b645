//! cobra: who asks, what a person is there and back, and what it refuses.

use calling_card_contact::{
    Address, BusinessCard, Coordinates, Email, ImportantDate, KeptProperty, Language, Note, Organization, Part, Person,
    PersonId, PersonalityTag, Phone, PhoneKind, Place, Position, SocialProfile, WebAddress,
};
use calling_card_crm::cobra::answers::{envelope, failure, respond};
use calling_card_crm::cobra::mapping::{
    birthday_from_wire, birthday_to_wire, company_from_wire, company_to_wire, domain, from_wire, to_wire,
    touchpoint_from_note, touchpoint_to_note, written,
};
use calling_card_crm::cobra::wire::{self, Birthday, Envelope};
use calling_card_crm::{Account, Dialect, Error, Making, Rejection, Request, Response, Step, Work};
use http::StatusCode;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::cobra_calls::example;
use crate::contract::Contract;

mod companies;
mod tenant;
mod touchpoints;
mod works;

const TENANT: &str = "12e39e53-ece1-4d8d-8958-e782de1dbef0";
const NOW: &str = "2026-11-27T00:10:05Z";

pub(crate) fn account() -> Account {
    Account { dialect: Dialect::Cobra, name: "api@example.org".into(), tenant: TENANT.into() }
}

pub(crate) fn refused<T: std::fmt::Debug>(outcome: Result<T, Error>) -> Rejection {
    match outcome {
        Err(Error::Rejected(rejection)) => rejection,
        other => panic!("it is not refused: {other:?}"),
    }
}

/// A person without the keys of their cards.
pub(crate) fn without_ids(person: &Person) -> Person {
    let cards = person.cards.iter().cloned().map(|card| BusinessCard { id: None, ..card });
    Person { cards: cards.collect(), ..person.clone() }
}

fn phone(number: &str, kind: PhoneKind, place: Place, label: &str, favourite: bool) -> Phone {
    Phone { number: number.into(), kind, place, label: label.into(), favourite, ..Phone::default() }
}

/// Somebody with four cards, all lists and both kinds of tags.
pub(crate) fn erika() -> Person {
    let kept = |line: &str| KeptProperty { line: line.into(), place: u32::MAX, parameters_only: false };
    let date = |label: &str, day: &str| ImportantDate { label: label.into(), date: day.parse().unwrap() };
    let profile = |service: &str, url: &str| SocialProfile { service: service.into(), url: url.into() };
    let email = |address: &str, place, label: &str, favourite| Email {
        address: address.into(),
        place,
        label: label.into(),
        favourite,
    };
    let position = |position: &str, department: &str, favourite| Position {
        position: position.into(),
        department: department.into(),
        favourite,
    };
    let address = |street: &str, place| Address {
        place,
        types: vec!["Delivery".into(), "Invoice".into()],
        street: street.into(),
        additional: "Hof".into(),
        zip: "60311".into(),
        city: "Frankfurt".into(),
        district: "Altstadt".into(),
        city_addition: "am Main".into(),
        post_box: "4711".into(),
        federal_state: "Hessen".into(),
        country: "Germany".into(),
        country_code: "DE".into(),
        coordinates: Some(Coordinates { longitude: 8.682, latitude: 50.11 }),
        validation: None,
        favourite: place == Place::Work,
    };
    let mut person = Person {
        birthday: "1980-05-17".parse().ok(),
        important_dates: vec![date("Wedding", "2005-06-07"), date("Customer since", "2019-08-24")],
        social_profiles: vec![profile("LinkedIn", "https://www.linkedin.com/in/erika"), profile("", "@erika")],
        tags: vec!["VIP".into(), "Fair, 2025; Hall \"3\"".into()],
        personality_tags: vec![
            PersonalityTag { text: "Golf".into(), category: "Sport".into() },
            PersonalityTag { text: "Kaffee, schwarz".into(), category: String::new() },
        ],
        kept_properties: vec![
            kept("X-COBRA-CUSTOMER-NUMBER:K-4711"),
            kept("X-COBRA-EMPLOYEE-NUMBER:7"),
            kept("X-COBRA-EMPLOYEE-STATUS:Extern"),
        ],
        ..Person::default()
    };
    person.name.salutation = "Frau".into();
    person.name.title = "Dr.".into();
    person.name.given = "Erika".into();
    person.name.family = "Muster".into();
    person.cards.push(BusinessCard {
        favourite: true,
        business: "ACME".into(),
        phones: vec![
            phone("+49 69 1", PhoneKind::Voice, Place::Work, "", true),
            phone("+49 69 2", PhoneKind::Fax, Place::Work, "", false),
            phone("+49 170 3", PhoneKind::Mobile, Place::Other, "Reception", false),
            phone("+49 69 4", PhoneKind::Voice, Place::Other, "Zentrale", false),
        ]
        .into(),
        emails: vec![
            email("erika@example.org", Place::Work, "", true),
            email("e@example.org", Place::Home, "Privat", false),
            email("team@example.org", Place::Other, "", false),
        ]
        .into(),
        positions: vec![position("Head buyer", "Purchasing", true), position("Trainer", "", false)].into(),
        addresses: vec![address("Weg 1", Place::Work), address("Gasse 2", Place::Home)].into(),
        ..BusinessCard::default()
    });
    person.cards.push(BusinessCard {
        alternative_salutation: "Ms".into(),
        alternative_title: "MBA".into(),
        alternative_first_name: "Eri".into(),
        alternative_last_name: "Model".into(),
        use_alternative_name: true,
        business: "Agency".into(),
        valid_from: "2020-01-01".parse().ok(),
        valid_to: "2027-12-31".parse().ok(),
        ..BusinessCard::default()
    });
    person.cards.push(BusinessCard {
        business: "Old job".into(),
        active: false,
        positions: vec![position("Buyer", "", false)].into(),
        ..BusinessCard::default()
    });
    person.cards.push(BusinessCard {
        private: true,
        phones: vec![phone("+49 69 5", PhoneKind::Voice, Place::Home, "", false)].into(),
        ..BusinessCard::default()
    });
    person
}

/// What is sent first.
fn sent<T>(work: &mut dyn Work<Output = T>) -> Request {
    match work.resume(None) {
        Ok(Step::Send(request)) => *request,
        Ok(_) => panic!("nothing is sent"),
        Err(error) => panic!("{error}"),
    }
}

/// What comes of an answer to work of one call.
fn told<T>(making: Making<T>, status: u16, body: Value) -> Result<T, Error> {
    let mut work = making.unwrap();
    sent(work.as_mut());
    let mut response = Response::new(serde_json::to_vec(&body).unwrap());
    *response.status_mut() = StatusCode::from_u16(status).unwrap();
    match work.resume(Some(response))? {
        Step::Done(outcome) => Ok(outcome),
        Step::Send(_) | Step::Later(..) => panic!("it is more than one call"),
    }
}

#[test]
fn an_api_user_signs_in_with_the_key() {
    let mut work = account().sign_in("the key").unwrap().unwrap();
    let request = sent(work.as_mut());
    assert_eq!((request.method().as_str(), request.uri().path()), ("POST", "/auth/token"));
    let body: Value = serde_json::from_slice(request.body()).unwrap();
    assert_eq!(body, json!({ "username": "api@example.org", "password": "the key" }));
    Contract::of("cobra").holds("TokenRequest", &body);
    assert!(request.headers().get("x-cobra-tenantid").is_none());
    let token = |status, body| told(account().sign_in("key").unwrap(), status, body);
    // How the answer names it, and whether an envelope stands around it, nobody says.
    for body in [
        json!({ "access_token": "t", "token_type": "Bearer", "expires_in": 3600 }),
        json!({ "data": { "accessToken": "t" }, "statusCode": 200 }),
        json!({ "token": "t" }),
    ] {
        assert_eq!(token(200, body.clone()).map(|known| known.token), Ok("t".to_owned()), "{body}");
    }
    assert!(matches!(token(200, json!({ "access_token": "" })), Err(Error::Decode(_))));
    for status in [400, 401, 403] {
        assert_eq!(refused(token(status, json!({ "message": "No." }))).status, 401, "{status}");
    }
    assert!(Dialect::Cobra.credential_seconds().is_some_and(|seconds| seconds < 3600), "a token lives one hour");
}

#[test]
fn every_call_says_who_asks_of_which_tenant() {
    let mut request = sent(account().get("507f1f77bcf86cd799439011").unwrap().as_mut());
    account().sign(&mut request, "the token").unwrap();
    let said = |name: &str| request.headers().get(name).unwrap().to_str().unwrap().to_owned();
    assert_eq!(said("authorization"), "Bearer the token");
    assert!(request.headers()["authorization"].is_sensitive());
    assert_eq!(said("x-cobra-tenantid"), TENANT);
    assert_eq!(
        (said("x-integration-name"), said("x-integration-provider")),
        ("Calling Card".into(), "Calling Card".into())
    );
    assert_eq!(said("x-integration-contact"), "api@example.org");
    assert_eq!(said("accept-language"), "en", "who reads it is not known");
    account().speak(&mut request, Language::De);
    assert_eq!(request.headers().get_all("accept-language").iter().collect::<Vec<_>>(), ["de"]);
    let said = |name: &str| request.headers().get(name).unwrap().to_str().unwrap().to_owned();
    assert_eq!(said("authorization"), "Bearer the token");
    // Whoever writes a line break into the tenant writes no header of their own.
    let forged = Account { tenant: "a\r\nX-Other: b".into(), ..account() };
    assert!(matches!(forged.sign(&mut request, "t"), Err(Error::Build(_))));
    assert_eq!(Dialect::Cobra.address(), "https://api.cobra.de/v1");
    let account_kind = Dialect::Cobra.account().unwrap();
    assert!(account_kind.has_tenant() && !account_kind.has_password());
}

#[test]
fn the_tenant_is_asked_before_people_are_read() {
    let told = |status, body| told(account().check().unwrap(), status, body);
    assert_eq!(told(200, json!({ "data": { "tenantId": TENANT.to_uppercase() } })), Ok(()));
    assert_eq!(refused(told(200, json!({ "data": { "tenantId": "another" } }))).fields[0].0, "/tenant");
    // Nothing is known against it.
    assert_eq!(told(200, json!({ "data": {} })), Ok(()));
    assert_eq!(told(404, Value::Null), Ok(()));
    assert_eq!(refused(told(403, json!({ "message": "Not yours." }))).message, "Not yours.");
    for dialect in Dialect::ALL.into_iter().filter(|dialect| *dialect != Dialect::Cobra) {
        let account = Account { dialect, ..account() };
        assert!(account.check().is_none());
        assert!(dialect.account().is_none_or(|kind| !kind.has_tenant()));
    }
}

#[test]
fn the_documented_person_is_read() {
    let envelope: Envelope<wire::Person> = serde_json::from_value(example()).unwrap();
    let there = envelope.data.unwrap();
    let person = from_wire(&there);
    assert_eq!(person.name.display(), "string string string");
    assert_eq!(person.birthday, None, "the first day of the year 1 is no birthday");
    assert_eq!(person.important_dates[0].date.to_string(), "2019-08-24");
    assert_eq!(person.tags, ["string"]);
    assert_eq!(person.personality_tags, [PersonalityTag { text: "string".into(), category: "string".into() }]);
    assert_eq!(person.lifecycle[0].since.0, "2019-08-24T14:15:22Z");
    assert_eq!(person.lifecycle.len(), 1, "it is said twice, and once is enough");
    assert_eq!(person.name.initials, "", "what the vendor makes of the others is none of ours");
    let card = &person.cards[0];
    assert!(card.favourite && card.private && card.active && card.use_alternative_name);
    assert_eq!(card.valid_from.unwrap().to_string(), "2019-08-24");
    assert_eq!((card.emails[0].address.as_str(), card.emails[0].label.as_str()), ("string", "string"));
    let address = &card.addresses[0];
    assert_eq!(address.coordinates, None, "nobody lives at 0, 0");
    assert_eq!(address.validation.as_ref().unwrap().status, "string");
    // What is made of it is as the contract says, member by member.
    let whole = to_wire(&person);
    let contract = Contract::of("cobra");
    contract.holds("PeopleCreate", &serde_json::to_value(&whole.fields).unwrap());
    contract.holds("BusinessCardInput", &serde_json::to_value(&whole.cards[0].1).unwrap());
    assert_eq!(from_wire(&written(&whole)), Dialect::Cobra.kept(&person));
    let lost: Vec<Part> = Dialect::Cobra.losses(&person).into_iter().map(|loss| loss.part).collect();
    assert_eq!(lost, [Part::Lifecycle, Part::AddressDetails], "both are only read");
}

#[test]
fn a_birthday_stands_inside_quotation_marks() {
    for (ours, theirs, counts) in [
        ("1980-05-17", "\"1980-05-17\"", true),
        ("--05-17", "\"1584-05-17\"", false),
        ("--02-29", "\"1584-02-29\"", false),
    ] {
        let date = ours.parse().unwrap();
        let birthday = birthday_to_wire(date).unwrap();
        assert_eq!((birthday.birthday.as_deref(), birthday.consider_birth_year), (Some(theirs), Some(counts)));
        Contract::of("cobra").holds("PeopleBirthdayDto", &serde_json::to_value(&birthday).unwrap());
        assert_eq!(birthday_from_wire(&birthday), Some(date));
        // Without quotation marks it is read as well, and without a word about the year.
        let bare = Birthday { birthday: Some(theirs.trim_matches('"').into()), consider_birth_year: None };
        assert_eq!(birthday_from_wire(&bare), Some(date));
    }
    let day = |text: &str, counts| Birthday { birthday: Some(text.into()), consider_birth_year: Some(counts) };
    assert_eq!(birthday_from_wire(&day("\"1980-05-17\"", false)), "--05-17".parse().ok());
    for none in ["", "\"", "\"\"", "0001-01-01", "\"1980-02-30\"", "1980", "17.05.1980", "ä1980-05-17"] {
        assert_eq!(birthday_from_wire(&day(none, true)), None, "{none}");
    }
    // A birthday of which the day is not known has no place there, and that is said.
    for date in ["1980", "1980-05"] {
        let person = Person { birthday: date.parse().ok(), ..erika() };
        assert_eq!(Dialect::Cobra.losses(&person)[0].part, Part::Birthday, "{date}");
    }
}

/// Personality tags were kept as lines, before there was a place for them.
#[test]
fn personality_tags_of_older_records_go_there_as_well() {
    let kept = |line: &str| KeptProperty { line: line.into(), place: u32::MAX, parameters_only: false };
    let mut older = erika();
    older.personality_tags.clear();
    older.kept_properties.insert(0, kept("X-COBRA-PERSONALITY;X-CATEGORY=\"Sport\":Golf"));
    older.kept_properties.insert(0, kept("X-COBRA-PERSONALITY:Kaffee\\, schwarz"));
    let told = |person: &Person| {
        let tags = to_wire(person).fields.personalities.into_iter().flatten();
        let mut tags: Vec<_> = tags.map(|tag| (tag.category, tag.text)).collect();
        tags.sort();
        tags
    };
    assert_eq!(told(&older), told(&erika()));
    assert_eq!(Dialect::Cobra.losses(&older), Dialect::Cobra.losses(&erika()));
    for dialect in Dialect::ALL {
        let lost = dialect.losses(&older).into_iter().find(|loss| loss.part == Part::PersonalityTags);
        assert_eq!(lost.map(|loss| loss.count), (dialect != Dialect::Cobra).then_some(2), "{dialect:?}");
    }
    older.settle_personality_tags();
    let after = from_wire(&written(&to_wire(&older)));
    assert_eq!((after.personality_tags, after.kept_properties), (older.personality_tags, erika().kept_properties));
}

#[test]
fn what_it_cannot_hold_is_said() {
    let mut person = erika();
    person.gender = "F".into();
    person.name.additional = "Anna".into();
    person.name.honorific_suffix = "Jr.".into();
    person.name.initials = "E. M.".into();
    person.web_addresses.push(WebAddress { url: "https://example.org".into(), ..WebAddress::default() });
    person.important_dates.push(ImportantDate { label: "Name day".into(), date: "--06-24".parse().unwrap() });
    person.kept_properties.push(KeptProperty { line: "X-OTHER:1".into(), ..KeptProperty::default() });
    person.cards.update(1, |card| card.valid_from = "2020".parse().ok());
    let lost: Vec<Part> = Dialect::Cobra.losses(&person).into_iter().map(|loss| loss.part).collect();
    assert_eq!(
        lost,
        [
            Part::AdditionalNames,
            Part::HonorificSuffix,
            Part::Initials,
            Part::Gender,
            Part::ImportantDates,
            Part::WebAddresses,
            Part::CardDetails,
            Part::VcardProperties
        ]
    );
}

#[test]
fn what_is_too_long_is_refused_before_anything_is_sent() {
    let (long, fits) = ("ä".repeat(201), "ä".repeat(200));
    type Set = fn(&mut Person, &str);
    let cases: [(&str, Set); 6] = [
        ("/name/title", |person, text| person.name.title = text.into()),
        ("/name/given", |person, text| person.name.given = text.into()),
        ("/name/family", |person, text| person.name.family = text.into()),
        ("/tags/1", |person, text| person.tags[1] = text.into()),
        ("/important_dates/1/label", |person, text| person.important_dates[1].label = text.into()),
        ("/kept_properties", |person, text| {
            person.kept_properties[0].line = format!("X-COBRA-CUSTOMER-NUMBER:{text}");
        }),
    ];
    for (field, set) in cases {
        let mut person = erika();
        set(&mut person, &long);
        assert_eq!(refused(account().create(&person, Uuid::nil()).map(drop)).fields[0].0, field);
        assert_eq!(refused(account().update("1", &erika(), &person).map(drop)).fields[0].0, field);
        set(&mut person, &fits);
        account().create(&person, Uuid::nil()).unwrap();
        Contract::of("cobra").holds("PeopleCreate", &serde_json::to_value(to_wire(&person).fields).unwrap());
    }
    // What has no limit there has none here.
    let mut person = erika();
    person.name.salutation = "x".repeat(1000);
    account().create(&person, Uuid::nil()).unwrap();
}

#[test]
fn a_refusal_is_told_with_its_words_where_it_belongs() {
    let create = |status, body| {
        let mut work = account().create(&Person::default(), Uuid::nil()).unwrap();
        sent(work.as_mut());
        let mut response = Response::new(serde_json::to_vec(&body).unwrap());
        *response.status_mut() = StatusCode::from_u16(status).unwrap();
        refused(work.resume(Some(response)).map(drop))
    };
    let said = create(400, json!({ "data": null, "message": "Birthday: at most 130 years back.", "statusCode": 400 }));
    assert_eq!(said.fields, [("/birthday".to_owned(), "Birthday: at most 130 years back.".to_owned())]);
    // The page names 400 without a body.
    assert_eq!((create(400, Value::Null).message.as_str(), create(400, json!([])).status), ("", 400));
    assert_eq!(create(409, json!({ "message": "There is one." })).fields, []);
    // One that stands in the envelope alone counts as well.
    assert_eq!(create(200, json!({ "message": "No.", "statusCode": 403 })).status, 403);
    let answer = respond(&failure(StatusCode::BAD_REQUEST, "No."));
    Contract::of("cobra").holds("ErrorResponse", &serde_json::from_slice(answer.body()).unwrap());
    let answer = respond(&envelope(StatusCode::CREATED, example()["data"].clone(), Some(1), NOW));
    assert_eq!(answer.status(), StatusCode::CREATED);
    Contract::of("cobra").holds("PeopleResponse", &serde_json::from_slice(answer.body()).unwrap());
}

#[test]
fn the_note_about_a_person_is_read() {
    let answered = |note: Value| json!({ "data": { "id": "1", "note": note }, "statusCode": 200 });
    let told = |note| told(account().notes("1").unwrap(), 200, answered(note)).unwrap();
    let notes = told(json!({ "note": "Called.\nBack on Monday.", "dateCreated": NOW, "dateModified": null }));
    assert_eq!(notes.len(), 1);
    assert_eq!((notes[0].id.as_str(), notes[0].content.text.as_str()), ("1", "Called.\nBack on Monday."));
    assert_eq!(notes[0].created_at.as_ref().unwrap().0, NOW);
    for none in [Value::Null, json!({ "note": "  " }), json!({})] {
        assert_eq!(told(none.clone()), [], "{none}");
    }
}

#[test]
fn a_touchpoint_is_a_note() {
    let note = Note {
        person: PersonId(Uuid::nil()),
        title: "Call".into(),
        text: "About the offer.".into(),
        flagged: true,
        category: String::new(),
        only_mine: false,
        there: None,
    };
    let fields = touchpoint_from_note(&note, "507f1f77bcf86cd799439011");
    assert_eq!(fields.people.as_deref(), Some(&["507f1f77bcf86cd799439011".to_owned()][..]));
    let there = wire::Touchpoint { fields, ..wire::Touchpoint::default() };
    assert_eq!(touchpoint_to_note(&there), note);
    let plain = Note { flagged: false, title: String::new(), ..note };
    let there = wire::Touchpoint { fields: touchpoint_from_note(&plain, "1"), ..wire::Touchpoint::default() };
    assert_eq!(touchpoint_to_note(&there), plain);
}

#[test]
fn a_company_is_an_organization() {
    let mut organization = Organization {
        name: "ACME".into(),
        email: "info@acme.example".into(),
        phone: "+49 30 1".into(),
        fax: "+49 30 2".into(),
        website: "https://acme.example".into(),
        tags: vec!["Customer".into()],
        address: Address { favourite: false, validation: None, ..erika().cards[0].addresses[0].clone() },
        ..Organization::default()
    };
    let fields = company_to_wire(&organization);
    assert_eq!(fields.domain.as_deref(), Some("acme.example"), "by which it is found");
    let note = wire::Note { note: Some("Since 1900.".into()), ..wire::Note::default() };
    let there = wire::Company { fields, note: Some(note), ..wire::Company::default() };
    organization.note = "Since 1900.".into();
    assert_eq!(company_from_wire(&there), organization);
    assert_eq!(company_from_wire(&wire::Company::default()), Organization::default());
    for page in ["acme.example", "https://www.acme.example:8443/a?b", "http://acme.example/"] {
        assert_eq!(domain(page), "acme.example", "{page}");
    }
}

#[test]
fn moments_are_read_as_they_are_written() {
    let at = |text: &str| calling_card_crm::cobra::mapping::moment(text).map(|at| at.0);
    assert_eq!(at("2019-08-24T14:15:22Z").as_deref(), Some("2019-08-24T14:15:22Z"));
    assert_eq!(at("2019-08-24T14:15:22.1234567+02:00").as_deref(), Some("2019-08-24T14:15:22.123+02:00"));
    for none in ["", "string", "2019-08-24", "２０１９-08-24T14:15:22Z", &"1".repeat(100)] {
        assert_eq!(at(none), None, "{none}");
    }
}
