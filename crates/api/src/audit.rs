//! The audit log: who did what that concerns the safety of a workspace. For owners.

use std::fmt;
use std::str::FromStr;

use calling_card_contact::Timestamp;
use serde::{Deserialize, Serialize};

use crate::endpoint_macro::endpoint;
use crate::{Cursor, Page};

/// Names each kind of entry once: as a variant, and as it is written.
macro_rules! kinds {
    ($($(#[$doc:meta])+ $kind:ident = $name:literal),+ $(,)?) => {
        /// What was done.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(rename_all = "snake_case")]
        pub enum AuditKind {
            $($(#[$doc])+ $kind),+
        }

        impl AuditKind {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$kind),+];

            /// As it is written: `signed_in`.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$kind => $name),+
                }
            }
        }
    };
}

kinds! {
    /// Somebody signed in; the detail says with what.
    SignedIn = "signed_in",
    /// Somebody who signed in came from the organization's own sign-in.
    SignedInByOrganization = "signed_in_by_organization",
    /// Somebody tried to sign in with a wrong password, or a wrong code beside it, which the detail says; about whose account.
    SignInFailed = "sign_in_failed",
    /// Somebody changed their password.
    PasswordChanged = "password_changed",
    /// Somebody made a passkey.
    PasskeyMade = "passkey_made",
    /// Somebody removed a passkey of theirs.
    PasskeyRemoved = "passkey_removed",
    /// Somebody's password needs a code of an app beside it from then on.
    TotpMade = "totp_made",
    /// Somebody's password needs no code any more.
    TotpRemoved = "totp_removed",
    /// Somebody made new codes for when their phone is lost.
    RecoveryMade = "recovery_made",
    /// Somebody signed in by one of the codes for when their phone is lost; the detail says how many are left.
    RecoveryUsed = "recovery_used",
    /// Somebody was invited; the detail is the role.
    MemberInvited = "member_invited",
    /// An invitation was taken back.
    InvitationWithdrawn = "invitation_withdrawn",
    /// Somebody became a member; the detail is the role.
    MemberJoined = "member_joined",
    /// A member got another role, which is the detail.
    RoleChanged = "role_changed",
    /// A member was removed.
    MemberRemoved = "member_removed",
    /// What a removed member kept to themselves went to who removed them; the detail says how many cards and notes.
    PrivateHandedOver = "private_handed_over",
    /// What a removed member kept to themselves was deleted; the detail says how many cards and notes.
    PrivateDeleted = "private_deleted",
    /// An API token was made.
    TokenMade = "token_made",
    /// An API token was removed.
    TokenRemoved = "token_removed",
    /// A connection to another CRM was made.
    ConnectionMade = "connection_made",
    /// A connection was changed, but for its secret.
    ConnectionChanged = "connection_changed",
    /// The secret of a connection was changed.
    SecretChanged = "secret_changed",
    /// A connection was removed with its secret.
    ConnectionRemoved = "connection_removed",
    /// Several people were exported; the detail says how many.
    PeopleExported = "people_exported",
    /// Organizations were exported; the detail says how many.
    OrganizationsExported = "organizations_exported",
    /// All data of a person were handed out for their own request, also what members keep to themselves; about the person's key.
    DataCopied = "data_copied",
    /// A person was erased; about the person's key.
    PersonErased = "person_erased",
}

impl fmt::Display for AuditKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Why a text is no kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is no kind of entry of the audit log")]
pub struct UnknownKind;

impl FromStr for AuditKind {
    type Err = UnknownKind;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.iter().copied().find(|kind| kind.name() == text).ok_or(UnknownKind)
    }
}

/// One entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditEntry {
    /// Its number in the workspace, from 1.
    pub number: u64,
    /// When.
    pub at: Timestamp,
    /// What was done.
    pub kind: AuditKind,
    /// By whom; empty where that is not known.
    pub by: String,
    /// To whom or what, by name or key.
    pub about: String,
    /// What else there is to say: a role, a number, a browser.
    pub detail: String,
}

/// Which entries.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(default)]
pub struct AuditQuery {
    /// Those of a kind alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<AuditKind>,
    /// Where the page begins.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cursor: Option<Cursor>,
    /// Most entries of a page, 1 to 200; 50 unless said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
}

/// `GET /audit`: a page of the audit log, the newest first.
#[derive(Clone, Debug, Default)]
pub struct ListAudit {
    /// Which entries.
    pub query: AuditQuery,
}
endpoint!(GET "/audit" ListAudit => Page<AuditEntry>; ["/audit"], query = query);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_written_in_one_way() {
        for kind in AuditKind::ALL {
            assert_eq!(kind.to_string().parse(), Ok(*kind));
            assert_eq!(serde_json::to_value(kind).ok(), Some(kind.name().into()));
        }
        assert_eq!("Signed_in".parse::<AuditKind>(), Err(UnknownKind));
    }
}
