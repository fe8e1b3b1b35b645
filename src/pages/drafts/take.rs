//! Accepting a draft field by field, beside what is known of the person, with the outcome before it is done.

use std::collections::BTreeSet;

use calling_card_api::drafts::{AcceptDraft, Acceptance, OpenedDraft};
use calling_card_api::people::{GetPerson, PersonRecord};
use calling_card_api::{ConnectionId, ProblemKind};
use calling_card_contact::{Offer, Person, PersonId, offers, taken};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;

use super::offer::OfferField;
use super::sender::Unconfirmed;
use crate::components::PersonView;
use crate::connection::Crm;
use crate::custom_fields::of_people_in;
use crate::language::{language, t};
use crate::session::use_may;
use crate::transport::{Failure, send};
use crate::ui::{ErrorState, Loading, PageHeader, load, use_toasts};

/// What a draft says beside what a person says; a new person says nothing.
#[component]
pub(super) fn Take(
    opened: OpenedDraft,
    /// Into whom it goes; none for a new person.
    target: Option<PersonId>,
) -> impl IntoView {
    let back = format!("/drafts/{}", opened.draft.id);
    let title = opened.draft.content.person.display_name();
    let inside = match target {
        None => view! { <SideBySide opened known=None again=Callback::new(|()| ()) /> }.into_any(),
        Some(id) => {
            let person = load(move || GetPerson { connection: ConnectionId::home(), id });
            let again = Callback::new(move |()| person.again());
            let opened = StoredValue::new(opened);
            (move || match person.state.get() {
                None => view! { <Loading /> }.into_any(),
                Some(Ok(known)) => {
                    view! { <SideBySide opened=opened.get_value() known=Some(known) again /> }.into_any()
                }
                Some(Err(failure)) => view! { <ErrorState failure retry=move || person.again() /> }.into_any(),
            })
            .into_any()
        }
    };
    view! {
        <div>
            <a class="back" href=back>"← "{t("Back to the draft", "Zurück zum Entwurf")}</a>
            <PageHeader title=format!("{} {title}", t("Choose fields:", "Felder wählen:")) />
        </div>
        {inside}
    }
}

#[component]
fn SideBySide(opened: OpenedDraft, known: Option<PersonRecord>, again: Callback<()>) -> impl IntoView {
    let (toasts, navigate) = (use_toasts(), StoredValue::new_local(use_navigate()));
    let (id, waiting) = (opened.draft.id, opened.waiting);
    let into = known.as_ref().map(|record| (record.id, record.version));
    let whose = known.as_ref().map(|record| record.content.display_name());
    let before = StoredValue::new(known.map_or_else(Person::default, |record| record.content));
    let draft = StoredValue::new(opened.draft.content);
    let all = before.with_value(|before| draft.with_value(|draft| offers(before, &draft.person)));
    let places: BTreeSet<String> =
        all.iter().filter(|offer| offer.is_taken()).map(|offer| offer.place.clone()).collect();
    let chosen = RwSignal::new(places);
    let outcome = Memo::new(move |_| {
        let places: Vec<String> = chosen.with(|chosen| chosen.iter().cloned().collect());
        before.with_value(|before| draft.with_value(|draft| taken(before, &draft.person, &places)))
    });
    let left = Memo::new(move |_| outcome.with(|outcome| draft.with_value(|draft| draft.left_to_say(outcome))));
    let (busy, failure) = (RwSignal::new(false), RwSignal::new(None::<Failure>));
    let unconfirmed = RwSignal::new(false);
    let barred = move || busy.get() || (waiting && !unconfirmed.get());
    let accept = move |_| {
        if untrack(barred) {
            return;
        }
        busy.set(true);
        failure.set(None);
        let acceptance = Acceptance {
            into: into.map(|(id, _)| id),
            seen: into.map(|(_, version)| version),
            person: Some(outcome.get_untracked()),
            unconfirmed: unconfirmed.get_untracked(),
            ..Acceptance::default()
        };
        spawn_local(async move {
            match send(&AcceptDraft { connection: ConnectionId::home(), id, acceptance }).await {
                Ok(written) => {
                    let name = written.result.content.display_name();
                    toasts.say_with_undo(format!("{name} {}", t("is accepted.", "ist angenommen.")), written.batch);
                    let to = format!("/people/{}", written.result.id);
                    navigate.try_with_value(|navigate| navigate(&to, Default::default()));
                }
                Err(wrong) => _ = failure.try_set(Some(wrong)),
            }
            busy.try_set(false);
        });
    };
    let rows: Vec<_> =
        all.into_iter().map(|offer: Offer| view! { <OfferField offer chosen whose=whose.clone() /> }).collect();
    let custom_fields = of_people_in(&Crm::home());
    view! {
        <div class="stack">
            {waiting.then(|| view! { <Unconfirmed unconfirmed /> })}
            <section class="panel stack">
                <h2>{t("Field by field", "Feld für Feld")}</h2>
                {rows}
            </section>
            <section class="stack" aria-labelledby="take-outcome">
                <h2 id="take-outcome">{t("The result", "Das Ergebnis")}": "<bdi>{move || outcome.with(Person::display_name)}</bdi></h2>
                {move || view! { <PersonView person=outcome.get() custom_fields=custom_fields.get() /> }}
            </section>
            <section class="panel stack" aria-live="polite">
                <h2>{t("Kept as a note", "Bleibt als Notiz")}</h2>
                {move || if left.with(String::is_empty) {
                    view! { <p class="muted">{t("Nothing: all of it is in the fields.", "Nichts: Alles steht in den Feldern.")}</p> }.into_any()
                } else {
                    view! { <p class="text" dir="auto">{left.get()}</p> }.into_any()
                }}
            </section>
            <div class="save-bar">
                {move || failure.get().map(|failure| view! { <Refused failure again /> })}
                <button type="button" class="button primary" hidden=!use_may().edit() disabled=barred on:click=accept>{t("Accept", "Annehmen")}</button>
                <a class="button" href=format!("/drafts/{id}")>{t("Cancel", "Abbrechen")}</a>
            </div>
        </div>
    }
}

/// Why it was not done, and what to do.
#[component]
fn Refused(failure: Failure, again: Callback<()>) -> impl IntoView {
    let stale = failure.is(ProblemKind::Stale);
    let words = if stale {
        t(
            "The person was changed meanwhile. Nothing was done.",
            "Die Person wurde inzwischen geändert. Es ist nichts geschehen.",
        )
        .to_owned()
    } else {
        failure.sentence(language())
    };
    let errors: Vec<_> = failure
        .errors()
        .into_iter()
        .map(|error| view! { <li>{error.field}": "{error.problem.sentence(language())}</li> })
        .collect();
    view! {
        <div class="notice" role="alert">
            <p>{words}</p>
            <ul>{errors}</ul>
            {stale.then(|| view! { <button type="button" class="button small" on:click=move |_| again.run(())>{t("Load the newest state", "Neuesten Stand laden")}</button> })}
        </div>
    }
}
