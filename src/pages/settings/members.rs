//! Members of staff: who belongs to the workspace, with which role, and who is invited.

mod entry;
mod invitations;
mod invite;
mod private_of;

use calling_card_api::members::ListMembers;
use calling_card_api::roles::Role;
use leptos::prelude::*;

use entry::Entry;
use invitations::Invitations;
use invite::Invite;

use crate::language::t;
use crate::ui::{PageHeader, load, shown};

/// What a role is called.
pub(crate) fn role_name(role: Role) -> &'static str {
    match role {
        Role::Owner => t("Owner", "Verwalten"),
        Role::Editor => t("Editor", "Bearbeiten"),
        Role::Reader => t("Reader", "Lesen"),
    }
}

/// The roles, to choose from.
fn role_options() -> Vec<(String, String)> {
    Role::ALL.into_iter().rev().map(|role| (role.name().to_owned(), role_name(role).to_owned())).collect()
}

/// The members of the workspace, for owners.
#[component]
pub(crate) fn MembersPage() -> impl IntoView {
    let members = load(|| ListMembers);
    let changed = Callback::new(move |()| members.again());
    let mailed = Memo::new(move |_| members.state.get().and_then(Result::ok).is_some_and(|known| known.mailed));
    view! {
        <div>
            <a class="back" href="/settings">"← "{t("Settings", "Einstellungen")}</a>
            <PageHeader title=t("Members", "Mitglieder") />
            <p class="muted">{t(
                "Readers see everything and change nothing. Editors also work with people, organizations, drafts, forms and events. Owners also decide about members, connections, API tokens, custom fields and mails, and erase for good.",
                "Mit „Lesen“ sieht man alles und ändert nichts. Mit „Bearbeiten“ arbeitet man auch mit Personen, Organisationen, Entwürfen, Formularen und Veranstaltungen. Mit „Verwalten“ entscheidet man auch über Mitglieder, Verbindungen, API-Tokens, eigene Felder und Mails und löscht endgültig.",
            )}</p>
        </div>
        <Invite changed mailed />
        {shown(members, move |known| {
            let entries: Vec<_> = known.members.into_iter().map(|member| view! { <Entry member changed /> }).collect();
            view! {
                <section class="panel stack">
                    <h2>{t("Who belongs to the workspace", "Wer zum Arbeitsbereich gehört")}</h2>
                    <ul class="entries">{entries}</ul>
                </section>
                <Invitations invitations=known.invitations changed />
            }
        })}
    }
}
