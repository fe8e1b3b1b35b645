//! A person's page.

use calling_card_api::people::{GetPerson, PersonRecord};
use calling_card_api::pictures::GetPicture;
use calling_card_api::published_cards::ListPublishedCardsOfPerson;
use calling_card_api::{ConnectionId, ProblemKind};
use calling_card_contact::{Area, BusinessCard, Part, PersonId};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::circle::CircleOf;
use super::delete::DeletePersonButton;
use super::download::DownloadVcard;
use super::files::FilesOf;
use super::in_place::{Autosave, Cards, Details, Further, MeetingDialog, Profile};
use super::keep_without::KeepWithout;
use super::kept_there::KeptThere;
use super::notes::Notes;
use super::picture::PictureButtons;
use super::picture_there::PictureThere;
use super::privacy::Privacy;
use super::qr_code::QrCodeButton;
use super::relations::Relations;
use super::share::ShareButton;
use super::timeline::Timeline;
use crate::connection::use_connection;
use crate::custom_fields::of_people_in;
use crate::language::t;
use crate::pages::NotFound;
use crate::pages::duplicates::AlikeTo;
use crate::pages::published_cards::PublishLink;
use crate::session::use_may;
use crate::transport::Failure;
use crate::ui::{ErrorState, Load, Loading, PageHeader, by_and_at, load};

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

/// What there is of a person's page.
#[derive(Clone, PartialEq)]
enum Stage {
    Loading,
    There,
    Gone,
    Failed(Failure),
}

#[component]
fn LoadedPerson(id: PersonId) -> impl IntoView {
    let connection = use_connection().id;
    let person = load(move || GetPerson { connection: connection.clone(), id });
    let first = StoredValue::new(None::<PersonRecord>);
    // Who is there stays there while they are loaded anew: what is being typed is kept.
    let stage = Memo::new(move |before: Option<&Stage>| match person.state.get() {
        Some(Err(failure)) if failure.is(ProblemKind::NotFound) => Stage::Gone,
        Some(Ok(record)) => {
            first.set_value(Some(record));
            Stage::There
        }
        _ if before == Some(&Stage::There) => Stage::There,
        None => Stage::Loading,
        Some(Err(failure)) => Stage::Failed(failure),
    });
    move || match (stage.get(), first.get_value()) {
        (Stage::There, Some(first)) => view! { <Person first loaded=person /> }.into_any(),
        (Stage::Gone, _) => view! { <NotFound /> }.into_any(),
        (Stage::Failed(failure), _) => view! { <ErrorState failure retry=move || person.again() /> }.into_any(),
        _ => view! { <Loading /> }.into_any(),
    }
}

#[component]
fn Person(first: PersonRecord, loaded: Load<PersonRecord>) -> impl IntoView {
    let crm = use_connection();
    let (home, noted) = (crm.is_home(), crm.holds.any(&[Part::Notes]));
    let pictured = crm.areas.contains(&Area::Pictures);
    let id = first.id;
    let save = Autosave::new(first, &crm);
    Effect::new(move || {
        if let Some(Ok(record)) = loaded.state.get() {
            save.take(record);
        }
    });
    if home {
        save.follow_waiting();
    }
    let record = save.record;
    // Where the CRM tells it by itself, it comes a moment later.
    let shown = crm.areas.contains(&Area::ShownPictures);
    let connection = StoredValue::new(crm.id.clone());
    let picture = shown.then(|| load(move || GetPicture { connection: connection.get_value(), id }));
    let image = Signal::derive(move || picture.and_then(|picture| picture.state.get()).and_then(Result::ok).flatten());
    let pictured_anew = Callback::new(move |()| picture.into_iter().for_each(|picture| picture.again()));
    let (all, edit) = (crm.people_path(""), StoredValue::new(crm.people_path(format!("/{id}/edit"))));
    let name = Signal::derive(move || record.with(|record| record.content.display_name()));
    // Cards are published in the built-in CRM alone.
    let published = home.then(|| load(move || ListPublishedCardsOfPerson { connection: ConnectionId::home(), id }));
    let card_foot = Callback::new(move |card: BusinessCard| match published {
        Some(published) if !card.only_mine => view! { <PublishLink person=id card published /> }.into_any(),
        _ => ().into_any(),
    });
    let custom_fields = of_people_in(&crm);
    let changed = move || {
        record.with(|record| {
            let changed = match by_and_at(&record.changed_by, &record.changed_at) {
                known if known.is_empty() => known,
                known => format!("{} {known}", t("Changed by", "Geändert von")),
            };
            let archived = record.content.archived_at.is_some().then(|| t("archived", "archiviert"));
            let changed = [Some(changed.as_str()).filter(|text| !text.is_empty()), archived];
            changed.into_iter().flatten().collect::<Vec<_>>().join(" · ")
        })
    };
    let actions = move || {
        let record = record.get();
        view! {
            <DownloadVcard record=record.clone() />
            {home.then(|| view! { <ShareButton id /> })}
            <QrCodeButton record=record.clone() />
            <a class="button" href=edit.get_value() hidden=!use_may().edit()>{t("Edit", "Bearbeiten")}</a>
            <DeletePersonButton record />
        }
    };
    let keep = Callback::new(move |()| save.save(true));
    view! {
        <div>
            <a class="back" href=all>"← "{t("All people", "Alle Personen")}</a>
            <PageHeader title=name>{actions}</PageHeader>
        </div>
        <div class="columns person">
            <div class="stack">
                <Profile save image><PictureButtons save /></Profile>
                <Cards save card_foot />
                <Details save fields=custom_fields />
                <Further save fields=custom_fields />
                <p class="muted small">{changed}</p>
            </div>
            <div class="stack">
                {noted.then(|| view! { <Notes person=id name /> })}
                {pictured.then(|| view! { <PictureThere person=id changed=pictured_anew /> })}
                {if home {
                    view! { <Beside record /> }.into_any()
                } else {
                    view! { <KeptThere /> }.into_any()
                }}
            </div>
        </div>
        <MeetingDialog save />
        <KeepWithout name=crm.name lost=save.lost save=keep />
    }
}

/// What the built-in CRM keeps beside a person.
#[component]
fn Beside(record: RwSignal<PersonRecord>) -> impl IntoView {
    let id = record.with_untracked(|record| record.id);
    let places = Memo::new(move |_| record.with(|record| record.content.organizations.clone()));
    let named = Memo::new(move |_| record.with(|record| record.content.display_name()));
    view! {
        <AlikeTo person=id />
        <FilesOf person=id />
        <Relations person=id />
        {move || view! { <Organizations places=places.get() /> }}
        <CircleOf person=id />
        <Timeline record />
        {move || view! { <Privacy person=id name=named.get() /> }}
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
