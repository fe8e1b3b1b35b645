//! A form's page: how it looks, how it comes to a website, and what it asks.

use calling_card_api::inbound_sources::{
    DeleteInboundSource, GetInboundSource, InboundSourceRecord, UpdateInboundSource,
};
use calling_card_api::{ConnectionId, ProblemKind};
use calling_card_contact::{FormId, InboundSource};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::{use_navigate, use_params_map};

use super::edit::EditForm;
use super::exchange::Exchange;
use super::fields::focus_wrong;
use super::languages::Languages;
use super::list::Status;
use super::numbers::Numbers;
use super::preview::Preview;
use super::snippet::Snippet;
use super::versions::Versions;
use super::website::CheckWebsite;
use crate::language::{language, t};
use crate::pages::NotFound;
use crate::session::use_may;
use crate::transport::{Failure, send};
use crate::ui::{Editor, ErrorState, Loading, PageHeader, load, use_toasts};

/// A form's page.
#[component]
pub(crate) fn FormPage() -> impl IntoView {
    let id: Option<FormId> = use_params_map().get_untracked().get("id").and_then(|id| id.parse().ok());
    let Some(id) = id else { return view! { <NotFound /> }.into_any() };
    let form = load(move || GetInboundSource { connection: ConnectionId::home(), id: id.clone() });
    (move || match form.state.get() {
        None => view! { <Loading /> }.into_any(),
        Some(Ok(record)) => view! { <Form record saved=Callback::new(move |()| form.again()) /> }.into_any(),
        Some(Err(failure)) if failure.is(ProblemKind::NotFound) => view! { <NotFound /> }.into_any(),
        Some(Err(failure)) => view! { <ErrorState failure retry=move || form.again() /> }.into_any(),
    })
    .into_any()
}

#[component]
fn Form(record: InboundSourceRecord, saved: Callback<()>) -> impl IntoView {
    let editor = Editor::new(&record.content);
    editor.warn_before_leaving();
    Languages::provide(editor, "/form");
    let toasts = use_toasts();
    let navigate = use_navigate();
    let failure = RwSignal::new(None::<Failure>);
    let id = record.id.clone();
    // As it was saved last: the page stays as it is while it is saved, with what is open and where the focus is.
    let record = RwSignal::new(record);
    let version = Signal::derive(move || record.with(|record| record.version));
    let save_id = id.clone();
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        failure.set(None);
        let Some(source) = editor.read::<InboundSource>() else { return focus_wrong() };
        let (id, version, sent) = (save_id.clone(), version.get_untracked(), untrack(|| editor.value("")));
        spawn_local(async move {
            match send(&UpdateInboundSource { connection: ConnectionId::home(), id, version, source }).await {
                Ok(written) => {
                    toasts.say_with_undo(t("Saved.", "Gespeichert."), written.batch);
                    editor.settle_as(&sent, &written.result.content);
                    record.set(written.result);
                }
                Err(wrong) => {
                    editor.errors.set(wrong.errors());
                    failure.set(Some(wrong));
                    focus_wrong();
                }
            }
        });
    };
    let gone = id.clone();
    let delete = Callback::new(move |()| {
        let (id, version, navigate) = (gone.clone(), version.get_untracked(), navigate.clone());
        editor.settle();
        spawn_local(async move {
            match send(&DeleteInboundSource { connection: ConnectionId::home(), id, version }).await {
                Ok(written) => {
                    toasts
                        .say_with_undo(t("The form is in the bin.", "Das Formular ist im Papierkorb."), written.batch);
                    navigate("/forms", Default::default());
                }
                Err(wrong) => toasts.fail(&wrong),
            }
        });
    });
    view! {
        <div>
            <a class="back" href="/forms">"← "{t("All forms", "Alle Formulare")}</a>
            <Title record delete />
        </div>
        <div class="columns">
            <form class="stack" novalidate on:submit=save>
                <fieldset class="bare" disabled=!use_may().edit()><EditForm editor /></fieldset>
                <div class="save-bar" hidden=!use_may().edit()>
                    {move || failure.get().map(|wrong| view! { <p class="notice" role="alert">{wrong.sentence(language())}</p> })}
                    <button type="submit" class="button primary">{t("Save", "Speichern")}</button>
                    <button type="button" class="button" disabled=move || !editor.can_undo() on:click=move |_| editor.undo()>{t("Undo", "Rückgängig")}</button>
                </div>
            </form>
            <Preview editor />
        </div>
        <div class="columns even">
            <div class="stack">
                <Snippet id=id.to_string() link=t("Contact", "Kontakt") />
                <CheckWebsite id=id.clone() />
            </div>
            <div class="stack">
                <Numbers id=id.clone() form=Signal::derive(move || record.with(|record| record.content.form.clone())) />
                <Exchange editor />
                <Versions id=id.clone() version restored=saved />
            </div>
        </div>
    }
}

/// The form's name and whether it takes anything in, as they were saved last.
#[component]
fn Title(record: RwSignal<InboundSourceRecord>, delete: Callback<()>) -> impl IntoView {
    let named = Memo::new(move |_| record.with(|record| (record.content.name.clone(), record.content.status)));
    move || {
        let (name, status) = named.get();
        view! {
            <PageHeader title=name>
                <Status status />
                <button type="button" class="button danger" hidden=!use_may().edit() on:click=move |_| delete.run(())>{t("Delete", "Löschen")}</button>
            </PageHeader>
        }
    }
}
