//! The list of custom fields: those of people, and those of organizations, each in their order.

use calling_card_api::ConnectionId;
use calling_card_api::custom_fields::{
    ArrangeCustomFields, Arrangement, CustomFieldRecord, DeleteCustomField, UpdateCustomField,
};
use calling_card_contact::{CustomEntity, CustomField, CustomStatus};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{entity_name, kind_name};
use crate::connection::{ChooseCrm, Place};
use crate::custom_fields::{CustomFields, use_custom_fields};
use crate::language::{language, t};
use crate::transport::send;
use crate::ui::{Dialog, EmptyState, Grip, MoveButtons, PageHeader, Reorder, Sign, Toasts, moved, shown, use_toasts};

/// The custom fields.
#[component]
pub(crate) fn CustomFieldsPage() -> impl IntoView {
    let fields = use_custom_fields();
    let (people, organizations) = (List::new(CustomEntity::Person), List::new(CustomEntity::Organization));
    let deleting = RwSignal::new(None::<CustomFieldRecord>);
    // What is loaded anew changes the rows, and makes none anew: the focus stays where it is.
    let is_there = Memo::new(move |_| fields.0.state.with(|state| matches!(state, Some(Ok(_)))));
    let none = move || people.count.get() + organizations.count.get() == 0;
    let lists = move || {
        view! {
            {move || none().then(|| view! {
                <EmptyState sign=Sign::Form title=t("No custom fields yet", "Noch keine eigenen Felder")
                    text=t("What everybody keeps has its place already. For what only you keep, make a field of people or of organizations: a membership number, a budget, topics to choose from.",
                           "Was alle festhalten, hat schon seinen Platz. Für das, was nur Sie festhalten, legen Sie ein Feld von Personen oder Organisationen an: eine Mitgliedsnummer, ein Budget, Themen zur Auswahl.") />
            })}
            <Fields list=people deleting />
            <Fields list=organizations deleting />
        }
    };
    view! {
        <div>
            <a class="back" href="/settings">"← "{t("Settings", "Einstellungen")}</a>
            <PageHeader title=t("Custom fields", "Eigene Felder") />
        </div>
        <div class="filters"><ChooseCrm place=Place::CustomFields /></div>
        {move || if is_there.get() { lists().into_any() } else { shown(fields.0, |_| ()).into_any() }}
        <ConfirmDeletion deleting />
    }
}

/// The fields of people, or of organizations, while they are being moved.
#[derive(Clone, Copy)]
struct List {
    entity: CustomEntity,
    records: RwSignal<Vec<CustomFieldRecord>>,
    count: Memo<usize>,
    said: RwSignal<String>,
    /// Whether an order is on its way, and whether it is no longer the one on the page.
    sending: StoredValue<bool>,
    outdated: StoredValue<bool>,
    fields: CustomFields,
    toasts: Toasts,
}

impl List {
    fn new(entity: CustomEntity) -> Self {
        let fields = use_custom_fields();
        let records = RwSignal::new(Vec::<CustomFieldRecord>::new());
        let list = Self {
            entity,
            records,
            count: Memo::new(move |_| records.with(Vec::len)),
            said: RwSignal::new(String::new()),
            sending: StoredValue::new(false),
            outdated: StoredValue::new(false),
            fields,
            toasts: use_toasts(),
        };
        Effect::new(move || {
            let Some(Ok(mut known)) = fields.0.state.get() else { return };
            known.retain(|record| record.content.entity == entity);
            if !list.sending.get_value() {
                records.set(known);
            }
        });
        list
    }

    /// Moves a field, says where it is, and stores that.
    fn shift(self, from: usize, to: usize) {
        let count = self.records.with_untracked(Vec::len);
        if from == to || to >= count {
            return;
        }
        let name = self.records.with_untracked(|records| records.get(from).map(name_of)).unwrap_or_default();
        self.records.update(|records| {
            let record = records.remove(from);
            records.insert(to, record);
        });
        self.said.set(moved(&name, to, count));
        self.outdated.set_value(true);
        if !self.sending.get_value() {
            self.store();
        }
    }

    /// Stores the order, until it is the one on the page.
    fn store(self) {
        self.sending.set_value(true);
        spawn_local(async move {
            while self.outdated.try_get_value() == Some(true) {
                self.outdated.set_value(false);
                let ids = self.records.with_untracked(|records| records.iter().map(|record| record.id).collect());
                let arrangement = Arrangement { entity: self.entity, ids };
                if let Err(failure) = send(&ArrangeCustomFields { connection: ConnectionId::home(), arrangement }).await
                {
                    self.toasts.fail(&failure);
                    break;
                }
            }
            self.sending.try_set_value(false);
            self.fields.0.again();
        });
    }
}

fn name_of(record: &CustomFieldRecord) -> String {
    record.content.label.text(language()).to_owned()
}

#[component]
fn Fields(list: List, deleting: RwSignal<Option<CustomFieldRecord>>) -> impl IntoView {
    let count = list.count;
    let (rows, help, kind) = match list.entity {
        CustomEntity::Person => ("person-field", "person-fields-help", "person"),
        CustomEntity::Organization => ("organization-field", "organization-fields-help", "organization"),
    };
    let rows = Reorder::new(rows, count, move |from, to| list.shift(from, to));
    let entries =
        move || (0..count.get()).map(|index| view! { <Row list index rows help deleting /> }).collect::<Vec<_>>();
    view! {
        <section class="panel stack">
            <div class="row">
                <h2>{entity_name(list.entity)}</h2>
                <a class="button" href=format!("/settings/custom-fields/new?entity={kind}")>{t("New field", "Neues Feld")}</a>
            </div>
            <p class="muted small" id=help hidden=move || count.get() < 2>{t(
                "Drag a field by its handle, or focus the handle and use the arrow keys.",
                "Ziehen Sie ein Feld am Griff, oder setzen Sie den Fokus auf den Griff und benutzen Sie die Pfeiltasten.",
            )}</p>
            <p class="visually-hidden" role="status">{list.said}</p>
            {move || (count.get() == 0).then(|| view! { <p class="muted">{t("None yet.", "Noch keine.")}</p> })}
            <ol class="form-fields" node_ref=rows.node>{entries}</ol>
        </section>
    }
}

