//! The languages of a form's texts, side by side.

use std::collections::BTreeSet;

use leptos::prelude::*;
use serde_json::Value;

use crate::language::t;
use crate::ui::{Editor, SelectField};

/// Languages by their tags, as they call themselves.
const NAMES: [(&str, &str); 24] = [
    ("en", "English"),
    ("de", "Deutsch"),
    ("fr", "Français"),
    ("es", "Español"),
    ("it", "Italiano"),
    ("pt", "Português"),
    ("nl", "Nederlands"),
    ("pl", "Polski"),
    ("cs", "Čeština"),
    ("sk", "Slovenčina"),
    ("hu", "Magyar"),
    ("ro", "Română"),
    ("da", "Dansk"),
    ("sv", "Svenska"),
    ("nb", "Norsk"),
    ("fi", "Suomi"),
    ("el", "Ελληνικά"),
    ("tr", "Türkçe"),
    ("uk", "Українська"),
    ("ru", "Русский"),
    ("ar", "العربية"),
    ("he", "עברית"),
    ("zh", "中文"),
    ("ja", "日本語"),
];

/// The languages that stand side by side.
#[derive(Clone, Copy)]
pub(crate) struct Languages(RwSignal<Vec<String>>);

impl Languages {
    /// The languages that a part has texts in; English is always one, because it stands in where others are missing.
    pub(crate) fn provide(editor: Editor, part: &str) -> Self {
        let mut tags = BTreeSet::from(["en".to_owned()]);
        collect(&untrack(|| editor.value(part)), &mut tags);
        let known: Vec<String> =
            NAMES.iter().map(|(tag, _)| (*tag).to_owned()).filter(|tag| tags.remove(tag)).collect();
        let languages = Self(RwSignal::new(known.into_iter().chain(tags).collect()));
        provide_context(languages);
        languages
    }

    /// Their tags.
    pub(super) fn tags(self) -> Vec<String> {
        self.0.get()
    }

    /// Adds one, unless it is there.
    pub(crate) fn add(self, tag: &str) {
        self.0.update(|known| {
            if !known.iter().any(|other| other == tag) {
                known.push(tag.to_owned());
            }
        });
    }

    /// Adds those that a form brings.
    pub(super) fn learn(self, form: &Value) {
        let mut tags = BTreeSet::new();
        collect(form, &mut tags);
        self.0.update(|known| known.extend(tags.into_iter().filter(|tag| !known.contains(tag)).collect::<Vec<_>>()));
    }
}

/// What a language calls itself.
pub(super) fn name_of(tag: &str) -> String {
    NAMES.iter().find(|(known, _)| *known == tag).map_or(tag, |(_, name)| name).to_owned()
}

/// The tags of all texts: objects that hold texts alone, by names that language tags can be.
fn collect(value: &Value, tags: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            let tag = |name: &str| matches!(name.len(), 2 | 3) && name.bytes().all(|b| b.is_ascii_lowercase());
            let texts = members.iter().all(|(name, text)| tag(name) && text.is_string());
            if texts {
                tags.extend(members.iter().filter(|(_, text)| **text != "").map(|(name, _)| name.clone()));
            } else {
                members.values().for_each(|member| collect(member, tags));
            }
        }
        Value::Array(entries) => entries.iter().for_each(|entry| collect(entry, tags)),
        _ => {}
    }
}

/// One text in every language of the form.
#[component]
pub(crate) fn Texts(
    editor: Editor,
    #[prop(into)] pointer: String,
    label: &'static str,
    #[prop(default = "text")] kind: &'static str,
) -> impl IntoView {
    let languages = expect_context::<Languages>();
    let field =
        move |tag: String| editor.field(&format!("{pointer}/{tag}"), format!("{label}, {}", name_of(&tag)), kind);
    view! { <div class="grid">{move || languages.tags().into_iter().map(&field).collect::<Vec<_>>()}</div> }
}

/// Adds a language to those that stand side by side.
#[component]
pub(crate) fn AddLanguage() -> impl IntoView {
    let languages = expect_context::<Languages>();
    let add = move |tag: String| {
        if !tag.is_empty() {
            languages.add(&tag);
        }
    };
    move || {
        let known = languages.tags();
        let others = NAMES.iter().filter(|(tag, _)| !known.iter().any(|other| other == tag));
        let mut options = vec![(String::new(), t("Choose …", "Wählen …").to_owned())];
        options.extend(others.map(|(tag, name)| ((*tag).to_owned(), (*name).to_owned())));
        let value = Signal::derive(String::new);
        view! { <SelectField label=t("Add a language", "Sprache hinzufügen") value on_input=add options /> }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_languages_of_a_form_are_those_of_its_texts() {
        let form = serde_json::json!({
            "title": { "en": "x", "fr": "y", "de": "" },
            "fields": [{ "name": "on", "label": { "ja": "z" }, "help": {} }],
            "theme": { "light": { "accent": "#123456" } }
        });
        let mut tags = BTreeSet::new();
        collect(&form, &mut tags);
        assert_eq!(tags.into_iter().collect::<Vec<_>>(), ["en", "fr", "ja"]);
    }
}
