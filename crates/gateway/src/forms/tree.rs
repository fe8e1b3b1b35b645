//! The form's tree, as HTML and as data.

use calling_card_contact::{FormLanguage, InboundSource};
use calling_card_contact_form::{ContactForm, Filled};
use leptos::prelude::*;
use serde_json::Value;

use crate::tree::tree_of;

/// The form as HTML.
pub(super) fn html(source: &InboundSource, language: FormLanguage, action: &str, key: &str, filled: Filled) -> String {
    let definition = source.form.clone();
    let (action, key, prefix) = (action.to_owned(), key.to_owned(), "cc".to_owned());
    let owner = Owner::new();
    let page = !key.is_empty();
    let html = owner.with(|| view! { <ContactForm definition language action prefix key page filled /> }.to_html());
    drop(owner);
    html
}

/// The form as nested arrays.
pub(super) fn tree(source: &InboundSource, language: FormLanguage) -> Value {
    tree_of(&html(source, language, "", "", Filled::default()))
}

#[cfg(test)]
mod tests {
    use calling_card_contact::{FormDefinition, Language};
    use serde_json::json;

    use super::*;

    #[test]
    fn a_form_becomes_nested_arrays() -> Result<(), Box<dyn std::error::Error>> {
        let form = FormDefinition::contact();
        let source = InboundSource::new("contact".parse()?, "Contact", form);
        let tree = tree(&source, Language::De.into());
        assert_eq!(tree[0], "form");
        assert_eq!(tree[1]["method"], "post");
        assert_eq!(tree[2], json!(["h2", { "id": "cc-title", "part": "title" }, "Kontakt"]));
        assert!(tree.to_string().contains(r#""autocomplete":"family-name""#), "{tree}");
        Ok(())
    }
}
