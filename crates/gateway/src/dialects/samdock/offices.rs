//! What an organization is there, and what a client writes into one of ours. Profiles and the address are told as those of people.

use calling_card_contact::{BusinessCard, CustomEntity, Image, Organization, Person};
use calling_card_crm::samdock::mapping::{Employment, filled, from_wire, to_wire};
use calling_card_crm::samdock::wire::{OrganizationFields, PersonFields};

use super::applying::{website, write_address, write_profiles};
use super::fields::Defined;
use super::values;

/// What we say of an organization ourselves; `branches` are ids.
pub(super) fn told(organization: &Organization, fields: &[Defined], branches: Vec<String>) -> OrganizationFields {
    let text = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    let mut card = BusinessCard::default();
    card.addresses.push(organization.address.clone());
    let social_profiles = organization.social_profiles.clone();
    let alike = filled(to_wire(&Person { social_profiles, cards: vec![card].into(), ..Person::default() }));
    OrganizationFields {
        id: None,
        tenant_id: None,
        email: text(&organization.email),
        name: Some(organization.name.clone()),
        phone_number: text(&organization.phone),
        fax_number: text(&organization.fax),
        linkedin: alike.linkedin,
        note: text(&organization.note),
        xing: alike.xing,
        facebook: alike.facebook,
        twitter: alike.twitter,
        instagram: alike.instagram,
        vat_reg_no: text(&organization.vat_number),
        website: text(&organization.website),
        logo: organization.logo.as_ref().map(|logo| format!("data:{};base64,{}", logo.media_type, logo.data)),
        created_at: None,
        import_id: None,
        address: alike.address,
        branches: Some(branches.into_iter().map(Into::into).collect()),
        custom_fields: Some(values::told(&organization.custom, fields, CustomEntity::Organization)),
        is_customer: Some(organization.customer),
        priority_section: None,
    }
}

/// Writes what is said otherwise than before. Branches have calls of their own.
pub(super) fn apply(
    organization: &mut Organization,
    fields: &[Defined],
    (before, said): (&OrganizationFields, &OrganizationFields),
) {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let members = [
        (&before.name, &said.name, &mut organization.name),
        (&before.email, &said.email, &mut organization.email),
        (&before.phone_number, &said.phone_number, &mut organization.phone),
        (&before.fax_number, &said.fax_number, &mut organization.fax),
        (&before.note, &said.note, &mut organization.note),
        (&before.vat_reg_no, &said.vat_reg_no, &mut organization.vat_number),
    ];
    for (before, said, member) in members {
        if before != said {
            *member = text(said);
        }
    }
    if before.website != said.website {
        organization.website = website(&text(&said.website));
    }
    if before.is_customer != said.is_customer {
        organization.customer = said.is_customer.unwrap_or_default();
    }
    if before.logo != said.logo {
        // What is no picture stays beside the record.
        organization.logo = said.logo.as_deref().and_then(picture);
    }
    let (was, shall) = (alike(before), alike(said));
    write_profiles(&mut organization.social_profiles, &was.social_profiles, &shall.social_profiles);
    let address = |of: &Person| of.main_card().and_then(|card| card.addresses.main().cloned()).unwrap_or_default();
    let (was, shall) = (address(&was), address(&shall));
    if was != shall {
        organization.address = write_address(std::mem::take(&mut organization.address), &shall);
    }
    let custom = |of: &OrganizationFields| of.custom_fields.clone().unwrap_or_default();
    values::apply(&mut organization.custom, (fields, CustomEntity::Organization), (&custom(before), &custom(said)));
}

/// What is said without the empty texts: they say nothing.
pub(super) fn without_empty(said: OrganizationFields) -> OrganizationFields {
    let some = |text: Option<String>| text.filter(|text| !text.is_empty());
    let alike = filled(PersonFields { address: said.address, ..PersonFields::default() });
    OrganizationFields {
        id: some(said.id),
        tenant_id: some(said.tenant_id),
        email: some(said.email),
        name: said.name,
        phone_number: some(said.phone_number),
        fax_number: some(said.fax_number),
        linkedin: some(said.linkedin),
        note: some(said.note),
        xing: some(said.xing),
        facebook: some(said.facebook),
        twitter: some(said.twitter),
        instagram: some(said.instagram),
        vat_reg_no: some(said.vat_reg_no),
        website: some(said.website),
        logo: some(said.logo),
        created_at: said.created_at,
        import_id: some(said.import_id),
        address: alike.address,
        branches: said.branches,
        custom_fields: said.custom_fields,
        is_customer: said.is_customer,
        priority_section: said.priority_section,
    }
}

/// Somebody with the profiles and the address of an organization.
fn alike(fields: &OrganizationFields) -> Person {
    let of = fields.clone();
    let alike = PersonFields {
        linkedin: of.linkedin,
        xing: of.xing,
        facebook: of.facebook,
        twitter: of.twitter,
        instagram: of.instagram,
        address: of.address,
        ..PersonFields::default()
    };
    from_wire(&alike, &Employment::default())
}

/// The picture that stands in an address (RFC 2397).
fn picture(address: &str) -> Option<Image> {
    let (media_type, data) = address.strip_prefix("data:")?.split_once(";base64,")?;
    Some(Image { media_type: media_type.to_owned(), data: data.to_owned() })
}
