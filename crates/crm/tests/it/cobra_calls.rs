//! cobra's calls, held against its contract.

use std::collections::BTreeSet;

use calling_card_crm::Error;
use calling_card_crm::cobra::calls::{
    Call, CardCall, CompanyCall, List, ListCall, PersonCall, RelationCall, TouchpointCall, Unread, methods,
};
use calling_card_crm::cobra::wire::{CompanyTags, Envelope, Merge, PeopleRemoved, Person, PersonFields};
use http::header;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::contract::Contract;

mod all;

use all::{address, all, card, fields, people360};

fn read<T: DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).unwrap()
}

/// The answer that the vendor's page shows for a new person.
pub(crate) fn example() -> Value {
    let contract = Contract::of("cobra").0;
    contract["paths"]["/crm/people"]["post"]["responses"]["201"]["content"]["application/json"]["examples"]["page"]
        ["value"]
        .clone()
}

#[test]
fn a_server_reads_what_a_client_writes() {
    for call in all() {
        let request = call.request().unwrap();
        assert_eq!(Call::parse(&request).as_ref(), Ok(&call), "{} {}", request.method(), request.uri());
        let known = methods(request.uri().path()).unwrap();
        assert!(known.split(", ").any(|known| known == request.method().as_str()), "{} {known}", request.uri());
    }
}

#[test]
fn every_call_of_the_contract_is_known_and_no_other() {
    assert_eq!(people360().len(), 54, "People360 has so many operations");
    let contract = Contract::of("cobra");
    let fits = |path: &str, address: &str| {
        let (parts, wanted) = (address.split('/'), path.split('/'));
        parts.clone().count() == wanted.clone().count()
            && parts.zip(wanted).all(|(part, wanted)| part == wanted || wanted.starts_with('{'))
    };
    let mut theirs: BTreeSet<(String, String)> = contract
        .calls()
        .filter(|(method, path, _)| *method != "parameters" && !path.starts_with("/events/"))
        .map(|(method, path, _)| (method.to_uppercase(), path.to_owned()))
        .collect();
    // Of calls about the tenant the page has what they do alone.
    for call in all().iter().filter(|call| !matches!(call, Call::Tenant(_))) {
        let request = call.request().unwrap();
        let (method, address) = (request.method().as_str(), request.uri().path());
        let literal = contract.calls().find(|(known, path, _)| known.eq_ignore_ascii_case(method) && *path == address);
        let (_, path, schema) = literal
            .or_else(|| {
                contract.calls().find(|(known, path, _)| known.eq_ignore_ascii_case(method) && fits(path, address))
            })
            .unwrap_or_else(|| panic!("no call of the contract: {method} {address}"));
        assert!(theirs.remove(&(method.to_owned(), path.to_owned())), "twice: {method} {path}");
        if !schema.is_null() {
            let root = json!({ "allOf": [schema], "components": contract.0["components"] });
            let body: Value = serde_json::from_slice(request.body()).unwrap();
            let validator = jsonschema::validator_for(&root).unwrap();
            let wrong: Vec<String> = validator.iter_errors(&body).map(|error| error.to_string()).collect();
            assert!(wrong.is_empty(), "{method} {path}: {wrong:?}\n{body:#}");
        }
    }
    assert!(theirs.is_empty(), "nobody knows these: {theirs:#?}");
}

#[test]
fn all_that_can_be_written_is_what_the_contract_names() {
    let contract = Contract::of("cobra");
    let members = |value: Value| value.as_object().unwrap().keys().cloned().collect::<BTreeSet<_>>();
    let named = |schema: &str| members(contract.0["components"]["schemas"][schema]["properties"].clone());
    assert_eq!(members(serde_json::to_value(fields()).unwrap()), named("PeopleCreate"));
    let mut written = members(serde_json::to_value(card()).unwrap());
    written.extend(["alternativeSalutation", "alternativeTitle", "alternativeLastname", "validTo"].map(Into::into));
    assert_eq!(written, named("BusinessCardInput"));
    assert_eq!(members(serde_json::to_value(address()).unwrap()), named("AddressInput"));
    contract.holds("PeopleCreate", &serde_json::to_value(fields()).unwrap());
    contract.holds("BusinessCardInput", &serde_json::to_value(card()).unwrap());
}

