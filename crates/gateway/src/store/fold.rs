//! Full-text queries, of words that are folded as `calling_card_api::fold` says.

use calling_card_api::fold::tokens;
pub(crate) use calling_card_api::fold::{phone_words, searched_text, sort_key, typed_words};

/// Words that were typed, of which every one is to be found, as a word or the beginning of one.
#[derive(Clone, Debug)]
pub(crate) struct Words(Vec<String>);

impl Words {
    /// Those of a text.
    pub(crate) fn typed(text: &str) -> Self {
        Self(typed_words(text))
    }

    /// Whether no word was typed.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The query as SQLite's FTS5 takes it. What was typed is quoted, so that no operator of the query language gets through.
    pub(crate) fn for_fts5(&self) -> String {
        let quoted: Vec<String> = self.0.iter().map(|word| format!("\"{word}\"*")).collect();
        quoted.join(" ")
    }

    /// The query as PostgreSQL takes it, a `tsquery`: it holds letters and digits of what was typed, and nothing else.
    pub(crate) fn for_tsquery(&self) -> String {
        let phrase = |word: &String| {
            let tokens: Vec<String> = tokens(word).map(|token| format!("'{}'", shortened(token))).collect();
            format!("{}:*", tokens.join(" <-> "))
        };
        self.0.iter().map(phrase).collect::<Vec<_>>().join(" & ")
    }
}

/// The beginning of a word: PostgreSQL takes none of more than 2,046 bytes.
fn shortened(token: &str) -> String {
    token.chars().take(500).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_no_longer_than_postgresql_takes_it() {
        let typed = "🂡".repeat(3000);
        assert!(Words::typed(&typed).for_tsquery().len() < 2046);
        assert_eq!(
            Words::typed(&"ä".repeat(900)).for_tsquery().chars().filter(|char| char.is_alphabetic()).count(),
            500
        );
    }

    #[test]
    fn what_is_typed_never_is_an_operator() {
        for (typed, fts5, tsquery) in [
            ("ann OR \"bob\" NEAR( *", "\"ann\"* \"or\"* \"bob\"* \"near(\"*", "'ann':* & 'or':* & 'bob':* & 'near':*"),
            ("\"*^-", "", ""),
            ("+49 30", "\"4930\"*", "'4930':*"),
            ("O'Neil:*|x", "\"o'neil:*|x\"*", "'o' <-> 'neil' <-> 'x':*"),
            ("", "", ""),
        ] {
            let words = Words::typed(typed);
            assert_eq!((words.for_fts5().as_str(), words.for_tsquery().as_str()), (fts5, tsquery));
            assert_eq!(words.is_empty(), fts5.is_empty());
        }
    }
}
