//! The custom fields of another CRM: those of people, and those of organizations, in its order.

use calling_card_api::custom_fields::{CustomFieldRecord, DeleteCustomField, ListCustomFields, UpdateCustomField};
use calling_card_contact::{Area, CustomEntity, CustomField, CustomStatus, Language};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{entity_name, kind_name};
use crate::connection::{ChooseCrm, Crm, Place, use_connection};
use crate::language::{language, t};
use crate::transport::send;
use crate::ui::{Dialog, PageHeader, load, shown, use_toasts};

/// The custom fields of another CRM.
#[component]
pub(crate) fn CustomFieldsThere() -> impl IntoView {
    let crm = use_connection();
    let connection = crm.id.clone();
    let fields = load(move || ListCustomFields { connection: connection.clone() });
    let again = Callback::new(move |()| fields.again());
    let deleting = RwSignal::new(None::<CustomFieldRecord>);
    view! {
        <div>
            <a class="back" href="/settings">"← "{t("Settings", "Einstellungen")}</a>
            <PageHeader title=t("Custom fields", "Eigene Felder") />
        </div>
        <div class="filters"><ChooseCrm place=Place::CustomFields /></div>
        {(!crm.areas.contains(&Area::FieldDefinitions)).then(|| view! { <p class="muted">{t(
            "They are made and changed there; here their values can be. Check boxes, dates and headings are not shown.",
            "Sie werden dort angelegt und geändert; hier lassen sich ihre Werte ändern. Ankreuzfelder, Tage und Überschriften erscheinen nicht.",
        )}</p> })}
        {shown(fields, move |records| {
            [CustomEntity::Person, CustomEntity::Organization].map(|entity| {
                let of: Vec<_> = records.iter().filter(|record| record.content.entity == entity).cloned().collect();
                view! { <Fields entity records=of again deleting /> }
            })
        })}
        <ConfirmDeletion deleting again crm />
    }
}

#[component]
fn Fields(
    entity: CustomEntity,
    records: Vec<CustomFieldRecord>,
    again: Callback<()>,
    deleting: RwSignal<Option<CustomFieldRecord>>,
) -> impl IntoView {
    let kind = match entity {
        CustomEntity::Person => "person",
        CustomEntity::Organization => "organization",
    };
    let crm = use_connection();
    let new = Place::CustomFields.path(&crm.id, format!("/new?entity={kind}"));
    let (none, defined) = (records.is_empty(), crm.areas.contains(&Area::FieldDefinitions));
    let rows: Vec<_> = records.into_iter().map(|record| view! { <Row record again deleting /> }).collect();
    // What cannot be made here is not asked for.
    (defined || !none).then(|| {
        view! {
            <section class="panel stack">
                <div class="row">
                    <h2>{entity_name(entity)}</h2>
                    {defined.then(|| view! { <a class="button" href=new>{t("New field", "Neues Feld")}</a> })}
                </div>
                {none.then(|| view! { <p class="muted">{t("None there yet.", "Dort noch keine.")}</p> })}
                {(!none).then(|| view! { <ul class="form-fields">{rows}</ul> })}
            </section>
        }
    })
}

fn name_of(record: &CustomFieldRecord) -> String {
    let label = record.content.label.text(language());
    if label.is_empty() { record.content.key.to_string() } else { label.to_owned() }
}

