//! The picture of a person: chosen, cut, changed and taken away.

use calling_card_contact::{Image, Part};
use leptos::prelude::*;

use super::in_place::Autosave;
use crate::connection::use_connection;
use crate::language::t;
use crate::session::use_may;
use crate::ui::CropDialog;

/// The ways to a picture, where the CRM keeps one with the person.
#[component]
pub(super) fn PictureButtons(save: Autosave) -> impl IntoView {
    if !use_connection().holds.writes(Part::Picture) || !use_may().edit() {
        return ().into_any();
    }
    let open = RwSignal::new(false);
    let there = Memo::new(move |_| save.record.with(|record| record.content.image.is_some()));
    let done = Callback::new(move |image: Image| {
        save.write(t("The picture is saved.", "Das Bild ist gespeichert."), move |person| person.image = Some(image));
    });
    let remove =
        move |_| save.write(t("The picture is removed.", "Das Bild ist entfernt."), |person| person.image = None);
    let words =
        move || if there.get() { t("Change picture", "Bild ändern") } else { t("Add picture", "Bild hinzufügen") };
    view! {
        <div class="buttons">
            <button type="button" class="button quiet small" aria-haspopup="dialog" on:click=move |_| open.set(true)>{words}</button>
            <Show when=move || there.get()>
                <button type="button" class="button quiet small" on:click=remove>{t("Remove picture", "Bild entfernen")}</button>
            </Show>
        </div>
        <CropDialog open done />
    }
    .into_any()
}
