//! The custom fields of the workspace, for all who show or ask for them: loaded when somebody asks first, and anew when they change.

mod edit;

pub(crate) use edit::EditCustom;

use calling_card_api::ConnectionId;
use calling_card_api::custom_fields::{CustomFieldRecord, ListCustomFields};
use calling_card_contact::{Area, CustomEntity, CustomField, CustomStatus, CustomValues};
use leptos::prelude::*;

use crate::connection::Crm;
use crate::language::language;
use crate::ui::{Load, load};

/// The custom fields of the workspace.
#[derive(Clone, Copy)]
pub(crate) struct CustomFields(pub Load<Vec<CustomFieldRecord>>);

/// Where they are kept once somebody has asked for them: until all below is gone.
#[derive(Clone)]
struct Kept {
    owner: Owner,
    fields: StoredValue<Option<CustomFields>>,
}

/// Lets everything below ask for them. The list of people does not, and what reads them is not loaded with it.
pub(crate) fn provide_custom_fields() {
    provide_context(Kept { owner: Owner::current().unwrap_or_default(), fields: StoredValue::new(None) });
}

/// The custom fields of the workspace.
pub(crate) fn use_custom_fields() -> CustomFields {
    let kept: Kept = expect_context();
    kept.fields.get_value().unwrap_or_else(|| {
        let request = || ListCustomFields { connection: ConnectionId::home() };
        let fields = CustomFields(untrack(|| kept.owner.with(|| load(request))));
        kept.fields.set_value(Some(fields));
        fields
    })
}

impl CustomFields {
    /// Those of people, or of organizations, in their order.
    pub fn of(self, entity: CustomEntity) -> Vec<CustomField> {
        self.0.state.with(|state| match state {
            Some(Ok(records)) => {
                let fields = records.iter().map(|record| &record.content);
                fields.filter(|field| field.entity == entity).cloned().collect()
            }
            _ => Vec::new(),
        })
    }

    /// Those of them that are shown.
    pub fn shown(self, entity: CustomEntity) -> Vec<CustomField> {
        self.of(entity).into_iter().filter(|field| field.status == CustomStatus::Active).collect()
    }

    /// The field of people that has this key, shown or not.
    pub fn of_people(self, key: &str) -> Option<CustomField> {
        self.of(CustomEntity::Person).into_iter().find(|field| field.key.as_str() == key)
    }
}

/// The fields of people that a CRM shows.
pub(crate) fn of_people_in(crm: &Crm) -> Signal<Vec<CustomField>> {
    shown_in(crm, CustomEntity::Person)
}

/// The fields of organizations that a CRM shows.
pub(crate) fn of_organizations_in(crm: &Crm) -> Signal<Vec<CustomField>> {
    shown_in(crm, CustomEntity::Organization)
}

/// The fields that a CRM shows: of the built-in one those that are known already, of another one those that it has.
fn shown_in(crm: &Crm, entity: CustomEntity) -> Signal<Vec<CustomField>> {
    let known = use_custom_fields();
    if crm.is_home() {
        return Signal::derive(move || known.shown(entity));
    }
    if !crm.areas.contains(&Area::CustomFields) {
        return Signal::stored(Vec::new());
    }
    let connection = crm.id.clone();
    let theirs = CustomFields(load(move || ListCustomFields { connection: connection.clone() }));
    Signal::derive(move || theirs.shown(entity))
}

/// What values say, with the labels of their fields.
pub(crate) fn facts(fields: &[CustomField], values: &CustomValues) -> Vec<(String, String)> {
    let fact = |field: &CustomField| {
        let value = values.get(&field.key)?;
        Some((field.label.text(language()).to_owned(), field.kind.words(value, language())))
    };
    fields.iter().filter_map(fact).collect()
}
