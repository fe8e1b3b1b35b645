//! Proof of consent: what was agreed to, by whom it was asked, and how the address was confirmed.

use serde::{Deserialize, Serialize};

use crate::{FormLanguage, Timestamp, is_false};

/// Proof of consent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Consent {
    /// What the details are used for, as the form's owner says it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub purpose: String,
    /// Who is responsible (GDPR article 4, number 7).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub controller: String,
    /// The exact words that were agreed to.
    pub text: String,
    /// SHA-256 of those words, in hexadecimal.
    pub text_hash: String,
    /// Which version of the words it was, counted from 1; 0 where it was not counted yet.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub text_version: u32,
    /// The language of the words.
    pub language: FormLanguage,
    /// When it was given, in UTC.
    pub given_at: Timestamp,
    /// Where the privacy notice was.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub notice_url: String,
    /// Whether the box was empty at the start, so that ticking it was an act of the visitor's.
    #[serde(default, skip_serializing_if = "is_false")]
    pub unticked_at_start: bool,
    /// The page that the form stood on.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub page: String,
    /// How the address was confirmed, where the form asks for that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opt_in: Option<OptIn>,
    /// When it was withdrawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn_at: Option<Timestamp>,
}

/// How an address was confirmed: by a link in a mail that was sent to it (double opt-in).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OptIn {
    /// SHA-256 of the link's token, in hexadecimal; the token itself is kept nowhere.
    pub token_hash: String,
    /// Until when the link can be used.
    pub expires_at: Timestamp,
    /// When the mail was sent; none while it waits, or where none was sent because the address had one that day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent_at: Option<Timestamp>,
    /// SHA-256 of what was sent (subject, empty line, text), in hexadecimal.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub mail_hash: String,
    /// When the address was confirmed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmed_at: Option<Timestamp>,
    /// From which network address, where the form keeps it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub confirmed_from: String,
}

fn is_zero(number: &u32) -> bool {
    *number == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_kept_before_there_was_more_still_reads() -> Result<(), serde_json::Error> {
        let old = r#"{"text":"I agree.","text_hash":"ab","language":"de","given_at":"2026-01-01T00:00:00.000Z"}"#;
        let read: Consent = serde_json::from_str(old)?;
        assert_eq!((read.text_version, read.opt_in.is_none(), read.withdrawn_at.is_none()), (0, true, true));
        assert_eq!(serde_json::to_string(&read)?, old);
        Ok(())
    }
}
