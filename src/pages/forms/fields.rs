//! The fields of a form, in their order: added, moved by pointer or keys, doubled, removed.

use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::field::Details;
use super::presets::{self, kind_name};
use crate::language::{language, t};
use crate::ui::{Editor, focus};

/// Where the fields stand.
pub(super) const FIELDS: &str = "/form/fields";

/// A field on its way: where it comes from, and where it would go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Drag {
    from: usize,
    to: usize,
}

/// What the list and its rows share.
#[derive(Clone, Copy)]
struct List {
    editor: Editor,
    open: RwSignal<Option<usize>>,
    drag: RwSignal<Option<Drag>>,
    said: RwSignal<String>,
    count: Memo<usize>,
    node: NodeRef<html::Ol>,
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
        let (place, of) = (t("position", "Position"), t("of", "von"));
        self.said.set(format!("{name}: {place} {} {of} {count}", to + 1));
    }

    fn add(self, wanted: &str) {
        let index = self.count.get_untracked();
        let taken = |name: &str| (0..index).any(|at| self.editor.value(&format!("{FIELDS}/{at}/name")) == name);
        let field = untrack(|| presets::field(wanted, taken));
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

    /// Where a field would go that is held at this height.
    fn place_at(self, from: usize, height: f64) -> usize {
        let Some(list) = self.node.get_untracked() else { return from };
        let rows = list.children();
        let above = (0..rows.length()).filter_map(|at| rows.item(at)).enumerate().filter(|(at, row)| {
            let edges = row.get_bounding_client_rect();
            *at != from && edges.top() + edges.height() / 2.0 < height
        });
        above.count()
    }
}

fn row_id(index: usize, part: &str) -> String {
    format!("field-{index}-{part}")
}

/// The fields.
#[component]
pub(super) fn Fields(editor: Editor) -> impl IntoView {
    let list = List {
        editor,
        open: RwSignal::new(None),
        drag: RwSignal::new(None),
        said: RwSignal::new(String::new()),
        count: Memo::new(move |_| editor.length(FIELDS)),
        node: NodeRef::new(),
    };
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
            <ol class="form-fields" node_ref=list.node>
                {move || (0..list.count.get()).map(|index| view! { <Row list index /> }).collect::<Vec<_>>()}
            </ol>
            <div class="line add">
                <div class="field">
                    <label for="add-field">{t("New field", "Neues Feld")}</label>
                    <select id="add-field" node_ref=chosen>{groups}</select>
                </div>
                <button type="button" class="button" on:click=add>{t("Add field", "Feld hinzufügen")}</button>
            </div>
        </section>
    }
}

#[component]
fn Row(list: List, index: usize) -> impl IntoView {
    let List { editor, open, drag, count, .. } = list;
    let name = Memo::new(move |_| list.name(index));
    let kind = Memo::new(move |_| editor.words(&format!("{FIELDS}/{index}/kind")));
    let member = move |member: &str| editor.value(&format!("{FIELDS}/{index}/{member}"));
    let required = move || member("required") == true;
    let conditional = move || member("when").is_object();
    let wrong = move || editor.is_wrong(&format!("{FIELDS}/{index}"));
    let is_open = move || open.get() == Some(index);
    let dragged = move || drag.get().is_some_and(|drag| drag.from == index);
    let before = move || drag.get().is_some_and(|Drag { from, to }| to != from && to + usize::from(to > from) == index);
    let after =
        move || drag.get().is_some_and(|Drag { from, to }| to != from && index + 1 == count.get() && to == index);
    let act = move |words: &'static str| move || format!("{words}: {}", name.get());
    let keys = move |event: KeyboardEvent| {
        let to = match event.key().as_str() {
            "ArrowUp" => index.checked_sub(1),
            "ArrowDown" => Some(index + 1),
            "Home" => Some(0),
            "End" => count.get_untracked().checked_sub(1),
            _ => return,
        };
        event.prevent_default();
        if let Some(to) = to.filter(|to| *to < count.get_untracked()) {
            list.shift(index, to);
            focus(row_id(to, "grip"));
        }
    };
    let hold = move |event: PointerEvent| {
        if event.button() != 0 {
            return;
        }
        // The grip gets all that the pointer does until it is let go, wherever it is.
        if let Some(grip) = event.current_target().and_then(|target| target.dyn_into::<Element>().ok()) {
            let _ = grip.set_pointer_capture(event.pointer_id());
        }
        drag.set(Some(Drag { from: index, to: index }));
    };
    let pull = move |event: PointerEvent| {
        if let Some(Drag { from, .. }) = drag.get_untracked() {
            drag.set(Some(Drag { from, to: list.place_at(from, f64::from(event.client_y())) }));
        }
    };
    let let_go = move |_: PointerEvent| {
        if let Some(Drag { from, to }) = drag.get_untracked() {
            drag.set(None);
            list.shift(from, to);
        }
    };
    let up = move |_| {
        list.shift(index, index.saturating_sub(1));
        let to = index.saturating_sub(1);
        focus(row_id(to, if to == 0 { "down" } else { "up" }));
    };
    let down = move |_| {
        list.shift(index, index + 1);
        let last = index + 2 == count.get_untracked();
        focus(row_id(index + 1, if last { "up" } else { "down" }));
    };
    let toggle = move |_| open.update(|open| *open = if *open == Some(index) { None } else { Some(index) });
    let step = move || kind.get() == "step";
    view! {
        <li class:dragged=dragged class:drop-before=before class:drop-after=after class:step=step>
            <div class="form-field">
                <button type="button" class="grip" id=row_id(index, "grip") aria-label=act(t("Move", "Verschieben")) aria-describedby="fields-help"
                    on:keydown=keys on:pointerdown=hold on:pointermove=pull on:pointerup=let_go on:pointercancel=move |_| drag.set(None)>
                    <span aria-hidden="true">"⠿"</span>
                </button>
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
                    <button type="button" class="button quiet small" id=row_id(index, "up") disabled=index == 0 aria-label=act(t("Move up", "Nach oben")) on:click=up>"↑"</button>
                    <button type="button" class="button quiet small" id=row_id(index, "down") disabled=move || index + 1 == count.get() aria-label=act(t("Move down", "Nach unten")) on:click=down>"↓"</button>
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
