//! What is put on a website.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;

use crate::language::t;
use crate::ui::use_toasts;

/// The line to paste, and what there is for pages that run no scripts.
#[component]
pub(super) fn Snippet(id: String) -> impl IntoView {
    let origin = window().location().origin().unwrap_or_default();
    let address = format!("{origin}/f/{id}");
    let script = format!("<script async src=\"{address}/form.js\"></script>");
    let link = format!("<a href=\"{address}\">{}</a>", t("Contact", "Kontakt"));
    view! {
        <section class="panel stack">
            <h2>{t("On your website", "Auf Ihrer Website")}</h2>
            <p>{t("Put this line where the form shall stand:", "Setzen Sie diese Zeile dorthin, wo das Formular stehen soll:")}</p>
            <Code text=script label=t("Copy the line", "Zeile kopieren") />
            <p>{t("Where no script may run, link to the form as a page:", "Wo kein Skript laufen darf, verlinken Sie das Formular als Seite:")}</p>
            <Code text=link label=t("Copy the link", "Link kopieren") />
            <p><a href=address.clone() target="_blank" rel="external">{t("Open the form as a page", "Formular als Seite öffnen")}</a></p>
        </section>
    }
}

#[component]
fn Code(text: String, label: &'static str) -> impl IntoView {
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
