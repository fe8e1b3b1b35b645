//! What went wrong, as the gateway says it.

use calling_card_contact::{FieldErrors, Language};
use serde::{Deserialize, Serialize};

/// Problem details (RFC 9457), `application/problem+json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProblemDetails {
    /// The kind of problem.
    #[serde(rename = "type")]
    pub kind: ProblemKind,
    /// The HTTP status code.
    pub status: u16,
    /// A sentence for a person.
    pub title: String,
    /// What is wrong with which field.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: FieldErrors,
    /// More about it in words that are not ours: what a CRM behind a connection has said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// Seconds after which it makes sense to try again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u64>,
}

impl ProblemDetails {
    /// A problem of this kind, and nothing more about it.
    pub fn of(kind: ProblemKind, language: Language) -> Self {
        let title = kind.sentence(language).to_owned();
        Self { kind, status: kind.status(), title, errors: Vec::new(), reason: String::new(), retry_after: None }
    }
}

/// The kinds of problems, each with one status code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ProblemKind {
    /// 400: the request cannot be read.
    #[serde(rename = "urn:calling-card:problem:unreadable")]
    Unreadable,
    /// 401: nobody is signed in.
    #[serde(rename = "urn:calling-card:problem:signed-out")]
    SignedOut,
    /// 401: e-mail address and password do not belong together, or a link was used or is too old.
    #[serde(rename = "urn:calling-card:problem:credentials")]
    Credentials,
    /// 403: the request does not come from our own pages.
    #[serde(rename = "urn:calling-card:problem:cross-site")]
    CrossSite,
    /// 403: the role of the member of staff does not allow it.
    #[serde(rename = "urn:calling-card:problem:forbidden")]
    Forbidden,
    /// 404: it is not there.
    #[serde(rename = "urn:calling-card:problem:not-found")]
    NotFound,
    /// 409: it stands against something else: a taken id, an undo of what has changed since, other content under a used key.
    #[serde(rename = "urn:calling-card:problem:conflict")]
    Conflict,
    /// 409: nobody else is an owner of the workspace.
    #[serde(rename = "urn:calling-card:problem:last-owner")]
    LastOwner,
    /// 409: the draft's address is not confirmed.
    #[serde(rename = "urn:calling-card:problem:unconfirmed")]
    Unconfirmed,
    /// 409: the same submission is being taken in at this moment.
    #[serde(rename = "urn:calling-card:problem:in-flight")]
    InFlight,
    /// 409: a place was asked for by this invitation before.
    #[serde(rename = "urn:calling-card:problem:invitation-used")]
    InvitationUsed,
    /// 410: the form takes nothing in.
    #[serde(rename = "urn:calling-card:problem:disabled")]
    Disabled,
    /// 410: no place is left at the event.
    #[serde(rename = "urn:calling-card:problem:full")]
    Full,
    /// 410: the business card is no longer published.
    #[serde(rename = "urn:calling-card:problem:withdrawn")]
    Withdrawn,
    /// 412: someone else has changed the record in the meantime.
    #[serde(rename = "urn:calling-card:problem:stale")]
    Stale,
    /// 413: the request is too large.
    #[serde(rename = "urn:calling-card:problem:too-large")]
    TooLarge,
    /// 422: fields are wrong; `errors` says which.
    #[serde(rename = "urn:calling-card:problem:invalid")]
    Invalid,
    /// 428: a write without `If-Match`.
    #[serde(rename = "urn:calling-card:problem:version-required")]
    VersionRequired,
    /// 429: too many requests.
    #[serde(rename = "urn:calling-card:problem:too-many")]
    TooMany,
    /// 500: our fault.
    #[serde(rename = "urn:calling-card:problem:internal")]
    Internal,
    /// 502: the CRM behind a connection does not answer, or not as it says it does; `reason` says more.
    #[serde(rename = "urn:calling-card:problem:crm-unreachable")]
    CrmUnreachable,
    /// 502: the CRM behind a connection does not know who we are: its key or token.
    #[serde(rename = "urn:calling-card:problem:crm-credentials")]
    CrmCredentials,
    /// 422: the CRM behind a connection has refused; `reason` has its words, `errors` the fields.
    #[serde(rename = "urn:calling-card:problem:crm-refused")]
    CrmRefused,
    /// 502: it is not known whether the CRM behind a connection has done it. Somebody has to look before it is tried again.
    #[serde(rename = "urn:calling-card:problem:crm-in-doubt")]
    CrmInDoubt,
    /// 503: the CRM behind a connection takes no more for the moment; `retry_after` says how long.
    #[serde(rename = "urn:calling-card:problem:crm-busy")]
    CrmBusy,
    /// 409: this CRM cannot do it.
    #[serde(rename = "urn:calling-card:problem:crm-cannot")]
    CrmCannot,
    /// 503: not now.
    #[serde(rename = "urn:calling-card:problem:unavailable")]
    Unavailable,
}

impl ProblemKind {
    /// Its HTTP status code.
    pub fn status(self) -> u16 {
        match self {
            Self::Unreadable => 400,
            Self::SignedOut | Self::Credentials => 401,
            Self::CrossSite | Self::Forbidden => 403,
            Self::NotFound => 404,
            Self::Conflict | Self::LastOwner | Self::Unconfirmed | Self::InFlight | Self::InvitationUsed => 409,
            Self::Disabled | Self::Full | Self::Withdrawn => 410,
            Self::Stale => 412,
            Self::TooLarge => 413,
            Self::Invalid => 422,
            Self::VersionRequired => 428,
            Self::TooMany => 429,
            Self::Internal => 500,
            Self::CrmUnreachable | Self::CrmCredentials | Self::CrmInDoubt => 502,
            Self::CrmRefused => 422,
            Self::CrmBusy => 503,
            Self::CrmCannot => 409,
            Self::Unavailable => 503,
        }
    }

