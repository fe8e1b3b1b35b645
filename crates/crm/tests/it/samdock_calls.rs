//! Samdock's calls, held against its contract.

use std::collections::BTreeSet;

use calling_card_crm::Error;
use calling_card_crm::samdock::calls::{Call, Entity, Unread, Upload};
use calling_card_crm::samdock::wire::{
    Branch, CustomField, CustomFields, Draft, Employee, Grant, InboundSource, LastSeen, Login, Organization,
    OrganizationFields, Person, PersonFields, Role, Tokens, ValueChange,
};
use calling_card_crm::samdock::{answers, methods};
use http::{StatusCode, header};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::contract::Contract;

/// The example of what is answered to a call.
pub(crate) fn answered(method: &str, path: &str) -> Value {
    let contract = Contract::of("samdock").0;
    contract["paths"][path][method]["responses"]["200"]["content"]["application/json"]["examples"]["page"]["value"]
        .clone()
}

/// All calls of the contract: method and path.
fn contracted() -> Vec<(String, String)> {
    let contract = Contract::of("samdock").0;
    let paths = contract["paths"].as_object().unwrap().iter();
    let calls = paths.flat_map(|(path, methods)| {
        methods.as_object().unwrap().keys().map(move |method| (method.to_uppercase(), path.clone()))
    });
    calls.collect()
}

fn read<T: DeserializeOwned>(value: Value) -> Box<T> {
    Box::new(serde_json::from_value(value).unwrap())
}

/// Every call there is, with an id that means something in addresses.
fn all() -> Vec<Call> {
    let id = || "ä/ +%".to_owned();
    let tokens = || Tokens { access_token: Some("a".into()), refresh_token: Some("r".into()) };
    let person = || read::<PersonFields>(json!({ "_id": "p", "lastName": "Kern", "address": { "number": "1" } }));
    let organization = || read::<OrganizationFields>(json!({ "name": "ACME", "isCustomer": false, "branches": ["b"] }));
    let source = || {
        read::<InboundSource>(json!({
            "_id": "iTBek7hfgqsr-aD2CbX8I", "status": "testing", "type": "shared-email", "name": "Form", "createLead": true,
            "editor": "u", "doi": { "enabled": true }
        }))
    };
    let draft = || {
        read::<Draft>(json!({ "_id": "d", "_tenantID": "t", "person": { "lastName": "K" }, "oldDraftRefrence": {} }))
    };
    let field = || {
        read::<CustomField>(json!({
            "_id": "v6xPe2Y5DWE656zYMY9vQ", "_tenantID": "t", "entity": "person", "name": "N", "key": "k", "type": "textarea",
            "createdAt": 5, "createdBy": "u"
        }))
    };
    let change = ValueChange {
        from: Some("a".into()),
        to: Some("b".into()),
        key: Some("k".into()),
        kind: Some("multiselect".into()),
    };
    let grant =
        Grant { of: id(), tenant_id: Some("t&".into()), redirect_url: Some("https://a.b/?c=d".into()), email: None };
    let upload = Upload { media_type: "multipart/form-data; boundary=x".into(), bytes: b"--x--".to_vec() };
    vec![
        Call::Login(Login { email: Some("a@b.c".into()), password: Some(" p ".into()) }),
        Call::Refresh(tokens()),
        Call::Revoke(tokens()),
        Call::LastSeen,
        Call::AddLastSeen(id()),
        Call::ListPersons,
        Call::AddPerson(person()),
        Call::DeletePersons(vec![id(), "b".into()]),
        Call::GetPerson(id()),
        Call::EditPerson(id(), person()),
        Call::DeletePerson(id()),
        Call::PersonActivities(id()),
        Call::ListOrganizations,
        Call::AddOrganization(organization()),
        Call::DeleteOrganizations(vec![id()]),
        Call::GetOrganization(id()),
        Call::EditOrganization(id(), organization()),
        Call::DeleteOrganization(id()),
        Call::PutLogo(id(), upload),
        Call::DeleteLogo(id()),
        Call::AddBranch(id(), read::<Branch>(json!({ "name": "Hamburg" }))),
        Call::EditBranch(id(), id(), read::<Branch>(json!({ "phoneNumber": "1" }))),
        Call::DeleteBranch(id(), id()),
        Call::Relate(id(), Employee { person_id: Some("p".into()), role: Some("Chef".into()) }),
        Call::Unrelate(id(), id()),
        Call::AssignContactPerson(id(), id()),
        Call::ChangeRole(id(), id(), Role { role: Some("Chef".into()) }),
        Call::OrganizationActivities(id()),
        Call::ListDrafts,
        Call::GetDraft(id()),
        Call::AddDraft(id(), draft()),
        Call::EditDraft(id(), draft()),
        Call::DeleteDraft(id()),
        Call::ListSources,
        Call::AddSource(source()),
        Call::GetSource(id()),
        Call::EditSource(id(), source()),
        Call::DeleteSource(id()),
        Call::FormScript(id(), id()),
        Call::ListFields,
        Call::AddField(field()),
        Call::FieldsOf(Entity::Organization),
        Call::SetValue(Entity::Person, id(), change),
        Call::EditField(Entity::Person, id(), field()),
        Call::DeleteField(Entity::Organization, id(), id()),
        Call::Grant(grant),
    ]
}

#[test]
fn a_server_reads_what_a_client_writes() {
    for call in all() {
        let request = call.request().unwrap();
        assert_eq!(Call::parse(&request).as_ref(), Ok(&call), "{} {}", request.method(), request.uri());
    }
}

