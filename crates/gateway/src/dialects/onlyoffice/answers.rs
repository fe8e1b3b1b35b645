//! Contacts as they are answered.

use calling_card_api::staff::Colleague;
use calling_card_contact::{CustomEntity, CustomField, CustomKind, CustomStatus, CustomValue, CustomValues, Person};
use calling_card_crm::onlyoffice::kinds::InfoType;
use calling_card_crm::onlyoffice::wire;

use super::super::{Caller, times};
use super::contacts::Contact;
use super::entries::{Content, address};
use super::{DIALECT, ROOT};
use crate::Result;
use crate::store::dialects::{Place, numbers};
use crate::store::{Batch, custom_fields, users};

/// Nobody's GUID: programs have none.
const NOBODY: &str = "00000000-0000-0000-0000-000000000000";

/// What answers need to know beside the contacts: members of staff, and the custom fields with their numbers.
pub(super) struct Known {
    staff: Vec<Colleague>,
    fields: Vec<(i64, CustomField)>,
}

impl Known {
    /// As it is now. Custom fields that have no number yet get one.
    pub(super) async fn of(caller: &Caller) -> Result<Self> {
        let workspace = caller.actor.workspace;
        let staff = users::list(&caller.store, workspace).await?;
        let mut connection = caller.connection().await?;
        let records = custom_fields::all(&mut connection, workspace).await?;
        let kind = calling_card_api::changes::RecordKind::CustomField;
        let mut fields = Vec::with_capacity(records.len());
        for record in records {
            let key = record.id.to_string();
            let place = Place { workspace, dialect: DIALECT, kind, record: &key };
            let number = match numbers::number_of(&mut connection, place).await? {
                Some(number) => number,
                None => {
                    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
                    let number = match numbers::number_of(batch.connection(), place).await? {
                        Some(number) => number,
                        None => numbers::give_number(batch.connection(), place, None).await?,
                    };
                    batch.commit(()).await?;
                    number
                }
            };
            fields.push((number, record.content));
        }
        Ok(Self { staff, fields })
    }

    /// The custom fields of people, or of organizations, that are shown.
    pub(super) fn fields(&self, entity: CustomEntity) -> impl Iterator<Item = (i64, &CustomField)> {
        let shown =
            move |(_, field): &&(i64, CustomField)| field.entity == entity && field.status == CustomStatus::Active;
        self.fields.iter().filter(shown).map(|(number, field)| (*number, field))
    }

    /// A member of staff by GUID; of one who is none, no more is known than that.
    fn employee(&self, guid: &str) -> wire::Employee {
        let known = self.staff.iter().find(|one| one.id.to_string().eq_ignore_ascii_case(guid));
        known.map_or_else(
            || wire::Employee { id: guid.to_owned(), ..wire::Employee::default() },
            |one| called(guid, &one.name),
        )
    }

    /// Who has made a record: a member of staff, or a program or form by its name.
    fn maker(&self, name: &str) -> wire::Employee {
        match self.staff.iter().find(|one| one.name == name) {
            Some(one) => self.employee(&one.id.to_string()),
            None => {
                let name = name.split_once(':').map_or(name, |(_, name)| name);
                called(NOBODY, name)
            }
        }
    }
}

/// A user of the portal, who has neither picture nor page here.
fn called(guid: &str, name: &str) -> wire::Employee {
    wire::Employee {
        id: guid.to_owned(),
        display_name: Some(name.to_owned()),
        title: None,
        avatar_small: Some(String::new()),
        profile_url: Some(String::new()),
    }
}

/// A contact as it is read by itself: its tags are asked for elsewhere.
pub(super) fn contact(contact: &Contact, known: &Known) -> wire::Contact {
    let filled = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let mut said = base(contact, known);
    said.about = Some(contact.held.about.clone().unwrap_or_default());
    said.have_late_tasks = Some(false);
    said.create_by = Some(known.maker(&contact.created_by));
    said.created = Some(times::with_seven_digits(&contact.created_at));
    said.contact_status = contact.held.contact_status.map(|id| wire::ListItem { id, ..wire::ListItem::default() });
    let data: Vec<wire::Data> = contact.entries.iter().map(super::entries::Entry::wire).collect();
    let (addresses, common): (Vec<_>, Vec<_>) =
        data.into_iter().partition(|entry| entry.info_type == InfoType::Address.number());
    said.addresses = Some(addresses.iter().filter_map(postal).collect()).filter(|list: &Vec<_>| !list.is_empty());
    said.common_data = Some(common).filter(|list| !list.is_empty());
    said.custom_fields = Some(field_values(contact, known)).filter(|list| !list.is_empty());
    match &contact.content {
        Content::Person(person) => {
            let (first, last) = names(person);
            said.first_name = Some(first);
            said.last_name = Some(last);
            let main = person.main_card().and_then(|card| card.positions.main());
            said.title = main.and_then(|position| filled(&position.position));
            said.company = contact.company.as_ref().map(|company| Box::new(of_person(company, known)));
        }
        Content::Organization(organization) => {
            said.company_name = Some(organization.name.clone());
            said.persons_count = i64::try_from(contact.persons).ok();
        }
    }
    said
}

