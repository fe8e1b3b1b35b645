//! Who is signed in.

use calling_card_api::auth::{GetSession, Session, SignOut};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::transport::{Failure, send};

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
    LOST.set(Some(state.ended));
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

/// Signs out.
pub(crate) fn sign_out(state: SessionState) {
    spawn_local(async move {
        if send(&SignOut).await.is_ok() {
            state.who.set(Who::Nobody);
        }
    });
}

thread_local! {
    // Requests are sent from where no context reaches.
    static LOST: std::cell::Cell<Option<RwSignal<bool>>> = const { std::cell::Cell::new(None) };
}

/// Says that a request was refused because nobody is signed in.
pub(crate) fn lost() {
    if let Some(ended) = LOST.get() {
        ended.set(true);
    }
}
