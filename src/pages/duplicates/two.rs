//! Saying that people are two, with the way back.

use calling_card_api::ConnectionId;
use calling_card_api::duplicates::{ForgetNotDuplicates, Pair, SayNotDuplicates};
use calling_card_contact::PersonId;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::language::t;
use crate::transport::send;
use crate::ui::{Refresh, Toasts};

/// Says of people that each is somebody else; `done` is told when it is, and all that is loaded is told when it is taken back.
pub(super) fn say_two(people: &[PersonId], toasts: Toasts, refresh: Refresh, done: Callback<()>) {
    let pairs = Pair::all(people);
    spawn_local(async move {
        match send(&SayNotDuplicates { connection: ConnectionId::home(), pairs }).await {
            Ok(new) => {
                let back = Callback::new(move |()| take_back(new.clone(), toasts, refresh));
                toasts
                    .say_with_way_back(t("Remembered: not the same person.", "Gemerkt: nicht dieselbe Person."), back);
                done.run(());
            }
            Err(failure) => toasts.fail(&failure),
        }
    });
}

fn take_back(pairs: Vec<Pair>, toasts: Toasts, refresh: Refresh) {
    spawn_local(async move {
        match send(&ForgetNotDuplicates { connection: ConnectionId::home(), pairs }).await {
            Ok(_) => {
                toasts.say(t("Undone.", "Rückgängig gemacht."));
                refresh.notify();
            }
            Err(failure) => toasts.fail(&failure),
        }
    });
}
