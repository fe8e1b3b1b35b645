//! Custom fields of persons: theirs have numbers, ours keys. A key of ours is made of the label there, as it is made of labels here;
//! where several have the same, they are numbered in the order of their numbers.
//!
//! | theirs | ours |
//! |---|---|
//! | text, text area | one line, several lines |
//! | select box | a choice of one; an option is called and held by its text |
//! | check box, date, heading | nothing: they stay there as they are |

use calling_card_contact::{
    CustomEntity, CustomField, CustomKind, CustomStatus, CustomValue, CustomValues, FieldKey, Language, Localized,
    SelectOption, fitting_custom,
};

use super::answers::content;
use super::calls::Call;
use super::wire::{Contact, CustomField as Theirs, FieldPair};
use crate::work::once;
use crate::{Foreign, Making};

/// What fields hold, by the vendor's numbers.
const TEXT: i64 = 0;
const TEXT_AREA: i64 = 1;
const SELECT: i64 = 2;
/// Most fields that are known, and most options of one.
const MOST: usize = 100;

/// The fields of persons there that hold what ours can.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PersonFields(Vec<(i64, CustomField)>);

/// The definitions, in the order in which they stand there.
pub(crate) fn list() -> Making<Vec<Foreign<CustomField>>> {
    once(Call::ListFields.request(), |response| {
        let mut fields = PersonFields::of(&content::<Vec<Theirs>>(&response)?).0;
        fields.sort_by_key(|(number, field)| (field.order, *number));
        let foreign = |(number, content): (i64, CustomField)| Foreign {
            id: number.to_string(),
            content,
            created_at: None,
            changed_at: None,
        };
        Ok(fields.into_iter().map(foreign).collect())
    })
}

impl PersonFields {
    /// Those that are defined there.
    pub fn of(definitions: &[Theirs]) -> Self {
        let mut theirs: Vec<&Theirs> = definitions.iter().filter(|field| field.id > 0).collect();
        theirs.sort_by_key(|field| field.id);
        theirs.dedup_by_key(|field| field.id);
        let mut known: Vec<(i64, CustomField)> = Vec::new();
        for there in theirs {
            let Some(kind) = kind(there) else { continue };
            let label = there.label.clone().unwrap_or_default();
            let taken = |key: &FieldKey| known.iter().any(|(_, field)| field.key == *key);
            let Some(key) = FieldKey::of_label(&label, taken) else { continue };
            let field = CustomField {
                key,
                entity: CustomEntity::Person,
                label: spoken(label),
                description: Localized::default(),
                kind,
                status: CustomStatus::Active,
                order: u32::try_from(there.position).unwrap_or_default(),
            };
            known.push((there.id, field));
            if known.len() == MOST {
                break;
            }
        }
        Self(known)
    }

    /// The values that somebody has, as they are answered.
    pub fn values_of(&self, contact: &Contact) -> CustomValues {
        self.values(contact.custom_fields.as_deref().unwrap_or_default())
    }

    /// The values that are said.
    pub fn values(&self, said: &[Theirs]) -> CustomValues {
        let value = |number: i64| said.iter().find(|field| field.id == number)?.field_value.clone();
        let values = self.0.iter().filter_map(|(number, field)| {
            let value = value(*number).filter(|value| !value.is_empty())?;
            Some((field.key.clone(), CustomValue::Text(value)))
        });
        values.collect()
    }

    /// A value as it is written: to which number, and its text; none where no field takes it.
    pub fn written(&self, key: &FieldKey, value: &CustomValue) -> Option<(i64, String)> {
        let (number, field) = self.0.iter().find(|(_, field)| field.key == *key)?;
        Some((*number, field.kind.fit(value)?.text()))
    }

    /// The number of a field.
    pub fn number(&self, key: &FieldKey) -> Option<i64> {
        self.0.iter().find(|(_, field)| field.key == *key).map(|(number, _)| *number)
    }

    /// Values as they are written with a person.
    pub fn pairs(&self, values: &CustomValues) -> Vec<FieldPair> {
        let written = values.iter().filter_map(|(key, value)| self.written(key, value));
        written.map(|(key, value)| FieldPair { key, value: Some(value) }).collect()
    }

