//! Making a custom field, and changing one.

use calling_card_api::Version;
use calling_card_api::custom_fields::{CreateCustomField, CustomFieldRecord, GetCustomField, UpdateCustomField};
use calling_card_contact::{CustomEntity, CustomField, CustomFieldId, plain_id};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::{use_navigate, use_params_map, use_query_map};
use serde_json::{Value, json};

use super::{entity_name, kind_name, kinds};
use crate::connection::{Place, use_connection};
use crate::custom_fields::use_custom_fields;
use crate::language::{language, t};
use crate::pages::NotFound;
use crate::pages::forms::{AddLanguage, Languages, Options, Texts};
use crate::transport::{Failure, send};
use crate::ui::{Editor, PageHeader, SelectField, load, shown, use_toasts};

/// A new field.
#[component]
pub(crate) fn NewCustomField() -> impl IntoView {
    let entity = match use_query_map().get_untracked().get("entity").as_deref() {
        Some("organization") => CustomEntity::Organization,
        _ => CustomEntity::Person,
    };
    let field = json!({ "key": "", "entity": entity, "label": {}, "kind": "text", "status": "active" });
    view! {
        <Head title=t("New field", "Neues Feld").to_owned() entity />
        <Saved field known=None />
    }
}

/// A field that is known, to be changed.
#[component]
pub(crate) fn EditCustomField() -> impl IntoView {
    let id: Option<CustomFieldId> = use_params_map().get_untracked().get("id").and_then(|id| id.parse().ok());
    let Some(id) = id else { return view! { <NotFound /> }.into_any() };
    let connection = use_connection().id;
    let field = load(move || GetCustomField { connection: connection.clone(), id });
    shown(field, |record: CustomFieldRecord| {
        let field = serde_json::to_value(&record.content).unwrap_or_default();
        view! {
            <Head title=record.content.label.text(language()).to_owned() entity=record.content.entity />
            <Saved field known=Some((record.id, record.version)) />
        }
    })
    .into_any()
}

#[component]
fn Head(title: String, entity: CustomEntity) -> impl IntoView {
    let crm = use_connection();
    let all = Place::CustomFields.path(&crm.id, "");
    view! {
        <div>
            <a class="back" href=all>"← "{t("Custom fields", "Eigene Felder")}</a>
            <PageHeader title />
            <p class="muted">{(!crm.is_home()).then(|| format!("{} · ", crm.name))}{entity_name(entity)}</p>
        </div>
    }
}

#[component]
fn Saved(field: Value, known: Option<(CustomFieldId, Version)>) -> impl IntoView {
    let editor = Editor::new(&field);
    editor.warn_before_leaving();
    let languages = Languages::provide(editor, "");
    let crm = use_connection();
    let home = crm.is_home();
    // Other CRMs have one language.
    if home {
        languages.add(language().tag());
    }
    let all = Place::CustomFields.path(&crm.id, "");
    let (cancel, is_new) = (all.clone(), known.is_none());
    let failure = RwSignal::new(None::<Failure>);
    let toasts = use_toasts();
    let navigate = use_navigate();
    let fields = use_custom_fields();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        failure.set(None);
        let taken = |key: &str| home && fields.0.state.with_untracked(|state| is_taken(state, editor, key));
        let key = key_of(editor, taken);
        editor.set("/key", key.into());
        let Some(field) = editor.read::<CustomField>() else { return };
        let (connection, all, navigate) = (crm.id.clone(), all.clone(), navigate.clone());
        spawn_local(async move {
            let written_in = connection.clone();
            let outcome = match known {
                Some((id, version)) => send(&UpdateCustomField { connection, id, version, field }).await,
                None => send(&CreateCustomField { connection, field }).await,
            };
            match outcome {
                Ok(written) => {
                    editor.settle();
                    toasts.say_with_undo_in(&written_in, t("Saved.", "Gespeichert."), written.batch);
                    if home {
                        fields.0.again();
                    }
                    navigate(&all, Default::default());
                }
                Err(wrong) => {
                    editor.errors.set(wrong.errors());
                    failure.set(Some(wrong));
                }
            }
        });
    };
    view! {
        <form class="stack" novalidate on:submit=submit>
            <Fields editor is_new home />
            <div class="save-bar">
                {move || failure.get().map(|wrong| view! { <p class="notice" role="alert">{wrong.sentence(language())}</p> })}
                <button type="submit" class="button primary">{t("Save", "Speichern")}</button>
                <a class="button" href=cancel>{t("Cancel", "Abbrechen")}</a>
            </div>
        </form>
    }
}

