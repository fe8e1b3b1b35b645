//! emnify.

use calling_card_contact::{BusinessCard, Email, Person, Phone, PhoneKind};
use calling_card_crm::emnify::calls::{Call, Unread};
use calling_card_crm::emnify::wire::{Authenticate, Contact, ContactFields};
use calling_card_crm::{Account, Dialect, Error, PeopleQuery, Request, Response, Step, Work};
use http::header;
use serde_json::{Value, json};

use crate::contract::Contract;

fn account() -> Account {
    Account { dialect: Dialect::Emnify, name: "124".into(), tenant: String::new() }
}

fn marc() -> Person {
    let mut person = Person::default();
    person.name.given = "Marc".into();
    person.name.family = "Muller".into();
    person.cards.push(BusinessCard {
        emails: vec![Email { address: "user@domain.com".into(), ..Email::default() }].into(),
        phones: vec![
            Phone { number: "+49 1".into(), kind: PhoneKind::Mobile, ..Phone::default() },
            Phone { number: "+49 2".into(), ..Phone::default() },
        ]
        .into(),
        ..BusinessCard::default()
    });
    person
}

fn answer(status: u16, body: &Value) -> Response {
    http::Response::builder().status(status).body(serde_json::to_vec(body).unwrap()).unwrap()
}

/// What is sent next, after this answer.
fn sent<T>(work: &mut Box<dyn Work<Output = T>>, after: Option<Response>) -> Request {
    match work.resume(after) {
        Ok(Step::Send(request)) => *request,
        other => panic!("nothing is sent: {:?}", other.err()),
    }
}

fn body(request: &Request) -> Value {
    serde_json::from_slice(request.body()).unwrap()
}

fn line(request: &Request) -> String {
    format!("{} {}", request.method(), request.uri())
}

#[test]
fn a_contact_is_made_and_found_by_its_address_or_among_the_others() {
    let others = json!([{ "id": 7, "name": "Marc Muller", "email": "user@domain.com" }]);
    let mut work = account().create(&marc(), uuid::Uuid::nil()).unwrap();
    assert_eq!(line(&sent(&mut work, None)), "GET /api/v1/organisation/124/contact");
    let made = sent(&mut work, Some(answer(200, &others)));
    assert_eq!(line(&made), "POST /api/v1/organisation/124/contact");
    let expected = json!({
        "type": { "id": 1 }, "name": "Marc Muller", "email": "user@domain.com", "phone": "+49 2", "mobile": "+49 1",
    });
    assert_eq!(body(&made), expected);
    Contract::of("emnify").holds("ContactCreate", &body(&made));

    let mut located = answer(201, &json!({}));
    located.headers_mut().insert(header::LOCATION, "/api/v1/organisation/124/contact/9".parse().unwrap());
    assert_eq!(line(&sent(&mut work, Some(located))), "GET /api/v1/organisation/124/contact/9");
    let Ok(Step::Done(found)) = work.resume(Some(answer(200, &json!({ "id": 9, "name": "Marc Muller" })))) else {
        panic!("not done")
    };
    assert_eq!((found.id.as_str(), found.content.name.given.as_str()), ("9", "Marc"));

    // Without an address it is the one that was not there before.
    let after = |new: Value| {
        let mut work = account().create(&marc(), uuid::Uuid::nil()).unwrap();
        sent(&mut work, None);
        sent(&mut work, Some(answer(200, &others)));
        sent(&mut work, Some(answer(201, &json!({}))));
        let all = [others.as_array().unwrap().clone(), new.as_array().unwrap().clone()].concat();
        match work.resume(Some(answer(200, &all.into()))) {
            Ok(Step::Done(found)) => Ok(found.id),
            Ok(Step::Send(_) | Step::Later(..)) => panic!("nothing more is asked"),
            Err(error) => Err(error),
        }
    };
    let same = |id: u32| json!({ "id": id, "name": "Marc Muller", "email": "user@domain.com" });
    assert_eq!(after(json!([same(8)])), Ok("8".into()));
    assert_eq!(after(json!([{ "id": 10, "name": "Other" }, same(11)])), Ok("11".into()));
    assert!(matches!(after(json!([same(8), same(9)])), Err(Error::Decode(_))), "what cannot be decided is not guessed");
}

