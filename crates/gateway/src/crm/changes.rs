//! History, undo and the bin.

use axum::Json as Answer;
use calling_card_api::changes::{BinEntry, Change};
use calling_card_api::steps::Steps;
use calling_card_api::{Nothing, ProblemDetails, ProblemKind, Written};
use calling_card_contact::{BatchId, PersonId};

use crate::Result;
use crate::auth::{Staff, roles};
use crate::crm::{Crm, Home};
use crate::extract::Key;
use crate::store::{changes, private, steps};

/// What was done to a person.
#[utoipa::path(get, path = "/crm/{connection}/people/{id}/history", tag = "Changes", params(("connection" = String, Path, description = "The CRM: `home`"), ("id" = PersonId, Path, description = "The person")), responses((status = 200, body = Vec<Change>, description = "The newest first"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn list_history(home: Home, Key(id): Key<PersonId>) -> Result<Answer<Vec<Change>>> {
    Ok(Answer(changes::history(&home.store, home.actor.workspace, id).await?))
}

/// Takes a batch back, whole or not at all. It needs the role that it needed to make each of its changes.
#[utoipa::path(post, path = "/crm/{connection}/changes/{batch}/undo", tag = "Changes", params(("connection" = String, Path, description = "The CRM: `home`"), ("batch" = BatchId, Path, description = "The batch")), responses((status = 200, body = Written<Nothing>, description = "Taken back"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn undo_batch(staff: Staff, crm: Crm, Key(batch): Key<BatchId>) -> Result<Answer<Written<Nothing>>> {
    Ok(Answer(match crm {
        Crm::Home(home) => {
            let kinds = changes::kinds(&home.store.pool, home.actor.workspace, batch).await?;
            if !roles::may_undo(staff.user.role(), &kinds) {
                return Err(ProblemKind::Forbidden.into());
            }
            private::undo(&home.store, &home.member(), batch).await?
        }
        Crm::Foreign(crm) => crm.undo(batch, staff.user.role()).await?,
    }))
}

/// What the member of staff who asks can undo next, and do again.
#[utoipa::path(get, path = "/crm/{connection}/changes/steps", tag = "Changes", params(("connection" = String, Path, description = "The CRM: `home`, or a connection")), responses((status = 200, body = Steps, description = "What can be undone next, and done again"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn list_steps(staff: Staff, crm: Crm) -> Result<Answer<Steps>> {
    Ok(Answer(match crm {
        Crm::Home(home) => steps::of(&home.store, &home.actor, staff.user.role()).await?,
        Crm::Foreign(crm) => crm.steps(staff.user.role()).await?,
    }))
}

/// What was deleted in the last 30 days.
#[utoipa::path(get, path = "/crm/{connection}/bin", tag = "Changes", params(("connection" = String, Path, description = "The CRM: `home`")), responses((status = 200, body = Vec<BinEntry>, description = "The newest first"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn list_bin(home: Home) -> Result<Answer<Vec<BinEntry>>> {
    Ok(Answer(changes::list_bin(&home.store, home.actor.workspace).await?))
}
