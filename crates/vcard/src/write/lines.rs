//! Content lines: escaped, folded at 75 octets, ended by CR LF.

use super::Version;

/// Longest line, in octets, without its end (RFC 6350 section 3.2).
const OCTETS: usize = 75;

/// The lines of a card that is being written.
pub(super) struct Lines {
    text: String,
    version: Version,
}

impl Lines {
    pub(super) fn new(version: Version) -> Self {
        let number = match version {
            Version::V4 => "4.0",
            Version::V3 => "3.0",
        };
        let mut lines = Self { text: String::new(), version };
        lines.raw("BEGIN", "", "VCARD");
        lines.raw("VERSION", "", number);
        lines.raw("PRODID", "", "-//Calling Card//EN");
        lines
    }

    pub(super) fn version(&self) -> Version {
        self.version
    }

    /// The parameter that says that one is preferred.
    pub(super) fn preference(&self, favourite: bool) -> String {
        match (favourite, self.version) {
            (false, _) => String::new(),
            (true, Version::V4) => ";PREF=1".into(),
            (true, Version::V3) => ";TYPE=pref".into(),
        }
    }

    /// A value as it stands.
    pub(super) fn raw(&mut self, name: &str, parameters: &str, value: &str) {
        self.verbatim(&format!("{name}{parameters}:{value}"));
    }

    /// A text.
    pub(super) fn text(&mut self, name: &str, parameters: &str, value: &str) {
        self.raw(name, parameters, &escape(value, &['\\', ',', ';']));
    }

    /// Components, separated by semicolons.
    pub(super) fn structured(&mut self, name: &str, parameters: &str, components: &[impl AsRef<str>]) {
        let escaped: Vec<String> = components.iter().map(|part| escape(part.as_ref(), &['\\', ',', ';'])).collect();
        self.raw(name, parameters, &escaped.join(";"));
    }

    /// A list, separated by commas.
    pub(super) fn list(&mut self, name: &str, parameters: &str, items: &[String]) {
        let escaped: Vec<String> = items.iter().map(|item| escape(item, &['\\', ',', ';'])).collect();
        self.raw(name, parameters, &escaped.join(","));
    }

    /// A whole line, folded where it is too long, between characters.
    pub(super) fn verbatim(&mut self, line: &str) {
        let mut room = OCTETS;
        for c in line.chars().filter(|c| !matches!(c, '\r' | '\n')) {
            if c.len_utf8() > room {
                self.text.push_str("\r\n ");
                // The blank is an octet of the next line.
                room = OCTETS - 1;
            }
            self.text.push(c);
            room -= c.len_utf8();
        }
        self.text.push_str("\r\n");
    }

    pub(super) fn finish(mut self) -> String {
        self.raw("END", "", "VCARD");
        self.text
    }
}

/// A parameter, if there is something to say; quoted and escaped where that is needed (RFC 6868).
pub(super) fn parameter(name: &str, value: &str) -> String {
    if value.is_empty() {
        return String::new();
    }
    let value = value.replace('^', "^^").replace('\n', "^n").replace('"', "^'");
    let value: String = value.chars().filter(|c| !c.is_control()).collect();
    let bare = value.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    if bare { format!(";{name}={value}") } else { format!(";{name}=\"{value}\"") }
}

fn escape(text: &str, special: &[char]) -> String {
    let mut escaped = String::with_capacity(text.len());
    let text = text.replace("\r\n", "\n");
    for c in text.chars() {
        if matches!(c, '\n' | '\r') {
            escaped.push_str("\\n");
        } else {
            if special.contains(&c) {
                escaped.push('\\');
            }
            escaped.push(c);
        }
    }
    escaped
}
