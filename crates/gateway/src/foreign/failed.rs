//! Why a CRM has not done what it was asked.

use calling_card_api::{ProblemDetails, ProblemKind};
use calling_card_contact::{FieldError, FieldErrors, Language, Problem};
use calling_card_crm::{Error as Said, Rejection};

/// Why a CRM has not done what it was asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Failed {
    /// It is not there, or does not answer as it should. Nothing was changed.
    #[error("the CRM cannot be reached: {0}")]
    Unreachable(String),
    /// It does not know who asks.
    #[error("the CRM does not accept the key: {0}")]
    Credentials(String),
    /// It has refused, with its words and what is wrong with which field of ours.
    #[error("the CRM has refused: {0}")]
    Refused(String, FieldErrors),
    /// It has no such record.
    #[error("the CRM has no such record")]
    Gone,
    /// It takes no more for so many seconds.
    #[error("the CRM takes no more for {0} seconds")]
    Busy(u64),
    /// It may have done it or not.
    #[error("it is not known whether the CRM has done it: {0}")]
    InDoubt(String),
    /// It cannot be asked: there is no such page of a list.
    #[error("the CRM cannot be asked: {0}")]
    Unaskable(String),
}

impl Failed {
    /// What came of an answer that a dialect could not go on with. `wrote` tells that something may have been made by then.
    pub(super) fn of(said: Said, wrote: bool) -> Self {
        match said {
            Said::Build(why) => Self::Unaskable(why),
            Said::Transport(why) | Said::Decode(why) if wrote => Self::InDoubt(why),
            Said::Transport(why) | Said::Decode(why) => Self::Unreachable(why),
            Said::InDoubt(why) => Self::InDoubt(why),
            Said::Rejected(rejection) => Self::of_rejection(rejection),
            Said::TakenBack(why) => Self::of(*why, false),
        }
    }

    fn of_rejection(Rejection { status, message, fields, retry_after }: Rejection) -> Self {
        match status {
            401 => Self::Credentials(message),
            404 | 410 => Self::Gone,
            429 | 503 => Self::Busy(retry_after.unwrap_or(60)),
            300..=399 => Self::Unreachable(format!("it leads to another address ({status})")),
            500.. => Self::Unreachable(format!("{status} {message}")),
            _ => {
                let said = fields.into_iter().filter(|(field, _)| !field.is_empty());
                let errors = said.map(|(field, text)| FieldError { field, problem: Problem::Said { text } });
                Self::Refused(if message.is_empty() { status.to_string() } else { message }, errors.collect())
            }
        }
    }

    /// As problem details.
    pub fn details(&self) -> ProblemDetails {
        let (kind, reason) = match self {
            Self::Unreachable(why) => (ProblemKind::CrmUnreachable, why.as_str()),
            Self::Credentials(why) => (ProblemKind::CrmCredentials, why.as_str()),
            Self::Refused(why, _) => (ProblemKind::CrmRefused, why.as_str()),
            Self::Gone => (ProblemKind::NotFound, ""),
            Self::Busy(_) => (ProblemKind::CrmBusy, ""),
            Self::InDoubt(why) => (ProblemKind::CrmInDoubt, why.as_str()),
            Self::Unaskable(_) => (ProblemKind::Unreadable, ""),
        };
        ProblemDetails {
            reason: short(reason),
            errors: if let Self::Refused(_, errors) = self { errors.clone() } else { FieldErrors::new() },
            retry_after: if let Self::Busy(seconds) = self { Some(*seconds) } else { None },
            ..ProblemDetails::of(kind, Language::En)
        }
    }

    /// In words, for who looks at it later.
    pub fn reason(&self) -> String {
        match self {
            Self::Unreachable(why) | Self::Credentials(why) | Self::InDoubt(why) | Self::Unaskable(why) => short(why),
            Self::Refused(why, errors) => {
                let texts = errors.iter().map(|error| error.problem.sentence(Language::En));
                short(&std::iter::once(why.clone()).chain(texts).collect::<Vec<_>>().join(" "))
            }
            Self::Gone => "404".into(),
            Self::Busy(seconds) => format!("429, {seconds} s"),
        }
    }
}

/// Whatever a CRM says, of it a line is kept.
fn short(text: &str) -> String {
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(301).collect();
    if plain.chars().count() > 300 { format!("{}…", plain.chars().take(299).collect::<String>()) } else { plain }
}
