//! Dates and moments in the reader's words, by the browser's Intl.

use calling_card_contact::{PartialDate, Timestamp};
use js_sys::{Array, Date, Intl, Object, Reflect};
use wasm_bindgen::JsValue;

use crate::language::language;

/// A moment: day and time.
pub fn moment_text(moment: &Timestamp) -> String {
    let date = Date::new(&JsValue::from_str(&moment.0));
    if date.get_time().is_nan() {
        return moment.0.clone();
    }
    format(&date, &[("dateStyle", "medium"), ("timeStyle", "short")])
}

/// A moment, in milliseconds: the time, and the day where it is another than today.
pub fn clock_text(at: f64) -> String {
    let (date, now) = (Date::new(&JsValue::from_f64(at)), Date::new_0());
    let time = ("timeStyle", "short");
    if date.to_date_string() == now.to_date_string() {
        format(&date, &[time])
    } else {
        format(&date, &[("dateStyle", "medium"), time])
    }
}

/// By whom and when, as far as it is known: not every CRM says both.
pub fn by_and_at(who: &str, at: &Timestamp) -> String {
    let when = if at.0.is_empty() { String::new() } else { moment_text(at) };
    [who, &when].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// The day that it is where the reader is.
pub fn today() -> PartialDate {
    let now = Date::new_0();
    let part = |number: u32| u8::try_from(number).ok();
    let day =
        PartialDate::new(u16::try_from(now.get_full_year()).ok(), part(now.get_month() + 1), part(now.get_date()));
    // The browser's day is one.
    day.unwrap_or_else(|_| PartialDate::from_year(1))
}

/// A date, as far as it is known.
pub fn date_text(date: &PartialDate) -> String {
    // Of a date without its year, 2000 stands in: it has a 29 February.
    let (year, month, day) = (date.year().unwrap_or(2000), date.month(), date.day());
    let js =
        Date::new_with_year_month_day(u32::from(year), i32::from(month.unwrap_or(1)) - 1, i32::from(day.unwrap_or(1)));
    js.set_full_year(u32::from(year));
    let mut options = Vec::new();
    if date.year().is_some() {
        options.push(("year", "numeric"));
    }
    if month.is_some() {
        options.push(("month", "long"));
    }
    if day.is_some() {
        options.push(("day", "numeric"));
    }
    format(&js, &options)
}

fn format(date: &Date, options: &[(&str, &str)]) -> String {
    let wanted = Object::new();
    for (name, value) in options {
        // Setting a member of a plain object cannot fail.
        let _ = Reflect::set(&wanted, &JsValue::from_str(name), &JsValue::from_str(value));
    }
    let locales = Array::of1(&JsValue::from_str(language().tag()));
    let format = Intl::DateTimeFormat::new(&locales, &wanted).format();
    format.call1(&JsValue::UNDEFINED, date).ok().and_then(|text| text.as_string()).unwrap_or_default()
}
