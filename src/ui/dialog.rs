//! Dialogs, on the browser's own element: it keeps the focus inside, closes by Escape, and gives the focus back.

use leptos::html;
use leptos::prelude::*;

use super::after_paint;

/// A dialog that is open while `open` is true.
#[component]
pub fn Dialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// What it is about.
    #[prop(into)]
    title: String,
    /// What is in it; made anew each time that it opens.
    children: ChildrenFn,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    // What is in it goes once it is seen that it is closed.
    let filled = RwSignal::new(open.get_untracked());
    Effect::new(move || match open.get() {
        true => filled.set(true),
        false => after_paint(move || {
            if open.try_get_untracked() == Some(false) {
                filled.try_set(false);
            }
        }),
    });
    Effect::new(move || {
        let Some(dialog) = node.get() else { return };
        if open.get() && !dialog.open() {
            // It is in the document and closed, so it can be shown.
            let _ = dialog.show_modal();
        } else if !open.get() && dialog.open() {
            dialog.close();
        }
    });
    let label = title.clone();
    view! {
        <dialog node_ref=node aria-label=label on:close=move |_| open.set(false)>
            <Show when=move || filled.get()>
                <div>
                    <h2>{title.clone()}</h2>
                    {children()}
                </div>
            </Show>
        </dialog>
    }
}
