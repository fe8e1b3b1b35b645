//! The focus is never lost: where what had it is gone, it goes to what stands in its place; where a form was refused, to what is wrong.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Function, Object, Reflect};
use leptos::prelude::*;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, EventTarget, HtmlElement};

/// What can have the focus.
const FOCUSABLE: &str = "a[href], button:not([disabled]), input:not([disabled]), select:not([disabled]), textarea:not([disabled]), summary, [tabindex]";

/// Where something stood: it, and its place in each that it was in, from the inside out.
struct Trail {
    element: HtmlElement,
    places: Vec<(Element, u32)>,
}

/// What is known of the focus.
#[derive(Default)]
struct Keeper {
    last: Option<Trail>,
    /// What had it before a dialog was opened.
    outside: Option<Trail>,
    /// The form that was sent, or the button that was pressed, until it is known whether that was refused.
    sent: Option<Element>,
}

/// Keeps the focus for as long as the caller is there.
pub(super) fn keep_focus() {
    let keeper = Rc::new(RefCell::new(Keeper::default()));
    let listen = |name: &'static str, act: fn(&mut Keeper, &Element)| {
        let keeper = keeper.clone();
        window_event_listener_untyped(name, move |event| {
            let target = event.target().and_then(|target: EventTarget| target.dyn_into::<Element>().ok());
            if let (Some(target), Ok(mut keeper)) = (target, keeper.try_borrow_mut()) {
                act(&mut keeper, &target);
            }
        })
    };
    let handles = [
        listen("focusin", Keeper::focused),
        listen("pointerdown", Keeper::pointed),
        listen("submit", |keeper, form| keeper.sent = Some(form.clone())),
        listen("click", |keeper, target| {
            // What was wrong before is not wrong because of it.
            let button = target.closest("button").ok().flatten().filter(|_| keeper.sent.is_none() && wrong().is_none());
            if let Some(button) = button {
                keeper.sent = button.closest("form, dialog").ok().flatten().or(Some(button));
            }
        }),
        listen("input", |keeper, _| keeper.sent = None),
    ];
    let look = Closure::<dyn Fn()>::new(move || {
        let keeper = keeper.clone();
        // Once all that belongs together is on the page.
        request_animation_frame(move || {
            if let Ok(mut keeper) = keeper.try_borrow_mut() {
                keeper.look();
            }
        });
    });
    let observer = observe(look.as_ref());
    let kept = StoredValue::new_local((observer, look));
    on_cleanup(move || {
        kept.with_value(|(observer, _)| {
            observer.as_ref().and_then(|observer| call(observer, "disconnect", &Array::new()))
        });
        kept.dispose();
        handles.into_iter().for_each(|handle| handle.remove());
    });
}

/// Looks at what changes on the page: a `MutationObserver`, called by its names.
fn observe(look: &JsValue) -> Option<JsValue> {
    let kind: Function = Reflect::get(&window(), &"MutationObserver".into()).ok()?.dyn_into().ok()?;
    let observer = Reflect::construct(&kind, &Array::of1(look)).ok()?;
    let wanted = Object::new();
    let names = Array::of3(&"aria-invalid".into(), &"disabled".into(), &"open".into());
    for (name, value) in
        [("childList", &JsValue::TRUE), ("subtree", &JsValue::TRUE), ("attributeFilter", names.as_ref())]
    {
        Reflect::set(&wanted, &name.into(), value).ok()?;
    }
    let body: JsValue = document().body()?.into();
    call(&observer, "observe", &Array::of2(&body, &wanted))?;
    Some(observer)
}

fn call(object: &JsValue, name: &str, arguments: &Array) -> Option<JsValue> {
    let function: Function = Reflect::get(object, &name.into()).ok()?.dyn_into().ok()?;
    function.apply(object, arguments).ok()
}

impl Keeper {
    fn focused(&mut self, element: &Element) {
        let Some(element) = element.dyn_ref::<HtmlElement>() else { return };
        let within = |element: &Element| element.closest("dialog").ok().flatten().is_some();
        if within(element) && self.last.as_ref().is_some_and(|last| !within(&last.element)) {
            self.outside = self.last.take();
        }
        self.last = Some(Trail::of(element));
    }

    /// Who presses on nothing wants the focus nowhere.
    fn pointed(&mut self, element: &Element) {
        let nowhere = element.closest(FOCUSABLE).ok().flatten().is_none_or(|found| found.id() == "content");
        if nowhere && element.closest("label, dialog").ok().flatten().is_none() {
            self.last = None;
        }
    }

