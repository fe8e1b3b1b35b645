//! Undo in another CRM.

use calling_card_api::changes::RecordKind;
use calling_card_api::roles::Role;
use calling_card_api::steps::Steps;
use calling_card_api::{Nothing, ProblemKind, Written};
use calling_card_contact::BatchId;

use super::{ForeignCrm, Inverse};
use crate::auth::roles;
use crate::store::{changes, foreign, steps};
use crate::{Error, Result, clock};

impl ForeignCrm {
    /// Takes back what was done there, as long as it is as it was left; it needs the role that it needed to do it.
    pub async fn undo(&self, batch: BatchId, role: Role) -> Result<Written<Nothing>> {
        let (inverse, stage) = foreign::undo(&self.store, self.place(), batch).await?;
        if inverse.is_of_fields() && role < roles::to_undo(RecordKind::CustomField) {
            return Err(ProblemKind::Forbidden.into());
        }
        let inverse = self.take_back(inverse).await?;
        foreign::forget_undo(&self.store, self.place(), batch).await?;
        let batch = clock::new_key();
        foreign::keep_undo(&self.store, self.place(), &self.actor.name, batch, &inverse, stage.taken_back()).await?;
        Ok(Written { batch, result: Nothing })
    }

    /// What the member of staff can take back next there, and do again.
    pub async fn steps(&self, role: Role) -> Result<Steps> {
        steps::there(&self.store, self.place(), &self.actor.name, role).await
    }

    /// Does what takes something back; answers what would take that back.
    pub async fn take_back(&self, inverse: Inverse) -> Result<Inverse> {
        match inverse {
            Inverse::Delete { id, version } => self.take_person_away(id, version).await,
            Inverse::Update { id, version, before } => self.change_person_back(id, version, &before).await,
            Inverse::Create { id, before } => self.put_person_back(id, &before).await,
            Inverse::DiscardDraft { id } => self.take_draft_away(id).await,
            Inverse::RestoreDraft { id, said } => self.put_draft_back(id, &said).await,
            Inverse::DeleteSource { id, version } => self.take_source_away(id, version).await,
            Inverse::UpdateSource { id, version, before } => self.change_source_back(id, version, &before).await,
            Inverse::RestoreSource { id, said } => self.put_source_back(id, &said).await,
            Inverse::DeleteField { id, version } => self.take_field_away(id, version).await,
            Inverse::UpdateField { id, version, before } => self.change_field_back(id, version, &before).await,
            Inverse::RestoreField { id, said } => self.put_field_back(id, &said).await,
            Inverse::DeleteOrganization { id, version } => self.take_organization_away(id, version).await,
            Inverse::UpdateOrganization { id, version, before } => {
                self.change_organization_back(id, version, *before).await
            }
            Inverse::CreateOrganization { id, before, employees } => {
                self.put_organization_back(id, *before, employees).await
            }
            Inverse::DeleteNote { id, person, version } => self.take_note_away(id, person, version).await,
            Inverse::UpdateNote { id, version, before } => self.change_note_back(id, version, *before).await,
            Inverse::CreateNote { id, before, said } => self.put_note_back(id, *before, said).await,
            Inverse::AtHome { batch } => {
                let undone = changes::undo(&self.store, &self.actor, batch).await?;
                Ok(Inverse::AtHome { batch: undone.batch })
            }
            Inverse::Several(inverses) => Box::pin(self.take_all_back(inverses)).await,
        }
    }

    /// Takes several things back: where one cannot be, those before it are done once more.
    async fn take_all_back(&self, inverses: Vec<Inverse>) -> Result<Inverse> {
        let mut done = Vec::with_capacity(inverses.len());
        for inverse in inverses {
            match self.take_back(inverse).await {
                Ok(back) => done.insert(0, back),
                Err(error) => return Err(self.done_again(done).await.err().unwrap_or(error)),
            }
        }
        Ok(Inverse::Several(done))
    }

    async fn done_again(&self, done: Vec<Inverse>) -> std::result::Result<(), Error> {
        for inverse in done {
            self.take_back(inverse).await?;
        }
        Ok(())
    }
}
