//! The own sessions: where one is signed in, and signing out there.

use calling_card_api::sessions::{EndOtherSessions, EndSession, ListSessions, OpenSession};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::language::t;
use crate::transport::send;
use crate::ui::{load, moment_text, shown, use_toasts};

/// Where one is signed in.
#[component]
pub(super) fn Sessions() -> impl IntoView {
    let sessions = load(|| ListSessions);
    let changed = Callback::new(move |()| sessions.again());
    let toasts = use_toasts();
    let end_others = move |_| {
        spawn_local(async move {
            match send(&EndOtherSessions).await {
                Ok(_) => toasts.say(t("Your other sessions have ended.", "Ihre anderen Sitzungen sind beendet.")),
                Err(failure) => toasts.fail(&failure),
            }
            changed.try_run(());
        });
    };
    view! {
        <section class="panel stack">
            <h2>{t("Where you are signed in", "Wo Sie angemeldet sind")}</h2>
            {shown(sessions, move |sessions| {
                let others = sessions.len() > 1;
                let entries: Vec<_> = sessions.into_iter().map(|session| view! { <Entry session changed /> }).collect();
                view! {
                    <ul class="entries">{entries}</ul>
                    {others.then(|| view! {
                        <div><button type="button" class="button" on:click=end_others>{t("Sign out everywhere else", "Überall sonst abmelden")}</button></div>
                    })}
                }
            })}
        </section>
    }
}

#[component]
fn Entry(session: OpenSession, changed: Callback<()>) -> impl IntoView {
    let toasts = use_toasts();
    let id = session.id;
    let end = move |_| {
        spawn_local(async move {
            match send(&EndSession { id }).await {
                Ok(_) => toasts.say(t("The session has ended.", "Die Sitzung ist beendet.")),
                Err(failure) => toasts.fail(&failure),
            }
            changed.try_run(());
        });
    };
    let place = match (session.browser.as_str(), session.system.as_str()) {
        ("", "") => t("Unknown browser", "Unbekannter Browser").to_owned(),
        (browser, "") => browser.to_owned(),
        ("", system) => format!("{} {system}", t("Unknown browser on", "Unbekannter Browser auf")),
        (browser, system) => format!("{browser} {} {system}", t("on", "auf")),
    };
    let used = format!(
        "{} {} · {} {}",
        t("since", "seit"),
        moment_text(&session.since),
        t("last used", "zuletzt benutzt"),
        moment_text(&session.used_at)
    );
    let used = match &session.passkey {
        Some(name) => format!(
            "{} {}\u{2068}{name}\u{2069}{} · {used}",
            t("by the passkey", "mit dem Passkey"),
            t("“", "„"),
            t("”", "“")
        ),
        None => used,
    };
    let label = format!("{}: {place}, {used}", t("Sign out", "Abmelden"));
    view! {
        <li>
            <div class="row">
                <span>
                    <strong>{place}</strong>
                    {session.this.then(|| view! { " "<span class="tag">{t("This one", "Diese")}</span> })}
                    <br /><span class="muted small">{used}</span>
                </span>
                {(!session.this).then(|| view! { <button type="button" class="button small" aria-label=label on:click=end>{t("Sign out", "Abmelden")}</button> })}
            </div>
        </li>
    }
}
