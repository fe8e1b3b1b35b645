//! The business cards of a person, as they are written down.

use calling_card_contact::{Held, Part};
use leptos::prelude::*;
use serde_json::json;

use super::only_mine::OnlyMineSwitch;
use crate::language::t;
use crate::ui::{AddEntry, Editor};

/// All business cards.
#[component]
pub(super) fn EditCards(editor: Editor) -> impl IntoView {
    let count = Memo::new(move |_| editor.length("/cards"));
    // A CRM that holds no other cards holds the main one.
    let held = editor.holds().part(Part::OtherCards).unwrap_or(Held::Most(1));
    let add = move || {
        editor.add(
            "/cards",
            json!({ "active": true, "emails": [{ "address": "" }], "phones": [{ "number": "", "kind": "voice" }] }),
        )
    };
    let label = t("Add business card", "Visitenkarte hinzufügen");
    view! {
        {move || (0..count.get()).map(|index| view! { <EditCard editor index alone=count.get() == 1 /> }).collect::<Vec<_>>()}
        <AddEntry editor held count label add one=t("keeps only one business card.", "behält nur eine Visitenkarte.") />
    }
}

/// One business card.
#[component]
pub(super) fn EditCard(editor: Editor, index: usize, alone: bool) -> impl IntoView {
    let at = move |member: &str| format!("/cards/{index}/{member}");
    // Of several cards one is the main one: to choose it is to take the flag from the others.
    let make_main = move |_| {
        for card in 0..editor.length("/cards") {
            editor.set(&format!("/cards/{card}/favourite"), (card == index).into());
        }
    };
    let main = move || editor.value(&at("favourite")).as_bool().unwrap_or(false);
    let heading = if alone {
        t("Business card", "Visitenkarte").to_owned()
    } else {
        format!("{} {}", t("Business card", "Visitenkarte"), index + 1)
    };
    view! {
        <section class="panel stack">
            <div class="row">
                <h2>{heading}</h2>
                <div class="buttons">
                    {(!alone).then(|| view! {
                        <label class="check"><input type="radio" name="main-card" prop:checked=main on:change=make_main />{t("Main card", "Hauptkarte")}</label>
                    })}
                    <button type="button" class="button quiet small danger" on:click=move |_| editor.remove("/cards", index)>{t("Remove card", "Karte entfernen")}</button>
                </div>
            </div>
            // It comes first: what is typed below is saved when a field is left.
            <OnlyMineSwitch editor pointer=at("only_mine") />
            {editor.holds().any(&[Part::Company]).then(|| view! { <div class="grid">{editor.text(&at("business"), t("Company", "Firma"))}</div> })}
            <Positions editor pointer=at("positions") />
            <Emails editor pointer=at("emails") />
            <Phones editor pointer=at("phones") />
            <Addresses editor pointer=at("addresses") />
            {editor.holds().any(&[Part::CardDetails]).then(|| view! { <CardDetails editor index /> })}
        </section>
    }
}

#[component]
fn CardDetails(editor: Editor, index: usize) -> impl IntoView {
    let at = move |member: &str| format!("/cards/{index}/{member}");
    view! {
        <details class="more">
            <summary>{t("More about this card", "Mehr zu dieser Karte")}</summary>
            <div class="grid">
                {editor.date(&at("valid_from"), t("Valid from", "Gültig von"))}
                {editor.date(&at("valid_to"), t("Valid to", "Gültig bis"))}
                {editor.text(&at("alternative_salutation"), t("Salutation on this card", "Anrede auf dieser Karte"))}
                {editor.text(&at("alternative_title"), t("Title on this card", "Titel auf dieser Karte"))}
                {editor.text(&at("alternative_first_name"), t("First name on this card", "Vorname auf dieser Karte"))}
                {editor.text(&at("alternative_last_name"), t("Last name on this card", "Nachname auf dieser Karte"))}
                {editor.check(&at("use_alternative_name"), t("Use the name of this card", "Namen dieser Karte verwenden"))}
                {editor.check(&at("private"), t("Private", "Privat"))}
                {editor.check(&at("active"), t("In use", "In Gebrauch"))}
            </div>
        </details>
    }
}

fn places() -> [(&'static str, &'static str); 3] {
    [("other", "–"), ("work", t("Work", "Geschäftlich")), ("home", t("Home", "Privat"))]
}

