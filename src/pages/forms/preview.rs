//! A form as visitors see it while it is being changed: a real embed in a frame, which sends nothing.

use std::time::Duration;

use calling_card_api::ConnectionId;
use calling_card_api::inbound_sources::PreviewInboundSource;
use calling_card_contact::InboundSource;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::{Value, json};

use super::languages::{Languages, name_of};
use crate::language::{language, t};
use crate::transport::send;
use crate::ui::{Editor, SelectField};

/// How long nothing is typed before the preview is made anew.
const PAUSE: Duration = Duration::from_millis(300);
/// A desktop's width, in pixels; it is shown smaller where there is less room.
const DESKTOP: f64 = 1024.0;
const PHONE: f64 = 390.0;
const HEIGHT: f64 = 720.0;

/// The preview.
#[component]
pub(super) fn Preview(editor: Editor) -> impl IntoView {
    let languages = expect_context::<Languages>();
    let scheme = RwSignal::new("light".to_owned());
    let width = RwSignal::new("phone".to_owned());
    let tongue = RwSignal::new(language().tag().to_owned());
    let data = RwSignal::new(None::<Value>);
    let failure = RwSignal::new(String::new());
    let ready = Trigger::new();
    let (frame, room) = (NodeRef::<html::Iframe>::new(), NodeRef::<html::Div>::new());
    let available = RwSignal::new(PHONE);
    let measure = move || {
        if let Some(room) = room.get_untracked() {
            available.set(f64::from(room.client_width()).max(1.0));
        }
    };
    Effect::new(move || {
        if room.get().is_some() {
            request_animation_frame(measure);
        }
    });
    let resized = window_event_listener(leptos::ev::resize, move |_| measure());
    // The frame says when it listens.
    let told = window_event_listener(leptos::ev::message, move |event| {
        let own = frame.get_untracked().and_then(|frame| frame.content_window());
        let from = event.source().map(wasm_bindgen::JsValue::from);
        if own.is_some() && from == own.map(wasm_bindgen::JsValue::from) {
            ready.notify();
        }
    });
    on_cleanup(move || {
        resized.remove();
        told.remove();
    });
    let newest = StoredValue::new(0u32);
    Effect::new(move || {
        let Ok(source) = serde_json::from_value::<InboundSource>(editor.value("")) else { return };
        newest.update_value(|newest| *newest += 1);
        let number = newest.get_value();
        let make = move || {
            if newest.try_get_value() != Some(number) {
                return;
            }
            spawn_local(async move {
                let made = send(&PreviewInboundSource { connection: ConnectionId::home(), source }).await;
                if newest.try_get_value() != Some(number) {
                    return;
                }
                match made {
                    Ok(made) => {
                        failure.set(String::new());
                        data.set(Some(made));
                    }
                    Err(wrong) => failure.set(wrong.sentence(language())),
                }
            });
        };
        set_timeout(make, PAUSE);
    });
    Effect::new(move || {
        ready.track();
        let (Some(form), Some(frame)) = (data.get(), frame.get()) else { return };
        let sentence = t("This is a preview: nothing was sent.", "Das ist eine Vorschau: Es wurde nichts gesendet.");
        let message = json!({ "form": form, "language": tongue.get(), "scheme": scheme.get(), "sentence": sentence, "name": t("Preview", "Vorschau") });
        let origin = window().location().origin().unwrap_or_default();
        if let (Some(inside), Ok(message)) = (frame.content_window(), js_sys::JSON::parse(&message.to_string())) {
            // A frame that is not there yet says so when it is.
            let _ = inside.post_message(&message, &origin);
        }
    });
    let wide = move || if width.get() == "phone" { PHONE } else { DESKTOP };
    let scale = move || (available.get() / wide()).min(1.0);
    let option = |value: &str, label: &str| (value.to_owned(), label.to_owned());
    let tongues = move || {
        let options = languages.tags().into_iter().map(|tag| (tag.clone(), name_of(&tag))).collect();
        view! { <SelectField label=t("Language", "Sprache") value=tongue on_input=move |text| tongue.set(text) options /> }
    };
    view! {
        <section class="panel stack beside" aria-labelledby="preview-title">
            <h2 id="preview-title">{t("Preview", "Vorschau")}</h2>
            <div class="grid three">
                <SelectField label=t("Width", "Breite") value=width on_input=move |text| width.set(text)
                    options=vec![option("phone", t("Phone", "Telefon")), option("desktop", t("Desktop", "Schreibtisch"))] />
                <SelectField label=t("Light", "Licht") value=scheme on_input=move |text| scheme.set(text)
                    options=vec![option("light", t("Light", "Hell")), option("dark", t("Dark", "Dunkel"))] />
                {tongues}
            </div>
            <p class="error" role="status">{failure}</p>
            <div class="preview-room" node_ref=room style:block-size=move || format!("{}px", HEIGHT * scale())>
                <iframe src="/f-preview" title=t("Preview of the form", "Vorschau des Formulars") node_ref=frame
                    style:inline-size=move || format!("{}px", wide()) style:block-size=format!("{HEIGHT}px")
                    style:transform=move || format!("scale({})", scale())></iframe>
            </div>
        </section>
    }
}