#[test]
fn the_documented_example_is_read_whole() {
    let example = example();
    assert!(!example.is_null());
    Contract::of("cobra").holds("PeopleResponse", &example);
    let read: Envelope<Person> = read(example.clone());
    assert_eq!(serde_json::to_value(&read).unwrap(), example, "seventeen members of a card and all others");
    let person = read.data.unwrap();
    assert_eq!(person.fields.birthday.unwrap().birthday.as_deref(), Some("\"0001-01-01\""), "with quotation marks");
    assert_eq!(example["data"]["cards"][0].as_object().unwrap().len(), 17);
    let email = &person.cards.unwrap()[0].fields.emails.clone().unwrap()[0];
    assert_eq!(email.kind.as_ref().unwrap().text.as_deref(), Some("string"), "an object, where phones have a word");
}

#[test]
fn the_documented_call_is_understood() {
    // The page shows it without a body, and with these headers.
    let request = http::Request::post("/crm/people").header(header::CONTENT_TYPE, "application/json");
    let request = request.header("X-Cobra-TenantId", "12e39e53-ece1-4d8d-8958-e782de1dbef0");
    let call = Call::parse(&request.body(Vec::new()).unwrap());
    assert_eq!(call, Ok(Call::Person(PersonCall::Create(Box::default()))));
    // Everything may be null.
    let nothing: PersonFields = read(json!({
        "salutation": null, "title": null, "firstname": null, "lastname": null, "birthday": null, "importantDates": null,
        "socialMedias": null, "orgaTags": null, "personalities": null, "customerNumber": null, "employeeStatus": null,
        "employeeNumber": null, "lifecycle": null
    }));
    assert_eq!(nothing, PersonFields::default());
}

#[test]
fn many_are_deleted_only_by_their_ids() {
    for ids in [vec![], vec![String::new()], vec!["a".into(), " ".into()]] {
        for call in [
            Call::Person(PersonCall::DeleteMany(ids.clone())),
            Call::Person(PersonCall::Merge(Merge { target_id: Some("a".into()), source_ids: Some(ids.clone()) })),
            Call::Card(CardCall::DeleteMany("p".into(), ids.clone())),
            Call::List(ListCall::DeleteMany(List::OrgaTags, ids.clone())),
            Call::Touchpoint(TouchpointCall::DeleteMany(ids.clone())),
            Call::Company(CompanyCall::DeleteMany(ids.clone())),
            Call::Company(CompanyCall::RemoveTags(CompanyTags { company_ids: Some(ids.clone()), tags: None })),
            Call::Relation(RelationCall::DeleteMany(vec![PeopleRemoved {
                people_id: Some("p".into()),
                relation_ids: Some(ids.clone()),
            }])),
        ] {
            assert!(matches!(call.request(), Err(Error::Build(_))), "{call:?}");
        }
    }
    // Nor does an id that is none, or a word of the addresses, become another call.
    for id in ["", ".", "..", "batch", "filter", "merge"] {
        assert!(matches!(Call::Person(PersonCall::Delete(id.into())).request(), Err(Error::Build(_))), "{id}");
    }
    let request = Call::Person(PersonCall::Delete("a/b?c".into())).request().unwrap();
    assert_eq!(request.uri(), "/crm/people/a%2Fb%3Fc");
}

#[test]
fn a_server_says_what_is_wrong_with_a_request() {
    let ask = |method: &str, target: &str, body: &str| {
        let request = http::Request::builder().method(method).uri(target);
        Call::parse(&request.body(body.as_bytes().to_vec()).unwrap())
    };
    for address in ["/", "/people", "/crm", "/crm/people/1/2/3", "/crm/settings/people/other", "/crm//people", "/auth"]
    {
        assert_eq!(ask("GET", address, ""), Err(Unread::Address), "{address}");
    }
    assert_eq!(ask("PATCH", "/crm/people", ""), Err(Unread::Method));
    assert_eq!(ask("GET", "/crm/settings/people/orgatags", ""), Err(Unread::Method), "lists are not read");
    assert_eq!(methods("/crm/people/batch").as_deref(), Some("POST, PUT, DELETE"));
    for body in ["", "{", "[]", "7", r#"{"lastname":7}"#, r#"{"birthday":["1980-05-17"]}"#, r#"{"orgaTags":[["a"]]}"#] {
        assert!(matches!(ask("PUT", "/crm/people/1", body), Err(Unread::Content(_))), "{body}");
    }
    assert!(matches!(ask("PUT", "/crm/people/1", &"[".repeat(100_000)), Err(Unread::Content(_))));
    assert!(matches!(ask("POST", "/crm/people/batch", r#"[["a"]]"#), Err(Unread::Content(_))));
    assert!(matches!(ask("POST", "/crm/people/1/profileimages", "no form"), Err(Unread::Content(_))));
}
