//! Organizations: the cards of `KIND:org`.

use calling_card_contact::{
    Branch, BusinessCard, CustomField, Email, Image, KeptProperty, OneFavourite, Organization, Person, Phone,
    PhoneKind, Timestamp, WebAddress, rules,
};

use crate::person::person_with;
use crate::storable::{as_lines, pieces, tidy};
use crate::{Card, Export, Imported, Property, Version, storable, write};

/// Members that no property stands for.
const VAT_NUMBER: &str = "X-CALLINGCARD-VAT-NUMBER";
const CUSTOMER: &str = "X-CALLINGCARD-CUSTOMER";

/// What becomes of the card of an organization, as it can be stored. What an organization has no place for, such as a second
/// phone number, is kept as the line that it would be on a card.
pub fn organization_of(card: &Card<'_>) -> Organization {
    organization_with(&card.properties().collect::<Vec<_>>())
}

/// What becomes of the card of an organization with these properties.
pub(crate) fn organization_with(properties: &[Property<'_>]) -> Organization {
    let Imported { mut person, notes, .. } = storable(person_with(properties));
    let mut name = person.display_name();
    tidy(&mut name);
    let mut rest = Person::default();
    if name.chars().count() > rules::SHORT_TEXT as usize {
        rest.name.formatted = std::mem::take(&mut name);
        name = rest.name.formatted.chars().take(rules::SHORT_TEXT as usize).collect();
    }
    let mut made = Organization { name, uid: std::mem::take(&mut person.uid), ..Organization::default() };
    let mut cards = person.cards.into_vec();
    if !cards.is_empty() {
        let main = cards.iter().position(|card| card.favourite).unwrap_or(0);
        rest.cards.push(take_main(&mut made, cards.remove(main)));
    }
    for card in cards {
        if card.business.is_empty() { rest.cards.push(card) } else { take_branch(&mut made, &mut rest, card) }
    }
    let mut addresses = person.web_addresses.into_iter();
    made.website = addresses.next().map(|address| address.url).unwrap_or_default();
    rest.web_addresses = addresses.collect();
    let mut notes = pieces(&notes.join("\n\n"), rules::LONG_TEXT as usize).into_iter();
    made.note = notes.next().unwrap_or_default();
    made.logo = person.image.or_else(|| logo(properties));
    (made.social_profiles, made.tags) = (person.social_profiles, person.tags);
    (rest.birthday, rest.gender) = (person.birthday, person.gender);
    (rest.important_dates, rest.lifecycle) = (person.important_dates, person.lifecycle);
    rest.personality_tags = person.personality_tags;
    for kept in person.kept_properties {
        match kept.name().to_ascii_uppercase().as_str() {
            "KIND" | "X-ABSHOWAS" | "X-ADDRESSBOOKSERVER-KIND" => {}
            "LOGO" if made.logo.is_some() && kept.text().is_none() => {}
            VAT_NUMBER => made.vat_number = kept.text().unwrap_or_default().chars().take(200).collect(),
            CUSTOMER => made.customer = true,
            _ => made.kept_properties.push(kept),
        }
    }
    made.kept_properties.extend(as_lines(&rest, &notes.collect::<Vec<_>>()));
    made
}

/// Takes in what stands on the organization's own card; what is left of it comes back.
fn take_main(made: &mut Organization, mut card: BusinessCard) -> BusinessCard {
    if card.business == made.name {
        card.business.clear();
    }
    made.email = take(&mut card.emails, |_| true).map(|email| email.address).unwrap_or_default();
    made.fax = take(&mut card.phones, |phone| phone.kind == PhoneKind::Fax).map(|fax| fax.number).unwrap_or_default();
    made.phone = take(&mut card.phones, |_| true).map(|phone| phone.number).unwrap_or_default();
    made.address = take(&mut card.addresses, |_| true).unwrap_or_default();
    made.address.favourite = false;
    card
}

fn take_branch(made: &mut Organization, rest: &mut Person, mut card: BusinessCard) {
    let mut address = take(&mut card.addresses, |_| true).unwrap_or_default();
    address.favourite = false;
    made.branches.push(Branch {
        id: None,
        name: std::mem::take(&mut card.business),
        address,
        fax: take(&mut card.phones, |phone| phone.kind == PhoneKind::Fax).map(|fax| fax.number).unwrap_or_default(),
        phone: take(&mut card.phones, |_| true).map(|phone| phone.number).unwrap_or_default(),
        email: take(&mut card.emails, |_| true).map(|email| email.address).unwrap_or_default(),
    });
    if !card.is_empty() {
        rest.cards.push(card);
    }
}

/// Takes the favourite out of a list, or else the first that is wanted.
fn take<T: calling_card_contact::Favourite + Clone>(
    list: &mut OneFavourite<T>,
    wanted: impl Fn(&T) -> bool,
) -> Option<T> {
    let mut entries = std::mem::take(list).into_vec();
    let favourite = entries.iter().position(|entry| entry.is_favourite() && wanted(entry));
    let place = favourite.or_else(|| entries.iter().position(&wanted));
    let taken = place.map(|place| entries.remove(place));
    *list = entries.into();
    taken
}

fn logo(properties: &[Property<'_>]) -> Option<Image> {
    properties.iter().find(|property| property.name == "LOGO").and_then(crate::person::read_image)
}

/// An organization to be written.
#[derive(Clone, Debug)]
pub struct OrganizationExport<'a> {
    /// The organization.
    pub organization: &'a Organization,
    /// The key by which the card is known elsewhere, where the organization brought none.
    pub uid: &'a str,
    /// Custom fields, for what their values are called.
    pub custom_fields: &'a [CustomField],
    /// The version.
    pub version: Version,
    /// When the organization was last changed.
    pub changed_at: &'a Timestamp,
}

/// The card's text, in the manner of [`write`]: the branches are business cards with names of their own.
pub fn write_organization(export: &OrganizationExport<'_>) -> String {
    let organization = export.organization;
    let phone = |number: &str, kind: PhoneKind| {
        (!number.is_empty()).then(|| Phone { number: number.to_owned(), kind, ..Phone::default() })
    };
    let email =
        |address: &str| (!address.is_empty()).then(|| Email { address: address.to_owned(), ..Email::default() });
    let numbers = [phone(&organization.phone, PhoneKind::Voice), phone(&organization.fax, PhoneKind::Fax)];
    let address = Some(&organization.address).filter(|address| !address.is_empty()).cloned();
    let mut cards = vec![BusinessCard {
        business: organization.name.clone(),
        favourite: true,
        emails: email(&organization.email).into_iter().collect(),
        phones: numbers.into_iter().flatten().collect(),
        addresses: address.into_iter().collect(),
        ..BusinessCard::default()
    }];
    cards.extend(
        organization.branches.iter().map(|branch| BusinessCard {
            business: branch.name.clone(),
            emails: email(&branch.email).into_iter().collect(),
            phones: [phone(&branch.phone, PhoneKind::Voice), phone(&branch.fax, PhoneKind::Fax)]
                .into_iter()
                .flatten()
                .collect(),
            addresses: Some(&branch.address).filter(|address| !address.is_empty()).cloned().into_iter().collect(),
            ..BusinessCard::default()
        }),
    );
    let mut own = vec![if export.version == Version::V4 { "KIND:org" } else { "X-ABShowAs:COMPANY" }.to_owned()];
    if !organization.vat_number.is_empty() {
        own.push(format!("{VAT_NUMBER}:{}", crate::write::escaped(&organization.vat_number)));
    }
    if organization.customer {
        own.push(format!("{CUSTOMER}:true"));
    }
    let own = own.into_iter().map(|line| KeptProperty { line, place: 2, parameters_only: false });
    let website = Some(&organization.website).filter(|url| !url.is_empty());
    let person = Person {
        name: calling_card_contact::Name { formatted: organization.name.clone(), ..Default::default() },
        web_addresses: website.map(|url| WebAddress { url: url.clone(), label: String::new() }).into_iter().collect(),
        social_profiles: organization.social_profiles.clone(),
        tags: organization.tags.clone(),
        image: organization.logo.clone(),
        uid: organization.uid.clone(),
        kept_properties: own.chain(organization.kept_properties.iter().cloned()).collect(),
        cards: cards.into(),
        custom: organization.custom.clone(),
        ..Person::default()
    };
    let notes: Vec<String> = Some(&organization.note).filter(|note| !note.is_empty()).cloned().into_iter().collect();
    write(&Export {
        person: &person,
        uid: export.uid,
        notes: &notes,
        organizations: &[],
        custom_fields: export.custom_fields,
        relatives: &[],
        version: export.version,
        card: None,
        changed_at: export.changed_at,
    })
}