#[component]
fn Fields(editor: Editor, is_new: bool, home: bool) -> impl IntoView {
    let kind = Memo::new(move |_| editor.words("/kind"));
    let choose = move |kind: String| {
        let mut field = editor.value("");
        field["kind"] = kind.into();
        complete(&mut field);
        editor.replace(field);
    };
    let kinds = kinds().map(|(value, label)| (value.to_owned(), label.to_owned())).to_vec();
    // What is kept is of its kind, and is held by its key.
    let fixed = move || {
        let key = editor.words("/key");
        view! {
            <dl class="facts">
                <div><dt>{t("Kind", "Art")}</dt><dd>{kind_name(&kind.get_untracked())}</dd></div>
                <div><dt>{t("Key", "Schlüssel")}</dt><dd><code>{key}</code></dd></div>
            </dl>
        }
    };
    let chosen = move || {
        view! {
            <div class="grid">
                <SelectField label=t("Kind", "Art") value=kind on_input=choose options=kinds.clone() help=t("It stays as it is once the field is made.", "Sie bleibt, wie sie ist, sobald es das Feld gibt.") />
                {editor.text("/key", t("Key, made of the label where it is empty", "Schlüssel, aus der Beschriftung gebildet, wo er leer ist"))}
            </div>
        }
    };
    let particular = move || {
        match kind.get().as_str() {
        "select" | "multiselect" => view! { <Options editor list="/options".to_owned() value_label=t("Value that is kept", "Wert, der behalten wird") /> }.into_any(),
        // Another CRM has a currency of its own.
        "currency" if home => editor.text("/currency", t("Currency, like EUR", "Währung, wie EUR")),
        _ => ().into_any(),
    }
    };
    let statuses =
        [("active", t("Shown", "Gezeigt")), ("hidden", t("Hidden; its values stay", "Verborgen; seine Werte bleiben"))];
    view! {
        <section class="panel stack">
            <h2>{t("The field", "Das Feld")}</h2>
            <Texts editor pointer="/label" label=t("Label", "Beschriftung") />
            <Texts editor pointer="/description" label=t("Help text", "Hilfetext") />
            {if is_new { chosen().into_any() } else { fixed().into_any() }}
            {particular}
            <div class="grid">
                {editor.select("/status", t("Status", "Status"), &statuses)}
                {home.then(|| view! { <AddLanguage /> })}
            </div>
        </section>
    }
}

/// Gives a field what its kind needs.
fn complete(field: &mut Value) {
    match field["kind"].as_str().unwrap_or_default() {
        "select" | "multiselect" if field["options"].as_array().is_none_or(Vec::is_empty) => {
            field["options"] = json!([{ "value": "a", "label": {} }]);
        }
        "currency" if field["currency"].as_str().is_none() => field["currency"] = "EUR".into(),
        _ => {}
    }
}

/// The key as it was typed, else one made of the label that no other field has.
fn key_of(editor: Editor, is_taken: impl Fn(&str) -> bool) -> String {
    untrack(|| {
        let typed = editor.words("/key");
        if !typed.trim().is_empty() {
            return plain_id(typed.trim());
        }
        let labels = editor.value("/label");
        let texts = labels.as_object().into_iter().flatten().filter_map(|(_, text)| text.as_str());
        let made = ["en", "de"].iter().filter_map(|tag| labels[*tag].as_str()).chain(texts).map(plain_id);
        let made = made.into_iter().find(|key| !key.is_empty()).unwrap_or_else(|| "field".into());
        let made: String = made.chars().take(60).collect();
        let numbered = (1..).map(|number| if number == 1 { made.clone() } else { format!("{made}-{number}") });
        numbered.into_iter().find(|key| !is_taken(key)).unwrap_or(made)
    })
}

/// Whether another field of the same entity has this key.
fn is_taken(known: &Option<Result<Vec<CustomFieldRecord>, Failure>>, editor: Editor, key: &str) -> bool {
    let entity = editor.words("/entity");
    let same = |record: &CustomFieldRecord| {
        record.content.key.as_str() == key
            && serde_json::to_value(record.content.entity).is_ok_and(|own| own == entity.as_str())
    };
    known.as_ref().and_then(|known| known.as_ref().ok()).is_some_and(|records| records.iter().any(same))
}

#[cfg(test)]
mod tests {
    use super::super::KINDS;
    use super::*;

    #[test]
    fn each_kind_is_a_field_once_it_is_complete() {
        for (kind, ..) in KINDS {
            let mut field = json!({ "key": "a", "entity": "person", "label": { "en": "A" }, "kind": kind });
            complete(&mut field);
            assert!(serde_json::from_value::<CustomField>(field).is_ok(), "{kind}");
        }
    }
}
