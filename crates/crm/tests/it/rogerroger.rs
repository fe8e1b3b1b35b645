//! RogerRoger.

use calling_card_contact::{Address, BusinessCard, Email, Person, Phone, PhoneKind, Position};
use calling_card_crm::rogerroger::calls::{Call, MERGE_PATCH, Unread};
use calling_card_crm::rogerroger::filter::{Direction, Made, NoteFilter, Paging, PersonFilter};
use calling_card_crm::rogerroger::{mapping, wire};
use calling_card_crm::{Account, Dialect, Error, PeopleQuery, Request, Response, Step, Work};
use http::{StatusCode, header};
use serde_json::{Value, json};

use crate::contract::Contract;

fn account() -> Account {
    Account { dialect: Dialect::RogerRoger, name: String::new(), tenant: String::new() }
}

fn mila() -> Person {
    let mut person = Person::default();
    person.name.given = "Mila".into();
    person.name.family = "Jansen".into();
    person.cards.push(BusinessCard {
        positions: vec![Position { position: "Buyer".into(), ..Position::default() }].into(),
        emails: vec![
            Email { address: "other@example.org".into(), ..Email::default() },
            Email { address: "mila@example.org".into(), favourite: true, ..Email::default() },
        ]
        .into(),
        phones: vec![Phone { number: "+31201234567".into(), kind: PhoneKind::Fax, ..Phone::default() }].into(),
        addresses: vec![Address {
            street: "Dam 1".into(),
            zip: "1012 JS".into(),
            city: "Amsterdam".into(),
            country: "Netherlands".into(),
            country_code: "NL".into(),
            ..Address::default()
        }]
        .into(),
        ..BusinessCard::default()
    });
    person
}

fn sent<T>(work: &mut Box<dyn Work<Output = T>>) -> Request {
    match work.resume(None) {
        Ok(Step::Send(request)) => *request,
        other => panic!("nothing is sent: {}", other.is_ok()),
    }
}

fn answer(status: u16, body: &Value) -> Response {
    http::Response::builder().status(status).body(serde_json::to_vec(body).unwrap()).unwrap()
}

fn body(request: &Request) -> Value {
    serde_json::from_slice(request.body()).unwrap()
}

#[test]
fn a_person_is_written_as_the_vendor_says() {
    let contract = Contract::of("rogerroger");
    let mut work = account().create(&mila(), uuid::Uuid::nil()).unwrap();
    let mut request = sent(&mut work);
    account().sign(&mut request, "secret").unwrap();
    assert_eq!((request.method().as_str(), request.uri().to_string().as_str()), ("POST", "/people"));
    assert_eq!(request.headers()[header::CONTENT_TYPE], "application/ld+json");
    assert!(request.headers()["x-api-key"].is_sensitive(), "it is in no log");
    let body = body(&request);
    contract.holds("PersonWrite", &body);
    let main_first = json!([{ "email": "mila@example.org" }, { "email": "other@example.org" }]);
    assert_eq!(
        (&body["familyName"], &body["jobTitle"], &body["emailAddresses"]),
        (&json!("Jansen"), &json!("Buyer"), &main_first)
    );
    assert_eq!(body["phoneNumbers"], json!([{ "phoneNumber": "+31201234567", "phoneType": "fax" }]));
    assert_eq!(
        body["address"],
        json!({ "street": "Dam 1", "postalCode": "1012 JS", "city": "Amsterdam", "country": "NL" })
    );
    assert!(body.get("createdAt").is_none() && body.get("avatarUrl").is_none(), "read-only members are not sent");

    let stored = contract.example("PersonStored");
    let Ok(Step::Done(made)) = work.resume(Some(answer(201, stored))) else { panic!("not done") };
    assert_eq!(made.id, "0190a8c1-7b1e-7c3a-9a51-2f0d6a3b9c10");
    assert_eq!(made.content.name.honorific_prefix, "Dr");
}

#[test]
fn only_what_has_changed_is_sent() {
    let (before, mut after) = (mila(), mila());
    after.name.given = "Milla".into();
    after.cards.update(0, |card| drop(card.phones.remove(0)));
    let request = sent(&mut account().update("a b/c", &before, &after).unwrap());
    assert_eq!((request.method().as_str(), request.uri().to_string().as_str()), ("PATCH", "/people/a%20b%2Fc"));
    assert_eq!(request.headers()[header::CONTENT_TYPE], MERGE_PATCH);
    assert_eq!(body(&request), json!({ "givenName": "Milla", "phoneNumbers": [] }));
    Contract::of("rogerroger").holds("PersonPatch", &body(&request));
}

