//! Reading people: the tags of one are asked for by themselves.

use calling_card_contact::{CustomValues, Person};

use super::ask;
use crate::onlyoffice::calls::Call;
use crate::onlyoffice::fields::{PersonFields, any};
use crate::onlyoffice::filter::InfoQuery;
use crate::onlyoffice::kinds::InfoType;
use crate::onlyoffice::mapping::{Whole, written};
use crate::onlyoffice::wire::{Contact, CustomField};
use crate::onlyoffice::{foreign, number};
use crate::script::{Exchange, script};
use crate::{Error, Foreign, Making, Rejection};

/// One person.
pub(crate) fn get(id: &str) -> Making<Foreign<Person>> {
    let id = number(id)?;
    script(async move |exchange| read(&exchange, id).await)
}

/// Who has one of these e-mail addresses. Each is asked for by itself, and who is found is read whole.
pub(crate) fn find(emails: &[String]) -> Making<Vec<Foreign<Person>>> {
    let emails = emails.to_vec();
    script(async move |exchange| {
        let mut ids = Vec::new();
        for email in emails {
            let query = InfoQuery { kind: InfoType::Email, data: email, category: None, primary: None };
            let found: Vec<Contact> = ask(&exchange, Call::FindByInfo(query)).await?;
            let new = found.iter().filter(|one| !one.is_company && one.id > 0).map(|one| one.id);
            ids.extend(new);
        }
        ids.sort_unstable();
        ids.dedup();
        let mut people = Vec::new();
        for id in ids {
            match read(&exchange, id).await {
                // Somebody has deleted them meanwhile.
                Err(Error::Rejected(Rejection { status: 404, .. })) => {}
                person => people.push(person?),
            }
        }
        Ok(people)
    })
}

/// The fields that there are, where any of these has a value in one.
pub(in crate::onlyoffice) async fn fields_of(exchange: &Exchange, contacts: &[Contact]) -> Result<PersonFields, Error> {
    let valued = |contact: &Contact| any(contact.custom_fields.as_deref().unwrap_or_default());
    if contacts.iter().any(valued) { known_fields(exchange).await } else { Ok(PersonFields::default()) }
}

/// The fields that there are.
pub(super) async fn known_fields(exchange: &Exchange) -> Result<PersonFields, Error> {
    let definitions: Vec<CustomField> = ask(exchange, Call::ListFields).await?;
    Ok(PersonFields::of(&definitions))
}

/// A person with their tags.
pub(super) async fn read(exchange: &Exchange, id: i64) -> Result<Foreign<Person>, Error> {
    let contact = contact(exchange, id).await?;
    let tags: Vec<String> = ask(exchange, Call::ListTags(id)).await?;
    let fields = fields_of(exchange, std::slice::from_ref(&contact)).await?;
    let values = fields.values_of(&contact);
    foreign(&Contact { tags: Some(tags), ..contact }, values)
}

/// A person of whom all was written; who cannot be read again says what was, with these values of custom fields.
pub(super) async fn read_or(
    exchange: &Exchange,
    there: Contact,
    whole: &Whole,
    values: CustomValues,
) -> Result<Foreign<Person>, Error> {
    match read(exchange, there.id).await {
        Ok(person) => Ok(person),
        Err(_) => foreign(&Contact { id: there.id, created: there.created, ..written(whole) }, values),
    }
}

/// A person; a company is none.
pub(super) async fn contact(exchange: &Exchange, id: i64) -> Result<Contact, Error> {
    let contact: Contact = ask(exchange, Call::GetContact(id)).await?;
    if contact.is_company {
        return Err(Error::Rejected(Rejection { status: 404, ..Rejection::default() }));
    }
    Ok(contact)
}
