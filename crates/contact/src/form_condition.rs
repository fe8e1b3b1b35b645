//! Conditions: fields that are asked only where an earlier field says so.

use serde::{Deserialize, Serialize};

use crate::{Field, FieldKind, FormDefinition};

/// When a field is asked: by what an earlier field says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Condition {
    /// The name of the earlier field. One that is not asked itself counts as empty.
    pub field: String,
    /// What it must say.
    #[serde(flatten)]
    pub is: Comparison,
}

/// What a field is compared with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Comparison {
    /// It is this; of several that were chosen, one of them is.
    Equals {
        /// The value that is sent.
        value: String,
    },
    /// It is not this, also where it is empty.
    NotEquals {
        /// The value that is sent.
        value: String,
    },
    /// Something is there.
    Filled,
}

impl Condition {
    /// Whether a field that holds this text fulfils it.
    pub fn holds(&self, text: &str) -> bool {
        match &self.is {
            Comparison::Equals { value } => text.lines().any(|line| line.trim() == value),
            Comparison::NotEquals { value } => text.lines().all(|line| line.trim() != value),
            Comparison::Filled => !text.trim().is_empty(),
        }
    }
}

impl FormDefinition {
    /// The fields that are asked, given what was typed: those whose condition holds, in their order.
    pub fn asked<'a, 'v>(&'a self, value: impl Fn(&str) -> Option<&'v str>) -> Vec<&'a Field> {
        let mut asked: Vec<&Field> = Vec::with_capacity(self.fields.len());
        for field in self.fields.iter().filter(|field| field.kind != FieldKind::Step) {
            let holds = field.when.as_ref().is_none_or(|when| {
                let known = asked.iter().any(|earlier| earlier.name == when.field);
                when.holds(if known { value(&when.field).unwrap_or_default() } else { "" })
            });
            if holds {
                asked.push(field);
            }
        }
        asked
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Check, FormDefinition, Problem};

    fn form() -> FormDefinition {
        let mut form = FormDefinition::contact();
        let when = |field: &str, is| Some(Condition { field: field.into(), is });
        form.fields[3].when = when("company", Comparison::Filled);
        form.fields.swap(3, 4);
        form.fields[5].when = when("phone", Comparison::NotEquals { value: "110".into() });
        form.fields[5].required = true;
        form
    }

    #[test]
    fn what_is_not_asked_need_not_be_filled_in_and_counts_as_empty() {
        let form = form();
        let names = |values: &[(&str, &str)]| -> Vec<String> {
            let value = |name: &str| values.iter().find(|(known, _)| *known == name).map(|(_, value)| *value);
            form.asked(value).into_iter().map(|field| field.name.clone()).collect()
        };
        let all = ["given_name", "family_name", "email", "company", "phone", "message"];
        assert_eq!(names(&[("company", "ACME"), ("phone", "1")]), all);
        assert_eq!(names(&[("company", "ACME"), ("phone", "110")]), all[..5]);
        // The phone is not asked, so that what was typed there before says nothing.
        assert_eq!(names(&[("company", " "), ("phone", "110")]), [&all[..4], &all[5..]].concat());
        let wrong = form.check_values(
            |name| {
                [("family_name", "x"), ("email", "a@b.de")].iter().find(|(known, _)| *known == name).map(|(_, v)| *v)
            },
            true,
        );
        assert_eq!(wrong.iter().map(|error| error.field.as_str()).collect::<Vec<_>>(), ["/message"]);
    }

    #[test]
    fn of_several_one_is_enough() {
        let when = Condition { field: "topics".into(), is: Comparison::Equals { value: "b".into() } };
        assert!(when.holds("a\nb") && !when.holds("ab") && !when.holds(""));
    }

    #[test]
    fn only_an_earlier_field_can_be_asked_about() {
        let mut form = form();
        assert_eq!(form.check(), []);
        form.fields.swap(3, 4);
        let errors = form.check();
        assert_eq!((errors.len(), errors[0].field.as_str()), (1, "/fields/3/when/field"));
        assert_eq!(errors[0].problem, Problem::Earlier);
    }

    #[test]
    fn conditions_are_written_flat() -> Result<(), serde_json::Error> {
        let text = r#"{"field":"topic","is":"equals","value":"sales"}"#;
        assert_eq!(serde_json::to_string(&serde_json::from_str::<Condition>(text)?)?, text);
        Ok(())
    }
}
