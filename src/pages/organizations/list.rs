//! The list of organizations.

use calling_card_api::organizations::{ListOrganizations, OrganizationSummary, OrganizationsQuery};
use calling_card_contact::Area;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::connection::{ChooseCrm, Place, use_connection};
use crate::language::t;
use crate::pages::people::{ExportOrganizationsButton, ExportOrganizationsDialog};
use crate::transport::send;
use crate::ui::{Avatar, EmptyState, GoButton, PageHeader, Sign, TextField, load, shown, use_toasts};

/// The list of organizations by name.
#[component]
pub(crate) fn OrganizationsPage() -> impl IntoView {
    let crm = use_connection();
    let by_domain = crm.areas.contains(&Area::OrganizationsByDomain);
    let (home, connection) = (crm.is_home(), StoredValue::new(crm.id));
    let new = Place::Organizations.path(&connection.get_value(), "/new");
    let q = RwSignal::new(String::new());
    let query = move || OrganizationsQuery { q: q.get(), ..OrganizationsQuery::default() };
    let organizations = load(move || ListOrganizations { connection: connection.get_value(), query: query() });
    view! {
        <PageHeader title=t("Organizations", "Organisationen")>
            {home.then(|| view! { <ExportOrganizationsButton /> })}
            <GoButton to=new sign=Sign::Plus label=t("New organization", "Neue Organisation") />
        </PageHeader>
        <div class="filters" role="search">
            {if by_domain {
                view! { <FindByDomain q /> }.into_any()
            } else {
                view! { <div class="search"><TextField label=t("Search", "Suche") kind="search" value=q on_input=move |text| q.set(text) /></div> }.into_any()
            }}
            <ChooseCrm place=Place::Organizations />
        </div>
        {home.then(|| view! { <ExportOrganizationsDialog q /> })}
        {shown(organizations, move |page| {
            if page.items.is_empty() {
                let searched = !q.get_untracked().trim().is_empty();
                return view! { <Nothing searched by_domain /> }.into_any();
            }
            let (items, next) = (RwSignal::new(page.items), RwSignal::new(page.next));
            let toasts = use_toasts();
            let more = move |_| {
                let query = OrganizationsQuery { q: q.get_untracked(), cursor: next.get_untracked(), limit: None };
                spawn_local(async move {
                    match send(&ListOrganizations { connection: connection.get_value(), query }).await {
                        Ok(page) => {
                            items.try_update(|items| items.extend(page.items));
                            next.try_set(page.next);
                        }
                        Err(failure) => toasts.fail(&failure),
                    }
                });
            };
            view! {
                <ul class="list">{move || items.get().into_iter().map(|organization| view! { <Entry organization /> }).collect::<Vec<_>>()}</ul>
                <Show when=move || next.get().is_some()>
                    <button type="button" class="button" on:click=more>{t("Show more", "Mehr zeigen")}</button>
                </Show>
            }
            .into_any()
        })}
    }
}

/// Where no list has them, each is asked for by its domain, and only when that is written to the end.
#[component]
fn FindByDomain(q: RwSignal<String>) -> impl IntoView {
    let typed = RwSignal::new(q.get_untracked());
    let find = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        q.set(typed.get_untracked().trim().to_owned());
    };
    let write = move |text: String| {
        // Who empties it sees again those that are known.
        if text.trim().is_empty() {
            q.set(String::new());
        }
        typed.set(text);
    };
    view! {
        <form class="find" on:submit=find>
            <TextField label=t("Find by web domain or e-mail address", "Nach Web-Domain oder E-Mail-Adresse suchen") kind="search" value=typed on_input=write />
            <button type="submit" class="button">{t("Find", "Suchen")}</button>
        </form>
    }
}

#[component]
fn Nothing(searched: bool, by_domain: bool) -> impl IntoView {
    let (title, text) = if by_domain && searched {
        (
            t("No company was found", "Keine Firma gefunden"),
            t("Write its whole domain: example.com", "Schreiben Sie die ganze Domain: example.com"),
        )
    } else if by_domain {
        (
            t("No companies known here yet", "Hier sind noch keine Firmen bekannt"),
            t(
                "This CRM tells no list of its companies. Find one by its domain, or make one: it stands here from then on.",
                "Dieses CRM nennt keine Liste seiner Firmen. Suchen Sie eine über ihre Domain, oder legen Sie eine an: Sie steht von da an hier.",
            ),
        )
    } else if searched {
        (
            t("No organization was found", "Keine Organisation gefunden"),
            t("Try fewer letters.", "Versuchen Sie weniger Buchstaben."),
        )
    } else {
        (
            t("No organizations yet", "Noch keine Organisationen"),
            t(
                "An organization has a seat, branches, and people.",
                "Eine Organisation hat einen Sitz, Niederlassungen und Personen.",
            ),
        )
    };
    view! { <EmptyState sign=Sign::Organization title text /> }
}

#[component]
fn Entry(organization: OrganizationSummary) -> impl IntoView {
    let crm = use_connection();
    let address = Place::Organizations.path(&crm.id, format!("/{}", organization.id));
    // Where they are not told with it, nobody has counted them.
    let counted = crm.areas.contains(&Area::OrganizationDetails);
    let people = match organization.people {
        _ if !counted => String::new(),
        1 => format!("1 {}", t("person", "Person")),
        many => format!("{many} {}", t("people", "Personen")),
    };
    let branches = match organization.branches {
        0 => String::new(),
        1 => format!("1 {}", t("branch", "Niederlassung")),
        many => format!("{many} {}", t("branches", "Niederlassungen")),
    };
    view! {
        <li>
            <a class="entry" href=address>
                <Avatar name=organization.name.clone() image=None />
                <span><strong dir="auto">{organization.name.clone()}</strong><span class="muted small" dir="auto">{organization.city}</span></span>
                <span class="small"><span>{organization.website}</span>" "<span class="muted" dir="ltr">{organization.phone}</span></span>
                <span class="end small muted"><span>{people}</span>" "<span>{branches}</span>{organization.customer.then(|| view! { <span class="tag success">{t("Customer", "Kunde")}</span> })}</span>
            </a>
        </li>
    }
}
