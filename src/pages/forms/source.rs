//! An inbound source of another CRM: its page, and a new one.

use calling_card_api::ProblemKind;
use calling_card_api::inbound_sources::{
    CreateInboundSource, DeleteInboundSource, GetInboundSource, InboundSourceRecord, UpdateInboundSource,
};
use calling_card_contact::{FormId, SourceKind};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::{use_navigate, use_params_map};

use super::list::Status;
use super::source_fields::{SourceFields, Written};
use crate::connection::{Place, use_connection};
use crate::language::{language, t};
use crate::pages::NotFound;
use crate::session::use_may;
use crate::transport::send;
use crate::ui::{Code, ErrorState, Loading, PageHeader, Said, load, use_toasts};

/// What comes in through a source, with what it is called in English and German.
pub(super) const KINDS: [(SourceKind, &str, &str); 4] = [
    (SourceKind::Form, "Form", "Formular"),
    (SourceKind::Api, "Program (API)", "Programm (API)"),
    (SourceKind::PrivateEmail, "Mailbox of one", "Postfach einer Person"),
    (SourceKind::SharedEmail, "Mailbox of all", "Gemeinsames Postfach"),
];

/// What a kind is called.
pub(super) fn kind_name(kind: SourceKind) -> &'static str {
    KINDS.iter().find(|(known, ..)| *known == kind).map_or("", |(_, en, de)| t(en, de))
}

/// A source's page.
#[component]
pub(crate) fn SourcePage() -> impl IntoView {
    let id: Option<FormId> = use_params_map().get_untracked().get("id").and_then(|id| id.parse().ok());
    let Some(id) = id else { return view! { <NotFound /> }.into_any() };
    let connection = use_connection().id;
    let source = load(move || GetInboundSource { connection: connection.clone(), id: id.clone() });
    (move || match source.state.get() {
        None => view! { <Loading /> }.into_any(),
        Some(Ok(record)) => view! { <Source record saved=Callback::new(move |()| source.again()) /> }.into_any(),
        Some(Err(failure)) if failure.is(ProblemKind::NotFound) => view! { <NotFound /> }.into_any(),
        Some(Err(failure)) => view! { <ErrorState failure retry=move || source.again() /> }.into_any(),
    })
    .into_any()
}

#[component]
fn Source(record: InboundSourceRecord, saved: Callback<()>) -> impl IntoView {
    let (toasts, navigate, crm) = (use_toasts(), use_navigate(), use_connection());
    let written = Written::of(&record.content);
    let there = record.content.there.clone().unwrap_or_default();
    let (id, version) = (record.id.clone(), record.version);
    let all = Place::Forms.path(&crm.id, "");
    let (connection, known) = (crm.id.clone(), id.clone());
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        written.failure.set(None);
        let (connection, id, source) = (connection.clone(), known.clone(), written.source());
        spawn_local(async move {
            match send(&UpdateInboundSource { connection: connection.clone(), id, version, source }).await {
                Ok(stored) => {
                    toasts.say_with_undo_in(&connection, t("Saved.", "Gespeichert."), stored.batch);
                    saved.run(());
                }
                Err(wrong) => written.failure.set(Some(wrong)),
            }
        });
    };
    let (connection, back) = (crm.id.clone(), all.clone());
    let delete = move |_| {
        let (connection, id, back, navigate) = (connection.clone(), id.clone(), back.clone(), navigate.clone());
        spawn_local(async move {
            match send(&DeleteInboundSource { connection: connection.clone(), id, version }).await {
                Ok(deleted) => {
                    let words = t("The source is deleted there.", "Die Quelle ist dort gelöscht.");
                    toasts.say_with_undo_in(&connection, words, deleted.batch);
                    navigate(&back, Default::default());
                }
                Err(failure) => toasts.fail(&failure),
            }
        });
    };
    let status = record.content.status;
    view! {
        <div>
            <a class="back" href=all>"← "{t("All forms", "Alle Formulare")}</a>
            <PageHeader title=record.content.name>
                <Status status />
                <button type="button" class="button danger" hidden=!use_may().edit() on:click=delete>{t("Delete", "Löschen")}</button>
            </PageHeader>
        </div>
        <div class="columns">
            <form class="stack" novalidate on:submit=save>
                <fieldset class="bare" disabled=!use_may().edit()><SourceFields written /></fieldset>
                <div class="save-bar" hidden=!use_may().edit()>
                    {move || written.failure.get().map(|wrong| view! { <p class="notice" role="alert">{wrong.sentence(language())}</p> })}
                    <button type="submit" class="button primary">{t("Save", "Speichern")}</button>
                </div>
            </form>
            <div class="stack">
                <Snippet kind=there.kind script=there.script />
                <Said title=t("Double opt-in", "Double-Opt-in") members=there.double_opt_in />
                <Said title=t("Privacy", "Datenschutz") members=there.privacy />
                <Said title=t("Form settings", "Formulareinstellungen") members=there.form_settings />
                <p class="muted small">{crm.name}{t(": these settings are changed there.", ": Diese Einstellungen werden dort geändert.")}</p>
            </div>
        </div>
    }
}

