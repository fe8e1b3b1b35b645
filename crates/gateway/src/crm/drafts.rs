//! Contact drafts.

use axum::Json as Answer;
use axum::extract::State;
use axum::response::Response;
use calling_card_api::drafts::{
    Acceptance, DraftRecord, DraftSummary, DraftsEdit, DraftsMark, DraftsQuery, EditedDrafts, MANY, MarkedDrafts,
    OpenedDraft, Reply, ReplyRecord, ReplyWay,
};
use calling_card_api::people::PersonRecord;
use calling_card_api::{Nothing, Page, ProblemDetails, ProblemKind, Written};
use calling_card_contact::{DraftId, FieldError, MailId, Problem};

use crate::auth::Staff;
use crate::crm::{Crm, Home};
use crate::extract::{IfMatch, Json, Key, Keys, Query, made, written};
use crate::store::drafts;
use crate::{AppState, Error, Result, mail};

/// A page of drafts, the newest first.
#[utoipa::path(get, path = "/crm/{connection}/drafts", tag = "Drafts", params(("connection" = String, Path, description = "The CRM: `home`, or a connection"), DraftsQuery), responses((status = 200, body = Page<DraftSummary>, description = "A page"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn list_drafts(crm: Crm, Query(query): Query<DraftsQuery>) -> Result<Answer<Page<DraftSummary>>> {
    Ok(Answer(match crm {
        Crm::Home(home) => drafts::list(&home.store, home.actor.workspace, &query).await?,
        Crm::Foreign(crm) => crm.list_drafts(&query).await?,
    }))
}

/// One draft; it counts as read from then on.
#[utoipa::path(get, path = "/crm/{connection}/drafts/{id}", tag = "Drafts", params(("connection" = String, Path, description = "The CRM: `home`, or a connection"), ("id" = DraftId, Path, description = "The draft")), responses((status = 200, body = OpenedDraft, description = "The draft"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn get_draft(crm: Crm, State(state): State<AppState>, Key(id): Key<DraftId>) -> Result<Answer<OpenedDraft>> {
    Ok(Answer(match crm {
        Crm::Home(home) => {
            let mut opened = drafts::open(&home.store, &home.actor, id).await?;
            if opened.reply_way == ReplyWay::Outbox && state.mailer.is_none() {
                opened.reply_way = ReplyWay::OwnProgram;
            }
            opened
        }
        Crm::Foreign(crm) => crm.open_draft(id).await?,
    }))
}

/// Makes a person of a draft, or puts it into one.
#[utoipa::path(post, path = "/crm/{connection}/drafts/{id}/accept", tag = "Drafts", params(("connection" = String, Path, description = "The CRM: `home`, or a connection"), ("id" = DraftId, Path, description = "The draft")), request_body = Acceptance, responses((status = 200, body = Written<PersonRecord>, description = "The person"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn accept_draft(crm: Crm, Key(id): Key<DraftId>, Json(acceptance): Json<Acceptance>) -> Result<Response> {
    let is_new = acceptance.into.is_none();
    Ok(match crm {
        Crm::Home(home) => written(drafts::accept(&home.store, &home.actor, id, acceptance).await?),
        Crm::Foreign(crm) if is_new => made(crm.accept_draft(id, acceptance).await?),
        Crm::Foreign(crm) => written(crm.accept_draft(id, acceptance).await?),
    })
}

/// Lets a draft through that was held for review.
#[utoipa::path(post, path = "/crm/{connection}/drafts/{id}/release", tag = "Drafts", params(("connection" = String, Path, description = "The CRM: `home`"), ("id" = DraftId, Path, description = "The draft")), responses((status = 200, body = Written<DraftRecord>, description = "The draft"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn release_draft(home: Home, Key(id): Key<DraftId>) -> Result<Response> {
    Ok(written(drafts::release(&home.store, &home.actor, id).await?))
}

/// Puts a draft into the bin.
#[utoipa::path(delete, path = "/crm/{connection}/drafts/{id}", tag = "Drafts", params(("connection" = String, Path, description = "The CRM: `home`, or a connection"), ("id" = DraftId, Path, description = "The draft"), ("If-Match" = String, Header, description = "The version that was seen")), responses((status = 200, body = Written<Nothing>, description = "In the bin"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn discard_draft(
    crm: Crm,
    Key(id): Key<DraftId>,
    IfMatch(seen): IfMatch,
) -> Result<Answer<Written<Nothing>>> {
    Ok(Answer(match crm {
        Crm::Home(home) => drafts::discard(&home.store, &home.actor, id, seen).await?,
        Crm::Foreign(crm) => crm.discard_draft(id, seen).await?,
    }))
}

/// Marks drafts as read or unread.
#[utoipa::path(post, path = "/crm/{connection}/drafts/mark", tag = "Drafts", params(("connection" = String, Path, description = "The CRM: `home`")), request_body = DraftsMark, responses((status = 200, body = MarkedDrafts, description = "Those that were not so before"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn mark_drafts(home: Home, Json(mark): Json<DraftsMark>) -> Result<Answer<MarkedDrafts>> {
    if mark.drafts.len() > MANY {
        let problem = Problem::TooMany { max: MANY as u32 };
        return Err(Error::Invalid(vec![FieldError { field: "/drafts".into(), problem }]));
    }
    let changed = drafts::mark(&home.store, home.actor.workspace, &mark.drafts, mark.unread).await?;
    Ok(Answer(MarkedDrafts { changed }))
}

/// Does something with many drafts.
#[utoipa::path(post, path = "/crm/{connection}/drafts/edit", tag = "Drafts", params(("connection" = String, Path, description = "The CRM: `home`")), request_body = DraftsEdit, responses((status = 200, body = Written<EditedDrafts>, description = "What became of them"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn edit_drafts(home: Home, Json(edit): Json<DraftsEdit>) -> Result<Answer<Written<EditedDrafts>>> {
    Ok(Answer(drafts::edit(&home.store, &home.actor, edit).await?))
}

/// Answers whoever has sent a draft, by mail.
#[utoipa::path(put, path = "/crm/{connection}/drafts/{id}/replies/{reply}", tag = "Drafts", params(("connection" = String, Path, description = "The CRM: `home`"), ("id" = DraftId, Path, description = "The draft"), ("reply" = MailId, Path, description = "The key of the answer, made by who asks")), request_body = Reply, responses((status = 200, body = ReplyRecord, description = "It is in the outbox"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn reply_to_draft(
    home: Home,
    staff: Staff,
    State(state): State<AppState>,
    Keys(id, key): Keys<DraftId, MailId>,
    Json(reply): Json<Reply>,
) -> Result<Answer<ReplyRecord>> {
    if state.mailer.is_none() {
        return Err(Error::Problem(ProblemKind::Unavailable));
    }
    let by = drafts::Author { actor: home.actor, address: staff.user.email };
    let written = drafts::answer(&home.store, by, id, (key, reply)).await?;
    mail::wake(&state.mail_written);
    Ok(Answer(written))
}
