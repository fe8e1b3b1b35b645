//! CRMs that are not the built-in one: a connection is opened, and what its dialect wants to be sent is sent.
//!
//! Here is all that a dialect does not know: the network, time, secrets, limits. What comes back is passed on and not kept, except
//! for some seconds ([`line`]) and for the keys of ours that stand for ids there.

mod drafts;
mod failed;
mod fields;
mod inverse;
pub mod line;
mod losses;
mod notes;
mod organizations;
mod people;
mod pictures;
mod run;
mod sources;
mod take_back;

use std::sync::Arc;

use calling_card_api::ConnectionId;
use calling_card_contact::Language;
use calling_card_crm::Account;
use secrecy::SecretString;

pub use failed::Failed;
pub use inverse::Inverse;
pub use line::{Lines, Pace};

use crate::reach::Reach;
use crate::store::connections::{self, Connected};
use crate::store::{Actor, Store};
use crate::{AppState, Result};
use line::Line;

/// A connection, opened for somebody.
pub struct ForeignCrm {
    /// On whose behalf.
    pub actor: Actor,
    /// The database.
    pub store: Store,
    /// The connection.
    pub connected: Connected,
    account: Account,
    secret: SecretString,
    line: Arc<Line>,
    reach: Reach,
    pace: Pace,
    language: Language,
}

impl ForeignCrm {
    /// Opens a connection.
    pub async fn open(state: &AppState, actor: Actor, id: &ConnectionId, pace: Pace) -> Result<Self> {
        let connected = connections::get(&state.store, actor.workspace, id).await?;
        let secret = state.vault.open(&connected.place(actor.workspace), &connected.sealed)?;
        let line = state.lines.to(actor.workspace, &connected);
        let (name, tenant) = (connected.account.clone(), connected.tenant.clone());
        let account = Account { dialect: connected.system, name, tenant };
        let reach = Reach { private: state.config.private_crms };
        let (store, language) = (state.store.clone(), Language::default());
        Ok(Self { actor, store, connected, account, secret, line, reach, pace, language })
    }

    /// The same for who reads this language.
    pub fn read_in(self, language: Language) -> Self {
        Self { language, ..self }
    }
}
