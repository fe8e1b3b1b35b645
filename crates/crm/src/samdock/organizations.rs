//! Organizations, their branches and who works there.
//!
//! Branches are written and not read: the vendor tells of them no more than their ids.

use calling_card_contact::{Branch, Organization};
use serde_json::Value;
use uuid::Uuid;

use super::calls::Call;
use super::deed::{Deed, deed, found};
use super::ids::{Kind, nano_id};
use super::wire::{self, Employee, Moment, OrganizationFields, Role};
use super::{addresses, mapping, networks};
use crate::{Error, Foreign, Making};

/// An organization as it stands there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Known {
    /// What it says. Its branches, logo and contact person are beside it: they are known by ids there.
    pub organization: Organization,
    /// The ids of its branches.
    pub branches: Vec<String>,
    /// Who works there.
    pub employees: Vec<Employed>,
    /// The id of whom to ask there.
    pub contact_person: Option<String>,
}

/// Who works in an organization.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Employed {
    /// The id of the person.
    pub person: String,
    /// What they are there; empty where it is not told.
    pub role: String,
}

/// All of them, by name.
pub fn list() -> Making<Vec<Foreign<Known>>> {
    deed(|deed| async move {
        let all: Vec<wire::Organization> = deed.read(Call::ListOrganizations).await?;
        let mut known: Vec<_> = all.iter().filter_map(|one| foreign(one).ok()).collect();
        known.sort_by_cached_key(|one| one.content.organization.name.to_lowercase());
        Ok(known)
    })
}

/// One of them.
pub fn get(id: &str) -> Making<Foreign<Known>> {
    let id = id.to_owned();
    deed(|deed| async move { foreign(&deed.read(Call::GetOrganization(id)).await?) })
}

/// A new one, under an id that is made of the key.
pub fn create(organization: &Organization, key: Uuid) -> Making<Foreign<Known>> {
    let id = nano_id(key, Kind::Organization);
    let fields = OrganizationFields { id: Some(id.clone()), ..filled(to_wire(organization)) };
    deed(|deed| async move {
        deed.write_or(Call::AddOrganization(Box::new(fields)), Call::DeleteOrganization(id.clone())).await?;
        seen(&deed, &id, |_| true).await
    })
}

/// Only what has changed is sent.
pub fn update(id: &str, before: &Organization, after: &Organization) -> Making<Foreign<Known>> {
    let patch = changes(&to_wire(before), to_wire(after));
    let (id, before) = (id.to_owned(), before.clone());
    deed(|deed| async move {
        if let Some(patch) = patch {
            deed.write(Call::EditOrganization(id.clone(), Box::new(patch))).await?;
            return seen(&deed, &id, |now| to_wire(&from_wire(&now.fields)) != to_wire(&before)).await;
        }
        seen(&deed, &id, |_| true).await
    })
}

/// Deletes an organization.
pub fn delete(id: &str) -> Making<()> {
    let id = id.to_owned();
    deed(|deed| async move { deed.delete(Call::DeleteOrganization(id.clone()), Call::GetOrganization(id)).await })
}

/// Adds a branch; answers its id.
pub fn add_branch(organization: &str, branch: &Branch, key: Uuid) -> Making<String> {
    let id = nano_id(key, Kind::Branch);
    let written = wire::Branch { id: Some(id.clone()), ..branch_to_wire(branch) };
    let call = Call::AddBranch(organization.to_owned(), Box::new(written));
    deed(|deed| async move { deed.write(call).await.map(|()| id) })
}

/// Changes a branch to this.
pub fn update_branch(organization: &str, id: &str, branch: &Branch) -> Making<()> {
    write(Call::EditBranch(organization.to_owned(), id.to_owned(), Box::new(branch_to_wire(branch))))
}

/// Deletes a branch.
pub fn delete_branch(organization: &str, id: &str) -> Making<()> {
    write(Call::DeleteBranch(organization.to_owned(), id.to_owned()))
}

/// A person works there, as this.
pub fn relate(organization: &str, person: &str, role: &str) -> Making<()> {
    let role = Some(role.to_owned()).filter(|role| !role.is_empty());
    write(Call::Relate(organization.to_owned(), Employee { person_id: Some(person.to_owned()), role }))
}

/// A person works there no longer.
pub fn unrelate(organization: &str, person: &str) -> Making<()> {
    write(Call::Unrelate(organization.to_owned(), person.to_owned()))
}

/// A person is whom to ask there.
pub fn assign_contact_person(organization: &str, person: &str) -> Making<()> {
    write(Call::AssignContactPerson(organization.to_owned(), person.to_owned()))
}

/// A person is this there.
pub fn change_role(organization: &str, person: &str, role: &str) -> Making<()> {
    write(Call::ChangeRole(organization.to_owned(), person.to_owned(), Role { role: Some(role.to_owned()) }))
}

/// An organization as it is written there. What it does not say is an empty text.
pub fn to_wire(organization: &Organization) -> OrganizationFields {
    let text = |text: &String| Some(text.clone());
    let mut fields = OrganizationFields {
        name: text(&organization.name),
        email: text(&organization.email),
        phone_number: text(&organization.phone),
        fax_number: text(&organization.fax),
        website: text(&organization.website),
        vat_reg_no: text(&organization.vat_number),
        note: text(&organization.note),
        address: Some(addresses::to_wire(&organization.address)),
        is_customer: Some(organization.customer),
        ..OrganizationFields::default()
    };
    let OrganizationFields { linkedin, xing, facebook, twitter, instagram, .. } = &mut fields;
    networks::write(&organization.social_profiles, [linkedin, xing, facebook, twitter, instagram]);
    fields
}

