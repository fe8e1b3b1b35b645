//! The list of transfers.

use calling_card_api::transfers::{ListTransfers, Transfer};
use leptos::prelude::*;

use super::words::{StateTag, begun_words, count_words, transfer_name};
use crate::connection::use_connections;
use crate::language::t;
use crate::ui::{EmptyState, PageHeader, Sign, load, shown};

/// The newest transfers.
#[component]
pub(crate) fn TransfersPage() -> impl IntoView {
    let transfers = load(|| ListTransfers);
    view! {
        <div>
            <a class="back" href="/settings">"← "{t("Settings", "Einstellungen")}</a>
            <PageHeader title=t("Transfers", "Übertragungen")>
                <button type="button" class="button" on:click=move |_| transfers.again()>{t("Look again", "Neu laden")}</button>
            </PageHeader>
        </div>
        {shown(transfers, move |transfers| {
            if transfers.is_empty() {
                return view! {
                    <EmptyState sign=Sign::Import title=t("Nothing is on its way", "Nichts ist unterwegs")
                        text=t("People who are imported into another CRM, copied there, or sent there by a form are on their way here, one after the other.",
                               "Personen, die in ein anderes CRM importiert, dorthin kopiert oder von einem Formular dorthin geschickt werden, sind hier unterwegs, eine nach der anderen.")>
                        <a class="button" href="/people">{t("To the people", "Zu den Personen")}</a>
                        <a class="button" href="/settings/connections">{t("Connections", "Verbindungen")}</a>
                    </EmptyState>
                }.into_any();
            }
            let entries: Vec<_> = transfers.into_iter().map(|transfer| view! { <Entry transfer /> }).collect();
            view! { <ul class="panel entries">{entries}</ul> }.into_any()
        })}
    }
}

#[component]
fn Entry(transfer: Transfer) -> impl IntoView {
    let connections = use_connections();
    let attention = transfer.counts.refused + transfer.counts.in_doubt > 0;
    let named = transfer.clone();
    let name = move || transfer_name(&named, connections);
    view! {
        <li>
            <div class="row">
                <a href=format!("/settings/transfers/{}", transfer.id) dir="auto"><strong>{name}</strong></a>
                <span class="tags">
                    {attention.then(|| view! { <span class="tag warning">{t("Needs a look", "Braucht einen Blick")}</span> })}
                    <StateTag state=transfer.state />
                </span>
            </div>
            <p class="small">{count_words(&transfer.counts)}</p>
            <p class="muted small">{begun_words(&transfer)}</p>
        </li>
    }
}
