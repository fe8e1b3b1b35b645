//! What is begun once the app is at rest: its files are kept by the service worker, and what was read by the worker.

use calling_card_contact::UserId;
use js_sys::{Function, Reflect};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};

use super::{KEPT, queue, sender};
use crate::worker;

/// Asks the browser for the service worker. Where there is none, as while developing, the app works as it did.
pub(super) fn register() {
    let container = Reflect::get(&window().navigator(), &"serviceWorker".into()).unwrap_or(JsValue::UNDEFINED);
    let register =
        Reflect::get(&container, &"register".into()).ok().and_then(|found| found.dyn_into::<Function>().ok());
    let Some(asked) = register.and_then(|register| register.call1(&container, &"/sw.js".into()).ok()) else { return };
    if let Ok(promise) = asked.dyn_into::<js_sys::Promise>() {
        spawn_local(async move {
            // Refused: the app is read with a connection alone.
            let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
        });
    }
}

/// Says whose it is what is kept from now on, and reads what waits of them.
pub(super) async fn open(user: UserId) {
    if let Ok(Some(storage)) = window().local_storage() {
        // Where a browser keeps nothing, there is nothing to be dropped.
        let _ = storage.set_item(KEPT, "yes");
    }
    if worker::keep("keep_open", &[&user.to_string()]).await.is_some() && queue::read().await.is_ok() {
        sender::send_waiting();
    }
}
