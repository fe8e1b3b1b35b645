//! The fields of a connection.

use calling_card_api::connections::System;
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
    let organisation = Memo::new(move |_| chosen.get().is_some_and(|system| system.needs_organisation));
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
                <Text editor at="/address" label=t("Address of its API", "Adresse seiner API") kind="url"
                    help=t("As the vendor names it; change it only where your CRM is at another place.",
                           "So nennt sie der Hersteller; ändern Sie sie nur, wenn Ihr CRM anderswo liegt.") />
                {move || organisation.get().then(|| view! {
                    <Text editor at="/organisation" label=t("Organisation", "Organisation")
                        help=t("The number or name by which the CRM knows your organisation.",
                               "Die Nummer oder der Name, unter dem das CRM Ihre Organisation führt.") />
                })}
            </div>
        </section>
        <section class="panel stack">
            <h2>{t("Access", "Zugang")}</h2>
            <Text editor at="/secret" label=t("Key or token", "Schlüssel oder Token") kind="password" help=secret_help(fixed) />
        </section>
    }
}

fn secret_help(fixed: bool) -> &'static str {
    if fixed {
        t(
            "Leave it empty to keep it. Another address needs it anew. It is kept encrypted and never shown again.",
            "Lassen Sie das Feld leer, um ihn zu behalten. Eine andere Adresse verlangt ihn neu. Er wird verschlüsselt aufbewahrt und nie wieder gezeigt.",
        )
    } else {
        t(
            "The CRM gives it to you, mostly in its settings. It is kept encrypted and never shown again.",
            "Sie erhalten ihn im CRM, meist in dessen Einstellungen. Er wird verschlüsselt aufbewahrt und nie wieder gezeigt.",
        )
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
