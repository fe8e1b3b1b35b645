//! A company as it stands in the store: its organization, what stands beside it, its contact data; read and written together.

use calling_card_api::changes::RecordKind;
use calling_card_api::organizations::OrganizationRecord;
use calling_card_contact::{CustomValues, Organization, OrganizationId};
use calling_card_crm::Beside;

use super::super::super::Caller;
use super::super::{Found, ids};
use super::checking::refusal;
use super::fields::{self, Told};
use super::pieces::{List, Pieces, Said};
use super::slots;
use crate::clock;
use crate::store::dialects;
use crate::store::{Batch, organizations, sql};

const KIND: RecordKind = RecordKind::Organization;

/// A company.
#[derive(Clone, Debug, Default)]
pub(super) struct Company {
    /// Its record; none as long as it is not stored.
    pub(super) record: Option<OrganizationRecord>,
    /// Its id; empty as long as it has none.
    pub(super) id: String,
    /// What its record shall say.
    pub(super) organization: Organization,
    /// What shall be told of it.
    pub(super) told: Told,
    /// Its contact data.
    pub(super) pieces: Pieces,
    /// What was told of it when it was read.
    before: Told,
}

impl Company {
    /// Reads a company. What of its contact data has no id yet gets none here.
    pub(super) async fn read(connection: &mut sql::Connection, caller: &Caller, key: OrganizationId) -> Found<Self> {
        let record = organizations::read(connection, caller.actor.workspace, key).await?;
        let text = key.to_string();
        let place = ids::place(caller, KIND, &text);
        let id = ids::of(caller, KIND).of(connection, &text).await?;
        let organization = record.content.clone();
        let told: Told = dialects::beside(connection, place).await?.said(Told::of(&organization));
        let pieces = Pieces::read(connection, place, &organization).await?;
        Ok(Self { record: Some(record), id, organization, before: told.clone(), told, pieces })
    }

    /// The company of an id, inside a batch.
    pub(super) async fn find(batch: &mut Batch, caller: &Caller, id: &str) -> Found<Self> {
        let key = ids::key::<Organization>(batch.connection(), caller, id).await?;
        Self::read(batch.connection(), caller, key).await
    }

    /// The company of a key, all of it with ids.
    pub(super) async fn get(caller: &Caller, key: OrganizationId) -> Found<Self> {
        let company = Self::read(&mut caller.connection().await?, caller, key).await?;
        if company.pieces.are_numbered() {
            return Ok(company);
        }
        let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
        let mut company = Self::read(batch.connection(), caller, key).await?;
        let text = key.to_string();
        company.pieces.write(batch.connection(), ids::place(caller, KIND, &text), &company.organization).await?;
        batch.commit(()).await?;
        Ok(company)
    }

    /// Lets its organization say what its contact data says.
    pub(super) fn settle(&mut self) {
        slots::fill(&mut self.organization, &mut self.pieces);
    }

    /// Lets lists of its contact data be what is said, each piece under the id that it names, where that is one of the list.
    pub(super) fn replace(&mut self, lists: &[List], said: Vec<(Option<String>, Said)>) {
        let named = |id: &Option<String>| id.as_deref().map(str::to_ascii_lowercase);
        let ids: Vec<String> = said.iter().filter_map(|(id, _)| named(id)).collect();
        for list in lists {
            self.pieces.keep(*list, &ids, &mut self.organization);
        }
        for (id, said) in said {
            match named(&id) {
                Some(id) if self.pieces.change(&id, said.clone()) => {}
                _ => self.pieces.add(said),
            }
        }
        self.settle();
    }

    /// Writes it, and what stands beside it; its record only where that says something else than before.
    pub(super) async fn write(&mut self, batch: &mut Batch, caller: &Caller) -> Found<()> {
        fields::apply(&mut self.organization, &self.before, &self.told);
        let organization = self.organization.clone();
        let record = match self.record.take() {
            None => {
                let made = organizations::prepare(batch, organization, &CustomValues::new()).await.map_err(refusal)?;
                batch.create::<Organization>(clock::new_key(), made).await?
            }
            Some(record) if record.content == organization => record,
            Some(record) => {
                let custom = &record.content.custom;
                let written = organizations::prepare(batch, organization, custom).await.map_err(refusal)?;
                batch.update::<Organization>(&record.id, record.version, written).await?
            }
        };
        let text = record.id.to_string();
        let place = ids::place(caller, KIND, &text);
        self.id = ids::of(caller, KIND).of(batch.connection(), &text).await?;
        self.pieces.write(batch.connection(), place, &record.content).await?;
        let ours = Told::of(&record.content);
        // Of the website and its domain one is enough to be said.
        let said = &mut self.told.fields;
        said.website = said.website.take().or_else(|| ours.fields.website.clone());
        said.domain = said.domain.take().or_else(|| ours.fields.domain.clone());
        let beside = Beside::of(&self.told, &ours);
        dialects::put_beside(batch.connection(), place, &beside).await?;
        self.record = Some(record);
        Ok(())
    }
}