/// What puts a form on a website.
#[component]
fn Snippet(kind: SourceKind, script: String) -> impl IntoView {
    if kind != SourceKind::Form {
        return ().into_any();
    }
    let content = if script.is_empty() {
        view! { <p class="muted">{t("The address of its script cannot be told: nothing there names the workspace yet.", "Die Adresse des Skripts lässt sich nicht sagen: Noch nennt dort nichts den Arbeitsbereich.")}</p> }.into_any()
    } else {
        // An address of the CRM's, in an attribute.
        let address = script.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
        let line = format!("<script async src=\"{address}\"></script>");
        view! {
            <p>{t("Put this line where the form shall stand:", "Setzen Sie diese Zeile dorthin, wo das Formular stehen soll:")}</p>
            <Code text=line label=t("Copy the line", "Zeile kopieren") />
        }
        .into_any()
    };
    view! { <section class="panel stack"><h2>{t("On your website", "Auf Ihrer Website")}</h2>{content}</section> }
        .into_any()
}

/// A new source.
#[component]
pub(crate) fn NewSource() -> impl IntoView {
    let (toasts, navigate, crm) = (use_toasts(), use_navigate(), use_connection());
    let written = Written::new();
    let all = Place::Forms.path(&crm.id, "");
    let cancel = all.clone();
    let connection = crm.id.clone();
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        written.failure.set(None);
        let (connection, navigate, source) = (connection.clone(), navigate.clone(), written.source());
        spawn_local(async move {
            match send(&CreateInboundSource { connection: connection.clone(), source }).await {
                Ok(made) => {
                    toasts.say_with_undo_in(
                        &connection,
                        t("The source is made.", "Die Quelle ist angelegt."),
                        made.batch,
                    );
                    let page = Place::Forms.path(&connection, format!("/{}", made.result.id));
                    navigate(&page, Default::default());
                }
                Err(wrong) => written.failure.set(Some(wrong)),
            }
        });
    };
    view! {
        <div>
            <a class="back" href=all>"← "{t("All forms", "Alle Formulare")}</a>
            <PageHeader title=t("New source", "Neue Quelle") />
            <p class="muted">{crm.name}</p>
        </div>
        <form class="stack" novalidate on:submit=save>
            <SourceFields written />
            <div class="save-bar">
                {move || written.failure.get().map(|wrong| view! { <p class="notice" role="alert">{wrong.sentence(language())}</p> })}
                <button type="submit" class="button primary">{t("Save", "Speichern")}</button>
                <a class="button" href=cancel>{t("Cancel", "Abbrechen")}</a>
            </div>
        </form>
    }
}
