//! Properties: content lines, taken apart.

use vcard::tree::line::VcardLine;

use crate::repair::{Line, decode_quoted_printable, decode_text, is_quoted_printable};

/// A content line (RFC 6350 section 3.3), taken apart.
#[derive(Clone, Debug)]
pub struct Property {
    /// The group before the name, in lower case.
    pub group: String,
    /// The name, in upper case.
    pub name: String,
    /// Parameters: names in upper case, and their values.
    pub parameters: Vec<(String, Vec<String>)>,
    /// The whole line, unfolded, as text.
    pub line: String,
    /// Where it began, from 1.
    pub number: u32,
    parts: Parts,
}

#[derive(Clone, Debug, Default)]
struct Parts {
    whole: String,
    list: Vec<String>,
    components: Vec<Vec<String>>,
}

impl Property {
    /// Takes a line apart; nothing where it is no content line.
    pub(crate) fn parse(line: &Line) -> Option<Self> {
        let quoted = is_quoted_printable(&line.text);
        let text = if quoted { decode_value(&line.text) } else { decode_text(&line.text) };
        let ended = format!("{text}\r\n");
        let (taken, _) = VcardLine::take(ended.as_bytes()).ok()?;
        let mut parameters: Vec<(String, Vec<String>)> = Vec::new();
        for parameter in &taken.params {
            let (name, values) = parameter_of(parameter.name.get(), parameter.values.iter().map(|value| value.get()));
            match parameters.iter_mut().find(|(known, _)| *known == name) {
                Some((_, known)) => known.extend(values),
                None => parameters.push((name, values)),
            }
        }
        let value = &taken.value;
        let owned = |list: Vec<std::borrow::Cow<'_, str>>| list.into_iter().map(|text| restore(&text)).collect();
        let parts = Parts {
            whole: restore(&value.decode()),
            list: owned(value.decode_list()),
            // More components than any property has are not looked at.
            components: (0..value.component_count().min(20))
                .map(|index| owned(value.decode_component_list(index)))
                .collect(),
        };
        let group = taken.group().unwrap_or_default().to_ascii_lowercase();
        let name = taken.bare_name().trim().to_ascii_uppercase();
        Some(Self { group, name, parameters, line: text.replace(BREAK, "\\n"), number: line.number, parts })
    }

    /// The value as one text.
    pub fn text(&self) -> &str {
        &self.parts.whole
    }

    /// The value as a list, separated by commas.
    pub fn list(&self) -> &[String] {
        &self.parts.list
    }

    /// A component of a structured value, its list joined by blanks.
    pub fn component(&self, index: usize) -> String {
        self.parts.components.get(index).map(|list| list.join(" ").trim().to_owned()).unwrap_or_default()
    }

    /// A component of a structured value, as a list.
    pub fn component_list(&self, index: usize) -> &[String] {
        self.parts.components.get(index).map_or(&[], Vec::as_slice)
    }

    /// The first value of a parameter.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        let found = self.parameters.iter().find(|(known, _)| known == name);
        found.and_then(|(_, values)| values.first()).map(String::as_str)
    }

    /// Whether it is of a type (`TYPE=work`).
    pub fn is_type(&self, kind: &str) -> bool {
        let types = self.parameters.iter().filter(|(name, _)| name == "TYPE");
        types
            .flat_map(|(_, values)| values)
            .flat_map(|value| value.split(','))
            .any(|value| value.trim().eq_ignore_ascii_case(kind))
    }
}

/// Stands for a line break that quoted-printable brought into a value.
const BREAK: char = '\u{1}';

fn restore(text: &str) -> String {
    text.replace(BREAK, "\n")
}

/// The line with its value decoded, in the charset that is most likely.
fn decode_value(line: &[u8]) -> String {
    let colon = line.iter().position(|byte| *byte == b':').unwrap_or(line.len());
    let (head, value) = line.split_at(colon);
    let text = decode_text(&decode_quoted_printable(value));
    let text = text.replace("\r\n", "\n").replace(['\n', '\r'], &BREAK.to_string());
    // What was decoded is no longer encoded.
    let head = decode_text(head);
    let kept = head.split(';').filter(|part| {
        let part = part.to_ascii_uppercase();
        part != "QUOTED-PRINTABLE" && !part.starts_with("ENCODING=") && !part.starts_with("CHARSET=")
    });
    format!("{}{text}", kept.collect::<Vec<_>>().join(";"))
}

/// A parameter by its name; in vCard 2.1 a type or an encoding stands without one.
fn parameter_of<'a>(name: &str, values: impl Iterator<Item = &'a str>) -> (String, Vec<String>) {
    let values: Vec<String> = values.map(|value| unescape_parameter(value.trim_matches('"'))).collect();
    let upper = name.trim().to_ascii_uppercase();
    if values.iter().all(String::is_empty) {
        let meaning = if matches!(upper.as_str(), "BASE64" | "B" | "8BIT" | "7BIT") { "ENCODING" } else { "TYPE" };
        return (meaning.to_owned(), vec![upper]);
    }
    (upper, values)
}

/// RFC 6868.
fn unescape_parameter(value: &str) -> String {
    value.replace("^n", "\n").replace("^'", "\"").replace("^^", "^")
}
