//! Connections to other CRMs.

use std::collections::BTreeMap;

use axum::Json as Answer;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use calling_card_api::connections::{Connection, ConnectionTest, Connections, LossOfMany, NewConnection, Travellers};
use calling_card_api::{ConnectionId, Nothing, ProblemDetails, ProblemKind};
use calling_card_contact::{Loss, Part};

use crate::auth::Staff;
use crate::crm::connection::Named;
use crate::extract::{Json, language};
use crate::foreign::{ForeignCrm, Pace};
use crate::reach::Reach;
use crate::store::connections;
use crate::transfers::arriving::{at_home, fields_at_home};
use crate::{AppState, Result};

/// Most people whose losses are asked for at once.
const TRAVELLERS: usize = 500;

/// The connections of the workspace, and what can be connected.
#[utoipa::path(get, path = "/connections", tag = "Connections", responses((status = 200, body = Connections, description = "The built-in CRM first"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn list_connections(State(state): State<AppState>, staff: Staff) -> Result<Answer<Connections>> {
    Ok(Answer(connections::list(&state.store, staff.actor.workspace).await?))
}

/// Makes a connection.
#[utoipa::path(post, path = "/connections", tag = "Connections", request_body = NewConnection, responses((status = 201, body = Connection, description = "Made; its secret is in no answer"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn create_connection(
    State(state): State<AppState>,
    staff: Staff,
    Json(new): Json<NewConnection>,
) -> Result<Response> {
    let made = connections::create(&state.store, &state.vault, reach(&state), &staff.actor, new).await?;
    Ok((StatusCode::CREATED, Answer(made.shown())).into_response())
}

/// Changes a connection.
#[utoipa::path(put, path = "/connections/{connection}", tag = "Connections", params(("connection" = String, Path, description = "Which one")), request_body = NewConnection, responses((status = 200, body = Connection, description = "Changed"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn update_connection(
    State(state): State<AppState>,
    staff: Staff,
    Named(id): Named,
    Json(new): Json<NewConnection>,
) -> Result<Answer<Connection>> {
    let workspace = staff.actor.workspace;
    let asked = (&id, new);
    let changed = connections::update(&state.store, &state.vault, reach(&state), &staff.actor, asked).await?;
    state.lines.cut(workspace, &id);
    Ok(Answer(changed.shown()))
}

/// Forgets a connection and its secret.
#[utoipa::path(delete, path = "/connections/{connection}", tag = "Connections", params(("connection" = String, Path, description = "Which one")), responses((status = 200, body = Nothing, description = "Forgotten; what is in the CRM stays there"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn delete_connection(
    State(state): State<AppState>,
    staff: Staff,
    Named(id): Named,
) -> Result<Answer<Nothing>> {
    connections::delete(&state.store, &staff.actor, &id).await?;
    state.lines.cut(staff.actor.workspace, &id);
    Ok(Answer(Nothing))
}

/// Signs in there, asks whether it is the right tenant, and reads the first person.
#[utoipa::path(post, path = "/connections/{connection}/test", tag = "Connections", params(("connection" = String, Path, description = "Which one")), responses((status = 200, body = ConnectionTest, description = "It works"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn test_connection(
    State(state): State<AppState>,
    staff: Staff,
    Named(id): Named,
    headers: HeaderMap,
) -> Result<Answer<ConnectionTest>> {
    let crm = ForeignCrm::open(&state, staff.actor, &id, Pace::Staff).await?;
    Ok(Answer(ConnectionTest { people: crm.read_in(language(&headers)).test().await? }))
}

/// What of these people the CRM would not keep.
#[utoipa::path(post, path = "/connections/{connection}/losses", tag = "Connections", params(("connection" = String, Path, description = "Which one")), request_body = Travellers, responses((status = 200, body = Vec<LossOfMany>, description = "Part by part; nobody is sent there"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn ask_losses(
    State(state): State<AppState>,
    staff: Staff,
    Named(id): Named,
    Json(travellers): Json<Travellers>,
) -> Result<Answer<Vec<LossOfMany>>> {
    if travellers.people.len() > TRAVELLERS {
        return Err(ProblemKind::TooLarge.into());
    }
    let people = &travellers.people;
    let lost: Vec<Vec<Loss>> = if id.0 == ConnectionId::HOME {
        let fields = fields_at_home(&state.store, staff.actor.workspace).await?;
        people.iter().map(|person| at_home(person.clone(), &fields).1).collect()
    } else {
        let system = connections::get(&state.store, staff.actor.workspace, &id).await?.system;
        // What becomes of custom fields, the CRM's own fields tell; all else the dialect knows by itself.
        let fields = match system.writes_custom_fields() {
            true => ForeignCrm::open(&state, staff.actor, &id, Pace::Staff).await?.fields_for(people).await?,
            false => Vec::new(),
        };
        people.iter().map(|person| system.losses_with(person, &fields)).collect()
    };
    let mut losses: BTreeMap<Part, LossOfMany> = BTreeMap::new();
    for loss in lost.into_iter().flatten() {
        let none = LossOfMany { loss: Loss { count: 0, ..loss }, people: 0 };
        let sum = losses.entry(loss.part).or_insert(none);
        sum.loss.count += loss.count;
        sum.people += 1;
    }
    Ok(Answer(losses.into_values().collect()))
}

fn reach(state: &AppState) -> Reach {
    Reach { private: state.config.private_crms }
}