#[test]
fn every_documented_example_is_read() {
    let contract = Contract::of("rogerroger");
    for name in ["PersonMinimal", "PersonFull", "PersonStored"] {
        let person: wire::Person = serde_json::from_value(contract.example(name).clone()).unwrap();
        contract.holds("PersonRead", &serde_json::to_value(&person).unwrap());
        assert_eq!(mapping::from_wire(&person.fields).name.family, "Jansen", "{name}");
    }
    let page: wire::Collection<wire::Person> = serde_json::from_value(contract.example("PeoplePage").clone()).unwrap();
    contract.holds("PersonCollection", &serde_json::to_value(&page).unwrap());
    assert_eq!((page.total_items, page.view.unwrap().next.as_deref()), (Some(16), Some("/people?page=2")));
    let note: wire::Note = serde_json::from_value(contract.example("NoteStored").clone()).unwrap();
    contract.holds("PersonNoteRead", &serde_json::to_value(&note).unwrap());
    let notes: wire::Collection<wire::Note> = serde_json::from_value(contract.example("NotesPage").clone()).unwrap();
    assert_eq!(notes.member[0].flagged, Some(true));
}

#[test]
fn lists_go_from_page_to_page() {
    let contract = Contract::of("rogerroger");
    let query = PeopleQuery { q: "jan & co".into(), count: 500, ..PeopleQuery::default() };
    let mut work = account().list(&query).unwrap();
    let target = sent(&mut work).uri().to_string();
    assert_eq!(target, "/people?itemsPerPage=30&q=jan+%26+co&order%5BfamilyName%5D=asc");
    let Ok(Step::Done(page)) = work.resume(Some(answer(200, contract.example("PeoplePage")))) else {
        panic!("not done")
    };
    assert_eq!((page.people.len(), page.next.as_deref(), page.total), (1, Some("2"), Some(16)));
    assert!(matches!(account().list(&PeopleQuery { from: Some("x".into()), ..query }), Err(Error::Build(_))));

    let mut work = account().notes("m").unwrap().unwrap();
    assert_eq!(sent(&mut work).uri().to_string(), "/people/m/notes?itemsPerPage=30");
    let more = json!({ "member": [{ "id": "1", "description": "x" }], "view": { "next": "/y" } });
    let Ok(Step::Send(second)) = work.resume(Some(answer(200, &more))) else { panic!("there is a second page") };
    assert_eq!(second.uri().to_string(), "/people/m/notes?page=2&itemsPerPage=30");
    let Ok(Step::Done(notes)) = work.resume(Some(answer(200, contract.example("NotesPage")))) else {
        panic!("not done")
    };
    assert_eq!(notes.len(), 2);
}

#[test]
fn a_refusal_stands_at_its_member_in_the_vendors_words() {
    let refusal = json!({
        "status": 422, "detail": "familyName: This value should not be blank.",
        "violations": [{ "propertyPath": "familyName", "message": "This value should not be blank." },
                       { "propertyPath": "emailAddresses[1].email", "message": "No e-mail." }]
    });
    let mut work = account().create(&mila(), uuid::Uuid::nil()).unwrap();
    sent(&mut work);
    let Err(Error::Rejected(rejection)) = work.resume(Some(answer(422, &refusal))) else { panic!("it is refused") };
    assert_eq!(rejection.fields[0].0, "/name/family");
    assert_eq!(rejection.fields[1], ("/cards/0/emails/1/address".to_owned(), "No e-mail.".to_owned()));

    let mut limited = answer(429, &json!({ "message": "Too many requests" }));
    limited.headers_mut().insert(header::RETRY_AFTER, "7".parse().unwrap());
    let mut work = account().delete("x").unwrap();
    sent(&mut work);
    let Err(Error::Rejected(rejection)) = work.resume(Some(limited)) else { panic!("it is refused") };
    assert_eq!(
        (rejection.status, rejection.retry_after, rejection.message.as_str()),
        (429, Some(7), "Too many requests")
    );
}

