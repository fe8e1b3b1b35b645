//! Writing an organization down, and changing what is written.

use calling_card_api::Version;
use calling_card_api::organizations::{CreateOrganization, GetOrganization, OrganizationRecord, UpdateOrganization};
use calling_card_contact::{Area, Organization, OrganizationId};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::{use_navigate, use_params_map};
use serde_json::json;

use super::branches::{AddressFields, Branches};
use super::branches_there;
use super::contact::{Contact, ContactThere};
use crate::connection::{Place, use_connection};
use crate::custom_fields::{EditCustom, of_organizations_in};
use crate::language::{language, t};
use crate::pages::NotFound;
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
    let connection = use_connection().id;
    let organization = load(move || GetOrganization { connection: connection.clone(), id });
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
    let (editor, crm) = (Editor::new(&organization), use_connection());
    let failure = RwSignal::new(None::<Failure>);
    let toasts = use_toasts();
    let navigate = use_navigate();
    let back = Place::Organizations.path(&crm.id, known.map_or(String::new(), |(id, _)| format!("/{id}")));
    let (home, here) = (crm.is_home(), crm.id);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        failure.set(None);
        let read = if home { editor.read::<Organization>() } else { branches_there::read(editor) };
        let Some(organization) = read else { return };
        let (navigate, here) = (navigate.clone(), here.clone());
        spawn_local(async move {
            let connection = here.clone();
            let outcome = match known {
                Some((id, version)) => send(&UpdateOrganization { connection, id, version, organization }).await,
                None => send(&CreateOrganization { connection, organization }).await,
            };
            match outcome {
                Ok(written) => {
                    toasts.say_with_undo_in(&here, t("Saved.", "Gespeichert."), written.batch);
                    let page = Place::Organizations.path(&here, format!("/{}", written.result.id));
                    navigate(&page, Default::default());
                }
                Err(wrong) => {
                    editor.errors.set(wrong.errors());
                    failure.set(Some(wrong));
                }
            }
        });
    };
    view! {
        <form class="stack" novalidate on:submit=submit>
            <Fields editor known=known.map(|(id, _)| id) />
            <div class="save-bar">
                {move || failure.get().map(|wrong| view! { <p class="notice" role="alert">{wrong.sentence(language())}</p> })}
                <button type="submit" class="button primary">{t("Save", "Speichern")}</button>
                <a class="button" href=back>{t("Cancel", "Abbrechen")}</a>
            </div>
        </form>
    }
}

#[component]
fn Fields(editor: Editor, known: Option<OrganizationId>) -> impl IntoView {
    // Of another CRM, what it does not keep is not offered.
    let crm = use_connection();
    let (home, fields) = (crm.is_home(), of_organizations_in(&crm));
    let [detailed, tagged, by_domain] =
        [Area::OrganizationDetails, Area::OrganizationTags, Area::OrganizationsByDomain]
            .map(|area| crm.areas.contains(&area));
    view! {
        <section class="panel stack">
            <div class="grid">
                {editor.text("/name", t("Name", "Name"))}
                {editor.field("/website", t("Website", "Webseite"), "url")}
                {editor.field("/email", t("E-mail", "E-Mail"), "email")}
                {editor.field("/phone", t("Phone", "Telefon"), "tel")}
                {editor.field("/fax", t("Fax", "Fax"), "tel")}
                {detailed.then(|| editor.text("/vat_number", t("VAT number", "USt-IdNr.")))}
                {editor.field("/note", t("Note", "Notiz"), "textarea")}
            </div>
            {by_domain.then(|| view! { <p class="help"><span dir="auto">{crm.name.clone()}</span>" "{t(
                "keeps of a website its domain alone, by which the company is found: https://example.com",
                "behält von einer Webseite nur ihre Domain, über die die Firma gefunden wird: https://example.com",
            )}</p> })}
            {detailed.then(|| editor.check("/customer", t("Customer", "Kunde")))}
            {tagged.then(|| view! { <Lines editor pointer="/tags" label=t("Tag", "Schlagwort") add=t("Add tag", "Schlagwort hinzufügen") members=&[] entry=json!("") /> })}
            <h2>{t("Seat", "Sitz")}</h2>
            <AddressFields editor at="/address".to_owned() />
        </section>
        {home.then(|| view! { <EditCustom editor fields /> <Contact editor /> })}
        {known.filter(|_| !home && detailed).map(|id| view! { <ContactThere editor id /> })}
        {detailed.then(|| view! { <Branches editor /> })}
    }
    .into_any()
}
