//! Waiting for the browser to draw.

use std::time::Duration;

use js_sys::Promise;
use leptos::prelude::{document, request_animation_frame, set_timeout, window};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// Goes on in the next task: what the browser has to do meanwhile, it does.
pub async fn next_frame() {
    let waiting = Promise::new(&mut |done, _| {
        // A window that is there can wait.
        let _ = window().set_timeout_with_callback(&done);
    });
    // Such a promise is always kept.
    let _ = JsFuture::from(waiting).await;
}

/// Does it once the browser has drawn what is there: that something was pressed is seen before what takes a while is begun. Where nobody looks, at once.
pub(crate) fn after_paint(work: impl FnOnce() + 'static) {
    if document().hidden() {
        work();
    } else {
        request_animation_frame(move || set_timeout(work, Duration::ZERO));
    }
}

/// Goes on once the browser has drawn what is there.
pub(crate) async fn painted() {
    let drawn = Promise::new(&mut |done, _| {
        after_paint(move || {
            // A promise that is kept twice fails at nothing.
            let _ = done.call0(&JsValue::NULL);
        });
    });
    let _ = JsFuture::from(drawn).await;
}
