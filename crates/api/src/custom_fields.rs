//! Custom fields: their definitions. Their values are members of people and organizations (`custom`).

use calling_card_contact::{CustomEntity, CustomField, CustomFieldId};
use serde::{Deserialize, Serialize};

use crate::endpoint_macro::endpoint;
use crate::{ConnectionId, Nothing, Record, Version, Written};

/// A stored custom field.
pub type CustomFieldRecord = Record<CustomFieldId, CustomField>;

/// `GET /crm/{connection}/custom-fields`: all custom fields in their order, those of people first.
#[derive(Clone, Debug, Default)]
pub struct ListCustomFields {
    /// The CRM.
    pub connection: ConnectionId,
}
endpoint!(GET "/crm/{connection}/custom-fields" ListCustomFields => Vec<CustomFieldRecord>; ["/crm/", connection, "/custom-fields"]);

/// `POST /crm/{connection}/custom-fields`: makes a custom field, behind those that there are. Its key must not be taken, not even by
/// one in the bin.
#[derive(Clone, Debug)]
pub struct CreateCustomField {
    /// The CRM.
    pub connection: ConnectionId,
    /// The field.
    pub field: CustomField,
}
endpoint!(POST "/crm/{connection}/custom-fields" CreateCustomField => Written<CustomFieldRecord>; ["/crm/", connection, "/custom-fields"], body = field: CustomField);

/// `GET /crm/{connection}/custom-fields/{id}`: one custom field.
#[derive(Clone, Debug)]
pub struct GetCustomField {
    /// The CRM.
    pub connection: ConnectionId,
    /// The field.
    pub id: CustomFieldId,
}
endpoint!(GET "/crm/{connection}/custom-fields/{id}" GetCustomField => CustomFieldRecord; ["/crm/", connection, "/custom-fields/", id]);

/// `PUT /crm/{connection}/custom-fields/{id}`: writes a custom field anew. Its key, whose field it is and its place stay; another kind is refused.
#[derive(Clone, Debug)]
pub struct UpdateCustomField {
    /// The CRM.
    pub connection: ConnectionId,
    /// The field.
    pub id: CustomFieldId,
    /// The version that was changed.
    pub version: Version,
    /// The field as it shall be.
    pub field: CustomField,
}
endpoint!(PUT "/crm/{connection}/custom-fields/{id}" UpdateCustomField => Written<CustomFieldRecord>; ["/crm/", connection, "/custom-fields/", id], body = field: CustomField, if_match = version);

/// `DELETE /crm/{connection}/custom-fields/{id}`: puts a custom field into the bin; its values stay, and are shown again once it is taken out.
#[derive(Clone, Debug)]
pub struct DeleteCustomField {
    /// The CRM.
    pub connection: ConnectionId,
    /// The field.
    pub id: CustomFieldId,
    /// The version that was seen.
    pub version: Version,
}
endpoint!(DELETE "/crm/{connection}/custom-fields/{id}" DeleteCustomField => Written<Nothing>; ["/crm/", connection, "/custom-fields/", id], if_match = version);

/// In which order custom fields stand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Arrangement {
    /// Whose fields.
    pub entity: CustomEntity,
    /// The fields in their order; those that are not named stand behind them as they stood.
    pub ids: Vec<CustomFieldId>,
}

/// `PUT /crm/{connection}/custom-fields-order`: puts custom fields into an order. Fields whose place stays are not written.
#[derive(Clone, Debug)]
pub struct ArrangeCustomFields {
    /// The CRM.
    pub connection: ConnectionId,
    /// The order.
    pub arrangement: Arrangement,
}
endpoint!(PUT "/crm/{connection}/custom-fields-order" ArrangeCustomFields => Written<Vec<CustomFieldRecord>>; ["/crm/", connection, "/custom-fields-order"], body = arrangement: Arrangement);