#[component]
fn Row(
    list: List,
    index: usize,
    rows: Reorder,
    help: &'static str,
    deleting: RwSignal<Option<CustomFieldRecord>>,
) -> impl IntoView {
    let List { toasts, fields, .. } = list;
    let record = move || list.records.with(|records| records.get(index).cloned());
    let name = Memo::new(move |_| record().as_ref().map(name_of).unwrap_or_default());
    let hidden = Memo::new(move |_| record().is_some_and(|record| record.content.status == CustomStatus::Hidden));
    let kind = move || {
        let kind = record().and_then(|record| serde_json::to_value(record.content.kind).ok()).unwrap_or_default();
        kind_name(kind["kind"].as_str().unwrap_or_default())
    };
    let address = move || record().map(|record| format!("/settings/custom-fields/{}", record.id));
    let switch = move || if hidden.get() { t("Show", "Zeigen") } else { t("Hide", "Verbergen") };
    let toggle = move |_| {
        let Some(record) = untrack(record) else { return };
        let (id, version) = (record.id, record.version);
        let (status, words) = match record.content.status {
            CustomStatus::Active => (
                CustomStatus::Hidden,
                t("The field is hidden; its values stay.", "Das Feld ist verborgen; seine Werte bleiben."),
            ),
            CustomStatus::Hidden => (CustomStatus::Active, t("The field is shown.", "Das Feld wird gezeigt.")),
        };
        let field = CustomField { status, ..record.content };
        spawn_local(async move {
            match send(&UpdateCustomField { connection: ConnectionId::home(), id, version, field }).await {
                Ok(written) => toasts.say_with_undo(words, written.batch),
                Err(failure) => toasts.fail(&failure),
            }
            fields.0.again();
        });
    };
    view! {
        <li class:dragged=move || rows.is_dragged(index) class:drop-before=move || rows.drops_before(index)
            class:drop-after=move || rows.drops_after(index)>
            <div class="form-field">
                <Grip list=rows index name help />
                <a class="name" href=address>
                    <strong dir="auto">{name}</strong>
                    <span class="tags">
                        <span class="muted small">{kind}</span>
                        {move || hidden.get().then(|| view! { <span class="tag plain">{t("hidden", "verborgen")}</span> })}
                    </span>
                </a>
                <div class="buttons">
                    <MoveButtons list=rows index name />
                    <button type="button" class="button quiet small" aria-label=move || format!("{}: {}", switch(), name.get()) on:click=toggle>{switch}</button>
                    <button type="button" class="button quiet small danger" aria-label=move || format!("{}: {}", t("Delete", "Löschen"), name.get())
                        aria-haspopup="dialog" on:click=move |_| deleting.set(untrack(record))>{t("Delete", "Löschen")}</button>
                </div>
            </div>
        </li>
    }
}

/// Says what becomes of the values before a field is deleted.
#[component]
fn ConfirmDeletion(deleting: RwSignal<Option<CustomFieldRecord>>) -> impl IntoView {
    let toasts = use_toasts();
    let fields = use_custom_fields();
    let open = RwSignal::new(false);
    Effect::new(move || open.set(deleting.with(Option::is_some)));
    // The browser's ways to close it forget what was meant, too.
    Effect::new(move || {
        if !open.get() && deleting.with_untracked(Option::is_some) {
            deleting.set(None);
        }
    });
    let delete = move |_| {
        let Some(record) = deleting.get_untracked() else { return };
        open.set(false);
        spawn_local(async move {
            let (connection, id, version) = (ConnectionId::home(), record.id, record.version);
            match send(&DeleteCustomField { connection, id, version }).await {
                Ok(written) => toasts.say_with_undo(
                    format!("{} {}", name_of(&record), t("is in the bin.", "ist im Papierkorb.")),
                    written.batch,
                ),
                Err(failure) => toasts.fail(&failure),
            }
            fields.0.again();
        });
    };
    let name = move || deleting.get().as_ref().map(name_of);
    view! {
        <Dialog open title=t("Delete this field?", "Dieses Feld löschen?")>
            <p><strong dir="auto">{name}</strong></p>
            <p>{t(
                "Its values stay with the people and organizations, but are no longer shown. Take the field out of the bin within 30 days, and they are there again. To put a field aside for longer, hide it.",
                "Seine Werte bleiben bei den Personen und Organisationen, werden aber nicht mehr gezeigt. Holen Sie das Feld binnen 30 Tagen aus dem Papierkorb, und sie sind wieder da. Um ein Feld länger beiseitezulegen, verbergen Sie es.",
            )}</p>
            <div class="buttons">
                <button type="button" class="button danger" on:click=delete>{t("Delete", "Löschen")}</button>
                <button type="button" class="button" on:click=move |_| open.set(false)>{t("Cancel", "Abbrechen")}</button>
            </div>
        </Dialog>
    }
}
