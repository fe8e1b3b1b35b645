//! Content lines: escaped, encoded and folded as the version asks, ended by CR LF.

use calling_card_contact::KeptProperty;

use crate::Version;

/// Longest line, in octets, without its end (RFC 6350 section 3.2).
const OCTETS: usize = 75;

/// The lines of a card that is being written.
pub(crate) struct Lines {
    /// Each unfolded.
    lines: Vec<String>,
    version: Version,
    /// The number of the last group `item1`, `item2`, ... that ties a label to a line.
    items: u32,
}

impl Lines {
    /// No lines yet but those with which every card begins; groups of what will be added are not used again.
    pub(super) fn new(version: Version, kept: &[KeptProperty]) -> Self {
        let number = |kept: &KeptProperty| {
            let (group, _) = kept.line.split([':', ';']).next()?.rsplit_once('.')?;
            group.get(..4).filter(|item| item.eq_ignore_ascii_case("item")).and_then(|_| group[4..].parse().ok())
        };
        let items = kept.iter().filter_map(number).max().unwrap_or(0);
        let mut lines = Self { lines: Vec::new(), version, items };
        lines.raw("VERSION", "", version.number());
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
            (true, Version::V2_1) => ";PREF".into(),
        }
    }

    /// The parameter that says the types.
    pub(super) fn types(&self, types: &[&str]) -> String {
        match (types, self.version) {
            ([], _) => String::new(),
            (types, Version::V2_1) => types.iter().map(|kind| format!(";{}", kind.to_ascii_uppercase())).collect(),
            (types, _) => format!(";TYPE={}", types.join(",")),
        }
    }

    /// A parameter, if there is something to say; quoted and escaped where that is needed (RFC 6868). vCard 2.1 knows neither:
    /// there it is left out.
    pub(crate) fn parameter(&self, name: &str, value: &str) -> String {
        if value.is_empty() {
            return String::new();
        }
        if value.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')) {
            return format!(";{name}={value}");
        }
        if self.version == Version::V2_1 {
            return String::new();
        }
        let value = value.replace("\r\n", "\n").replace('^', "^^").replace(['\n', '\r'], "^n").replace('"', "^'");
        let value: String = value.chars().filter(|c| !c.is_control()).collect();
        format!(";{name}=\"{value}\"")
    }

    /// What calls a line by a name of its own: a group that ties it to an `X-ABLabel`, as most address books read it, or, where it
    /// has a group already, a parameter. vCard 2.1 has neither.
    pub(super) fn label(&mut self, group: &str, label: &str) -> (String, String) {
        if label.is_empty() || self.version == Version::V2_1 {
            return (group.to_owned(), String::new());
        }
        // Apple's own labels are told by their brackets.
        if !group.is_empty() || label.starts_with("_$!<") {
            return (group.to_owned(), self.parameter("X-CALLINGCARD-LABEL", label));
        }
        self.items = self.items.saturating_add(1);
        let group = format!("item{}.", self.items);
        self.text(&format!("{group}X-ABLabel"), "", label);
        (group, String::new())
    }

    /// The lines so far, unfolded.
    pub(super) fn lines(&self) -> &[String] {
        &self.lines
    }

    /// Writes a line anew.
    pub(super) fn replace(&mut self, index: usize, change: impl FnOnce(&str) -> String) {
        if let Some(line) = self.lines.get_mut(index) {
            *line = change(line);
        }
    }

    /// A value as it stands.
    pub(super) fn raw(&mut self, name: &str, parameters: &str, value: &str) {
        self.lines.push(format!("{name}{parameters}:{value}"));
    }

    /// A text.
    pub(crate) fn text(&mut self, name: &str, parameters: &str, value: &str) {
        let value = escape(value, self.version);
        self.encoded(name, parameters, &value);
    }

    /// Components, separated by semicolons.
    pub(super) fn structured(&mut self, name: &str, parameters: &str, components: &[impl AsRef<str>]) {
        let escaped: Vec<String> = components.iter().map(|part| escape(part.as_ref(), self.version)).collect();
        self.encoded(name, parameters, &escaped.join(";"));
    }

    /// A list, separated by commas.
    pub(super) fn list(&mut self, name: &str, parameters: &str, items: &[String]) {
        let escaped: Vec<String> = items.iter().map(|item| escape(item, self.version)).collect();
        self.encoded(name, parameters, &escaped.join(","));
    }

    /// A line that stood at this place on the card that it came from.
    pub(super) fn insert(&mut self, place: u32, line: String) {
        let name = |line: &str| line.split([':', ';']).next().unwrap_or_default().to_ascii_uppercase();
        let kept = name(&line);
        // VERSION comes first (RFC 6350 section 6.7.9), and what is ours before another of the same name.
        let first = self.lines.iter().rposition(|known| name(known) == kept).map_or(1, |last| last + 1);
        let place = usize::try_from(place).unwrap_or(usize::MAX).min(self.lines.len()).max(first);
        self.lines.insert(place, line);
    }

    pub(super) fn finish(self) -> String {
        let mut text = String::from("BEGIN:VCARD\r\n");
        for line in &self.lines {
            fold(&mut text, line, self.version);
        }
        text.push_str("END:VCARD\r\n");
        text
    }

    fn encoded(&mut self, name: &str, parameters: &str, value: &str) {
        let line = match self.version {
            Version::V2_1 => super::kept::quoted_printable(&format!("{name}{parameters}"), value),
            Version::V3 | Version::V4 => format!("{name}{parameters}:{value}"),
        };
        self.lines.push(line);
    }
}

/// A content line of a card. What is in quoted-printable brings its soft breaks along.
fn fold(text: &mut String, line: &str, version: Version) {
    if line.contains("=\r\n") {
        text.push_str(line);
        return text.push_str("\r\n");
    }
    fold_line(text, line);
    if version == Version::V2_1 && crate::lines::Encoding::of(line.as_bytes()) == crate::lines::Encoding::Base64 {
        // vCard 2.1 ends base64 with an empty line.
        text.push_str("\r\n");
    }
}

/// Writes a content line, folded where it is longer than 75 octets, between characters (RFC 6350 section 3.2; iCalendar's are no
/// others, RFC 5545 section 3.1).
pub fn fold_line(text: &mut String, line: &str) {
    let mut room = OCTETS;
    for c in line.chars().filter(|c| !matches!(c, '\r' | '\n')) {
        if c.len_utf8() > room {
            text.push_str("\r\n ");
            // The blank is an octet of the next line.
            room = OCTETS - 1;
        }
        text.push(c);
        room -= c.len_utf8();
    }
    text.push_str("\r\n");
}

/// A text as a value of version 4.0 (RFC 6350 section 3.4), as iCalendar has it, too (RFC 5545 section 3.3.11).
pub fn escaped(text: &str) -> String {
    escape(text, Version::V4)
}

/// A text as a value: line breaks as `\n`; in vCard 2.1, where only the semicolon is escaped, as they are.
fn escape(text: &str, version: Version) -> String {
    let mut escaped = String::with_capacity(text.len());
    let text = text.replace("\r\n", "\n");
    for c in text.chars() {
        match (c, version) {
            ('\n' | '\r', Version::V2_1) => escaped.push('\n'),
            ('\n' | '\r', _) => escaped.push_str("\\n"),
            ('\\' | ',' | ';', _) => {
                escaped.push('\\');
                escaped.push(c);
            }
            _ => escaped.push(c),
        }
    }
    escaped
}
