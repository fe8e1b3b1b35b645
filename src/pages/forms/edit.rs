//! What a form asks, as it is written down.

use calling_card_api::ConnectionId;
use calling_card_api::staff::ListStaff;
use leptos::prelude::*;
use serde_json::json;

use super::consent::Consent;
use super::deliver::DeliverTo;
use super::event::OfEvent;
use super::fields::Fields;
use super::languages::{AddLanguage, Texts};
use super::opt_in::OptIn;
use super::theme::EditTheme;
use crate::language::t;
use crate::ui::{Editor, Lines, load};

/// The parts of the definition.
#[component]
pub(super) fn EditForm(editor: Editor) -> impl IntoView {
    view! {
        <General editor />
        <Fields editor />
        <section class="panel stack">
            <h2>{t("Texts", "Texte")}</h2>
            <Texts editor pointer="/form/title" label=t("Title", "Titel") />
            <Texts editor pointer="/form/introduction" label=t("Introduction", "Einleitung") kind="textarea" />
            <Texts editor pointer="/form/submit" label=t("Button", "Knopf") />
            <AddLanguage />
        </section>
        <section class="panel stack">
            <h2>{t("When it was sent", "Nach dem Senden")}</h2>
            <Texts editor pointer="/form/thanks" label=t("Thanks", "Dank") />
            {editor.field("/form/redirect", t("Web address to lead to instead; empty to stay on the page", "Webadresse, zu der stattdessen geführt wird; leer, um auf der Seite zu bleiben"), "url")}
        </section>
        <Consent editor />
        <OptIn editor />
        <EditTheme editor />
        <section class="panel stack">
            <h2>{t("Websites", "Websites")}</h2>
            <p class="muted small">{t("Name the websites that may send through this form; none for all.",
                                      "Nennen Sie die Websites, die über dieses Formular senden dürfen; keine für alle.")}</p>
            <Lines editor pointer="/origins" label=t("Website, like https://www.example.com", "Website, wie https://www.example.com")
                add=t("Add website", "Website hinzufügen") members=&[] entry=json!("") />
        </section>
    }
}

/// What staff call it, whether it takes anything in, and who gets that.
#[component]
fn General(editor: Editor) -> impl IntoView {
    let statuses = [
        ("active", t("Active", "Aktiv")),
        ("testing", t("Testing: what comes in is marked", "Testbetrieb: Eingänge werden markiert")),
        ("disabled", t("Disabled: takes nothing in", "Abgeschaltet: nimmt nichts an")),
    ];
    let staff = load(|| ListStaff { connection: ConnectionId::home() });
    let editors = move || {
        let staff = staff.state.get().and_then(Result::ok).unwrap_or_default();
        let mut staff: Vec<(String, String)> = staff.into_iter().map(|one| (one.id.to_string(), one.name)).collect();
        // Who was chosen and is removed can be seen, and taken back.
        let chosen = untrack(|| editor.words("/editor"));
        if !staff.is_empty() && !chosen.is_empty() && staff.iter().all(|(id, _)| *id != chosen) {
            staff.push((chosen, t("no longer there", "nicht mehr vorhanden").to_owned()));
        }
        let mut options = vec![("", t("Everybody", "Alle"))];
        options.extend(staff.iter().map(|(id, name)| (id.as_str(), name.as_str())));
        editor.select("/editor", t("Who gets what comes in", "Wer die Eingänge erhält"), &options)
    };
    view! {
        <section class="panel stack">
            <div class="grid">
                {editor.text("/name", t("Name", "Name"))}
                {editor.select("/status", t("Status", "Status"), &statuses)}
                {editors}
                <OfEvent editor />
            </div>
            {editor.check("/create_lead", t("What comes in is a lead", "Eingänge sind Leads"))}
            <DeliverTo editor />
        </section>
    }
}
