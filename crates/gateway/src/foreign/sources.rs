//! Inbound sources of another CRM, by the same operations as the forms of the built-in one.

use calling_card_api::inbound_sources::{InboundSourceRecord, InboundSourceSummary};
use calling_card_api::{Nothing, ProblemKind, Version, Written};
use calling_card_contact::{Check, FormId, InboundSource};
use calling_card_crm::{Foreign, Sources};
use uuid::Uuid;

use super::people::version;
use super::{ForeignCrm, Inverse};
use crate::store::foreign;
use crate::{Error, Result, clock};

impl ForeignCrm {
    /// All sources, by name. What they have taken in is not told, what waits is counted.
    pub async fn list_sources(&self) -> Result<Vec<InboundSourceSummary>> {
        let sources = self.run(self.source_area()?.list(), false).await?;
        let drafts = match self.connected.system.drafts() {
            Some(drafts) => self.run(drafts.list(), false).await?,
            None => Vec::new(),
        };
        let mut summaries = Vec::with_capacity(sources.len());
        let ids: Vec<String> = sources.iter().map(|source| source.id.clone()).collect();
        let keys = foreign::ours(&self.store, self.place(), foreign::SOURCE, &ids).await?;
        for (key, source) in keys.into_iter().zip(sources) {
            let waiting = drafts.iter().filter(|draft| draft.content.source == source.id && !draft.content.deleted);
            let waiting = waiting.count() as u32;
            summaries.push(InboundSourceSummary {
                source: self.source(form_id(key)?, source),
                waiting,
                submissions: None,
            });
        }
        Ok(summaries)
    }

    /// One source.
    pub async fn get_source(&self, id: &FormId) -> Result<InboundSourceRecord> {
        self.read_source(id, false).await
    }

    /// Makes a source; the CRM's way of naming it is not ours to choose.
    pub async fn create_source(&self, source: InboundSource) -> Result<Written<InboundSourceRecord>> {
        let source = checked(source)?;
        let made = self.run(self.source_area()?.create(&source, clock::new_key()), true).await?;
        let id = self.source_key(&made.id).await?;
        let record = self.source(id.clone(), made);
        self.written(Inverse::DeleteSource { id, version: record.version }, record).await
    }

    /// Changes a source; its settings there stay.
    pub async fn update_source(
        &self,
        id: &FormId,
        seen: Version,
        source: InboundSource,
    ) -> Result<Written<InboundSourceRecord>> {
        let source = checked(source)?;
        let before = self.read_source(id, true).await?;
        if before.version != seen {
            return Err(ProblemKind::Stale.into());
        }
        let record = self.change_source(id, &source).await?;
        let before = Box::new(before.content);
        self.written(Inverse::UpdateSource { id: id.clone(), version: record.version, before }, record).await
    }

    /// Deletes a source there.
    pub async fn delete_source(&self, id: &FormId, seen: Version) -> Result<Written<Nothing>> {
        let before = self.read_source(id, true).await?;
        if before.version != seen {
            return Err(ProblemKind::Stale.into());
        }
        let said = self.run(self.source_area()?.delete(&self.their_source(id).await?), true).await?;
        self.written(Inverse::RestoreSource { id: id.clone(), said }, Nothing).await
    }

    /// Deletes a source that was made; answers what would make it anew.
    pub(super) async fn take_source_away(&self, id: FormId, version: Version) -> Result<Inverse> {
        self.source_unchanged(&id, version).await?;
        let said = self.run(self.source_area()?.delete(&self.their_source(&id).await?), true).await?;
        Ok(Inverse::RestoreSource { id, said })
    }

    /// Changes a source back; answers what would change it once more.
    pub(super) async fn change_source_back(&self, id: FormId, version: Version, to: &InboundSource) -> Result<Inverse> {
        let before = Box::new(self.source_unchanged(&id, version).await?);
        let record = self.change_source(&id, to).await?;
        Ok(Inverse::UpdateSource { id, version: record.version, before })
    }

    /// Makes a source anew.
    pub(super) async fn put_source_back(&self, id: FormId, said: &serde_json::Value) -> Result<Inverse> {
        let made = self.run(self.source_area()?.restore(said), true).await?;
        let version = self.source(id.clone(), made).version;
        Ok(Inverse::DeleteSource { id, version })
    }

    /// Our key for a source.
    pub(super) async fn source_key(&self, theirs: &str) -> Result<FormId> {
        if theirs.is_empty() {
            return Ok(FormId::there());
        }
        let keys = foreign::ours(&self.store, self.place(), foreign::SOURCE, &[theirs.to_owned()]).await?;
        form_id(keys.into_iter().next().ok_or(Error::NOT_FOUND)?)
    }

    async fn change_source(&self, id: &FormId, source: &InboundSource) -> Result<InboundSourceRecord> {
        let changed = self.run(self.source_area()?.update(&self.their_source(id).await?, source), true).await?;
        Ok(self.source(id.clone(), changed))
    }

    async fn source_unchanged(&self, id: &FormId, version: Version) -> Result<InboundSource> {
        let now = self.read_source(id, true).await?;
        if now.version == version { Ok(now.content) } else { Err(ProblemKind::Conflict.into()) }
    }

    async fn read_source(&self, id: &FormId, fresh: bool) -> Result<InboundSourceRecord> {
        let source = self.run(self.source_area()?.get(&self.their_source(id).await?), fresh).await?;
        Ok(self.source(id.clone(), source))
    }

    /// The record of a source. Where its script is is told with the address of the CRM, and is no state of it.
    fn source(&self, id: FormId, mut source: Foreign<InboundSource>) -> InboundSourceRecord {
        let there = source.content.there.as_mut();
        let script = there.map(|there| std::mem::take(&mut there.script)).unwrap_or_default();
        let state = version(&source.content);
        let mut record = self.dated(id.clone(), source);
        record.version = state;
        record.content.id = id;
        if let Some(there) = record.content.there.as_mut().filter(|_| !script.is_empty()) {
            there.script = format!("{}{script}", self.connected.address.trim_end_matches('/'));
        }
        record
    }

    fn source_area(&self) -> Result<Sources> {
        self.connected.system.sources().ok_or(Error::Problem(ProblemKind::CrmCannot))
    }

    async fn their_source(&self, id: &FormId) -> Result<String> {
        let key = Uuid::parse_str(id.as_str()).map_err(|_| Error::NOT_FOUND)?;
        foreign::theirs(&self.store, self.place(), foreign::SOURCE, key).await?.ok_or(Error::NOT_FOUND)
    }
}

/// The source with what it needs to be one there.
fn checked(source: InboundSource) -> Result<InboundSource> {
    let source = InboundSource { there: Some(source.there.unwrap_or_default()), ..source };
    let errors = source.check();
    if errors.is_empty() { Ok(source) } else { Err(Error::Invalid(errors)) }
}

fn form_id(key: Uuid) -> Result<FormId> {
    key.to_string().parse().map_err(|_| Error::NOT_FOUND)
}
