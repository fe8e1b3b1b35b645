//! What holds for what is sent: the vendor's limits, and where it names none, a limit that nobody meets who means it.

use calling_card_contact::{Problem, rules};
use calling_card_crm::cobra::wire::{Address, CardFields, PersonFields, Personality, Tag, TypeEntry};

use super::{Found, Refusal, days};

/// Most characters of a text for which the vendor names no limit.
const FREE: u32 = 2_000;

/// Looks at what is said of a person.
pub(super) fn person(said: &PersonFields) -> Found<()> {
    for (member, text) in [
        ("title", &said.title),
        ("firstname", &said.firstname),
        ("lastname", &said.lastname),
        ("customerNumber", &said.customer_number),
    ] {
        short(member, text)?;
    }
    for (member, text) in [
        ("salutation", &said.salutation),
        ("employeeStatus", &said.employee_status),
        ("employeeNumber", &said.employee_number),
    ] {
        free(member, text)?;
    }
    each("importantDates", &said.important_dates, |date| {
        required("text", &date.text)?;
        days::check("date", &date.date)
    })?;
    each("socialMedias", &said.social_medias, |profile| {
        free("type", &profile.kind)?;
        free("link", &profile.link)
    })?;
    tags(said.orga_tags.as_deref().unwrap_or_default())?;
    personalities(said.personalities.as_deref().unwrap_or_default())
}

/// Looks at the orga tags of a person.
pub(super) fn tags(said: &[Tag]) -> Found<()> {
    list("orgaTags", said, |tag| {
        free("id", &tag.id)?;
        short("text", &tag.text)
    })
}

/// Looks at the personality tags of a person.
pub(super) fn personalities(said: &[Personality]) -> Found<()> {
    list("personalities", said, |tag| {
        free("id", &tag.id)?;
        free("category", &tag.category)?;
        free("text", &tag.text)
    })
}

/// Looks at what is said of a business card.
pub(super) fn card(said: &CardFields) -> Found<()> {
    for (member, text) in [
        ("alternativeSalutation", &said.alternative_salutation),
        ("alternativeTitle", &said.alternative_title),
        ("alternativeFirstname", &said.alternative_firstname),
        ("alternativeLastname", &said.alternative_lastname),
        ("business", &said.business),
    ] {
        free(member, text)?;
    }
    days::check("validFrom", &said.valid_from)?;
    days::check("validTo", &said.valid_to)?;
    each("phones", &said.phones, |phone| {
        free("type", &phone.kind)?;
        free("number", &phone.number)
    })?;
    each("emails", &said.emails, |email| {
        entry("type", email.kind.as_ref())?;
        free("mail", &email.mail)
    })?;
    each("businessPositions", &said.business_positions, |position| {
        free("department", &position.department)?;
        free("position", &position.position)
    })?;
    each("addresses", &said.addresses, address)
}

/// Looks at an address.
pub(super) fn address(said: &Address) -> Found<()> {
    for (member, text) in [
        ("type", &said.kind),
        ("country", &said.country),
        ("countryCode", &said.country_code),
        ("street", &said.street),
        ("streetAdditional", &said.street_additional),
        ("zip", &said.zip),
        ("city", &said.city),
        ("postboxNumber", &said.postbox_number),
        ("federalState", &said.federal_state),
        ("cityDistrict", &said.city_district),
        ("cityAddition", &said.city_addition),
    ] {
        free(member, text)?;
    }
    each("addressTypes", &said.address_types, |kind| entry("", Some(kind)))
}

fn entry(member: &str, said: Option<&TypeEntry>) -> Found<()> {
    let Some(said) = said else { return Ok(()) };
    let inside = |name: &str| if member.is_empty() { name.to_owned() } else { format!("{member}.{name}") };
    free(&inside("id"), &said.id)?;
    free(&inside("text"), &said.text)
}

fn short(member: &str, said: &Option<String>) -> Found<()> {
    let text = said.as_deref().unwrap_or_default();
    rules::line(text, rules::SHORT_TEXT).map_err(|problem| Refusal::at(member, problem))
}

fn required(member: &str, said: &Option<String>) -> Found<()> {
    match said.as_deref().map(str::trim) {
        None | Some("") => Err(Refusal::at(member, Problem::Required)),
        Some(_) => short(member, said),
    }
}

fn free(member: &str, said: &Option<String>) -> Found<()> {
    let text = said.as_deref().unwrap_or_default();
    rules::lines(text, FREE).map_err(|problem| Refusal::at(member, problem))
}

fn each<T>(member: &str, said: &Option<Vec<T>>, look: impl Fn(&T) -> Found<()>) -> Found<()> {
    list(member, said.as_deref().unwrap_or_default(), look)
}

fn list<T>(member: &str, said: &[T], look: impl Fn(&T) -> Found<()>) -> Found<()> {
    if said.len() > rules::LIST as usize {
        return Err(Refusal::at(member, Problem::TooMany { max: rules::LIST }));
    }
    said.iter().enumerate().try_for_each(|(index, entry)| look(entry).map_err(|refusal| refusal.inside(member, index)))
}
