//! Whom a draft is probably of, and why.

use calling_card_api::drafts::{OrganizationMatch, PersonMatch, SameOrganization};
use calling_card_contact::{DraftId, PersonId};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use crate::language::{language, t};
use crate::pages::people::ChoosePerson;
use crate::session::use_may;

/// People who may already be the one who wrote.
#[component]
pub(super) fn Existing(
    id: DraftId,
    matches: Vec<PersonMatch>,
    accept: Callback<Option<PersonId>>,
    barred: Signal<bool>,
) -> impl IntoView {
    let navigate = use_navigate();
    let entry = move |found: PersonMatch| {
        let (person, likeness) = (found.person, found.likeness);
        let key = person.id;
        let known =
            [person.business, person.email].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ");
        let reasons: Vec<&str> = likeness.reasons.iter().map(|reason| reason.words(language())).collect();
        let choose = format!("{} {}", t("Choose fields:", "Felder wählen:"), person.name);
        view! {
            <li class="row">
                <span>
                    <a href=format!("/people/{key}") dir="auto">{person.name}</a><br />
                    <span class="muted small">{known}</span><br />
                    <span class="small">{reasons.join(", ")}</span>
                </span>
                <span class="buttons" hidden=!use_may().edit()>
                    <button type="button" class="button small" disabled=barred on:click=move |_| accept.run(Some(key))>{t("Add to this person", "Dieser Person hinzufügen")}</button>
                    <a class="button small" href=format!("/drafts/{id}?into={key}") aria-label=choose>{t("Choose fields", "Felder wählen")}</a>
                </span>
            </li>
        }
    };
    let entries: Vec<_> = matches.into_iter().map(entry).collect();
    let any = !entries.is_empty();
    let chosen = Callback::new(move |key: PersonId| navigate(&format!("/drafts/{id}?into={key}"), Default::default()));
    view! {
        <section class="panel stack">
            <h2>{t("Already known?", "Schon bekannt?")}</h2>
            <p class="muted small">{t("What is new is added to the person; nothing is overwritten. What differs is kept as a note, or chosen field by field.",
                "Was neu ist, wird der Person hinzugefügt; nichts wird überschrieben. Was abweicht, bleibt als Notiz oder wird Feld für Feld gewählt.")}</p>
            {any.then(|| view! { <ul class="entries">{entries}</ul> })}
            {(!any).then(|| view! { <p class="small">{t("Nobody here is like the sender.", "Niemand hier gleicht dem Absender.")}</p> })}
            {use_may().edit().then(|| view! { <ChoosePerson label=t("Add to another person", "Einer anderen Person hinzufügen") chosen /> })}
        </section>
    }
}

/// Organizations that it is probably from; nothing where there are none.
#[component]
pub(super) fn Organizations(found: Vec<OrganizationMatch>) -> impl IntoView {
    let words = |by: &SameOrganization| match by {
        SameOrganization::Domain => t("same domain", "gleiche Domain"),
        SameOrganization::Name => t("same name", "gleicher Name"),
    };
    let any = !found.is_empty();
    let entries: Vec<_> = found
        .into_iter()
        .map(|one| {
            let by: Vec<&str> = one.by.iter().map(words).collect();
            view! { <li><div><a href=format!("/organizations/{}", one.id) dir="auto">{one.name}</a><br /><span class="small">{by.join(", ")}</span></div></li> }
        })
        .collect();
    any.then(|| {
        view! {
            <section class="panel stack">
                <h2>{t("Probably from", "Wahrscheinlich von")}</h2>
                <ul class="entries">{entries}</ul>
            </section>
        }
    })
}
