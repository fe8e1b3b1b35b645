//! What a draft says beside what becomes of the person, so that nothing of it is dropped unsaid.

use std::collections::HashSet;

use serde_json::Value;

use crate::identity::phone_tail;
use crate::{Answer, ContactDraft, Person};

impl ContactDraft {
    /// What a note of the person says once the draft is accepted: the message, and each answer that the person does not hold as they are then,
    /// `Label: answer`.
    pub fn left_to_say(&self, person: &Person) -> String {
        let mut held = HashSet::new();
        collect(&serde_json::to_value(person).unwrap_or_default(), &mut held);
        let message = self.message.trim();
        // Whole paragraphs: the message is made of what was typed into its fields.
        let paragraphs = format!("\n\n{message}\n\n");
        let is_in_message =
            |text: &str| !text.trim().is_empty() && paragraphs.contains(&format!("\n\n{}\n\n", text.trim()));
        let is_said = |answer: &&Answer| {
            let kept = answer.value.lines().all(|line| held.contains(&plain(line)))
                || held.contains(&plain(&answer.value))
                || (!answer.meaning.is_empty() && held.contains(&plain(&answer.meaning)));
            kept || is_in_message(&answer.value) || is_in_message(&answer.meaning)
        };
        let left: Vec<String> = self
            .answers
            .iter()
            .filter(|answer| !answer.value.trim().is_empty() && !is_said(answer))
            .map(|answer| {
                let words = if answer.meaning.is_empty() { &answer.value } else { &answer.meaning };
                format!("{}: {}", answer.label.trim().trim_end_matches(':'), words.trim())
            })
            .collect();
        [message.to_owned(), left.join("\n")]
            .into_iter()
            .filter(|text| !text.is_empty())
            .collect::<Vec<_>>()
            .join("\n\n")
    }
}

fn collect(value: &Value, held: &mut HashSet<String>) {
    match value {
        Value::String(text) => _ = held.insert(plain(text)),
        Value::Array(list) => list.iter().for_each(|entry| collect(entry, held)),
        Value::Object(members) => members.values().for_each(|entry| collect(entry, held)),
        _ => {}
    }
}

/// A text as it is compared: letters in one case, a number by its last digits.
fn plain(text: &str) -> String {
    let text = text.trim();
    let is_number = !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || " +-/().".contains(c));
    let tail = if is_number { phone_tail(text) } else { None };
    tail.unwrap_or_else(|| text.to_lowercase())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test that cannot go on shall stop")]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_the_person_does_not_hold_is_said_in_the_note() {
        let draft: ContactDraft = serde_json::from_value(json!({
            "source": "contact", "source_name": "Contact", "received_at": "2026-01-01T00:00:00Z", "person": {}, "language": "de", "unread": true,
            "message": "Bonjour",
            "answers": [
                { "field": "family", "label": "Nachname:", "value": "Curie" },
                { "field": "email", "label": "E-Mail", "value": "Marie@example.com" },
                { "field": "phone", "label": "Telefon", "value": "+49 30 901820-12" },
                { "field": "topics", "label": "Themen", "value": "a\nb" },
                { "field": "how", "label": "Woher", "value": "fair", "meaning": "Messe" },
                { "field": "message", "label": "Nachricht", "value": "Bonjour" },
            ],
        }))
        .unwrap();
        let person: Person = serde_json::from_value(json!({
            "custom": { "topics": ["a", "b"] },
            "cards": [{ "emails": [{ "address": "marie@example.com" }], "phones": [{ "number": "030 90182012" }] }],
        }))
        .unwrap();
        assert_eq!(draft.left_to_say(&person), "Bonjour\n\nNachname: Curie\nWoher: Messe");
        let named = Person { name: crate::Name { family: "Curie".into(), ..Default::default() }, ..person };
        assert_eq!(draft.left_to_say(&named), "Bonjour\n\nWoher: Messe");
    }
}
