//! Companies and organizations.

use calling_card_contact::{Address, Email, Organization, Phone, PhoneKind};

use super::cards::{address, address_from_wire, email, email_from_wire, phone, phone_from_wire};
use super::{said, some};
use crate::cobra::wire::{self, Company, CompanyFields, Tag, WithId};

/// A company as an organization: the main one of each list.
pub fn company_from_wire(there: &Company) -> Organization {
    let fields = &there.fields;
    let number = |fax: bool| {
        let phones = fields.phones.as_deref().unwrap_or_default();
        let main = main_phone(phones, fax).and_then(|place| phones.get(place));
        main.and_then(|phone| phone.content.number.clone()).unwrap_or_default()
    };
    let emails = fields.emails.as_deref().unwrap_or_default();
    let mail = main_email(emails).and_then(|place| emails[place].content.mail.clone());
    let addresses = fields.addresses.as_deref().unwrap_or_default();
    let seat = main_address(addresses).and_then(|place| address_from_wire(&addresses[place]));
    Organization {
        name: fields.name.clone().unwrap_or_default(),
        email: mail.unwrap_or_default(),
        phone: number(false),
        fax: number(true),
        website: website(fields),
        note: there.note.as_ref().and_then(|note| note.note.clone()).unwrap_or_default(),
        address: seat.map(|address| Address { favourite: false, ..address }).unwrap_or_default(),
        tags: fields.tags.iter().flatten().filter_map(|tag| said(tag.text.as_deref()?)).collect(),
        ..Organization::default()
    }
}

/// What is written of a company; its note is written by a call of its own.
pub fn company_to_wire(organization: &Organization) -> CompanyFields {
    let phones = [new_phone(&organization.phone, false, true), new_phone(&organization.fax, true, false)];
    let seat = Some(&organization.address).filter(|address| !address.is_empty());
    CompanyFields {
        name: said(&organization.name),
        domain: said(domain(&organization.website)),
        addresses: some(seat.map(|seat| new_address(seat, true)).into_iter().collect()),
        phones: some(phones.into_iter().flatten().collect()),
        emails: some(new_email(&organization.email, true).into_iter().collect()),
        tags: company_tags(organization),
        ..CompanyFields::default()
    }
}

/// What there is of an organization when all of it is written: it comes back as this says.
pub fn company_kept(organization: &Organization) -> Organization {
    let note = wire::Note { note: said(&organization.note), ..wire::Note::default() };
    company_from_wire(&Company { fields: company_to_wire(organization), note: Some(note), ..Company::default() })
}

/// The tags of an organization.
pub(super) fn company_tags(organization: &Organization) -> Option<Vec<Tag>> {
    some(organization.tags.iter().filter_map(|tag| Some(Tag { id: None, text: Some(said(tag)?) })).collect())
}

/// The domain of a page, by which a company is found.
pub fn domain(page: &str) -> &str {
    let rest = page.split_once("://").map_or(page, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host)
}

/// The page of a company: the one that is told, where it is on its domain.
fn website(fields: &CompanyFields) -> String {
    let known = fields.domain.as_deref().unwrap_or_default();
    let told = fields.website.as_deref().filter(|page| !page.is_empty() && (known.is_empty() || domain(page) == known));
    let page = told.unwrap_or(known);
    if page.is_empty() || page.contains("://") { page.to_owned() } else { format!("https://{page}") }
}

/// The place of the main phone or fax number.
pub(super) fn main_phone(phones: &[WithId<wire::Phone>], fax: bool) -> Option<usize> {
    let fits = |phone: &Phone| (phone.kind == PhoneKind::Fax) == fax;
    main(phones, |phone| phone_from_wire(&phone.content).filter(fits).map(|phone| phone.favourite))
}

/// The place of the main e-mail address.
pub(super) fn main_email(emails: &[WithId<wire::Email>]) -> Option<usize> {
    main(emails, |email| email_from_wire(&email.content).map(|email| email.favourite))
}

/// The place of the seat.
pub(super) fn main_address(addresses: &[wire::Address]) -> Option<usize> {
    main(addresses, |address| address_from_wire(address).map(|address| address.favourite))
}

/// The place of the main entry: the favourite of those that are meant, or else the first.
fn main<T>(entries: &[T], favourite: impl Fn(&T) -> Option<bool>) -> Option<usize> {
    let first = entries.iter().position(|entry| favourite(entry).is_some());
    entries.iter().position(|entry| favourite(entry) == Some(true)).or(first)
}

pub(super) fn new_phone(number: &str, fax: bool, favourite: bool) -> Option<WithId<wire::Phone>> {
    let kind = if fax { PhoneKind::Fax } else { PhoneKind::Voice };
    let made = phone(&Phone { number: number.to_owned(), kind, favourite, ..Phone::default() })?;
    Some(WithId { id: None, content: made })
}

pub(super) fn new_email(mail: &str, favourite: bool) -> Option<WithId<wire::Email>> {
    let made = email(&Email { address: mail.to_owned(), favourite, ..Email::default() })?;
    Some(WithId { id: None, content: made })
}

pub(super) fn new_address(seat: &Address, favourite: bool) -> wire::Address {
    address(&Address { favourite, ..seat.clone() })
}
