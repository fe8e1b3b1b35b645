//! Writing a person down, and changing what is written.

use calling_card_api::people::{CreatePerson, GetPerson, PersonRecord, UpdatePerson};
use calling_card_api::{ProblemDetails, ProblemKind, Version};
use calling_card_contact::{BusinessCard, Email, OneFavourite, Person, PersonId, Phone};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;
use serde_json::Value;

use super::keep_without::{KeepWithout, would_lose};
use super::person::id_in_address;
use super::person_form::PersonForm;
use crate::connection::use_connection;
use crate::language::{language, t};
use crate::pages::NotFound;
use crate::transport::{Failure, send};
use crate::ui::{Editor, PageHeader, load, shown, use_toasts};

/// A new person: it begins with one business card, with a line for an e-mail address and one for a phone number.
#[component]
pub(crate) fn NewPerson() -> impl IntoView {
    let card = BusinessCard {
        favourite: true,
        emails: OneFavourite::from(vec![Email::default()]),
        phones: OneFavourite::from(vec![Phone::default()]),
        ..BusinessCard::default()
    };
    let person = Person { cards: OneFavourite::from(vec![card]), ..Person::default() };
    view! {
        <PageHeader title=t("New person", "Neue Person") />
        <SavedPerson person known=None />
    }
}

/// A person who is known, to be changed.
#[component]
pub(crate) fn EditPerson() -> impl IntoView {
    let Some(id) = id_in_address() else { return view! { <NotFound /> }.into_any() };
    let connection = use_connection().id;
    let person = load(move || GetPerson { connection: connection.clone(), id });
    // What is typed must not be overwritten by what is loaded anew.
    let first = Memo::new(move |known: Option<&Option<PersonRecord>>| {
        known.cloned().flatten().or_else(|| person.state.get().and_then(Result::ok))
    });
    view! {
        {move || match first.get() {
            Some(record) => view! {
                <PageHeader title=record.content.display_name() />
                <SavedPerson person=record.content known=Some((record.id, record.version)) />
            }.into_any(),
            None => shown(person, |_: PersonRecord| ()).into_any(),
        }}
    }
    .into_any()
}

