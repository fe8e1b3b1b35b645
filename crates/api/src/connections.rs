//! Connections: the CRMs that a workspace uses beside the built-in one.

use calling_card_contact::{AccountKind, Area, Capability, Loss, Person};
use serde::{Deserialize, Serialize};

use crate::endpoint_macro::endpoint;
use crate::{ConnectionId, Nothing};

/// A connection. Its secret is in no answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Connection {
    /// Its name in addresses.
    pub id: ConnectionId,
    /// What staff call it.
    pub name: String,
    /// The system: `home`, or the name of a [`System`].
    pub system: String,
    /// Where its API is; empty for the built-in CRM.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub address: String,
    /// What its calls name or sign in as, where the system asks for it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub account: String,
    /// Whose CRM is meant, where the system asks for it: the id of a tenant.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub tenant: String,
    /// What it holds of a person; none for the built-in CRM, which holds all of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holds: Option<Vec<Capability>>,
    /// What it has beside people.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub areas: Vec<Area>,
}

/// A system that can be connected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct System {
    /// Its name in a connection.
    pub system: String,
    /// What it is called.
    pub name: String,
    /// Where its API is, unless said otherwise; empty where each customer has an address of their own.
    pub address: String,
    /// By what it knows who connects with it, beside the secret; none where the secret says it all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<AccountKind>,
    /// What it holds of a person.
    pub holds: Vec<Capability>,
    /// What it has beside people.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub areas: Vec<Area>,
}

/// The connections, and what can be connected.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Connections {
    /// The connections; the built-in CRM is the first.
    pub connections: Vec<Connection>,
    /// The systems.
    pub systems: Vec<System>,
}

/// A connection as it is made or changed.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct NewConnection {
    /// The system; it does not change.
    pub system: String,
    /// What staff call it.
    pub name: String,
    /// Where its API is; empty for where the vendor has it, if that is the same for all.
    pub address: String,
    /// What calls name or sign in as, where the system asks for it.
    pub account: String,
    /// Whose CRM is meant, where the system asks for it: the id of a tenant.
    pub tenant: String,
    /// The key, token or password. It is kept encrypted and given out to nobody. Empty in a change: it stays, as long as the address does.
    pub secret: String,
}

// It holds a secret.
impl std::fmt::Debug for NewConnection {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewConnection").field("system", &self.system).field("name", &self.name).finish_non_exhaustive()
    }
}

/// What came of trying a connection.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConnectionTest {
    /// How many people can be read there; none where the system does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub people: Option<u64>,
}

/// People who shall go to a CRM.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Travellers {
    /// They, at most 500.
    pub people: Vec<Person>,
}

/// What a CRM would not keep of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LossOfMany {
    /// The part, and how many entries of it in all.
    #[serde(flatten)]
    pub loss: Loss,
    /// Of how many people.
    pub people: u32,
}

/// `GET /connections`: the connections of the workspace.
#[derive(Clone, Copy, Debug, Default)]
pub struct ListConnections;
endpoint!(GET "/connections" ListConnections => Connections; ["/connections"]);

/// `POST /connections`: makes a connection.
#[derive(Clone, Debug, Default)]
pub struct CreateConnection {
    /// The connection.
    pub connection: NewConnection,
}
endpoint!(POST "/connections" CreateConnection => Connection; ["/connections"], body = connection: NewConnection);

/// `PUT /connections/{connection}`: changes a connection. Another address needs the secret anew: nobody shall send it where it was not meant for.
#[derive(Clone, Debug)]
pub struct UpdateConnection {
    /// Which one.
    pub id: ConnectionId,
    /// As it shall be.
    pub connection: NewConnection,
}
endpoint!(PUT "/connections/{connection}" UpdateConnection => Connection; ["/connections/", id], body = connection: NewConnection);

/// `DELETE /connections/{connection}`: forgets a connection and its secret; what is in the CRM stays there.
#[derive(Clone, Debug)]
pub struct DeleteConnection {
    /// Which one.
    pub connection: ConnectionId,
}
endpoint!(DELETE "/connections/{connection}" DeleteConnection => Nothing; ["/connections/", connection]);

/// `POST /connections/{connection}/test`: signs in there, asks whether it is the right tenant, and reads the first person.
#[derive(Clone, Debug)]
pub struct TestConnection {
    /// Which one.
    pub connection: ConnectionId,
}
endpoint!(POST "/connections/{connection}/test" TestConnection => ConnectionTest; ["/connections/", connection, "/test"]);

/// `POST /connections/{connection}/losses`: what of these people the CRM would not keep. Nothing is sent there.
#[derive(Clone, Debug)]
pub struct AskLosses {
    /// Which one.
    pub connection: ConnectionId,
    /// The people.
    pub travellers: Travellers,
}
endpoint!(POST "/connections/{connection}/losses" AskLosses => Vec<LossOfMany>; ["/connections/", connection, "/losses"], body = travellers: Travellers);
