//! Companies. No call lists them: one is found by its domain, and the others are known by their ids.

use calling_card_contact::{Organization, Person};

use super::undo::Steps;
use super::{ask, at, tell};
use crate::cobra::calls::{Call, CompanyCall, PersonCall};
use crate::cobra::mapping::{
    company_back, company_changed, company_from_wire, company_tags_changed, company_to_wire, domain, moment,
};
use crate::cobra::wire::{self, Company, CompanyFields, Note};
use crate::cobra::{foreign, known_id};
use crate::script::{Exchange, script};
use crate::{Error, Foreign, KnownOrganization, Making, Rejection};

/// What an answer without an id is.
const NO_ID: &str = "a company without an id";

/// The company of a domain, of a page, or of an e-mail address; nobody is asked about anything else.
pub(crate) fn find(text: &str) -> Making<Vec<Foreign<KnownOrganization>>> {
    let text = text.trim();
    let asked = domain(text.rsplit_once('@').map_or(text, |(_, host)| host)).to_lowercase();
    let is_one = asked.contains('.') && !asked.contains(|c: char| c.is_whitespace() || c.is_control());
    let asked = Some(asked).filter(|_| is_one);
    script(async move |exchange| {
        let Some(asked) = asked else { return Ok(Vec::new()) };
        Ok(found(ask(&exchange, Call::Company(CompanyCall::Find(asked))).await)?.into_iter().collect())
    })
}

/// Those of these who are there.
pub(crate) fn some(ids: &[String]) -> Making<Vec<Foreign<KnownOrganization>>> {
    let ids = ids.iter().map(|id| known_id(id)).collect::<Result<Vec<_>, _>>()?;
    script(async move |exchange| {
        let mut companies = Vec::with_capacity(ids.len());
        for id in ids {
            companies.extend(found(company_there(&exchange, &id).await)?);
        }
        Ok(companies)
    })
}

/// One company.
pub(crate) fn get(id: &str) -> Making<Foreign<KnownOrganization>> {
    let id = known_id(id)?;
    script(async move |exchange| known(&company_there(&exchange, &id).await?))
}

/// Who names it as the business of a card.
pub(crate) fn people(id: &str) -> Making<Vec<Foreign<Person>>> {
    let id = known_id(id)?;
    script(async move |exchange| {
        let name = company_there(&exchange, &id).await?.fields.name.unwrap_or_default().trim().to_lowercase();
        let all: Vec<wire::Person> = ask(&exchange, Call::Person(PersonCall::List)).await?;
        let mut people: Vec<_> = all.iter().filter_map(|person| foreign(person).ok()).collect();
        let named = |person: &Foreign<Person>| {
            let mut cards = person.content.cards.iter();
            !name.is_empty() && cards.any(|card| card.business.trim().to_lowercase() == name)
        };
        people.retain(named);
        people
            .sort_by_cached_key(|one| (one.content.name.family.to_lowercase(), one.content.name.given.to_lowercase()));
        Ok(people)
    })
}

/// A new company: it, then its note; whole, or not at all.
pub(crate) fn create(organization: &Organization) -> Making<Foreign<KnownOrganization>> {
    let (fields, note) = (company_to_wire(organization), organization.note.clone());
    script(async move |exchange| {
        let undo = Steps::default();
        let made = make(&exchange, &fields, &note, &undo).await;
        let made = undo.end(&exchange, made).await?;
        read_or(&exchange, Company { fields, note: note_of(&note), ..made }).await
    })
}

/// Changes a company from what it was to what it shall be; whole, or not at all.
pub(crate) fn update(id: &str, before: &Organization, after: &Organization) -> Making<Foreign<KnownOrganization>> {
    let (id, before, after) = (known_id(id)?, before.clone(), after.clone());
    script(async move |exchange| {
        let undo = Steps::default();
        let changed = change(&exchange, &id, (&before, &after), &undo).await;
        let there = undo.end(&exchange, changed).await?;
        read_or(&exchange, Company { id: Some(id), ..there }).await
    })
}