    /// What of these values is kept.
    pub fn kept(&self, values: &CustomValues) -> CustomValues {
        let fields: Vec<CustomField> = self.0.iter().map(|(_, field)| field.clone()).collect();
        fitting_custom(&fields, values)
    }
}

/// Whether somebody has a value in any of these.
pub(super) fn any(said: &[Theirs]) -> bool {
    said.iter().any(|field| field.field_value.as_ref().is_some_and(|value| !value.is_empty()))
}

/// What a field holds, as ours; none where ours hold nothing like it.
fn kind(field: &Theirs) -> Option<CustomKind> {
    match field.field_type {
        TEXT => Some(CustomKind::Text),
        TEXT_AREA => Some(CustomKind::Textarea),
        SELECT => {
            // The options are a list of texts, in a text of JSON.
            let options: Vec<String> =
                serde_json::from_str(field.mask.as_deref().unwrap_or_default()).unwrap_or_default();
            let option = |text: String| SelectOption { value: text.clone(), label: spoken(text) };
            Some(CustomKind::Select { options: options.into_iter().take(MOST).map(option).collect() })
        }
        _ => None,
    }
}

/// A portal has one language, which it does not name: what is said there is our English.
fn spoken(text: String) -> Localized {
    Localized(Some((Language::En.tag().to_owned(), text)).filter(|(_, text)| !text.is_empty()).into_iter().collect())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn fields() -> PersonFields {
        let field = |id: i64, label: &str, field_type: i64, mask: &str| Theirs {
            id,
            label: Some(label.into()),
            field_type,
            mask: Some(mask.into()),
            ..Theirs::default()
        };
        PersonFields::of(&[
            field(9, "Shoe size", TEXT, ""),
            field(2, "Colour", SELECT, r#"["Red","Dark blue"]"#),
            field(4, "Größe", TEXT_AREA, ""),
            field(5, "Member", 3, ""),
            field(3, "Shoe size", TEXT, ""),
            field(6, "Broken", SELECT, "no list"),
            field(0, "Nothing", TEXT, ""),
            field(7, "出身", TEXT, ""),
        ])
    }

    fn values(said: serde_json::Value) -> CustomValues {
        serde_json::from_value(said).unwrap_or_default()
    }

    #[test]
    fn a_key_is_made_of_the_label_whatever_the_order() {
        let keys: Vec<(i64, String)> =
            fields().0.iter().map(|(number, field)| (*number, field.key.to_string())).collect();
        let expected =
            [(2, "colour"), (3, "shoe-size"), (4, "groesse"), (6, "broken"), (7, "field"), (9, "shoe-size-2")];
        assert_eq!(keys, expected.map(|(number, key)| (number, key.to_owned())));
    }

    #[test]
    fn values_are_those_that_a_field_takes() {
        let said = json!({
            "colour": "dark BLUE", "shoe-size": " 42 ", "shoe-size-2": "a\nb", "groesse": ["a", "b"], "broken": "x", "gone": "y"
        });
        let kept = json!({ "colour": "Dark blue", "shoe-size": "42", "groesse": "a\nb" });
        assert_eq!(fields().kept(&values(said.clone())), values(kept));
        let pairs: Vec<(i64, Option<String>)> =
            fields().pairs(&values(said)).into_iter().map(|pair| (pair.key, pair.value)).collect();
        let expected = [(2, "Dark blue"), (4, "a\nb"), (3, "42")];
        assert_eq!(pairs, expected.map(|(number, value)| (number, Some(value.to_owned()))));
        assert_eq!(fields().pairs(&values(json!({ "colour": ["Red", "Dark blue"] }))), []);
    }

    #[test]
    fn what_stands_there_is_read_as_it_is() {
        let value = |id: i64, value: &str| Theirs { id, field_value: Some(value.into()), ..Theirs::default() };
        let said = [value(2, "Green"), value(3, ""), value(5, "true"), value(9, "43"), value(77, "x")];
        assert_eq!(fields().values(&said), values(json!({ "colour": "Green", "shoe-size-2": "43" })));
        assert!(any(&said) && !any(&[value(3, ""), Theirs::default()]));
    }
}
