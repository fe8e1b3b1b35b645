//! What a client sends.

use http::{HeaderValue, Method, header};
use serde::Serialize;
use serde_json::{Value, json};

use super::Call;
use crate::Error;
use crate::exchange::{Request, bare, with_body};
use crate::multipart::{self, File, Part};
use crate::onlyoffice::binding::parts;

const JSON: &str = "application/json";

impl Call {
    /// What a client sends.
    pub fn request(&self) -> Result<Request, Error> {
        let get = |path: &str| bare(Method::GET, &format!("/api/2.0/crm/{path}"));
        let asked = |path: &str, pairs| get(&with_query(path, pairs));
        let delete = |path: &str| bare(Method::DELETE, &format!("/api/2.0/crm/{path}"));
        let post = |path: &str, body: &Value| written(Method::POST, path, body);
        let put = |path: &str, body: &Value| written(Method::PUT, path, body);
        match self {
            Self::Authenticate(with) => with_body(Method::POST, "/api/2.0/authentication", JSON, with),
            Self::CreatePerson(fields, file) => filed(Method::POST, "contact/person", fields, file.as_ref()),
            Self::UpdatePerson(id, fields, file) => {
                filed(Method::PUT, &format!("contact/person/{id}"), fields, file.as_ref())
            }
            Self::QuickPersons(data) => post("contact/person/quick", &json!({ "data": data })),
            Self::GetContact(id) => get(&format!("contact/{id}")),
            Self::DeleteContact(id) => delete(&format!("contact/{id}")),
            Self::DeleteContacts(_) => never("PUT crm/contact deletes"),
            Self::ListContacts(filter) => asked("contact/filter", filter.pairs()),
            Self::DeleteMatching(_) => never("DELETE crm/contact/filter deletes many"),
            Self::FindByInfo(query) => asked("contact/bycontactinfo", query.pairs()),
            Self::SearchByEmail(term, most) => {
                let most = most.map(|most| ("maxCount", most.to_string()));
                asked("contact/simple/byEmail", [("term", term.clone())].into_iter().chain(most).collect())
            }
            Self::FindByPrefix(query) => asked("contact/byprefix", query.pairs()),
            Self::Merge(from, to) => put("contact/merge", &json!({ "fromcontactid": from, "tocontactid": to })),
            Self::ListData(id) => get(&format!("contact/{id}/data")),
            Self::ListDataOf(id, kind) => get(&format!("contact/{id}/data/{}", kind.word())),
            Self::AddData(id, data) => written(Method::POST, &format!("contact/{id}/data"), data),
            Self::GetData(id, data) => get(&format!("contact/{id}/data/{data}")),
            Self::ChangeData(id, data, change) => written(Method::PUT, &format!("contact/{id}/data/{data}"), change),
            Self::DeleteData(id, data) => delete(&format!("contact/{id}/data/{data}")),
            Self::AddAddress(id, address) => post(&format!("contact/{id}/addressdata"), &json!({ "address": address })),
            Self::ChangeAddress(id, data, address) => {
                put(&format!("contact/{id}/addressdata/{data}"), &json!({ "address": address }))
            }
            Self::AddBatch(id, items) => post(&format!("contact/{id}/batch"), &json!({ "items": items })),
            Self::ReplaceBatch(..) => never("PUT crm/contact/{id}/batch deletes all contact data first"),
            Self::ListInfoTypes => get("contact/data/infoType"),
            Self::ListCategories(kind) => get(&format!("contact/data/{}/category", kind.word())),
            Self::ChangePhoto(id, file) => {
                let parts = file.iter().map(|file| Part::File("photo".into(), file.clone())).collect();
                form(Method::PUT, &format!("contact/{id}/changephoto"), parts)
            }
            Self::ChangePhotoByUrl(id, url) => {
                put(&format!("contact/{id}/changephotobyurl"), &json!({ "photourl": url }))
            }
            Self::DeletePhoto(id, of) => {
                let kind = of.kind.clone().map(|kind| ("contactType", kind));
                let only = of.upload_only.then(|| ("uploadOnly", "true".to_owned()));
                delete(&with_query(&format!("contact/{id}/avatar"), kind.into_iter().chain(only).collect()))
            }
            Self::ListTags(id) => get(&format!("contact/{id}/tag")),
            Self::AddTag(id, tag) => post(&format!("contact/{id}/tag"), &json!({ "tagName": tag })),
            Self::RemoveTag(id, tag) => {
                delete(&with_query(&format!("contact/{id}/tag"), vec![("tagName", tag.clone())]))
            }
            Self::ListAllTags => get("contact/tag"),
            Self::CreateTag(tag) => post("contact/tag", &json!({ "tagName": tag })),
            Self::DeleteTag(tag) => delete(&with_query("contact/tag", vec![("tagName", tag.clone())])),
            Self::TagContacts(ids, tag) => post("contact/taglist", &json!({ "entityid": ids, "tagName": tag })),
            Self::TagGroup(id, tag) => post(&format!("person/{id}/tag/group"), &json!({ "tagName": tag })),
            Self::UntagGroup(id, tag) => {
                delete(&with_query(&format!("person/{id}/tag/group"), vec![("tagName", tag.clone())]))
            }
            Self::CreateCompany(fields, file) => filed(Method::POST, "contact/company", fields, file.as_ref()),
            Self::QuickCompanies(names) => post("contact/company/quick", &json!({ "companyName": names })),
            Self::UpdateCompany(id, fields) => written(Method::PUT, &format!("contact/company/{id}"), fields),
            Self::ListPersons(id) => get(&format!("contact/company/{id}/person")),
            Self::LinkPerson(id, person) => {
                post(&format!("contact/company/{id}/person"), &json!({ "personid": person }))
            }
            Self::UnlinkPerson(id, person) => {
                let person = vec![("personid", person.to_string())];
                delete(&with_query(&format!("contact/company/{id}/person"), person))
            }
            Self::SetStatus(id, status) => put(&format!("contact/{id}/status"), &json!({ "contactStatusid": status })),
            Self::SetGroupStatus(id, status) => {
                put(&format!("contact/person/{id}/status"), &json!({ "contactStatusid": status }))
            }
            Self::GetAccess(id) => get(&format!("contact/{id}/access")),
            Self::SetAccess(id, access) => written(Method::PUT, &format!("contact/{id}/access"), access),
            Self::ListFields => get("person/customfield/definitions"),
            Self::ListFieldValues(id) => get(&format!("person/{id}/customfield")),
            Self::SetFieldValue(id, field, value) => {
                let body = value.as_ref().map_or_else(|| json!({}), |value| json!({ "fieldValue": value }));
                post(&format!("person/{id}/customfield/{field}"), &body)
            }
        }
    }
}

