//! A new form: it begins as the contact form does.

use calling_card_api::ConnectionId;
use calling_card_api::inbound_sources::CreateInboundSource;
use calling_card_contact::{FormDefinition, FormId, InboundSource, SourceStatus, plain_id};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;

use crate::language::{language, t};
use crate::transport::send;
use crate::ui::{PageHeader, TextField, use_toasts};

/// A new form.
#[component]
pub(crate) fn NewForm() -> impl IntoView {
    let (name, id) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let error = RwSignal::new(String::new());
    let toasts = use_toasts();
    let navigate = use_navigate();
    let rename = move |text: String| {
        id.set(plain_id(&text));
        name.set(text);
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Ok(form_id) = id.get_untracked().parse::<FormId>() else {
            return error.set(
                t(
                    "Use 1 to 64 characters of a-z, 0-9, - and _.",
                    "Verwenden Sie 1 bis 64 Zeichen aus a-z, 0-9, - und _.",
                )
                .into(),
            );
        };
        let source = InboundSource {
            status: SourceStatus::Testing,
            ..InboundSource::new(form_id, name.get_untracked(), FormDefinition::contact())
        };
        let navigate = navigate.clone();
        spawn_local(async move {
            match send(&CreateInboundSource { connection: ConnectionId::home(), source }).await {
                Ok(written) => {
                    toasts.say_with_undo(
                        t(
                            "The form is made. It is in testing until you make it active.",
                            "Das Formular ist angelegt. Es ist im Testbetrieb, bis Sie es aktiv schalten.",
                        ),
                        written.batch,
                    );
                    navigate(&format!("/forms/{}", written.result.id), Default::default());
                }
                Err(failure) => {
                    let errors = failure.errors();
                    let sentence = errors.first().map(|error| error.problem.sentence(language()));
                    error.set(sentence.unwrap_or_else(|| failure.sentence(language())));
                }
            }
        });
    };
    view! {
        <PageHeader title=t("New form", "Neues Formular") />
        <form class="panel stack" on:submit=submit>
            <div class="grid">
                <TextField label=t("Name", "Name") value=name on_input=rename required=true />
                <TextField label=t("Id in its address", "Kennung in der Adresse") value=id on_input=move |text| id.set(text) error required=true />
            </div>
            <div class="buttons">
                <button type="submit" class="button primary">{t("Save", "Speichern")}</button>
                <a class="button" href="/forms">{t("Cancel", "Abbrechen")}</a>
            </div>
        </form>
    }
}