#[component]
fn Emails(editor: Editor, pointer: String) -> impl IntoView {
    let line = move |at: String| {
        vec![
            editor.field(&format!("{at}/address"), t("E-mail", "E-Mail"), "email"),
            editor.select(&format!("{at}/place"), t("Where", "Wo"), &places()),
        ]
    };
    view! { <Rows editor pointer members=&["address"] add=t("Add e-mail", "E-Mail hinzufügen") entry=json!({ "address": "" }) class="line" line /> }
}

#[component]
fn Phones(editor: Editor, pointer: String) -> impl IntoView {
    let line = move |at: String| {
        let kinds = [
            ("voice", t("Telephone", "Festnetz")),
            ("mobile", t("Mobile", "Mobil")),
            ("fax", "Fax"),
            ("pager", "Pager"),
            ("text", t("Text messages", "Nachrichten")),
            ("video", "Video"),
            ("textphone", t("Textphone", "Schreibtelefon")),
        ];
        vec![
            editor.field(&format!("{at}/number"), t("Phone", "Telefon"), "tel"),
            editor.select(&format!("{at}/kind"), t("Kind", "Art"), &kinds),
            editor.select(&format!("{at}/place"), t("Where", "Wo"), &places()),
        ]
    };
    view! { <Rows editor pointer members=&["number"] add=t("Add phone", "Telefon hinzufügen") entry=json!({ "number": "", "kind": "voice" }) class="line three" line /> }
}

#[component]
fn Positions(editor: Editor, pointer: String) -> impl IntoView {
    let line = move |at: String| {
        vec![
            editor.text(&format!("{at}/position"), t("Position", "Position")),
            editor.text(&format!("{at}/department"), t("Department", "Abteilung")),
        ]
    };
    let add = match editor.holds().any(&[Part::Positions]) {
        true => t("Add position", "Position hinzufügen"),
        false => t("Add department", "Abteilung hinzufügen"),
    };
    view! { <Rows editor pointer members=&["position", "department"] add entry=json!({}) class="line" line /> }
}

#[component]
fn Addresses(editor: Editor, pointer: String) -> impl IntoView {
    let line = move |at: String| {
        let field = |member: &str, label: &'static str| editor.text(&format!("{at}/{member}"), label);
        let fields = vec![
            field("street", t("Street and number", "Straße und Hausnummer")),
            field("additional", t("Addition", "Zusatz")),
            field("zip", t("Postal code", "Postleitzahl")),
            field("city", t("City", "Ort")),
            field("post_box", t("P.O. box", "Postfach")),
            field("federal_state", t("State", "Bundesland")),
            field("country", t("Country", "Land")),
            field("country_code", t("Country code (DE)", "Ländercode (DE)")),
            editor.select(&format!("{at}/place"), t("Where", "Wo"), &places()),
        ];
        vec![view! { <div class="grid wide">{fields}</div> }.into_any()]
    };
    view! { <Rows editor pointer members=&["street"] add=t("Add address", "Adresse hinzufügen") entry=json!({}) class="subform" line /> }
}

/// The entries of a list, each on a line of its own; nothing where the CRM does not hold them.
#[component]
fn Rows(
    editor: Editor,
    pointer: String,
    /// The members by which it is known how they are held.
    members: &'static [&'static str],
    add: &'static str,
    entry: serde_json::Value,
    class: &'static str,
    line: impl Fn(String) -> Vec<AnyView> + Send + Sync + 'static,
) -> impl IntoView {
    let Some(held) = editor.held_list(&pointer, members) else { return ().into_any() };
    let pointer = StoredValue::new(pointer);
    let count = Memo::new(move |_| pointer.with_value(|pointer| editor.length(pointer)));
    let row = move |index: usize| {
        let fields = line(pointer.with_value(|pointer| format!("{pointer}/{index}")));
        let remove = move |_| pointer.with_value(|pointer| editor.remove(pointer, index));
        let remove = (held != Held::ReadOnly).then(|| {
            view! { <button type="button" class="button quiet small" on:click=remove>{t("Remove", "Entfernen")}</button> }
        });
        view! { <div class=class>{fields}{remove}</div> }
    };
    let more = move || pointer.with_value(|pointer| editor.add(pointer, entry.clone()));
    view! {
        {move || (0..count.get()).map(&row).collect::<Vec<_>>()}
        <AddEntry editor held count label=add quiet=true add=more />
    }
    .into_any()
}