    fn look(&mut self) {
        let document = document();
        if self.lead_to_error() || !document.has_focus().unwrap_or(false) {
            return;
        }
        let active = document.active_element();
        if active.is_some_and(|active| active.tag_name() != "BODY") {
            return;
        }
        let shut = |trail: &Trail| trail.element.closest("dialog:not([open])").ok().flatten().is_some();
        let Some(mut last) = self.last.take() else { return };
        let in_dialog = last.places.iter().any(|(parent, _)| parent.matches("dialog:not([open])").unwrap_or(false));
        if in_dialog || shut(&last) {
            match self.outside.take() {
                Some(outside) => last = outside,
                None => return heading(),
            }
        }
        if last.element.is_connected() {
            if last.element.has_attribute("disabled") {
                // It will be able to have it again.
                self.last = Some(last);
            } else {
                let _ = last.element.focus();
            }
            return;
        }
        match last.successor() {
            Some(next) => _ = next.focus(),
            None => heading(),
        }
    }

    /// Where what was sent was refused, the focus goes to the first field that is wrong, else to what says why. Whether it did.
    fn lead_to_error(&mut self) -> bool {
        let Some(sent) = self.sent.clone() else { return false };
        let said = || sent.query_selector(".notice[role=alert]").ok().flatten();
        let Some(wrong) = wrong().or_else(said).and_then(|wrong| wrong.dyn_into::<HtmlElement>().ok()) else {
            return false;
        };
        self.sent = None;
        let mut around = wrong.closest("details:not([open])").ok().flatten();
        while let Some(details) = around {
            // It is one, and can be open.
            let _ = details.set_attribute("open", "");
            around = details.closest("details:not([open])").ok().flatten();
        }
        if !wrong.matches(FOCUSABLE).unwrap_or(false) {
            let _ = wrong.set_attribute("tabindex", "-1");
        }
        wrong.focus().is_ok()
    }
}

impl Trail {
    fn of(element: &HtmlElement) -> Self {
        let mut places = Vec::new();
        let mut here: Element = element.clone().into();
        while let Some(parent) = here.parent_element() {
            let children = parent.children();
            let place = (0..children.length()).find(|place| children.item(*place).is_some_and(|child| child == here));
            places.push((parent.clone(), place.unwrap_or_default()));
            if parent.matches("main, dialog, body").unwrap_or(true) {
                break;
            }
            here = parent;
        }
        Self { element: element.clone(), places }
    }

    /// What stands where it stood, or beside that; nothing where a whole page has gone.
    fn successor(&self) -> Option<HtmlElement> {
        let level = self.places.iter().position(|(parent, _)| parent.is_connected())?;
        for level in level..self.places.len() {
            let (parent, place) = self.places.get(level)?;
            if parent.matches("main, .page, body").unwrap_or(true) {
                return None;
            }
            let children = parent.children();
            let nearest = [*place, place.saturating_sub(1)].into_iter().filter_map(|place| children.item(place));
            for child in nearest {
                // As deep as it stood, as far as there is something.
                let deep = self
                    .places
                    .iter()
                    .take(level)
                    .rev()
                    .try_fold(child.clone(), |here, (_, place)| here.children().item(*place));
                let found = deep.filter(|deep| deep.matches(FOCUSABLE).unwrap_or(false));
                if let Some(found) = found.or_else(|| within(&child)) {
                    return found.dyn_into().ok();
                }
            }
        }
        None
    }
}

/// The first field that is wrong, where one works just now.
fn wrong() -> Option<Element> {
    let document = document();
    let room = document.query_selector("dialog[open]").ok().flatten();
    let room = room.or_else(|| document.query_selector("main").ok().flatten())?;
    room.query_selector("[aria-invalid=true]").ok().flatten()
}

/// The first in an element that can have the focus, or itself.
fn within(element: &Element) -> Option<Element> {
    let itself = element.matches(FOCUSABLE).unwrap_or(false).then(|| element.clone());
    itself.or_else(|| element.query_selector(FOCUSABLE).ok().flatten())
}

/// The focus goes to the heading of the page, else to the page.
fn heading() {
    let found = document().query_selector("main h1[tabindex]").ok().flatten();
    let found = found.or_else(|| document().query_selector("main").ok().flatten());
    if let Some(found) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        let _ = found.focus();
    }
}