/// The form with the ways to save and to leave it.
#[component]
fn SavedPerson(person: Person, known: Option<(PersonId, Version)>) -> impl IntoView {
    let crm = use_connection();
    let editor = Editor::new(&person).within(&crm);
    let failure = RwSignal::new(None::<Failure>);
    let busy = RwSignal::new(false);
    let version = RwSignal::new(known);
    // What the CRM would not keep, while that is asked.
    let lost = RwSignal::new(None::<Vec<String>>);
    let toasts = use_toasts();
    let navigate = use_navigate();
    editor.warn_before_leaving();
    let back = crm.people_path(known.map_or(String::new(), |(id, _)| format!("/{id}")));
    let name = crm.name.clone();
    let of = crm.clone();
    // What would be lost is said first, unless it was.
    let save = move |accepted: bool| {
        failure.set(None);
        let Some(person) = editor.read_without::<Person>(drop_blank_lines) else {
            return failure.set(Some(invalid()));
        };
        let (navigate, crm) = (navigate.clone(), of.clone());
        busy.set(true);
        spawn_local(async move {
            let connection = crm.id.clone();
            let asked = if accepted { Ok(Vec::new()) } else { would_lose(&crm, &person).await };
            let outcome = match (asked, version.get_untracked()) {
                (Err(wrong), _) => Err(wrong),
                (Ok(words), _) if !words.is_empty() => {
                    lost.try_set(Some(words));
                    busy.try_set(false);
                    return;
                }
                (Ok(_), Some((id, version))) => send(&UpdatePerson { connection, id, version, person }).await,
                (Ok(_), None) => send(&CreatePerson { connection, person }).await,
            };
            match outcome {
                Ok(written) => {
                    editor.settle();
                    toasts.say_with_undo_in(&crm.id, t("Saved.", "Gespeichert."), written.batch);
                    navigate(&crm.people_path(format!("/{}", written.result.id)), Default::default());
                }
                Err(wrong) => {
                    editor.errors.set(wrong.errors());
                    failure.set(Some(wrong));
                }
            }
            busy.try_set(false);
        });
    };
    let save = StoredValue::new_local(save);
    let connection = crm.id.clone();
    // Saving over a newer state takes its version first.
    let save_over = Callback::new(move |()| {
        let Some((id, _)) = version.get_untracked() else { return };
        let connection = connection.clone();
        spawn_local(async move {
            match send(&GetPerson { connection, id }).await {
                Ok(record) => {
                    version.set(Some((id, record.version)));
                    save.with_value(|save| save(true));
                }
                Err(wrong) => failure.set(Some(wrong)),
            }
        });
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        save.with_value(|save| save(false));
    };
    view! {
        <form class="stack" novalidate on:submit=submit>
            <PersonForm editor />
            <div class="save-bar">
                <SaveFailure failure save_over known />
                <button type="submit" class="button primary" disabled=busy>{t("Save", "Speichern")}</button>
                <a class="button" href=back>{t("Cancel", "Abbrechen")}</a>
            </div>
        </form>
        <KeepWithout name lost save=move || save.with_value(|save| save(true)) />
    }
}

/// Why saving failed, and what to do.
#[component]
fn SaveFailure(
    failure: RwSignal<Option<Failure>>,
    save_over: Callback<()>,
    known: Option<(PersonId, Version)>,
) -> impl IntoView {
    let newest = known.map(|(id, _)| use_connection().people_path(format!("/{id}")));
    move || {
        failure.get().map(|wrong| {
            let stale = newest.clone().filter(|_| wrong.is(ProblemKind::Stale));
            let ways = stale.map(|newest| view! {
                <a class="button small" href=newest target="_blank">{t("See the newest state", "Neuesten Stand ansehen")}</a>
                <button type="button" class="button small danger" on:click=move |_| save_over.run(())>{t("Save mine over it", "Meinen Stand darüber speichern")}</button>
            });
            view! { <div class="notice" role="alert"><p>{wrong.sentence(language())}</p>{ways}</div> }
        })
    }
}

fn invalid() -> Failure {
    Failure::Problem(ProblemDetails::of(ProblemKind::Invalid, language()))
}

/// Lines that were offered and not used are not sent.
pub(super) fn drop_blank_lines(person: &mut Value) {
    let blank = |entry: &Value, members: &[&str]| {
        let text = |value: &Value| value.as_str().unwrap_or_default().trim().is_empty();
        if members.is_empty() { text(entry) } else { members.iter().all(|member| text(&entry[*member])) }
    };
    let drop = |holder: &mut Value, lists: &[(&str, &[&str])]| {
        for (list, members) in lists {
            if let Some(entries) = holder.get_mut(*list).and_then(Value::as_array_mut) {
                entries.retain(|entry| !blank(entry, members));
            }
        }
    };
    drop(
        person,
        &[
            ("tags", &[]),
            ("personality_tags", &["text", "category"]),
            ("web_addresses", &["url", "label"]),
            ("social_profiles", &["url", "service"]),
            ("important_dates", &["label", "date"]),
        ],
    );
    for card in person.get_mut("cards").and_then(Value::as_array_mut).into_iter().flatten() {
        drop(card, &[("phones", &["number"]), ("emails", &["address"]), ("positions", &["position", "department"])]);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn blank_lines_are_dropped_and_nothing_is_added() {
        let mut person = json!({ "tags": ["", "a"], "personality_tags": [{ "text": " " }, { "text": "b" }], "important_dates": [{ "label": "", "date": "" }, { "label": "Day", "date": "" }],
                                 "cards": [{ "phones": [{ "number": " " }, { "number": "1" }] }] });
        drop_blank_lines(&mut person);
        assert_eq!(
            person,
            json!({ "tags": ["a"], "personality_tags": [{ "text": "b" }], "important_dates": [{ "label": "Day", "date": "" }],
                    "cards": [{ "phones": [{ "number": "1" }] }] })
        );
        let mut empty = json!({});
        drop_blank_lines(&mut empty);
        assert_eq!(empty, json!({}));
    }
}
