//! Companies and touchpoints of the tenant: what is written is all of it.

use calling_card_crm::Response;
use calling_card_crm::cobra::answers::{envelope, respond};
use calling_card_crm::cobra::calls::{CompanyCall, TouchpointCall};
use calling_card_crm::cobra::wire::{Address, Company, CompanyFields, Lifecycle, Tag, Touchpoint, WithId};
use http::StatusCode;
use serde_json::Value;

use super::{NOW, Tenant, strip};

impl Tenant {
    /// All companies and touchpoints that there are, without what says nothing.
    pub(in super::super) fn around(&self) -> Vec<Value> {
        let companies = self.companies.values().map(|one| serde_json::to_value(one).unwrap());
        let touchpoints = self.touchpoints.values().map(|one| serde_json::to_value(one).unwrap());
        let mut all: Vec<Value> = companies.chain(touchpoints).collect();
        all.iter_mut().for_each(strip);
        all
    }

    pub(super) fn about_companies(&mut self, call: CompanyCall) -> Option<Response> {
        let done = || respond(&envelope(StatusCode::OK, Value::Null, None, NOW));
        Some(match call {
            CompanyCall::Create(fields) => {
                let id = self.id();
                let mut company = Company { id: Some(id.clone()), initials: Some("XX".into()), ..Company::default() };
                company.audit.date_created = Some(NOW.into());
                company.fields = self.stored_company(*fields, &CompanyFields::default());
                self.companies.insert(id, company.clone());
                respond(&envelope(StatusCode::CREATED, company, None, NOW))
            }
            CompanyCall::Get(id) => respond(&envelope(StatusCode::OK, self.companies.get(&id)?.clone(), None, NOW)),
            CompanyCall::Find(domain) => {
                let found = self.companies.values().find(|one| one.fields.domain.as_ref() == Some(&domain));
                respond(&envelope(StatusCode::OK, found?.clone(), None, NOW))
            }
            CompanyCall::Update(id, fields) => {
                let known = self.companies.get(&id)?.fields.clone();
                self.companies.get_mut(&id)?.fields = self.stored_company(*fields, &known);
                done()
            }
            CompanyCall::SetTags(id, tags) => {
                let known = self.companies.get(&id)?.fields.clone();
                let fields = self.stored_company(CompanyFields { tags: Some(tags), ..known.clone() }, &known);
                self.companies.get_mut(&id)?.fields = fields;
                done()
            }
            CompanyCall::SetNote(id, note) => {
                let said = note.note.as_ref().is_some_and(|text| !text.is_empty());
                self.companies.get_mut(&id)?.note = said.then_some(*note);
                done()
            }
            CompanyCall::Delete(id) => {
                self.companies.remove(&id)?;
                done()
            }
            other => panic!("the client does not send this: {other:?}"),
        })
    }

    pub(super) fn about_touchpoints(&mut self, call: TouchpointCall) -> Option<Response> {
        let done = || respond(&envelope(StatusCode::OK, Value::Null, None, NOW));
        Some(match call {
            TouchpointCall::Create(fields) => {
                let id = self.id();
                let mut made = Touchpoint { id: Some(id.clone()), fields: *fields, ..Touchpoint::default() };
                made.audit.date_created = Some(NOW.into());
                self.touchpoints.insert(id, made.clone());
                respond(&envelope(StatusCode::CREATED, made, None, NOW))
            }
            TouchpointCall::Get(id) => {
                respond(&envelope(StatusCode::OK, self.touchpoints.get(&id)?.clone(), None, NOW))
            }
            TouchpointCall::Update(id, fields) => {
                self.touchpoints.get_mut(&id)?.fields = *fields;
                done()
            }
            TouchpointCall::RemovePerson(id, person) => {
                self.touchpoints.get_mut(&id)?.fields.people.as_mut()?.retain(|one| *one != person);
                done()
            }
            TouchpointCall::Delete(id) => {
                self.touchpoints.remove(&id)?;
                done()
            }
            other => panic!("the client does not send this: {other:?}"),
        })
    }

    /// A company as it stands there: entries of lists have ids, a stage is sent by its id alone, and an empty text is none.
    fn stored_company(&mut self, fields: CompanyFields, known: &CompanyFields) -> CompanyFields {
        let checked: Vec<Address> = known.addresses.clone().unwrap_or_default();
        let text = |text: Option<String>| text.filter(|text| !text.is_empty());
        let tag = |tag: Tag| Tag { id: tag.id.or_else(|| Some(format!("{:024x}", tag.text.as_ref()?.len()))), ..tag };
        let stage = known.lifecycle.clone().unwrap_or_default();
        let lifecycle =
            fields.lifecycle.map(|sent: Lifecycle| if sent.lifecycle_id == stage.lifecycle_id { stage } else { sent });
        CompanyFields {
            name: text(fields.name),
            domain: text(fields.domain),
            phones: fields.phones.map(|all| all.into_iter().map(|one| self.with_id(one)).collect()),
            emails: fields.emails.map(|all| all.into_iter().map(|one| self.with_id(one)).collect()),
            addresses: fields.addresses.map(|all| {
                let one = |address: Address| {
                    let same = checked.iter().find(|known| address.id.is_some() && known.id == address.id);
                    let validation_info = same.and_then(|known| known.validation_info.clone());
                    Address { id: address.id.clone().or_else(|| Some(self.id())), validation_info, ..address }
                };
                all.into_iter().map(one).collect()
            }),
            tags: fields.tags.map(|tags| tags.into_iter().map(tag).collect()),
            lifecycle,
            ..fields
        }
    }

    fn with_id<T>(&mut self, entry: WithId<T>) -> WithId<T> {
        WithId { id: entry.id.or_else(|| Some(self.id())), ..entry }
    }
}
