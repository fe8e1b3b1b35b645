//! What cobra says of a person and our model has no place for: it is kept as lines, as what vCards say beyond it, and goes back as it
//! came. Who is copied from one tenant to another has it there as well.

use calling_card_contact::KeptProperty;

use super::reading::personality_tag;
use super::said;
use crate::cobra::wire::PersonFields;

pub(super) const CUSTOMER_NUMBER: &str = "X-COBRA-CUSTOMER-NUMBER";
pub(super) const EMPLOYEE_NUMBER: &str = "X-COBRA-EMPLOYEE-NUMBER";
pub(super) const EMPLOYEE_STATUS: &str = "X-COBRA-EMPLOYEE-STATUS";
const PERSONALITY: &str = "X-COBRA-PERSONALITY";
/// Its category, a parameter of the line.
const CATEGORY: &str = ";X-CATEGORY=\"";

/// The lines of a person.
pub(super) fn lines(fields: &PersonFields) -> Vec<KeptProperty> {
    let unfit = fields.personalities.iter().flatten().filter(|tag| personality_tag(tag).is_none());
    let tags = unfit.filter_map(|tag| {
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

#[cfg(test)]
mod tests {
    use calling_card_contact::PersonalityTag;

    use super::*;
    use crate::cobra::wire::Personality;

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
                tag(Some(""), ""),
            ]),
            customer_number: Some("K-4711".into()),
            employee_status: Some("Extern;x".into()),
            ..PersonFields::default()
        };
        let kept = lines(&fields);
        let tags: Vec<_> = kept.iter().filter_map(PersonalityTag::of_kept).collect();
        let told: Vec<_> = tags.iter().map(|tag| (tag.category.as_str(), tag.text.as_str())).collect();
        let expected = [("Sport; \"Freizeit\": ^n", "Golf, Segeln; a\\b: \n2"), ("Line\nbreak", "x")];
        assert_eq!(told, expected, "what a record has a place for is no line");
        assert_eq!(text(&kept, CUSTOMER_NUMBER), fields.customer_number);
        assert_eq!(text(&kept, EMPLOYEE_STATUS), fields.employee_status);
        assert_eq!(text(&kept, EMPLOYEE_NUMBER), None);
        assert!(kept.iter().all(|kept| !kept.line.contains('\n')), "each is one line");
    }
}
