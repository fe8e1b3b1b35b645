//! A record as it was: what it would change to bring that back, and the way to do it.

use calling_card_api::organizations::OrganizationRecord;
use calling_card_api::people::PersonRecord;
use calling_card_api::versions::{GetOrganizationVersion, GetPersonVersion, RestoreOrganization, RestorePerson};
use calling_card_api::{ConnectionId, Version};
use calling_card_contact::{BatchId, Timestamp};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::Value;

use crate::language::t;
use crate::session::use_may;
use crate::transport::{Failure, send};
use crate::ui::{Dialog, Loading, field_text, json, moment_text, use_refresh, use_toasts, value_text};

/// A record of the built-in CRM that can be brought back to what it was.
#[derive(Clone, Copy)]
pub(crate) enum Versioned {
    /// A person.
    Person(RwSignal<PersonRecord>),
    /// An organization.
    Organization(RwSignal<OrganizationRecord>),
}

/// What a record said once, by whom and when.
struct Then {
    by: String,
    at: Timestamp,
    content: Value,
}

impl Versioned {
    /// Its newest version.
    pub fn newest(self) -> Version {
        match self {
            Self::Person(record) => record.with(|record| record.version),
            Self::Organization(record) => record.with(|record| record.version),
        }
    }

    fn now(self) -> Value {
        match self {
            Self::Person(record) => record.with_untracked(|record| json(&record.content)),
            Self::Organization(record) => record.with_untracked(|record| json(&record.content)),
        }
    }

    async fn then(self, past: u32) -> Result<Then, Failure> {
        let connection = ConnectionId::home();
        Ok(match self {
            Self::Person(record) => {
                let id = record.with_untracked(|record| record.id);
                let then = send(&GetPersonVersion { connection, id, past }).await?;
                Then { by: then.by, at: then.at, content: json(&then.content) }
            }
            Self::Organization(record) => {
                let id = record.with_untracked(|record| record.id);
                let then = send(&GetOrganizationVersion { connection, id, past }).await?;
                Then { by: then.by, at: then.at, content: json(&then.content) }
            }
        })
    }

    async fn restore(self, past: u32) -> Result<BatchId, Failure> {
        let connection = ConnectionId::home();
        Ok(match self {
            Self::Person(record) => {
                let (id, version) = record.with_untracked(|record| (record.id, record.version));
                send(&RestorePerson { connection, id, past, version }).await?.batch
            }
            Self::Organization(record) => {
                let (id, version) = record.with_untracked(|record| (record.id, record.version));
                send(&RestoreOrganization { connection, id, past, version }).await?.batch
            }
        })
    }
}

/// Leads to a version that is not the newest.
#[component]
pub(crate) fn VersionButton(
    of: Versioned,
    version: Version,
    at: Timestamp,
    asked: RwSignal<Option<u32>>,
) -> impl IntoView {
    let when = moment_text(&at);
    move || {
        let when = when.clone();
        (version < of.newest()).then(|| view! {
            <div><button type="button" class="button quiet small" aria-haspopup="dialog" on:click=move |_| asked.set(Some(version.0))>
                {t("See this version …", "Diesen Stand ansehen …")}<span class="visually-hidden">" "{when}</span></button></div>
        })
    }
}

/// Shows what would change, and brings a version back.
#[component]
pub(crate) fn VersionDialog(of: Versioned, asked: RwSignal<Option<u32>>) -> impl IntoView {
    let (toasts, refresh) = (use_toasts(), use_refresh());
    let open = RwSignal::new(false);
    let then = RwSignal::new_local(None::<Then>);
    Effect::new(move || {
        let Some(past) = asked.get() else { return };
        then.set(None);
        open.set(true);
        spawn_local(async move {
            match of.then(past).await {
                Ok(found) => _ = then.try_set(Some(found)),
                Err(failure) => {
                    open.try_set(false);
                    toasts.fail(&failure);
                }
            }
        });
    });
    Effect::new(move || {
        if !open.get() {
            asked.set(None);
        }
    });
    let restore = move |_| {
        let Some(past) = asked.get_untracked() else { return };
        open.set(false);
        spawn_local(async move {
            match of.restore(past).await {
                Ok(batch) => {
                    toasts.say_with_undo(t("It is as it was then.", "Es ist, wie es damals war."), batch);
                    refresh.notify();
                }
                Err(failure) => toasts.fail(&failure),
            }
        });
    };
    let shown = move || {
        then.with(|then| match then {
            None => view! { <Loading /> }.into_any(),
            Some(then) => {
                let mut rows = Vec::new();
                compare("", &of.now(), &then.content, &mut rows);
                let none = rows.is_empty().then(|| view! { <p>{t("It says the same as now.", "Er sagt dasselbe wie jetzt.")}</p> });
                let rows: Vec<_> = rows.into_iter().map(|(field, now, then)| view! {
                    <div><dt>{field_text(&field)}</dt><dd dir="auto"><del>{value_text(&now)}</del>" → "<ins>{value_text(&then)}</ins></dd></div>
                }).collect();
                view! {
                    <p class="muted small">{format!("{} · {}", then.by, moment_text(&then.at))}</p>
                    <p>{t("To bring it back would change, from now to then:", "Ihn zurückzuholen würde ändern, von jetzt zu damals:")}</p>
                    {none}
                    <dl class="facts small">{rows}</dl>
                }
                .into_any()
            }
        })
    };
    view! {
        <Dialog open title=t("An earlier version", "Ein früherer Stand")>
            {shown}
            <div class="buttons">
                <button type="button" class="button primary" hidden=!use_may().edit() on:click=restore>{t("Bring it back", "Zurückholen")}</button>
                <button type="button" class="button" on:click=move |_| open.set(false)>{t("Close", "Schließen")}</button>
            </div>
        </Dialog>
    }
    .into_any()
}

/// The members that differ: their names, and what they say now and then. Lists of which entries came or went are compared whole.
fn compare(field: &str, now: &Value, then: &Value, rows: &mut Vec<(String, Value, Value)>) {
    if now == then {
        return;
    }
    match (now, then) {
        (Value::Object(one), Value::Object(other)) => {
            let mut names: Vec<&String> = one.keys().chain(other.keys()).filter(|name| *name != "id").collect();
            names.sort();
            names.dedup();
            for name in names {
                let of = |members: &serde_json::Map<String, Value>| members.get(name).cloned().unwrap_or_default();
                compare(&format!("{field}/{name}"), &of(one), &of(other), rows);
            }
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            for (place, (now, then)) in one.iter().zip(other).enumerate() {
                compare(&format!("{field}/{place}"), now, then, rows);
            }
        }
        _ => rows.push((field.to_owned(), now.clone(), then.clone())),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_differs_is_told_member_by_member_and_keys_are_not() {
        let now = json!({ "name": { "given": "Ann" }, "tags": ["a", "b"], "cards": [{ "id": "1", "business": "A" }] });
        let then = json!({ "name": { "given": "Anna" }, "tags": ["a"], "cards": [{ "id": "2", "business": "B" }], "gender": "f" });
        let mut rows = Vec::new();
        compare("", &now, &then, &mut rows);
        let fields: Vec<&str> = rows.iter().map(|(field, ..)| field.as_str()).collect();
        assert_eq!(fields, ["/cards/0/business", "/gender", "/name/given", "/tags"]);
        assert_eq!(rows.first().map(|(_, now, then)| (now, then)), Some((&json!("A"), &json!("B"))));
    }
}
