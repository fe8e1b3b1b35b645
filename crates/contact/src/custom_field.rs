//! Custom fields: what a workspace keeps about people and organizations beside what the model has a place for.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::check::form::{check_options, said, texts};
use crate::rules::{self, LIST, LONG_TEXT, SHORT_TEXT};
use crate::{Check, Checker, Field, FieldErrors, FieldKey, FieldKind, Language, Localized, Problem, SelectOption};

/// A field that staff have made. Members follow Samdock's custom field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CustomField {
    /// By what its values are held; it stays as it is.
    pub key: FieldKey,
    /// Whose field it is; that stays as it is.
    pub entity: CustomEntity,
    /// What it is called (Samdock: `name`).
    pub label: Localized,
    /// A sentence that helps (Samdock: `description`).
    #[serde(default, skip_serializing_if = "Localized::is_empty")]
    pub description: Localized,
    /// What it holds (Samdock: `type`, `options`).
    #[serde(flatten)]
    pub kind: CustomKind,
    /// Whether it is shown.
    #[serde(default)]
    pub status: CustomStatus,
    /// Its place among the fields of the same entity, from 0.
    #[serde(default)]
    pub order: u32,
}

/// Whose fields there are (Samdock: `entity`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum CustomEntity {
    /// Those of people.
    #[default]
    Person,
    /// Those of organizations.
    Organization,
}

/// Whether a custom field is shown (Samdock: `status`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum CustomStatus {
    /// It is.
    #[default]
    Active,
    /// It is not; its values are kept.
    Hidden,
}

/// What a custom field holds: some of the kinds that a form's field has, by the same rules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum CustomKind {
    /// One line.
    Text,
    /// Several lines.
    Textarea,
    /// One of several.
    Select {
        /// What can be chosen.
        options: Vec<SelectOption>,
    },
    /// Any of several.
    Multiselect {
        /// What can be chosen.
        options: Vec<SelectOption>,
    },
    /// An amount of money: `1250` or `1250.50`.
    Currency {
        /// The currency (ISO 4217).
        currency: String,
    },
}

/// The value of a custom field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(untagged)]
pub enum CustomValue {
    /// A text, an amount, or what was chosen.
    Text(String),
    /// What was chosen of several.
    Chosen(Vec<String>),
}

/// Values of custom fields. One whose field is gone, or whose option is, stays.
pub type CustomValues = BTreeMap<FieldKey, CustomValue>;

impl CustomValue {
    /// A value that a text stands for; of several that were chosen, each is a line.
    pub fn of_text(text: String, several: bool) -> Self {
        if several { Self::Chosen(text.lines().map(str::to_owned).collect()) } else { Self::Text(text) }
    }

    /// It as a text: of several that were chosen, each is a line.
    pub fn text(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Chosen(chosen) => chosen.join("\n"),
        }
    }

    /// What holds for it whatever its field is.
    pub fn check(&self) -> Result<(), Problem> {
        match self {
            Self::Text(text) => rules::lines(text, LONG_TEXT),
            Self::Chosen(chosen) if chosen.len() > LIST as usize => Err(Problem::TooMany { max: LIST }),
            Self::Chosen(chosen) => chosen.iter().try_for_each(|choice| rules::line(choice, SHORT_TEXT)),
        }
    }

    /// It without what another holds that was chosen of several as well.
    fn without(&self, other: Option<&Self>) -> Self {
        match (self, other) {
            (Self::Chosen(chosen), Some(Self::Chosen(before))) => {
                Self::Chosen(chosen.iter().filter(|choice| !before.contains(choice)).cloned().collect())
            }
            _ => self.clone(),
        }
    }
}

impl CustomKind {
    /// The kind of a form's field by whose rules values are read, checked and shown.
    pub fn of_form(&self) -> FieldKind {
        match self.clone() {
            Self::Text => FieldKind::Text,
            Self::Textarea => FieldKind::Textarea,
            Self::Select { options } => FieldKind::Select { options },
            Self::Multiselect { options } => FieldKind::Multiselect { options },
            Self::Currency { currency } => FieldKind::Currency { currency },
        }
    }

    /// Most characters of a text.
    pub fn max_length(&self) -> u32 {
        if *self == Self::Textarea { LONG_TEXT } else { 10 * SHORT_TEXT }
    }

    /// What is wrong with a value.
    pub fn check(&self, value: &CustomValue) -> Result<(), Problem> {
        self.of_form().check(&value.text(), false, self.max_length())
    }

    /// A value as it is kept.
    pub fn tidy(&self, value: &CustomValue) -> CustomValue {
        let text = self.of_form().tidy(&value.text(), self.max_length());
        CustomValue::of_text(text, matches!(self, Self::Multiselect { .. }))
    }

