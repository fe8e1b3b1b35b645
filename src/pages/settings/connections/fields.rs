//! The fields of a connection.

use calling_card_api::connections::System;
use calling_card_contact::AccountKind;
use leptos::prelude::*;

use crate::language::t;
use crate::ui::{Editor, SelectField, TextField};

/// The fields; the system of a connection that there is stays as it is.
#[component]
pub(super) fn Fields(editor: Editor, systems: Vec<System>, fixed: bool) -> impl IntoView {
    let systems = StoredValue::new(systems);
    let chosen = Memo::new(move |_| {
        let name = editor.words("/system");
        systems.with_value(|systems| systems.iter().find(|system| system.system == name).cloned())
    });
    let name = move || chosen.get().map_or_else(|| editor.words("/system"), |system| system.name);
    let account = Memo::new(move |_| chosen.get().and_then(|system| system.account));
    let own_address = Memo::new(move |_| chosen.get().is_some_and(|system| system.address.is_empty()));
    view! {
        <section class="panel stack">
            <h2>{t("The CRM", "Das CRM")}</h2>
            {if fixed {
                view! { <dl class="facts"><div><dt>{t("System", "System")}</dt><dd>{name}</dd></div></dl> }.into_any()
            } else {
                view! { <ChooseSystem editor systems=systems.get_value() /> }.into_any()
            }}
            <div class="grid">
                <Text editor at="/name" label=t("Name", "Name") help=t("What you and your colleagues call it.", "So nennen Sie und Ihre Kollegen es.") />
                {move || {
                    let (label, help) = address_words(own_address.get());
                    view! { <Text editor at="/address" label kind="url" help /> }
                }}
                {move || account.get().map(|account| {
                    let (label, help) = account_words(account);
                    view! { <Text editor at="/account" label help /> }
                })}
                {move || account.get().filter(|account| account.has_tenant()).map(|_| view! {
                    <Text editor at="/tenant" label=t("Tenant", "Mandant")
                        help=t("The id of your tenant, as the CRM shows it.", "Die ID Ihres Mandanten, wie das CRM sie zeigt.") />
                })}
            </div>
        </section>
        <section class="panel stack">
            <h2>{t("Access", "Zugang")}</h2>
            {move || {
                let password = account.get().is_some_and(AccountKind::has_password);
                let label = if password { t("Password", "Passwort") } else { t("Key or token", "Schlüssel oder Token") };
                view! { <Text editor at="/secret" label kind="password" help=secret_help(fixed, password) /> }
            }}
        </section>
    }
}

/// Label and help of the address: the vendor's, or where each customer has one, their own.
fn address_words(own: bool) -> (&'static str, &'static str) {
    if own {
        (
            t("Address of your CRM", "Adresse Ihres CRM"),
            t("Where you open it: https://crm.example.com", "Dort öffnen Sie es: https://crm.example.com"),
        )
    } else {
        (
            t("Address of its API", "Adresse seiner API"),
            t(
                "As the vendor names it; change it only where your CRM is at another place.",
                "So nennt sie der Hersteller; ändern Sie sie nur, wenn Ihr CRM anderswo liegt.",
            ),
        )
    }
}

/// Label and help of what a system knows you by, beside the secret.
fn account_words(account: AccountKind) -> (&'static str, &'static str) {
    let as_there = t("As in the CRM itself.", "Wie im CRM selbst.");
    match account {
        AccountKind::Organisation => (
            t("Organisation", "Organisation"),
            t(
                "The number or name by which the CRM knows your organisation.",
                "Die Nummer oder der Name, unter dem das CRM Ihre Organisation führt.",
            ),
        ),
        AccountKind::Email => {
            (t("E-mail address you sign in with", "E-Mail-Adresse, mit der Sie sich anmelden"), as_there)
        }
        AccountKind::ApiUser => (
            t("E-mail address of the API user", "E-Mail-Adresse des API-Benutzers"),
            t(
                "Make a user for Calling Card alone, and write that user's key below.",
                "Legen Sie einen Benutzer allein für Calling Card an, und schreiben Sie dessen Schlüssel unten hin.",
            ),
        ),
        AccountKind::UserName => (t("User name or e-mail address", "Benutzername oder E-Mail-Adresse"), as_there),
    }
}

fn secret_help(fixed: bool, password: bool) -> &'static str {
    match (fixed, password) {
        (true, false) => t(
            "Leave it empty to keep it. Another address needs it anew. It is kept encrypted and never shown again.",
            "Lassen Sie das Feld leer, um ihn zu behalten. Eine andere Adresse verlangt ihn neu. Er wird verschlüsselt aufbewahrt und nie wieder gezeigt.",
        ),
        (true, true) => t(
            "Leave it empty to keep it. Another address needs it anew. It is kept encrypted and never shown again.",
            "Lassen Sie das Feld leer, um es zu behalten. Eine andere Adresse verlangt es neu. Es wird verschlüsselt aufbewahrt und nie wieder gezeigt.",
        ),
        (false, false) => t(
            "The CRM gives it to you, mostly in its settings. It is kept encrypted and never shown again.",
            "Sie erhalten ihn im CRM, meist in dessen Einstellungen. Er wird verschlüsselt aufbewahrt und nie wieder gezeigt.",
        ),
        (false, true) => t(
            "The one you sign in with there. It is kept encrypted and never shown again.",
            "Das, mit dem Sie sich dort anmelden. Es wird verschlüsselt aufbewahrt und nie wieder gezeigt.",
        ),
    }
}

/// Chooses the system. Name and address are the vendor's, as long as nobody has written others.
#[component]
fn ChooseSystem(editor: Editor, systems: Vec<System>) -> impl IntoView {
    let options: Vec<_> = systems.iter().map(|system| (system.system.clone(), system.name.clone())).collect();
    let choose = move |chosen: String| {
        let find = |name: &str| systems.iter().find(|system| system.system == name);
        let before = untrack(|| editor.words("/system"));
        if let (Some(before), Some(now)) = (find(&before), find(&chosen)) {
            for (at, old, new) in [("/name", &before.name, &now.name), ("/address", &before.address, &now.address)] {
                let typed = untrack(|| editor.words(at));
                if typed.trim().is_empty() || typed == *old {
                    editor.set(at, new.clone().into());
                }
            }
        }
        editor.set("/system", chosen.into());
    };
    let value = Signal::derive(move || editor.words("/system"));
    view! { <SelectField label=t("System", "System") options value error=editor.error("/system") on_input=choose /> }
}

#[component]
fn Text(
    editor: Editor,
    at: &'static str,
    label: &'static str,
    help: &'static str,
    #[prop(default = "text")] kind: &'static str,
) -> impl IntoView {
    let value = Signal::derive(move || editor.words(at));
    let on_input = move |text: String| editor.set(at, text.into());
    view! { <TextField label value error=editor.error(at) on_input kind help /> }
}
