//! The fields of a form, in their order: added, moved by pointer or keys, doubled, removed.

use calling_card_contact::{CustomEntity, CustomField};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::field::Details;
use super::presets::{self, kind_name};
use crate::custom_fields::{CustomFields, use_custom_fields};
use crate::language::{language, t};
use crate::ui::{Editor, Grip, MoveButtons, Reorder, focus, moved};

/// Where the fields stand.
pub(super) const FIELDS: &str = "/form/fields";

/// With what the ids of the fields' rows begin.
const ROWS: &str = "field";

/// What stands before the key of a custom field in the choice of new fields.
const CUSTOM: &str = "custom:";

/// What the list and its rows share.
#[derive(Clone, Copy)]
struct List {
    editor: Editor,
    open: RwSignal<Option<usize>>,
    said: RwSignal<String>,
    count: Memo<usize>,
    custom: CustomFields,
}

impl List {
    /// What a field is called: its label, else its name.
    fn name(self, index: usize) -> String {
        let label = self.editor.words(&format!("{FIELDS}/{index}/label/{}", language().tag()));
        let english = || self.editor.words(&format!("{FIELDS}/{index}/label/en"));
        let name = || self.editor.words(&format!("{FIELDS}/{index}/name"));
        [label, english(), name()].into_iter().find(|text| !text.is_empty()).unwrap_or_default()
    }

    /// Moves a field, and says where it is.
    fn shift(self, from: usize, to: usize) {
        let count = self.count.get_untracked();
        if from == to || to >= count {
            return;
        }
        let name = untrack(|| self.name(from));
        self.editor.shift(FIELDS, from, to);
        self.open.update(|open| {
            *open = open.map(|at| match at {
                at if at == from => to,
                at if from < at && at <= to => at - 1,
                at if to <= at && at < from => at + 1,
                at => at,
            });
        });
        self.said.set(moved(&name, to, count));
    }

    fn add(self, wanted: &str) {
        let index = self.count.get_untracked();
        let taken = |name: &str| (0..index).any(|at| self.editor.value(&format!("{FIELDS}/{at}/name")) == name);
        let custom = wanted.strip_prefix(CUSTOM).and_then(|key| untrack(|| self.custom.of_people(key)));
        let field = untrack(|| match custom {
            Some(custom) => presets::custom(&custom, taken),
            None => presets::field(wanted, taken),
        });
        self.editor.add(FIELDS, field);
        self.open.set(Some(index));
        self.said.set(format!("{}: {}", t("Added", "Hinzugefügt"), untrack(|| self.name(index))));
        focus(row_id(index, "name"));
    }

    fn double(self, index: usize) {
        let mut field = self.editor.value(&format!("{FIELDS}/{index}"));
        let name = field["name"]
            .as_str()
            .unwrap_or_default()
            .trim_end_matches(|c: char| c.is_ascii_digit() || c == '_')
            .to_owned();
        let taken = |name: &str| {
            (0..self.count.get_untracked()).any(|at| self.editor.value(&format!("{FIELDS}/{at}/name")) == name)
        };
        let free = untrack(|| (2..).map(|number| format!("{name}_{number}")).find(|name| !taken(name)));
        field["name"] = free.unwrap_or_default().into();
        self.editor.insert(FIELDS, index + 1, field);
        self.open.set(Some(index + 1));
        self.said.set(t("Doubled.", "Verdoppelt.").into());
        focus(row_id(index + 1, "name"));
    }

    fn remove(self, index: usize) {
        let name = untrack(|| self.name(index));
        self.editor.remove(FIELDS, index);
        self.open.set(None);
        self.said.set(format!("{}: {name}", t("Removed", "Entfernt")));
        // The focus goes to what stands there now, else to where fields are added.
        let count = self.count.get_untracked();
        focus(if count == 0 { "add-field".into() } else { row_id(index.min(count - 1), "name") });
    }
}

fn row_id(index: usize, part: &str) -> String {
    format!("{ROWS}-{index}-{part}")
}

