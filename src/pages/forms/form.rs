//! A form's page: how it looks, how it comes to a website, and what it asks.

use calling_card_api::inbound_sources::{
    DeleteInboundSource, GetInboundSource, InboundSourceRecord, UpdateInboundSource,
};
use calling_card_api::{ConnectionId, ProblemKind};
use calling_card_contact::{FormDefinition, FormId, InboundSource, Language};
use calling_card_contact_form::ContactForm;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::{use_navigate, use_params_map};

use super::edit::EditForm;
use super::list::Status;
use super::snippet::Snippet;
use crate::language::{language, t};
use crate::pages::NotFound;
use crate::transport::{Failure, send};
use crate::ui::{Editor, ErrorState, Loading, PageHeader, SelectField, load, use_toasts};

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
    let toasts = use_toasts();
    let navigate = use_navigate();
    let failure = RwSignal::new(None::<Failure>);
    let (id, version) = (record.id.clone(), record.version);
    let save_id = id.clone();
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        failure.set(None);
        let Some(source) = editor.read::<InboundSource>() else { return };
        let id = save_id.clone();
        spawn_local(async move {
            match send(&UpdateInboundSource { connection: ConnectionId::home(), id, version, source }).await {
                Ok(written) => {
                    toasts.say_with_undo(t("Saved.", "Gespeichert."), written.batch);
                    saved.run(());
                }
                Err(wrong) => {
                    editor.errors.set(wrong.errors());
                    failure.set(Some(wrong));
                }
            }
        });
    };
    let gone = id.clone();
    let delete = move |_| {
        let (id, navigate) = (gone.clone(), navigate.clone());
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
    };
    view! {
        <div>
            <a class="back" href="/forms">"← "{t("All forms", "Alle Formulare")}</a>
            <PageHeader title=record.content.name.clone()>
                <Status status=record.content.status />
                <button type="button" class="button danger" on:click=delete>{t("Delete", "Löschen")}</button>
            </PageHeader>
        </div>
        <div class="columns">
            <form class="stack" novalidate on:submit=save>
                <EditForm editor />
                {move || failure.get().map(|wrong| view! { <p class="notice" role="alert">{wrong.sentence(language())}</p> })}
                <div class="save-bar"><button type="submit" class="button primary">{t("Save", "Speichern")}</button></div>
            </form>
            <div class="stack">
                <Snippet id=id.to_string() />
                <Preview editor />
            </div>
        </div>
    }
}

/// The form as visitors see it, while it is being changed.
#[component]
fn Preview(editor: Editor) -> impl IntoView {
    let (scheme, width, tongue) = (
        RwSignal::new("scheme-light".to_owned()),
        RwSignal::new(String::new()),
        RwSignal::new(language().tag().to_owned()),
    );
    let definition =
        Memo::new(move |_| serde_json::from_value::<FormDefinition>(editor.value("/form")).unwrap_or_default());
    let option = |value: &str, label: &str| (value.to_owned(), label.to_owned());
    let class = move || format!("preview {} {}", scheme.get(), width.get());
    view! {
        <section class="panel stack">
            <h2>{t("Preview", "Vorschau")}</h2>
            <div class="grid">
                <SelectField label=t("Light", "Licht") value=scheme on_input=move |text| scheme.set(text)
                    options=vec![option("scheme-light", t("Light", "Hell")), option("scheme-dark", t("Dark", "Dunkel"))] />
                <SelectField label=t("Width", "Breite") value=width on_input=move |text| width.set(text)
                    options=vec![option("", t("As wide as there is room", "So breit wie Platz ist")), option("phone", t("Phone", "Telefon"))] />
                <SelectField label=t("Language", "Sprache") value=tongue on_input=move |text| tongue.set(text)
                    options=vec![option("en", "English"), option("de", "Deutsch")] />
            </div>
            // A preview sends nothing.
            <div class=class on:submit=|event| event.prevent_default()>
                {move || view! { <ContactForm definition=definition.get() language=Language::choose(&tongue.get()) action="" prefix="preview" /> }}
            </div>
        </section>
    }
}
