//! Publishing a business card: what of it is public, how that looks, and where it stands.

use std::collections::BTreeSet;

use calling_card_api::people::{GetPerson, PersonRecord};
use calling_card_api::published_cards::{
    ListPublishedCardsOfPerson, PublishCard, PublishedCardRecord, UpdatePublishedCard,
};
use calling_card_api::{ConnectionId, ProblemKind};
use calling_card_contact::{
    BusinessCard, CardId, PersonId, PublicCard, PublicPart, PublishedCard, public, public_parts,
};
use calling_card_public_card::{Places, PublicCardView};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_params_map;

use super::choice::Choice;
use super::sharing::Sharing;
use crate::language::{language, t};
use crate::pages::NotFound;
use crate::transport::send;
use crate::ui::{ErrorState, Loading, PageHeader, load, use_toasts};

/// The page on which a business card is published.
#[component]
pub(crate) fn PublishPage() -> impl IntoView {
    let params = use_params_map();
    move || {
        let read = |name: &str| params.with(|params| params.get(name));
        let person: Option<PersonId> = read("id").and_then(|id| id.parse().ok());
        let card: Option<CardId> = read("card").and_then(|card| card.parse().ok());
        match (person, card) {
            (Some(person), Some(card)) => view! { <LoadedCard person card /> }.into_any(),
            _ => view! { <NotFound /> }.into_any(),
        }
    }
}

#[component]
fn LoadedCard(person: PersonId, card: CardId) -> impl IntoView {
    let loaded = load(move || GetPerson { connection: ConnectionId::home(), id: person });
    let records = load(move || ListPublishedCardsOfPerson { connection: ConnectionId::home(), id: person });
    let again = Callback::new(move |()| records.again());
    // What was ticked stays when both are loaded anew and say the same.
    let person = Memo::new(move |_| loaded.state.get());
    let known =
        Memo::new(move |_| records.state.with(|state| state.as_ref().map(|state| state.as_ref().err().cloned())));
    let published = Memo::new(move |_| {
        let records = records.state.get()?.ok()?;
        records.into_iter().find(|record| record.content.card == card)
    });
    move || match (person.get(), known.get()) {
        (Some(Err(failure)), _) if failure.is(ProblemKind::NotFound) => view! { <NotFound /> }.into_any(),
        (Some(Err(failure)), _) | (_, Some(Some(failure))) => {
            let retry = move || {
                loaded.again();
                records.again();
            };
            view! { <ErrorState failure retry /> }.into_any()
        }
        (Some(Ok(person)), Some(None)) => {
            match person.content.cards.iter().find(|known| known.id == Some(card)).cloned() {
                Some(business_card) => view! { <Publish person business_card published again /> }.into_any(),
                None => view! { <NotFound /> }.into_any(),
            }
        }
        _ => view! { <Loading /> }.into_any(),
    }
}

