//! cobra's calls, held against its contract.

use std::collections::BTreeSet;

use calling_card_crm::cobra::calls::{
    Call, CardCall, CompanyCall, List, ListCall, PeopleFilter, PersonCall, RelationCall, TenantCall, TouchpointCall,
    Unread, methods,
};
use calling_card_crm::cobra::wire::{
    Address, CardFields, CompanyFields, CompanyTags, Email, EntryFields, Envelope, Lifecycle, Merge, Mood, Move, Note,
    PeopleRelations, PeopleRemoved, Person, PersonFields, PersonWithId, Personality, Phone, Priority, Relation,
    RelationType, Tag, TokenRequest, TouchpointFields, TouchpointTags, Touchpoints,
};
use calling_card_crm::{Error, File};
use http::header;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::contract::Contract;

const PERSON: &str = "507f1f77bcf86cd799439011";
const CARD: &str = "507f1f77bcf86cd799439012";

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

/// All that can be written of a person, in the words of the vendor's page.
fn fields() -> PersonFields {
    read(json!({
        "salutation": "Frau", "title": "Dr.", "firstname": "Erika", "lastname": "Muster",
        "birthday": { "birthday": "\"1980-05-17\"", "considerBirthYear": true },
        "importantDates": [{ "text": "Hochzeit", "date": "2019-08-24T00:00:00Z" }],
        "socialMedias": [{ "type": "LinkedIn", "link": "https://www.linkedin.com/in/erika" }],
        "orgaTags": [{ "id": CARD, "text": "VIP" }], "personalities": [{ "category": "Sport", "text": "Golf" }],
        "customerNumber": "K-1", "employeeStatus": "Extern", "employeeNumber": "7",
        "lifecycle": { "lifecycleId": PERSON }
    }))
}

fn card() -> CardFields {
    read(json!({
        "isPrivate": false, "alternativeFirstname": "E.", "business": "ACME", "validFrom": "2019-08-24T00:00:00Z",
        "phones": [{ "isFavorite": true, "type": "Work", "number": "+49 30 1" }],
        "emails": [{ "type": { "text": "Work" }, "isFavorite": true, "mail": "erika@example.org" }],
        "businessPositions": [{ "department": "Einkauf", "position": "Leitung", "isFavorite": true }],
        "addresses": [address()], "isFavorite": true, "isActive": true, "markAsFavorite": true, "useAlternativeName": true
    }))
}

fn address() -> Address {
    read(json!({
        "isFavorite": true, "type": "Work", "addressTypes": [{ "text": "Delivery" }], "country": "Germany",
        "countryCode": "DE", "street": "Weg 1", "streetAdditional": "Hof", "zip": "10115", "city": "Berlin",
        "postboxNumber": "12", "federalState": "Berlin", "coordinates": { "longitude": 13.4, "latitude": 52.5 },
        "cityDistrict": "Mitte", "cityAddition": "an der Spree"
    }))
}

fn relation() -> Relation {
    let kind = RelationType { type_identifier: Some("Manager".into()), is_favorite: Some(true) };
    Relation { kind: Some(kind), id: Some(CARD.into()) }
}

fn people360() -> Vec<Call> {
    let (one, card_id) = (|| PERSON.to_owned(), || CARD.to_owned());
    let ids = || vec![one(), card_id()];
    let file = File { name: "a.png".into(), media_type: "image/png".into(), content: b"\x89PNG".to_vec() };
    let filter = PeopleFilter { email: Some("a+b@example.org".into()), employee_status: Some("Extern & x".into()) };
    let people = [
        PersonCall::Filter(filter),
        PersonCall::List,
        PersonCall::Create(Box::new(fields())),
        PersonCall::Get(one()),
        PersonCall::Update(one(), Box::new(fields())),
        PersonCall::Delete(one()),
        PersonCall::Quicklook(one()),
        PersonCall::UpdateMany(vec![PersonWithId { id: Some(one()), fields: fields() }]),
        PersonCall::CreateMany(vec![fields(), PersonFields::default()]),
        PersonCall::DeleteMany(ids()),
        PersonCall::SetNote(one(), Box::new(Note { note: Some("A\nnote".into()), ..Note::default() })),
        PersonCall::SetOrgaTags(one(), vec![Tag { id: None, text: Some("VIP".into()) }]),
        PersonCall::SetPersonalities(one(), vec![Personality::default()]),
        PersonCall::SetLifecycle(one(), Lifecycle { lifecycle_id: Some(card_id()), ..Lifecycle::default() }),
        PersonCall::Images(one()),
        PersonCall::SetImage(one(), file),
        PersonCall::DeleteImage(one()),
        PersonCall::Merge(Merge { target_id: Some(one()), source_ids: Some(vec![card_id()]) }),
    ];
    let cards = [
        CardCall::List(one()),
        CardCall::Create(one(), Box::new(card())),
        CardCall::DeleteMany(one(), ids()),
        CardCall::Get(one(), card_id()),
        CardCall::Update(one(), card_id(), Box::new(card())),
        CardCall::Delete(one(), card_id()),
        CardCall::Vcard(one(), card_id()),
        CardCall::AddAddress(one(), card_id(), Box::new(address())),
        CardCall::UpdateAddress(one(), card_id(), "a/1".into(), Box::new(address())),
        CardCall::DeleteAddress(one(), card_id(), "a 1".into()),
        CardCall::Find(card_id()),
    ];
    let relations = [
        RelationCall::List(one(), Some("family & friends".into())),
        RelationCall::Create(one(), relation()),
        RelationCall::UpdateMany(one(), vec![relation()]),
        RelationCall::Update(one(), card_id(), relation().kind.unwrap()),
        RelationCall::Delete(one(), card_id()),
        RelationCall::CreateMany(vec![PeopleRelations { people_id: Some(one()), relations: Some(vec![relation()]) }]),
        RelationCall::DeleteMany(vec![PeopleRemoved { people_id: Some(one()), relation_ids: Some(vec![card_id()]) }]),
    ];
    let lists = List::ALL.into_iter().filter(|list| list.words().0 == "people").flat_map(of_list);
    let all = people.map(Call::Person).into_iter().chain(cards.map(Call::Card)).chain(relations.map(Call::Relation));
    all.chain(lists).collect()
}

