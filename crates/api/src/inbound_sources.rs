//! Inbound sources: the forms.

use calling_card_contact::{FormId, InboundSource};
use serde::{Deserialize, Serialize};

use crate::endpoint_macro::endpoint;
use crate::{ConnectionId, Nothing, Record, Version, Written};

/// A stored inbound source.
pub type InboundSourceRecord = Record<FormId, InboundSource>;

/// An inbound source as a list shows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InboundSourceSummary {
    /// The source.
    pub source: InboundSourceRecord,
    /// How many drafts of it wait.
    pub waiting: u32,
    /// How many submissions it has taken in.
    pub submissions: u32,
}

/// `GET /crm/{connection}/inbound-sources`: all forms, by name.
#[derive(Clone, Debug, Default)]
pub struct ListInboundSources {
    /// The CRM.
    pub connection: ConnectionId,
}
endpoint!(GET "/crm/{connection}/inbound-sources" ListInboundSources => Vec<InboundSourceSummary>; ["/crm/", connection, "/inbound-sources"]);

/// `POST /crm/{connection}/inbound-sources`: makes a form; 409 if its id is taken.
#[derive(Clone, Debug)]
pub struct CreateInboundSource {
    /// The CRM.
    pub connection: ConnectionId,
    /// The source.
    pub source: InboundSource,
}
endpoint!(POST "/crm/{connection}/inbound-sources" CreateInboundSource => Written<InboundSourceRecord>; ["/crm/", connection, "/inbound-sources"], body = source: InboundSource);

/// `GET /crm/{connection}/inbound-sources/{id}`: one form.
#[derive(Clone, Debug)]
pub struct GetInboundSource {
    /// The CRM.
    pub connection: ConnectionId,
    /// The source.
    pub id: FormId,
}
endpoint!(GET "/crm/{connection}/inbound-sources/{id}" GetInboundSource => InboundSourceRecord; ["/crm/", connection, "/inbound-sources/", id]);

/// `PUT /crm/{connection}/inbound-sources/{id}`: writes a form anew; its id stays.
#[derive(Clone, Debug)]
pub struct UpdateInboundSource {
    /// The CRM.
    pub connection: ConnectionId,
    /// The source.
    pub id: FormId,
    /// The version that was changed.
    pub version: Version,
    /// The source as it shall be.
    pub source: InboundSource,
}
endpoint!(PUT "/crm/{connection}/inbound-sources/{id}" UpdateInboundSource => Written<InboundSourceRecord>; ["/crm/", connection, "/inbound-sources/", id], body = source: InboundSource, if_match = version);

/// `DELETE /crm/{connection}/inbound-sources/{id}`: puts a form into the bin; its drafts stay.
#[derive(Clone, Debug)]
pub struct DeleteInboundSource {
    /// The CRM.
    pub connection: ConnectionId,
    /// The source.
    pub id: FormId,
    /// The version that was seen.
    pub version: Version,
}
endpoint!(DELETE "/crm/{connection}/inbound-sources/{id}" DeleteInboundSource => Written<Nothing>; ["/crm/", connection, "/inbound-sources/", id], if_match = version);
