//! Proofs of consent. They outlive the draft that they came with, and no undo changes them.

use calling_card_contact::{Consent, ConsentId, DraftId, FormId, PersonId};
use serde::{Deserialize, Serialize};

use crate::ConnectionId;
use crate::endpoint_macro::endpoint;

/// A stored proof of consent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConsentRecord {
    /// The key.
    pub id: ConsentId,
    /// The form through which it was given.
    pub form: FormId,
    /// The draft that it came with.
    pub draft: DraftId,
    /// The proof.
    pub content: Consent,
}

/// `GET /crm/{connection}/people/{id}/consents`: what a person has agreed to, the newest first.
#[derive(Clone, Debug)]
pub struct ListConsents {
    /// The CRM.
    pub connection: ConnectionId,
    /// The person.
    pub id: PersonId,
}
endpoint!(GET "/crm/{connection}/people/{id}/consents" ListConsents => Vec<ConsentRecord>; ["/crm/", connection, "/people/", id, "/consents"]);

/// `GET /crm/{connection}/consents/{id}`: one proof.
#[derive(Clone, Debug)]
pub struct GetConsent {
    /// The CRM.
    pub connection: ConnectionId,
    /// The proof.
    pub id: ConsentId,
}
endpoint!(GET "/crm/{connection}/consents/{id}" GetConsent => ConsentRecord; ["/crm/", connection, "/consents/", id]);

/// `POST /crm/{connection}/consents/{id}/withdraw`: takes down that a consent was withdrawn; the first time counts.
#[derive(Clone, Debug)]
pub struct WithdrawConsent {
    /// The CRM.
    pub connection: ConnectionId,
    /// The proof.
    pub id: ConsentId,
}
endpoint!(POST "/crm/{connection}/consents/{id}/withdraw" WithdrawConsent => ConsentRecord; ["/crm/", connection, "/consents/", id, "/withdraw"]);
