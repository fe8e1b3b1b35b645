//! Writing a person down, and changing what is written.

use calling_card_api::people::{CreatePerson, GetPerson, PersonRecord, UpdatePerson};
use calling_card_api::{ConnectionId, ProblemDetails, ProblemKind, Version};
use calling_card_contact::{BusinessCard, CustomEntity, Email, OneFavourite, Person, PersonId, Phone};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;
use serde_json::{Value, json};

use super::edit_card::EditCards;
use super::person::id_in_address;
use crate::custom_fields::EditCustom;
use crate::language::{language, t};
use crate::pages::NotFound;
use crate::transport::{Failure, send};
use crate::ui::{Editor, Lines, PageHeader, load, shown, use_toasts};

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
    let person = load(move || GetPerson { connection: ConnectionId::home(), id });
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
    let editor = Editor::new(&person);
    let failure = RwSignal::new(None::<Failure>);
    let busy = RwSignal::new(false);
    let version = RwSignal::new(known);
    let toasts = use_toasts();
    let navigate = use_navigate();
    editor.warn_before_leaving();
    let save = move || {
        failure.set(None);
        let Some(person) = editor.read_without::<Person>(drop_blank_lines) else {
            return failure.set(Some(invalid()));
        };
        let navigate = navigate.clone();
        busy.set(true);
        spawn_local(async move {
            let connection = ConnectionId::home();
            let outcome = match version.get_untracked() {
                Some((id, version)) => send(&UpdatePerson { connection, id, version, person }).await,
                None => send(&CreatePerson { connection, person }).await,
            };
            match outcome {
                Ok(written) => {
                    editor.settle();
                    toasts.say_with_undo(t("Saved.", "Gespeichert."), written.batch);
                    navigate(&format!("/people/{}", written.result.id), Default::default());
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
    // Saving over a newer state takes its version first.
    let save_over = Callback::new(move |()| {
        let Some((id, _)) = version.get_untracked() else { return };
        spawn_local(async move {
            match send(&GetPerson { connection: ConnectionId::home(), id }).await {
                Ok(record) => {
                    version.set(Some((id, record.version)));
                    save.with_value(|save| save());
                }
                Err(wrong) => failure.set(Some(wrong)),
            }
        });
    });
    let back = known.map_or("/people".to_owned(), |(id, _)| format!("/people/{id}"));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        save.with_value(|save| save());
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
    }
}

/// Why saving failed, and what to do.
#[component]
fn SaveFailure(
    failure: RwSignal<Option<Failure>>,
    save_over: Callback<()>,
    known: Option<(PersonId, Version)>,
) -> impl IntoView {
    move || {
        failure.get().map(|wrong| {
            let stale = wrong.is(ProblemKind::Stale).then(|| known.map(|(id, _)| id)).flatten();
            let ways = stale.map(|id| view! {
                <a class="button small" href=format!("/people/{id}") target="_blank">{t("See the newest state", "Neuesten Stand ansehen")}</a>
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
fn drop_blank_lines(person: &mut Value) {
    let blank = |entry: &Value, members: &[&str]| {
        members.iter().all(|member| entry[*member].as_str().unwrap_or_default().trim().is_empty())
    };
    for card in person.get_mut("cards").and_then(Value::as_array_mut).into_iter().flatten() {
        for (list, members) in
            [("phones", &["number"] as &[&str]), ("emails", &["address"]), ("positions", &["position", "department"])]
        {
            if let Some(entries) = card.get_mut(list).and_then(Value::as_array_mut) {
                entries.retain(|entry| !blank(entry, members));
            }
        }
    }
}

/// The fields of a person: the common ones first, the rest below.
#[component]
fn PersonForm(editor: Editor) -> impl IntoView {
    view! {
        <section class="panel stack">
            <h2>{t("Name", "Name")}</h2>
            <div class="grid">
                {editor.text("/name/given", t("Given name", "Vorname"))}
                {editor.text("/name/family", t("Family name", "Nachname"))}
                {editor.text("/name/salutation", t("Salutation", "Anrede"))}
                {editor.text("/name/title", t("Title", "Titel"))}
            </div>
            <details class="more">
                <summary>{t("More about the name", "Mehr zum Namen")}</summary>
                <div class="grid">
                    {editor.text("/name/additional", t("Additional names", "Weitere Vornamen"))}
                    {editor.text("/name/honorific_prefix", t("Prefix", "Präfix"))}
                    {editor.text("/name/honorific_suffix", t("Suffix", "Suffix"))}
                    {editor.text("/name/initials", t("Initials", "Initialen"))}
                    {editor.text("/name/formatted", t("Whole name, where it is written otherwise", "Ganzer Name, wo er anders geschrieben wird"))}
                </div>
            </details>
        </section>
        <EditCards editor />
        <section class="panel stack">
            <h2>{t("About the person", "Zur Person")}</h2>
            <div class="grid">
                {editor.date("/birthday", t("Birthday", "Geburtstag"))}
                {editor.text("/gender", t("Gender", "Geschlecht"))}
            </div>
            <Lines editor pointer="/tags" label=t("Tag", "Schlagwort") add=t("Add tag", "Schlagwort hinzufügen") members=&[] entry=json!("") />
            <Lines editor pointer="/web_addresses" label=t("Website", "Webseite") add=t("Add website", "Webseite hinzufügen")
                members=&[("url", "Web address", "Webadresse"), ("label", "Label", "Bezeichnung")] entry=json!({}) />
            <Lines editor pointer="/social_profiles" label=t("Profile", "Profil") add=t("Add profile", "Profil hinzufügen")
                members=&[("url", "Address or name", "Adresse oder Name"), ("service", "Network", "Netzwerk")] entry=json!({ "service": "", "url": "" }) />
            <Lines editor pointer="/important_dates" label=t("Date", "Datum") add=t("Add date", "Datum hinzufügen")
                members=&[("label", "Occasion", "Anlass"), ("date", "Date", "Datum")] entry=json!({ "label": "", "date": "" }) />
            <Places editor />
        </section>
        <EditCustom editor entity=CustomEntity::Person />
    }
}

/// The organizations that the person belongs to.
#[component]
fn Places(editor: Editor) -> impl IntoView {
    use calling_card_api::organizations::{ListOrganizations, OrganizationsQuery};
    let query = OrganizationsQuery { limit: Some(200), ..OrganizationsQuery::default() };
    let known = load(move || ListOrganizations { connection: ConnectionId::home(), query: query.clone() });
    let count = Memo::new(move |_| editor.length("/organizations"));
    shown(known, move |page| {
        if page.items.is_empty() {
            return ().into_any();
        }
        let options: Vec<(String, String)> =
            page.items.into_iter().map(|entry| (entry.id.to_string(), entry.name)).collect();
        let first = options.first().map(|(id, _)| id.clone()).unwrap_or_default();
        let line = move |index: usize| {
            let options: Vec<(&str, &str)> = options.iter().map(|(id, name)| (id.as_str(), name.as_str())).collect();
            view! {
                <div class="line">
                    {editor.select(&format!("/organizations/{index}/organization"), t("Organization", "Organisation"), &options)}
                    {editor.text(&format!("/organizations/{index}/role"), t("Role", "Rolle"))}
                    <button type="button" class="button quiet small" on:click=move |_| editor.remove("/organizations", index)>{t("Remove", "Entfernen")}</button>
                </div>
            }
        };
        view! {
            {move || (0..count.get()).map(&line).collect::<Vec<_>>()}
            <div><button type="button" class="button small" on:click=move |_| editor.add("/organizations", json!({ "organization": first }))>
                {t("Add organization", "Organisation hinzufügen")}
            </button></div>
        }
        .into_any()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_are_dropped_and_nothing_is_added() {
        let mut person = json!({ "cards": [{ "phones": [{ "number": " " }, { "number": "1" }] }] });
        drop_blank_lines(&mut person);
        assert_eq!(person, json!({ "cards": [{ "phones": [{ "number": "1" }] }] }));
        let mut empty = json!({});
        drop_blank_lines(&mut empty);
        assert_eq!(empty, json!({}));
    }
}
