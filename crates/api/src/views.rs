//! Views of the list of people that a member of staff has saved, and the stages that people are at.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::endpoint_macro::endpoint;
use crate::{ConnectionId, Nothing};

/// A view: what is searched, filtered and shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct View {
    /// What it is called, 1 to 100 characters; two of one member of staff are not called the same.
    pub name: String,
    /// The query of the list's address, at most 2000 characters.
    pub query: String,
}

/// A saved view.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SavedView {
    /// The key.
    pub id: Uuid,
    /// The view.
    pub view: View,
}

/// `GET /crm/{connection}/people/views`: the views of who asks, by name.
#[derive(Clone, Debug, Default)]
pub struct ListViews {
    /// The CRM.
    pub connection: ConnectionId,
}
endpoint!(GET "/crm/{connection}/people/views" ListViews => Vec<SavedView>; ["/crm/", connection, "/people/views"]);

/// `POST /crm/{connection}/people/views`: saves a view, over the one of the same name where there is one; at most 50.
#[derive(Clone, Debug, Default)]
pub struct SaveView {
    /// The CRM.
    pub connection: ConnectionId,
    /// The view.
    pub view: View,
}
endpoint!(POST "/crm/{connection}/people/views" SaveView => SavedView; ["/crm/", connection, "/people/views"], body = view: View);

/// `DELETE /crm/{connection}/people/views/{id}`: forgets a view.
#[derive(Clone, Debug)]
pub struct DeleteView {
    /// The CRM.
    pub connection: ConnectionId,
    /// The view.
    pub id: Uuid,
}
endpoint!(DELETE "/crm/{connection}/people/views/{id}" DeleteView => Nothing; ["/crm/", connection, "/people/views/", id]);

/// A stage, and how many people are at it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StageCount {
    /// The stage.
    pub stage: String,
    /// How many people are at it now.
    pub people: u32,
}

/// `GET /crm/{connection}/people/stages`: the stages that people are at, the most used first, at most 200.
#[derive(Clone, Debug, Default)]
pub struct ListStages {
    /// The CRM.
    pub connection: ConnectionId,
}
endpoint!(GET "/crm/{connection}/people/stages" ListStages => Vec<StageCount>; ["/crm/", connection, "/people/stages"]);