#[test]
fn what_is_not_as_the_vendor_says_is_an_error_and_what_is_new_is_none() {
    let read = |text: &str| {
        let mut work = account().get("x").unwrap();
        sent(&mut work);
        work.resume(Some(http::Response::new(text.as_bytes().to_vec())))
    };
    for text in ["<html>", "", "[]", r#"{"familyName": 7}"#, &"[".repeat(100_000)] {
        assert!(matches!(read(text), Err(Error::Decode(_))), "{:.20}", text);
    }
    let Ok(Step::Done(person)) = read(r#"{"familyName":"Jansen","linkedinEnrichment":[{}],"tomorrow":{"a":1}}"#) else {
        panic!("unknown members are passed over")
    };
    assert_eq!((person.id.as_str(), person.content.name.family.as_str()), ("x", "Jansen"));
}

#[test]
fn a_server_reads_what_a_client_writes() {
    let person = PersonFilter {
        paging: Paging { page: 3, items: 30 },
        q: Some("ä+b".into()),
        owners: vec!["1".into()],
        emails: vec!["a@b.c".into(), "d@e.f".into()],
        tags: vec!["t".into()],
        segments: vec!["s".into(), "u".into()],
        archived: Some(false),
        by_family_name: Some(Direction::Descending),
        by_created_at: Some(Direction::Ascending),
        made: Made { after: Some("2026-01-01".into()), strictly_before: Some("2027-01-01".into()), ..Made::default() },
        identifiers: vec!["+31 20".into()],
        ids_only: true,
    };
    let note = NoteFilter {
        categories: vec!["c".into()],
        authors: vec!["a".into(), "b".into()],
        flagged: Some(true),
        ..NoteFilter::default()
    };
    let content = wire::Note {
        description: Some("x".into()),
        category: Some("/note_categories/1".into()),
        ..wire::Note::default()
    };
    let fields = Box::new(mapping::to_wire(&mila()));
    let id = || "ä/ +%".to_owned();
    for call in [
        Call::ListPeople(person),
        Call::CreatePerson(fields.clone()),
        Call::GetPerson(id()),
        Call::ReplacePerson(id(), fields),
        Call::PatchPerson(id(), json!({ "jobTitle": null })),
        Call::DeletePerson(id()),
        Call::ListNotes(id(), note),
        Call::CreateNote(id(), content.clone()),
        Call::GetNote(id(), id()),
        Call::ReplaceNote(id(), id(), content),
        Call::PatchNote(id(), id(), json!({ "flagged": true })),
    ] {
        let request = call.request().unwrap();
        assert_eq!(Call::parse(&request).as_ref(), Ok(&call), "{}", request.uri());
    }
    assert!(matches!(Call::GetPerson("..".into()).request(), Err(Error::Build(_))), "an id is no way out");
}

#[test]
fn every_filter_of_the_vendors_is_known() {
    let contract = Contract::of("rogerroger");
    for (path, people) in [("/people", true), ("/people/{personId}/notes", false)] {
        for name in contract.parameters(path) {
            let value = match name.as_str() {
                "page" | "itemsPerPage" => "2",
                "exists[archivedAt]" | "flagged" => "true",
                "view" => "idx",
                name if name.starts_with("order[") => "asc",
                _ => "x",
            };
            let query: String = form_urlencoded::Serializer::new(String::new()).append_pair(&name, value).finish();
            let pairs = || form_urlencoded::parse(query.as_bytes());
            let known = match people {
                true => PersonFilter::parse(pairs()) != Ok(PersonFilter::default()),
                false => NoteFilter::parse(pairs()) != Ok(NoteFilter::default()),
            };
            assert!(known, "{path}: {name}");
        }
    }
}

#[test]
fn a_server_says_what_is_wrong_with_a_request() {
    let ask = |method: &str, target: &str, media_type: &str, body: &str| {
        let request = http::Request::builder().method(method).uri(target).header(header::CONTENT_TYPE, media_type);
        Call::parse(&request.body(body.as_bytes().to_vec()).unwrap())
    };
    assert_eq!(ask("GET", "/peopl", "", ""), Err(Unread::Address));
    assert_eq!(ask("DELETE", "/people", "", ""), Err(Unread::Method));
    assert_eq!(ask("PATCH", "/people/1", "application/json", "{}"), Err(Unread::MediaType));
    assert!(matches!(ask("POST", "/people", "application/json", "{"), Err(Unread::Content(_))));
    assert!(matches!(ask("GET", "/people?page=x", "", ""), Err(Unread::Content(name)) if name == "page"));
    let refused = calling_card_crm::rogerroger::answers::refuse(StatusCode::NOT_FOUND, "Not Found", Vec::new());
    let said: Value = serde_json::from_slice(refused.body()).unwrap();
    Contract::of("rogerroger").holds("Error", &said);
}
