//! The list of connections.

use calling_card_api::connections::Connection;
use leptos::prelude::*;

use crate::connection::{people_path, use_connections};
use crate::language::t;
use crate::ui::{EmptyState, GoButton, PageHeader, Sign, shown};

/// The connections beside the built-in CRM.
#[component]
pub(crate) fn ConnectionsPage() -> impl IntoView {
    let connections = use_connections();
    view! {
        <div>
            <a class="back" href="/settings">"← "{t("Settings", "Einstellungen")}</a>
            <PageHeader title=t("Connections", "Verbindungen")>
                <a class="button" href="/settings/transfers">{t("Transfers", "Übertragungen")}</a>
                <GoButton to="/settings/connections/new" sign=Sign::Plus label=t("New connection", "Neue Verbindung") />
            </PageHeader>
        </div>
        {shown(connections.0, move |_| {
            let foreign = connections.foreign();
            if foreign.is_empty() {
                return view! {
                    <EmptyState sign=Sign::Settings title=t("No connections yet", "Noch keine Verbindungen")
                        text=t("Connect another CRM, and you read and write its people here, import vCards into it, and let a form deliver there. You need the address of its API and a key that it gives you.",
                               "Verbinden Sie ein anderes CRM, und Sie lesen und schreiben hier seine Personen, importieren vCards dorthin und lassen ein Formular dorthin liefern. Sie brauchen die Adresse seiner API und einen Schlüssel, den Sie dort erhalten.") />
                }.into_any();
            }
            let entries: Vec<_> = foreign.into_iter().map(|connection| view! { <Entry connection /> }).collect();
            view! { <ul class="panel entries">{entries}</ul> }.into_any()
        })}
    }
}

#[component]
fn Entry(connection: Connection) -> impl IntoView {
    let system = use_connections().system(&connection.system).map_or(connection.system, |system| system.name);
    let people = people_path(&connection.id, "");
    let label = format!("{}: {}", t("People", "Personen"), connection.name);
    view! {
        <li>
            <div class="row">
                <span>
                    <a href=format!("/settings/connections/{}", connection.id) dir="auto"><strong>{connection.name}</strong></a><br />
                    <span class="muted small">{system}" · "<bdi dir="ltr">{connection.address}</bdi></span>
                </span>
                <a class="button small" href=people aria-label=label>{t("People", "Personen")}</a>
            </div>
        </li>
    }
}
