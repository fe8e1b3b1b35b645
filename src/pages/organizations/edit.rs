//! Writing an organization down, and changing what is written.

use calling_card_api::organizations::{CreateOrganization, GetOrganization, OrganizationRecord, UpdateOrganization};
use calling_card_api::{ConnectionId, Version};
use calling_card_contact::{CustomEntity, Organization, OrganizationId};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::{use_navigate, use_params_map};
use serde_json::json;

use crate::custom_fields::EditCustom;
use crate::language::{language, t};
use crate::pages::NotFound;
use crate::pages::people::ChoosePerson;
use crate::transport::{Failure, send};
use crate::ui::{Editor, Lines, PageHeader, load, shown, use_toasts};

/// A new organization.
#[component]
pub(crate) fn NewOrganization() -> impl IntoView {
    view! {
        <PageHeader title=t("New organization", "Neue Organisation") />
        <Saved organization=Organization::default() known=None />
    }
}

/// An organization that is known, to be changed.
#[component]
pub(crate) fn EditOrganization() -> impl IntoView {
    let id: Option<OrganizationId> = use_params_map().get_untracked().get("id").and_then(|id| id.parse().ok());
    let Some(id) = id else { return view! { <NotFound /> }.into_any() };
    let organization = load(move || GetOrganization { connection: ConnectionId::home(), id });
    shown(organization, |record: OrganizationRecord| {
        view! {
            <PageHeader title=record.content.name.clone() />
            <Saved organization=record.content known=Some((record.id, record.version)) />
        }
    })
    .into_any()
}

#[component]
fn Saved(organization: Organization, known: Option<(OrganizationId, Version)>) -> impl IntoView {
    let editor = Editor::new(&organization);
    let failure = RwSignal::new(None::<Failure>);
    let toasts = use_toasts();
    let navigate = use_navigate();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        failure.set(None);
        let Some(organization) = editor.read::<Organization>() else { return };
        let navigate = navigate.clone();
        spawn_local(async move {
            let connection = ConnectionId::home();
            let outcome = match known {
                Some((id, version)) => send(&UpdateOrganization { connection, id, version, organization }).await,
                None => send(&CreateOrganization { connection, organization }).await,
            };
            match outcome {
                Ok(written) => {
                    toasts.say_with_undo(t("Saved.", "Gespeichert."), written.batch);
                    navigate(&format!("/organizations/{}", written.result.id), Default::default());
                }
                Err(wrong) => {
                    editor.errors.set(wrong.errors());
                    failure.set(Some(wrong));
                }
            }
        });
    };
    let back = known.map_or("/organizations".to_owned(), |(id, _)| format!("/organizations/{id}"));
    view! {
        <form class="stack" novalidate on:submit=submit>
            <Fields editor />
            <div class="save-bar">
                {move || failure.get().map(|wrong| view! { <p class="notice" role="alert">{wrong.sentence(language())}</p> })}
                <button type="submit" class="button primary">{t("Save", "Speichern")}</button>
                <a class="button" href=back>{t("Cancel", "Abbrechen")}</a>
            </div>
        </form>
    }
}

#[component]
fn Fields(editor: Editor) -> impl IntoView {
    view! {
        <section class="panel stack">
            <div class="grid">
                {editor.text("/name", t("Name", "Name"))}
                {editor.field("/website", t("Website", "Webseite"), "url")}
                {editor.field("/email", t("E-mail", "E-Mail"), "email")}
                {editor.field("/phone", t("Phone", "Telefon"), "tel")}
                {editor.field("/fax", t("Fax", "Fax"), "tel")}
                {editor.text("/vat_number", t("VAT number", "USt-IdNr."))}
                {editor.field("/note", t("Note", "Notiz"), "textarea")}
            </div>
            {editor.check("/customer", t("Customer", "Kunde"))}
            <Lines editor pointer="/tags" label=t("Tag", "Schlagwort") add=t("Add tag", "Schlagwort hinzufügen") members=&[] entry=json!("") />
            <h2>{t("Seat", "Sitz")}</h2>
            <AddressFields editor at="/address".to_owned() />
        </section>
        <EditCustom editor entity=CustomEntity::Organization />
        <Contact editor />
        <Branches editor />
    }
}

#[component]
fn AddressFields(editor: Editor, at: String) -> impl IntoView {
    let field = move |member: &str, label: &'static str| editor.text(&format!("{at}/{member}"), label);
    view! {
        <div class="grid">
            {field("street", t("Street and number", "Straße und Hausnummer"))}
            {field("zip", t("Postal code", "Postleitzahl"))}
            {field("city", t("City", "Ort"))}
            {field("federal_state", t("State", "Bundesland"))}
            {field("country", t("Country", "Land"))}
        </div>
    }
}

#[component]
fn Contact(editor: Editor) -> impl IntoView {
    use calling_card_api::people::GetPerson;
    let id = Memo::new(move |_| editor.value("/contact_person").as_str().and_then(|id| id.parse().ok()));
    let known = move |id: calling_card_contact::PersonId| {
        let person = load(move || GetPerson { connection: ConnectionId::home(), id });
        let name = move || person.state.get().and_then(Result::ok).map(|record| record.content.display_name());
        view! {
            <p class="row"><strong dir="auto">{name}</strong>
                <button type="button" class="button small" on:click=move |_| editor.set("/contact_person", serde_json::Value::Null)>{t("Remove", "Entfernen")}</button>
            </p>
        }
    };
    view! {
        <section class="panel stack">
            <h2>{t("Contact person", "Ansprechpartner")}</h2>
            {move || match id.get() {
                Some(id) => known(id).into_any(),
                None => view! {
                    <ChoosePerson label=t("Search for a person", "Person suchen")
                        chosen=Callback::new(move |id: calling_card_contact::PersonId| editor.set("/contact_person", id.to_string().into())) />
                }.into_any(),
            }}
        </section>
    }
}

#[component]
fn Branches(editor: Editor) -> impl IntoView {
    let count = Memo::new(move |_| editor.length("/branches"));
    let branch = move |index: usize| {
        let at = format!("/branches/{index}");
        view! {
            <div class="subform">
                <div class="grid">
                    {editor.text(&format!("{at}/name"), t("Name of the branch", "Name der Niederlassung"))}
                    {editor.field(&format!("{at}/phone"), t("Phone", "Telefon"), "tel")}
                    {editor.field(&format!("{at}/fax"), t("Fax", "Fax"), "tel")}
                    {editor.field(&format!("{at}/email"), t("E-mail", "E-Mail"), "email")}
                </div>
                <AddressFields editor at=format!("{at}/address") />
                <div><button type="button" class="button small danger" on:click=move |_| editor.remove("/branches", index)>{t("Remove branch", "Niederlassung entfernen")}</button></div>
            </div>
        }
    };
    view! {
        <section class="panel stack">
            <h2>{t("Branches", "Niederlassungen")}</h2>
            {move || (0..count.get()).map(branch).collect::<Vec<_>>()}
            <div><button type="button" class="button small" on:click=move |_| editor.add("/branches", json!({ "name": "" }))>{t("Add branch", "Niederlassung hinzufügen")}</button></div>
        </section>
    }
}