#[component]
fn Publish(
    person: PersonRecord,
    business_card: BusinessCard,
    published: Memo<Option<PublishedCardRecord>>,
    again: Callback<()>,
) -> impl IntoView {
    let id = person.id;
    let title = format!("{} {}", t("Publish:", "Veröffentlichen:"), person.content.display_name());
    let (parts, active) = (public_parts(&person.content, &business_card), business_card.active);
    let chosen = RwSignal::new(proposed(&parts));
    let indexed = RwSignal::new(false);
    // What is published is what is ticked, also after an undo.
    Effect::new(move || {
        if let Some(PublishedCard { public, indexed: listed, .. }) = published.get().map(|record| record.content) {
            chosen.set(public);
            indexed.set(listed);
        }
    });
    let wanted = Memo::new(move |_| {
        let card = business_card.id?;
        Some(PublishedCard { person: id, card, public: chosen.get(), indexed: indexed.get(), title: String::new() })
    });
    let shown = Memo::new(move |_| public(&person.content, &wanted.get()?));
    let untitled =
        Memo::new(move |_| shown.with(|shown| shown.as_ref().is_none_or(|card| card.title().trim().is_empty())));
    let private = business_card.private.then(|| {
        let words = t(
            "This is a private card. Publish it only if the person wants that.",
            "Das ist eine private Karte. Veröffentlichen Sie sie nur, wenn die Person das möchte.",
        );
        view! { <p class="notice warning">{words}</p> }
    });
    view! {
        <div>
            <a class="back" href=format!("/people/{id}")>"← "{t("To the person", "Zur Person")}</a>
            <PageHeader title />
        </div>
        <div class="columns even">
            <div class="stack">
                {active.then(|| view! {
                    <section class="panel stack">
                        <h2>{t("What everybody may see", "Was alle sehen dürfen")}</h2>
                        <p class="muted small">{t(
                            "Only what is ticked leaves. What is added or changed later is not public until you tick it here.",
                            "Nur was angekreuzt ist, geht hinaus. Was später dazukommt oder sich ändert, ist erst öffentlich, wenn Sie es hier ankreuzen.",
                        )}</p>
                        {private}
                        <Choice parts chosen />
                        <label class="check">
                            <input type="checkbox" prop:checked=indexed on:change=move |event| indexed.set(event_target_checked(&event)) />
                            {t("Search engines may list the page", "Suchmaschinen dürfen die Seite aufnehmen")}
                        </label>
                        <SaveButton wanted published untitled again />
                    </section>
                })}
            </div>
            <div class="beside">
                <section class="panel stack">
                    <h2>{t("Preview", "Vorschau")}</h2>
                    {move || match shown.get() {
                        Some(card) => view! { <Preview card /> }.into_any(),
                        None => view! { <p>{t("A card that is no longer used is not shown.", "Eine Karte, die nicht mehr in Gebrauch ist, wird nicht gezeigt.")}</p> }.into_any(),
                    }}
                </section>
            </div>
            {move || published.get().map(|record| view! { <Sharing record active again /> })}
        </div>
    }
}

/// What is ticked at first: who it is, and not yet how they are reached.
fn proposed(parts: &[(PublicPart, String)]) -> BTreeSet<PublicPart> {
    let is_who =
        |part: &PublicPart| part.is_of_name() || matches!(part, PublicPart::Business | PublicPart::Position(_));
    parts.iter().map(|(part, _)| part).filter(|part| is_who(part)).cloned().collect()
}

/// The card as it will be; the picture is only shown here, the others get it smaller and without what a camera wrote into it.
#[component]
fn Preview(card: PublicCard) -> impl IntoView {
    let picture = card.picture.as_ref().map(|image| format!("data:{};base64,{}", image.media_type, image.data));
    let places = Places { picture: picture.unwrap_or_default(), ..Places::default() };
    view! { <PublicCardView card language=language() places /> }
}

#[component]
fn SaveButton(
    wanted: Memo<Option<PublishedCard>>,
    published: Memo<Option<PublishedCardRecord>>,
    untitled: Memo<bool>,
    again: Callback<()>,
) -> impl IntoView {
    let toasts = use_toasts();
    let saving = RwSignal::new(false);
    let save = move |_| {
        let Some(wanted) = wanted.get_untracked() else { return };
        saving.set(true);
        spawn_local(async move {
            let connection = ConnectionId::home();
            let outcome = match published.get_untracked() {
                Some(PublishedCardRecord { id, version, .. }) => {
                    send(&UpdatePublishedCard { connection, id, version, published: wanted }).await
                }
                None => send(&PublishCard { connection, published: wanted }).await,
            };
            saving.try_set(false);
            match outcome {
                Ok(written) => {
                    toasts.say_with_undo(t("The card is public.", "Die Karte ist öffentlich."), written.batch);
                    again.run(());
                }
                Err(failure) => toasts.fail(&failure),
            }
        });
    };
    let words = move || match published.with(Option::is_some) {
        true => t("Save", "Speichern"),
        false => t("Publish", "Veröffentlichen"),
    };
    view! {
        <div role="status">{move || untitled.get().then(|| view! { <p class="notice info">{t(
            "Tick a part of the name, or the company: one of them stands on top of the card.",
            "Kreuzen Sie einen Teil des Namens oder die Firma an: Eines davon steht oben auf der Karte.",
        )}</p> })}</div>
        <div class="buttons">
            <button type="button" class="button primary" disabled=move || saving.get() || untitled.get() on:click=save>{words}</button>
        </div>
    }
}