fn written(method: Method, path: &str, body: &impl Serialize) -> Result<Request, Error> {
    with_body(method, &format!("/api/2.0/crm/{path}"), JSON, body)
}

/// In JSON, or with a file as a form.
fn filed(method: Method, path: &str, fields: &impl Serialize, file: Option<&File>) -> Result<Request, Error> {
    let Some(file) = file else { return written(method, path, fields) };
    let fields = serde_json::to_value(fields).map_err(|error| Error::Build(error.to_string()))?;
    form(method, path, parts(&fields, file))
}

fn form(method: Method, path: &str, parts: Vec<Part>) -> Result<Request, Error> {
    let (media_type, body) = multipart::write(&parts);
    let mut request = bare(method, &format!("/api/2.0/crm/{path}"))?;
    *request.body_mut() = body;
    let media_type = HeaderValue::from_str(&media_type).map_err(|error| Error::Build(error.to_string()))?;
    request.headers_mut().insert(header::CONTENT_TYPE, media_type);
    Ok(request)
}

/// What deletes more than who sends it may think.
fn never(why: &str) -> Result<Request, Error> {
    Err(Error::Build(format!("it is never sent: {why}")))
}

fn with_query(path: &str, pairs: Vec<(&'static str, String)>) -> String {
    if pairs.is_empty() {
        return path.to_owned();
    }
    format!("{path}?{}", form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish())
}
