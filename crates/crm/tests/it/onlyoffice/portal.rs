//! A portal in memory that does with contacts what the vendor's does, and fails where it is told to.

use std::collections::BTreeMap;

use calling_card_crm::onlyoffice::answers::{envelope, failure, page, respond};
use calling_card_crm::onlyoffice::calls::Call;
use calling_card_crm::onlyoffice::kinds::InfoType;
use calling_card_crm::onlyoffice::wire::{Address, CompanyFields, Contact, CustomField, Data, FieldPair, PersonFields};
use calling_card_crm::{Error, Making, Request, Response, Step};
use http::{Method, StatusCode};

use crate::contract::Contract;

/// What becomes of a request.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Fault {
    /// It is refused.
    Refused,
    /// It gets there, and its answer does not come back.
    Unheard,
    /// It does not get there.
    Lost,
    /// It is done, and what is answered cannot be read.
    Garbled,
}

/// A contact with all that belongs to it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Stored {
    pub contact: Contact,
    pub data: Vec<Data>,
    pub tags: Vec<String>,
}

pub(super) struct Portal {
    pub stored: BTreeMap<i64, Stored>,
    /// The custom fields of persons.
    pub fields: Vec<CustomField>,
    /// What was sent: method and address.
    pub heard: Vec<String>,
    /// Which of the requests that write fails, counted from 0.
    pub fault: Option<(usize, Fault)>,
    writes: usize,
    last: i64,
    contract: Contract,
}

impl Portal {
    pub(super) fn new() -> Self {
        let contract = Contract::of("onlyoffice");
        Self {
            stored: BTreeMap::new(),
            fields: Vec::new(),
            heard: Vec::new(),
            fault: None,
            writes: 0,
            last: 0,
            contract,
        }
    }

    /// Runs a work to its end.
    pub(super) fn run<T>(&mut self, making: Making<T>) -> Result<T, Error> {
        let mut work = making?;
        let mut step = work.resume(None)?;
        loop {
            step = match step {
                Step::Done(outcome) => return Ok(outcome),
                Step::Send(request) | Step::Later(_, request) => match self.hear(&request) {
                    Ok(response) => work.resume(Some(response))?,
                    Err(lost) => work.give_up(lost)?,
                },
            }
        }
    }

    /// From now on the write of this number fails.
    pub(super) fn writes_from_now(&mut self, at: usize, fault: Fault) {
        self.fault = Some((self.writes + at, fault));
    }

    /// What is answered to this.
    pub(super) fn answer_to(&mut self, request: &Request) -> Response {
        self.hear(request).unwrap()
    }

    /// All that is there, whatever numbers the pieces of data have.
    pub(super) fn says(&self) -> Vec<Stored> {
        let mut all: Vec<Stored> = self.stored.values().cloned().collect();
        for one in &mut all {
            one.data.iter_mut().for_each(|data| data.id = 0);
            one.data.sort_by_key(|data| format!("{data:?}"));
            one.tags.sort();
        }
        all
    }

    fn hear(&mut self, request: &Request) -> Result<Response, Error> {
        self.heard.push(format!("{} {}", request.method(), request.uri()));
        let form = request.headers().get("content-type").is_some_and(|kind| kind != "application/json");
        if !form {
            let body = serde_json::from_slice(request.body()).unwrap_or_default();
            self.contract.takes(request.method().as_str(), request.uri().path(), &body);
        }
        let call = Call::parse(request).unwrap();
        let writes = request.method() != Method::GET;
        let fault = self.fault.filter(|(at, _)| writes && *at == self.writes).map(|(_, fault)| fault);
        self.writes += usize::from(writes);
        match fault {
            None => Ok(self.answer(call)),
            Some(Fault::Refused) => Ok(respond(&failure(StatusCode::BAD_REQUEST, "No."))),
            Some(Fault::Lost) => Err(Error::Transport("the line was cut".into())),
            Some(Fault::Unheard) => {
                self.answer(call);
                Err(Error::Transport("the line was cut".into()))
            }
            Some(Fault::Garbled) => {
                self.answer(call);
                Ok(Response::new(b"<html>".to_vec()))
            }
        }
    }

