//! Following a one-time link `/welcome/{token}`: what it is for, and becoming a member of staff by it.

use serde::{Deserialize, Serialize};

use crate::auth::Session;
use crate::endpoint_macro::endpoint;
use crate::roles::Role;

/// The last part of a one-time link.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WelcomeLink {
    /// It.
    pub token: String,
}

/// What a one-time link is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WelcomeTo {
    /// The name of the workspace.
    pub workspace: String,
    /// The e-mail address that is invited; none where the link is for the first member of staff.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// What its user will be allowed to do.
    pub role: Role,
}

/// `POST /auth/welcome`: what a one-time link is for; 401 where it was used, is too old or was taken back. The link stays.
#[derive(Clone)]
pub struct ReadWelcome {
    /// The link.
    pub link: WelcomeLink,
}
endpoint!(POST "/auth/welcome" ReadWelcome => WelcomeTo; ["/auth/welcome"], body = link: WelcomeLink);

/// Who follows an invitation.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InvitedUser {
    /// The last part of the link.
    pub token: String,
    /// The name.
    pub name: String,
    /// The password, at least 10 characters.
    pub password: String,
}

/// `POST /auth/invited-user`: makes a member of staff of who was invited, with the invitation's address and role; signs in.
#[derive(Clone)]
pub struct AcceptMemberInvitation {
    /// Who.
    pub user: InvitedUser,
}
endpoint!(POST "/auth/invited-user" AcceptMemberInvitation => Session; ["/auth/invited-user"], body = user: InvitedUser);
