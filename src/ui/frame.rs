//! Waiting for the browser to draw.

use js_sys::Promise;
use leptos::prelude::window;
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
