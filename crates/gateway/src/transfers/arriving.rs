//! People of other CRMs, as the built-in one takes them.

use calling_card_contact::{CustomEntity, CustomField, Loss, Part, Person, fitting_custom};

use crate::Result;
use crate::store::{Store, WorkspaceId, custom_fields};

/// The custom fields of the people of a workspace.
pub(crate) async fn fields_at_home(store: &Store, workspace: WorkspaceId) -> Result<Vec<CustomField>> {
    let fields = custom_fields::list(store, workspace).await?.into_iter().map(|record| record.content);
    Ok(fields.filter(|field| field.entity == CustomEntity::Person).collect())
}

/// A person as they are taken in where there are these fields, and what of them is lost. What refers to records of another CRM says
/// nothing here; a value stays where a field of its key takes it.
pub(crate) fn at_home(mut person: Person, fields: &[CustomField]) -> (Person, Vec<Loss>) {
    person.organizations.clear();
    let taken = fitting_custom(fields, &person.custom);
    let lost = u32::try_from(person.custom.len() - taken.len()).unwrap_or(u32::MAX);
    person.custom = taken;
    let lost = (lost > 0).then_some(Loss { part: Part::CustomFields, count: lost });
    (person, lost.into_iter().collect())
}
