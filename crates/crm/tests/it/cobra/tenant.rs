//! A tenant in memory that does with people and their cards what the vendor's does, and fails where it is told to.

use std::collections::BTreeMap;

use calling_card_crm::cobra::answers::{envelope, failure, respond};
use calling_card_crm::cobra::calls::{Call, CardCall, PersonCall};
use calling_card_crm::cobra::wire::{
    Address, Card, CardFields, Company, Lifecycle, Person, PersonFields, Tag, Touchpoint,
};
use calling_card_crm::{Error, Making, Request, Response, Step};
use http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::contract::Contract;

mod around;

const NOW: &str = "2026-11-27T00:10:05.1234567Z";

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

pub(super) struct Tenant {
    pub people: BTreeMap<String, Person>,
    pub companies: BTreeMap<String, Company>,
    pub touchpoints: BTreeMap<String, Touchpoint>,
    /// What was sent: method and address.
    pub heard: Vec<String>,
    /// Which of the requests that write fails, counted from 0.
    pub fault: Option<(usize, Fault)>,
    writes: usize,
    last: u64,
    contract: Contract,
}

impl Tenant {
    pub(super) fn new() -> Self {
        let contract = Contract::of("cobra");
        let (people, companies, touchpoints) = Default::default();
        Self { people, companies, touchpoints, heard: Vec::new(), fault: None, writes: 0, last: 0, contract }
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

    /// All that is there and says something, whatever ids cards and addresses have, and in which order they are.
    pub(super) fn says(&self) -> Vec<Value> {
        let mut all: Vec<Value> = self.people.values().map(|one| serde_json::to_value(one).unwrap()).collect();
        for cards in all.iter_mut().filter_map(|one| one["cards"].as_array_mut()) {
            for card in cards.iter_mut() {
                card.as_object_mut().unwrap().remove("id");
                let addresses = card.get_mut("addresses").and_then(Value::as_array_mut);
                addresses.into_iter().flatten().for_each(|address| address["id"] = Value::Null);
            }
            cards.iter_mut().for_each(strip);
            cards.sort_by_cached_key(|card| card.to_string());
        }
        all.iter_mut().for_each(strip);
        all
    }

    pub(super) fn one(&mut self) -> &mut Person {
        self.people.values_mut().next().unwrap()
    }

    fn hear(&mut self, request: &Request) -> Result<Response, Error> {
        self.heard.push(format!("{} {}", request.method(), request.uri()));
        let body = serde_json::from_slice(request.body()).unwrap_or_default();
        // Of the others it has the calls alone, which are looked at by themselves.
        if request.uri().path().starts_with("/crm/people") {
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
        let answered = match call {
            Call::Person(call) => self.about_people(call),
            Call::Card(call) => self.about_cards(call),
            Call::Company(call) => self.about_companies(call),
            Call::Touchpoint(call) => self.about_touchpoints(call),
            other => panic!("the client does not send this: {other:?}"),
        };
        answered.unwrap_or_else(|| respond(&failure(StatusCode::NOT_FOUND, "Not found.")))
    }

    fn about_people(&mut self, call: PersonCall) -> Option<Response> {
        Some(match call {
            PersonCall::List => respond(&envelope(StatusCode::OK, self.all(), Some(self.people.len() as i64), NOW)),
            PersonCall::Filter(filter) => {
                let email = filter.email.unwrap();
                let has = |one: &Person| {
                    let cards = one.cards.iter().flatten();
                    let mut emails = cards.flat_map(|card| card.fields.emails.iter().flatten());
                    emails.any(|known| known.mail.as_ref() == Some(&email))
                };
                let found: Vec<Person> = self.all().into_iter().filter(has).collect();
                respond(&envelope(StatusCode::OK, found, None, NOW))
            }
            PersonCall::Create(fields) => {
                let id = self.id();
                let mut person = Person { id: Some(id.clone()), ..Person::default() };
                person.audit.date_created = Some(NOW.into());
                person.cards = Some(Vec::new());
                // What the vendor says where nobody has said anything.
                person.name = Some(format!("{:?} {:?}", fields.firstname, fields.lastname));
                person.initials = Some("XX".into());
                person.fields = self.listed(*fields, &PersonFields::default());
                self.people.insert(id, person.clone());
                respond(&envelope(StatusCode::CREATED, person, None, NOW))
            }
            PersonCall::Get(id) => respond(&envelope(StatusCode::OK, self.people.get(&id)?.clone(), None, NOW)),
            // All of it is replaced.
            PersonCall::Update(id, fields) => {
                let there = self.people.get(&id)?.fields.clone();
                let fields = self.listed(*fields, &there);
                let person = self.people.get_mut(&id)?;
                person.fields = fields;
                respond(&envelope(StatusCode::OK, person.clone(), None, NOW))
            }
            PersonCall::Delete(id) => {
                self.people.remove(&id)?;
                respond(&envelope(StatusCode::OK, Value::Null, None, NOW))
            }
            PersonCall::SetOrgaTags(id, tags) => {
                let there = self.people.get(&id)?.fields.clone();
                let fields = PersonFields { orga_tags: Some(tags), ..there.clone() };
                let fields = self.listed(fields, &there);
                self.people.get_mut(&id)?.fields = fields;
                respond(&envelope(StatusCode::OK, Value::Null, None, NOW))
            }
            PersonCall::SetNote(id, note) => {
                self.people.get_mut(&id)?.note = Some(*note);
                respond(&envelope(StatusCode::OK, Value::Null, None, NOW))
            }
            PersonCall::SetPersonalities(id, tags) => {
                self.people.get_mut(&id)?.fields.personalities = Some(tags);
                respond(&envelope(StatusCode::OK, Value::Null, None, NOW))
            }
            other => panic!("the client does not send this: {other:?}"),
        })
    }

    fn about_cards(&mut self, call: CardCall) -> Option<Response> {
        let done = || respond(&envelope(StatusCode::OK, Value::Null, None, NOW));
        Some(match call {
            CardCall::List(of) => respond(&envelope(StatusCode::OK, self.people.get(&of)?.cards.clone()?, None, NOW)),
            CardCall::Create(of, fields) => {
                let id = self.id();
                let fields = self.stored(*fields, None);
                let cards = self.people.get_mut(&of)?.cards.as_mut()?;
                cards.push(Card { fields, id: Some(id.clone()) });
                took(cards, &id);
                respond(&envelope(StatusCode::CREATED, cards.last().cloned(), None, NOW))
            }
            CardCall::Update(of, id, fields) => {
                let known = self.people.get(&of)?.cards.as_ref()?.iter().find(|card| card.id.as_ref() == Some(&id))?;
                let known = known.fields.clone();
                let fields = self.stored(*fields, Some(&known));
                let cards = self.people.get_mut(&of)?.cards.as_mut()?;
                cards.iter_mut().find(|card| card.id.as_ref() == Some(&id))?.fields = fields;
                // Who has no main card gets the one that was changed.
                if cards.iter().all(|card| card.fields.is_favorite != Some(true)) {
                    cards.iter_mut().find(|card| card.id.as_ref() == Some(&id))?.fields.is_favorite = Some(true);
                }
                took(cards, &id);
                done()
            }
            CardCall::Delete(of, id) => {
                let cards = self.people.get_mut(&of)?.cards.as_mut()?;
                let place = cards.iter().position(|card| card.id.as_ref() == Some(&id))?;
                let gone = cards.remove(place);
                // The last one that is left is the main one then.
                if let ([last], Some(true)) = (cards.as_mut_slice(), gone.fields.is_favorite) {
                    last.fields.is_favorite = Some(true);
                }
                done()
            }
            other => panic!("the client does not send this: {other:?}"),
        })
    }

    fn all(&self) -> Vec<Person> {
        self.people.values().cloned().collect()
    }

    fn id(&mut self) -> String {
        self.last += 1;
        format!("{:024x}", 0x50_0000 + self.last)
    }

    /// What is of a list has its id; a stage is sent by its id alone.
    fn listed(&self, fields: PersonFields, there: &PersonFields) -> PersonFields {
        let tag = |tag: Tag| {
            let id = tag.id.or_else(|| Some(format!("{:024x}", tag.text.as_ref()?.len())));
            Tag { id, text: tag.text }
        };
        let tags = fields.orga_tags.map(|tags| tags.into_iter().map(tag).collect());
        let known = there.lifecycle.clone().unwrap_or_default();
        let stage = |stage: Lifecycle| if stage.lifecycle_id == known.lifecycle_id { known.clone() } else { stage };
        PersonFields { orga_tags: tags, lifecycle: fields.lifecycle.map(stage), ..fields }
    }

    /// A card as it stands there: its addresses have ids, and what was checked of one that stays is known still. What asks for the main
    /// one is no part of it, and an empty text is none.
    fn stored(&mut self, fields: CardFields, known: Option<&CardFields>) -> CardFields {
        let known: Vec<Address> = known.and_then(|card| card.addresses.clone()).unwrap_or_default();
        let addresses = fields.addresses.map(|addresses| {
            let one = |address: Address| {
                let same = known.iter().find(|known| address.id.is_some() && known.id == address.id);
                let id = address.id.clone().or_else(|| Some(self.id()));
                let validation_info = same.and_then(|known| known.validation_info.clone());
                Address { id, validation_info, ..address }
            };
            addresses.into_iter().map(one).collect()
        });
        let text = |text: Option<String>| text.filter(|text| !text.is_empty());
        CardFields {
            addresses,
            mark_as_favorite: None,
            alternative_salutation: text(fields.alternative_salutation),
            alternative_title: text(fields.alternative_title),
            alternative_firstname: text(fields.alternative_firstname),
            alternative_lastname: text(fields.alternative_lastname),
            business: text(fields.business),
            ..fields
        }
    }
}

/// A card that is the main one takes that from the others.
fn took(cards: &mut [Card], id: &str) {
    let main = cards.iter().any(|card| card.id.as_deref() == Some(id) && card.fields.is_favorite == Some(true));
    for card in cards.iter_mut().filter(|card| main && card.id.as_deref() != Some(id)) {
        card.fields.is_favorite = Some(false);
    }
}

/// Takes out what says nothing.
fn strip(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.values_mut().for_each(strip);
            members.retain(|_, value| !matches!(value, Value::Null) && *value != json!("") && *value != json!([]));
        }
        Value::Array(entries) => entries.iter_mut().for_each(strip),
        _ => {}
    }
}
