//! The form's tree as data, so that the embed can build it without parsing HTML: `["tag", {attributes}, children...]`.

use calling_card_contact::{FormLanguage, InboundSource};
use calling_card_contact_form::{ContactForm, Filled};
use leptos::prelude::*;
use scraper::{Html, Node};
use serde_json::{Map, Value, json};

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
    let html = html(source, language, "", "", Filled::default());
    let fragment = Html::parse_fragment(&html);
    let nodes = fragment.tree.root().children().flat_map(|node| node.children());
    nodes.filter_map(|node| convert(node)).next().unwrap_or(Value::Null)
}

fn convert(node: ego_tree::NodeRef<'_, Node>) -> Option<Value> {
    match node.value() {
        Node::Text(text) => Some(Value::String(text.to_string())),
        Node::Element(element) => {
            let attributes: Map<String, Value> =
                element.attrs().map(|(name, value)| (name.to_owned(), value.into())).collect();
            let mut array = vec![json!(element.name()), Value::Object(attributes)];
            // The names of countries are made by the browser: the list is long, and every browser has it.
            let kept = if element.attr("data-countries").is_some() { 1 } else { usize::MAX };
            array.extend(node.children().filter_map(convert).take(kept));
            Some(Value::Array(array))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use calling_card_contact::{FormDefinition, Language};

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
