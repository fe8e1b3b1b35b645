//! Custom fields of another CRM, by the same operations as those of the built-in one. Their order is the CRM's.

use calling_card_api::custom_fields::CustomFieldRecord;
use calling_card_api::{Nothing, ProblemKind, Version, Written};
use calling_card_contact::{Check, CustomField, CustomFieldId, CustomKind, FieldError, FieldErrors, Problem};
use calling_card_crm::{Fields, Foreign};

use super::people::version;
use super::{ForeignCrm, Inverse};
use crate::store::foreign;
use crate::{Error, Result, clock};

impl ForeignCrm {
    /// All custom fields, those of people first.
    pub async fn list_fields(&self) -> Result<Vec<CustomFieldRecord>> {
        self.read_fields(false).await
    }

    /// One custom field.
    pub async fn get_field(&self, id: CustomFieldId) -> Result<CustomFieldRecord> {
        self.read_field(id, false).await
    }

    /// Makes a custom field; its key must not be taken.
    pub async fn create_field(&self, field: CustomField) -> Result<Written<CustomFieldRecord>> {
        let area = self.definitions()?;
        let mut errors = check(&field, None);
        let known = self.read_fields(true).await?;
        let taken =
            |known: &CustomFieldRecord| (known.content.entity, &known.content.key) == (field.entity, &field.key);
        if known.iter().any(taken) {
            errors.push(FieldError { field: "/key".into(), problem: Problem::Taken });
        }
        if !errors.is_empty() {
            return Err(Error::Invalid(errors));
        }
        let made = self.run(area.create(&field, clock::new_key()), true).await?;
        let record = self.field(made).await?;
        self.written(Inverse::DeleteField { id: record.id, version: record.version }, record).await
    }

    /// Changes a custom field; what it holds, and by what, stays.
    pub async fn update_field(
        &self,
        id: CustomFieldId,
        seen: Version,
        field: CustomField,
    ) -> Result<Written<CustomFieldRecord>> {
        let before = self.read_field(id, true).await?;
        if before.version != seen {
            return Err(ProblemKind::Stale.into());
        }
        let errors = check(&field, Some(&before.content));
        if !errors.is_empty() {
            return Err(Error::Invalid(errors));
        }
        let record = self.change_field(id, &before.content, &field).await?;
        let before = Box::new(before.content);
        self.written(Inverse::UpdateField { id, version: record.version, before }, record).await
    }

    /// Deletes a custom field there.
    pub async fn delete_field(&self, id: CustomFieldId, seen: Version) -> Result<Written<Nothing>> {
        let before = self.read_field(id, true).await?;
        if before.version != seen {
            return Err(ProblemKind::Stale.into());
        }
        let inverse = self.remove_field(id, &before.content).await?;
        self.written(inverse, Nothing).await
    }

    /// Deletes a custom field that was made; answers what would make it anew.
    pub(super) async fn take_field_away(&self, id: CustomFieldId, version: Version) -> Result<Inverse> {
        let before = self.field_unchanged(id, version).await?;
        self.remove_field(id, &before).await
    }

    /// Changes a custom field back; answers what would change it once more.
    pub(super) async fn change_field_back(
        &self,
        id: CustomFieldId,
        version: Version,
        to: &CustomField,
    ) -> Result<Inverse> {
        let before = self.field_unchanged(id, version).await?;
        let record = self.change_field(id, &before, to).await?;
        Ok(Inverse::UpdateField { id, version: record.version, before: Box::new(before) })
    }

    /// Makes a custom field anew.
    pub(super) async fn put_field_back(&self, id: CustomFieldId, said: &serde_json::Value) -> Result<Inverse> {
        let made = self.run(self.definitions()?.restore(said), true).await?;
        let version = self.field(made).await?.version;
        Ok(Inverse::DeleteField { id, version })
    }

    async fn remove_field(&self, id: CustomFieldId, field: &CustomField) -> Result<Inverse> {
        let said = self.run(self.definitions()?.delete(&self.their_field(id).await?, field), true).await?;
        Ok(Inverse::RestoreField { id, said })
    }

    async fn change_field(
        &self,
        id: CustomFieldId,
        before: &CustomField,
        after: &CustomField,
    ) -> Result<CustomFieldRecord> {
        let theirs = self.their_field(id).await?;
        let changed = self.run(self.definitions()?.update(&theirs, before, after), true).await?;
        self.field(changed).await
    }

    async fn field_unchanged(&self, id: CustomFieldId, version: Version) -> Result<CustomField> {
        let now = self.read_field(id, true).await?;
        if now.version == version { Ok(now.content) } else { Err(ProblemKind::Conflict.into()) }
    }

    async fn read_field(&self, id: CustomFieldId, fresh: bool) -> Result<CustomFieldRecord> {
        self.read_fields(fresh).await?.into_iter().find(|field| field.id == id).ok_or(Error::NOT_FOUND)
    }

    async fn read_fields(&self, fresh: bool) -> Result<Vec<CustomFieldRecord>> {
        let fields = self.run(self.field_area()?.list(), fresh).await?;
        let ids: Vec<String> = fields.iter().map(|field| field.id.clone()).collect();
        let keys = foreign::ours(&self.store, self.place(), foreign::FIELD, &ids).await?;
        Ok(keys.into_iter().zip(fields).map(|(key, field)| self.field_of(CustomFieldId(key), field)).collect())
    }

    async fn field(&self, field: Foreign<CustomField>) -> Result<CustomFieldRecord> {
        let keys = foreign::ours(&self.store, self.place(), foreign::FIELD, std::slice::from_ref(&field.id)).await?;
        let key = keys.into_iter().next().ok_or(Error::NOT_FOUND)?;
        Ok(self.field_of(CustomFieldId(key), field))
    }

    /// The record of a field. Its place is no state of it: another one that goes changes it.
    fn field_of(&self, id: CustomFieldId, field: Foreign<CustomField>) -> CustomFieldRecord {
        let version = version(&CustomField { order: 0, ..field.content.clone() });
        CustomFieldRecord { version, ..self.dated(id, field) }
    }

    fn field_area(&self) -> Result<Fields> {
        self.connected.system.fields().ok_or(Error::Problem(ProblemKind::CrmCannot))
    }

    /// The same, where they can be made and changed.
    fn definitions(&self) -> Result<Fields> {
        let area = Some(self.field_area()?).filter(|fields| fields.can_be_defined());
        area.ok_or(Error::Problem(ProblemKind::CrmCannot))
    }

    async fn their_field(&self, id: CustomFieldId) -> Result<String> {
        foreign::theirs(&self.store, self.place(), foreign::FIELD, id.0).await?.ok_or(Error::NOT_FOUND)
    }
}

/// What is wrong with a field. Its currency is the CRM's, and options that stay as they are are not looked at: the CRM has taken them.
fn check(field: &CustomField, before: Option<&CustomField>) -> FieldErrors {
    let mut errors = field.check();
    let same = before.is_some_and(|before| before.kind == field.kind);
    let currency = matches!(field.kind, CustomKind::Currency { .. });
    errors.retain(|error| !(currency && error.field == "/currency" || same && error.field.starts_with("/options")));
    if before.is_some_and(|before| std::mem::discriminant(&before.kind) != std::mem::discriminant(&field.kind)) {
        errors.push(FieldError { field: "/kind".into(), problem: Problem::OtherKind });
    }
    errors
}