/// The fields.
#[component]
pub(super) fn Fields(editor: Editor) -> impl IntoView {
    let list = List {
        editor,
        open: RwSignal::new(None),
        said: RwSignal::new(String::new()),
        count: Memo::new(move |_| editor.length(FIELDS)),
        custom: use_custom_fields(),
    };
    let rows = Reorder::new(ROWS, list.count, move |from, to| list.shift(from, to));
    // What is wrong is shown.
    Effect::new(move || {
        let wrong = (0..list.count.get()).find(|index| editor.is_wrong(&format!("{FIELDS}/{index}")));
        if wrong.is_some() && list.open.get_untracked() != wrong {
            list.open.set(wrong);
        }
    });
    let groups: Vec<_> = presets::groups()
        .into_iter()
        .map(|(group, entries)| {
            let entries: Vec<_> =
                entries.into_iter().map(|(value, label)| view! { <option value=value>{label}</option> }).collect();
            view! { <optgroup label=group>{entries}</optgroup> }
        })
        .collect();
    let custom = move || {
        let fields = list.custom.shown(CustomEntity::Person);
        let option = |field: &CustomField| view! { <option value=format!("{CUSTOM}{}", field.key)>{field.label.text(language()).to_owned()}</option> };
        let entries: Vec<_> = fields.iter().map(option).collect();
        (!entries.is_empty())
            .then(|| view! { <optgroup label=t("Custom fields", "Eigene Felder")>{entries}</optgroup> })
    };
    let chosen = NodeRef::<html::Select>::new();
    let add = move |_| {
        if let Some(select) = chosen.get_untracked() {
            list.add(&select.value());
        }
    };
    let missing = editor.error(FIELDS);
    view! {
        <section class="panel stack" aria-labelledby="fields-title">
            <h2 id="fields-title">{t("Fields", "Felder")}</h2>
            <p class="muted small" id="fields-help">{t(
                "Drag a field by its handle, or focus the handle and use the arrow keys.",
                "Ziehen Sie ein Feld am Griff, oder setzen Sie den Fokus auf den Griff und benutzen Sie die Pfeiltasten.",
            )}</p>
            <p class="visually-hidden" role="status">{list.said}</p>
            {move || Some(missing.get()).filter(|text| !text.is_empty()).map(|text| view! { <p class="notice" role="alert">{text}</p> })}
            <ol class="form-fields" node_ref=rows.node>
                {move || (0..list.count.get()).map(|index| view! { <Row list rows index /> }).collect::<Vec<_>>()}
            </ol>
            <div class="line add">
                <div class="field">
                    <label for="add-field">{t("New field", "Neues Feld")}</label>
                    <select id="add-field" node_ref=chosen>{groups}{custom}</select>
                </div>
                <button type="button" class="button" on:click=add>{t("Add field", "Feld hinzufügen")}</button>
            </div>
        </section>
    }
}

#[component]
fn Row(list: List, rows: Reorder, index: usize) -> impl IntoView {
    let List { editor, open, .. } = list;
    let name = Memo::new(move |_| list.name(index));
    let kind = Memo::new(move |_| editor.words(&format!("{FIELDS}/{index}/kind")));
    let member = move |member: &str| editor.value(&format!("{FIELDS}/{index}/{member}"));
    let required = move || member("required") == true;
    let conditional = move || member("when").is_object();
    let wrong = move || editor.is_wrong(&format!("{FIELDS}/{index}"));
    let is_open = move || open.get() == Some(index);
    let act = move |words: &'static str| move || format!("{words}: {}", name.get());
    let toggle = move |_| open.update(|open| *open = if *open == Some(index) { None } else { Some(index) });
    let step = move || kind.get() == "step";
    view! {
        <li class:dragged=move || rows.is_dragged(index) class:drop-before=move || rows.drops_before(index)
            class:drop-after=move || rows.drops_after(index) class:step=step>
            <div class="form-field">
                <Grip list=rows index name help="fields-help" />
                <button type="button" class="name" id=row_id(index, "name") aria-expanded=move || is_open().to_string() on:click=toggle>
                    <strong dir="auto">{name}</strong>
                    <span class="tags">
                        <span class="muted small">{move || kind_name(&kind.get())}</span>
                        {move || required().then(|| view! { <span class="tag plain">{t("required", "Pflicht")}</span> })}
                        {move || conditional().then(|| view! { <span class="tag">{t("conditional", "bedingt")}</span> })}
                        {move || wrong().then(|| view! { <span class="tag warning">{t("check this", "prüfen")}</span> })}
                    </span>
                </button>
                <div class="buttons">
                    <MoveButtons list=rows index name />
                    <button type="button" class="button quiet small" aria-label=act(t("Double", "Verdoppeln")) on:click=move |_| list.double(index)>{t("Double", "Verdoppeln")}</button>
                    <button type="button" class="button quiet small danger" aria-label=act(t("Remove", "Entfernen")) on:click=move |_| list.remove(index)>{t("Remove", "Entfernen")}</button>
                </div>
            </div>
            {move || is_open().then(|| view! { <Details editor index /> })}
        </li>
    }
}

/// Moves the focus to the first field of the page that is wrong.
pub(super) fn focus_wrong() {
    request_animation_frame(|| {
        let found = document().query_selector("form [aria-invalid=true]").ok().flatten();
        if let Some(field) = found.and_then(|field| field.dyn_into::<HtmlElement>().ok()) {
            let _ = field.focus();
        }
    });
}
