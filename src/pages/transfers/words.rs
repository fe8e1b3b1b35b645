//! Transfers and deliveries in words.

use calling_card_api::transfers::{Delivery, DeliveryCounts, DeliveryState, Transfer, TransferKind, TransferState};
use leptos::prelude::*;

use crate::connection::Connections;
use crate::language::{language, t};
use crate::ui::{by_and_at, number_text};

/// What a transfer is: `Copy: Built-in → emnify`.
pub(super) fn transfer_name(transfer: &Transfer, connections: Connections) -> String {
    let to = connections.name(&transfer.to);
    match (transfer.kind, &transfer.from) {
        (TransferKind::Form, _) => format!("{} {} → {to}", t("Form", "Formular"), form_of(transfer)),
        (TransferKind::Copy, Some(from)) => format!("{}: {} → {to}", t("Copy", "Kopie"), connections.name(from)),
        (TransferKind::Copy, None) => format!("{} → {to}", t("Copy", "Kopie")),
        (TransferKind::Import, _) => format!("{} → {to}", t("Import", "Import")),
    }
}

/// The form whose drafts are delivered.
fn form_of(transfer: &Transfer) -> &str {
    transfer.created_by.strip_prefix("form:").unwrap_or_default()
}

/// By whom and when a transfer was begun; a form's begins with its first draft.
pub(super) fn begun_words(transfer: &Transfer) -> String {
    let who = if transfer.kind == TransferKind::Form { "" } else { &transfer.created_by };
    by_and_at(who, &transfer.created_at)
}

/// How far a transfer is.
#[component]
pub(super) fn StateTag(state: TransferState) -> impl IntoView {
    let (class, words) = match state {
        TransferState::Running => ("tag", t("On its way", "Unterwegs")),
        TransferState::Paused => ("tag warning", t("Paused", "Angehalten")),
        TransferState::Done => ("tag success", t("Done", "Fertig")),
        TransferState::Undone => ("tag plain", t("Undone", "Rückgängig gemacht")),
    };
    view! { <span class=class>{words}</span> }
}

/// How far a delivery is.
#[component]
pub(crate) fn DeliveryTag(
    /// How far it is.
    state: DeliveryState,
    /// Whether it is being taken back.
    #[prop(optional)]
    leaving: bool,
) -> impl IntoView {
    let (class, words) = match state {
        DeliveryState::Waiting if leaving => ("tag", t("Being taken back", "Wird zurückgenommen")),
        DeliveryState::Waiting => ("tag", t("To be delivered", "Wird geliefert")),
        DeliveryState::Done => ("tag success", t("Delivered", "Geliefert")),
        DeliveryState::Refused => ("tag warning", t("Delivery refused", "Lieferung abgelehnt")),
        DeliveryState::InDoubt => ("tag warning", t("Delivery in doubt", "Lieferung ungewiss")),
        DeliveryState::Dropped => ("tag plain", t("Not delivered", "Nicht geliefert")),
    };
    view! { <span class=class>{words}</span> }
}

/// How many deliveries are in which state: `12 there · 3 waiting`.
pub(super) fn count_words(counts: &DeliveryCounts) -> String {
    let all = [
        (counts.done, t("there", "dort")),
        (counts.waiting, t("waiting", "warten")),
        (counts.refused, t("refused", "abgelehnt")),
        (counts.in_doubt, t("in doubt", "ungewiss")),
        (counts.dropped, t("deleted again or left out", "wieder gelöscht oder ausgelassen")),
    ];
    let said = all.into_iter().filter(|(count, words)| *count > 0 || *words == all[0].1);
    said.map(|(count, words)| format!("{} {words}", number_text(count))).collect::<Vec<_>>().join(" · ")
}

/// What the CRM does not keep of somebody, in words; empty where nothing is lost.
pub(crate) fn lost_words(delivery: &Delivery) -> String {
    delivery.lost.iter().map(|loss| loss.words(language())).collect::<Vec<_>>().join(", ")
}
