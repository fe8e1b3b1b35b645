//! Passkeys (WebAuthn Level 3): the own ones of a member of staff, and signing in by one.

use calling_card_contact::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use crate::Nothing;
use crate::auth::{OwnPassword, Session};
use crate::endpoint_macro::endpoint;

/// Most passkeys of one member of staff.
pub const MOST: u32 = 20;

/// What is known of a passkey.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Passkey {
    /// Its key; a UUIDv7.
    pub id: Uuid,
    /// What its member of staff calls it.
    pub name: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// When somebody last signed in by it; none where nobody ever did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub used_at: Option<Timestamp>,
}

/// What a passkey is called.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PasskeyName {
    /// 1 to 200 characters.
    pub name: String,
}

/// A passkey that is to be made.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewPasskey {
    /// What it is to be called, 1 to 200 characters.
    pub name: String,
    /// The own password, asked anew.
    pub password: String,
}

/// What a browser is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BrowserQuestion {
    /// `PublicKeyCredentialCreationOptionsJSON` or `PublicKeyCredentialRequestOptionsJSON`, as the browser parses it. It can be answered
    /// once, within five minutes.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub options: Value,
}

/// What a browser answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BrowserAnswer {
    /// `RegistrationResponseJSON` or `AuthenticationResponseJSON`: the credential's `toJSON()`.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub credential: Value,
}

/// `GET /auth/passkeys`: the own passkeys, the oldest first.
#[derive(Clone, Debug, Default)]
pub struct ListPasskeys;
endpoint!(GET "/auth/passkeys" ListPasskeys => Vec<Passkey>; ["/auth/passkeys"]);

/// `POST /auth/passkeys/options`: begins to make a passkey of this name; what the browser is asked.
#[derive(Clone)]
pub struct BeginPasskey {
    /// What it is to be called, and the own password.
    pub new: NewPasskey,
}
endpoint!(POST "/auth/passkeys/options" BeginPasskey => BrowserQuestion; ["/auth/passkeys/options"], body = new: NewPasskey);

/// `POST /auth/passkeys`: takes the passkey in that the browser has made.
#[derive(Clone, Debug)]
pub struct AddPasskey {
    /// What the browser has answered.
    pub answer: BrowserAnswer,
}
endpoint!(POST "/auth/passkeys" AddPasskey => Passkey; ["/auth/passkeys"], body = answer: BrowserAnswer);

/// `PUT /auth/passkeys/{id}`: gives one of the own passkeys another name.
#[derive(Clone, Debug)]
pub struct RenamePasskey {
    /// Which one.
    pub id: Uuid,
    /// What it is called from now on.
    pub name: PasskeyName,
}
endpoint!(PUT "/auth/passkeys/{id}" RenamePasskey => Passkey; ["/auth/passkeys/", id], body = name: PasskeyName);

/// `POST /auth/passkeys/{id}/remove`: removes one of the own passkeys; the other sessions that were begun by it end.
#[derive(Clone)]
pub struct RemovePasskey {
    /// Which one.
    pub id: Uuid,
    /// The own password, asked anew.
    pub password: OwnPassword,
}
endpoint!(POST "/auth/passkeys/{id}/remove" RemovePasskey => Nothing; ["/auth/passkeys/", id, "/remove"], body = password: OwnPassword);

/// `POST /auth/passkey/options`: begins to sign in by a passkey; what the browser is asked.
#[derive(Clone, Debug, Default)]
pub struct AskForPasskey;
endpoint!(POST "/auth/passkey/options" AskForPasskey => BrowserQuestion; ["/auth/passkey/options"]);

/// `POST /auth/passkey`: signs in by a passkey; sets the session's cookie.
#[derive(Clone, Debug)]
pub struct SignInByPasskey {
    /// What the browser has answered.
    pub answer: BrowserAnswer,
}
endpoint!(POST "/auth/passkey" SignInByPasskey => Session; ["/auth/passkey"], body = answer: BrowserAnswer);
