//! Hears what requests meet: keeps what came, says that there is no connection, and sends what waits when it is back.

use std::time::Duration;

use calling_card_contact::UserId;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::leaving::Leaving;
use super::waiting_list::WaitingList;
use super::{HEARD, HOLDS, LISTENER, News, begin, kept, queue, sender};
use crate::language::t;
use crate::session::{self, Who, use_session, user};
use crate::ui::{Dialog, clock_text, number_text, use_refresh, use_toasts};
use crate::worker;

/// How long after the first page is there something is kept.
const REST: Duration = Duration::from_millis(1500);
/// How often what waits is tried again where the browser has a network: the gateway may have been busy, or away.
const AGAIN: Duration = Duration::from_secs(15);

thread_local! {
    /// Whether there is no connection.
    static AWAY: ArcRwSignal<bool> = ArcRwSignal::new(false);
    /// When the oldest of what is shown came, in milliseconds.
    static AS_OF: ArcRwSignal<Option<f64>> = ArcRwSignal::new(None);
    /// Whether it is asked what shall become of what waits, before signing out.
    static LEAVING: ArcRwSignal<bool> = ArcRwSignal::new(false);
}

/// Says that there is no connection, and what waits for it.
#[component]
pub(crate) fn OfflineCenter() -> impl IntoView {
    let session = use_session();
    sender::tell_by(Some((use_toasts(), use_refresh())));
    let owner = Memo::new(move |_| match (session.ended.get(), session.who.get()) {
        (false, Who::Staff(who)) => Some(who.user.id),
        _ => None,
    });
    let rested = RwSignal::new(false);
    // Who begins without a connection is told so at once.
    let lost = HEARD.with_borrow(|heard| heard.iter().any(|news| matches!(news, News::Lost)));
    set_timeout(move || _ = rested.try_set(true), if lost { Duration::ZERO } else { REST });
    Effect::new(move || {
        if rested.get() {
            begin::register();
            HOLDS.set(Some(hold));
        }
    });
    Effect::new(move || {
        if let (true, Some(user)) = (rested.get(), owner.get()) {
            spawn_local(async move {
                begin::open(user).await;
                // It may be left by now.
                if rested.try_get_untracked().is_some() {
                    LISTENER.set(Some(hear));
                    hear();
                    // Who has just signed in was not asked for, but told: they are kept, too.
                    session::ask_anew(session);
                }
            });
        }
    });
    // What is typed while nobody may be signed in is not theirs.
    Effect::new(move || {
        if owner.get().is_none() {
            queue::hide();
        }
    });
    let again = set_interval_with_handle(
        || {
            let any = queue::waiting().with_untracked(|waiting| !waiting.is_empty());
            if any && window().navigator().on_line() {
                sender::send_waiting();
            }
        },
        AGAIN,
    );
    let back = window_event_listener(leptos::ev::online, move |_| session::ask_anew(session));
    let path = leptos_router::hooks::use_location().pathname;
    Effect::new(move || {
        path.track();
        AS_OF.with(|as_of| as_of.set(None));
    });
    on_cleanup(move || {
        if let Ok(again) = again {
            again.clear();
        }
        back.remove();
        LISTENER.set(None);
        HOLDS.set(None);
        sender::tell_by(None);
    });
    let list = RwSignal::new(false);
    let leaving = RwSignal::new(false);
    let asked = LEAVING.with(Clone::clone);
    Effect::new(move || {
        if asked.get() {
            asked.set(false);
            leaving.set(true);
        }
    });
    let (away, as_of) = (AWAY.with(Clone::clone), AS_OF.with(Clone::clone));
    let count = Memo::new(move |_| queue::waiting().with(Vec::len));
    let any = move || count.get() > 0;
    let text = Signal::derive(move || said(away.get(), as_of.get(), count.get()));
    view! {
        <div role="status" aria-live="polite" class:notice=move || !text.with(String::is_empty) class:info=true>
            <p>{text}</p>
            <Show when=any>
                <button type="button" class="button small" aria-haspopup="dialog" on:click=move |_| list.set(true)>{t("Show what waits", "Wartendes zeigen")}</button>
            </Show>
        </div>
        <Dialog open=list title=t("What waits for the connection", "Was auf die Verbindung wartet")><WaitingList open=list /></Dialog>
        <Dialog open=leaving title=t("Sign out?", "Abmelden?")><Leaving open=leaving /></Dialog>
    }
    .into_any()
}

/// What is said of the connection; nothing where there is nothing to say.
fn said(away: bool, as_of: Option<f64>, count: usize) -> String {
    let mut said = Vec::new();
    if away {
        let kept = t("No connection – showing what was kept", "Keine Verbindung – gezeigt wird, was aufgehoben wurde");
        said.push(match as_of {
            Some(at) => format!("{kept}, {} {}.", t("as of", "Stand"), clock_text(at)),
            None => format!("{kept}."),
        });
    }
    let number = number_text(count as u64);
    match (count, away) {
        (0, _) => {}
        (1, true) => said.push(t("1 change waits for the connection.", "1 Änderung wartet auf die Verbindung.").into()),
        (_, true) => said.push(format!(
            "{number} {}",
            t("changes wait for the connection.", "Änderungen warten auf die Verbindung.")
        )),
        (1, false) => said.push(t("1 change is not sent yet.", "1 Änderung ist noch nicht gesendet.").into()),
        (_, false) => {
            said.push(format!("{number} {}", t("changes are not sent yet.", "Änderungen sind noch nicht gesendet.")))
        }
    }
    said.join(" ")
}

/// Whether something would be lost by signing out; then it is asked.
fn hold() -> bool {
    let holds = queue::waiting().with_untracked(|waiting| !waiting.is_empty());
    if holds {
        LEAVING.with(|leaving| leaving.set(true));
    }
    holds
}

/// Takes in what was heard since.
fn hear() {
    let news = HEARD.with_borrow_mut(std::mem::take);
    let mut came = Vec::new();
    for news in news {
        match news {
            News::Lost => be_away(true),
            News::Shown(at) => {
                let at = at.parse::<f64>().ok();
                AS_OF.with(|as_of| {
                    as_of.update(|known| *known = known.map_or(at, |known| Some(at.map_or(known, |at| known.min(at)))))
                });
            }
            News::Came(of, target, text) => {
                be_away(false);
                if user() == Some(of) && !text.is_empty() && kept::keeps(&target) {
                    came.push((target, text));
                }
            }
        }
    }
    if let (false, Some(user)) = (came.is_empty(), user()) {
        spawn_local(keep(user, came));
    }
}

async fn keep(user: UserId, came: Vec<(String, String)>) {
    let Ok(read) = serde_json::to_string(&came) else { return };
    // What cannot be kept is read with a connection alone.
    let _ = worker::keep("keep_put", &[&user.to_string(), &read]).await;
}

/// Says whether there is no connection. When it is back, it is asked whether the session still holds, and what waits is sent.
fn be_away(now: bool) {
    let away = AWAY.with(Clone::clone);
    if away.get_untracked() == now {
        return;
    }
    away.set(now);
    if !now {
        AS_OF.with(|as_of| as_of.set(None));
        session::look_again();
        sender::send_waiting();
    }
}