/// A contact as an entry of a list, with its tags.
pub(super) fn listed(of: &Contact, known: &Known) -> wire::Contact {
    wire::Contact { tags: Some(tags(of).to_vec()), ..contact(of, known) }
}

/// What every answer says of a contact.
pub(super) fn base(contact: &Contact, known: &Known) -> wire::Contact {
    let held = &contact.held;
    let managers = held.managers();
    let share_type = held.share_type.unwrap_or_default();
    let (is_company, name, pictured) = match &contact.content {
        Content::Person(person) => (false, display_name(person), person.image.is_some()),
        Content::Organization(organization) => (true, organization.name.clone(), organization.logo.is_some()),
    };
    let picture = |side| pictured.then(|| picture(contact.number, side));
    wire::Contact {
        id: contact.number,
        display_name: Some(name),
        is_company,
        is_private: !managers.is_empty(),
        access_list: (!managers.is_empty()).then(|| access(contact, known)),
        is_shared: share_type > 0,
        share_type,
        can_edit: true,
        can_delete: true,
        small_foto_url: picture(SMALL),
        medium_foto_url: picture(MEDIUM),
        ..wire::Contact::default()
    }
}

/// The company of a person, as the vendor's own sample has it.
fn of_person(company: &Contact, known: &Known) -> wire::Contact {
    let mut said = base(company, known);
    said.company_name = said.display_name.clone();
    said.about = Some(company.held.about.clone().unwrap_or_default());
    said.have_late_tasks = Some(false);
    said
}

/// Sides of the squares in which pictures are there.
pub(super) const SMALL: u32 = 40;
pub(super) const MEDIUM: u32 = 82;
pub(super) const BIG: u32 = 200;

/// The address of a picture.
pub(super) fn picture(number: i64, side: u32) -> String {
    format!("{ROOT}/storage/crm/{number}_{side}_{side}.jpeg")
}

/// Who may see a private contact; nobody in particular where it is not private.
pub(super) fn access(contact: &Contact, known: &Known) -> Vec<wire::Employee> {
    contact.held.managers().iter().map(|guid| known.employee(guid)).collect()
}

/// The tags of a contact.
pub(super) fn tags(contact: &Contact) -> &[String] {
    match &contact.content {
        Content::Person(person) => &person.tags,
        Content::Organization(organization) => &organization.tags,
    }
}

/// First and last name; of somebody who has neither, what they are called.
pub(super) fn names(person: &Person) -> (String, String) {
    let name = &person.name;
    if name.given.is_empty() && name.family.is_empty() {
        return (person.display_name(), String::new());
    }
    (name.given.clone(), name.family.clone())
}

fn display_name(person: &Person) -> String {
    let (first, last) = names(person);
    format!("{first} {last}").trim().to_owned()
}

fn postal(entry: &wire::Data) -> Option<wire::Address> {
    let address = address(&entry.data)?;
    Some(wire::Address {
        category: entry.category,
        category_name: entry.category_name.clone(),
        is_primary: entry.is_primary,
        ..address
    })
}

/// The definition of a custom field.
pub(super) fn field(number: i64, field: &CustomField) -> wire::CustomField {
    let (field_type, mask) = match &field.kind {
        CustomKind::Text | CustomKind::Currency { .. } => (0, String::new()),
        CustomKind::Textarea | CustomKind::Multiselect { .. } => (1, String::new()),
        CustomKind::Select { options } => {
            let values: Vec<&str> = options.iter().map(|option| option.value.as_str()).collect();
            (2, serde_json::json!(values).to_string())
        }
    };
    wire::CustomField {
        id: number,
        entity_id: 0,
        label: Some(field.label.text(calling_card_contact::Language::En).to_owned()),
        field_value: None,
        field_type,
        position: i64::from(field.order),
        mask: Some(mask),
    }
}

/// The values of a contact's custom fields.
pub(super) fn field_values(contact: &Contact, known: &Known) -> Vec<wire::CustomField> {
    let (entity, values) = custom(&contact.content);
    let fields = known.fields(entity).filter_map(|(number, definition)| {
        let value = values.get(&definition.key).map(CustomValue::text)?;
        Some(wire::CustomField { entity_id: contact.number, field_value: Some(value), ..field(number, definition) })
    });
    fields.collect()
}

/// Whose custom fields a record has, and their values.
pub(super) fn custom(content: &Content) -> (CustomEntity, &CustomValues) {
    match content {
        Content::Person(person) => (CustomEntity::Person, &person.custom),
        Content::Organization(organization) => (CustomEntity::Organization, &organization.custom),
    }
}
