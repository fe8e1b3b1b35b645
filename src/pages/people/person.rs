//! A person's page.

use calling_card_api::people::{DeletePerson, GetPerson, PersonRecord};
use calling_card_api::published_cards::ListPublishedCardsOfPerson;
use calling_card_api::{ConnectionId, ProblemKind};
use calling_card_contact::{BusinessCard, CustomEntity, PersonId};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::{use_navigate, use_params_map};

use super::download::DownloadVcard;
use super::files::FilesOf;
use super::history::History;
use super::notes::Notes;
use super::privacy::Privacy;
use super::qr_code::QrCodeButton;
use super::relations::Relations;
use super::share::ShareButton;
use crate::components::PersonView;
use crate::custom_fields::use_custom_fields;
use crate::language::t;
use crate::pages::NotFound;
use crate::pages::published_cards::PublishLink;
use crate::transport::send;
use crate::ui::{ErrorState, Loading, PageHeader, load, moment_text, use_toasts};

/// The key in the address; none where it is no key.
pub(super) fn id_in_address() -> Option<PersonId> {
    use_params_map().get_untracked().get("id").and_then(|id| id.parse().ok())
}

/// A person's page.
#[component]
pub(crate) fn PersonPage() -> impl IntoView {
    // One person's page can lead to another's: the key is read anew each time.
    let params = use_params_map();
    move || match params.get().get("id").and_then(|id| id.parse().ok()) {
        Some(id) => view! { <LoadedPerson id /> }.into_any(),
        None => view! { <NotFound /> }.into_any(),
    }
}

#[component]
fn LoadedPerson(id: PersonId) -> impl IntoView {
    let person = load(move || GetPerson { connection: ConnectionId::home(), id });
    move || match person.state.get() {
        None => view! { <Loading /> }.into_any(),
        Some(Ok(record)) => view! { <Person record /> }.into_any(),
        Some(Err(failure)) if failure.is(ProblemKind::NotFound) => view! { <NotFound /> }.into_any(),
        Some(Err(failure)) => view! { <ErrorState failure retry=move || person.again() /> }.into_any(),
    }
}

#[component]
fn Person(record: PersonRecord) -> impl IntoView {
    let id = record.id;
    let organizations = record.content.organizations.clone();
    let (name, person) = (record.content.display_name(), record.content.clone());
    let about = record.clone();
    let published = load(move || ListPublishedCardsOfPerson { connection: ConnectionId::home(), id });
    let card_foot =
        Callback::new(move |card: BusinessCard| view! { <PublishLink person=id card published /> }.into_any());
    let custom = use_custom_fields();
    let changed = format!(
        "{} {} · {} {}",
        t("Changed by", "Geändert von"),
        record.changed_by,
        moment_text(&record.changed_at),
        if record.content.archived_at.is_some() { t("· archived", "· archiviert") } else { "" }
    );
    view! {
        <div>
            <a class="back" href="/people">"← "{t("All people", "Alle Personen")}</a>
            <PageHeader title=name>
                <DownloadVcard record=record.clone() />
                <ShareButton id />
                <QrCodeButton record=record.clone() />
                <a class="button" href=format!("/people/{id}/edit")>{t("Edit", "Bearbeiten")}</a>
                <DeleteButton record />
            </PageHeader>
        </div>
        <div class="columns">
            <div class="stack">
                {move || view! { <PersonView person=person.clone() card_foot custom_fields=custom.shown(CustomEntity::Person) /> }}
                <p class="muted small">{changed}</p>
            </div>
            <div class="stack">
                <Notes person=id />
                <FilesOf person=id />
                <Relations person=id />
                <Organizations places=organizations />
                <History person=id />
                <Privacy record=about />
            </div>
        </div>
    }
}

#[component]
fn Organizations(places: Vec<calling_card_contact::Affiliation>) -> impl IntoView {
    use calling_card_api::organizations::GetOrganization;
    if places.is_empty() {
        return ().into_any();
    }
    let entries: Vec<_> = places
        .into_iter()
        .map(|place| {
            let id = place.organization;
            let organization = load(move || GetOrganization { connection: ConnectionId::home(), id });
            let name = move || organization.state.get().and_then(Result::ok).map(|record| record.content.name);
            // One in the bin has no page.
            let entry =
                move || name().map(|name| view! { <a href=format!("/organizations/{id}") dir="auto">{name}</a> });
            view! { <li>{entry}<span class="muted small" dir="auto">{place.role.clone()}</span></li> }
        })
        .collect();
    view! { <section class="panel"><h2>{t("Organizations", "Organisationen")}</h2><ul class="entries">{entries}</ul></section> }.into_any()
}

#[component]
fn DeleteButton(record: PersonRecord) -> impl IntoView {
    let toasts = use_toasts();
    let navigate = use_navigate();
    let delete = move |_| {
        let navigate = navigate.clone();
        let (request, name) = (
            DeletePerson { connection: ConnectionId::home(), id: record.id, version: record.version },
            record.content.display_name(),
        );
        spawn_local(async move {
            match send(&request).await {
                Ok(written) => {
                    toasts
                        .say_with_undo(format!("{name} {}", t("is in the bin.", "ist im Papierkorb.")), written.batch);
                    navigate("/people", Default::default());
                }
                Err(failure) => toasts.fail(&failure),
            }
        });
    };
    view! { <button type="button" class="button danger" on:click=delete>{t("Delete", "Löschen")}</button> }
}
