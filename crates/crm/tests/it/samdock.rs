//! Samdock: what a client does, before a vendor that takes its time.

use std::time::Duration;

use calling_card_contact::{
    Address, BusinessCard, CustomValue, Email, Loss, Part, Person, Phone, PhoneKind, Place, Position, SocialProfile,
    WebAddress,
};
use calling_card_crm::samdock::calls::Call;
use calling_card_crm::samdock::{drafts, fields, organizations, sources, wire};
use calling_card_crm::{Account, Dialect, Error, Making, PeopleQuery, Request, Response, Step};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::contract::Contract;
use crate::samdock_calls::answered;

const KEY: Uuid = Uuid::from_u128(0x0190_a8c1_7b1e_7c3a_9a51_2f0d_6a3b_9c10);

fn account() -> Account {
    Account { dialect: Dialect::Samdock, name: "ada@example.org".into(), tenant: String::new() }
}

/// A vendor with a memory: what is written is there after so many further requests.
#[derive(Default)]
struct Vendor {
    people: Vec<Value>,
    organizations: Vec<Value>,
    drafts: Vec<Value>,
    sources: Vec<Value>,
    fields: Vec<Value>,
    /// Requests until a write takes effect.
    lag: usize,
    waiting: Vec<(usize, Call)>,
    /// What was asked: method and path.
    asked: Vec<String>,
    /// Calls by the end of their line that are refused with a status, or whose answers are lost once.
    refuses: Option<(&'static str, u16)>,
    loses: Option<&'static str>,
    paused: Duration,
}

fn answer(status: u16, body: &Value) -> Response {
    let bytes = if body.is_null() { Vec::new() } else { serde_json::to_vec(body).unwrap() };
    http::Response::builder().status(status).body(bytes).unwrap()
}

fn merge(record: &mut Value, said: &impl serde::Serialize) {
    let said = serde_json::to_value(said).unwrap();
    for (name, value) in said.as_object().unwrap() {
        record[name] = value.clone();
    }
}

fn id_of(record: &Value) -> &str {
    record["_id"].as_str().unwrap()
}

impl Vendor {
    /// Runs a work to its end, as whoever runs it does.
    fn run<T>(&mut self, making: Making<T>) -> Result<T, Error> {
        let mut work = making?;
        let mut step = work.resume(None)?;
        loop {
            let request = match step {
                Step::Done(outcome) => return Ok(outcome),
                Step::Send(request) => request,
                Step::Later(pause, request) => {
                    self.paused += pause;
                    request
                }
            };
            assert!(self.asked.len() < 100, "it comes to no end: {:?}", self.asked);
            step = match self.ask(&request) {
                Some(answer) => work.resume(Some(answer))?,
                None => work.give_up(calling_card_crm::Error::Transport("cut".into()))?,
            };
        }
    }

    /// Asks once; none where the answer is lost.
    fn ask(&mut self, request: &Request) -> Option<Response> {
        let line = format!("{} {}", request.method(), request.uri().path().trim_start_matches("/api/contacts/"));
        self.asked.push(line.clone());
        for (left, _) in &mut self.waiting {
            *left = left.saturating_sub(1);
        }
        let (due, waiting) = std::mem::take(&mut self.waiting).into_iter().partition(|(left, _)| *left == 0);
        self.waiting = waiting;
        due.into_iter().for_each(|(_, call): (usize, Call)| self.take_effect(call));
        if let Some((_, status)) = self.refuses.filter(|(end, _)| line.ends_with(end)) {
            return Some(answer(status, &json!({ "message": ["lastName should not be empty"] })));
        }
        let call = Call::parse(request).unwrap();
        let said = self.read(&call).unwrap_or_else(|| {
            self.hold(&call, request);
            self.waiting.push((self.lag + 1, call.clone()));
            answer(200, &Value::Null)
        });
        let lost = self.loses.filter(|end| line.ends_with(end));
        if lost.is_some() {
            self.loses = None;
            return None;
        }
        Some(said)
    }

