//! A second factor beside the password: codes of an app on one's phone (TOTP, RFC 6238), and codes for when it is lost.

use calling_card_contact::Timestamp;
use serde::{Deserialize, Serialize};

use crate::auth::OwnPassword;
use crate::endpoint_macro::endpoint;

/// How many codes for when the phone is lost are made at once.
pub const RECOVERY_CODES: usize = 10;

/// Whether one's password needs a code beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TotpState {
    /// Since when; none where it needs none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Timestamp>,
    /// How many codes for when the phone is lost are left.
    pub recovery: u32,
}

/// What an app on a phone is told, before its first code turns it on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TotpOffer {
    /// The secret in base32, to be typed.
    pub secret: String,
    /// The same as an address that such apps open (`otpauth://`).
    pub uri: String,
    /// The address as a QR code: a path of an SVG, and the side of its view box.
    pub qr: String,
    /// The side of its view box.
    pub side: usize,
}

/// A code of the app.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TotpCode {
    /// Six digits; blanks in between are allowed.
    pub code: String,
}

/// Codes for when the phone is lost: each signs in once beside the password. They are told this once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecoveryCodes {
    /// The codes.
    pub codes: Vec<String>,
}

/// `GET /auth/totp`: whether one's own password needs a code beside it.
#[derive(Clone, Debug, Default)]
pub struct GetTotp;
endpoint!(GET "/auth/totp" GetTotp => TotpState; ["/auth/totp"]);

/// `POST /auth/totp/options`: begins to turn it on; what the app on the phone is told.
#[derive(Clone)]
pub struct BeginTotp {
    /// The own password, asked anew.
    pub password: OwnPassword,
}
endpoint!(POST "/auth/totp/options" BeginTotp => TotpOffer; ["/auth/totp/options"], body = password: OwnPassword);

/// `POST /auth/totp`: turns it on by the first code of the app; the other sessions end.
#[derive(Clone)]
pub struct AddTotp {
    /// The code.
    pub code: TotpCode,
}
endpoint!(POST "/auth/totp" AddTotp => RecoveryCodes; ["/auth/totp"], body = code: TotpCode);

/// `POST /auth/totp/recovery`: makes the codes for when the phone is lost anew; those before hold no longer.
#[derive(Clone)]
pub struct RenewRecovery {
    /// The own password, asked anew.
    pub password: OwnPassword,
}
endpoint!(POST "/auth/totp/recovery" RenewRecovery => RecoveryCodes; ["/auth/totp/recovery"], body = password: OwnPassword);

/// `POST /auth/totp/remove`: turns it off.
#[derive(Clone)]
pub struct RemoveTotp {
    /// The own password, asked anew.
    pub password: OwnPassword,
}
endpoint!(POST "/auth/totp/remove" RemoveTotp => crate::Nothing; ["/auth/totp/remove"], body = password: OwnPassword);
