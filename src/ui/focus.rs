//! Moving the focus.

use leptos::html::ElementType;
use leptos::prelude::{Effect, Get, NodeRef, document, request_animation_frame};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Moves the focus to what has this id, once the page is drawn.
pub fn focus(id: impl Into<String>) {
    let id = id.into();
    request_animation_frame(move || {
        if let Some(element) =
            document().get_element_by_id(&id).and_then(|element| element.dyn_into::<HtmlElement>().ok())
        {
            // What cannot have the focus leaves it where it is.
            let _ = element.focus();
        }
    });
}

/// Moves the focus to an element each time that it comes onto the page, once the page is drawn.
pub fn focus_when_there<E>(node: NodeRef<E>)
where
    E: ElementType,
    E::Output: JsCast + Clone + 'static,
{
    Effect::new(move || {
        let Some(element) = node.get().and_then(|element| element.dyn_into::<HtmlElement>().ok()) else { return };
        request_animation_frame(move || {
            // What cannot have the focus leaves it where it is.
            let _ = element.focus();
        });
    });
}
