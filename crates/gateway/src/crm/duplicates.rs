//! People who are there several times.

use axum::Json as Answer;
use calling_card_api::duplicates::{Merge, Merged, Pair, PairsQuery};
use calling_card_api::{Nothing, ProblemDetails, Written};

use crate::Result;
use crate::crm::Home;
use crate::extract::{Json, Query};
use crate::store::{merging, not_duplicates};

/// Makes one person of several: all of it or nothing, in one batch.
#[utoipa::path(post, path = "/crm/{connection}/people/merge", tag = "People", params(("connection" = String, Path, description = "The CRM: `home`")), request_body = Merge, responses((status = 200, body = Written<Merged>, description = "What was done, or would be; with the batch that undoes all of it"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn merge_people(home: Home, Json(merge): Json<Merge>) -> Result<Answer<Written<Merged>>> {
    Ok(Answer(merging::merge(&home.store, &home.actor, merge).await?))
}

/// The pairs of whom somebody has said that they are two.
#[utoipa::path(get, path = "/crm/{connection}/people/not-duplicates", tag = "People", params(("connection" = String, Path, description = "The CRM: `home`"), PairsQuery), responses((status = 200, body = Vec<Pair>, description = "The pairs"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn list_not_duplicates(home: Home, Query(query): Query<PairsQuery>) -> Result<Answer<Vec<Pair>>> {
    Ok(Answer(not_duplicates::list(&home.store, home.actor.workspace, query.person).await?))
}

/// Says of pairs that they are two.
#[utoipa::path(post, path = "/crm/{connection}/people/not-duplicates", tag = "People", params(("connection" = String, Path, description = "The CRM: `home`")), request_body = Vec<Pair>, responses((status = 200, body = Vec<Pair>, description = "Those of whom that was new"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn say_not_duplicates(home: Home, Json(pairs): Json<Vec<Pair>>) -> Result<Answer<Vec<Pair>>> {
    Ok(Answer(not_duplicates::say(&home.store, &home.actor, pairs).await?))
}

/// Takes back that pairs are two.
#[utoipa::path(post, path = "/crm/{connection}/people/not-duplicates/forget", tag = "People", params(("connection" = String, Path, description = "The CRM: `home`")), request_body = Vec<Pair>, responses((status = 200, body = Nothing, description = "Forgotten"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn forget_not_duplicates(home: Home, Json(pairs): Json<Vec<Pair>>) -> Result<Answer<Nothing>> {
    not_duplicates::forget(&home.store, home.actor.workspace, pairs).await?;
    Ok(Answer(Nothing))
}
