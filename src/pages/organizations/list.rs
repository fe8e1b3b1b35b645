//! The list of organizations.

use calling_card_api::organizations::{ListOrganizations, OrganizationSummary, OrganizationsQuery};
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
            <div class="search"><TextField label=t("Search", "Suche") kind="search" value=q on_input=move |text| q.set(text) /></div>
            <ChooseCrm place=Place::Organizations />
        </div>
        {home.then(|| view! { <ExportOrganizationsDialog q /> })}
        {shown(organizations, move |page| {
            if page.items.is_empty() {
                let searched = !q.get_untracked().trim().is_empty();
                return view! { <Nothing searched /> }.into_any();
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

#[component]
fn Nothing(searched: bool) -> impl IntoView {
    let (title, text) = if searched {
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
    let address = Place::Organizations.path(&use_connection().id, format!("/{}", organization.id));
    let people = format!(
        "{} {}",
        organization.people,
        if organization.people == 1 { t("person", "Person") } else { t("people", "Personen") }
    );
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
