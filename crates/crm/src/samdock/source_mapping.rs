//! Inbound sources as ours: name, status and whether they make leads are members of ours, the rest stands beside ([`SourceThere`]).

use calling_card_contact::{FormDefinition, FormId, InboundSource, SourceKind, SourceStatus, SourceThere};
use serde_json::Value;
use uuid::Uuid;

use super::calls::Call;
use super::deed::deed;
use super::ids::{Kind, nano_id};
use super::{sources, wire};
use crate::{Error, Foreign, Making};

/// All of them, by name.
pub(crate) fn list() -> Making<Vec<Foreign<InboundSource>>> {
    deed(|deed| async move {
        let all: Vec<wire::InboundSource> = deed.read(Call::ListSources).await?;
        let mut known: Vec<_> = all.iter().filter_map(|one| foreign(one, None).ok()).collect();
        known.sort_by_cached_key(|one| one.content.name.to_lowercase());
        Ok(known)
    })
}

/// One of them, with the script of its form.
pub(crate) fn get(id: &str) -> Making<Foreign<InboundSource>> {
    let id = id.to_owned();
    deed(|deed| async move {
        let there: wire::InboundSource = deed.read(Call::GetSource(id.clone())).await?;
        let script = match kind(&there) {
            SourceKind::Form => sources::script(&deed, &id).await?,
            SourceKind::Api | SourceKind::PrivateEmail | SourceKind::SharedEmail => None,
        };
        foreign(&there, script)
    })
}

/// A new one, under an id that is made of the key.
pub(crate) fn create(source: &InboundSource, key: Uuid) -> Making<Foreign<InboundSource>> {
    let source = sources::whole(wire::InboundSource { id: Some(nano_id(key, Kind::Source)), ..to_wire(source) });
    deed(|deed| async move { foreign(&sources::make(&deed, source).await?, None) })
}

/// Changes one to this; its settings stay.
pub(crate) fn update(id: &str, source: &InboundSource) -> Making<Foreign<InboundSource>> {
    let (id, source) = (id.to_owned(), to_wire(source));
    deed(|deed| async move { foreign(&sources::change(&deed, &id, source).await?, None) })
}

/// Deletes one; answers it as it was.
pub(crate) fn delete(id: &str) -> Making<Value> {
    let id = id.to_owned();
    deed(|deed| async move {
        let there: wire::InboundSource = deed.read(Call::GetSource(id.clone())).await?;
        deed.delete(Call::DeleteSource(id.clone()), Call::GetSource(id)).await?;
        serde_json::to_value(there).map_err(|error| Error::Build(error.to_string()))
    })
}

/// Makes one anew that was deleted, as it was and under its own id.
pub(crate) fn restore(said: &Value) -> Making<Foreign<InboundSource>> {
    let said: wire::InboundSource =
        serde_json::from_value(said.clone()).map_err(|error| Error::Build(error.to_string()))?;
    deed(|deed| async move { foreign(&sources::make(&deed, said).await?, None) })
}

/// A source as it is written there: without what only the vendor understands.
fn to_wire(source: &InboundSource) -> wire::InboundSource {
    let there = source.there.clone().unwrap_or_default();
    let status = match source.status {
        SourceStatus::Active => "active",
        SourceStatus::Testing => "testing",
        SourceStatus::Disabled => "disabled",
    };
    let kind = match there.kind {
        SourceKind::Form => "form",
        SourceKind::Api => "api",
        SourceKind::PrivateEmail => "private-email",
        SourceKind::SharedEmail => "shared-email",
    };
    wire::InboundSource {
        status: Some(status.into()),
        kind: Some(kind.into()),
        name: Some(source.name.clone()),
        create_lead: Some(source.create_lead),
        editor: Some(there.editor),
        ..wire::InboundSource::default()
    }
}

/// A word that is none of the vendor's is read as what does least: nothing is taken in, a program sends it.
fn foreign(there: &wire::InboundSource, script: Option<String>) -> Result<Foreign<InboundSource>, Error> {
    let id = there.id.clone().filter(|id| !id.is_empty());
    let id = id.ok_or_else(|| Error::Decode("an inbound source without an id".into()))?;
    let status = match there.status.as_deref() {
        Some("active") => SourceStatus::Active,
        Some("testing") => SourceStatus::Testing,
        _ => SourceStatus::Disabled,
    };
    let beside = SourceThere {
        kind: kind(there),
        editor: there.editor.clone().unwrap_or_default(),
        script: script.unwrap_or_default(),
        form_settings: there.form_settings.clone().unwrap_or_default(),
        double_opt_in: there.doi.clone().unwrap_or_default(),
        privacy: there.privacy.clone().unwrap_or_default(),
    };
    let source = InboundSource {
        status,
        create_lead: there.create_lead.unwrap_or_default(),
        there: Some(beside),
        ..InboundSource::new(FormId::there(), there.name.clone().unwrap_or_default(), FormDefinition::default())
    };
    Ok(Foreign { id, content: source, created_at: None, changed_at: None })
}

fn kind(there: &wire::InboundSource) -> SourceKind {
    match there.kind.as_deref() {
        Some("form") => SourceKind::Form,
        Some("private-email") => SourceKind::PrivateEmail,
        Some("shared-email") => SourceKind::SharedEmail,
        _ => SourceKind::Api,
    }
}
