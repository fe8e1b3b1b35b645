//! Custom fields.

use axum::Json as Answer;
use axum::response::Response;
use calling_card_api::custom_fields::*;
use calling_card_api::{Nothing, ProblemDetails, Written};
use calling_card_contact::{CustomField, CustomFieldId};

use crate::Result;
use crate::crm::{Crm, Home};
use crate::extract::{IfMatch, Json, Key, made, tagged, written};
use crate::store::custom_fields;

/// All custom fields in their order, those of people first.
#[utoipa::path(get, path = "/crm/{connection}/custom-fields", tag = "Custom fields", params(("connection" = String, Path, description = "The CRM: `home`, or a connection")), responses((status = 200, body = Vec<CustomFieldRecord>, description = "In their order"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn list_custom_fields(crm: Crm) -> Result<Answer<Vec<CustomFieldRecord>>> {
    Ok(Answer(match crm {
        Crm::Home(home) => custom_fields::list(&home.store, home.actor.workspace).await?,
        Crm::Foreign(crm) => crm.list_fields().await?,
    }))
}

/// Makes a custom field.
#[utoipa::path(post, path = "/crm/{connection}/custom-fields", tag = "Custom fields", params(("connection" = String, Path, description = "The CRM: `home`, or a connection")), request_body = CustomField, responses((status = 201, body = Written<CustomFieldRecord>, description = "Made"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn create_custom_field(crm: Crm, Json(field): Json<CustomField>) -> Result<Response> {
    Ok(made(match crm {
        Crm::Home(home) => custom_fields::create(&home.store, &home.actor, field).await?,
        Crm::Foreign(crm) => crm.create_field(field).await?,
    }))
}

/// One custom field.
#[utoipa::path(get, path = "/crm/{connection}/custom-fields/{id}", tag = "Custom fields", params(("connection" = String, Path, description = "The CRM: `home`, or a connection"), ("id" = CustomFieldId, Path, description = "The field")), responses((status = 200, body = CustomFieldRecord, description = "With its version as `ETag`"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn get_custom_field(crm: Crm, Key(id): Key<CustomFieldId>) -> Result<Response> {
    Ok(tagged(match crm {
        Crm::Home(home) => custom_fields::get(&home.store, home.actor.workspace, id).await?,
        Crm::Foreign(crm) => crm.get_field(id).await?,
    }))
}

/// Writes a custom field anew.
#[utoipa::path(put, path = "/crm/{connection}/custom-fields/{id}", tag = "Custom fields", params(("connection" = String, Path, description = "The CRM: `home`, or a connection"), ("id" = CustomFieldId, Path, description = "The field"), ("If-Match" = String, Header, description = "The version that was seen")), request_body = CustomField, responses((status = 200, body = Written<CustomFieldRecord>, description = "Written"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn update_custom_field(
    crm: Crm,
    Key(id): Key<CustomFieldId>,
    IfMatch(seen): IfMatch,
    Json(field): Json<CustomField>,
) -> Result<Response> {
    Ok(written(match crm {
        Crm::Home(home) => custom_fields::update(&home.store, &home.actor, id, seen, field).await?,
        Crm::Foreign(crm) => crm.update_field(id, seen, field).await?,
    }))
}

/// Puts a custom field into the bin; its values stay.
#[utoipa::path(delete, path = "/crm/{connection}/custom-fields/{id}", tag = "Custom fields", params(("connection" = String, Path, description = "The CRM: `home`, or a connection"), ("id" = CustomFieldId, Path, description = "The field"), ("If-Match" = String, Header, description = "The version that was seen")), responses((status = 200, body = Written<Nothing>, description = "In the bin"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn delete_custom_field(
    crm: Crm,
    Key(id): Key<CustomFieldId>,
    IfMatch(seen): IfMatch,
) -> Result<Answer<Written<Nothing>>> {
    Ok(Answer(match crm {
        Crm::Home(home) => custom_fields::delete(&home.store, &home.actor, id, seen).await?,
        Crm::Foreign(crm) => crm.delete_field(id, seen).await?,
    }))
}

/// Puts custom fields into an order.
#[utoipa::path(put, path = "/crm/{connection}/custom-fields-order", tag = "Custom fields", params(("connection" = String, Path, description = "The CRM: `home`")), request_body = Arrangement, responses((status = 200, body = Written<Vec<CustomFieldRecord>>, description = "All of them, in their order"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn arrange_custom_fields(
    home: Home,
    Json(arrangement): Json<Arrangement>,
) -> Result<Answer<Written<Vec<CustomFieldRecord>>>> {
    Ok(Answer(custom_fields::arrange(&home.store, &home.actor, &arrangement).await?))
}
