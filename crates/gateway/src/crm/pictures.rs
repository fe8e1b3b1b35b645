//! Pictures of people in other CRMs.

use axum::Json as Answer;
use calling_card_api::{Nothing, ProblemDetails, ProblemKind};
use calling_card_contact::{Image, PersonId};

use crate::Result;
use crate::crm::Crm;
use crate::extract::{Json, Key};

/// The picture of a person, drawn anew as a square.
#[utoipa::path(get, path = "/crm/{connection}/people/{id}/picture", tag = "People", params(("connection" = String, Path, description = "A connection; the built-in CRM has pictures as parts of people"), ("id" = PersonId, Path, description = "The person")), responses((status = 200, body = Option<Image>, description = "The picture; `null` where there is none"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn get_picture(crm: Crm, Key(id): Key<PersonId>) -> Result<Answer<Option<Image>>> {
    match crm {
        Crm::Home(_) => Err(ProblemKind::CrmCannot.into()),
        Crm::Foreign(crm) => crm.picture(id).await.map(Answer),
    }
}

/// Gives a person a picture.
#[utoipa::path(put, path = "/crm/{connection}/people/{id}/picture", tag = "People", params(("connection" = String, Path, description = "A connection; the built-in CRM has pictures as parts of people"), ("id" = PersonId, Path, description = "The person")), request_body = Image, responses((status = 200, body = Nothing, description = "In place of the one that they had"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn give_picture(crm: Crm, Key(id): Key<PersonId>, Json(image): Json<Image>) -> Result<Answer<Nothing>> {
    match crm {
        Crm::Home(_) => Err(ProblemKind::CrmCannot.into()),
        Crm::Foreign(crm) => crm.set_picture(id, &image).await.map(|()| Answer(Nothing)),
    }
}

/// Takes the picture of a person away.
#[utoipa::path(delete, path = "/crm/{connection}/people/{id}/picture", tag = "People", params(("connection" = String, Path, description = "A connection; the built-in CRM has pictures as parts of people"), ("id" = PersonId, Path, description = "The person")), responses((status = 200, body = Nothing, description = "Gone, if there was one"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn remove_picture(crm: Crm, Key(id): Key<PersonId>) -> Result<Answer<Nothing>> {
    match crm {
        Crm::Home(_) => Err(ProblemKind::CrmCannot.into()),
        Crm::Foreign(crm) => crm.remove_picture(id).await.map(|()| Answer(Nothing)),
    }
}
