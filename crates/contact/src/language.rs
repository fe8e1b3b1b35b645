//! The languages of people and of texts.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::FormLanguage;

/// The languages that Calling Card itself speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// English, the default.
    #[default]
    En,
    /// German.
    De,
}

impl Language {
    /// The language tag (RFC 5646).
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::De => "de",
        }
    }

    /// The first language that we speak in an `Accept-Language` header or a list of tags, else English.
    pub fn choose(wanted: &str) -> Self {
        let primary = |entry: &str| entry.trim().split(['-', ';', '_']).next().map(str::to_ascii_lowercase);
        wanted
            .split(',')
            .find_map(|entry| match primary(entry).as_deref() {
                Some("en") => Some(Self::En),
                Some("de") => Some(Self::De),
                _ => None,
            })
            .unwrap_or_default()
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

/// One text in several languages, by language tag: `{"en": "Send", "de": "Senden"}`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct Localized(pub BTreeMap<String, String>);

impl Localized {
    /// A text in English and German.
    pub fn new(en: &str, de: &str) -> Self {
        Self(BTreeMap::from([("en".to_owned(), en.to_owned()), ("de".to_owned(), de.to_owned())]))
    }

    /// The text in this language, else in English, else in any that there is, else nothing.
    pub fn text(&self, language: impl Into<FormLanguage>) -> &str {
        let in_tag = |tag: &str| self.0.get(tag).filter(|text| !text.is_empty());
        in_tag(language.into().tag())
            .or_else(|| in_tag("en"))
            .or_else(|| self.0.values().find(|text| !text.is_empty()))
            .map_or("", String::as_str)
    }

    /// Whether it says that in any language, in capitals or not.
    pub fn says(&self, text: &str) -> bool {
        let text = text.to_lowercase();
        !text.is_empty() && self.0.values().any(|said| said.to_lowercase() == text)
    }

    /// Whether no language has a text.
    pub fn is_empty(&self) -> bool {
        self.0.values().all(String::is_empty)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_language_that_we_speak_is_chosen() {
        assert_eq!(Language::choose("fr-CH, de-AT;q=0.9, en;q=0.8"), Language::De);
        assert_eq!(Language::choose("DE_ch"), Language::De);
        assert_eq!(Language::choose(""), Language::En);
    }
}
