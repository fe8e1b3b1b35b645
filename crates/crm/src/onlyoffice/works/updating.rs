//! Changing a person: only what is said otherwise than before is written, by the calls that it takes; whole, or not at all.

use calling_card_contact::{CustomValues, Person};

use super::creating::{NO_GIVEN_NAME, add, company};
use super::difference::{Change, Difference};
use super::reading::{contact, known_fields, read_or};
use super::undo::{DataBack, Steps};
use super::{ask, at, refusal, tell};
use crate::onlyoffice::calls::Call;
use crate::onlyoffice::kinds::ShareType;
use crate::onlyoffice::mapping::{Content, Entry, Whole, to_wire};
use crate::onlyoffice::number;
use crate::onlyoffice::wire::{Contact, Data, DataChange, FieldPair, PersonFields};
use crate::script::{Exchange, script};
use crate::undo::Back;
use crate::{Error, Foreign, Making};

/// What is said where a family name is taken away.
const NO_FAMILY_NAME: &str = "ONLYOFFICE needs a family name when a person is changed: write one.";

/// A heading among custom fields, which has no value.
const HEADING: i64 = 4;

/// Changes a person from what they were to what they shall be.
pub(crate) fn update(id: &str, before: &Person, after: &Person) -> Making<Foreign<Person>> {
    let id = number(id)?;
    let (before, after) = (to_wire(before), to_wire(after));
    let renamed = names(&before) != names(&after);
    if renamed && after.first_name.is_empty() {
        return Err(refusal("/name/given", NO_GIVEN_NAME));
    }
    if renamed && after.last_name.is_empty() {
        return Err(refusal("/name/family", NO_FAMILY_NAME));
    }
    script(async move |exchange| {
        let undo = Steps::default();
        let changed = change(&exchange, id, &before, &after, &undo).await;
        let (there, values) = undo.end(&exchange, changed).await?;
        read_or(&exchange, there, &after, values).await
    })
}

/// What is written with the person, all at once.
fn names(whole: &Whole) -> [&String; 3] {
    [&whole.first_name, &whole.last_name, &whole.title.0]
}

async fn change(
    exchange: &Exchange,
    id: i64,
    before: &Whole,
    after: &Whole,
    undo: &Steps,
) -> Result<(Contact, CustomValues), Error> {
    let there = contact(exchange, id).await?;
    if names(before) != names(after) {
        rename(exchange, &there, before, after, undo).await?;
    }
    if before.company.0 != after.company.0 {
        move_to_company(exchange, &there, after, undo).await?;
    }
    let difference = Difference::between(&before.entries, &after.entries);
    if !difference.is_empty() {
        let known: Vec<Data> = ask(exchange, Call::ListData(id)).await?;
        let changes = difference.found_in(&known);
        undo.push(Back::Other(DataBack { person: id, was: known, added: after.entries.clone() }));
        for change in changes {
            write(exchange, id, change).await?;
        }
    }
    let missing = |tags: &Whole, tag: &str| !tags.tags.iter().any(|(known, _)| known == tag);
    for (tag, place) in after.tags.iter().filter(|(tag, _)| missing(before, tag)) {
        let (back, call) = (Call::RemoveTag(id, tag.clone()), Call::AddTag(id, tag.clone()));
        undo.tell(exchange, back, call).await.map_err(at(place))?;
    }
    for (tag, _) in before.tags.iter().filter(|(tag, _)| missing(after, tag)) {
        let (back, call) = (Call::AddTag(id, tag.clone()), Call::RemoveTag(id, tag.clone()));
        undo.tell(exchange, back, call).await.map_err(at("/tags"))?;
    }
    let values = write_values(exchange, &there, (&before.custom, &after.custom), undo).await?;
    Ok((there, values))
}

/// Writes the values of custom fields that are other ones than before, where a field takes them; answers what they are then.
async fn write_values(
    exchange: &Exchange,
    there: &Contact,
    (before, after): (&CustomValues, &CustomValues),
    undo: &Steps,
) -> Result<CustomValues, Error> {
    if before == after {
        return Ok(after.clone());
    }
    let fields = known_fields(exchange).await?;
    let said = |number: i64| {
        let known = there.custom_fields.iter().flatten().find(|field| field.id == number);
        known.and_then(|field| field.field_value.clone()).unwrap_or_default()
    };
    let changed = after.iter().filter(|(key, value)| before.get(*key) != Some(*value));
    let written = changed.filter_map(|(key, value)| Some((key, fields.written(key, value)?)));
    let gone = before.keys().filter(|key| !after.contains_key(*key));
    let emptied = gone.filter_map(|key| Some((key, (fields.number(key)?, String::new()))));
    for (key, (number, text)) in written.chain(emptied) {
        let set = |text: String| Call::SetFieldValue(there.id, number, Some(text));
        undo.tell(exchange, set(said(number)), set(text)).await.map_err(at(&format!("/custom/{key}")))?;
    }
    Ok(fields.kept(after))
}

