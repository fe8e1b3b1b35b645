//! Full-text queries, of words that are folded as `calling_card_api::fold` says.

pub(crate) use calling_card_api::fold::{phone_words, searched_text, sort_key, typed_words};

/// A full-text query that finds every word, or beginning of a word, of what was typed; nothing where no word was typed.
/// What was typed is quoted, so that no operator of the query language gets through.
pub(crate) fn query(typed: &str) -> Option<String> {
    let quoted: Vec<String> = typed_words(typed).iter().map(|word| format!("\"{word}\"*")).collect();
    (!quoted.is_empty()).then(|| quoted.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_never_is_an_operator() {
        assert_eq!(query("ann OR \"bob\" NEAR( *"), Some("\"ann\"* \"or\"* \"bob\"* \"near(\"*".into()));
        assert_eq!(query("\"*^-"), None);
        assert_eq!(query("+49 30"), Some("\"4930\"*".into()));
        assert_eq!(query(""), None);
    }
}
