//! Values of custom fields: a text, a list of the options that are chosen (of one, too), an amount as a number.

use calling_card_contact::{CustomEntity, CustomKind, CustomValue, CustomValues};
use calling_card_crm::samdock::wire::Open;
use serde_json::{Number, Value};

use super::fields::Defined;

/// The values, by the keys that the vendor's clients know. One whose field is gone is not told.
pub(super) fn told(values: &CustomValues, fields: &[Defined], entity: CustomEntity) -> Open {
    let of_entity = fields.iter().filter(|field| field.field().entity == entity);
    let each = of_entity.filter_map(|field| {
        let value = values.get(&field.field().key)?;
        Some((field.key(), told_as(&field.field().kind, value)))
    });
    each.collect()
}

fn told_as(kind: &CustomKind, value: &CustomValue) -> Value {
    match kind {
        CustomKind::Text | CustomKind::Textarea => Value::String(value.text()),
        CustomKind::Select { .. } | CustomKind::Multiselect { .. } => match value {
            CustomValue::Text(chosen) => vec![chosen.clone()].into(),
            CustomValue::Chosen(chosen) => chosen.clone().into(),
        },
        CustomKind::Currency { .. } => {
            let text = value.text();
            let amount = text.replace(',', ".").parse().ok().and_then(Number::from_f64);
            amount.map_or(Value::String(text), Value::Number)
        }
    }
}

/// Writes the values that are said otherwise than before. One of no field that there is stays beside the record.
pub(super) fn apply(
    values: &mut CustomValues,
    (fields, entity): (&[Defined], CustomEntity),
    (before, said): (&Open, &Open),
) {
    for field in fields.iter().filter(|field| field.field().entity == entity) {
        let key = field.key();
        if before.get(&key) == said.get(&key) {
            continue;
        }
        match said.get(&key).and_then(|said| value(&field.field().kind, said)) {
            Some(value) => values.insert(field.field().key.clone(), value),
            None => values.remove(&field.field().key),
        };
    }
}

fn value(kind: &CustomKind, said: &Value) -> Option<CustomValue> {
    let text = |value: &Value| match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let chosen: Vec<String> = match said {
        Value::Null => return None,
        Value::Array(entries) => entries.iter().map(text).collect(),
        one => vec![text(one)],
    };
    let chosen: Vec<String> = chosen.into_iter().filter(|text| !text.trim().is_empty()).collect();
    if chosen.is_empty() {
        return None;
    }
    Some(match kind {
        CustomKind::Multiselect { .. } => CustomValue::Chosen(chosen),
        // Several of what takes one are no option, and refused as such.
        CustomKind::Text | CustomKind::Textarea | CustomKind::Select { .. } | CustomKind::Currency { .. } => {
            CustomValue::Text(chosen.join("\n"))
        }
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_value_is_told_in_the_shape_of_its_field() {
        let currency = CustomKind::Currency { currency: "EUR".into() };
        let select = CustomKind::Select { options: Vec::new() };
        let several = CustomKind::Multiselect { options: Vec::new() };
        for (kind, said, kept) in [
            (&CustomKind::Text, json!("Ann"), CustomValue::Text("Ann".into())),
            (&currency, json!(1250.5), CustomValue::Text("1250.5".into())),
            (&select, json!(["a"]), CustomValue::Text("a".into())),
            (&several, json!(["a", "b"]), CustomValue::Chosen(vec!["a".into(), "b".into()])),
        ] {
            assert_eq!(value(kind, &said), Some(kept.clone()), "{said}");
            assert_eq!(told_as(kind, &kept), said);
        }
        for nothing in [json!(null), json!(""), json!([]), json!([" "])] {
            assert_eq!(value(&select, &nothing), None, "{nothing}");
        }
    }
}
