//! A person's page.

use calling_card_api::people::{GetPerson, PersonRecord};
use calling_card_api::pictures::GetPicture;
use calling_card_api::published_cards::ListPublishedCardsOfPerson;
use calling_card_api::{ConnectionId, ProblemKind};
use calling_card_contact::{Area, BusinessCard, Part, PersonId};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::delete::DeletePersonButton;
use super::download::DownloadVcard;
use super::files::FilesOf;
use super::history::History;
use super::kept_there::KeptThere;
use super::notes::Notes;
use super::picture_there::PictureThere;
use super::privacy::Privacy;
use super::qr_code::QrCodeButton;
use super::relations::Relations;
use super::share::ShareButton;
use crate::components::PersonView;
use crate::connection::use_connection;
use crate::custom_fields::of_people_in;
use crate::language::t;
use crate::pages::NotFound;
use crate::pages::duplicates::AlikeTo;
use crate::pages::published_cards::PublishLink;
use crate::session::use_may;
use crate::ui::{ErrorState, Loading, PageHeader, by_and_at, load};

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
    let connection = use_connection().id;
    let person = load(move || GetPerson { connection: connection.clone(), id });
    move || match person.state.get() {
        None => view! { <Loading /> }.into_any(),
        Some(Ok(record)) => view! { <Person record /> }.into_any(),
        Some(Err(failure)) if failure.is(ProblemKind::NotFound) => view! { <NotFound /> }.into_any(),
        Some(Err(failure)) => view! { <ErrorState failure retry=move || person.again() /> }.into_any(),
    }
}

#[component]
fn Person(record: PersonRecord) -> impl IntoView {
    let crm = use_connection();
    let (home, noted) = (crm.is_home(), crm.holds.any(&[Part::Notes]));
    let pictured = crm.areas.contains(&Area::Pictures);
    let id = record.id;
    // Where the CRM tells it by itself, it comes a moment later.
    let shown = crm.areas.contains(&Area::ShownPictures);
    let connection = StoredValue::new(crm.id.clone());
    let picture = shown.then(|| load(move || GetPicture { connection: connection.get_value(), id }));
    let image = move || picture.and_then(|picture| picture.state.get()).and_then(Result::ok).flatten();
    let pictured_anew = Callback::new(move |()| picture.into_iter().for_each(|picture| picture.again()));
    let (all, edit) = (crm.people_path(""), crm.people_path(format!("/{id}/edit")));
    let (name, person) = (record.content.display_name(), record.content.clone());
    let about = record.clone();
    // Cards are published in the built-in CRM alone.
    let published = home.then(|| load(move || ListPublishedCardsOfPerson { connection: ConnectionId::home(), id }));
    let card_foot = Callback::new(move |card: BusinessCard| match published {
        Some(published) => view! { <PublishLink person=id card published /> }.into_any(),
        None => ().into_any(),
    });
    let custom_fields = of_people_in(&crm);
    let changed = match by_and_at(&record.changed_by, &record.changed_at) {
        known if known.is_empty() => known,
        known => format!("{} {known}", t("Changed by", "Geändert von")),
    };
    let archived = record.content.archived_at.is_some().then(|| t("archived", "archiviert"));
    let changed = [Some(changed.as_str()).filter(|text| !text.is_empty()), archived];
    let changed = changed.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    view! {
        <div>
            <a class="back" href=all>"← "{t("All people", "Alle Personen")}</a>
            <PageHeader title=name>
                <DownloadVcard record=record.clone() />
                {home.then(|| view! { <ShareButton id /> })}
                <QrCodeButton record=record.clone() />
                <a class="button" href=edit hidden=!use_may().edit()>{t("Edit", "Bearbeiten")}</a>
                <DeletePersonButton record />
            </PageHeader>
        </div>
        <div class="columns">
            <div class="stack">
                {move || {
                    let person = calling_card_contact::Person { image: image().or(person.image.clone()), ..person.clone() };
                    view! { <PersonView person card_foot custom_fields=custom_fields.get() /> }
                }}
                <p class="muted small">{changed}</p>
            </div>
            <div class="stack">
                {noted.then(|| view! { <Notes person=id /> })}
                {pictured.then(|| view! { <PictureThere person=id changed=pictured_anew /> })}
                {if home {
                    view! { <Beside record=about /> }.into_any()
                } else {
                    view! { <KeptThere /> }.into_any()
                }}
            </div>
        </div>
    }
}

/// What the built-in CRM keeps beside a person.
#[component]
fn Beside(record: PersonRecord) -> impl IntoView {
    let id = record.id;
    let organizations = record.content.organizations.clone();
    view! {
        <AlikeTo person=id />
        <FilesOf person=id />
        <Relations person=id />
        <Organizations places=organizations />
        <History person=id />
        <Privacy record />
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
