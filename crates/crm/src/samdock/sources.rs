//! Inbound sources: what drafts come through. They are as the vendor says them: its forms are not ours.

use uuid::Uuid;

use super::NOT_YET;
use super::answers::accepted;
use super::calls::Call;
use super::deed::{Deed, deed, found};
use super::ids::{Kind, nano_id};
use super::wire::{CustomFields, Draft, InboundSource, Organization, Person};
use crate::{Error, Making};

/// The words for whether a source takes something in.
pub const STATUSES: [&str; 3] = ["active", "testing", "disabled"];
/// The words for what a source is.
pub const KINDS: [&str; 4] = ["form", "api", "private-email", "shared-email"];

/// All of them.
pub fn list() -> Making<Vec<InboundSource>> {
    deed(|deed| async move { deed.read(Call::ListSources).await })
}

/// One of them.
pub fn get(id: &str) -> Making<InboundSource> {
    let id = id.to_owned();
    deed(|deed| async move { deed.read(Call::GetSource(id)).await })
}

/// A new one, under an id that is made of the key. All but the settings is required.
pub fn create(source: InboundSource, key: Uuid) -> Making<InboundSource> {
    let source = whole(InboundSource { id: Some(nano_id(key, Kind::Source)), ..source });
    deed(|deed| async move { make(&deed, source).await })
}

/// Makes a source that has an id.
pub(super) async fn make(deed: &Deed, source: InboundSource) -> Result<InboundSource, Error> {
    let id = source.id.clone().unwrap_or_default();
    deed.write_or(Call::AddSource(Box::new(source)), Call::DeleteSource(id.clone())).await?;
    match deed.until(Call::GetSource(id), found, Option::is_some).await?.0 {
        Some(made) => Ok(made),
        None => Err(Error::InDoubt(NOT_YET.into())),
    }
}

/// Changes a source; what is none in `changed` stays.
pub fn update(id: &str, changed: InboundSource) -> Making<InboundSource> {
    let id = id.to_owned();
    deed(|deed| async move { change(&deed, &id, changed).await })
}

/// The same, in a deed.
pub(super) async fn change(deed: &Deed, id: &str, changed: InboundSource) -> Result<InboundSource, Error> {
    let before: InboundSource = deed.read(Call::GetSource(id.to_owned())).await?;
    let after = whole(InboundSource {
        id: before.id.clone().or_else(|| Some(id.to_owned())),
        status: changed.status.or_else(|| before.status.clone()),
        kind: changed.kind.or_else(|| before.kind.clone()),
        name: changed.name.or_else(|| before.name.clone()),
        form_settings: changed.form_settings.or_else(|| before.form_settings.clone()),
        create_lead: changed.create_lead.or(before.create_lead),
        editor: changed.editor.or_else(|| before.editor.clone()),
        doi: changed.doi.or_else(|| before.doi.clone()),
        privacy: changed.privacy.or_else(|| before.privacy.clone()),
    });
    deed.write(Call::EditSource(id.to_owned(), Box::new(after.clone()))).await?;
    // What is required is filled in: where that is all, nothing is to be seen.
    let shown = |now: &InboundSource| after == whole(before.clone()) || *now != before;
    match deed.until(Call::GetSource(id.to_owned()), accepted, shown).await? {
        (now, true) => Ok(now),
        _ => Err(Error::InDoubt(NOT_YET.into())),
    }
}

/// Deletes a source.
pub fn delete(id: &str) -> Making<()> {
    let id = id.to_owned();
    deed(|deed| async move { deed.delete(Call::DeleteSource(id.clone()), Call::GetSource(id)).await })
}

/// Where the script of a source's form is, after the API's root; none where nothing there tells the tenant that it names.
pub fn form_script(id: &str) -> Making<Option<String>> {
    let id = id.to_owned();
    deed(|deed| async move { script(&deed, &id).await })
}

/// The same, in a deed.
pub(super) async fn script(deed: &Deed, id: &str) -> Result<Option<String>, Error> {
    let Some(tenant) = tenant(deed).await? else { return Ok(None) };
    Call::FormScript(tenant, id.to_owned()).request().map(|request| Some(request.uri().to_string()))
}

/// The tenant: a source does not tell it, other records do.
async fn tenant(deed: &Deed) -> Result<Option<String>, Error> {
    let fields: CustomFields = deed.read(Call::ListFields).await?;
    let mut said = fields.persons.into_iter().chain(fields.organizations).filter_map(|field| field.tenant_id);
    if let Some(tenant) = said.next() {
        return Ok(Some(tenant));
    }
    let drafts: Vec<Draft> = deed.read(Call::ListDrafts).await?;
    if let Some(tenant) = drafts.into_iter().find_map(|draft| draft.tenant_id) {
        return Ok(Some(tenant));
    }
    let people: Vec<Person> = deed.read(Call::ListPersons).await?;
    if let Some(tenant) = people.into_iter().find_map(|person| person.fields.tenant_id) {
        return Ok(Some(tenant));
    }
    let organizations: Vec<Organization> = deed.read(Call::ListOrganizations).await?;
    Ok(organizations.into_iter().find_map(|organization| organization.fields.tenant_id))
}

/// With all that is required: a source without a status takes something in, one without a kind is for programs.
pub(super) fn whole(source: InboundSource) -> InboundSource {
    InboundSource {
        status: source.status.or_else(|| Some("active".into())),
        kind: source.kind.or_else(|| Some("api".into())),
        name: Some(source.name.unwrap_or_default()),
        create_lead: Some(source.create_lead.unwrap_or_default()),
        editor: Some(source.editor.unwrap_or_default()),
        ..source
    }
}
