//! The time zones that the browser knows.

use js_sys::{Array, Function, Intl, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// The zone in which the browser is.
pub(super) fn own() -> String {
    let options = Intl::DateTimeFormat::new(&Array::new(), &Object::new()).resolved_options();
    let zone = Reflect::get(&options, &JsValue::from_str("timeZone")).ok().and_then(|zone| zone.as_string());
    zone.unwrap_or_else(|| "UTC".to_owned())
}

/// All zones by name, with this one among them.
pub(super) fn with(known: &str) -> Vec<String> {
    let mut zones = all().unwrap_or_default();
    zones.extend([own(), "UTC".to_owned(), known.to_owned()]);
    zones.retain(|zone| !zone.is_empty());
    zones.sort();
    zones.dedup();
    zones
}

/// What browsers of the last years can tell (ECMA-402, `Intl.supportedValuesOf`).
fn all() -> Option<Vec<String>> {
    let intl = Reflect::get(&js_sys::global(), &JsValue::from_str("Intl")).ok()?;
    let ask: Function = Reflect::get(&intl, &JsValue::from_str("supportedValuesOf")).ok()?.dyn_into().ok()?;
    let zones: Array = ask.call1(&intl, &JsValue::from_str("timeZone")).ok()?.dyn_into().ok()?;
    Some(zones.iter().filter_map(|zone| zone.as_string()).collect())
}
