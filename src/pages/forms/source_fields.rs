//! The members of another CRM's inbound source that can be changed.

use calling_card_contact::{FormDefinition, FormId, InboundSource, SourceKind, SourceStatus, SourceThere};
use leptos::prelude::*;
use serde_json::Value;

use super::source::KINDS;
use crate::language::{language, t};
use crate::transport::Failure;
use crate::ui::{SelectField, TextField};

/// A source while it is being written.
#[derive(Clone, Copy)]
pub(super) struct Written {
    name: RwSignal<String>,
    status: RwSignal<String>,
    kind: RwSignal<String>,
    create_lead: RwSignal<bool>,
    editor: RwSignal<String>,
    /// Why it could not be stored.
    pub failure: RwSignal<Option<Failure>>,
}

/// The word for one of several, as the API has it.
fn word(value: impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

fn meant<T: serde::de::DeserializeOwned + Default>(word: String) -> T {
    serde_json::from_value(Value::String(word)).unwrap_or_default()
}

impl Written {
    /// A source as it stands.
    pub fn of(source: &InboundSource) -> Self {
        let there = source.there.clone().unwrap_or_default();
        Self {
            name: RwSignal::new(source.name.clone()),
            status: RwSignal::new(word(source.status)),
            kind: RwSignal::new(word(there.kind)),
            create_lead: RwSignal::new(source.create_lead),
            editor: RwSignal::new(there.editor),
            failure: RwSignal::new(None),
        }
    }

    /// A new one: nothing is taken in before somebody says so.
    pub fn new() -> Self {
        let kind = SourceThere { kind: SourceKind::Api, ..SourceThere::default() };
        let source = InboundSource::new(FormId::there(), "", FormDefinition::default());
        Self::of(&InboundSource { status: SourceStatus::Testing, there: Some(kind), ..source })
    }

    /// The source as it shall be.
    pub fn source(self) -> InboundSource {
        let there = SourceThere {
            kind: meant(self.kind.get_untracked()),
            editor: self.editor.get_untracked().trim().to_owned(),
            ..SourceThere::default()
        };
        InboundSource {
            status: meant::<SourceStatus>(self.status.get_untracked()),
            create_lead: self.create_lead.get_untracked(),
            there: Some(there),
            ..InboundSource::new(FormId::there(), self.name.get_untracked().trim(), FormDefinition::default())
        }
    }
}

/// The fields.
#[component]
pub(super) fn SourceFields(written: Written) -> impl IntoView {
    let error = move |field: &'static str| {
        Signal::derive(move || {
            let errors = written.failure.get().map(|failure| failure.errors()).unwrap_or_default();
            let found = errors.iter().find(|error| error.field == field);
            found.map(|error| error.problem.sentence(language())).unwrap_or_default()
        })
    };
    let option = |value: &str, label: &str| (value.to_owned(), label.to_owned());
    let statuses = vec![
        option("active", t("Active", "Aktiv")),
        option("testing", t("Testing", "Testbetrieb")),
        option("disabled", t("Disabled", "Abgeschaltet")),
    ];
    let kinds = KINDS.iter().map(|(kind, en, de)| (word(kind), t(en, de).to_owned())).collect::<Vec<_>>();
    let lead = move |event| written.create_lead.set(event_target_checked(&event));
    view! {
        <section class="panel stack">
            <h2>{t("The source", "Die Quelle")}</h2>
            <div class="grid">
                <TextField label=t("Name", "Name") value=written.name on_input=move |text| written.name.set(text) error=error("/name") required=true />
                <SelectField label=t("Status", "Status") value=written.status on_input=move |text| written.status.set(text) options=statuses />
                <SelectField label=t("Type", "Art") value=written.kind on_input=move |text| written.kind.set(text) options=kinds />
                <TextField label=t("Who gets it (id there)", "Wer es bekommt (Kennung dort)") value=written.editor on_input=move |text| written.editor.set(text) error=error("/there/editor") />
            </div>
            <label class="check"><input type="checkbox" prop:checked=written.create_lead on:change=lead />{t("What comes in is a lead", "Was eingeht, ist ein Lead")}</label>
        </section>
    }
}