    /// A sentence for a person: what happened, and what to do.
    pub fn sentence(self, language: Language) -> &'static str {
        let (en, de) = match self {
            Self::Unreadable => ("The request could not be read.", "Die Anfrage war nicht lesbar."),
            Self::SignedOut => {
                ("You are signed out. Please sign in again.", "Sie sind abgemeldet. Bitte melden Sie sich wieder an.")
            }
            Self::Credentials => (
                "E-mail address and password do not match, or the link was already used. Please try again.",
                "E-Mail-Adresse und Passwort passen nicht zusammen, oder der Link wurde schon benutzt. Bitte versuchen Sie es noch einmal.",
            ),
            Self::CrossSite => (
                "This request came from another website and was refused.",
                "Diese Anfrage kam von einer anderen Website und wurde abgelehnt.",
            ),
            Self::Forbidden => (
                "Your role does not allow this. An owner of the workspace can do it, or give you another role.",
                "Ihre Rolle erlaubt das nicht. Wer den Arbeitsbereich verwaltet, kann es tun oder Ihnen eine andere Rolle geben.",
            ),
            Self::NotFound => ("This is not here, or no longer.", "Das gibt es hier nicht oder nicht mehr."),
            Self::Conflict => (
                "This conflicts with something that was changed in the meantime. Reload and try again.",
                "Das steht im Widerspruch zu einer anderen Änderung. Laden Sie neu und versuchen Sie es noch einmal.",
            ),
            Self::LastOwner => (
                "Nobody else is an owner. Make somebody else an owner first.",
                "Sonst verwaltet niemand den Arbeitsbereich. Geben Sie erst jemand anderem diese Rolle.",
            ),
            Self::Unconfirmed => (
                "The address of this draft is not confirmed. Wait for the confirmation, or say that you accept it all the same.",
                "Die Adresse dieses Entwurfs ist nicht bestätigt. Warten Sie die Bestätigung ab, oder geben Sie an, dass Sie ihn trotzdem annehmen.",
            ),
            Self::InFlight => (
                "This is being taken in at the moment. Please try again in a second.",
                "Das wird gerade angenommen. Bitte versuchen Sie es in einer Sekunde noch einmal.",
            ),
            Self::Disabled => (
                "This form is closed and takes no messages at the moment.",
                "Dieses Formular ist zurzeit geschlossen und nimmt keine Nachrichten an.",
            ),
            Self::InvitationUsed => (
                "A place was asked for by this invitation before.",
                "Mit dieser Einladung wurde schon ein Platz gebucht.",
            ),
            Self::Full => ("No place is left at this event.", "Bei dieser Veranstaltung ist kein Platz mehr frei."),
            Self::Withdrawn => {
                ("This business card is no longer published.", "Diese Visitenkarte ist nicht mehr veröffentlicht.")
            }
            Self::Stale => (
                "Someone else has changed this in the meantime. Your input is still here; compare it with the newest state.",
                "Jemand anderes hat das inzwischen geändert. Ihre Eingaben sind noch da; vergleichen Sie sie mit dem neuesten Stand.",
            ),
            Self::TooLarge => {
                ("This is too large to be taken in. Please shorten it.", "Das ist zu groß. Bitte kürzen Sie es.")
            }
            Self::Invalid => ("Please check the marked fields.", "Bitte prüfen Sie die markierten Felder."),
            Self::VersionRequired => (
                "This change did not say which version it is of. Reload and try again.",
                "Diese Änderung nennt ihren Ausgangsstand nicht. Laden Sie neu und versuchen Sie es noch einmal.",
            ),
            Self::TooMany => (
                "That was too often in a short time. Please wait a moment and try again.",
                "Das war zu oft in kurzer Zeit. Bitte warten Sie einen Moment und versuchen Sie es noch einmal.",
            ),
            Self::Internal => (
                "Something went wrong on our side. Nothing was changed; please try again.",
                "Bei uns ist etwas schiefgegangen. Es wurde nichts geändert; bitte versuchen Sie es noch einmal.",
            ),
            Self::CrmUnreachable => (
                "The CRM does not answer as it should. Nothing was changed; please try again later.",
                "Das CRM antwortet nicht, wie es soll. Es wurde nichts geändert; bitte versuchen Sie es später noch einmal.",
            ),
            Self::CrmCredentials => (
                "The CRM does not accept the connection's key. Write a new one in Settings, Connections.",
                "Das CRM nimmt den Schlüssel der Verbindung nicht an. Tragen Sie unter Einstellungen, Verbindungen einen neuen ein.",
            ),
            Self::CrmRefused => ("The CRM has refused this.", "Das CRM hat das abgelehnt."),
            Self::CrmInDoubt => (
                "The CRM has not answered, and it is not known whether it was done. Look there before you try again.",
                "Das CRM hat nicht geantwortet, und es ist nicht bekannt, ob es geschehen ist. Sehen Sie dort nach, bevor Sie es noch einmal versuchen.",
            ),
            Self::CrmBusy => (
                "The CRM takes no more requests for the moment. Please wait and try again.",
                "Das CRM nimmt gerade keine weiteren Anfragen an. Bitte warten Sie und versuchen Sie es noch einmal.",
            ),
            Self::CrmCannot => ("This CRM cannot do that.", "Das kann dieses CRM nicht."),
            Self::Unavailable => (
                "The service is not available at the moment. Please try again shortly.",
                "Der Dienst ist gerade nicht erreichbar. Bitte versuchen Sie es gleich noch einmal.",
            ),
        };
        match language {
            Language::En => en,
            Language::De => de,
        }
    }
}
