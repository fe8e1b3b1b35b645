//! `/members`: who belongs to a workspace, with which role, and who is invited. For owners: `auth::roles` says so.

use axum::Json as Answer;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use calling_card_api::ProblemDetails;
use calling_card_api::members::{MadeMemberInvitation, Member, Members, NewMemberInvitation, NewRole, Removal};
use calling_card_contact::{Checker, Language, UserId, rules};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::auth::Staff;
use crate::extract::{Json, Key, Query};
use crate::store::mails::members::InvitationMail;
use crate::store::{member_invitations, members, private};
use crate::{AppState, Error, Result, mail};

/// All addresses below `/members`.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_members))
        .routes(routes!(change_role, remove_member))
        .routes(routes!(invite_member))
        .routes(routes!(withdraw_member_invitation))
}

/// The members of staff, and who is invited.
#[utoipa::path(get, path = "/members", tag = "Members", responses((status = 200, body = Members, description = "By name"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
async fn list_members(State(state): State<AppState>, staff: Staff) -> Result<Answer<Members>> {
    let workspace = staff.actor.workspace;
    let members = members::list(&state.store, workspace).await?;
    let invitations = member_invitations::list(&state.store, workspace).await?;
    Ok(Answer(Members { members, invitations, mailed: state.mailer.is_some() }))
}

/// Gives a member of staff another role.
#[utoipa::path(put, path = "/members/{id}", tag = "Members", params(("id" = UserId, Path, description = "The member of staff")), request_body = NewRole, responses((status = 200, body = Member, description = "As they are now"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
async fn change_role(
    State(state): State<AppState>,
    staff: Staff,
    Key(id): Key<UserId>,
    Json(new): Json<NewRole>,
) -> Result<Answer<Member>> {
    Ok(Answer(members::change_role(&state.store, &staff.actor, id, new.role).await?))
}

/// Removes a member of staff; their sessions end at once.
#[utoipa::path(delete, path = "/members/{id}", tag = "Members", params(("id" = UserId, Path, description = "The member of staff"), Removal), responses((status = 204, description = "Removed"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
async fn remove_member(
    State(state): State<AppState>,
    staff: Staff,
    Key(id): Key<UserId>,
    Query(removal): Query<Removal>,
) -> Result<StatusCode> {
    let by = private::Member { id: UserId(staff.user.id), actor: staff.actor };
    members::remove(&state.store, &by, id, removal).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Invites somebody: by mail where there is a mail server, else by a link that is answered once.
#[utoipa::path(post, path = "/members/invitations", tag = "Members", request_body = NewMemberInvitation, responses((status = 201, body = MadeMemberInvitation, description = "Invited"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
async fn invite_member(
    State(state): State<AppState>,
    staff: Staff,
    Json(new): Json<NewMemberInvitation>,
) -> Result<Response> {
    state.invitations.pass(staff.actor.workspace).await?;
    let email = new.email.trim();
    let mut checker = Checker::default();
    checker.rule("email", rules::email(email));
    let errors = checker.into_errors();
    if !errors.is_empty() {
        return Err(Error::Invalid(errors));
    }
    let mailed = state.mailer.is_some();
    let write = |token: &str| {
        let link = format!("{}/welcome/{token}", state.config.link_base());
        mailed.then(|| mail_of(new.language, &staff.user.name, &staff.user.workspace_name, &link))
    };
    let (invitation, token) = member_invitations::invite(&state.store, &staff.actor, email, new.role, write).await?;
    if mailed {
        mail::wake(&state.mail_written);
    }
    let unkept = [(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))];
    let made = MadeMemberInvitation { invitation, token: (!mailed).then_some(token) };
    Ok((StatusCode::CREATED, unkept, Answer(made)).into_response())
}

/// Takes an invitation back.
#[utoipa::path(delete, path = "/members/invitations/{id}", tag = "Members", params(("id" = Uuid, Path, description = "The invitation")), responses((status = 204, description = "Its link holds no more"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
async fn withdraw_member_invitation(
    State(state): State<AppState>,
    staff: Staff,
    Key(id): Key<Uuid>,
) -> Result<StatusCode> {
    member_invitations::withdraw(&state.store, &staff.actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn mail_of(language: Language, by: &str, workspace: &str, link: &str) -> InvitationMail {
    let (subject, body) = match language {
        Language::En => (
            format!("Invitation to {workspace}"),
            format!(
                "Hello,\n\n{by} invites you to work in “{workspace}” with Calling Card.\n\nOpen this link within 7 days, and choose \
                 your name and your password:\n\n{link}\n\nIf you do not know what this is about, leave it at that: without you nothing happens.\n"
            ),
        ),
        Language::De => (
            format!("Einladung zu {workspace}"),
            format!(
                "Guten Tag,\n\n{by} lädt Sie ein, mit Calling Card in „{workspace}“ zu arbeiten.\n\nÖffnen Sie innerhalb von 7 Tagen diesen \
                 Link, und wählen Sie Ihren Namen und Ihr Passwort:\n\n{link}\n\nWenn Sie nicht wissen, worum es geht, lassen Sie es dabei: Ohne Sie geschieht nichts.\n"
            ),
        ),
    };
    InvitationMail { subject, body }
}