    /// Each body is as the contract says.
    fn hold(&self, call: &Call, request: &Request) {
        let schema = match call {
            Call::AddPerson(_) => "PersonCreate",
            Call::EditPerson(..) => "PersonPatch",
            Call::AddOrganization(_) | Call::EditOrganization(..) => "OrganizationInput",
            Call::AddBranch(..) | Call::EditBranch(..) => "BranchInput",
            Call::Relate(..) => "RelatePersonInput",
            Call::ChangeRole(..) => "RoleInput",
            Call::AddDraft(..) => "ContactDraftInput",
            Call::EditDraft(..) => "ContactDraftPatch",
            Call::AddSource(_) | Call::EditSource(..) => "InboundSource",
            Call::AddField(_) => "CustomFieldCreate",
            Call::EditField(..) => "CustomField",
            Call::SetValue(..) => "CustomFieldValueChange",
            _ => return assert!(request.body().is_empty(), "{call:?}"),
        };
        Contract::of("samdock").holds(schema, &serde_json::from_slice(request.body()).unwrap());
    }

    fn read(&self, call: &Call) -> Option<Response> {
        let one = |list: &[Value], id: &str| {
            Some(list.iter().find(|one| id_of(one) == id).map_or(answer(404, &Value::Null), |one| answer(200, one)))
        };
        let all = |list: &[Value]| Some(answer(200, &list.into()));
        match call {
            Call::ListPersons => all(&self.people),
            Call::ListOrganizations => all(&self.organizations),
            Call::ListDrafts => all(&self.drafts),
            Call::ListSources => all(&self.sources),
            Call::FieldsOf(_) => all(&self.fields),
            Call::ListFields => Some(answer(200, &json!({ "persons": self.fields, "organizations": [] }))),
            Call::GetPerson(id) => one(&self.people, id),
            Call::GetOrganization(id) => one(&self.organizations, id),
            Call::GetDraft(id) => one(&self.drafts, id),
            Call::GetSource(id) => one(&self.sources, id),
            _ => None,
        }
    }

    fn take_effect(&mut self, call: Call) {
        let new = |said: &Value| {
            let mut record = said.clone();
            record["_tenantID"] = "t".into();
            record
        };
        let written = |said: &dyn erased::Json| new(&said.json());
        let employers = |people: &mut Vec<Value>, id: &str, change: &dyn Fn(&mut Vec<Value>)| {
            if let Some(person) = people.iter_mut().find(|one| id_of(one) == id) {
                let mut list = person["employers"].as_array().cloned().unwrap_or_default();
                change(&mut list);
                person["employers"] = list.into();
            }
        };
        let edit = |list: &mut Vec<Value>, id: &str, said: &dyn erased::Json| {
            list.iter_mut().filter(|one| id_of(one) == id).for_each(|one| merge(one, &said.json()));
        };
        match call {
            Call::AddPerson(said) => self.people.push(written(&said)),
            Call::EditPerson(id, said) => edit(&mut self.people, &id, &said),
            Call::DeletePerson(id) => self.people.retain(|one| id_of(one) != id),
            Call::AddOrganization(said) => self.organizations.push(written(&said)),
            Call::EditOrganization(id, said) => edit(&mut self.organizations, &id, &said),
            Call::DeleteOrganization(id) => self.organizations.retain(|one| id_of(one) != id),
            Call::Relate(id, who) => {
                let person = who.person_id.clone().unwrap();
                employers(&mut self.people, &person, &|list| list.push(id.clone().into()));
                let organization = self.organizations.iter_mut().find(|one| id_of(one) == id).unwrap();
                let mut employees = organization["employees"].as_array().cloned().unwrap_or_default();
                employees.push(json!({ "personID": person, "role": who.role }));
                organization["employees"] = employees.into();
            }
            Call::Unrelate(id, person) => {
                employers(&mut self.people, &person, &|list| list.retain(|one| *one != id));
                let organization = self.organizations.iter_mut().find(|one| id_of(one) == id).unwrap();
                organization["employees"].as_array_mut().unwrap().retain(|one| one["personID"] != person);
            }
            Call::ChangeRole(id, person, role) => {
                let organization = self.organizations.iter_mut().find(|one| id_of(one) == id).unwrap();
                let employees = organization["employees"].as_array_mut().unwrap().iter_mut();
                employees
                    .filter(|one| one["personID"] == person)
                    .for_each(|one| one["role"] = role.role.clone().into());
            }
            Call::AddDraft(source, said) => {
                let mut draft = written(&said);
                draft["source"] = source.into();
                self.drafts.push(draft);
            }
            Call::EditDraft(id, said) => edit(&mut self.drafts, &id, &said),
            Call::DeleteDraft(id) => self.drafts.retain(|one| id_of(one) != id),
            Call::AddSource(said) => self.sources.push(said.json()),
            Call::EditSource(id, said) => edit(&mut self.sources, &id, &said),
            Call::AddField(said) => self.fields.push(written(&said)),
            Call::EditField(_, id, said) => edit(&mut self.fields, &id, &said),
            other => panic!("{other:?} writes nothing here"),
        }
    }