fn of_list(list: List) -> [Call; 3] {
    let entry = || EntryFields { text: Some("Neu".into()), category: Some("c".into()), color: Some("#fff".into()) };
    [
        ListCall::Add(list, vec![entry()]),
        ListCall::DeleteMany(list, vec![PERSON.into()]),
        ListCall::Delete(list, PERSON.into()),
    ]
    .map(Call::List)
}

/// Calls of which the vendor's page has the names alone.
fn named() -> Vec<Call> {
    let one = || PERSON.to_owned();
    let ids = || Some(vec![one()]);
    let tags = || Some(vec![Tag { id: None, text: Some("VIP".into()) }]);
    let touchpoint =
        || Box::new(TouchpointFields { subject: Some("Call".into()), people: ids(), ..Default::default() });
    let priority = || Priority { priority: Some("High".into()) };
    let touchpoints = [
        TouchpointCall::Get(one()),
        TouchpointCall::Create(touchpoint()),
        TouchpointCall::Update(one(), touchpoint()),
        TouchpointCall::Delete(one()),
        TouchpointCall::DeleteMany(vec![one()]),
        TouchpointCall::Validate(touchpoint()),
        TouchpointCall::AddTags(TouchpointTags { touchpoint_ids: ids(), tags: tags() }),
        TouchpointCall::RemoveTags(TouchpointTags { touchpoint_ids: ids(), tags: tags() }),
        TouchpointCall::RemovePerson(one(), CARD.into()),
        TouchpointCall::SetPriorities(Touchpoints { touchpoint_ids: ids(), priority: priority() }),
        TouchpointCall::SetPriority(one(), priority()),
        TouchpointCall::SetMood(one(), Mood { mood: Some("Happy".into()) }),
        TouchpointCall::Move(Move {
            touchpoint_ids: ids(),
            from_person_id: Some(one()),
            to_person_id: Some(CARD.into()),
        }),
    ];
    let company = || {
        Box::new(CompanyFields { name: Some("ACME".into()), domain: Some("acme.example".into()), ..Default::default() })
    };
    let companies = [
        CompanyCall::Get(one()),
        CompanyCall::Find("acme.example".into()),
        CompanyCall::Create(company()),
        CompanyCall::Update(one(), company()),
        CompanyCall::Delete(one()),
        CompanyCall::DeleteMany(vec![one()]),
        CompanyCall::Validate(company()),
        CompanyCall::SetNote(one(), Box::new(Note { note: Some("n".into()), ..Note::default() })),
        CompanyCall::SetTags(one(), vec![Tag { id: None, text: Some("VIP".into()) }]),
        CompanyCall::SetLifecycle(one(), Lifecycle { lifecycle_id: Some(one()), ..Lifecycle::default() }),
        CompanyCall::AddTags(CompanyTags { company_ids: ids(), tags: tags() }),
        CompanyCall::RemoveTags(CompanyTags { company_ids: ids(), tags: tags() }),
        CompanyCall::AddAddress(one(), Box::new(address())),
        CompanyCall::UpdateAddress(one(), CARD.into(), Box::new(address())),
        CompanyCall::DeleteAddress(one(), CARD.into()),
        CompanyCall::AddPhone(one(), Phone::default()),
        CompanyCall::UpdatePhone(one(), CARD.into(), Phone::default()),
        CompanyCall::DeletePhone(one(), CARD.into()),
        CompanyCall::AddEmail(one(), Email::default()),
        CompanyCall::UpdateEmail(one(), CARD.into(), Email::default()),
        CompanyCall::DeleteEmail(one(), CARD.into()),
    ];
    let lists = List::ALL.into_iter().filter(|list| list.words().0 == "companies").flat_map(of_list);
    let renamed = Call::List(ListCall::UpdateRelationType(one(), EntryFields::default()));
    let touchpoints = touchpoints.map(Call::Touchpoint).into_iter();
    touchpoints.chain(companies.map(Call::Company)).chain(lists).chain([renamed]).collect()
}

/// Every call there is.
fn all() -> Vec<Call> {
    let with = TokenRequest { username: Some("api@example.org".into()), password: Some("key".into()) };
    let tenant = [TenantCall::Info, TenantCall::Plan, TenantCall::Subscription].map(Call::Tenant);
    people360().into_iter().chain(named()).chain(tenant).chain([Call::SignIn(with)]).collect()
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
