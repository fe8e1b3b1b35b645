//! The branches of an organization, and addresses, in its form.

use leptos::prelude::*;
use serde_json::json;

use super::branches_there::{is_known, words};
use crate::connection::use_connection;
use crate::language::t;
use crate::ui::Editor;

/// The lines of an address.
#[component]
pub(super) fn AddressFields(editor: Editor, at: String) -> impl IntoView {
    let field = move |member: &str, label: &'static str| editor.text(&format!("{at}/{member}"), label);
    view! {
        <div class="grid">
            {field("street", t("Street and number", "Straße und Hausnummer"))}
            {field("zip", t("Postal code", "Postleitzahl"))}
            {field("city", t("City", "Ort"))}
            {field("federal_state", t("State", "Bundesland"))}
            {field("country", t("Country", "Land"))}
        </div>
    }
}

/// The branches.
#[component]
pub(super) fn Branches(editor: Editor) -> impl IntoView {
    let count = Memo::new(move |_| editor.length("/branches"));
    let home = use_connection().is_home();
    let branch = move |index: usize| {
        let at = format!("/branches/{index}");
        let untold = !home && is_known(editor, index);
        view! {
            <div class="subform">
                {untold.then(|| view! { <p class="muted small">{words()}</p> })}
                <div class="grid">
                    {editor.text(&format!("{at}/name"), t("Name of the branch", "Name der Niederlassung"))}
                    {editor.field(&format!("{at}/phone"), t("Phone", "Telefon"), "tel")}
                    {editor.field(&format!("{at}/fax"), t("Fax", "Fax"), "tel")}
                    {editor.field(&format!("{at}/email"), t("E-mail", "E-Mail"), "email")}
                </div>
                <AddressFields editor at=format!("{at}/address") />
                <div><button type="button" class="button small danger" on:click=move |_| editor.remove("/branches", index)>{t("Remove branch", "Niederlassung entfernen")}</button></div>
            </div>
        }
    };
    view! {
        <section class="panel stack">
            <h2>{t("Branches", "Niederlassungen")}</h2>
            {move || (0..count.get()).map(branch).collect::<Vec<_>>()}
            <div><button type="button" class="button small" on:click=move |_| editor.add("/branches", json!({ "name": "" }))>{t("Add branch", "Niederlassung hinzufügen")}</button></div>
        </section>
    }
}
