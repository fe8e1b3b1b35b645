//! People.

use axum::Json as Answer;
use axum::extract::State;
use axum::response::Response;
use calling_card_api::imports::*;
use calling_card_api::people::*;
use calling_card_api::{Nothing, Page, ProblemDetails, Written};
use calling_card_contact::{FieldError, Person, PersonId, Problem};

use crate::crm::{Crm, Home};
use crate::extract::{IfMatch, Json, Key, Query, made, tagged, written};
use crate::store::{imports, people, private, transfers};
use crate::{AppState, Error, Result};

/// A page of people.
#[utoipa::path(get, path = "/crm/{connection}/people", tag = "People", params(("connection" = String, Path, description = "The CRM: `home`, or a connection"), PeopleQuery), responses((status = 200, body = Page<PersonSummary>, description = "A page"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn list_people(crm: Crm, Query(query): Query<PeopleQuery>) -> Result<Answer<Page<PersonSummary>>> {
    Ok(Answer(match crm {
        Crm::Home(home) => people::list(&home.store, home.actor.workspace, &query).await?,
        Crm::Foreign(crm) => crm.list(&query).await?,
    }))
}

/// Makes a person.
#[utoipa::path(post, path = "/crm/{connection}/people", tag = "People", params(("connection" = String, Path, description = "The CRM: `home`, or a connection")), request_body = Person, responses((status = 201, body = Written<PersonRecord>, description = "Made"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn create_person(crm: Crm, Json(person): Json<Person>) -> Result<Response> {
    Ok(made(match crm {
        Crm::Home(home) => private::people::create(&home.store, &home.member(), person).await?,
        Crm::Foreign(crm) => {
            is_of_all(&person)?;
            crm.create(person).await?
        }
    }))
}

/// One person.
#[utoipa::path(get, path = "/crm/{connection}/people/{id}", tag = "People", params(("connection" = String, Path, description = "The CRM: `home`, or a connection"), ("id" = PersonId, Path, description = "The person")), responses((status = 200, body = PersonRecord, description = "With its version as `ETag`"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn get_person(crm: Crm, Key(id): Key<PersonId>) -> Result<Response> {
    Ok(tagged(match crm {
        Crm::Home(home) => private::people::get(&home.store, &home.member(), id).await?,
        Crm::Foreign(crm) => crm.get(id).await?,
    }))
}

/// Writes a person anew.
#[utoipa::path(put, path = "/crm/{connection}/people/{id}", tag = "People", params(("connection" = String, Path, description = "The CRM: `home`, or a connection"), ("id" = PersonId, Path, description = "The person"), ("If-Match" = String, Header, description = "The version that was seen")), request_body = Person, responses((status = 200, body = Written<PersonRecord>, description = "Written"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn update_person(
    crm: Crm,
    Key(id): Key<PersonId>,
    IfMatch(seen): IfMatch,
    Json(person): Json<Person>,
) -> Result<Response> {
    Ok(written(match crm {
        Crm::Home(home) => private::people::update(&home.store, &home.member(), (id, seen), person).await?,
        Crm::Foreign(crm) => {
            is_of_all(&person)?;
            crm.update(id, seen, person).await?
        }
    }))
}

/// Puts a person into the bin.
#[utoipa::path(delete, path = "/crm/{connection}/people/{id}", tag = "People", params(("connection" = String, Path, description = "The CRM: `home`, or a connection"), ("id" = PersonId, Path, description = "The person"), ("If-Match" = String, Header, description = "The version that was seen")), responses((status = 200, body = Written<Nothing>, description = "In the bin"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn delete_person(
    crm: Crm,
    Key(id): Key<PersonId>,
    IfMatch(seen): IfMatch,
) -> Result<Answer<Written<Nothing>>> {
    Ok(Answer(match crm {
        Crm::Home(home) => people::delete(&home.store, &home.actor, id, seen).await?,
        Crm::Foreign(crm) => crm.delete(id, seen).await?,
    }))
}

/// Makes several people at once, or brings them up to date: all of them or none.
#[utoipa::path(post, path = "/crm/{connection}/people/import", tag = "People", params(("connection" = String, Path, description = "The CRM: `home`, or a connection")), request_body = ImportBatch, responses((status = 200, body = Written<Vec<PersonId>>, description = "Their keys, in the same order"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn import_people(
    State(state): State<AppState>,
    crm: Crm,
    Json(part): Json<ImportBatch>,
) -> Result<Answer<Written<Vec<PersonId>>>> {
    Ok(Answer(match crm {
        Crm::Home(home) => imports::store(&home.store, &home.actor, part).await?,
        Crm::Foreign(crm) => {
            part.people.iter().try_for_each(|entry| is_of_all(&entry.person))?;
            let written = transfers::import(&crm.store, &crm.actor, &crm.connected, part).await?;
            state.transfer_written.notify_one();
            written
        }
    }))
}

/// Which of these people and organizations are known already.
#[utoipa::path(post, path = "/crm/{connection}/people/known", tag = "People", params(("connection" = String, Path, description = "The CRM: `home`, or a connection")), request_body = Strangers, responses((status = 200, body = Known, description = "In the same order, as far as there is room; null for who is not. Those who are not answered are to be asked for again"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn find_known_people(crm: Crm, Json(strangers): Json<Strangers>) -> Result<Answer<Known>> {
    Ok(Answer(match crm {
        Crm::Home(home) => imports::find_known(&home.store, home.actor.workspace, &strangers).await?,
        Crm::Foreign(crm) => crm.find_known(&strangers).await?,
    }))
}

/// The imports of the last 30 days that were not undone.
#[utoipa::path(get, path = "/crm/{connection}/people/imports", tag = "People", params(("connection" = String, Path, description = "The CRM: `home`, or a connection")), responses((status = 200, body = Vec<ImportSummary>, description = "The newest first, at most 50"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn list_imports(home: Home) -> Result<Answer<Vec<ImportSummary>>> {
    Ok(Answer(imports::list(&home.store, home.actor.workspace).await?))
}

/// Refuses, for another CRM, what one member of staff alone sees: it has no place for that.
fn is_of_all(person: &Person) -> Result<()> {
    let Some(place) = person.first_only_mine() else { return Ok(()) };
    let field = format!("/cards/{place}/only_mine");
    Err(Error::Invalid(vec![FieldError { field, problem: Problem::Option }]))
}
