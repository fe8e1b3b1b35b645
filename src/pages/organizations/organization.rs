//! An organization's page.

use calling_card_api::organizations::{GetOrganization, OrganizationRecord};
use calling_card_api::people::{GetPerson, ListPeople, PeopleQuery};
use calling_card_api::versions::ListOrganizationHistory;
use calling_card_api::{ConnectionId, ProblemKind};
use calling_card_contact::{Address, Branch, Organization, OrganizationId, PersonId, WordList};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::branches_there::BranchesThere;
use super::delete::DeleteOrganizationButton;
use super::download::DownloadVcard;
use super::logo::Logo;
use crate::components::{PeopleList, address_text};
use crate::connection::{Place, use_connection};
use crate::custom_fields::{facts, of_organizations_in};
use crate::language::t;
use crate::pages::NotFound;
use crate::pages::people::HistoryOf;
use crate::pages::versions::Versioned;
use crate::session::use_may;
use crate::ui::{ErrorState, Loading, PageHeader, Tag, load, shown};

/// An organization's page.
#[component]
pub(crate) fn OrganizationPage() -> impl IntoView {
    let params = use_params_map();
    move || match params.get().get("id").and_then(|id| id.parse().ok()) {
        Some(id) => view! { <Loaded id /> }.into_any(),
        None => view! { <NotFound /> }.into_any(),
    }
}

#[component]
fn Loaded(id: OrganizationId) -> impl IntoView {
    let connection = use_connection().id;
    let organization = load(move || GetOrganization { connection: connection.clone(), id });
    move || match organization.state.get() {
        None => view! { <Loading /> }.into_any(),
        Some(Ok(record)) => view! { <View record /> }.into_any(),
        Some(Err(failure)) if failure.is(ProblemKind::NotFound) => view! { <NotFound /> }.into_any(),
        Some(Err(failure)) => view! { <ErrorState failure retry=move || organization.again() /> }.into_any(),
    }
}

#[component]
fn View(record: OrganizationRecord) -> impl IntoView {
    let (stored, with_logo) = (RwSignal::new(record.clone()), record.clone());
    let crm = use_connection();
    let (id, home, connection) = (record.id, crm.is_home(), crm.id.clone());
    let organization = record.content.clone();
    let path = |rest: String| Place::Organizations.path(&crm.id, rest);
    let (all, edit, base) = (path(String::new()), path(format!("/{id}/edit")), crm.people_path("/"));
    let people = load(move || ListPeople {
        connection: connection.clone(),
        query: PeopleQuery { organization: Some(id), limit: Some(200), ..PeopleQuery::default() },
    });
    let custom_fields = of_organizations_in(&crm);
    let branches: Vec<_> =
        organization.branches.iter().map(|branch| view! { <BranchView branch=branch.clone() /> }).collect();
    let (count, told) = (branches.len(), home && !branches.is_empty());
    view! {
        <div>
            <a class="back" href=all>"← "{t("All organizations", "Alle Organisationen")}</a>
            <PageHeader title=organization.name.clone()>
                <DownloadVcard record=record.clone() />
                <a class="button" href=edit hidden=!use_may().edit()>{t("Edit", "Bearbeiten")}</a>
                <DeleteOrganizationButton record />
            </PageHeader>
            <Logo record=with_logo />
        </div>
        <div class="columns">
            <div class="stack">
                {move || {
                    let custom = facts(&custom_fields.get(), &organization.custom);
                    view! { <Facts organization=organization.clone() custom /> }
                }}
                {(!home && count > 0).then(|| view! { <BranchesThere count /> })}
                {told.then(|| view! { <section class="panel"><h2>{t("Branches", "Niederlassungen")}</h2><ul class="entries">{branches}</ul></section> })}
            </div>
            <div class="stack">
                <section class="stack">
                    <h2>{t("People", "Personen")}</h2>
                    {shown(people, move |page| if page.items.is_empty() {
                        let how = if home {
                            t("Nobody belongs to it yet. Add the organization on a person's page.", "Noch gehört niemand dazu. Tragen Sie die Organisation bei einer Person ein.")
                        } else {
                            t("Nobody works there yet. Write its name as the company of a person.", "Noch arbeitet dort niemand. Tragen Sie ihren Namen bei einer Person als Firma ein.")
                        };
                        view! { <p class="muted">{how}</p> }.into_any()
                    } else {
                        view! { <PeopleList people=page.items base=base.clone() /> }.into_any()
                    })}
                </section>
                {home.then(|| view! {
                    <HistoryOf ask=move || load(move || ListOrganizationHistory { connection: ConnectionId::home(), id }) of=Versioned::Organization(stored) />
                })}
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn Facts(organization: Organization, custom: Vec<(String, String)>) -> impl IntoView {
    let address =
        if organization.address == Address::default() { String::new() } else { address_text(&organization.address) };
    let website = organization.website.clone();
    let link = (!website.is_empty()).then(|| view! {
        <div><dt>{t("Website", "Webseite")}</dt><dd><a href=website.clone() rel="noopener noreferrer" target="_blank">{website.clone()}</a></dd></div>
    });
    let tags: Vec<_> = organization
        .tags
        .iter()
        .map(|tag| view! { <Tag list=WordList::OrganizationTags word=tag.clone() /> })
        .collect();
    let known = [
        (t("Seat", "Sitz"), address),
        (t("E-mail", "E-Mail"), organization.email),
        (t("Phone", "Telefon"), organization.phone),
        (t("Fax", "Fax"), organization.fax),
        (t("VAT number", "USt-IdNr."), organization.vat_number),
        (t("Note", "Notiz"), organization.note),
    ];
    let rows: Vec<_> = known
        .into_iter()
        .map(|(label, value)| (label.to_owned(), value))
        .chain(custom)
        .filter(|(_, value)| !value.is_empty())
        .map(|(label, value)| view! { <div><dt>{label}</dt><dd dir="auto">{value}</dd></div> })
        .collect();
    view! {
        <section class="panel stack">
            {organization.customer.then(|| view! { <p><span class="tag success">{t("Customer", "Kunde")}</span></p> })}
            {(!tags.is_empty()).then(|| view! { <p class="tags">{tags}</p> })}
            <dl class="facts">{rows}{link}{organization.contact_person.map(|id| view! { <ContactPerson id /> })}</dl>
        </section>
    }
}

#[component]
fn ContactPerson(id: PersonId) -> impl IntoView {
    let crm = use_connection();
    let (address, connection) = (crm.people_path(format!("/{id}")), crm.id);
    let person = load(move || GetPerson { connection: connection.clone(), id });
    let name = move || person.state.get().and_then(Result::ok).map(|record| record.content.display_name());
    view! { <div><dt>{t("Contact person", "Ansprechpartner")}</dt><dd><a href=address dir="auto">{name}</a></dd></div> }
}

#[component]
fn BranchView(branch: Branch) -> impl IntoView {
    let fax = if branch.fax.is_empty() { String::new() } else { format!("{} {}", t("Fax", "Fax"), branch.fax) };
    let lines = [address_text(&branch.address), branch.phone, fax, branch.email];
    let text = lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
    view! { <li><h3 dir="auto">{branch.name}</h3><p class="text muted" dir="auto">{text}</p></li> }
}
