//! Values of custom fields: `X-CALLINGCARD-CUSTOM;X-CALLINGCARD-KEY=budget;X-CALLINGCARD-LABEL=Budget:1250.50`.
//!
//! A card does not tell which fields there are, so that a value is a line like any other that is kept, until whoever knows the fields
//! takes it out. One whose field is not there stays a line, and leaves as it came.

use calling_card_contact::{CustomField, CustomValue, CustomValues, FieldKey, KeptProperty, Language};

use crate::Property;
use crate::write::Lines;

const NAME: &str = "X-CALLINGCARD-CUSTOM";
const KEY: &str = "X-CALLINGCARD-KEY";
const LABEL: &str = "X-CALLINGCARD-LABEL";

/// Writes values, each with the label of its field where that is among these.
pub(crate) fn write(lines: &mut Lines, values: &CustomValues, fields: &[CustomField]) {
    for (key, value) in values {
        let field = fields.iter().find(|field| field.key == *key);
        let label = field.map(|field| field.label.text(Language::default())).unwrap_or_default();
        let parameters = [lines.parameter(KEY, key.as_str()), lines.parameter(LABEL, label)].concat();
        lines.text(NAME, &parameters, &value.text());
    }
}

/// Takes those values out of kept lines that these fields can hold, and those that are there already.
pub fn take_custom(kept: &mut Vec<KeptProperty>, values: &mut CustomValues, fields: &[CustomField]) {
    kept.retain(|kept| {
        let Some((key, text)) = told(kept) else { return true };
        if values.get(&key).is_some_and(|known| known.text() == text) {
            return false;
        }
        let Some(field) = fields.iter().find(|field| field.key == key) else { return true };
        let value = field.kind.tidy(&CustomValue::Text(text));
        let fits = !value.text().is_empty() && field.kind.check(&value).is_ok();
        if fits {
            values.insert(key, value);
        }
        !fits
    });
}

/// The key of a field and the text of its value, where a line tells them.
fn told(kept: &KeptProperty) -> Option<(FieldKey, String)> {
    if kept.parameters_only || !kept.name().eq_ignore_ascii_case(NAME) {
        return None;
    }
    let property = Property::of_line(&kept.line)?;
    Some((property.parameter(KEY)?.parse().ok()?, property.text().into_owned()))
}
