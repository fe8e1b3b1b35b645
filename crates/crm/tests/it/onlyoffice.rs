//! ONLYOFFICE.

use calling_card_crm::onlyoffice::answers::{failure, page, respond};
use calling_card_crm::onlyoffice::calls::{Call, Format, PhotoOf, Unread, format, methods};
use calling_card_crm::onlyoffice::filter::{ContactFilter, InfoQuery, PrefixQuery, View};
use calling_card_crm::onlyoffice::kinds::{InfoType, ShareType};
use calling_card_crm::onlyoffice::{mapping, wire};
use calling_card_crm::{Account, Dialect, Error, File, PeopleQuery, Rejection, Request, Response, Step, Work};
use http::{StatusCode, header};
use serde_json::{Value, json};

use crate::contract::Contract;

mod portal;
mod works;

fn account() -> Account {
    Account { dialect: Dialect::OnlyOffice, name: "ann".into(), tenant: String::new() }
}

/// What was refused with which words.
fn refused<T>(outcome: Result<T, Error>) -> Rejection {
    match outcome {
        Err(Error::Rejected(rejection)) => rejection,
        Err(other) => panic!("it is not refused: {other:?}"),
        Ok(_) => panic!("it is not refused"),
    }
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

fn person_fields() -> Box<wire::PersonFields> {
    Box::new(wire::PersonFields {
        first_name: Some("Mila \"M\" ä".into()),
        last_name: Some("Jansen".into()),
        job_title: Some("Buyer".into()),
        company_id: Some(1234),
        about: Some("a\nb".into()),
        share_type: Some(ShareType::Read),
        manager_list: vec!["9924256a-739c-462b-af15-e652a3b1b6eb".into()],
        custom_field_list: vec![
            wire::FieldPair { key: 4, value: Some("1".into()) },
            wire::FieldPair { key: 5, value: Some("x".into()) },
        ],
        photo: [],
    })
}

fn file() -> File {
    File { name: "a.png".into(), media_type: "image/png".into(), content: b"\x89PNG\r\n--x".to_vec() }
}

/// All that a client can send.
fn calls() -> Vec<Call> {
    let company = || {
        let fields =
            wire::CompanyFields { company_name: Some("ACME".into()), person_list: vec![3], ..Default::default() };
        Box::new(fields)
    };
    let filter = ContactFilter {
        tags: vec!["a b".into(), "c".into()],
        stage: Some(1),
        kind: Some(2),
        view: Some(View::Person),
        responsible: Some("g".into()),
        shared: Some(true),
        from_date: Some("2026-01-01".into()),
        to_date: Some("2026-02-01".into()),
        count: Some(30),
        start: Some(60),
        sort_by: Some("LastName".into()),
        descending: true,
        text: Some("mila & co".into()),
        fields: Some("id,firstName".into()),
    };
    let info =
        InfoQuery { kind: InfoType::Email, data: "a+b@example.org".into(), category: Some(1), primary: Some(false) };
    let prefix = PrefixQuery { prefix: "mi".into(), search: Some(-1), entity: Some(("case".into(), 7)) };
    let new = wire::NewData { info_type: InfoType::Msn, data: "x".into(), is_primary: None, category: "Work".into() };
    let change = wire::DataChange {
        info_type: Some(InfoType::Phone),
        data: "1".into(),
        is_primary: Some(true),
        category: Some("Fax".into()),
    };
    let address = wire::Address { street: Some("Dam 1".into()), category: 5, is_primary: true, ..Default::default() };
    let item = wire::Data { info_type: 1, category: 1, data: "x".into(), is_primary: true, ..Default::default() };
    let access = wire::Access { is_shared: true, manager_list: vec!["g".into()] };
    let user = wire::Authenticate { user_name: Some("u".into()), password: Some("p".into()), ..Default::default() };
    let tag = || "a & b".to_owned();
    vec![
        Call::Authenticate(user),
        Call::CreatePerson(person_fields(), None),
        Call::CreatePerson(person_fields(), Some(file())),
        Call::UpdatePerson(7, person_fields(), None),
        Call::UpdatePerson(7, person_fields(), Some(file())),
        Call::QuickPersons(vec![wire::NamePair { key: "Mila".into(), value: "Jansen".into() }]),
        Call::GetContact(7),
        Call::DeleteContact(7),
        Call::ListContacts(Box::new(filter)),
        Call::ListContacts(Box::default()),
        Call::FindByInfo(info),
        Call::SearchByEmail("mila".into(), Some(5)),
        Call::FindByPrefix(prefix),
        Call::Merge(18, 17),
        Call::ListData(7),
        Call::AddData(7, new),
        Call::GetData(7, 8),
        Call::ChangeData(7, 8, change),
        Call::DeleteData(7, 8),
        Call::AddAddress(7, address.clone()),
        Call::ChangeAddress(7, 8, address),
        Call::AddBatch(7, vec![item]),
        Call::ListInfoTypes,
        Call::ListCategories(InfoType::Address),
        Call::ChangePhoto(7, Some(file())),
        Call::ChangePhoto(7, None),
        Call::ChangePhotoByUrl(7, "https://example.org/a.jpg".into()),
        Call::DeletePhoto(0, PhotoOf { kind: Some("people".into()), upload_only: true }),
        Call::ListTags(7),
        Call::AddTag(7, tag()),
        Call::RemoveTag(7, tag()),
        Call::ListAllTags,
        Call::CreateTag(tag()),
        Call::DeleteTag(tag()),
        Call::TagContacts(vec![7, 8], tag()),
        Call::TagGroup(7, tag()),
        Call::UntagGroup(7, tag()),
        Call::CreateCompany(company(), None),
        Call::CreateCompany(company(), Some(file())),
        Call::QuickCompanies(vec!["A".into(), "B".into()]),
        Call::UpdateCompany(7, company()),
        Call::ListPersons(7),
        Call::LinkPerson(7, 8),
        Call::UnlinkPerson(7, 8),
        Call::SetStatus(7, 3),
        Call::SetGroupStatus(7, 0),
        Call::GetAccess(7),
        Call::SetAccess(7, access),
        Call::ListFields,
        Call::ListFieldValues(7),
        Call::SetFieldValue(7, 4, Some("2020-12-08".into())),
        Call::SetFieldValue(7, 4, None),
    ]
}

/// What deletes more than who sends it may think.
fn never() -> Vec<Call> {
    vec![Call::DeleteContacts(vec![17, 18]), Call::DeleteMatching(Box::default()), Call::ReplaceBatch(7, Vec::new())]
}

#[test]
fn a_server_reads_what_a_client_writes() {
    let contract = Contract::of("onlyoffice");
    for call in calls() {
        let request = call.request().unwrap();
        assert_eq!(Call::parse(&request).as_ref(), Ok(&call), "{} {}", request.method(), request.uri());
        if request.headers().get(header::CONTENT_TYPE).is_none_or(|kind| kind == "application/json") {
            let body = serde_json::from_slice(request.body()).unwrap_or_default();
            contract.takes(request.method().as_str(), request.uri().path(), &body);
        }
        for ending in [".json", ".xml"] {
            let mut other = request.clone();
            let (path, query) = (request.uri().path(), request.uri().query());
            let target = query.map_or(format!("{path}{ending}"), |query| format!("{path}{ending}?{query}"));
            *other.uri_mut() = target.parse().unwrap();
            assert_eq!(Call::parse(&other).as_ref(), Ok(&call), "{target}");
        }
    }
    for call in never() {
        assert!(matches!(call.request(), Err(Error::Build(_))), "{call:?}");
    }
}

#[test]
fn every_call_of_the_contract_is_known() {
    let contract = Contract::of("onlyoffice");
    let mut known = 0;
    for (method, path, _) in contract.calls() {
        let number = path.replace("{infoType}", "Email");
        let address: String =
            number.split('/').map(|part| if part.starts_with('{') { "7" } else { part }).collect::<Vec<_>>().join("/");
        let request = http::Request::builder().method(method.to_uppercase().as_str()).uri(&address);
        let read = Call::parse(&request.body(Vec::new()).unwrap());
        assert!(
            !matches!(read, Err(Unread::Address | Unread::Method | Unread::MediaType)),
            "{method} {address}: {read:?}"
        );
        assert!(methods(&address).unwrap().contains(&method.to_uppercase()), "{address}");
        known += 1;
    }
    let told = calls().len() + never().len();
    assert!(known == 49 && told > known, "{known} calls, {told} tried");
}

#[test]
fn every_documented_example_is_read() {
    let contract = Contract::of("onlyoffice");
    let (asked, answered) = contract.call("post", "/api/2.0/crm/contact/person");
    let request = http::Request::post("/api/2.0/crm/contact/person").header(header::CONTENT_TYPE, "application/json");
    let read = Call::parse(&request.body(serde_json::to_vec(&asked).unwrap()).unwrap());
    let Ok(Call::CreatePerson(fields, None)) = read else { panic!("{read:?}") };
    assert_eq!((fields.share_type, fields.company_id), (Some(ShareType::None), Some(1234)));
    assert_eq!(fields.custom_field_list, [wire::FieldPair { key: 0, value: None }]);

    let envelope: wire::Envelope<wire::Contact> = serde_json::from_value(answered.clone()).unwrap();
    assert_eq!(serde_json::to_value(&envelope).unwrap(), answered, "it is written as it was read");
    let person = mapping::from_wire(&envelope.response.unwrap());
    assert_eq!((person.name.given.as_str(), person.name.family.as_str()), ("Tadjeddine", "Bachir"));
    let card = person.main_card().unwrap();
    assert_eq!(
        (card.business.as_str(), card.positions[0].position.as_str()),
        ("Food and Culture Project", "Programmer")
    );

    for (method, path, _) in contract.calls() {
        let (asked, answered) = contract.call(method, path);
        if !asked.is_null() {
            contract.takes(method, &path.replace("{contactid}", "7").replace("{id}", "7"), &asked);
        }
        let read: Result<wire::Envelope<Value>, _> = serde_json::from_value(answered);
        assert_eq!(read.unwrap().status, 0, "{method} {path}");
    }
    let (_, listed) = contract.call("get", "/api/2.0/crm/contact/filter");
    let page: wire::Envelope<Vec<wire::Contact>> = serde_json::from_value(listed).unwrap();
    assert_eq!((page.total, page.response.unwrap()[0].id), (Some(1), 17));
}

#[test]
fn a_form_says_what_json_says() {
    let form = "firstName=Mila&lastName=&companyId=1234&shareType=readwrite&managerList%5B%5D=g&managerList[]=h\
                &customFieldList[1][key]=5&customFieldList[0][Key]=4&customFieldList[0][Value]=1";
    let ask = |target: &str, media_type: &str, body: &[u8]| {
        let request = http::Request::post(target).header(header::CONTENT_TYPE, media_type);
        Call::parse(&request.body(body.to_vec()).unwrap())
    };
    let person = "/api/2.0/crm/contact/person";
    let Ok(Call::CreatePerson(fields, None)) = ask(person, "application/x-www-form-urlencoded", form.as_bytes()) else {
        panic!("it is not read")
    };
    assert_eq!((fields.company_id, fields.share_type), (Some(1234), Some(ShareType::ReadWrite)));
    assert_eq!(fields.manager_list, ["g", "h"]);
    let pair = |key, value: Option<&str>| wire::FieldPair { key, value: value.map(Into::into) };
    assert_eq!(fields.custom_field_list, [pair(4, Some("1")), pair(5, None)]);

    // Arguments are taken from the address as well.
    let call = ask("/api/2.0/crm/contact/7/tag?tagName=vip", "application/json", b"");
    assert_eq!(call, Ok(Call::AddTag(7, "vip".into())));
    let call = ask("/api/2.0/crm/contact/taglist", "application/x-www-form-urlencoded", b"entityid=7&tagName=vip");
    assert_eq!(call, Ok(Call::TagContacts(vec![7], "vip".into())));
    for hostile in
        ["firstName[[[=1", "a[b][c][d][e][f]=1", "customFieldList[99999999999]=1", "[]=1", "=", "firstName[0]=a"]
    {
        let read = ask(person, "application/x-www-form-urlencoded", hostile.as_bytes());
        assert!(matches!(read, Ok(Call::CreatePerson(..)) | Err(Unread::Content(_))), "{hostile}: {read:?}");
    }
}

#[test]
fn a_server_says_what_is_wrong_with_a_request() {
    let ask = |method: &str, path: &str, media_type: &str, body: &str| {
        let request = http::Request::builder().method(method).uri(format!("/api/2.0/{path}"));
        Call::parse(&request.header(header::CONTENT_TYPE, media_type).body(body.as_bytes().to_vec()).unwrap())
    };
    for path in
        ["crm/contact/x", "crm/contacts", "crm/contact/-1", "crm/contact/99999999999999999999", "crm/contact/7/", ""]
    {
        assert_eq!(ask("GET", path, "", ""), Err(Unread::Address), "{path:?}");
    }
    assert_eq!(ask("PATCH", "crm/contact/7", "", ""), Err(Unread::Method));
    assert_eq!(ask("GET", "crm/contact/person", "", ""), Err(Unread::Method));
    assert_eq!(ask("POST", "crm/contact/person", "text/plain", "x"), Err(Unread::MediaType));
    for body in [
        "{",
        "[]",
        r#"{"firstName":7}"#,
        r#"{"firstName":null}"#,
        r#"{"shareType":"everybody"}"#,
        r#"{"shareType":3}"#,
        r#"{"customFieldList":[[4,"x"]]}"#,
        r#"{"customFieldList":[{"Value":"x"}]}"#,
        r#"{"photo":["x"]}"#,
        &"[".repeat(100_000),
    ] {
        let read = ask("POST", "crm/contact/person", "application/json", body);
        assert!(matches!(read, Err(Unread::Content(_))), "{body:.40}: {read:?}");
    }
    assert!(matches!(ask("GET", "crm/contact/bycontactinfo?data=x", "", ""), Err(Unread::Content(_))));
    assert!(matches!(ask("GET", "crm/contact/byprefix?searchType=4", "", ""), Err(Unread::Content(_))));
    assert!(matches!(
        ask("POST", "crm/contact/7/data", "application/json", r#"{"data":"x"}"#),
        Err(Unread::Content(_))
    ));
    assert_eq!(methods("/api/2.0/crm/contact/7").as_deref(), Some("GET, DELETE"));
    assert_eq!(methods("/api/2.0/crm/nothing"), None);

    let form = |path: &str, media_type: Option<&str>| {
        let request = http::Request::post(format!("/api/2.0/{path}"));
        let request = media_type.into_iter().fold(request, |request, kind| request.header(header::CONTENT_TYPE, kind));
        format(&request.body(Vec::new()).unwrap())
    };
    assert_eq!(form("crm/contact/person.xml", Some("application/x-www-form-urlencoded")), Format::Xml);
    assert_eq!(form("crm/contact/7.xml", None), Format::Xml);
    assert_eq!(form("crm/contact/person.xml", Some("application/json; charset=utf-8")), Format::Json);
    assert_eq!(form("crm/contact/person", None), Format::Json);
}

#[test]
fn who_signs_in_sends_the_token_bare() {
    let contract = Contract::of("onlyoffice");
    let mut work = account().sign_in("pa ss").unwrap().unwrap();
    let request = sent(&mut work);
    let body: Value = serde_json::from_slice(request.body()).unwrap();
    assert_eq!(body, json!({ "userName": "ann", "password": "pa ss" }));
    let (_, answered) = contract.call("post", "/api/2.0/authentication");
    let Ok(Step::Done(token)) = work.resume(Some(answer(201, &answered))) else { panic!("not done") };
    let mut request = Call::GetContact(7).request().unwrap();
    account().sign(&mut request, &token).unwrap();
    let bare = &request.headers()[header::AUTHORIZATION];
    assert!(bare == "sdjhfskjdhkqy739459234" && bare.is_sensitive(), "{bare:?}");

    let mut work = account().sign_in("wrong").unwrap().unwrap();
    sent(&mut work);
    let unknown = respond(&failure(StatusCode::INTERNAL_SERVER_ERROR, "User authentication failed"));
    let rejection = refused(work.resume(Some(unknown)));
    assert_eq!((rejection.status, rejection.message.as_str()), (401, "User authentication failed"));
    let mut work = account().sign_in("right").unwrap().unwrap();
    sent(&mut work);
    let second = json!({ "status": 0, "response": { "sms": true, "phoneNoise": "**12" } });
    assert!(matches!(work.resume(Some(answer(201, &second))), Err(Error::Decode(_))));
}

#[test]
fn lists_go_from_page_to_page() {
    let query = PeopleQuery { q: " jan & co ".into(), from: Some("60".into()), count: 30 };
    let mut work = account().list(&query).unwrap();
    let request = sent(&mut work);
    let expected = "/api/2.0/crm/contact/filter?contactListView=Person&count=30&startIndex=60&sortBy=LastName&filterValue=jan+%26+co";
    assert_eq!(request.uri().to_string(), expected);
    let person = |id| wire::Contact {
        id,
        first_name: Some("Jan".into()),
        tags: Some(vec!["b".into(), "A".into()]),
        ..Default::default()
    };
    let company = wire::Contact { id: 9, is_company: true, ..Default::default() };
    // Two of thirty: the portal gives no more at a time, and says one more than where the next page begins.
    let answered = page(vec![person(1), company], 60, Some(100));
    assert_eq!(answered.next_index, Some(63));
    let Ok(Step::Done(listing)) = work.resume(Some(respond(&answered))) else { panic!("not done") };
    assert_eq!((listing.people.len(), listing.next.as_deref(), listing.total), (1, Some("62"), Some(100)));
    assert_eq!(listing.people[0].content.tags, ["A", "b"]);
    for (items, total) in [(vec![person(1)], Some(61)), (Vec::new(), Some(100)), (vec![person(1)], None)] {
        let mut work = account().list(&query).unwrap();
        sent(&mut work);
        let Ok(Step::Done(listing)) = work.resume(Some(respond(&page(items, 60, total)))) else { panic!("not done") };
        assert_eq!(listing.next, None, "{total:?}");
    }
    assert!(matches!(account().list(&PeopleQuery { from: Some("x".into()), ..query }), Err(Error::Build(_))));
}

#[test]
fn a_refusal_is_read_in_all_its_forms() {
    let read = |status: u16, body: &[u8]| {
        let mut work = account().get("7").unwrap();
        sent(&mut work);
        let mut answer = http::Response::builder().status(status).body(body.to_vec()).unwrap();
        answer.headers_mut().insert(header::RETRY_AFTER, "7".parse().unwrap());
        work.resume(Some(answer))
    };
    let plain = refused(read(401, b"Unauthorized"));
    assert_eq!((plain.status, plain.message.as_str()), (401, "Unauthorized"));
    let busy = refused(read(503, b"<html>"));
    assert_eq!((busy.status, busy.message.as_str(), busy.retry_after), (503, "", Some(7)));
    let within = refused(read(200, br#"{"status":1,"error":{"message":"Access denied","hresult":1}}"#));
    assert_eq!((within.status, within.message.as_str()), (422, "Access denied"));
    for body in [&b"<html>"[..], b"", b"[]", br#"{"status":0}"#, br#"{"status":0,"response":{"firstName":7}}"#] {
        assert!(matches!(read(200, body), Err(Error::Decode(_))), "{body:?}");
    }
    let said = serde_json::to_value(failure(StatusCode::NOT_FOUND, "Item not found")).unwrap();
    Contract::of("onlyoffice").holds("Envelope", &said);
    let known = respond(&page(vec![json!({ "id": 7, "isCompany": false, "tomorrow": {} })], 0, None));
    assert!(
        serde_json::from_slice::<wire::Envelope<Vec<wire::Contact>>>(known.body()).is_ok(),
        "new members are passed over"
    );
}

#[test]
fn categories_have_the_vendors_names_and_numbers() {
    let address = InfoType::Address;
    assert_eq!((address.number(), InfoType::Vk.number()), (7, 17));
    assert_eq!((address.category_number("Work"), address.category_number("work")), (Some(5), None));
    assert_eq!((InfoType::Phone.category_name(3), InfoType::Email.category_name(3)), (Some("Fax"), None));
    let (_, kinds) = Contract::of("onlyoffice").call("get", "/api/2.0/crm/contact/data/infoType");
    let words: Vec<&str> = InfoType::ALL.into_iter().map(|(_, word)| word).collect();
    assert_eq!(kinds["response"], json!(words));
}
