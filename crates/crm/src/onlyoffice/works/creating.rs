//! Making a person: they, then each piece of contact data and each tag; whole, or not at all.

use calling_card_contact::Person;

use super::reading::{known_fields, read_or};
use super::undo::Steps;
use super::{ask, at, refusal, tell};
use crate::onlyoffice::ID;
use crate::onlyoffice::calls::Call;
use crate::onlyoffice::fields::PersonFields as Known;
use crate::onlyoffice::filter::{ContactFilter, View};
use crate::onlyoffice::kinds::ShareType;
use crate::onlyoffice::mapping::{Content, Entry, Whole, to_wire};
use crate::onlyoffice::wire::{CompanyFields, Contact, NewData, PersonFields};
use crate::script::{Exchange, script};
use crate::{Error, Foreign, Making};

/// What is said where there is no given name.
pub(super) const NO_GIVEN_NAME: &str = "ONLYOFFICE needs a given name: write one, or an initial.";

/// A new person.
pub(crate) fn create(person: &Person) -> Making<Foreign<Person>> {
    let whole = to_wire(person);
    if whole.first_name.is_empty() {
        return Err(refusal("/name/given", NO_GIVEN_NAME));
    }
    script(async move |exchange| {
        // The fields are asked for only where there is something to write into them.
        let known = if whole.custom.is_empty() { Known::default() } else { known_fields(&exchange).await? };
        let undo = Steps::default();
        let made = make(&exchange, &whole, &known, &undo).await;
        let made = undo.end(&exchange, made).await?;
        read_or(&exchange, made, &whole, known.kept(&whole.custom)).await
    })
}

async fn make(exchange: &Exchange, whole: &Whole, known: &Known, undo: &Steps) -> Result<Contact, Error> {
    let company = company(exchange, whole, undo).await?;
    let said = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    let fields = PersonFields {
        first_name: Some(whole.first_name.clone()),
        // It may be empty, and not be missing.
        last_name: Some(whole.last_name.clone()),
        job_title: said(&whole.title.0),
        company_id: company,
        // Otherwise who makes a person could not read them.
        share_type: Some(ShareType::ReadWrite),
        custom_field_list: known.pairs(&whole.custom),
        ..PersonFields::default()
    };
    let field = if company.is_some() { whole.company.1.as_str() } else { "/name/given" };
    let made: Result<Contact, Error> =
        ask(exchange, Call::CreatePerson(Box::new(fields), None)).await.map_err(at(field));
    let made = made.and_then(|made| if made.id > 0 { Ok(made) } else { Err(Error::Decode(ID.into())) });
    if let Err(Error::Transport(_) | Error::Decode(_)) = made {
        // They may be there, in their company.
        undo.forget();
    }
    let person = made?;
    undo.push_call(Call::DeleteContact(person.id));
    for entry in &whole.entries {
        add(exchange, person.id, entry).await?;
    }
    for (tag, place) in &whole.tags {
        tell(exchange, Call::AddTag(person.id, tag.clone())).await.map_err(at(place))?;
    }
    Ok(person)
}

/// The company that a person is in: the one of that name, or a new one; none where they are in none.
pub(super) async fn company(exchange: &Exchange, whole: &Whole, undo: &Steps) -> Result<Option<i64>, Error> {
    let (name, place) = &whole.company;
    if name.is_empty() {
        return Ok(None);
    }
    let filter = ContactFilter { view: Some(View::Company), text: Some(name.clone()), ..ContactFilter::default() };
    let known: Vec<Contact> = ask(exchange, Call::ListContacts(Box::new(filter))).await?;
    let called = |company: &&Contact| {
        let names = [&company.company_name, &company.display_name].into_iter().flatten();
        company.is_company && company.id > 0 && names.into_iter().any(|known| known.trim() == name)
    };
    if let Some(company) = known.iter().find(called) {
        return Ok(Some(company.id));
    }
    let fields = CompanyFields {
        company_name: Some(name.clone()),
        share_type: Some(ShareType::ReadWrite),
        ..CompanyFields::default()
    };
    let made = ask::<Contact>(exchange, Call::CreateCompany(Box::new(fields), None)).await;
    let made = made.map_err(|error| match error {
        // Nothing of the person is there yet, and a company that is will be found by its name.
        lost @ (Error::Transport(_) | Error::Decode(_)) => Error::TakenBack(Box::new(lost)),
        refused => at(place)(refused),
    })?;
    if made.id <= 0 {
        return Err(Error::TakenBack(Box::new(Error::Decode(ID.into()))));
    }
    undo.push_call(Call::DeleteContact(made.id));
    Ok(Some(made.id))
}

/// Adds a piece of contact data.
pub(super) async fn add(exchange: &Exchange, person: i64, entry: &Entry) -> Result<(), Error> {
    tell(exchange, adding(person, entry)).await.map_err(at(&entry.at))
}

/// Adds a piece of contact data, its category by its name; of an address by its number.
pub(super) fn adding(person: i64, entry: &Entry) -> Call {
    match (&entry.content, entry.address()) {
        (Content::Text(data), None) => {
            let category = entry.kind.category_name(entry.category).unwrap_or("Other").to_owned();
            let (info_type, data) = (entry.kind, data.clone());
            Call::AddData(person, NewData { info_type, data, is_primary: Some(entry.primary), category })
        }
        (_, address) => Call::AddAddress(person, address.unwrap_or_default()),
    }
}
