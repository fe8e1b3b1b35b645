//! Published business cards.

use calling_card_contact::{PersonId, PublishedCard, PublishedCardId};
use serde::{Deserialize, Serialize};

use crate::endpoint_macro::endpoint;
use crate::{ConnectionId, Nothing, Record, Version, Written};

/// A stored published card.
pub type PublishedCardRecord = Record<PublishedCardId, PublishedCard>;

/// A published card as a list shows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PublishedCardSummary {
    /// The published card.
    pub published: PublishedCardRecord,
    /// The person's name.
    pub name: String,
    /// The business on the card.
    pub business: String,
    /// Whether it is shown: not where the business card is gone, or no longer used.
    pub shown: bool,
}

/// `GET /crm/{connection}/published-cards`: all published cards, by name.
#[derive(Clone, Debug, Default)]
pub struct ListPublishedCards {
    /// The CRM.
    pub connection: ConnectionId,
}
endpoint!(GET "/crm/{connection}/published-cards" ListPublishedCards => Vec<PublishedCardSummary>; ["/crm/", connection, "/published-cards"]);

/// `GET /crm/{connection}/people/{id}/published-cards`: what is published of a person, the oldest first.
#[derive(Clone, Debug)]
pub struct ListPublishedCardsOfPerson {
    /// The CRM.
    pub connection: ConnectionId,
    /// The person.
    pub id: PersonId,
}
endpoint!(GET "/crm/{connection}/people/{id}/published-cards" ListPublishedCardsOfPerson => Vec<PublishedCardRecord>; ["/crm/", connection, "/people/", id, "/published-cards"]);

/// `POST /crm/{connection}/published-cards`: publishes a business card under a new address; 422 where it is published already.
#[derive(Clone, Debug)]
pub struct PublishCard {
    /// The CRM.
    pub connection: ConnectionId,
    /// What of it is public.
    pub published: PublishedCard,
}
endpoint!(POST "/crm/{connection}/published-cards" PublishCard => Written<PublishedCardRecord>; ["/crm/", connection, "/published-cards"], body = published: PublishedCard);

/// `GET /crm/{connection}/published-cards/{id}`: one published card.
#[derive(Clone, Debug)]
pub struct GetPublishedCard {
    /// The CRM.
    pub connection: ConnectionId,
    /// The published card.
    pub id: PublishedCardId,
}
endpoint!(GET "/crm/{connection}/published-cards/{id}" GetPublishedCard => PublishedCardRecord; ["/crm/", connection, "/published-cards/", id]);

/// `PUT /crm/{connection}/published-cards/{id}`: changes what is public; the person and the business card stay.
#[derive(Clone, Debug)]
pub struct UpdatePublishedCard {
    /// The CRM.
    pub connection: ConnectionId,
    /// The published card.
    pub id: PublishedCardId,
    /// The version that was changed.
    pub version: Version,
    /// What shall be public.
    pub published: PublishedCard,
}
endpoint!(PUT "/crm/{connection}/published-cards/{id}" UpdatePublishedCard => Written<PublishedCardRecord>; ["/crm/", connection, "/published-cards/", id], body = published: PublishedCard, if_match = version);

/// `DELETE /crm/{connection}/published-cards/{id}`: withdraws it; its address then answers 410, and comes back only by undo.
#[derive(Clone, Debug)]
pub struct WithdrawCard {
    /// The CRM.
    pub connection: ConnectionId,
    /// The published card.
    pub id: PublishedCardId,
    /// The version that was seen.
    pub version: Version,
}
endpoint!(DELETE "/crm/{connection}/published-cards/{id}" WithdrawCard => Written<Nothing>; ["/crm/", connection, "/published-cards/", id], if_match = version);
