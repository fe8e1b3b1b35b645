//! What shall become of those who are selected.

use calling_card_api::ConnectionId;
use calling_card_api::bulk::BulkEdit;
use calling_card_api::tags::ListTags;
use calling_card_api::views::ListStages;
use leptos::prelude::*;

use super::run::Work;
use crate::language::t;
use crate::ui::{SelectField, TextField, load};

/// The kinds of changes.
const KINDS: [&str; 6] = ["add", "remove", "lifecycle", "archive", "unarchive", "delete"];

fn label(kind: &str) -> &'static str {
    match kind {
        "add" => t("Add tags", "Schlagwörter hinzufügen"),
        "remove" => t("Remove a tag", "Ein Schlagwort entfernen"),
        "lifecycle" => t("Set the lifecycle", "Lebenszyklus setzen"),
        "archive" => t("Archive", "Archivieren"),
        "unarchive" => t("Take out of the archive", "Aus dem Archiv holen"),
        _ => t("Delete", "Löschen"),
    }
}

/// The fields, and the button that shows what would change.
#[component]
pub(super) fn Choose(work: Work) -> impl IntoView {
    let (kind, value) = (work.kind, work.value);
    let options = KINDS.map(|kind| (kind.to_owned(), label(kind).to_owned())).to_vec();
    let field = move || {
        match kind.get().as_str() {
        "add" => view! {
            <TextField label=t("Tags", "Schlagwörter") help=t("Several are parted by commas.", "Mehrere werden durch Kommas getrennt.") value=value
                on_input=move |text| value.set(text) error=work.error />
        }
        .into_any(),
        "remove" => view! { <Tags work /> }.into_any(),
        "lifecycle" => view! { <Stage work /> }.into_any(),
        "delete" => view! { <p>{t("They go to the bin, with their notes and relations, and stay there for 30 days.",
            "Sie kommen in den Papierkorb, mit ihren Notizen und Beziehungen, und bleiben dort 30 Tage.")}</p> }.into_any(),
        _ => ().into_any(),
    }
    };
    let choose = move |chosen: String| {
        work.error.set(String::new());
        value.set(String::new());
        kind.set(chosen);
    };
    let look = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        work.look();
    };
    view! {
        <form class="stack" on:submit=look>
            <SelectField label=t("What", "Was") options value=kind on_input=choose />
            {field}
            <div class="buttons">
                <button type="submit" class="button primary">{t("Show what changes", "Zeigen, was sich ändert")}</button>
                <button type="button" class="button" on:click=move |_| work.stop()>{t("Cancel", "Abbrechen")}</button>
            </div>
        </form>
    }
}

#[component]
fn Tags(work: Work) -> impl IntoView {
    let tags = load(|| ListTags { connection: ConnectionId::home() });
    move || {
        let known = tags.state.get().and_then(Result::ok).unwrap_or_default();
        let first = (String::new(), t("Choose …", "Auswählen …").to_owned());
        let options =
            std::iter::once(first).chain(known.into_iter().map(|known| (known.tag.clone(), known.tag))).collect();
        view! { <SelectField label=t("Tag", "Schlagwort") options value=work.value on_input=move |tag: String| work.value.set(tag) error=work.error /> }
    }
}

#[component]
fn Stage(work: Work) -> impl IntoView {
    let stages = load(|| ListStages { connection: ConnectionId::home() });
    let known = move || stages.state.get().and_then(Result::ok).unwrap_or_default();
    let help = move || {
        let known: Vec<_> = known().into_iter().take(6).collect();
        (!known.is_empty()).then(|| {
            let choice = move |stage: String| {
                let said = stage.clone();
                view! { <button type="button" class="chip" on:click=move |_| work.value.set(said.clone())><bdi>{stage}</bdi></button> }
            };
            view! { <div class="chips" role="group" aria-label=t("Stages that there are", "Vorhandene Stufen")>{known.into_iter().map(|known| choice(known.stage)).collect::<Vec<_>>()}</div> }
        })
    };
    view! {
        <TextField label=t("Stage", "Stufe") value=work.value on_input=move |text| work.value.set(text) error=work.error />
        {help}
    }
}

/// What the fields say; nothing where they do not say enough.
pub(super) fn edit_of(kind: &str, value: &str) -> Option<BulkEdit> {
    let texts: Vec<String> = match kind {
        "add" => value.split(',').map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned).collect(),
        _ => Some(value.trim().to_owned()).filter(|text| !text.is_empty()).into_iter().collect(),
    };
    match kind {
        "add" if !texts.is_empty() => Some(BulkEdit::Tags { add: texts, remove: Vec::new() }),
        // A tag may begin or end otherwise than it is typed; this one was chosen.
        "remove" if !value.is_empty() => Some(BulkEdit::Tags { add: Vec::new(), remove: vec![value.to_owned()] }),
        "lifecycle" => texts.into_iter().next().map(BulkEdit::Lifecycle),
        "archive" => Some(BulkEdit::Archive(true)),
        "unarchive" => Some(BulkEdit::Archive(false)),
        "delete" => Some(BulkEdit::Delete),
        _ => None,
    }
}

/// What a change is called, with what it says.
pub(super) fn words_of(kind: &str, value: &str) -> String {
    match kind {
        "add" | "remove" | "lifecycle" => format!("{}: {}", label(kind), value.trim()),
        _ => label(kind).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_said_is_not_done() {
        assert_eq!(edit_of("add", " , "), None);
        assert_eq!(edit_of("remove", ""), None);
        assert_eq!(edit_of("lifecycle", " "), None);
        let add = BulkEdit::Tags { add: vec!["VIP".into(), "New York".into()], remove: Vec::new() };
        assert_eq!(edit_of("add", "VIP, New York,"), Some(add));
        assert_eq!(edit_of("lifecycle", " Lead "), Some(BulkEdit::Lifecycle("Lead".into())));
        assert!(KINDS.iter().all(|kind| edit_of(kind, "x").is_some()));
    }
}