/// The organization that stands there.
pub fn from_wire(fields: &OrganizationFields) -> Organization {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let OrganizationFields { linkedin, xing, facebook, twitter, instagram, .. } = fields;
    Organization {
        name: text(&fields.name),
        email: text(&fields.email),
        phone: text(&fields.phone_number),
        fax: text(&fields.fax_number),
        website: text(&fields.website),
        vat_number: text(&fields.vat_reg_no),
        note: text(&fields.note),
        address: fields.address.as_ref().map(addresses::from_wire).unwrap_or_default(),
        customer: fields.is_customer.unwrap_or_default(),
        social_profiles: networks::read([linkedin, xing, facebook, twitter, instagram]),
        custom: fields.custom_fields.as_ref().map(mapping::custom).unwrap_or_default(),
        ..Organization::default()
    }
}

/// Where a change stands that is not kept, of one organization to another.
pub(crate) fn unkept(before: &Organization, after: &Organization) -> Vec<&'static str> {
    let lost = [
        ("/tags", after.tags != before.tags),
        ("/logo", after.logo != before.logo),
        ("/custom", after.custom != before.custom),
        ("/uid", after.uid != before.uid),
        ("/kept_properties", after.kept_properties != before.kept_properties),
        ("/foreign_ids", after.foreign_ids != before.foreign_ids),
        ("/address/additional", after.address.additional != before.address.additional),
        // It can be given to somebody else, and not be taken away.
        ("/contact_person", before.contact_person.is_some() && after.contact_person.is_none()),
    ];
    lost.into_iter().filter(|(_, lost)| *lost).map(|(field, _)| field).collect()
}

/// Without the texts that say nothing. The name is always said.
pub(super) fn filled(mut fields: OrganizationFields) -> OrganizationFields {
    let name = fields.name.clone().unwrap_or_default();
    for text in texts(&mut fields) {
        if text.as_deref() == Some("") {
            *text = None;
        }
    }
    fields.address = fields.address.map(addresses::filled).filter(|address| *address != wire::Address::default());
    OrganizationFields { name: Some(name), ..fields }
}

/// What of the second is not in the first; none where that is nothing. The name is always said.
pub(super) fn changes(before: &OrganizationFields, mut after: OrganizationFields) -> Option<OrganizationFields> {
    let (mut before, name) = (before.clone(), after.name.clone());
    for (before, after) in texts(&mut before).into_iter().zip(texts(&mut after)) {
        if before == after {
            *after = None;
        }
    }
    if before.address == after.address {
        after.address = None;
    }
    if before.is_customer == after.is_customer {
        after.is_customer = None;
    }
    (after != OrganizationFields::default()).then_some(OrganizationFields { name, ..after })
}

/// Each text by a function of its own, so that none is forgotten twice.
fn texts(fields: &mut OrganizationFields) -> [&mut Option<String>; 12] {
    let OrganizationFields {
        name,
        email,
        phone_number,
        fax_number,
        website,
        vat_reg_no,
        note,
        linkedin,
        xing,
        facebook,
        twitter,
        instagram,
        ..
    } = fields;
    [name, email, phone_number, fax_number, website, vat_reg_no, note, linkedin, xing, facebook, twitter, instagram]
}

/// A branch as it is written there.
pub(super) fn branch_to_wire(branch: &Branch) -> wire::Branch {
    wire::Branch {
        name: Some(branch.name.clone()),
        email: Some(branch.email.clone()),
        phone_number: Some(branch.phone.clone()),
        fax_number: Some(branch.fax.clone()),
        address: Some(addresses::to_wire(&branch.address)),
        ..wire::Branch::default()
    }
}

/// Reads an organization until it is there and as it shall be.
pub(super) async fn seen(
    deed: &Deed,
    id: &str,
    done: impl Fn(&wire::Organization) -> bool + Send + Sync,
) -> Result<Foreign<Known>, Error> {
    let there = |now: &Option<wire::Organization>| now.as_ref().is_some_and(&done);
    match deed.until(Call::GetOrganization(id.to_owned()), found, there).await? {
        (Some(now), true) => foreign(&now),
        _ => Err(Error::InDoubt(super::NOT_YET.into())),
    }
}

/// An organization as it stands there.
pub(super) fn foreign(there: &wire::Organization) -> Result<Foreign<Known>, Error> {
    let id = there.fields.id.clone().filter(|id| !id.is_empty());
    let employed = |value: &Value| {
        Some(Employed { person: named(value)?, role: value["role"].as_str().unwrap_or_default().to_owned() })
    };
    Ok(Foreign {
        id: id.ok_or_else(|| Error::Decode("an organization without an id".into()))?,
        content: Known {
            organization: from_wire(&there.fields),
            branches: branches(there),
            employees: there.employees.iter().flatten().filter_map(employed).collect(),
            contact_person: there.contact_person.clone().filter(|id| !id.is_empty()),
        },
        created_at: there.fields.created_at.as_ref().and_then(Moment::timestamp),
        changed_at: there.updated_at.as_ref().and_then(Moment::timestamp),
    })
}

/// The ids of the branches of one.
pub(super) fn branches(there: &wire::Organization) -> Vec<String> {
    there.fields.branches.iter().flatten().filter_map(named).collect()
}

/// The id that stands there by itself, or as a member.
fn named(value: &Value) -> Option<String> {
    let ids = ["personID", "_personID", "_id"];
    value.as_str().or_else(|| ids.iter().find_map(|name| value[*name].as_str())).map(str::to_owned)
}

fn write(call: Call) -> Making<()> {
    deed(|deed| async move { deed.write(call).await })
}
