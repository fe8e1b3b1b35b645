//! Members of staff, as far as others need to know them.

use calling_card_contact::UserId;
use serde::{Deserialize, Serialize};

use crate::ConnectionId;
use crate::endpoint_macro::endpoint;

/// A member of staff.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Colleague {
    /// The key.
    pub id: UserId,
    /// The name.
    pub name: String,
}

/// `GET /crm/{connection}/staff`: the members of staff of the workspace, by name.
#[derive(Clone, Debug, Default)]
pub struct ListStaff {
    /// The CRM.
    pub connection: ConnectionId,
}
endpoint!(GET "/crm/{connection}/staff" ListStaff => Vec<Colleague>; ["/crm/", connection, "/staff"]);
