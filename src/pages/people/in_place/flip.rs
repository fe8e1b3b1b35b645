//! Something that is turned over to be changed, and back again.

use calling_card_api::changes::UndoBatch;
use calling_card_contact::BatchId;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Section;
use super::autosave::{Autosave, Saving};
use crate::connection::use_connection;
use crate::language::{language, t};
use crate::session::use_may;
use crate::transport::send;
use crate::ui::{Icon, Sign, after_paint, use_toasts};

/// A part of a person: as it is seen, and, turned over, as it is changed.
#[component]
pub(super) fn Flip(
    /// What is being changed.
    save: Autosave,
    /// Which part.
    section: Section,
    /// What the part is called.
    #[prop(into)]
    name: Signal<String>,
    /// As it is seen.
    #[prop(into)]
    front: ViewFn,
    /// As it is changed.
    #[prop(into)]
    back: ViewFn,
) -> impl IntoView {
    let open = Memo::new(move |_| save.open.get() == Some(section));
    let (form, button) = (NodeRef::<html::Form>::new(), NodeRef::<html::Button>::new());
    // The focus goes to the first field when it is turned over, and back to where it came from.
    Effect::new(move |before: Option<bool>| {
        let now = open.get();
        request_animation_frame(move || {
            if now {
                let Some(Some(form)) = form.try_get_untracked() else { return };
                if let Ok(Some(field)) =
                    form.query_selector("input:not([disabled], [type=radio], [type=checkbox]), textarea, select")
                {
                    let _ = wasm_bindgen::JsCast::unchecked_into::<web_sys::HtmlElement>(field).focus();
                }
            } else if before == Some(true)
                && let Some(Some(button)) = button.try_get_untracked()
            {
                let _ = button.focus();
            }
        });
        now
    });
    // What is taken out or added is saved as what is typed is: once it is done.
    let pressed = move |_| {
        request_animation_frame(move || {
            if save.open.try_get_untracked() == Some(Some(section)) {
                save.save(false)
            }
        })
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        save.end();
    };
    let escape = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Escape" && !event.is_composing() {
            event.prevent_default();
            save.end();
        }
    };
    let label = move || format!("{} {}", t("Edit", "Bearbeiten:"), name.get());
    let busy_elsewhere = move || save.open.get().is_some();
    let may = use_may().edit();
    view! {
        <div class="flip">
            <div class="front turn" hidden=move || open.get()>
                {front.run()}
                <button type="button" class="button quiet small turn-over" node_ref=button aria-label=label hidden=!may disabled=busy_elsewhere
                    on:click=move |_| after_paint(move || save.begin(section))><Icon sign=Sign::Pen /></button>
            </div>
            <Show when=move || open.get()>
                <form class="back turn stack" novalidate node_ref=form on:submit=submit on:change=move |_| save.save(false) on:click=pressed on:keydown=escape aria-label=label>
                    {back.run()}
                    <div class="row">
                        <SaveState save />
                        <div class="buttons">
                            // The field keeps the focus while this is pressed: what is said once it is left would move the button away.
                            <button type="submit" class="button primary small" on:mousedown=|event| event.prevent_default()>{t("Done", "Fertig")}</button>
                        </div>
                    </div>
                </form>
            </Show>
        </div>
    }
    .into_any()
}

/// Says how far saving is.
#[component]
fn SaveState(save: Autosave) -> impl IntoView {
    let (toasts, connection) = (use_toasts(), StoredValue::new(use_connection().id));
    let undo = move |batch: BatchId| {
        let connection = connection.get_value();
        spawn_local(async move {
            match send(&UndoBatch { connection: connection.clone(), batch }).await {
                Ok(written) => {
                    save.leave();
                    toasts.stepped(&connection, true, String::new(), written.batch);
                }
                Err(failure) => toasts.fail(&failure),
            }
        });
    };
    let said = move || {
        match save.saving.get() {
        Saving::Still => t("What you change is saved by itself.", "Was Sie ändern, wird von selbst gespeichert.").into_any(),
        Saving::Busy => t("Saving …", "Wird gespeichert …").into_any(),
        Saving::Saved(batch) => view! {
            {t("Saved.", "Gespeichert.")}" "
            <button type="button" class="button quiet small" on:click=move |_| undo(batch)>{t("Undo this", "Das rückgängig machen")}</button>
        }
        .into_any(),
        Saving::Waiting => t("Waits for the connection.", "Wartet auf die Verbindung.").into_any(),
        Saving::Wrong => view! { <strong>{t("Not saved yet: see the fields in red.", "Noch nicht gespeichert: siehe die roten Felder.")}</strong>" "
            <button type="button" class="button quiet small" on:click=move |_| save.leave()>{t("Leave it as it was", "So lassen, wie es war")}</button> }
        .into_any(),
        Saving::Failed(failure) => view! {
            <strong>{failure.sentence(language())}</strong>" "
            <button type="button" class="button small" on:click=move |_| save.save(false)>{t("Try again", "Noch einmal versuchen")}</button>
            <button type="button" class="button quiet small" on:click=move |_| save.leave()>{t("Leave it as it was", "So lassen, wie es war")}</button>
        }
        .into_any(),
    }
    };
    view! { <p class="small muted" role="status">{said}</p> }
}
