//! Inbound sources: the forms.

use calling_card_contact::{BatchId, FormId, InboundSource, Timestamp};
use serde::{Deserialize, Serialize};

use crate::changes::{Action, Difference};
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
    /// How many submissions it has taken in; none where its CRM does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub submissions: Option<u32>,
}

/// `GET /crm/{connection}/inbound-sources`: all forms, by name.
#[derive(Clone, Debug, Default)]
pub struct ListInboundSources {
    /// The CRM.
    pub connection: ConnectionId,
}
endpoint!(GET "/crm/{connection}/inbound-sources" ListInboundSources => Vec<InboundSourceSummary>; ["/crm/", connection, "/inbound-sources"]);

/// `POST /crm/{connection}/inbound-sources`: makes a form; 409 if its id is taken. Another CRM gives its sources ids of
/// their own; what is theirs alone is in `there`.
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

/// `DELETE /crm/{connection}/inbound-sources/{id}`: puts a form into the bin; its drafts stay. A source of
/// another CRM is deleted there.
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

/// A version of a form: what was done, when, and by whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FormVersion {
    /// Its number.
    pub version: Version,
    /// What was done together with it.
    pub batch: BatchId,
    /// What was done.
    pub action: Action,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: String,
    /// The members that differ from the version before.
    pub differences: Vec<Difference>,
    /// Whether what it said is kept, so that it can be restored.
    pub kept: bool,
}

/// `GET /crm/{connection}/inbound-sources/{id}/versions`: what was done to a form, the newest first.
#[derive(Clone, Debug)]
pub struct ListFormVersions {
    /// The CRM.
    pub connection: ConnectionId,
    /// The source.
    pub id: FormId,
}
endpoint!(GET "/crm/{connection}/inbound-sources/{id}/versions" ListFormVersions => Vec<FormVersion>; ["/crm/", connection, "/inbound-sources/", id, "/versions"]);

/// Which version is to be restored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RestoreVersion {
    /// Its number.
    pub version: Version,
}

/// `POST /crm/{connection}/inbound-sources/{id}/restore`: makes a form what it was; that is a new version.
#[derive(Clone, Debug)]
pub struct RestoreInboundSource {
    /// The CRM.
    pub connection: ConnectionId,
    /// The source.
    pub id: FormId,
    /// The version that was seen.
    pub seen: Version,
    /// The version that it shall be as.
    pub restore: RestoreVersion,
}
endpoint!(POST "/crm/{connection}/inbound-sources/{id}/restore" RestoreInboundSource => Written<InboundSourceRecord>; ["/crm/", connection, "/inbound-sources/", id, "/restore"], body = restore: RestoreVersion, if_match = seen);

/// `POST /crm/{connection}/form-preview`: what the embed would be made of, for a form that is not saved.
#[derive(Clone, Debug)]
pub struct PreviewInboundSource {
    /// The CRM.
    pub connection: ConnectionId,
    /// The source as it stands in the editor.
    pub source: InboundSource,
}
endpoint!(POST "/crm/{connection}/form-preview" PreviewInboundSource => serde_json::Value; ["/crm/", connection, "/form-preview"], body = source: InboundSource);

/// What a form has seen on a day (UTC).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FormDay {
    /// The day: `2026-11-24`.
    pub day: String,
    /// How often it was begun in an embed.
    pub begun: u32,
    /// How often it was sent from one.
    pub sent: u32,
    /// How many submissions were taken in, also without script.
    pub received: u32,
}

/// How often a field was the last one before a form was left without being sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LeftField {
    /// The field's name.
    pub field: String,
    /// How often.
    pub number: u32,
}

/// What a form has seen: numbers alone, nothing about who.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FormStatistics {
    /// The days, today the last.
    pub days: Vec<FormDay>,
    /// Where it was left, in the order of the fields.
    pub left: Vec<LeftField>,
}

/// How far is looked back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(default)]
pub struct StatisticsQuery {
    /// How many days, 1 to 366; 30 unless said.
    pub days: u32,
}

impl Default for StatisticsQuery {
    fn default() -> Self {
        Self { days: 30 }
    }
}

/// `GET /crm/{connection}/inbound-sources/{id}/statistics`: what a form has seen.
#[derive(Clone, Debug)]
pub struct GetFormStatistics {
    /// The CRM.
    pub connection: ConnectionId,
    /// The source.
    pub id: FormId,
    /// How far is looked back.
    pub query: StatisticsQuery,
}
endpoint!(GET "/crm/{connection}/inbound-sources/{id}/statistics" GetFormStatistics => FormStatistics; ["/crm/", connection, "/inbound-sources/", id, "/statistics"], query = query);
