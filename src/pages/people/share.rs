//! Handing a person's vCard to another program on the same device (Web Share API), where the browser can.

use calling_card_api::file_name;
use calling_card_api::worker::Format;
use calling_card_contact::PersonId;
use js_sys::{Array, Reflect};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DomException, File, FilePropertyBag, ShareData};

use super::download::write_request;
use crate::connection::Crm;
use crate::language::t;
use crate::transport::Failure;
use crate::ui::{save_blob, use_toasts};
use crate::worker;

const MEDIA_TYPE: &str = "text/vcard";

/// The button; nothing where the browser shares no vCards.
#[component]
pub(super) fn ShareButton(id: PersonId) -> impl IntoView {
    let toasts = use_toasts();
    // A press counts for some seconds only: what was made too late is kept for the next one.
    let made = StoredValue::new_local(None::<File>);
    let share = move |_| {
        spawn_local(async move {
            let again = made.try_update_value(Option::take).flatten();
            let second = again.is_some();
            let file = match again {
                Some(file) => file,
                None => match make(id).await {
                    Ok(file) => file,
                    Err(failure) => return toasts.fail(&failure),
                },
            };
            match hand_over(&file).await {
                Outcome::Done => {}
                Outcome::Refused if !second => {
                    made.try_set_value(Some(file));
                    toasts.say(t(
                        "The card is ready. Press Share once more.",
                        "Die Karte ist fertig. Bitte noch einmal auf Teilen drücken.",
                    ));
                }
                Outcome::Refused => {
                    // A browser that refuses a download says so itself.
                    let _ = save_blob(&file, &file.name());
                    toasts.say(t(
                        "The browser refused to share it; the vCard was downloaded instead.",
                        "Der Browser hat das Teilen abgelehnt; die vCard wurde stattdessen heruntergeladen.",
                    ));
                }
            }
        });
    };
    can_share().then(|| view! { <button type="button" class="button" on:click=share>{t("Share", "Teilen")}</button> })
}

/// What became of it.
enum Outcome {
    /// It was handed over, or the reader thought better of it.
    Done,
    Refused,
}

/// Whether the browser shares vCards.
fn can_share() -> bool {
    let navigator = window().navigator();
    let there = Reflect::get(&navigator, &JsValue::from_str("canShare")).is_ok_and(|known| known.is_function());
    there && file("BEGIN:VCARD", "card.vcf").is_some_and(|file| navigator.can_share_with_data(&data(&file)))
}

async fn make(id: PersonId) -> Result<File, Failure> {
    let request = write_request(&Crm::home(), id, Format::V3, None).await?;
    let text = worker::write_person(&request).await?;
    let name = request.exported.record.content.display_name();
    file(&text, &file_name(&name, "vcf")).ok_or(Failure::Unreadable)
}

async fn hand_over(file: &File) -> Outcome {
    let Err(error) = JsFuture::from(window().navigator().share_with_data(&data(file))).await else {
        return Outcome::Done;
    };
    match error.dyn_ref::<DomException>().map(DomException::name).as_deref() {
        Some("AbortError") => Outcome::Done,
        _ => Outcome::Refused,
    }
}

fn file(text: &str, name: &str) -> Option<File> {
    let options = FilePropertyBag::new();
    options.set_type(MEDIA_TYPE);
    File::new_with_str_sequence_and_options(&Array::of1(&text.into()), name, &options).ok()
}

fn data(file: &File) -> ShareData {
    let data = ShareData::new();
    data.set_files(&Array::of1(file));
    data
}
