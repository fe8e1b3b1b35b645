//! What only another system understands, readably: its members with their values.

use leptos::prelude::*;
use serde_json::{Map, Value};

use crate::language::t;

/// Most rows that are shown, and how deep is looked.
const ROWS: usize = 60;
const DEPTH: usize = 4;

/// Members and their values, as another system says them; nothing where there is nothing.
#[component]
pub fn Said(
    /// What it is.
    title: &'static str,
    /// What is said.
    members: Map<String, Value>,
) -> impl IntoView {
    let mut rows = Vec::new();
    collect(&members, "", 0, &mut rows);
    if rows.is_empty() {
        return ().into_any();
    }
    let rows: Vec<_> = rows
        .into_iter()
        .map(|(label, value)| view! { <div><dt dir="auto">{label}</dt><dd dir="auto">{value}</dd></div> })
        .collect();
    view! { <section class="panel stack"><h2>{title}</h2><dl class="facts">{rows}</dl></section> }.into_any()
}

fn collect(members: &Map<String, Value>, before: &str, depth: usize, rows: &mut Vec<(String, String)>) {
    for (name, value) in members {
        let label = if before.is_empty() { words(name) } else { format!("{before} · {}", words(name)) };
        match value {
            Value::Object(inner) if depth < DEPTH => collect(inner, &label, depth + 1, rows),
            Value::Array(entries) if entries.iter().any(Value::is_object) && depth < DEPTH => {
                let numbered = entries.iter().enumerate();
                let inner = numbered.map(|(index, entry)| ((index + 1).to_string(), entry.clone())).collect();
                collect(&inner, &label, depth + 1, rows);
            }
            value => {
                let text = text(value);
                if !text.is_empty() && rows.len() < ROWS {
                    rows.push((label, text));
                }
            }
        }
    }
}

fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(true) => t("yes", "ja").to_owned(),
        Value::Bool(false) => t("no", "nein").to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.trim().to_owned(),
        Value::Array(entries) => {
            entries.iter().map(text).filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ")
        }
        Value::Object(_) => "…".to_owned(),
    }
}

/// The words of a member's name: `redirectUrl`, `redirect_url` and `RedirectURL` are 'Redirect url'.
fn words(name: &str) -> String {
    let mut words = String::new();
    let mut before_is_small = false;
    for c in name.trim_start_matches('_').chars() {
        if matches!(c, '_' | '-') {
            words.push(' ');
        } else {
            if c.is_uppercase() && before_is_small {
                words.push(' ');
            }
            words.extend(c.to_lowercase());
        }
        before_is_small = c.is_lowercase() || c.is_ascii_digit();
    }
    let mut letters = words.trim().chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn names_are_words() {
        for (name, read) in [
            ("redirectUrl", "Redirect url"),
            ("redirect_url", "Redirect url"),
            ("RedirectURL", "Redirect url"),
            ("_tenantID", "Tenant id"),
            ("", ""),
            ("größe", "Größe"),
        ] {
            assert_eq!(words(name), read, "{name}");
        }
    }

    #[test]
    fn what_is_inside_stands_behind_what_it_is_in_and_nothing_is_too_deep() {
        let mut rows = Vec::new();
        let members = json!({ "title": " A ", "none": null, "empty": "", "stage": { "name": "New", "at": 5 }, "tags": ["a", "", "b"], "items": [{ "n": 1 }, { "n": 2 }],
                              "deep": { "a": { "b": { "c": { "d": { "e": 1 } } } } } });
        collect(members.as_object().unwrap_or(&Map::new()), "", 0, &mut rows);
        let rows: Vec<_> = rows.iter().map(|(label, value)| format!("{label}: {value}")).collect();
        assert_eq!(
            rows,
            [
                "Deep · A · B · C · D: …",
                "Items · 1 · N: 1",
                "Items · 2 · N: 2",
                "Stage · At: 5",
                "Stage · Name: New",
                "Tags: a, b",
                "Title: A"
            ]
        );
        let (mut many, mut rows) = (Map::new(), Vec::new());
        for number in 0..500 {
            many.insert(format!("m{number}"), json!(number));
        }
        collect(&many, "", 0, &mut rows);
        assert_eq!(rows.len(), ROWS);
    }
}
