//! Lists whose entries are moved: by pointer, by the keys of a grip, by buttons.

use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::focus;
use crate::language::t;

/// An entry on its way: where it comes from, and where it would go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Drag {
    from: usize,
    to: usize,
}

/// A list whose entries are moved.
#[derive(Clone, Copy)]
pub struct Reorder {
    /// The list on the page.
    pub node: NodeRef<html::Ol>,
    /// How many entries there are.
    pub count: Signal<usize>,
    name: StoredValue<String>,
    drag: RwSignal<Option<Drag>>,
    /// Where the entry is that was moved by a key, until the focus is there: the next key may come before.
    moved_to: StoredValue<Option<usize>>,
    shift: Callback<(usize, usize)>,
}

impl Reorder {
    /// A list by the name with which the ids of its entries begin; `shift` moves an entry from one place to another.
    pub fn new(
        name: impl Into<String>,
        count: impl Into<Signal<usize>>,
        shift: impl Fn(usize, usize) + Send + Sync + 'static,
    ) -> Self {
        Self {
            node: NodeRef::new(),
            count: count.into(),
            name: StoredValue::new(name.into()),
            drag: RwSignal::new(None),
            moved_to: StoredValue::new(None),
            shift: Callback::new(move |(from, to)| shift(from, to)),
        }
    }

    /// The id of a part of an entry.
    pub fn id(self, index: usize, part: &str) -> String {
        self.name.with_value(|name| format!("{name}-{index}-{part}"))
    }

    /// Whether the entry is on its way.
    pub fn is_dragged(self, index: usize) -> bool {
        self.drag.get().is_some_and(|drag| drag.from == index)
    }

    /// Whether the one that is on its way would go before this entry.
    pub fn drops_before(self, index: usize) -> bool {
        self.drag.get().is_some_and(|Drag { from, to }| to != from && to + usize::from(to > from) == index)
    }

    /// Whether the one that is on its way would go behind this entry, the last one.
    pub fn drops_after(self, index: usize) -> bool {
        let is_last = index + 1 == self.count.get();
        self.drag.get().is_some_and(|Drag { from, to }| to != from && is_last && to == index)
    }

    /// Where an entry would go that is held at this height.
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

/// By what an entry is held: dragged, or moved by the arrow keys.
#[component]
pub fn Grip(
    /// The list.
    list: Reorder,
    /// The entry's place.
    index: usize,
    /// What the entry is called.
    #[prop(into)]
    name: Signal<String>,
    /// The id of the sentence that says how it is moved.
    help: &'static str,
) -> impl IntoView {
    let Reorder { count, drag, moved_to, shift, .. } = list;
    let keys = move |event: KeyboardEvent| {
        let from = moved_to.get_value().unwrap_or(index);
        let to = match event.key().as_str() {
            "ArrowUp" => from.checked_sub(1),
            "ArrowDown" => Some(from + 1),
            "Home" => Some(0),
            "End" => count.get_untracked().checked_sub(1),
            _ => return,
        };
        event.prevent_default();
        if let Some(to) = to.filter(|to| *to != from && *to < count.get_untracked()) {
            moved_to.set_value(Some(to).filter(|to| *to != index));
            shift.run((from, to));
            focus(list.id(to, "grip"));
        }
    };
    let focused = move |_| {
        if moved_to.get_value() == Some(index) {
            moved_to.set_value(None);
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
            shift.run((from, to));
        }
    };
    view! {
        <button type="button" class="grip" id=list.id(index, "grip") aria-label=act(t("Move", "Verschieben"), name) aria-describedby=help
            on:keydown=keys on:focus=focused on:pointerdown=hold on:pointermove=pull on:pointerup=let_go on:pointercancel=move |_| drag.set(None)>
            <span aria-hidden="true">"⠿"</span>
        </button>
    }
}

/// The buttons that move an entry by one place.
#[component]
pub fn MoveButtons(
    /// The list.
    list: Reorder,
    /// The entry's place.
    index: usize,
    /// What the entry is called.
    #[prop(into)]
    name: Signal<String>,
) -> impl IntoView {
    let Reorder { count, shift, .. } = list;
    let up = move |_| {
        let to = index.saturating_sub(1);
        shift.run((index, to));
        focus(list.id(to, if to == 0 { "down" } else { "up" }));
    };
    let down = move |_| {
        shift.run((index, index + 1));
        let last = index + 2 == count.get_untracked();
        focus(list.id(index + 1, if last { "up" } else { "down" }));
    };
    view! {
        <button type="button" class="button quiet small" id=list.id(index, "up") disabled=index == 0 aria-label=act(t("Move up", "Nach oben"), name) on:click=up>"↑"</button>
        <button type="button" class="button quiet small" id=list.id(index, "down") disabled=move || index + 1 == count.get() aria-label=act(t("Move down", "Nach unten"), name) on:click=down>"↓"</button>
    }
}

/// Says where an entry is that was moved.
pub fn moved(name: &str, to: usize, count: usize) -> String {
    format!("{name}: {} {} {} {count}", t("position", "Position"), to + 1, t("of", "von"))
}

fn act(words: &'static str, name: Signal<String>) -> impl Fn() -> String + Clone {
    move || format!("{words}: {}", name.get())
}
