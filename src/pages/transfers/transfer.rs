//! A transfer's page: how far it is, the ways to stop, to go on and to undo it, and what needs a look.

use calling_card_api::transfers::{
    PauseTransfer, ResumeTransfer, Transfer, TransferKind, TransferReport, TransferState, UndoTransfer,
};
use calling_card_api::{ConnectionId, Endpoint, ProblemKind};
use calling_card_contact::{BatchId, Language};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_params_map;

use super::deliveries::Deliveries;
use super::progress::{ProgressOf, watch};
use super::words::{StateTag, begun_words, transfer_name};
use crate::connection::{people_path, use_connections};
use crate::language::{language, t};
use crate::pages::NotFound;
use crate::session::use_may;
use crate::transport::send;
use crate::ui::{Dialog, ErrorState, Load, Loading, PageHeader, Toasts, use_toasts};

/// A transfer's page.
#[component]
pub(crate) fn TransferPage() -> impl IntoView {
    let id: Option<BatchId> = use_params_map().get_untracked().get("id").and_then(|id| id.parse().ok());
    let Some(id) = id else { return view! { <NotFound /> }.into_any() };
    let report = watch(id);
    // What is looked at again changes the numbers, and makes nothing anew: the focus stays where it is.
    let first = Memo::new(move |known: Option<&Option<Transfer>>| {
        let loaded = || report.state.get().and_then(Result::ok).map(|report| report.transfer);
        known.cloned().flatten().or_else(loaded)
    });
    // What the CRMs are called stands in the heading.
    let connections = use_connections();
    let named = Memo::new(move |_| connections.0.state.with(Option::is_some));
    (move || match first.get().filter(|_| named.get()) {
        Some(transfer) => view! { <Shown transfer report /> }.into_any(),
        None => match report.state.get() {
            Some(Err(failure)) if failure.is(ProblemKind::NotFound) => view! { <NotFound /> }.into_any(),
            Some(Err(failure)) => view! { <ErrorState failure retry=move || report.again() /> }.into_any(),
            _ => view! { <Loading /> }.into_any(),
        },
    })
    .into_any()
}

#[component]
fn Shown(transfer: Transfer, report: Load<TransferReport>) -> impl IntoView {
    let connections = use_connections();
    // A look that fails leaves what is known.
    let latest = Memo::new(move |known: Option<&Option<TransferReport>>| {
        let loaded = report.state.get().and_then(Result::ok);
        loaded.or_else(|| known.cloned().flatten())
    });
    let now = Signal::derive(move || latest.with(|latest| latest.as_ref().map(|report| report.transfer.clone())));
    let state = Memo::new(move |_| latest.with(|latest| latest.as_ref().map(|report| report.transfer.state)));
    let deliveries = Memo::new(move |_| {
        latest.with(|latest| latest.as_ref().map(|report| report.deliveries.clone()).unwrap_or_default())
    });
    let leaving = Signal::derive(move || state.get() == Some(TransferState::Undone));
    let changed = Callback::new(move |()| report.again());
    let title = untrack(|| transfer_name(&transfer, connections));
    let (to, begun) = (transfer.to.clone(), begun_words(&transfer));
    view! {
        <div>
            <a class="back" href="/settings/transfers">"← "{t("All transfers", "Alle Übertragungen")}</a>
            <PageHeader title>
                {move || state.get().map(|state| view! { <StateTag state /> })}
            </PageHeader>
            <p class="muted small">{begun}</p>
        </div>
        <section class="panel stack">
            <ProgressOf transfer=now />
            <div class="buttons">
                {move || state.get().map(|state| view! { <Ways transfer=transfer.clone() state changed /> })}
                <a class="button" href=people_path(&to, "")>{t("To the people", "Zu den Personen")}</a>
            </div>
        </section>
        <Deliveries deliveries to leaving changed />
    }
}

/// The ways to stop, to go on, and to undo.
#[component]
fn Ways(transfer: Transfer, state: TransferState, changed: Callback<()>) -> impl IntoView {
    let id = transfer.id;
    let toasts = use_toasts();
    let undoing = RwSignal::new(false);
    let undo = (state != TransferState::Undone && transfer.kind != TransferKind::Form).then(|| {
        view! {
            <button type="button" class="button danger" aria-haspopup="dialog" on:click=move |_| undoing.set(true)>{t("Undo", "Rückgängig machen")}</button>
        }
    });
    let limits = StoredValue::new(limits(&transfer.to, &untrack(|| use_connections().name(&transfer.to)), language()));
    let confirmed = move |_| {
        undoing.set(false);
        act(UndoTransfer { id }, toasts, changed);
    };
    if !use_may().edit() {
        return ().into_any();
    }
    view! {
        {(state == TransferState::Running).then(|| view! {
            <button type="button" class="button" on:click=move |_| act(PauseTransfer { id }, toasts, changed)>{t("Pause", "Anhalten")}</button>
        })}
        {(state == TransferState::Paused).then(|| view! {
            <button type="button" class="button primary" on:click=move |_| act(ResumeTransfer { id }, toasts, changed)>{t("Go on", "Weiter")}</button>
        })}
        {undo}
        <Dialog open=undoing title=t("Undo this transfer?", "Diese Übertragung rückgängig machen?")>
            <p>{limits.get_value()}</p>
            <div class="buttons">
                <button type="button" class="button danger" on:click=confirmed>{t("Undo", "Rückgängig machen")}</button>
                <button type="button" class="button" on:click=move |_| undoing.set(false)>{t("Cancel", "Abbrechen")}</button>
            </div>
        </Dialog>
    }
    .into_any()
}

/// Does something with the transfer.
fn act<E: Endpoint + 'static>(request: E, toasts: Toasts, changed: Callback<()>) {
    spawn_local(async move {
        if let Err(failure) = send(&request).await {
            toasts.fail(&failure);
        }
        changed.try_run(());
    });
}

/// What undoing does, and what it does not.
fn limits(to: &ConnectionId, name: &str, language: Language) -> String {
    let home = *to == ConnectionId::home();
    match language {
        Language::En => {
            let there = if home { "the built-in CRM" } else { name };
            format!(
                "What is not there yet is not delivered. Whom it made in {there} is deleted again, and whom it changed there is as before, unless somebody has changed them since; what {there} has noted meanwhile of those who are deleted goes with them. It takes its time, one person after the other, and cannot be taken back."
            )
        }
        Language::De => {
            let there = if home { "im eingebauten CRM".to_owned() } else { format!("in {name}") };
            format!(
                "Was noch nicht dort ist, wird nicht geliefert. Wer dadurch {there} angelegt wurde, wird wieder gelöscht, und wer geändert wurde, ist wie zuvor, außer jemand hat ihn seitdem geändert; was inzwischen dort über Gelöschte vermerkt wurde, geht mit verloren. Das braucht seine Zeit, eine Person nach der anderen, und lässt sich nicht zurücknehmen."
            )
        }
    }
}
