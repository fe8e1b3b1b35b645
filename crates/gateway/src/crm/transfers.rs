//! Transfers of people between CRMs.

use axum::Json as Answer;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use calling_card_api::ProblemDetails;
use calling_card_api::transfers::{Delivery, NewTransfer, Settle, Transfer, TransferReport};
use calling_card_contact::{BatchId, DeliveryId};

use crate::auth::Staff;
use crate::extract::{Json, Key};
use crate::store::transfers;
use crate::{AppState, Result};

/// The newest transfers.
#[utoipa::path(get, path = "/transfers", tag = "Transfers", responses((status = 200, body = Vec<Transfer>, description = "The newest first, at most 50"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn list_transfers(State(state): State<AppState>, staff: Staff) -> Result<Answer<Vec<Transfer>>> {
    Ok(Answer(transfers::list(&state.store, staff.actor.workspace).await?))
}

/// Begins to copy people from one CRM to another.
#[utoipa::path(post, path = "/transfers", tag = "Transfers", request_body = NewTransfer, responses((status = 201, body = Transfer, description = "Begun; it goes on by itself"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn create_transfer(
    State(state): State<AppState>,
    staff: Staff,
    Json(new): Json<NewTransfer>,
) -> Result<Response> {
    let id = transfers::start_copy(&state.store, &staff.actor, &new).await?;
    state.transfer_written.notify_one();
    let report = transfers::get(&state.store, staff.actor.workspace, id).await?;
    Ok((StatusCode::CREATED, Answer(report.transfer)).into_response())
}

/// One transfer, with what needs a look.
#[utoipa::path(get, path = "/transfers/{id}", tag = "Transfers", params(("id" = BatchId, Path, description = "Which one")), responses((status = 200, body = TransferReport, description = "At most 200 deliveries, those that need a look first"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn get_transfer(
    State(state): State<AppState>,
    staff: Staff,
    Key(id): Key<BatchId>,
) -> Result<Answer<TransferReport>> {
    Ok(Answer(transfers::get(&state.store, staff.actor.workspace, id).await?))
}

/// Stops a transfer for the time being.
#[utoipa::path(post, path = "/transfers/{id}/pause", tag = "Transfers", params(("id" = BatchId, Path, description = "Which one")), responses((status = 200, body = Transfer, description = "As it is now"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn pause_transfer(
    State(state): State<AppState>,
    staff: Staff,
    Key(id): Key<BatchId>,
) -> Result<Answer<Transfer>> {
    Ok(Answer(transfers::pause(&state.store, staff.actor.workspace, id).await?))
}

/// Lets a transfer go on.
#[utoipa::path(post, path = "/transfers/{id}/resume", tag = "Transfers", params(("id" = BatchId, Path, description = "Which one")), responses((status = 200, body = Transfer, description = "As it is now"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn resume_transfer(
    State(state): State<AppState>,
    staff: Staff,
    Key(id): Key<BatchId>,
) -> Result<Answer<Transfer>> {
    let transfer = transfers::resume(&state.store, staff.actor.workspace, id).await?;
    state.transfer_written.notify_one();
    Ok(Answer(transfer))
}

/// Takes a transfer back.
#[utoipa::path(post, path = "/transfers/{id}/undo", tag = "Transfers", params(("id" = BatchId, Path, description = "Which one")), responses((status = 200, body = Transfer, description = "What it has made is deleted one by one, as far as nobody has changed it"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn undo_transfer(
    State(state): State<AppState>,
    staff: Staff,
    Key(id): Key<BatchId>,
) -> Result<Answer<Transfer>> {
    let transfer = transfers::undo(&state.store, staff.actor.workspace, id).await?;
    state.transfer_written.notify_one();
    Ok(Answer(transfer))
}

/// Says what is to be done with a delivery that was refused or is in doubt.
#[utoipa::path(post, path = "/deliveries/{id}/settle", tag = "Transfers", params(("id" = DeliveryId, Path, description = "Which one")), request_body = Settle, responses((status = 200, body = Delivery, description = "As it is now"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn settle_delivery(
    State(state): State<AppState>,
    staff: Staff,
    Key(id): Key<DeliveryId>,
    Json(Settle { settlement }): Json<Settle>,
) -> Result<Answer<Delivery>> {
    let delivery = transfers::settle_by_staff(&state.store, staff.actor.workspace, id, settlement).await?;
    state.transfer_written.notify_one();
    Ok(Answer(delivery))
}