#[test]
fn only_what_has_changed_is_sent_and_the_contact_read_again() {
    let mut after = marc();
    after.name.given = "Marcus".into();
    after.cards.update(0, |card| drop(card.phones.remove(0)));
    let mut work = account().update("9", &marc(), &after).unwrap();
    let request = sent(&mut work, None);
    assert_eq!(line(&request), "PATCH /api/v1/organisation/124/contact/9");
    assert_eq!(body(&request), json!({ "name": "Marcus Muller", "mobile": "" }));
    assert_eq!(line(&sent(&mut work, Some(answer(204, &Value::Null)))), "GET /api/v1/organisation/124/contact/9");

    let refusal = json!({ "error_code": 1400, "message": "Input validation failed", "errors": [{ "message": "Contact - email is invalid." }] });
    let mut work = account().update("9", &marc(), &after).unwrap();
    sent(&mut work, None);
    let Err(Error::Rejected(rejection)) = work.resume(Some(answer(422, &refusal))) else { panic!("it is refused") };
    assert_eq!(rejection.fields[0].0, "/cards/0/emails/0/address");
}

#[test]
fn a_token_is_asked_for_and_calls_are_signed_with_it() {
    let mut work = account().sign_in("application").unwrap().unwrap();
    assert_eq!(body(&sent(&mut work, None)), json!({ "application_token": "application" }));
    let Ok(Step::Done(token)) = work.resume(Some(answer(200, &json!({ "auth_token": "a.b.c" })))) else {
        panic!("not done")
    };
    let mut request = Call::List("124".into()).request().unwrap();
    account().sign(&mut request, &token).unwrap();
    let bearer = &request.headers()[header::AUTHORIZATION];
    assert!(bearer == "Bearer a.b.c" && bearer.is_sensitive());
}

#[test]
fn a_list_that_comes_whole_is_searched_and_divided() {
    let all = json!([{ "id": 1, "name": "Ada Byron" }, { "id": 2, "name": "Marc Zoe" }, { "id": 3, "name": "Marc Muller", "country": null }]);
    for (q, from, ids, next) in
        [("marc", None, vec!["3"], Some("1")), ("marc", Some("1"), vec!["2"], None), ("x", None, vec![], None)]
    {
        let query = PeopleQuery { q: q.into(), from: from.map(str::to_owned), count: 1 };
        let mut work = account().list(&query).unwrap();
        sent(&mut work, None);
        let Ok(Step::Done(page)) = work.resume(Some(answer(200, &all))) else { panic!("not done") };
        let found: Vec<&str> = page.people.iter().map(|one| one.id.as_str()).collect();
        assert_eq!((found, page.next.as_deref()), (ids, next), "{q} {from:?}");
    }
}

#[test]
fn a_server_reads_what_a_client_writes_and_refuses_what_the_vendor_gives_itself() {
    let fields = || Box::new(ContactFields { name: Some("x".into()), ..ContactFields::default() });
    let id = || "a/ ü".to_owned();
    for call in [
        Call::Authenticate(Authenticate { application_token: Some("t".into()), refresh_token: None }),
        Call::List(id()),
        Call::Create(id(), fields()),
        Call::Get(id(), id()),
        Call::Update(id(), id(), fields()),
        Call::Delete(id(), id()),
    ] {
        let request = call.request().unwrap();
        assert_eq!(Call::parse(&request).as_ref(), Ok(&call), "{}", request.uri());
    }
    for (target, content) in [("?id=1", "{}"), ("", r#"{"organisation_id":1}"#)] {
        let target = format!("/api/v1/organisation/1/contact{target}");
        let request = http::Request::post(target).body(content.as_bytes().to_vec()).unwrap();
        assert!(matches!(Call::parse(&request), Err(Unread::Given(_))), "{content}");
    }
    let read: Contact = serde_json::from_value(json!({ "id": 1, "tomorrow": 2, "city": null })).unwrap();
    Contract::of("emnify").holds("Contact", &serde_json::to_value(read).unwrap());
}

#[test]
fn an_address_that_cannot_be_taken_away_is_said_at_its_field() {
    let account = Account { dialect: Dialect::Emnify, name: "1".into(), tenant: String::new() };
    let mut before = Person::default();
    before.cards.push(BusinessCard {
        emails: vec![Email { address: "a@example.org".into(), ..Email::default() }].into(),
        ..BusinessCard::default()
    });
    let refused = account.update("7", &before, &Person::default());
    let Err(Error::Rejected(rejection)) = refused.map(drop) else { panic!("it is not refused") };
    assert_eq!(rejection.fields[0].0, "/cards/0/emails/0/address");
}
