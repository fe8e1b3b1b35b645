//! The rules of a form as WebAssembly: the gateway's own, so that what the visitor is told while typing is what would be
//! said after sending. The element loads this at the first interaction; the form works without it.

use calling_card_contact::{FieldKind, FormDefinition, FormLanguage, Problem};
use serde::Deserialize;
use wasm_bindgen::prelude::wasm_bindgen;

/// The rules of one form.
#[wasm_bindgen]
pub struct Rules {
    form: Form,
    language: FormLanguage,
}

/// Of a form's definition what the rules need, so that nothing else is loaded.
#[derive(Default, Deserialize)]
struct Form {
    fields: Vec<Asked>,
    consent: Option<AskedConsent>,
}

#[derive(Deserialize)]
struct Asked {
    name: String,
    #[serde(flatten)]
    kind: FieldKind,
    #[serde(default)]
    required: bool,
    max_length: u32,
}

#[derive(Deserialize)]
struct AskedConsent {
    required: bool,
}

#[wasm_bindgen]
impl Rules {
    /// The rules of a form (its definition as JSON), with sentences in a language. A definition that cannot be read has no rules.
    #[wasm_bindgen(constructor)]
    pub fn new(definition: &str, language: &str) -> Self {
        let language = FormLanguage::of(language).unwrap_or_default();
        Self { form: serde_json::from_str(definition).unwrap_or_default(), language }
    }

    /// What is wrong with what was typed into a field, as a sentence; empty if nothing is. For the consent: `yes` or nothing.
    pub fn check(&self, name: &str, value: &str) -> String {
        self.problem(name, value).and_then(|problem| problem.to_visitor(self.language)).unwrap_or_default()
    }

    fn problem(&self, name: &str, value: &str) -> Option<Problem> {
        if name == FormDefinition::CONSENT {
            let asked = self.form.consent.as_ref().is_some_and(|consent| consent.required);
            return (asked && value.is_empty()).then_some(Problem::Required);
        }
        let field = self.form.fields.iter().find(|field| field.name == name)?;
        field.kind.check(value, field.required, field.max_length).err()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use calling_card_contact::Language;

    #[test]
    fn sentences_are_those_of_the_model() -> Result<(), serde_json::Error> {
        let rules = Rules::new(&serde_json::to_string(&FormDefinition::contact())?, "de");
        assert_eq!(rules.check("email", "marie@"), Problem::Email.sentence(Language::De));
        assert_eq!(rules.check("email", "marie@example.com"), "");
        assert_eq!(rules.check("cc-consent", ""), Problem::Required.sentence(Language::De));
        assert_eq!(rules.check("unknown", "x"), "");
        Ok(())
    }
}
