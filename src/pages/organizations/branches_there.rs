//! Branches of an organization of a CRM that does not tell what they say.

use calling_card_contact::{Branch, Organization};
use leptos::prelude::*;
use serde_json::Value;

use crate::connection::use_connection;
use crate::language::t;
use crate::ui::Editor;

/// How many branches there are.
#[component]
pub(super) fn BranchesThere(count: usize) -> impl IntoView {
    let name = use_connection().name;
    let number = match count {
        1 => t("1 branch.", "1 Niederlassung.").to_owned(),
        many => format!("{many} {}", t("branches.", "Niederlassungen.")),
    };
    view! {
        <section class="panel stack">
            <h2>{t("Branches", "Niederlassungen")}</h2>
            <p>{number}</p>
            <p class="muted small"><span dir="auto">{name}</span>" "{t(
                "does not tell what they say; it is seen there.",
                "verrät nicht, was in ihnen steht; dort ist es zu sehen.",
            )}</p>
        </section>
    }
}

/// Whether a branch in a form is one of those of which nothing is told.
pub(super) fn is_known(editor: Editor, index: usize) -> bool {
    untrack(|| !editor.value(&format!("/branches/{index}/id")).is_null())
}

/// What is said of such a branch in a form.
pub(super) fn words() -> &'static str {
    t(
        "What it says is seen there alone. What is written here takes the place of all of it; removed, it does not come back.",
        "Was in ihr steht, ist nur dort zu sehen. Was hier geschrieben wird, ersetzt alles; entfernt kommt sie nicht zurück.",
    )
}

/// The organization in a form, if nothing is wrong with it. A branch of which nothing is told, and nothing was written, stays as it is.
pub(super) fn read(editor: Editor) -> Option<Organization> {
    let form = untrack(|| editor.value("/branches"));
    let branches = form.as_array().into_iter().flatten().enumerate();
    let untold: Vec<(usize, Branch)> = branches
        .filter(|(_, branch)| is_untold(branch))
        .map(|(place, branch)| {
            let id = serde_json::from_value(branch["id"].clone()).ok();
            (place, Branch { id, ..Branch::default() })
        })
        .collect();
    let told = |form: &mut Value| {
        if let Some(branches) = form.get_mut("branches").and_then(Value::as_array_mut) {
            branches.retain(|branch| !is_untold(branch));
        }
    };
    let Some(mut organization) = editor.read_without::<Organization>(told) else {
        let of = |field: &str| untold.iter().any(|(place, _)| field.starts_with(&format!("/branches/{place}/")));
        editor.errors.update(|errors| errors.retain(|error| !of(&error.field)));
        return None;
    };
    for (place, branch) in untold {
        let place = place.min(organization.branches.len());
        organization.branches.insert(place, branch);
    }
    Some(organization)
}

fn is_untold(branch: &Value) -> bool {
    let says = |(name, value): (&String, &Value)| name != "id" && !says_nothing(value);
    branch["id"].is_string() && branch.as_object().is_some_and(|members| !members.iter().any(says))
}

fn says_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Bool(yes) => !yes,
        Value::Number(_) => false,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(entries) => entries.iter().all(says_nothing),
        Value::Object(members) => members.values().all(says_nothing),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_branch_is_untold_until_something_is_written() {
        for (branch, untold) in [
            (json!({ "id": "a" }), true),
            (json!({ "id": "a", "name": " ", "address": { "city": "" } }), true),
            (json!({ "id": "a", "address": { "city": "Kiel" } }), false),
            (json!({ "name": "" }), false),
        ] {
            assert_eq!(is_untold(&branch), untold, "{branch}");
        }
    }
}
