//! Connections: the CRMs that there are beside the built-in one, and the one that a page is of.

mod delete_button;
mod holds;
mod losses;
mod page;
mod place;

pub(crate) use delete_button::DeleteButton;
pub use holds::Holds;
pub(crate) use losses::{Beside, LossList, add_losses, ask_losses, loss_words};
pub(crate) use page::{InCrm, use_connection};
pub(crate) use place::{ChooseCrm, Having, Place};

use calling_card_api::ConnectionId;
use calling_card_api::connections::{self, Connection, ListConnections, System};
use calling_card_contact::Area;
use leptos::prelude::*;

use crate::language::t;
use crate::ui::{Load, load};

/// A CRM: the built-in one, or the one behind a connection.
#[derive(Clone, Debug, PartialEq)]
pub struct Crm {
    /// Its connection.
    pub id: ConnectionId,
    /// What staff call it.
    pub name: String,
    /// What it holds of a person.
    pub holds: Holds,
    /// What it has beside people.
    pub areas: Vec<Area>,
}

impl Crm {
    /// The built-in CRM.
    pub fn home() -> Self {
        let areas = Area::HOME.to_vec();
        Self { id: ConnectionId::home(), name: built_in().to_owned(), holds: Holds::everything(), areas }
    }

    /// The CRM behind a connection.
    pub fn of(connection: &Connection) -> Self {
        if connection.id == ConnectionId::home() {
            return Self::home();
        }
        let holds = connection.holds.as_deref().map_or_else(Holds::everything, Holds::these);
        let areas = connection.areas.clone();
        Self { id: connection.id.clone(), name: connection.name.clone(), holds, areas }
    }

    /// Whether it is the built-in one.
    pub fn is_home(&self) -> bool {
        self.id == ConnectionId::home()
    }

    /// The address of its people, with what comes after: `/new`, `/{person}/edit`.
    pub fn people_path(&self, rest: impl std::fmt::Display) -> String {
        people_path(&self.id, rest)
    }
}

/// What the built-in CRM is called.
pub(crate) fn built_in() -> &'static str {
    t("Built-in", "Eingebaut")
}

/// The address of the people of a connection, with what comes after.
pub(crate) fn people_path(connection: &ConnectionId, rest: impl std::fmt::Display) -> String {
    Place::People.path(connection, rest)
}

/// The connections of the workspace, and the systems that can be connected: loaded once, and anew when they change.
#[derive(Clone, Copy)]
pub(crate) struct Connections(pub Load<connections::Connections>);

/// The connections of the workspace.
pub(crate) fn use_connections() -> Connections {
    expect_context()
}

impl Connections {
    /// Gives them to everything below.
    pub fn provide() {
        provide_context(Self(load(|| ListConnections)));
    }

    /// Takes in a connection as it was stored.
    pub fn take(self, stored: Connection) {
        self.0.state.update(|state| {
            let Some(Ok(known)) = state else { return };
            match known.connections.iter_mut().find(|one| one.id == stored.id) {
                Some(one) => *one = stored,
                None => known.connections.push(stored),
            }
        });
    }

    /// Those beside the built-in one.
    pub fn foreign(self) -> Vec<Connection> {
        self.0.state.with(|state| match state {
            Some(Ok(known)) => known.connections.iter().filter(|one| one.id.0 != ConnectionId::HOME).cloned().collect(),
            _ => Vec::new(),
        })
    }

    /// Whether there are any beside the built-in one.
    pub fn any(self) -> bool {
        !self.foreign().is_empty()
    }

    /// A CRM by its connection; none where there is no such connection.
    pub fn crm(self, id: &ConnectionId) -> Option<Crm> {
        if id.0 == ConnectionId::HOME {
            return Some(Crm::home());
        }
        self.foreign().iter().find(|one| one.id == *id).map(Crm::of)
    }

    /// What a CRM is called; where there is no such connection any more, its name in addresses.
    pub fn name(self, id: &ConnectionId) -> String {
        self.crm(id).map_or_else(|| id.to_string(), |crm| crm.name)
    }

    /// All CRMs to choose from: the built-in one first.
    pub fn options(self) -> Vec<(String, String)> {
        self.options_with(|_| true)
    }

    /// The built-in CRM, and those others that fit.
    pub fn options_with(self, fits: impl Fn(&Connection) -> bool) -> Vec<(String, String)> {
        let foreign = self.foreign().into_iter().filter(|one| fits(one)).map(|one| (one.id.0, one.name));
        std::iter::once((ConnectionId::HOME.to_owned(), built_in().to_owned())).chain(foreign).collect()
    }

    /// A system that can be connected.
    pub fn system(self, name: &str) -> Option<System> {
        self.0.state.with(|state| match state {
            Some(Ok(known)) => known.systems.iter().find(|one| one.system == name).cloned(),
            _ => None,
        })
    }
}
