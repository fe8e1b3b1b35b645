//! The picture of a person in a CRM that takes it by itself: given, or taken away.

use calling_card_api::pictures::{GivePicture, RemovePicture};
use calling_card_contact::{Area, Image, PersonId};
use js_sys::Uint8Array;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

use crate::connection::use_connection;
use crate::language::{language, t};
use crate::session::use_may;
use crate::transport::{Failure, send};
use crate::ui::Dialog;

/// Most bytes of a file that is sent; whether the CRM takes as many is its to say.
const BYTES: f64 = 1_000_000.0;

/// Chooses a picture that goes to the CRM at once, or takes the one there away.
#[component]
pub(super) fn PictureThere(
    /// Whose.
    person: PersonId,
    /// The picture is another one.
    changed: Callback<()>,
) -> impl IntoView {
    let crm = use_connection();
    let shown = crm.areas.contains(&Area::ShownPictures);
    let (connection, name) = (StoredValue::new(crm.id), StoredValue::new(crm.name));
    let input = NodeRef::<html::Input>::new();
    let (said, error) = (RwSignal::new(""), RwSignal::new(String::new()));
    let (busy, asking) = (RwSignal::new(false), RwSignal::new(false));
    let end = move |outcome: Result<(), String>, words: &'static str| {
        busy.try_set(false);
        if outcome.is_ok() {
            changed.run(());
        }
        said.try_set(if outcome.is_ok() { words } else { "" });
        error.try_set(outcome.err().unwrap_or_default());
    };
    let begin = move || {
        error.set(String::new());
        said.set(t("One moment …", "Einen Moment …"));
        busy.set(true);
    };
    let chosen = move |_| {
        let Some(input) = input.get_untracked() else { return };
        let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
        begin();
        spawn_local(async move {
            let outcome = give(&file, person, connection).await;
            end(outcome, t("The picture is there now.", "Das Bild ist jetzt dort."));
            // The same file can be chosen once more.
            input.set_value("");
        });
    };
    let remove = move |_| {
        asking.set(false);
        begin();
        spawn_local(async move {
            let outcome = send(&RemovePicture { connection: connection.get_value(), id: person }).await;
            let outcome = outcome.map(|_| ()).map_err(|failure| words(&failure));
            end(outcome, t("There is no picture any more.", "Dort ist kein Bild mehr."));
        });
    };
    let wrong = move || (!error.get().is_empty()).then_some("true");
    view! {
        <section class="panel stack" hidden=!use_may().edit()>
            <h2>{t("Picture", "Bild")}</h2>
            <div class="field">
                <label for="picture-there">{t("Give a new picture", "Neues Bild geben")}</label>
                <input id="picture-there" type="file" accept="image/jpeg,image/png,image/gif,image/webp" node_ref=input disabled=busy
                    aria-describedby="picture-there-help picture-there-error" aria-invalid=wrong on:change=chosen />
                <p class="help" id="picture-there-help"><span dir="auto">{name.get_value()}</span>" "{if shown {
                    t(
                        "keeps one picture of a person. A new one takes its place at once.",
                        "behält ein Bild einer Person. Ein neues tritt sofort an seine Stelle.",
                    )
                } else {
                    t(
                        "keeps one picture of a person, which is seen there. A new one takes its place at once.",
                        "behält ein Bild einer Person, das dort zu sehen ist. Ein neues tritt sofort an seine Stelle.",
                    )
                }}</p>
                <p class="error" id="picture-there-error" role="alert">{error}</p>
            </div>
            <div><button type="button" class="button small" aria-haspopup="dialog" disabled=busy
                on:click=move |_| asking.set(true)>{t("Remove picture", "Bild entfernen")}</button></div>
            <p role="status">{said}</p>
            <Dialog open=asking title=t("Remove the picture?", "Das Bild entfernen?")>
                <p>{t("It is deleted there, and cannot be brought back from here.", "Es wird dort gelöscht und lässt sich von hier aus nicht zurückholen.")}</p>
                <div class="buttons">
                    <button type="button" class="button danger" on:click=remove>{t("Remove", "Entfernen")}</button>
                    <button type="button" class="button" on:click=move |_| asking.set(false)>{t("Cancel", "Abbrechen")}</button>
                </div>
            </Dialog>
        </section>
    }
    .into_any()
}

/// Sends a file as somebody's picture; says why not, where it cannot be.
async fn give(
    file: &File,
    id: PersonId,
    connection: StoredValue<calling_card_api::ConnectionId>,
) -> Result<(), String> {
    if file.size() > BYTES {
        return Err(t(
            "The picture is larger than 1 MB: choose a smaller one.",
            "Das Bild ist größer als 1 MB: Wählen Sie ein kleineres.",
        )
        .into());
    }
    let unreadable = || t("The file could not be opened.", "Die Datei konnte nicht geöffnet werden.").to_owned();
    let buffer = JsFuture::from(file.array_buffer()).await.map_err(|_| unreadable())?;
    // The browser's own base64 takes each byte as a character.
    let bytes: String = Uint8Array::new(&buffer).to_vec().into_iter().map(char::from).collect();
    let data = window().btoa(&bytes).map_err(|_| unreadable())?;
    let image = Image { media_type: file.type_(), data };
    let given = send(&GivePicture { connection: connection.get_value(), id, image }).await;
    given.map(|_| ()).map_err(|failure| words(&failure))
}

/// What is wrong with the picture, else why it came to nothing.
fn words(failure: &Failure) -> String {
    let errors = failure.errors();
    let wrong = errors.iter().find(|error| error.field == "/image");
    wrong.map_or_else(|| failure.sentence(language()), |wrong| wrong.problem.sentence(language()))
}