/// Deletes a company; its people stay.
pub(crate) fn delete(id: &str) -> Making<()> {
    let call = Call::Company(CompanyCall::Delete(known_id(id)?));
    script(async move |exchange| tell(&exchange, call).await)
}

async fn make(exchange: &Exchange, fields: &CompanyFields, note: &str, undo: &Steps) -> Result<Company, Error> {
    let made: Company = ask(exchange, Call::Company(CompanyCall::Create(Box::new(fields.clone())))).await?;
    let id = made.id.clone().filter(|id| !id.is_empty()).ok_or_else(|| Error::Decode(NO_ID.into()))?;
    undo.push_call(Call::Company(CompanyCall::Delete(id.clone())));
    if !note.is_empty() {
        tell(exchange, set_note(&id, note)).await.map_err(at("/note"))?;
    }
    Ok(made)
}

/// Answers the company as it is then.
async fn change(
    exchange: &Exchange,
    id: &str,
    (before, after): (&Organization, &Organization),
    undo: &Steps,
) -> Result<Company, Error> {
    let mut there = company_there(exchange, id).await?;
    if let Some(fields) = company_changed(&there.fields, before, after) {
        let write = |fields| Call::Company(CompanyCall::Update(id.to_owned(), Box::new(fields)));
        undo.tell(exchange, write(company_back(&there.fields, &fields)), write(fields.clone())).await?;
        there.fields = fields;
    }
    if let Some(tags) = company_tags_changed(&there.fields, before, after) {
        let write = |tags| Call::Company(CompanyCall::SetTags(id.to_owned(), tags));
        let back = write(there.fields.tags.clone().unwrap_or_default());
        undo.tell(exchange, back, write(tags.clone())).await.map_err(at("/tags"))?;
        there.fields.tags = Some(tags);
    }
    if before.note != after.note {
        let was = there.note.as_ref().and_then(|note| note.note.clone()).unwrap_or_default();
        undo.tell(exchange, set_note(id, &was), set_note(id, &after.note)).await.map_err(at("/note"))?;
        there.note = note_of(&after.note);
    }
    Ok(there)
}

fn set_note(id: &str, text: &str) -> Call {
    let note = Note { note: Some(text.to_owned()), ..Note::default() };
    Call::Company(CompanyCall::SetNote(id.to_owned(), Box::new(note)))
}

fn note_of(text: &str) -> Option<Note> {
    (!text.is_empty()).then(|| Note { note: Some(text.to_owned()), ..Note::default() })
}

async fn company_there(exchange: &Exchange, id: &str) -> Result<Company, Error> {
    ask(exchange, Call::Company(CompanyCall::Get(id.to_owned()))).await
}

/// A company of which all was written; one that cannot be read again says what was.
async fn read_or(exchange: &Exchange, written: Company) -> Result<Foreign<KnownOrganization>, Error> {
    let id = written.id.clone().unwrap_or_default();
    match company_there(exchange, &id).await {
        Ok(there) => known(&there),
        Err(_) => known(&written),
    }
}

/// What was asked for; none where it is not there.
fn found(answer: Result<Company, Error>) -> Result<Option<Foreign<KnownOrganization>>, Error> {
    match answer {
        Err(Error::Rejected(Rejection { status: 404, .. })) => Ok(None),
        answer => known(&answer?).map(Some),
    }
}

/// A company with the id that it has there.
fn known(there: &Company) -> Result<Foreign<KnownOrganization>, Error> {
    let id = there.id.clone().filter(|id| !id.is_empty()).ok_or_else(|| Error::Decode(NO_ID.into()))?;
    let at = |time: &Option<String>| time.as_deref().and_then(moment);
    Ok(Foreign {
        id,
        content: KnownOrganization { organization: company_from_wire(there), ..KnownOrganization::default() },
        created_at: at(&there.audit.date_created),
        changed_at: at(&there.audit.date_modified),
    })
}
