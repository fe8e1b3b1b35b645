//! People and organizations on their way out.

use axum::Json as Answer;
use calling_card_api::ProblemDetails;
use calling_card_api::audit::AuditKind;
use calling_card_api::export::{ChosenPeople, ExportPage};
use calling_card_api::organizations::OrganizationsQuery;
use calling_card_api::people::PeopleQuery;
use calling_card_contact::PersonId;

use crate::Result;
use crate::crm::{Crm, Home};
use crate::extract::{Json, Query};
use crate::store::audit::{self, Deed};
use crate::store::export;

/// People with all that is written beside them, part after part.
#[utoipa::path(get, path = "/crm/{connection}/people/export", tag = "People", params(("connection" = String, Path, description = "The CRM: `home`"), PeopleQuery), responses((status = 200, body = ExportPage, description = "A part: at most 500 people (`limit`, 200 unless said) and about 2 MB"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn export_people(home: Home, Query(query): Query<PeopleQuery>) -> Result<Answer<ExportPage>> {
    let page = export::page(&home.store, home.actor.workspace, &query).await?;
    take_down(&home, AuditKind::PeopleExported, &page).await?;
    Ok(Answer(page))
}

/// The same for people who were chosen one by one.
#[utoipa::path(post, path = "/crm/{connection}/people/export", tag = "People", params(("connection" = String, Path, description = "The CRM: `home`")), request_body = ChosenPeople, responses((status = 200, body = ExportPage, description = "A part, in the order of the keys; who is in the bin is left out"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn export_chosen_people(crm: Crm, Json(chosen): Json<ChosenPeople>) -> Result<Answer<ExportPage>> {
    Ok(Answer(match crm {
        Crm::Home(home) => {
            let page = export::chosen(&home.store, home.actor.workspace, &chosen).await?;
            // The card of one person is shown, shared and printed many times a day.
            if chosen.ids.len() > 1 {
                take_down(&home, AuditKind::PeopleExported, &page).await?;
            }
            page
        }
        Crm::Foreign(crm) => crm.export(&chosen).await?,
    }))
}

/// Organizations, part after part.
#[utoipa::path(get, path = "/crm/{connection}/organizations/export", tag = "Organizations", params(("connection" = String, Path, description = "The CRM: `home`"), OrganizationsQuery), responses((status = 200, body = ExportPage, description = "A part: at most 500 organizations (`limit`, 200 unless said) and about 2 MB"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn export_organizations(home: Home, Query(query): Query<OrganizationsQuery>) -> Result<Answer<ExportPage>> {
    let page = export::organizations(&home.store, home.actor.workspace, &query).await?;
    take_down(&home, AuditKind::OrganizationsExported, &page).await?;
    Ok(Answer(page))
}

/// The keys of all people who are found, in the order of the list.
#[utoipa::path(get, path = "/crm/{connection}/people/keys", tag = "People", params(("connection" = String, Path, description = "The CRM: `home`"), PeopleQuery), responses((status = 200, body = Vec<PersonId>, description = "All of them: `cursor` and `limit` say nothing here"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn list_people_keys(home: Home, Query(query): Query<PeopleQuery>) -> Result<Answer<Vec<PersonId>>> {
    Ok(Answer(export::keys(&home.store, home.actor.workspace, &query).await?))
}

/// Takes an export down, with its first part.
async fn take_down(home: &Home, kind: AuditKind, page: &ExportPage) -> Result<()> {
    match page.total {
        Some(total) => audit::note(&home.store, &home.actor, Deed::new(kind).detail(total)).await,
        None => Ok(()),
    }
}
