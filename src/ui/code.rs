//! Texts to be copied.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;

use super::use_toasts;
use crate::language::t;

/// A text to be copied, and the button that copies it.
#[component]
pub fn Code(
    /// The text.
    text: String,
    /// The words on the button.
    label: &'static str,
) -> impl IntoView {
    let toasts = use_toasts();
    let copied = text.clone();
    let copy = move |_| {
        let refused = t(
            "The browser did not allow copying. Select the text and copy it yourself.",
            "Der Browser hat das Kopieren nicht erlaubt. Markieren und kopieren Sie den Text selbst.",
        );
        // Without https there is no clipboard.
        let clipboard = js_sys::Reflect::get(&window().navigator(), &"clipboard".into()).ok();
        if clipboard.is_none_or(|clipboard| clipboard.is_undefined()) {
            return toasts.say(refused);
        }
        let promise = window().navigator().clipboard().write_text(&copied);
        spawn_local(async move {
            match JsFuture::from(promise).await {
                Ok(_) => toasts.say(t("Copied.", "Kopiert.")),
                Err(_) => toasts.say(refused),
            }
        });
    };
    view! {
        <pre class="code" dir="ltr"><code>{text}</code></pre>
        <div><button type="button" class="button small" on:click=copy>{label}</button></div>
    }
}
