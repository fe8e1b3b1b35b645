//! Companies and organizations.

use calling_card_contact::{Address, Email, Organization, Phone, PhoneKind};

use super::cards::{address, address_from_wire, email, email_from_wire, phone, phone_from_wire};
use super::{said, some};
use crate::cobra::wire::{Company, CompanyFields, Tag};

/// A company as an organization: the main one of each list.
pub fn company_from_wire(there: &Company) -> Organization {
    let fields = &there.fields;
    let phones: Vec<Phone> = fields.phones.iter().flatten().filter_map(phone_from_wire).collect();
    let emails: Vec<Email> = fields.emails.iter().flatten().filter_map(email_from_wire).collect();
    let addresses: Vec<Address> = fields.addresses.iter().flatten().filter_map(address_from_wire).collect();
    let number = |fax: bool| {
        let mut of_kind = phones.iter().filter(|phone| (phone.kind == PhoneKind::Fax) == fax);
        let main = of_kind.clone().find(|phone| phone.favourite).or_else(|| of_kind.next());
        main.map(|phone| phone.number.clone()).unwrap_or_default()
    };
    let main = emails.iter().find(|email| email.favourite).or(emails.first());
    let seat = addresses.iter().find(|address| address.favourite).or(addresses.first()).cloned();
    Organization {
        name: fields.name.clone().unwrap_or_default(),
        email: main.map(|email| email.address.clone()).unwrap_or_default(),
        phone: number(false),
        fax: number(true),
        website: fields.domain.as_deref().map(page).unwrap_or_default(),
        note: there.note.as_ref().and_then(|note| note.note.clone()).unwrap_or_default(),
        address: seat.map(|address| Address { favourite: false, ..address }).unwrap_or_default(),
        tags: fields.tags.iter().flatten().filter_map(|tag| tag.text.clone()).collect(),
        ..Organization::default()
    }
}

/// What is written of a company; its note is written by a call of its own.
pub fn company_to_wire(organization: &Organization) -> CompanyFields {
    let main = |number: &str, kind| Phone { number: number.into(), kind, ..Phone::default() };
    let voice = Phone { favourite: true, ..main(&organization.phone, PhoneKind::Voice) };
    let phones = [voice, main(&organization.fax, PhoneKind::Fax)];
    let mail = Email { address: organization.email.clone(), favourite: true, ..Email::default() };
    let seat = Some(&organization.address).filter(|address| !address.is_empty());
    let seat = seat.map(|seat| address(&Address { favourite: true, ..seat.clone() }));
    let tags = organization.tags.iter().map(|tag| Tag { id: None, text: said(tag) });
    CompanyFields {
        name: said(&organization.name),
        domain: said(domain(&organization.website)),
        addresses: some(seat.into_iter().collect()),
        phones: some(phones.iter().filter_map(phone).collect()),
        emails: some(email(&mail).into_iter().collect()),
        tags: some(tags.collect()),
        ..CompanyFields::default()
    }
}

/// The domain of a page, by which a company is found.
pub fn domain(page: &str) -> &str {
    let rest = page.split_once("://").map_or(page, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host)
}

fn page(domain: &str) -> String {
    if domain.is_empty() || domain.contains("://") { domain.to_owned() } else { format!("https://{domain}") }
}
