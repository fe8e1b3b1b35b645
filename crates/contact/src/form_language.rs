//! The languages of forms: any in which their owners write them.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{FormDefinition, Language, Localized};

/// A language in which a form is read, by its tag of two or three letters (RFC 5646, the primary subtag).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FormLanguage([u8; 3]);

/// The languages that we speak to visitors, English first.
const SPOKEN: [&str; 10] = ["en", "de", "fr", "es", "it", "pt", "nl", "pl", "cs", "sv"];
/// The languages that are written from right to left and have a tag of their own.
const RIGHT_TO_LEFT: [&str; 10] = ["ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"];

impl FormLanguage {
    /// The language of a tag such as `fr-CH`; none where it is no tag.
    pub fn of(tag: &str) -> Option<Self> {
        let primary = tag.trim().split(['-', '_', ';']).next().unwrap_or_default().as_bytes();
        let letters = primary.iter().all(u8::is_ascii_alphabetic);
        let mut bytes = [b' '; 3];
        match primary.len() {
            length @ 2..=3 if letters => bytes[..length].copy_from_slice(primary),
            _ => return None,
        }
        Some(Self(bytes.map(|letter| letter.to_ascii_lowercase())))
    }

    /// Its tag.
    pub fn tag(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default().trim_end()
    }

    /// What is said in it, of what is said in English, German, French, Spanish, Italian, Portuguese, Dutch, Polish, Czech and Swedish;
    /// in all others it is the English.
    pub fn among<T: Copy>(self, said: [T; SPOKEN.len()]) -> T {
        said[SPOKEN.iter().position(|tag| *tag == self.tag()).unwrap_or_default()]
    }

    /// The one of the languages that we speak ourselves in which its readers are spoken to where we do not speak theirs.
    pub fn ours(self) -> Language {
        Language::choose(self.tag())
    }

    /// Whether it is written from right to left.
    pub fn is_right_to_left(&self) -> bool {
        RIGHT_TO_LEFT.contains(&self.tag())
    }
}

impl Default for FormLanguage {
    fn default() -> Self {
        Language::default().into()
    }
}

impl From<Language> for FormLanguage {
    fn from(language: Language) -> Self {
        match language {
            Language::En => Self(*b"en "),
            Language::De => Self(*b"de "),
        }
    }
}

impl fmt::Display for FormLanguage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

impl Serialize for FormLanguage {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.tag())
    }
}

/// What is no tag is English: nothing that a visitor sends fails for it.
impl<'de> Deserialize<'de> for FormLanguage {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self::of(&String::deserialize(deserializer)?).unwrap_or_default())
    }
}

impl FormDefinition {
    /// The languages of its button and, where something is agreed to, of the consent: what else is not said in one of them is
    /// read in English. Never empty; the first is what those read whose language is not among them.
    pub fn languages(&self) -> Vec<FormLanguage> {
        let texts = || [Some(&self.submit), self.consent.as_ref().map(|consent| &consent.text)].into_iter().flatten();
        let said = |text: &Localized, tag: &str| text.0.get(tag).is_some_and(|text| !text.is_empty());
        let tags = self.submit.0.keys().filter(|tag| texts().all(|text| said(text, tag)));
        let mut languages: Vec<FormLanguage> = tags.filter_map(|tag| FormLanguage::of(tag)).collect();
        // English stands in where a text is missing.
        let english = FormLanguage::default();
        if languages.is_empty() {
            languages.push(english);
        }
        languages.sort_by_key(|language| *language != english);
        languages
    }

    /// The first of its languages that an `Accept-Language` header or a list of tags asks for, else the first that it has.
    pub fn language_for(&self, wanted: &str) -> FormLanguage {
        let languages = self.languages();
        let asked = wanted.split(',').filter_map(FormLanguage::of).find(|language| languages.contains(language));
        asked.or(languages.first().copied()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tags(languages: &[FormLanguage]) -> String {
        languages.iter().map(FormLanguage::tag).collect::<Vec<_>>().join(" ")
    }

    fn say(text: &mut Localized, tag: &str) {
        text.0.insert(tag.to_owned(), "x".to_owned());
    }

    #[test]
    fn a_tag_is_two_or_three_letters_and_else_english() {
        for (text, tag) in [("fr-CH;q=0.9", "fr"), ("CKB_IQ", "ckb"), (" pt", "pt")] {
            assert_eq!(FormLanguage::of(text).map(|found| found.to_string()).as_deref(), Some(tag));
        }
        for text in ["", "x", "abcd", "e1", "*", "ü"] {
            assert_eq!(FormLanguage::of(text), None, "{text}");
        }
        let read: Result<Vec<FormLanguage>, _> = serde_json::from_str(r#"["ar","<x>"]"#);
        assert_eq!(read.ok().as_deref().map(tags).as_deref(), Some("ar en"));
    }

    #[test]
    fn what_is_not_spoken_is_said_in_english() {
        let said = |tag: &str| FormLanguage::of(tag).unwrap_or_default().among(SPOKEN);
        assert_eq!(["sv-FI", "de", "en", "ar", "x"].map(said), ["sv", "de", "en", "en", "en"]);
    }

    #[test]
    fn a_form_has_the_languages_of_its_button_and_consent() {
        let mut form = FormDefinition::contact();
        assert_eq!(tags(&form.languages()), "en de");
        say(&mut form.submit, "ca");
        assert_eq!(tags(&form.languages()), "en de", "what is agreed to must be read");
        if let Some(consent) = &mut form.consent {
            say(&mut consent.text, "ca");
        }
        assert_eq!(tags(&form.languages()), "en ca de");
        assert_eq!(form.language_for("it, ca-ES;q=0.8, de;q=0.5").tag(), "ca");
        assert_eq!(form.language_for("it").tag(), "en");
    }

    #[test]
    fn a_form_without_english_is_read_in_what_it_has() {
        let mut form = FormDefinition { consent: None, submit: Localized::default(), ..FormDefinition::contact() };
        say(&mut form.submit, "ar");
        assert_eq!(tags(&form.languages()), "ar");
        assert!(form.language_for("de").is_right_to_left());
        assert_eq!(tags(&FormDefinition::default().languages()), "en");
    }
}
