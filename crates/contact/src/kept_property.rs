//! vCard properties that are kept as they stood.

use serde::{Deserialize, Serialize};

use crate::is_false;

/// A vCard property that the model has no place for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KeptProperty {
    /// Its content line, unfolded, with group and parameters: `item1.X-FOO;BAR=1:text`.
    pub line: String,
    /// How many properties stood before it on its card, so that it comes out again where it stood.
    #[serde(default)]
    pub place: u32,
    /// Whether the model holds the value, and only its group and parameters are kept here: they go onto the line that has this
    /// value, and with the value they go.
    #[serde(default, skip_serializing_if = "is_false")]
    pub parameters_only: bool,
}

impl KeptProperty {
    /// Its name, without group and parameters: `X-FOO`.
    pub fn name(&self) -> &str {
        let head = self.line.split([':', ';']).next().unwrap_or_default();
        head.rsplit_once('.').map_or(head, |(_, name)| name)
    }

    /// Whether it says the same as the other, perhaps in the manner of another version.
    pub fn says_same(&self, other: &Self) -> bool {
        let file = |kept: &Self| kept.line.rsplit([',', ':']).next().unwrap_or_default().trim().to_owned();
        self.name().eq_ignore_ascii_case(other.name())
            && self.parameters_only == other.parameters_only
            && self.field_key() == other.field_key()
            && match (self.text(), other.text()) {
                (None, None) => file(self) == file(other),
                // The value itself is the model's: it may have been written in another manner.
                (Some(one), Some(other)) if self.parameters_only => letters(&one) == letters(&other),
                (one, another) => one == another,
            }
    }

    /// The key of the custom field whose value it is, where it is one.
    fn field_key(&self) -> Option<&str> {
        let (_, rest) = self.line.split_once(";X-CALLINGCARD-KEY=")?;
        rest.split([';', ':']).next()
    }

    /// What it says, with escapes undone; nothing where it is a file in base64.
    pub fn text(&self) -> Option<String> {
        let mut quoted = false;
        let colon = self.line.bytes().position(|byte| {
            quoted ^= byte == b'"';
            byte == b':' && !quoted
        })?;
        let (head, value) = (self.line[..colon].to_ascii_uppercase(), &self.line[colon + 1..]);
        let binary = head.contains("BASE64") || head.contains("ENCODING=B") || value.starts_with("data:");
        if binary {
            return None;
        }
        let mut text = String::with_capacity(value.len());
        let mut chars = value.chars();
        while let Some(c) = chars.next() {
            match (c, c == '\\') {
                (_, true) => match chars.next() {
                    Some('n' | 'N') => text.push('\n'),
                    Some(escaped) => text.push(escaped),
                    None => text.push(c),
                },
                _ => text.push(c),
            }
        }
        Some(text)
    }
}

/// What a text says, without blanks, separators and other signs.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}