/// Writes first name, last name and position. The vendor resets all that is not written with them, so that it is; what cannot be
/// written with them, nor afterwards, would be lost.
async fn rename(
    exchange: &Exchange,
    there: &Contact,
    before: &Whole,
    after: &Whole,
    undo: &Steps,
) -> Result<(), Error> {
    let places = ["/name/given", "/name/family", after.title.1.as_str()];
    let changed = names(before).into_iter().zip(names(after)).zip(places).find(|((was, is), _)| was != is);
    let place = changed.map_or("/name/given", |(_, place)| place);
    if let Some(lost) = lost(there) {
        return Err(refusal(
            place,
            &format!(
                "ONLYOFFICE would forget this person's {lost}. Change the name and the position there, or take the {lost} away first."
            ),
        ));
    }
    let was = fields(there);
    let said = |was: &Option<String>, before: &String, after: &String| {
        if before == after { was.clone() } else { Some(after.clone()) }
    };
    let fields = PersonFields {
        first_name: said(&was.first_name, &before.first_name, &after.first_name),
        last_name: said(&was.last_name, &before.last_name, &after.last_name),
        job_title: said(&was.job_title, &before.title.0, &after.title.0),
        ..was.clone()
    };
    let (write, back) = [fields, was].map(|fields| Call::UpdatePerson(there.id, Box::new(fields), None)).into();
    let status = there.contact_status.as_ref().map(|status| status.id).filter(|status| *status > 0);
    let Some(status) = status.map(|status| Call::SetStatus(there.id, status)) else {
        return undo.tell(exchange, back, write).await.map_err(at(place));
    };
    // Taking back resets the status as well, and is done in the opposite order.
    undo.push_call(status.clone());
    undo.tell(exchange, back, write).await.map_err(at(place))?;
    tell(exchange, status).await.map_err(at(place))
}

/// What writing the names resets, and no call writes again.
fn lost(there: &Contact) -> Option<String> {
    let kind = there.contact_type.as_ref().filter(|kind| kind.id > 0).map(|_| "contact type");
    let industry = there.industry.as_ref().filter(|industry| !industry.is_empty()).map(|_| "industry");
    let currency = there.currency.as_ref().map(|_| "currency");
    let lost: Vec<&str> = [kind, industry, currency].into_iter().flatten().collect();
    (!lost.is_empty()).then(|| lost.join(" and "))
}

/// All that can be written of a person, as it is there.
fn fields(there: &Contact) -> PersonFields {
    let value = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
    let custom = there.custom_fields.iter().flatten().filter(|field| field.field_type != HEADING);
    PersonFields {
        first_name: there.first_name.clone(),
        // It must not be missing.
        last_name: Some(there.last_name.clone().unwrap_or_default()),
        job_title: there.title.clone(),
        company_id: there.company.as_ref().map(|company| company.id).filter(|id| *id > 0),
        about: there.about.clone(),
        share_type: ShareType::of_number(there.share_type),
        manager_list: there.access_list.iter().flatten().map(|user| user.id.clone()).collect(),
        custom_field_list: custom
            .filter_map(|field| Some(FieldPair { key: field.id, value: Some(value(&field.field_value)?) }))
            .collect(),
        photo: [],
    }
}

async fn move_to_company(exchange: &Exchange, there: &Contact, after: &Whole, undo: &Steps) -> Result<(), Error> {
    let company = company(exchange, after, undo).await?;
    let place = &after.company.1;
    if let Some(old) = there.company.as_ref().map(|company| company.id).filter(|id| *id > 0) {
        let (back, call) = (Call::LinkPerson(old, there.id), Call::UnlinkPerson(old, there.id));
        undo.tell(exchange, back, call).await.map_err(at(place))?;
    }
    if let Some(new) = company {
        let (back, call) = (Call::UnlinkPerson(new, there.id), Call::LinkPerson(new, there.id));
        undo.tell(exchange, back, call).await.map_err(at(place))?;
    }
    Ok(())
}

async fn write(exchange: &Exchange, person: i64, change: Change) -> Result<(), Error> {
    match change {
        Change::Add(entry) => add(exchange, person, &entry).await,
        Change::Write(id, entry) => tell(exchange, changing(person, id, &entry)).await.map_err(at(&entry.at)),
        Change::Delete(id, place) => tell(exchange, Call::DeleteData(person, id)).await.map_err(at(&place)),
    }
}

/// Writes a piece of contact data over one that is there.
pub(super) fn changing(person: i64, id: i64, entry: &Entry) -> Call {
    match (&entry.content, entry.address()) {
        (Content::Text(data), None) => Call::ChangeData(
            person,
            id,
            DataChange {
                info_type: Some(entry.kind),
                data: data.clone(),
                is_primary: Some(entry.primary),
                category: Some(entry.kind.category_name(entry.category).unwrap_or("Other").to_owned()),
            },
        ),
        (_, address) => Call::ChangeAddress(person, id, address.unwrap_or_default()),
    }
}
