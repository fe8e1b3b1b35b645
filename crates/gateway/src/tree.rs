//! HTML as data, so that an embed can build it without parsing HTML: `["tag", {attributes}, children...]`.

use scraper::{Html, Node};
use serde_json::{Map, Value, json};

/// The first element of our own HTML as nested arrays.
pub(crate) fn tree_of(html: &str) -> Value {
    let fragment = Html::parse_fragment(html);
    let nodes = fragment.tree.root().children().flat_map(|node| node.children());
    nodes.filter_map(convert).next().unwrap_or(Value::Null)
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