#[component]
fn Row(record: CustomFieldRecord, again: Callback<()>, deleting: RwSignal<Option<CustomFieldRecord>>) -> impl IntoView {
    let (toasts, crm) = (use_toasts(), use_connection());
    let defined = crm.areas.contains(&Area::FieldDefinitions);
    let address = defined.then(|| Place::CustomFields.path(&crm.id, format!("/{}", record.id)));
    let name = name_of(&record);
    let hidden = record.content.status == CustomStatus::Hidden;
    let kind = serde_json::to_value(&record.content.kind).unwrap_or_default();
    let kind = kind_name(kind["kind"].as_str().unwrap_or_default());
    let switch = if hidden { t("Show", "Zeigen") } else { t("Hide", "Verbergen") };
    let known = record.clone();
    let toggle = move |_| {
        let (connection, id, version) = (crm.id.clone(), known.id, known.version);
        let (status, words) = match known.content.status {
            CustomStatus::Active => (
                CustomStatus::Hidden,
                t("The field is hidden there; its values stay.", "Das Feld ist dort verborgen; seine Werte bleiben."),
            ),
            CustomStatus::Hidden => {
                (CustomStatus::Active, t("The field is shown there.", "Das Feld wird dort gezeigt."))
            }
        };
        let field = CustomField { status, ..known.content.clone() };
        spawn_local(async move {
            match send(&UpdateCustomField { connection: connection.clone(), id, version, field }).await {
                Ok(written) => toasts.say_with_undo_in(&connection, words, written.batch),
                Err(failure) => toasts.fail(&failure),
            }
            again.run(());
        });
    };
    let (switch_label, delete_label) = (format!("{switch}: {name}"), format!("{}: {name}", t("Delete", "Löschen")));
    view! {
        <li>
            <div class="form-field">
                <a class="name" href=address>
                    <strong dir="auto">{name}</strong>
                    <span class="tags">
                        <span class="muted small">{kind}</span>
                        {hidden.then(|| view! { <span class="tag plain">{t("hidden", "verborgen")}</span> })}
                    </span>
                </a>
                {defined.then(|| view! {
                    <div class="buttons">
                        <button type="button" class="button quiet small" aria-label=switch_label on:click=toggle>{switch}</button>
                        <button type="button" class="button quiet small danger" aria-label=delete_label aria-haspopup="dialog"
                            on:click=move |_| deleting.set(Some(record.clone()))>{t("Delete", "Löschen")}</button>
                    </div>
                })}
            </div>
        </li>
    }
}

/// Says what is not known of the values before a field is deleted.
#[component]
fn ConfirmDeletion(deleting: RwSignal<Option<CustomFieldRecord>>, again: Callback<()>, crm: Crm) -> impl IntoView {
    let toasts = use_toasts();
    let open = RwSignal::new(false);
    Effect::new(move || open.set(deleting.with(Option::is_some)));
    // The browser's ways to close it forget what was meant, too.
    Effect::new(move || {
        if !open.get() && deleting.with_untracked(Option::is_some) {
            deleting.set(None);
        }
    });
    let limits = StoredValue::new(match language() {
        Language::En => format!(
            "The field is deleted in {0}. Undo makes it there anew; whether {0} shows its values again is up to {0}. To put a field aside, hide it.",
            crm.name
        ),
        Language::De => format!(
            "Das Feld wird in {0} gelöscht. Rückgängig legt es dort neu an; ob {0} seine Werte dann wieder zeigt, liegt an {0}. Um ein Feld beiseitezulegen, verbergen Sie es.",
            crm.name
        ),
    });
    let delete = Callback::new(move |()| {
        let Some(record) = deleting.get_untracked() else { return };
        open.set(false);
        let connection = crm.id.clone();
        spawn_local(async move {
            let request = DeleteCustomField { connection: connection.clone(), id: record.id, version: record.version };
            match send(&request).await {
                Ok(written) => {
                    let words = format!("{} {}", name_of(&record), t("is deleted there.", "ist dort gelöscht."));
                    toasts.say_with_undo_in(&connection, words, written.batch);
                }
                Err(failure) => toasts.fail(&failure),
            }
            again.run(());
        });
    });
    let name = move || deleting.get().as_ref().map(name_of);
    view! {
        <Dialog open title=t("Delete this field?", "Dieses Feld löschen?")>
            <p><strong dir="auto">{name}</strong></p>
            <p>{limits.get_value()}</p>
            <div class="buttons">
                <button type="button" class="button danger" on:click=move |_| delete.run(())>{t("Delete", "Löschen")}</button>
                <button type="button" class="button" on:click=move |_| open.set(false)>{t("Cancel", "Abbrechen")}</button>
            </div>
        </Dialog>
    }
}
