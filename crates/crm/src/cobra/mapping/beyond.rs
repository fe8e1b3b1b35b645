//! What cobra says of a person and our model has no place for: it is kept as lines, as what vCards say beyond it, and goes back as it
//! came. Who is copied from one tenant to another has it there as well.

use calling_card_contact::KeptProperty;

use super::said;
use crate::cobra::wire::{PersonFields, Personality};

pub(super) const CUSTOMER_NUMBER: &str = "X-COBRA-CUSTOMER-NUMBER";
pub(super) const EMPLOYEE_NUMBER: &str = "X-COBRA-EMPLOYEE-NUMBER";
pub(super) const EMPLOYEE_STATUS: &str = "X-COBRA-EMPLOYEE-STATUS";
const PERSONALITY: &str = "X-COBRA-PERSONALITY";
/// Its category, a parameter of the line.
const CATEGORY: &str = ";X-CATEGORY=\"";

/// The lines of a person.
pub(super) fn lines(fields: &PersonFields) -> Vec<KeptProperty> {
    let tags = fields.personalities.iter().flatten().filter_map(|tag| {
        let text = tag.text.as_deref().filter(|text| !text.is_empty())?;
        let category = tag.category.as_deref().filter(|category| !category.is_empty());
        let category = category.map(|category| format!("{CATEGORY}{}\"", quoted(category))).unwrap_or_default();
        Some(line(&format!("{PERSONALITY}{category}"), text))
    });
    let texts = [
        (CUSTOMER_NUMBER, &fields.customer_number),
        (EMPLOYEE_NUMBER, &fields.employee_number),
        (EMPLOYEE_STATUS, &fields.employee_status),
    ];
    let texts =
        texts.into_iter().filter_map(|(name, text)| Some(line(name, text.as_deref().filter(|t| !t.is_empty())?)));
    tags.chain(texts).collect()
}

/// What the first line of this name says.
pub(super) fn text(kept: &[KeptProperty], name: &str) -> Option<String> {
    said(&kept.iter().find(|kept| is(kept, name))?.text()?)
}

/// The personality tags among the lines.
pub(super) fn personalities(kept: &[KeptProperty]) -> Vec<Personality> {
    let tags = kept.iter().filter(|kept| is(kept, PERSONALITY));
    let tag = |kept: &KeptProperty| {
        let category = kept.line.split_once(CATEGORY).and_then(|(_, rest)| rest.split_once('"'));
        let category = category.and_then(|(category, _)| said(&unquoted(category)));
        Some(Personality { id: None, category, text: Some(said(&kept.text()?)?) })
    };
    tags.filter_map(tag).collect()
}

fn is(kept: &KeptProperty, name: &str) -> bool {
    !kept.parameters_only && kept.name().eq_ignore_ascii_case(name)
}

fn line(head: &str, text: &str) -> KeptProperty {
    let text = text.replace("\r\n", "\n").replace('\\', "\\\\").replace(['\n', '\r'], "\\n");
    let text = text.replace(',', "\\,").replace(';', "\\;");
    // At the end of a card.
    KeptProperty { line: format!("{head}:{text}"), place: u32::MAX, parameters_only: false }
}

/// A text as a parameter (RFC 6868).
fn quoted(text: &str) -> String {
    text.replace("\r\n", "\n").replace('^', "^^").replace(['\n', '\r'], "^n").replace('"', "^'")
}

fn unquoted(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match (c, c == '^') {
            (_, true) => match chars.next() {
                Some('n') => plain.push('\n'),
                Some('\'') => plain.push('"'),
                Some('^') | None => plain.push('^'),
                Some(other) => plain.extend(['^', other]),
            },
            _ => plain.push(c),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_goes_back_as_it_came() {
        let tag = |category: Option<&str>, text: &str| Personality {
            id: None,
            category: category.map(Into::into),
            text: Some(text.into()),
        };
        let fields = PersonFields {
            personalities: Some(vec![
                tag(Some("Sport; \"Freizeit\": ^n"), "Golf, Segeln; a\\b: \n2"),
                tag(None, "Kaffee"),
                tag(Some("Line\nbreak"), "x"),
            ]),
            customer_number: Some("K-4711".into()),
            employee_status: Some("Extern;x".into()),
            ..PersonFields::default()
        };
        let kept = lines(&fields);
        assert_eq!(Some(personalities(&kept)), fields.personalities);
        assert_eq!(text(&kept, CUSTOMER_NUMBER), fields.customer_number);
        assert_eq!(text(&kept, EMPLOYEE_STATUS), fields.employee_status);
        assert_eq!(text(&kept, EMPLOYEE_NUMBER), None);
        assert!(kept.iter().all(|kept| !kept.line.contains('\n')), "each is one line");
    }
}
