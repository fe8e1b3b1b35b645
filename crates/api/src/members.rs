//! The members of staff of a workspace, with their roles, and who is invited to become one. For owners.

use calling_card_contact::{Language, Timestamp, UserId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Nothing;
use crate::endpoint_macro::endpoint;
use crate::roles::Role;

/// A member of staff, as owners see them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Member {
    /// The key.
    pub id: UserId,
    /// The name.
    pub name: String,
    /// The e-mail address, by which they sign in.
    pub email: String,
    /// What they may do.
    pub role: Role,
    /// Since when they are one.
    pub since: Timestamp,
    /// How much they keep to themselves.
    #[serde(default, skip_serializing_if = "PrivateCount::is_none")]
    pub private: PrivateCount,
}

/// How much a member of staff keeps to themselves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PrivateCount {
    /// Business cards.
    pub cards: u32,
    /// Notes.
    pub notes: u32,
}

impl PrivateCount {
    /// Whether there is nothing.
    pub fn is_none(&self) -> bool {
        self.cards == 0 && self.notes == 0
    }
}

/// Somebody who is invited and has not followed the link yet; the link itself is kept nowhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MemberInvitation {
    /// The key.
    pub id: Uuid,
    /// The e-mail address, by which they will sign in.
    pub email: String,
    /// What they will be allowed to do.
    pub role: Role,
    /// When they were invited.
    pub created_at: Timestamp,
    /// By whom.
    pub created_by: String,
    /// Until when the link holds.
    pub expires_at: Timestamp,
    /// Whether it holds no more. Thirty days later the invitation is forgotten.
    pub expired: bool,
}

/// Who belongs to a workspace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Members {
    /// The members of staff, by name.
    pub members: Vec<Member>,
    /// Who is invited, the newest first.
    pub invitations: Vec<MemberInvitation>,
    /// Whether links are mailed; else they are answered once.
    pub mailed: bool,
}

/// `GET /members`: the members of staff, and who is invited.
#[derive(Clone, Debug, Default)]
pub struct ListMembers;
endpoint!(GET "/members" ListMembers => Members; ["/members"]);

/// Whom to invite.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewMemberInvitation {
    /// The e-mail address.
    pub email: String,
    /// What they will be allowed to do.
    pub role: Role,
    /// The language of the mail.
    #[serde(default)]
    pub language: Language,
}

/// An invitation that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MadeMemberInvitation {
    /// What is known of it.
    pub invitation: MemberInvitation,
    /// The last part of the link `/welcome/{token}`, where it is not mailed. It is answered this once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
}

/// `POST /members/invitations`: invites somebody; who was invited before gets a new link, and the old one holds no more.
#[derive(Clone, Debug)]
pub struct InviteMember {
    /// Whom.
    pub new: NewMemberInvitation,
}
endpoint!(POST "/members/invitations" InviteMember => MadeMemberInvitation; ["/members/invitations"], body = new: NewMemberInvitation);

/// `DELETE /members/invitations/{id}`: takes an invitation back; its link holds no more.
#[derive(Clone, Debug)]
pub struct WithdrawMemberInvitation {
    /// Which one.
    pub id: Uuid,
}
endpoint!(DELETE "/members/invitations/{id}" WithdrawMemberInvitation => Nothing; ["/members/invitations/", id]);

/// What a member of staff shall be allowed to do from now on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewRole {
    /// The role.
    pub role: Role,
}

/// `PUT /members/{id}`: gives a member of staff another role, at once; 409 where nobody else is an owner.
#[derive(Clone, Debug)]
pub struct ChangeRole {
    /// Who.
    pub id: UserId,
    /// What they may do.
    pub new: NewRole,
}
endpoint!(PUT "/members/{id}" ChangeRole => Member; ["/members/", id], body = new: NewRole);

/// What becomes of what a member of staff keeps to themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PrivateParts {
    /// It goes to whoever removes them.
    HandOver,
    /// It is deleted for good.
    Delete,
}

/// How a member of staff is removed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(default)]
pub struct Removal {
    /// What becomes of their private cards and notes; needed where there are some.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateParts>,
}

/// `DELETE /members/{id}`: removes a member of staff; their sessions end at once. 409 where nobody else is an owner, 422 where they keep
/// cards or notes to themselves, and it is not said what becomes of them.
#[derive(Clone, Debug)]
pub struct RemoveMember {
    /// Who.
    pub id: UserId,
    /// How.
    pub removal: Removal,
}
endpoint!(DELETE "/members/{id}" RemoveMember => Nothing; ["/members/", id], query = removal);
