//! Forms: their definitions, and what is typed into them.

use crate::rules::{self, LIST, SHORT_TEXT};
use crate::{
    Check, Checker, Comparison, Field, FieldErrors, FieldKind, FormDefinition, FormId, InboundSource, Localized,
    Problem, SelectOption,
};

impl FormDefinition {
    /// The name under which the tick of the consent is sent.
    pub const CONSENT: &str = "cc-consent";
    /// The name under which the key of the submission is sent.
    pub const KEY: &str = "cc-key";
    /// The name under which the language is sent in which the form was read.
    pub const LANGUAGE: &str = "cc-language";
    /// The name under which the code of an invitation is sent.
    pub const INVITATION: &str = "cc-invitation";
    /// The name under which the proof of work is sent.
    pub const PROOF: &str = "cc-proof";
    /// The name of the trap: people do not see it, and what fills it in is a machine.
    pub const TRAP: &str = "cc-more";
    /// How the names begin that no field may have.
    const RESERVED: &str = "cc-";

    /// What is wrong with what was typed; `value` gives a field's text by its name, `consent` whether the box was ticked.
    pub fn check_values<'a>(&self, value: impl Fn(&str) -> Option<&'a str>, consent: bool) -> FieldErrors {
        let mut checker = Checker::default();
        for field in self.asked(&value) {
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
        if self.fields.iter().all(|field| field.kind == FieldKind::Step) {
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
            texts(checker, "label", &field.label);
            texts(checker, "help", &field.help);
            field.check_kind(checker);
            self.check_condition(field, checker);
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
        for (member, text) in [
            ("title", &self.title),
            ("introduction", &self.introduction),
            ("submit", &self.submit),
            ("thanks", &self.thanks),
        ] {
            texts(checker, member, text);
        }
        let plain = |url: &str| rules::url(url).and_then(|()| crate::plain_origin(url).map(|_| ()).ok_or(Problem::Url));
        checker.rule("redirect", if self.redirect.is_empty() { Ok(()) } else { plain(&self.redirect) });
        if let Some(theme) = &self.theme {
            checker.inside("theme", |checker| theme.check_with(checker));
        }
    }
}

impl Field {
    fn check_kind(&self, checker: &mut Checker) {
        match &self.kind {
            FieldKind::Select { options } | FieldKind::Multiselect { options } => check_options(options, checker),
            FieldKind::Currency { currency } => checker.rule("currency", rules::currency(currency)),
            FieldKind::Hidden { parameter, value } => {
                checker.rule("parameter", rules::line(parameter, SHORT_TEXT));
                checker.rule("value", rules::line(value, self.max_length));
            }
            // On no card is a place for files.
            FieldKind::File { .. } if self.target.is_some() => checker.rule("target", Err(Problem::Option)),
            _ => {}
        }
    }
}

/// Each is sent as a line of its own, so that it is one, and there once.
pub(crate) fn check_options(options: &[SelectOption], checker: &mut Checker) {
    if options.is_empty() {
        return checker.rule("options/0/value", Err(Problem::Required));
    }
    if options.len() > LIST as usize {
        return checker.rule("options", Err(Problem::TooMany { max: LIST }));
    }
    checker.each("options", options, |checker, option| {
        let twice = options.iter().filter(|other| other.value == option.value).count() > 1;
        let value = match option.value.as_str() {
            text if text.trim().is_empty() => Err(Problem::Required),
            // It is compared without what surrounds it.
            text if text.trim() != text => Err(Problem::Option),
            _ if twice => Err(Problem::Taken),
            text => rules::line(text, SHORT_TEXT),
        };
        checker.rule("value", value);
        checker.rule("label/en", said(&option.label));
        texts(checker, "label", &option.label);
    });
}

impl FormDefinition {
    fn check_condition(&self, field: &Field, checker: &mut Checker) {
        let Some(when) = &field.when else { return };
        let earlier = self.fields.iter().take_while(|other| other.name != field.name);
        let known = earlier.filter(|other| other.kind != FieldKind::Step).any(|other| other.name == when.field);
        let possible = known && field.kind != FieldKind::Step;
        checker.rule("when/field", possible.then_some(()).ok_or(Problem::Earlier));
        if let Comparison::Equals { value } | Comparison::NotEquals { value } = &when.is {
            let there = if value.trim().is_empty() { Err(Problem::Required) } else { rules::line(value, SHORT_TEXT) };
            checker.rule("when/value", there);
        }
    }
}

pub(crate) fn said(text: &Localized) -> Result<(), Problem> {
    if text.is_empty() { Err(Problem::Required) } else { Ok(()) }
}

/// A text in each of its languages.
pub(crate) fn texts(checker: &mut Checker, member: &str, text: &Localized) {
    checker.inside(member, |checker| {
        for (language, text) in &text.0 {
            checker.rule(language, rules::lines(text, 10 * SHORT_TEXT));
        }
    });
}

impl Check for InboundSource {
    fn check_with(&self, checker: &mut Checker) {
        checker.required("name", &self.name);
        // The form of another CRM is not ours to check.
        if let Some(there) = &self.there {
            return checker.inside("there", |checker| there.check_with(checker));
        }
        for (index, origin) in self.origins.iter().enumerate() {
            checker.rule(&format!("origins/{index}"), rules::origin(origin));
        }
        checker.inside("form", |checker| self.form.check_with(checker));
    }
}
