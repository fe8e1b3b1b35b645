//! Who becomes of them: what is brought together, what goes along, and what is left out, named before it is done.

use calling_card_api::duplicates::{LeftBehind, Merged, Moved};
use calling_card_contact::{LeftOut, left_out};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::chosen::Chosen;
use super::words;
use crate::components::PersonView;
use crate::connection::Crm;
use crate::custom_fields::of_people_in;
use crate::language::{language, t};
use crate::transport::{Failure, send};
use crate::ui::number_text;

/// The person as they will be, and all that is left out.
#[component]
pub(super) fn Outcome(chosen: Chosen) -> impl IntoView {
    let united = Memo::new(move |_| chosen.united());
    let left = Memo::new(move |_| united.with(|united| left_out(&chosen.ordered(), united)));
    let looked = RwSignal::new(None::<Result<Merged, Failure>>);
    let run = StoredValue::new(0u32);
    // What is about them depends on who stays.
    Effect::new(move || {
        chosen.stays.track();
        let Some(request) = untrack(move || chosen.request(true)) else { return };
        run.update_value(|run| *run += 1);
        let number = run.get_value();
        spawn_local(async move {
            let outcome = send(&request).await.map(|written| written.result);
            if run.try_get_value() == Some(number) {
                looked.try_set(Some(outcome));
            }
        });
    });
    let custom_fields = of_people_in(&Crm::home());
    let moved = move || looked.get().and_then(Result::ok).map(|merged| merged.moved).unwrap_or_default();
    let behind = move || looked.get().and_then(Result::ok).map(|merged| merged.left).unwrap_or_default();
    let failed = move || looked.get().and_then(Result::err);
    view! {
        <section class="stack" aria-labelledby="merge-outcome">
            <h2 id="merge-outcome" dir="auto">{t("The result", "Das Ergebnis")}": "{move || united.with(|united| united.display_name())}</h2>
            {move || view! { <PersonView person=united.get() custom_fields=custom_fields.get() /> }}
        </section>
        {move || failed().map(|failure| view! { <p class="notice" role="alert">{failure.sentence(language())}</p> })}
        {move || Some(moved()).filter(|moved| !moved.is_empty()).map(|moved| view! { <Along moved /> })}
        <LeftOutOf left=left behind=Signal::derive(behind) />
    }
}

/// What goes along.
#[component]
fn Along(moved: Vec<Moved>) -> impl IntoView {
    let rows: Vec<_> = moved
        .into_iter()
        .map(|moved| view! { <div><dt>{words::records(moved.kind)}</dt><dd>{number_text(moved.count.into())}</dd></div> })
        .collect();
    view! {
        <section class="panel">
            <h2>{t("Goes along from the others", "Geht von den anderen mit")}</h2>
            <dl class="facts">{rows}</dl>
        </section>
    }
}

/// What is left out.
#[component]
fn LeftOutOf(left: Memo<Vec<LeftOut>>, behind: Signal<Vec<LeftBehind>>) -> impl IntoView {
    let entries = move || {
        let said = left.get().into_iter().map(|left| {
            let text = left.text.chars().take(500).collect::<String>();
            view! { <li>{left.part.name(language())}{(!text.is_empty()).then_some(": ")}<bdi>{text}</bdi></li> }
                .into_any()
        });
        let records = behind.get().into_iter().map(|one| {
            view! { <li>{words::left_behind(one.kind)}{(!one.name.is_empty()).then_some(": ")}<bdi>{one.name}</bdi></li> }.into_any()
        });
        said.chain(records).collect::<Vec<_>>()
    };
    let nothing = move || left.with(Vec::is_empty) && behind.with(Vec::is_empty);
    view! {
        <section class="panel stack" aria-live="polite">
            <h2>{t("What is left out", "Was wegfällt")}</h2>
            {move || if nothing() {
                view! { <p class="muted">{t("Nothing.", "Nichts.")}</p> }.into_any()
            } else {
                view! {
                    <ul class="bullets">{entries()}</ul>
                    <p class="muted small">{t("It stays in the bin with the others for 30 days, and comes back when the merge is undone.",
                        "Es bleibt mit den anderen 30 Tage im Papierkorb und kommt wieder, wenn das Zusammenführen rückgängig gemacht wird.")}</p>
                }.into_any()
            }}
        </section>
    }
}