    fn answer(&mut self, call: Call) -> Response {
        let (created, ok) = (StatusCode::CREATED, StatusCode::OK);
        let missing = || respond(&failure(StatusCode::NOT_FOUND, "Item not found"));
        match call {
            Call::CreatePerson(fields, _) => match self.write(None, *fields) {
                Some(person) => respond(&envelope(created, person)),
                None => missing(),
            },
            Call::UpdatePerson(id, fields, _) => match self.write(Some(id), *fields) {
                Some(person) => respond(&envelope(ok, person)),
                None => missing(),
            },
            Call::CreateCompany(fields, _) => respond(&envelope(created, self.company(*fields))),
            Call::GetContact(id) => match self.stored.get(&id) {
                Some(one) => respond(&envelope(ok, shown(one))),
                None => missing(),
            },
            Call::DeleteContact(id) => match self.stored.remove(&id) {
                Some(one) => respond(&envelope(ok, shown(&one))),
                None => missing(),
            },
            Call::ListContacts(filter) => {
                let text = filter.text.clone().unwrap_or_default();
                let named = |one: &&Stored| one.contact.display_name.as_ref().is_some_and(|name| name.contains(&text));
                let found: Vec<Contact> = self.stored.values().filter(named).map(tagged).collect();
                let total = found.len() as u64;
                respond(&page(found, 0, Some(total)))
            }
            Call::FindByInfo(query) => {
                let has = |one: &&Stored| {
                    one.data.iter().any(|data| data.info_type == query.kind.number() && data.data == query.data)
                };
                respond(&page(self.stored.values().filter(has).map(shown).collect(), 0, None))
            }
            Call::ListData(id) => respond(&page(self.one(id).data.iter().rev().cloned().collect(), 0, None)),
            Call::AddData(id, new) => {
                let data = Data {
                    info_type: new.info_type.number(),
                    category: new.info_type.category_number(&new.category).unwrap(),
                    data: new.data,
                    is_primary: new.is_primary.unwrap_or_default(),
                    ..Data::default()
                };
                self.add(id, data)
            }
            Call::AddAddress(id, address) => self.add(id, as_data(&address)),
            Call::ChangeData(id, data, change) => {
                let kind = change.info_type.unwrap();
                let category = kind.category_number(&change.category.unwrap()).unwrap();
                let (data, text) = (self.data(id, data), change.data);
                (data.data, data.category, data.is_primary) = (text, category, change.is_primary.unwrap());
                respond(&envelope(ok, data.clone()))
            }
            Call::ChangeAddress(id, data, address) => {
                let data = self.data(id, data);
                *data = Data { id: data.id, ..as_data(&address) };
                respond(&envelope(ok, data.clone()))
            }
            Call::DeleteData(id, data) => {
                self.one(id).data.retain(|known| known.id != data);
                respond(&envelope(ok, Data::default()))
            }
            Call::ListTags(id) => respond(&page(self.one(id).tags.clone(), 0, None)),
            Call::AddTag(id, tag) => {
                let tags = &mut self.one(id).tags;
                tags.retain(|known| *known != tag);
                tags.push(tag.clone());
                respond(&envelope(created, tag))
            }
            Call::RemoveTag(id, tag) => {
                self.one(id).tags.retain(|known| *known != tag);
                respond(&envelope(ok, tag))
            }
            Call::LinkPerson(company, person) => {
                let name = self.one(company).contact.display_name.clone();
                let link = Contact { id: company, is_company: true, display_name: name, ..Contact::default() };
                self.one(person).contact.company = Some(Box::new(link));
                respond(&envelope(created, shown(self.one(person))))
            }
            Call::UnlinkPerson(_, person) => {
                self.one(person).contact.company = None;
                respond(&envelope(ok, shown(self.one(person))))
            }
            Call::SetStatus(id, status) => {
                let status = calling_card_crm::onlyoffice::wire::ListItem { id: status, ..Default::default() };
                self.one(id).contact.contact_status = Some(status);
                respond(&envelope(ok, shown(self.one(id))))
            }
            Call::ListFields => respond(&page(self.fields.clone(), 0, None)),
            Call::SetFieldValue(id, key, value) => {
                let known = self.one(id).contact.custom_fields.take();
                // An empty one takes the value away.
                let empty = value.as_deref().unwrap_or_default().is_empty();
                let mut values = self.with_values(known, vec![FieldPair { key, value }]).unwrap_or_default();
                values.retain(|field| field.id != key || !empty);
                let field = values.iter().find(|field| field.id == key).cloned().unwrap_or_default();
                self.one(id).contact.custom_fields = Some(values).filter(|values| !values.is_empty());
                respond(&envelope(created, field))
            }
            other => panic!("the client does not send this: {other:?}"),
        }
    }