    /// What a value says to whoever reads it.
    pub fn words(&self, value: &CustomValue, language: Language) -> String {
        let text = value.text();
        self.of_form().meaning(&text, language).unwrap_or(text)
    }

    /// The value that a text means, as people and tables write it: of what is chosen, a label in any language, or the value itself.
    pub fn of_words(&self, text: &str) -> Option<CustomValue> {
        let option = |options: &[SelectOption], word: &str| {
            let is = |option: &&SelectOption| option.value == word || option.label.says(word);
            options.iter().find(is).map(|option| option.value.clone())
        };
        let value = match self {
            Self::Text | Self::Textarea | Self::Currency { .. } => CustomValue::Text(text.to_owned()),
            Self::Select { options } => CustomValue::Text(option(options, text.trim())?),
            Self::Multiselect { options } => {
                // A label may have a comma in it: as a whole it comes first.
                let all = option(options, text.trim()).map(|one| vec![one]);
                let each = || text.split([',', ';', '\n']).map(|word| option(options, word.trim())).collect();
                CustomValue::Chosen(all.or_else(each)?)
            }
        };
        let value = self.tidy(&value);
        (!value.text().is_empty() && self.check(&value).is_ok()).then_some(value)
    }

    /// A value of another system as one of this kind; none where it cannot be one.
    pub fn fit(&self, value: &CustomValue) -> Option<CustomValue> {
        match (self, value) {
            (_, CustomValue::Text(text)) => self.of_words(text),
            (Self::Textarea | Self::Multiselect { .. }, CustomValue::Chosen(chosen)) => {
                self.of_words(&chosen.join("\n"))
            }
            (_, CustomValue::Chosen(chosen)) => match chosen.as_slice() {
                [one] => self.of_words(one),
                _ => None,
            },
        }
    }

    /// Whether whatever a form's field takes in is a value of this kind.
    pub fn takes(&self, field: &Field) -> bool {
        use FieldKind::{Country, Currency, Date, Email, Hidden, Multiselect, Phone, Select, Text, Textarea, Url};
        let has = |options: &[SelectOption], asked: &[SelectOption]| {
            asked.iter().all(|asked| options.iter().any(|option| option.value == asked.value))
        };
        match (self, &field.kind) {
            (Self::Textarea, Textarea) => true,
            (Self::Text | Self::Textarea, Text | Email | Phone | Url | Hidden { .. }) => {
                field.max_length <= self.max_length()
            }
            (Self::Text | Self::Textarea, Date | Country) => true,
            (Self::Select { options }, Select { options: asked }) => has(options, asked),
            (Self::Multiselect { options }, Select { options: asked } | Multiselect { options: asked }) => {
                has(options, asked)
            }
            (Self::Currency { currency }, Currency { currency: asked }) => currency == asked,
            _ => false,
        }
    }
}

/// What of values of another system these fields take.
pub fn fitting_custom(fields: &[CustomField], values: &CustomValues) -> CustomValues {
    let fitting = |field: &CustomField| Some((field.key.clone(), field.kind.fit(values.get(&field.key)?)?));
    fields.iter().filter_map(fitting).collect()
}

/// Brings values into the shape in which they are kept, and says what is wrong with those that changed. One that stays as it was and
/// does not fit is left alone: its field may be gone, or its option, and the record it belongs to can be saved all the same.
pub fn settle_custom(fields: &[CustomField], before: &CustomValues, values: &mut CustomValues) -> FieldErrors {
    let mut checker = Checker::default();
    values.retain(|_, value| !value.text().trim().is_empty());
    checker.inside("custom", |checker| {
        for (key, value) in values {
            let known = before.get(key);
            let outcome = match fields.iter().find(|field| field.key == *key) {
                Some(CustomField { kind, .. }) => {
                    let tidy = kind.tidy(value);
                    let outcome = kind.check(&tidy.without(known));
                    if known != Some(value) || outcome.is_ok() {
                        *value = tidy;
                        outcome
                    } else {
                        Ok(())
                    }
                }
                None if known == Some(value) => Ok(()),
                None => Err(Problem::Unknown),
            };
            checker.rule(key.as_str(), outcome);
        }
    });
    checker.into_errors()
}

impl Check for CustomField {
    fn check_with(&self, checker: &mut Checker) {
        checker.rule("label/en", said(&self.label));
        texts(checker, "label", &self.label);
        texts(checker, "description", &self.description);
        match &self.kind {
            CustomKind::Select { options } | CustomKind::Multiselect { options } => check_options(options, checker),
            CustomKind::Currency { currency } => checker.rule("currency", rules::currency(currency)),
            CustomKind::Text | CustomKind::Textarea => {}
        }
    }
}

#[cfg(test)]
mod tests;
