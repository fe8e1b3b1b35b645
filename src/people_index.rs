//! The index of the built-in CRM's people in the worker: begun with what this browser has kept of it, filled in the background, kept up to
//! date, forgotten when who uses it signs out. While it is not there, the gateway is asked.

use std::time::Duration;

use calling_card_api::ConnectionId;
use calling_card_api::listed::ReadIndex;
use calling_card_api::worker::{IndexQuestion, IndexState, IndexWindow};
use calling_card_contact::UserId;
use js_sys::Uint8Array;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::news::News;
use crate::session::{SessionState, Who, use_session};
use crate::transport::{Failure, send_unread};
use crate::ui::use_refresh;
use crate::worker;

/// How often it is looked for what others have changed, also where nothing is heard of them.
const LOOK: Duration = Duration::from_secs(60);
/// How long after a failure the filling goes on.
const REST: Duration = Duration::from_secs(10);

/// The index.
#[derive(Clone, Copy)]
pub(crate) struct PeopleIndex {
    /// How far it is.
    pub state: RwSignal<IndexState>,
    /// Whether it is as it was kept, and could not be brought up to date.
    pub behind: RwSignal<bool>,
    /// Whose it is, and so of which workspace; nobody's where there is none.
    of: StoredValue<Option<UserId>>,
    /// Whether parts are under way.
    busy: StoredValue<bool>,
    /// Whether something was written since it was asked last for what was changed.
    stale: StoredValue<bool>,
}

thread_local! {
    // Requests are sent from where no context reaches.
    static INDEX: std::cell::Cell<Option<PeopleIndex>> = const { std::cell::Cell::new(None) };
}

/// Says that something was written: the index asks at once what was changed.
pub(crate) fn written() {
    if let Some(index) = INDEX.get() {
        index.look();
    }
}

impl PeopleIndex {
    /// Gives it to everything below.
    pub(crate) fn provide() {
        let index = Self {
            state: RwSignal::default(),
            behind: RwSignal::new(false),
            of: StoredValue::new(None),
            busy: StoredValue::new(false),
            stale: StoredValue::new(false),
        };
        provide_context(index);
        INDEX.set(Some(index));
        let (session, refresh) = (use_session(), use_refresh());
        Effect::new(move || {
            let owner = index.of.get_value();
            let ended = session.ended.get();
            let stays = match session.who.get() {
                Who::Staff(who) => !ended && owner == Some(who.user.id),
                Who::Unknown | Who::Unreachable => true,
                Who::Nobody => false,
            };
            if owner.is_some() && !stays {
                index.forget();
            }
        });
        Effect::new(move || {
            refresh.track();
            index.look();
        });
        set_interval(move || index.look(), LOOK);
        expect_context::<News>().each(move || index.look());
        let focused = window_event_listener(leptos::ev::focus, move |_| index.look());
        on_cleanup(move || focused.remove());
    }

    /// Whether all people are in it.
    pub fn is_ready(self) -> bool {
        self.state.with(|state| state.complete)
    }

    fn is_ready_now(self) -> bool {
        self.state.with_untracked(|state| state.complete)
    }

    /// Fills it for who is signed in, unless it is theirs already.
    pub fn begin_for(self, session: SessionState) {
        let Who::Staff(who) = session.who.get_untracked() else { return };
        let owner = Some(who.user.id);
        if self.of.get_value() == owner {
            return self.look();
        }
        self.of.set_value(owner);
        self.fill();
    }

    fn fill(self) {
        let Some(user) = self.of.get_value() else { return };
        self.busy.set_value(true);
        spawn_local(async move {
            let outcome = match worker::index_begin(user).await {
                Ok(state) if state.complete => return self.reach(user),
                Ok(state) => self.go_on(state).await,
                Err(failure) => Err(failure),
            };
            self.busy.set_value(false);
            // Who cannot be reached now is asked again later; an index that is somebody else's by then is left alone.
            let owner = self.of.get_value();
            if outcome.is_err() && owner.is_some() {
                let is_same = move || self.of.get_value() == owner && !self.is_ready_now();
                set_timeout(
                    move || {
                        if is_same() {
                            self.fill()
                        }
                    },
                    REST,
                );
            }
        });
    }

    /// Takes in what has changed since the index was kept. Where nobody answers that, it answers as it was for those whom the gateway does not
    /// answer either.
    fn reach(self, user: UserId) {
        self.busy.set_value(true);
        spawn_local(async move {
            let outcome = match worker::ask::<IndexState>("index_go_on").await {
                Ok(state) => self.go_on(state).await,
                Err(failure) => Err(failure),
            };
            self.busy.set_value(false);
            let is_behind = move || self.of.get_value() == Some(user) && !self.is_ready_now();
            let behind = outcome.is_err() && is_behind();
            if self.behind.get_untracked() != behind {
                self.behind.set(behind);
            }
            if behind {
                set_timeout(
                    move || {
                        if is_behind() {
                            self.reach(user)
                        }
                    },
                    REST,
                );
            }
        });
    }

    /// Takes in part after part, until it is up to date.
    async fn go_on(self, mut state: IndexState) -> Result<(), Failure> {
        while let Some(query) = state.next.take() {
            let owner = self.of.get_value();
            let part = send_unread(&ReadIndex { connection: ConnectionId::home(), query }, None).await?;
            if owner.is_none() || owner != self.of.get_value() {
                break;
            }
            state = worker::index_take(state.number, part).await?;
            // All changes are shown at once: halfway, there were fewer people than before.
            let is_halfway = state.complete && state.next.is_some();
            if !is_halfway && self.state.with_untracked(|known| *known != state) {
                self.state.set(state.clone());
            }
        }
        Ok(())
    }

    /// Looks in the background for what was changed.
    pub fn look(self) {
        self.stale.set_value(true);
        if self.is_ready_now() {
            spawn_local(self.catch_up());
        }
    }

    /// Takes in what was changed, where something may have been.
    async fn catch_up(self) {
        while self.stale.get_value() && !self.busy.get_value() {
            self.stale.set_value(false);
            self.busy.set_value(true);
            let outcome = match worker::ask::<IndexState>("index_go_on").await {
                Ok(state) => self.go_on(state).await,
                Err(failure) => Err(failure),
            };
            self.busy.set_value(false);
            if outcome.is_err() {
                self.stale.set_value(true);
                break;
            }
        }
    }

    /// Asks for people.
    pub async fn rows(self, question: &IndexQuestion) -> Result<IndexWindow, Failure> {
        self.catch_up().await;
        worker::ask_with("index_rows", question).await
    }

    /// Asks for people as they were when the index was kept; nothing where it is up to date, or not kept.
    pub async fn rows_as_kept(self, question: &IndexQuestion) -> Result<IndexWindow, Failure> {
        if !self.behind.get_untracked() {
            return Err(Failure::Unreachable);
        }
        worker::ask_with("index_rows", question).await
    }

    /// Asks for the keys of people, 16 bytes each.
    pub async fn keys(self, question: &IndexQuestion) -> Result<Uint8Array, Failure> {
        self.catch_up().await;
        worker::index_keys(question).await
    }

    fn forget(self) {
        self.of.set_value(None);
        self.state.set(IndexState::default());
        self.behind.set(false);
        spawn_local(async {
            // Where the worker does not answer, it has no index.
            let _ = worker::ask::<IndexState>("index_clear").await;
        });
    }
}