#[test]
fn every_call_of_the_contract_is_known_and_no_other() {
    let shape = |path: &str| {
        let parts = path.split('/').map(|part| match part {
            "person" | "organization" => "*",
            part if part.starts_with('{') || part.contains('%') => "*",
            part => part,
        });
        parts.collect::<Vec<_>>().join("/")
    };
    let ours: BTreeSet<(String, String)> = all()
        .iter()
        .map(|call| call.request().unwrap())
        .map(|request| (request.method().to_string(), shape(request.uri().path())))
        .collect();
    let contract = contracted();
    let theirs: BTreeSet<(String, String)> =
        contract.iter().map(|(method, path)| (method.clone(), shape(path))).collect();
    assert_eq!(ours, theirs);
    assert_eq!(theirs.len(), 43 + 3, "and the three of signing in");
    for (method, path) in contract {
        let path = path.replace("{entity}", "person");
        assert!(methods(&path).unwrap().split(", ").any(|known| known == method), "{method} {path}");
    }
}

fn read_and_written<T: DeserializeOwned + Serialize>(method: &str, path: &str) -> T {
    let example = answered(method, path);
    assert!(!example.is_null(), "{path} has an example");
    let read: T = serde_json::from_value(example.clone()).unwrap();
    assert_eq!(serde_json::to_value(&read).unwrap(), example, "{path}");
    read
}

#[test]
fn every_documented_example_is_read_whole() {
    let get = "get";
    let people: Vec<Person> = read_and_written(get, "/api/contacts/persons");
    assert_eq!(people[0].fields.last_name.as_deref(), Some("string"));
    read_and_written::<Person>(get, "/api/contacts/persons/{id}");
    read_and_written::<LastSeen>(get, "/api/contacts/persons/last-seen");
    read_and_written::<Vec<Organization>>(get, "/api/contacts/organizations");
    let organization: Organization = read_and_written(get, "/api/contacts/organizations/{id}");
    assert_eq!(organization.updated_at.unwrap().timestamp().unwrap().0, "2019-08-24T14:15:22Z");
    read_and_written::<Vec<Draft>>(get, "/api/contacts/drafts");
    let draft: Draft = read_and_written(get, "/api/contacts/drafts/{id}");
    assert!(draft.old_draft_refrence.is_some());
    read_and_written::<Vec<InboundSource>>(get, "/api/contacts/inbound-sources");
    read_and_written::<InboundSource>(get, "/api/contacts/inbound-sources/{id}");
    read_and_written::<CustomFields>(get, "/api/contacts/custom-fields");
    read_and_written::<Vec<CustomField>>(get, "/api/contacts/custom-fields/{entity}");
    read_and_written::<Tokens>("post", "/login");
    read_and_written::<Tokens>("post", "/token/refresh");
}

#[test]
fn a_bulk_delete_without_ids_is_never_sent() {
    for ids in [vec![], vec![String::new()], vec!["a".into(), " ".into()]] {
        assert!(matches!(Call::DeletePersons(ids.clone()).request(), Err(Error::Build(_))), "{ids:?}");
        assert!(matches!(Call::DeleteOrganizations(ids).request(), Err(Error::Build(_))));
    }
    // Nor does an id that is none, or a word of the addresses, become another call.
    for id in ["", ".", "..", "last-seen"] {
        assert!(matches!(Call::DeletePerson(id.into()).request(), Err(Error::Build(_))), "{id}");
    }
    assert_eq!(Call::DeletePerson("a/b".into()).request().unwrap().uri(), "/api/contacts/persons/a%2Fb");
    // A server reads such a delete, so that it can say that nothing was deleted.
    let request = http::Request::delete("/api/contacts/persons").body(Vec::new()).unwrap();
    assert_eq!(Call::parse(&request), Ok(Call::DeletePersons(Vec::new())));
}

#[test]
fn a_server_says_what_is_wrong_with_a_request() {
    let ask = |method: &str, target: &str, body: &str| {
        let request =
            http::Request::builder().method(method).uri(target).header(header::CONTENT_TYPE, "application/json");
        Call::parse(&request.body(body.as_bytes().to_vec()).unwrap())
    };
    for address in
        ["/", "/contacts/persons", "/api/contacts/people", "/api/contacts/custom-fields/deal", "/token", "/login/x"]
    {
        assert_eq!(ask("GET", address, ""), Err(Unread::Address), "{address}");
    }
    assert_eq!(ask("PUT", "/api/contacts/persons", ""), Err(Unread::Method));
    assert_eq!(ask("GET", "/login", ""), Err(Unread::Method));
    for body in ["", "{", "[]", "7", r#"{"lastName":7}"#, r#"{"address":["a"]}"#, &"[".repeat(100_000)] {
        assert!(matches!(ask("PATCH", "/api/contacts/persons/1", body), Err(Unread::Content(_))), "{body:.20}");
    }
    assert!(matches!(ask("DELETE", "/api/contacts/persons", "{}"), Err(Unread::Content(_))));
    // What the vendor's page shows without a body may have none.
    assert_eq!(ask("POST", "/api/contacts/persons", ""), Ok(Call::AddPerson(Box::default())));
    // What is appended to a link overrules nothing.
    let Ok(Call::Grant(grant)) = ask("GET", "/api/contacts/doi/d/grant?email=a%40b.c&email=x", "") else {
        panic!("it is a grant")
    };
    assert_eq!((grant.email.as_deref(), grant.tenant_id), (Some("a@b.c"), None));
    let refused = answers::nothing(StatusCode::NOT_FOUND);
    assert!(refused.body().is_empty() && refused.headers().is_empty());
}