    pub(super) fn one(&mut self, id: i64) -> &mut Stored {
        self.stored.get_mut(&id).unwrap()
    }

    fn data(&mut self, contact: i64, id: i64) -> &mut Data {
        self.one(contact).data.iter_mut().find(|data| data.id == id).unwrap()
    }

    fn add(&mut self, contact: i64, data: Data) -> Response {
        self.last += 1;
        let data = Data { id: self.last, ..data };
        self.one(contact).data.push(data.clone());
        respond(&envelope(StatusCode::CREATED, data))
    }

    /// What is not written is reset, as there.
    fn write(&mut self, id: Option<i64>, fields: PersonFields) -> Option<Contact> {
        let company = match fields.company_id.filter(|company| *company > 0) {
            Some(company) => {
                let known = &self.stored.get(&company)?.contact;
                let name = known.display_name.clone();
                Some(Box::new(Contact { id: company, is_company: true, display_name: name, ..Contact::default() }))
            }
            None => None,
        };
        self.last += 1;
        let id = id.unwrap_or(self.last);
        let (first, last) = (fields.first_name.unwrap(), fields.last_name.unwrap());
        let user = |id: String| calling_card_crm::onlyoffice::wire::Employee { id, ..Default::default() };
        let known = self.stored.get(&id).and_then(|one| one.contact.custom_fields.clone());
        let custom_fields = self.with_values(known, fields.custom_field_list);
        let contact = Contact {
            display_name: Some(format!("{first} {last}")),
            first_name: Some(first),
            last_name: Some(last),
            title: fields.job_title,
            about: fields.about,
            share_type: fields.share_type.unwrap_or_default().number(),
            is_private: !fields.manager_list.is_empty(),
            access_list: Some(fields.manager_list.into_iter().map(user).collect()),
            created: Some("2026-11-26T04:36:28.5400491Z".into()),
            company,
            custom_fields,
            id,
            ..Contact::default()
        };
        let stored = self.stored.entry(id).or_default();
        stored.contact = contact;
        Some(shown(stored))
    }

    /// Values with these over them; none of a field that is not there.
    fn with_values(&self, known: Option<Vec<CustomField>>, pairs: Vec<FieldPair>) -> Option<Vec<CustomField>> {
        let mut values = known.unwrap_or_default();
        for pair in pairs {
            let Some(field) = self.fields.iter().find(|field| field.id == pair.key) else { continue };
            values.retain(|field| field.id != pair.key);
            values.push(CustomField { field_value: pair.value, ..field.clone() });
        }
        values.sort_by_key(|field| field.id);
        Some(values).filter(|values| !values.is_empty())
    }

    fn company(&mut self, fields: CompanyFields) -> Contact {
        self.last += 1;
        let contact = Contact {
            display_name: fields.company_name,
            is_company: true,
            share_type: fields.share_type.unwrap_or_default().number(),
            id: self.last,
            ..Contact::default()
        };
        self.stored.insert(self.last, Stored { contact: contact.clone(), ..Stored::default() });
        contact
    }
}

/// As one contact is answered: its tags are not.
fn shown(one: &Stored) -> Contact {
    let is_address = |data: &&Data| data.info_type == InfoType::Address.number();
    let address = |data: &Data| {
        let lines: Address = serde_json::from_str(&data.data).unwrap();
        Address { category: data.category, is_primary: data.is_primary, ..lines }
    };
    Contact {
        common_data: Some(one.data.iter().rev().filter(|data| !is_address(data)).cloned().collect()),
        addresses: Some(one.data.iter().rev().filter(is_address).map(address).collect()),
        ..one.contact.clone()
    }
}

/// As it is listed.
fn tagged(one: &Stored) -> Contact {
    Contact { tags: Some(one.tags.clone()), ..shown(one) }
}

fn as_data(address: &Address) -> Data {
    let lines = Address { category: 0, is_primary: false, ..address.clone() };
    Data {
        info_type: InfoType::Address.number(),
        category: address.category,
        data: serde_json::to_string(&lines).unwrap(),
        is_primary: address.is_primary,
        ..Data::default()
    }
}
