//! Who is signed in.

use calling_card_api::auth::{GetSession, Session, SignOut};
use calling_card_api::roles::Role;
use calling_card_contact::{UserId, WordColour, WordList};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::offline;
use crate::transport::{Failure, send};
use crate::ui::Toasts;

/// What is known of who is signed in.
#[derive(Clone, Debug, PartialEq)]
pub enum Who {
    /// Not asked yet.
    Unknown,
    /// The gateway cannot be asked.
    Unreachable,
    /// Nobody is.
    Nobody,
    /// This member of staff is.
    Staff(Session),
}

/// Who is signed in, and whether the session has ended while they were at work.
#[derive(Clone, Copy)]
pub struct SessionState {
    /// Who is signed in.
    pub who: RwSignal<Who>,
    /// Whether they must sign in once more; what they were typing stays behind the sign-in.
    pub ended: RwSignal<bool>,
}

/// Gives the session to everything below, and asks the gateway for it.
pub(crate) fn provide() -> SessionState {
    let state = SessionState { who: RwSignal::new(Who::Unknown), ended: RwSignal::new(false) };
    provide_context(state);
    LOST.set(Some(state));
    ask(state);
    state
}

/// The session.
pub fn use_session() -> SessionState {
    expect_context()
}

/// Asks the gateway who is signed in.
pub(crate) fn ask(state: SessionState) {
    spawn_local(async move {
        let who = match send(&GetSession).await {
            Ok(session) => Who::Staff(session),
            Err(Failure::Problem(_)) => Who::Nobody,
            Err(_) => Who::Unreachable,
        };
        state.ended.set(false);
        state.who.set(who);
    });
}

/// Asks what is known of the session now, what they may do and which words have colours; whatever they were typing stays.
pub(crate) fn ask_anew(state: SessionState) {
    spawn_local(async move {
        if let Ok(session) = send(&GetSession).await {
            state.who.set(Who::Staff(session));
        }
    });
}

/// What the member of staff who is signed in may do. The gateway decides; this is for showing no more than that.
#[derive(Clone, Copy)]
pub(crate) struct May(Option<SessionState>);

impl May {
    /// Whether they may do what needs this role. Read once: what one is at work with stays, even where the role has changed.
    pub(crate) fn be(self, needed: Role) -> bool {
        let role = |session: SessionState| session.who.with_untracked(role_of);
        self.0.map(role).is_none_or(|role| role >= needed)
    }

    /// Whether they may change records.
    pub(crate) fn edit(self) -> bool {
        self.be(Role::Editor)
    }

    /// Whether they may do what is for owners alone.
    pub(crate) fn own(self) -> bool {
        self.be(Role::Owner)
    }
}

/// What the member of staff who is signed in may do.
pub(crate) fn use_may() -> May {
    // The components that other programs use stand outside of a session.
    May(use_context())
}

/// The role of who is signed in; nobody's is that which may do least.
pub(crate) fn role_of(who: &Who) -> Role {
    match who {
        Who::Staff(session) => session.role,
        _ => Role::default(),
    }
}

/// In which colour the workspace shows a word.
pub(crate) fn colour_of(list: WordList, word: &str) -> Option<WordColour> {
    // The components that other programs use stand outside of a session.
    let session = use_context::<SessionState>()?;
    session.who.with_untracked(|who| match who {
        Who::Staff(session) => {
            let known = session.colours.iter().find(|known| known.list == list && known.word == word);
            known.map(|known| known.colour)
        }
        _ => None,
    })
}

/// Signs out, unless something waits that would be lost.
pub(crate) fn sign_out(state: SessionState, toasts: Toasts) {
    if !offline::holds_back() {
        sign_out_now(state, toasts);
    }
}

/// Signs out.
pub(crate) fn sign_out_now(state: SessionState, toasts: Toasts) {
    spawn_local(async move {
        match send(&SignOut).await {
            Ok(_) => state.who.set(Who::Nobody),
            Err(failure) => toasts.fail(&failure),
        }
    });
}

/// The key of who is signed in, as far as that is known.
pub(crate) fn user() -> Option<UserId> {
    LOST.get()?.who.with_untracked(|who| match who {
        Who::Staff(session) => Some(session.user.id),
        _ => None,
    })
}

thread_local! {
    // Requests are sent from where no context reaches.
    static LOST: std::cell::Cell<Option<SessionState>> = const { std::cell::Cell::new(None) };
}

/// Says that a request was refused because nobody is signed in.
pub(crate) fn lost() {
    if let Some(session) = LOST.get() {
        session.ended.set(true);
    }
}

/// Asks anew what is known of the session: a request was refused because of the role, or there was no connection for a time.
pub(crate) fn look_again() {
    if let Some(session) = LOST.get() {
        ask_anew(session);
    }
}