    /// What is done of what is still to be done.
    fn settle(&mut self) {
        std::mem::take(&mut self.waiting).into_iter().for_each(|(_, call)| self.take_effect(call));
    }
}

/// Whatever is written as JSON.
mod erased {
    pub(super) trait Json {
        fn json(&self) -> serde_json::Value;
    }

    impl<T: serde::Serialize> Json for T {
        fn json(&self) -> serde_json::Value {
            serde_json::to_value(self).unwrap()
        }
    }
}

use erased::Json;

fn phone(number: &str, kind: PhoneKind, place: Place) -> Phone {
    Phone { number: number.into(), kind, place, ..Phone::default() }
}

fn erika() -> Person {
    let mut person = Person { gender: "female".into(), birthday: "1964-08-12".parse().ok(), ..Person::default() };
    person.name.given = "Erika".into();
    person.name.family = "Kern".into();
    person.name.honorific_prefix = "Dr.".into();
    let profile = |service: &str, url: &str| SocialProfile { service: service.into(), url: url.into() };
    person.social_profiles = vec![
        profile("LinkedIn", "https://www.linkedin.com/in/erika"),
        profile("XING", "https://www.xing.com/profile/Erika"),
    ];
    person.web_addresses = vec![WebAddress { url: "https://kern.example".into(), ..WebAddress::default() }];
    person.cards.push(BusinessCard {
        favourite: true,
        business: "Kern & Söhne".into(),
        positions: vec![Position { position: "Chefin".into(), ..Position::default() }].into(),
        emails: vec![Email { address: "erika@kern.example".into(), ..Email::default() }].into(),
        phones: vec![
            phone("1", PhoneKind::Voice, Place::Other),
            phone("2", PhoneKind::Mobile, Place::Other),
            phone("3", PhoneKind::Voice, Place::Work),
            phone("4", PhoneKind::Voice, Place::Home),
            Phone { label: "Private".into(), ..phone("5", PhoneKind::Voice, Place::Home) },
            phone("6", PhoneKind::Fax, Place::Other),
        ]
        .into(),
        addresses: vec![Address {
            street: "Heidestraße 17a".into(),
            zip: "51147".into(),
            city: "Köln".into(),
            federal_state: "NRW".into(),
            country: "Deutschland".into(),
            country_code: "DE".into(),
            ..Address::default()
        }]
        .into(),
        ..BusinessCard::default()
    });
    person
}

#[test]
fn a_person_is_made_with_their_organization_and_read_back() {
    let mut vendor = Vendor { lag: 2, ..Vendor::default() };
    let made = vendor.run(account().create(&erika(), KEY)).unwrap();
    assert_eq!(made.content, erika(), "this vendor tells the role");
    assert_eq!(Some(made.id.clone()), account().id_of(KEY));
    let sent = &vendor.people[0];
    assert_eq!(
        sent["address"],
        json!({ "street": "Heidestraße", "number": "17a", "postcode": "51147", "city": "Köln", "country": "Deutschland", "state": "NRW" })
    );
    assert_eq!(
        (&sent["officeNumber"], &sent["privateNumber"], &sent["birthday"]),
        (&json!("3"), &json!("5"), &json!("1964-08-12"))
    );
    assert_eq!(made.id.len(), 21);
    let writes: Vec<&String> = vendor.asked.iter().filter(|line| !line.starts_with("GET")).collect();
    assert_eq!(writes.len(), 3, "{writes:?}");
    assert!(vendor.paused > Duration::ZERO, "it is waited for");

    // The next one of this company finds it.
    let mut other = erika();
    other.cards.update(0, |card| card.business = "kern & söhne".into());
    let second = vendor.run(account().create(&other, Uuid::from_u128(KEY.as_u128() + 1))).unwrap();
    assert_eq!((vendor.organizations.len(), second.content.cards[0].business.as_str()), (1, "Kern & Söhne"));
    // The same key is the same person.
    assert_eq!(vendor.run(account().get(&account().id_of(KEY).unwrap())).unwrap().content, erika());
}

#[test]
fn a_person_without_a_company_is_one_call_that_says_what_is_known() {
    let mut person = Person::default();
    person.name.family = "Kern".into();
    let mut vendor = Vendor::default();
    vendor.run(account().create(&person, KEY)).unwrap();
    let id = account().id_of(KEY).unwrap();
    assert_eq!(vendor.asked, ["POST persons".to_owned(), format!("GET persons/{id}")]);
    assert_eq!(vendor.people[0], json!({ "_id": id, "_tenantID": "t", "lastName": "Kern" }));
}

#[test]
fn what_cannot_end_whole_is_taken_back() {
    // The link is refused: neither the person nor the organization stays.
    let mut vendor = Vendor { refuses: Some(("/contacts", 403)), ..Vendor::default() };
    let refused = vendor.run(account().create(&erika(), KEY));
    let Err(Error::Rejected(rejection)) = refused else { panic!("{refused:?}") };
    assert_eq!(rejection.fields, [("/name/family".to_owned(), "lastName should not be empty".to_owned())]);
    vendor.settle();
    assert!(vendor.people.is_empty() && vendor.organizations.is_empty(), "{:?}", vendor.asked);

    // An answer is lost, wherever that is: it is taken back as well, and said to be.
    for lost in ["POST organizations", "POST persons", "/contacts"] {
        let mut vendor = Vendor { loses: Some(lost), ..Vendor::default() };
        assert!(matches!(vendor.run(account().create(&erika(), KEY)), Err(Error::TakenBack(_))), "{lost}");
        vendor.settle();
        assert!(vendor.people.is_empty() && vendor.organizations.is_empty(), "{lost}: {:?}", vendor.asked);
    }
    // Before anything was written, nothing is to be taken back.
    let mut vendor = Vendor { loses: Some("GET organizations"), ..Vendor::default() };
    assert_eq!(vendor.run(account().create(&erika(), KEY)), Err(Error::Transport("cut".into())));
    assert_eq!(vendor.asked.len(), 1);
}

#[test]
fn what_cannot_be_taken_back_either_is_in_doubt() {
    let mut work = account().create(&erika(), KEY).unwrap();
    let mut step = work.resume(None);
    let mut asked = 0;
    let error = loop {
        step = match step {
            Ok(Step::Send(request) | Step::Later(_, request)) => {
                asked += 1;
                let said = if request.method() == "GET" { json!([]) } else { Value::Null };
                // All is well, until the line is cut for good.
                if asked <= 2 {
                    work.resume(Some(answer(200, &said)))
                } else {
                    work.give_up(calling_card_crm::Error::Transport("cut".into()))
                }
            }
            Ok(Step::Done(_)) => panic!("it cannot be done"),
            Err(error) => break error,
        };
    };
    assert!(matches!(error, Error::InDoubt(_)), "{error}");
    assert!(work.resume(Some(answer(200, &Value::Null))).is_err(), "it has ended");
}

#[test]
fn only_what_has_changed_is_sent_and_the_last_name() {
    let mut vendor = Vendor { lag: 1, ..Vendor::default() };
    let id = vendor.run(account().create(&erika(), KEY)).unwrap().id;
    vendor.people[0]["note"] = "Likes tea".into();
    vendor.asked.clear();
    let mut after = erika();
    after.name.given = "Erica".into();
    after.gender.clear();
    after.cards.update(0, |card| drop(card.addresses.remove(0)));
    let mut request = match account().update(&id, &erika(), &after).unwrap().resume(None) {
        Ok(Step::Send(request)) => *request,
        other => panic!("nothing is sent: {:?}", other.err()),
    };
    account().sign(&mut request, "token").unwrap();
    assert!(request.headers()[http::header::AUTHORIZATION].is_sensitive(), "it is in no log");
    let empty = json!({ "street": "", "number": "", "postcode": "", "city": "", "country": "", "state": "" });
    assert_eq!(
        serde_json::from_slice::<Value>(request.body()).unwrap(),
        json!({ "lastName": "Kern", "firstName": "Erica", "gender": "", "address": empty })
    );
    let changed = vendor.run(account().update(&id, &erika(), &after)).unwrap();
    assert_eq!(changed.content, after);
    let notes = vendor.run(account().notes(&id).unwrap()).unwrap();
    assert_eq!((notes.len(), notes[0].content.text.as_str()), (1, "Likes tea"), "what is beside it stays");
    // Nothing changed: nothing is written.
    vendor.asked.clear();
    vendor.run(account().update(&id, &after, &after)).unwrap();
    assert!(vendor.asked.iter().all(|line| line.starts_with("GET")), "{:?}", vendor.asked);
}

#[test]
fn who_works_elsewhere_is_linked_there_and_no_longer_here() {
    let mut vendor = Vendor { lag: 1, ..Vendor::default() };
    let id = vendor.run(account().create(&erika(), KEY)).unwrap().id;
    let working = |business: &str, position: &str| {
        let mut person = erika();
        person.cards.update(0, |card| {
            card.business = business.into();
            card.positions = vec![Position { position: position.into(), ..Position::default() }].into();
        });
        person
    };
    let mut before = erika();
    for after in
        [working("Kern & Söhne", "Gesellschafterin"), working("ACME", "CEO"), working("Kern & Söhne", "Beirätin")]
    {
        vendor.run(account().update(&id, &before, &after)).unwrap();
        vendor.settle();
        assert_eq!(vendor.run(account().get(&id)).unwrap().content, after);
        before = after;
    }
    assert_eq!(vendor.organizations.len(), 2);
    assert_eq!(vendor.people[0]["employers"].as_array().unwrap().len(), 1);
    // The second step is refused: the first is taken back.
    vendor.refuses = Some(("POST organizations", 500));
    let mut after = working("Neu GmbH", "");
    after.name.given = "Erica".into();
    assert!(matches!(vendor.run(account().update(&id, &before, &after)), Err(Error::Rejected(_))));
    vendor.refuses = None;
    vendor.settle();
    assert_eq!(vendor.run(account().get(&id)).unwrap().content, before);
}

#[test]
fn what_is_taken_in_and_never_seen_is_in_doubt_and_what_is_gone_is_gone() {
    let mut vendor = Vendor { lag: 99, ..Vendor::default() };
    let mut person = erika();
    person.cards.update(0, |card| card.business.clear());
    assert!(matches!(vendor.run(account().create(&person, KEY)), Err(Error::InDoubt(_))));
    assert_eq!(vendor.asked.len(), 6, "one is written, five are looks: {:?}", vendor.asked);
    vendor.settle();
    let id = account().id_of(KEY).unwrap();
    vendor.lag = 0;
    vendor.run(account().delete(&id)).unwrap();
    let Err(Error::Rejected(rejection)) = vendor.run(account().get(&id)) else { panic!("they are gone") };
    assert_eq!(rejection.status, 404);
    // It takes in a change of who is gone as well.
    let mut renamed = person.clone();
    renamed.name.given = "Erica".into();
    let changed = vendor.run(account().update(&id, &person, &renamed));
    assert!(matches!(changed, Err(Error::Rejected(rejection)) if rejection.status == 404));
    vendor.people.push(json!({ "_id": "stays", "lastName": "x" }));
    vendor.lag = 99;
    assert!(matches!(vendor.run(account().delete("stays")), Err(Error::InDoubt(_))));
}

#[test]
fn the_whole_list_is_searched_and_divided_by_us() {
    let person = |id: &str, family: &str, email: &str| json!({ "_id": id, "_tenantID": "t", "lastName": family, "email": email, "lastActivity": 1_651_043_942_899_i64 });
    let mut vendor = Vendor {
        people: vec![
            person("c", "Öhler", "C@x.example"),
            person("a", "Adler", "a@x.example"),
            person("b", "Bär", "b@y.example"),
        ],
        ..Vendor::default()
    };
    let page = |vendor: &mut Vendor, q: &str, from: Option<&str>| {
        let query = PeopleQuery { q: q.into(), from: from.map(str::to_owned), count: 2 };
        vendor.run(account().list(&query))
    };
    let first = page(&mut vendor, "", None).unwrap();
    let ids: Vec<&str> = first.people.iter().map(|one| one.id.as_str()).collect();
    assert_eq!((ids, first.next.as_deref(), first.total), (vec!["a", "b"], Some("2"), Some(3)));
    assert_eq!(first.people[0].changed_at.as_ref().unwrap().0, "2022-04-27T07:19:02Z");
    assert_eq!(page(&mut vendor, "", Some("2")).unwrap().next, None);
    assert_eq!(page(&mut vendor, "x.EXAMPLE ö", None).unwrap().people.len(), 1);
    assert!(matches!(page(&mut vendor, "", Some("x")), Err(Error::Build(_))));
    let far = page(&mut vendor, "", Some("18446744073709551615")).unwrap();
    assert!(far.people.is_empty() && far.next.is_none());
    let found = vendor.run(account().find(&["c@X.example".into(), "nobody@x.example".into()])).unwrap();
    assert_eq!((found.len(), found[0].id.as_str()), (1, "c"));
}

#[test]
fn signing_in_goes_to_the_vendors_own_host_for_it_and_nowhere_else() {
    let mut work = account().sign_in(" pass ").unwrap().unwrap();
    let Ok(Step::Send(login)) = work.resume(None) else { panic!("nothing is sent") };
    let body: Value = serde_json::from_slice(login.body()).unwrap();
    assert_eq!(body, json!({ "email": "ada@example.org", "password": " pass " }));
    Contract::of("samdock").holds("Login", &body);
    let read = Call::ListPersons.request().unwrap();
    let root = |address, request| account().root(address, request).to_owned();
    assert_eq!(root("https://samdock.app", &login), "https://auth.samdock.app");
    assert_eq!(root("https://samdock.app/", &login), "https://auth.samdock.app");
    assert_eq!(root("https://samdock.app", &read), "https://samdock.app");
    for own in [
        "https://cards.example/dialects/samdock",
        "https://samdock.app.evil.example",
        "http://samdock.app",
        "https://samdock.app/x",
    ] {
        assert_eq!((root(own, &login), root(own, &read)), (own.to_owned(), own.to_owned()));
    }
    let tokens = answered("post", "/login");
    assert!(matches!(work.resume(Some(answer(200, &tokens))), Ok(Step::Done(token)) if token == "string"));
    let mut work = account().sign_in("x").unwrap().unwrap();
    assert!(work.resume(None).is_ok());
    assert!(
        matches!(work.resume(Some(answer(401, &Value::Null))), Err(Error::Rejected(rejection)) if rejection.status == 401)
    );
}

#[test]
fn what_is_kept_only_in_part_is_said() {
    let lost =
        |person: &Person| Dialect::Samdock.losses(person).into_iter().map(|Loss { part, .. }| part).collect::<Vec<_>>();
    assert_eq!(lost(&erika()), [Part::Positions], "the vendor promises to tell no role");
    let mut person = erika();
    person.cards.update(0, |card| card.positions = Vec::new().into());
    assert_eq!(lost(&person), []);
    person.birthday = "--08-12".parse().ok();
    person.social_profiles.push(SocialProfile { service: "Mastodon".into(), url: "https://social.example/@e".into() });
    person.cards.update(0, |card| {
        card.phones = vec![
            phone("1", PhoneKind::Mobile, Place::Other),
            phone("2", PhoneKind::Mobile, Place::Other),
            phone("3", PhoneKind::Fax, Place::Work),
        ]
        .into();
        card.addresses.update(0, |address| address.additional = "c/o".into());
        card.emails.update(0, |email| email.place = Place::Work);
    });
    assert_eq!(lost(&person), [Part::Birthday, Part::SocialProfiles, Part::Kinds, Part::AddressLines]);
    // A name that is none of the country of its code is not believed.
    person.cards.update(0, |card| card.addresses.update(0, |address| address.country = "Elsewhere".into()));
    let kept = Dialect::Samdock.kept(&person);
    assert_eq!(
        (kept.cards[0].addresses[0].country.as_str(), kept.cards[0].addresses[0].country_code.as_str()),
        ("Germany", "DE")
    );
}

#[test]
fn what_a_vendor_says_otherwise_is_read_as_far_as_it_goes() {
    let person = json!({
        "_id": "p", "lastName": "Kern", "birthday": "1964-08-12T00:00:00.000Z", "lastActivity": "2024-01-02T03:04:05Z", "employers": ["gone"],
        "address": { "street": "Markt", "country": "CH" }, "customFields": { "size": ["l"], "budget": 12.5, "note": "x", "UPPER": "y", "deep": {}, "none": null },
        "consents": [{ "grantedAt": 5 }], "tomorrow": { "a": 1 }, "email": null
    });
    let mut vendor = Vendor { people: vec![person], ..Vendor::default() };
    let read = vendor.run(account().get("p")).unwrap();
    assert_eq!(read.content.birthday.unwrap().to_string(), "1964-08-12");
    assert_eq!(read.content.cards[0].addresses[0].country, "Switzerland");
    let custom: Vec<(String, String)> =
        read.content.custom.iter().map(|(key, value)| (key.to_string(), value.text())).collect();
    let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
    assert_eq!(custom, [pair("budget", "12.5"), pair("note", "x"), pair("size", "l"), pair("upper", "y")]);
    for body in [
        "<html>",
        "",
        "7",
        r#"{"_id":5}"#,
        r#"{"lastName":"x"}"#,
        r#"{"_id":"a","employers":"x"}"#,
        &"[".repeat(100_000),
    ] {
        let mut work = account().get("x").unwrap();
        work.resume(None).unwrap();
        let read = work.resume(Some(http::Response::new(body.as_bytes().to_vec())));
        assert!(matches!(read, Err(Error::Decode(_))), "{body:.20}");
    }
}

#[test]
fn drafts_are_listed_read_changed_and_made_by_their_source() {
    let mut vendor = Vendor { lag: 1, ..Vendor::default() };
    let id = vendor.run(drafts::create("source", &erika(), None, KEY)).unwrap();
    vendor.settle();
    vendor.drafts[0]["person"]["customFields"] = json!({ "size": ["l"] });
    vendor.drafts[0]["unread"] = true.into();
    vendor.drafts[0]["createdAt"] = 1_651_043_942.into();
    vendor.drafts.push(json!({ "_id": "newer", "_tenantID": "t", "createdAt": 1_751_043_942_899_i64, "organization": { "name": "ACME" } }));
    let listed = vendor.run(drafts::list()).unwrap();
    assert_eq!((listed[0].id.as_str(), listed[0].content.person.cards[0].business.as_str()), ("newer", "ACME"));
    assert_eq!((listed[1].content.source.as_str(), listed[1].content.unread), ("source", true));
    let mut person = listed[1].content.person.clone();
    person.name.given = "Erica".into();
    let change = drafts::DraftChange { person: Some(person), unread: Some(false), ..drafts::DraftChange::default() };
    let changed = vendor.run(drafts::update(&id, &change)).unwrap().content;
    assert_eq!((changed.person.name.given.as_str(), changed.unread), ("Erica", false));
    assert_eq!(vendor.drafts[0]["person"]["customFields"], json!({ "size": ["l"] }), "what is not known stays");
    vendor.run(drafts::delete(&id)).unwrap();
    vendor.settle();
    assert_eq!(vendor.drafts.len(), 1);
}

#[test]
fn organizations_sources_and_fields_are_made_and_changed() {
    let mut vendor = Vendor { lag: 1, ..Vendor::default() };
    let organization = calling_card_contact::Organization {
        name: "ACME".into(),
        vat_number: "DE1".into(),
        customer: true,
        ..calling_card_contact::Organization::default()
    };
    let made = vendor.run(organizations::create(&organization, KEY)).unwrap();
    assert_eq!(made.content.organization, organization);
    let mut after = organization.clone();
    after.customer = false;
    after.email = "info@acme.example".into();
    let changed = vendor.run(organizations::update(&made.id, &organization, &after)).unwrap();
    assert_eq!(changed.content.organization, after);
    vendor.organizations[0]["employees"] = json!(["p", { "personID": "q", "role": "CEO" }, 7]);
    let known = vendor.run(organizations::list()).unwrap();
    let employed: Vec<_> =
        known[0].content.employees.iter().map(|one| (one.person.as_str(), one.role.as_str())).collect();
    assert_eq!(employed, [("p", ""), ("q", "CEO")]);

    let source = wire::InboundSource { name: Some("Form".into()), ..wire::InboundSource::default() };
    let source = vendor.run(sources::create(source, KEY)).unwrap();
    assert_eq!(
        (source.status.as_deref(), source.kind.as_deref()),
        (Some("active"), Some("api")),
        "all that is required"
    );
    let id = source.id.clone().unwrap();
    let testing = wire::InboundSource { status: Some("testing".into()), ..wire::InboundSource::default() };
    let changed = vendor.run(sources::update(&id, testing)).unwrap();
    assert_eq!((changed.status.as_deref(), changed.name.as_deref()), (Some("testing"), Some("Form")));
    let script = vendor.run(sources::form_script(&id)).unwrap();
    assert_eq!(script, Some(format!("/api/contacts/inbound-sources/t/{id}/form.js")));

    let field = wire::CustomField {
        name: Some("Budget".into()),
        key: Some("budget".into()),
        kind: Some("currency".into()),
        ..wire::CustomField::default()
    };
    let entity = calling_card_crm::samdock::calls::Entity::Person;
    let field = vendor.run(fields::create(entity, field, KEY)).unwrap();
    let renamed = wire::CustomField { name: Some("Etat".into()), ..wire::CustomField::default() };
    let renamed = vendor.run(fields::update(entity, field.id.as_deref().unwrap(), renamed)).unwrap();
    assert_eq!((renamed.name.as_deref(), renamed.kind.as_deref()), (Some("Etat"), Some("currency")));
    vendor.people.push(json!({ "_id": "p", "lastName": "Kern", "customFields": { "old": "stays" } }));
    let value = |key: &str, text: &str| [(key.to_owned().try_into().unwrap(), CustomValue::Text(text.into()))].into();
    vendor.run(fields::set_values("p", &value("budget", "12.5"))).unwrap();
    assert_eq!(vendor.people[0]["customFields"], json!({ "old": "stays", "budget": 12.5 }));
    for (key, text) in [("budget", "much"), ("nothing", "x")] {
        let Err(Error::Rejected(rejection)) = vendor.run(fields::set_values("p", &value(key, text))) else {
            panic!("{key}")
        };
        assert_eq!(rejection.fields[0].0, format!("/custom/{key}"));
    }
}
