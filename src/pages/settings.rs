//! Settings: the account, language and theme, and what stands beside the rest.

mod audit;
mod connections;
mod custom_fields;
mod lists;
mod mail;
mod members;
mod own_password;
mod passkeys;
mod sessions;
mod tokens;
mod totp;

pub(crate) use audit::AuditPage;
pub(crate) use connections::{ConnectionsPage, EditConnection, NewConnectionPage};
pub(crate) use custom_fields::{CustomFieldsPage, CustomFieldsThere, EditCustomField, NewCustomField};
pub(crate) use lists::ListsPage;
pub(crate) use mail::{MailPage, MailStateTag};
pub(crate) use members::{MembersPage, role_name};
pub(crate) use tokens::TokensPage;

use passkeys::Passkeys;
use sessions::Sessions;
use totp::Totp;

use calling_card_api::auth::ChangePassword;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::command::SingleKeys;
use crate::language::{language, t};
use crate::session::{Who, use_may, use_session};
use crate::transport::{Failure, send};
use crate::ui::{Icon, PageHeader, SelectField, Sign, TextField, use_toasts};

/// Settings.
#[component]
pub(crate) fn SettingsPage() -> impl IntoView {
    let session = use_session();
    let account = move || match session.who.get() {
        Who::Staff(session) => view! {
            <dl class="facts">
                <div><dt>{t("Name", "Name")}</dt><dd>{session.user.name}</dd></div>
                <div><dt>{t("E-mail", "E-Mail")}</dt><dd>{session.user.email}</dd></div>
                <div><dt>{t("Workspace", "Arbeitsbereich")}</dt><dd>{session.workspace}</dd></div>
                <div><dt>{t("Role", "Rolle")}</dt><dd>{role_name(session.role)}</dd></div>
            </dl>
        }
        .into_any(),
        _ => ().into_any(),
    };
    let owns = use_may().own();
    let owner = move |address: &'static str, words: &'static str| {
        owns.then(|| view! { <a class="button" href=address>{words}</a> })
    };
    view! {
        <PageHeader title=t("Settings", "Einstellungen") />
        <section class="panel stack"><h2>{t("Account", "Konto")}</h2>{account}</section>
        <Appearance />
        <Password />
        <Passkeys />
        <Totp />
        <Sessions />
        <section class="panel stack">
            <h2>{t("More", "Mehr")}</h2>
            <div class="buttons">
                {owner("/settings/members", t("Members", "Mitglieder"))}
                {owner("/settings/audit", t("Audit log", "Protokoll"))}
                {owner("/settings/connections", t("Connections", "Verbindungen"))}
                {owner("/settings/tokens", t("API tokens", "API-Tokens"))}
                <a class="button" href="/settings/transfers">{t("Transfers", "Übertragungen")}</a>
                {owner("/settings/custom-fields", t("Custom fields", "Eigene Felder"))}
                <a class="button" href="/settings/lists">{t("Lists", "Listen")}</a>
                {owner("/settings/mail", t("Mail", "Mail"))}
                <a class="button" href="/settings/published-cards">{t("Published cards", "Veröffentlichte Karten")}</a>
                <a class="button" href="/bin"><Icon sign=Sign::Bin />{t("Bin", "Papierkorb")}</a>
                <a class="button" href="/openapi.json" rel="external">{t("API document (OpenAPI)", "API-Dokument (OpenAPI)")}</a>
            </div>
        </section>
    }
}

/// Language and theme, kept in this browser.
#[component]
fn Appearance() -> impl IntoView {
    let kept = |name: &str| {
        let storage = window().local_storage().ok().flatten();
        storage.and_then(|storage| storage.get_item(name).ok().flatten())
    };
    let keep = |name: &'static str, value: String| {
        if let Ok(Some(storage)) = window().local_storage() {
            // Where a browser keeps nothing, the choice holds until the page is left.
            let _ = storage.set_item(name, &value);
        }
        // Texts are chosen when a page is loaded.
        let _ = window().location().reload();
    };
    let option = |value: &str, label: &str| (value.to_owned(), label.to_owned());
    let languages = vec![option("en", "English"), option("de", "Deutsch")];
    let themes = vec![
        option("system", t("As the system", "Wie das System")),
        option("light", t("Light", "Hell")),
        option("dark", t("Dark", "Dunkel")),
    ];
    let theme = Signal::stored(kept("theme").unwrap_or("system".into()));
    view! {
        <section class="panel stack">
            <h2>{t("Appearance", "Darstellung")}</h2>
            <div class="grid">
                <SelectField label=t("Language", "Sprache") value=Signal::stored(language().tag().to_owned()) options=languages on_input=move |value| keep("language", value) />
                <SelectField label=t("Theme", "Farbschema") value=theme options=themes on_input=move |value| keep("theme", value) />
            </div>
            <SingleKeys />
        </section>
    }
}

#[component]
fn Password() -> impl IntoView {
    let (current, new) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let failure = RwSignal::new(None::<Failure>);
    let toasts = use_toasts();
    let error = move |field: &'static str| {
        Signal::derive(move || {
            let errors = failure.get().map(|failure| failure.errors()).unwrap_or_default();
            let found = errors.iter().find(|error| error.field == field);
            match (found, field) {
                (Some(_), "/current") => t("This is not your password.", "Das ist nicht Ihr Passwort.").to_owned(),
                (Some(error), _) => error.problem.sentence(language()),
                (None, _) => String::new(),
            }
        })
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let change = ChangePassword { current: current.get_untracked(), new: new.get_untracked() };
        spawn_local(async move {
            match send(&change).await {
                Ok(_) => {
                    failure.set(None);
                    current.set(String::new());
                    new.set(String::new());
                    toasts.say(t(
                        "The password is changed. Your other sessions have ended.",
                        "Das Passwort ist geändert. Ihre anderen Sitzungen sind beendet.",
                    ));
                }
                Err(wrong) => {
                    if wrong.errors().is_empty() {
                        toasts.fail(&wrong);
                    }
                    failure.set(Some(wrong));
                }
            }
        });
    };
    view! {
        <form class="panel stack" on:submit=submit>
            <h2>{t("Change password", "Passwort ändern")}</h2>
            <div class="grid">
                <TextField label=t("Current password", "Bisheriges Passwort") kind="password" autocomplete="current-password" value=current on_input=move |text| current.set(text) error=error("/current") />
                <TextField label=t("New password", "Neues Passwort") kind="password" autocomplete="new-password" value=new on_input=move |text| new.set(text) error=error("/new") help=t("At least 10 characters.", "Mindestens 10 Zeichen.") />
            </div>
            <div><button type="submit" class="button">{t("Change password", "Passwort ändern")}</button></div>
        </form>
    }
}
