//! What another CRM would not keep of people: where they have values of custom fields, it is asked which fields it has.

use calling_card_contact::{CustomEntity, CustomField, Loss, Person};

use super::ForeignCrm;
use crate::Result;

impl ForeignCrm {
    /// What of a person it would not keep.
    pub(crate) async fn losses(&self, person: &Person) -> Result<Vec<Loss>> {
        let fields = self.fields_for(std::slice::from_ref(person)).await?;
        Ok(self.connected.system.losses_with(person, &fields))
    }

    /// The person as they come back from it.
    pub(crate) async fn kept(&self, person: &Person) -> Result<Person> {
        let fields = self.fields_for(std::slice::from_ref(person)).await?;
        Ok(self.connected.system.kept_with(person, &fields))
    }

    /// Its custom fields of people, where what becomes of these depends on them; else none.
    pub(crate) async fn fields_for(&self, people: &[Person]) -> Result<Vec<CustomField>> {
        let system = self.connected.system;
        let asked = system.writes_custom_fields() && people.iter().any(|person| !person.custom.is_empty());
        let Some(area) = system.fields().filter(|_| asked) else { return Ok(Vec::new()) };
        let fields = self.run(area.list(), false).await?.into_iter().map(|field| field.content);
        Ok(fields.filter(|field| field.entity == CustomEntity::Person).collect())
    }
}
