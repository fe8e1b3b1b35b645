//! Forms: their definitions, and what is typed into them.

use crate::rules::{self, SHORT_TEXT};
use crate::{Check, Checker, Field, FieldErrors, FieldKind, FormDefinition, FormId, InboundSource, Problem};

impl Field {
    /// What is wrong with a value of this field, the same in browser and gateway.
    pub fn check_value(&self, value: &str) -> Result<(), Problem> {
        if value.trim().is_empty() {
            return if self.required { Err(Problem::Required) } else { Ok(()) };
        }
        match &self.kind {
            FieldKind::Textarea => rules::lines(value, self.max_length)?,
            _ => rules::line(value, self.max_length)?,
        }
        match &self.kind {
            FieldKind::Text | FieldKind::Textarea => Ok(()),
            FieldKind::Email => rules::email(value.trim()),
            FieldKind::Phone => rules::phone(value.trim()),
            FieldKind::Url => rules::url(value.trim()),
            FieldKind::Select { options } => {
                let known = options.iter().any(|option| option.value == value);
                known.then_some(()).ok_or(Problem::Option)
            }
        }
    }
}

impl FormDefinition {
    /// The name under which the tick of the consent is sent.
    pub const CONSENT: &str = "cc-consent";
    /// The name under which the key of the submission is sent.
    pub const KEY: &str = "cc-key";
    /// The name under which the language is sent in which the form was read.
    pub const LANGUAGE: &str = "cc-language";
    /// The name under which the proof of work is sent.
    pub const PROOF: &str = "cc-proof";
    /// The name of the trap: people do not see it, and what fills it in is a machine.
    pub const TRAP: &str = "cc-more";
    /// How the names begin that no field may have.
    const RESERVED: &str = "cc-";

    /// What is wrong with what was typed; `value` gives a field's text by its name, `consent` whether the box was ticked.
    pub fn check_values<'a>(&self, value: impl Fn(&str) -> Option<&'a str>, consent: bool) -> FieldErrors {
        let mut checker = Checker::default();
        for field in &self.fields {
            checker.rule(&field.name, field.check_value(value(&field.name).unwrap_or_default()));
        }
        if self.consent.as_ref().is_some_and(|asked| asked.required) && !consent {
            checker.rule(Self::CONSENT, Err(Problem::Required));
        }
        checker.errors
    }
}

impl Check for FormDefinition {
    fn check_with(&self, checker: &mut Checker) {
        let said = |text: &crate::Localized| if text.is_empty() { Err(Problem::Required) } else { Ok(()) };
        if self.fields.is_empty() {
            checker.rule("fields", Err(Problem::Required));
        }
        checker.each("fields", &self.fields, |checker, field| {
            let twice = self.fields.iter().filter(|other| other.name == field.name).count() > 1;
            let name = match field.name.parse::<FormId>() {
                _ if twice || field.name.starts_with(Self::RESERVED) => Err(Problem::Taken),
                Ok(_) => Ok(()),
                Err(_) => Err(Problem::Option),
            };
            checker.rule("name", name);
            checker.rule("label/en", said(&field.label));
            let length = if (1..=rules::LONG_TEXT).contains(&field.max_length) { Ok(()) } else { Err(Problem::Option) };
            checker.rule("max_length", length);
        });
        if let Some(consent) = &self.consent {
            checker.inside("consent", |checker| {
                checker.rule("text/en", said(&consent.text));
                checker.filled("notice_url", &consent.notice_url, rules::url);
                checker.rule("controller", rules::line(&consent.controller, SHORT_TEXT));
                for (language, text) in &consent.purpose.0 {
                    checker.rule(&format!("purpose/{language}"), rules::line(text, SHORT_TEXT));
                }
            });
        }
        self.check_opt_in(checker);
        checker.rule("submit/en", said(&self.submit));
        checker.rule("thanks/en", said(&self.thanks));
        let texts = [
            ("title", &self.title),
            ("introduction", &self.introduction),
            ("submit", &self.submit),
            ("thanks", &self.thanks),
        ];
        for (member, text) in texts {
            checker.inside(member, |checker| {
                for (language, text) in &text.0 {
                    checker.rule(language, rules::lines(text, 10 * SHORT_TEXT));
                }
            });
        }
    }
}

impl Check for InboundSource {
    fn check_with(&self, checker: &mut Checker) {
        checker.required("name", &self.name);
        for (index, origin) in self.origins.iter().enumerate() {
            checker.rule(&format!("origins/{index}"), rules::origin(origin));
        }
        checker.inside("form", |checker| self.form.check_with(checker));
    }
}
