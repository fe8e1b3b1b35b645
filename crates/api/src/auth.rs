//! Signing in and out.

use calling_card_contact::{Language, UserId};
use http::Method;
use serde::{Deserialize, Serialize};

use crate::roles::Role;
use crate::words::ColouredWord;
use crate::{Endpoint, Nothing};

/// Who is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Session {
    /// The member of staff.
    pub user: User,
    /// The name of the workspace.
    pub workspace: String,
    /// What they may do.
    pub role: Role,
    /// In which colours the workspace shows its words, at most 500.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub colours: Vec<ColouredWord>,
}

/// A member of staff.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct User {
    /// The key.
    pub id: UserId,
    /// The name.
    pub name: String,
    /// The e-mail address, by which they sign in.
    pub email: String,
    /// The language of the app.
    pub language: Option<Language>,
}

/// `GET /auth/session`: who is signed in; 401 if nobody is.
#[derive(Clone, Copy, Debug, Default)]
pub struct GetSession;

impl Endpoint for GetSession {
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/auth/session";
    type Body = Nothing;
    type Answer = Session;

    fn target(&self) -> String {
        Self::PATH.into()
    }
}

/// `POST /auth/session`: signs in; sets the session's cookie.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(untagged)]
pub enum SignIn {
    /// With e-mail address and password.
    Password {
        /// The e-mail address.
        email: String,
        /// The password.
        password: String,
        /// Where it needs one beside it, the code of an app, or one for when the phone is lost.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        code: String,
    },
    /// With a one-time link.
    Link {
        /// The last part of the link.
        token: String,
    },
}

impl Endpoint for SignIn {
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/auth/session";
    type Body = Self;
    type Answer = Session;

    fn target(&self) -> String {
        Self::PATH.into()
    }

    fn body(&self) -> Option<&Self> {
        Some(self)
    }
}

/// The own password, asked anew before what protects the account is changed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OwnPassword {
    /// The password.
    pub password: String,
}

/// `DELETE /auth/session`: signs out.
#[derive(Clone, Copy, Debug, Default)]
pub struct SignOut;

impl Endpoint for SignOut {
    const METHOD: Method = Method::DELETE;
    const PATH: &'static str = "/auth/session";
    type Body = Nothing;
    type Answer = Nothing;

    fn target(&self) -> String {
        Self::PATH.into()
    }
}

/// `POST /auth/first-user`: the first member of staff, who followed the one-time link `/welcome/{token}`; signs in.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CreateFirstUser {
    /// The last part of the link.
    pub token: String,
    /// The name.
    pub name: String,
    /// The e-mail address.
    pub email: String,
    /// The password, at least 10 characters.
    pub password: String,
}

impl Endpoint for CreateFirstUser {
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/auth/first-user";
    type Body = Self;
    type Answer = Session;

    fn target(&self) -> String {
        Self::PATH.into()
    }

    fn body(&self) -> Option<&Self> {
        Some(self)
    }
}

/// `PUT /auth/password`: a new password for the member of staff who is signed in; ends their other sessions.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangePassword {
    /// The password until now.
    pub current: String,
    /// The password from now on.
    pub new: String,
}

impl Endpoint for ChangePassword {
    const METHOD: Method = Method::PUT;
    const PATH: &'static str = "/auth/password";
    type Body = Self;
    type Answer = Nothing;

    fn target(&self) -> String {
        Self::PATH.into()
    }

    fn body(&self) -> Option<&Self> {
        Some(self)
    }
}
