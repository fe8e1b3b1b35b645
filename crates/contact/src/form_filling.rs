//! Filling a form in from a person: the reverse of [`FormDefinition::propose`].

use std::collections::BTreeMap;

use crate::{BusinessCard, CustomValue, Field, FieldKind, FieldTarget, FormDefinition, Person};

impl FormDefinition {
    /// What a person says to the fields of the form, by their names; only what a field takes.
    pub fn fill_from(&self, person: &Person) -> BTreeMap<String, String> {
        let card = person.cards.iter().find(|card| card.favourite).or(person.cards.first());
        let said = |field: &Field| {
            let value = field.tidy(&field.said_by(person, card)?);
            let fits = !value.is_empty() && field.check_value(&value).is_ok();
            fits.then(|| (field.name.clone(), value))
        };
        self.fields.iter().filter_map(said).collect()
    }
}

impl Field {
    fn said_by(&self, person: &Person, card: Option<&BusinessCard>) -> Option<String> {
        let address = card.and_then(|card| card.addresses.first());
        let text = match self.target.as_ref()? {
            FieldTarget::Salutation => &person.name.salutation,
            FieldTarget::GivenName => &person.name.given,
            FieldTarget::FamilyName => &person.name.family,
            FieldTarget::Email => &card?.emails.first()?.address,
            FieldTarget::Phone => &card?.phones.first()?.number,
            FieldTarget::Company => &card?.business,
            FieldTarget::Position => &card?.positions.first()?.position,
            FieldTarget::Website => &person.web_addresses.first()?.url,
            FieldTarget::Street => &address?.street,
            FieldTarget::Zip => &address?.zip,
            FieldTarget::City => &address?.city,
            FieldTarget::Country if self.kind == FieldKind::Country => &address?.country_code,
            FieldTarget::Country => &address?.country,
            // What a visitor wants to say is on no card.
            FieldTarget::Message => return None,
            FieldTarget::Custom(key) => return person.custom.get(key).map(CustomValue::text),
        };
        Some(text.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Answer;

    #[test]
    fn what_a_form_proposes_fills_it_in_again_but_for_the_message() {
        let form = FormDefinition::contact();
        let answers: Vec<Answer> = form
            .fields
            .iter()
            .map(|field| Answer {
                field: field.name.clone(),
                label: String::new(),
                value: match field.kind {
                    FieldKind::Email => "marie@example.com".into(),
                    FieldKind::Phone => "+49 30 123456".into(),
                    _ => format!("the {}", field.name),
                },
                meaning: String::new(),
            })
            .collect();
        let (person, _) = form.propose(&answers);
        let filled = form.fill_from(&person);
        for answer in answers.iter().filter(|answer| answer.field != "message") {
            assert_eq!(filled.get(&answer.field), Some(&answer.value));
        }
        assert!(!filled.contains_key("message"));
    }

    #[test]
    fn what_a_field_does_not_take_is_left_out() {
        let mut person = Person::default();
        person.name.given = "x".repeat(100_000);
        person.name.family = "Curie".into();
        let filled = FormDefinition::contact().fill_from(&person);
        assert_eq!(filled.into_iter().collect::<Vec<_>>(), [("family_name".to_owned(), "Curie".to_owned())]);
    }
}
