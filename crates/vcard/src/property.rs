//! Properties: content lines, taken apart.

use std::borrow::Cow;

use crate::lines::{Encoding, LogicalLine};
use crate::vocabulary::{self, Kind};
use crate::{Card, charset};

mod value;

/// Most components of a structured value that are looked at; `ADR` of RFC 9554 has eighteen.
const COMPONENTS: usize = 24;

/// A content line (RFC 6350 section 3.3), taken apart; its value is decoded when it is asked for.
#[derive(Clone, Debug)]
pub struct Property<'a> {
    /// The group before the name, in lower case.
    pub group: String,
    /// The name, in upper case.
    pub name: Cow<'static, str>,
    /// Parameters: names in upper case, and their values.
    pub parameters: Vec<(Cow<'static, str>, Vec<String>)>,
    /// Where it began, from 1.
    pub number: u32,
    /// As it stands in the file, folded as it was.
    pub raw: &'a [u8],
    /// What stands before the colon, without what was decoded.
    head: Cow<'a, str>,
    /// What stands behind it, no longer encoded but still escaped.
    value: Cow<'a, str>,
    encoding: Encoding,
    /// What the name is defined to hold.
    defined: Kind,
}

impl<'a> Property<'a> {
    /// Takes a line apart; nothing where it is no content line.
    pub(crate) fn parse(line: LogicalLine<'a>, card: &Card<'a>) -> Option<Self> {
        let colon = value_colon(&line.text)?;
        let encoding = line.encoding;
        let said = charset_of(&line.text[..colon]);
        let (head, value) = match line.text {
            // Most are just this.
            Cow::Borrowed(text) if said.is_none() && encoding != Encoding::QuotedPrintable => {
                match std::str::from_utf8(text) {
                    Ok(text) => (Cow::Borrowed(&text[..colon]), Cow::Borrowed(&text[colon + 1..])),
                    Err(_) => decoded(line.text, colon, &Charset { encoding, said, card }),
                }
            }
            _ => decoded(line.text, colon, &Charset { encoding, said, card }),
        };
        let mut words = split_outside_quotes(&head, b';');
        let (group, name) = match words.next()?.trim().rsplit_once('.') {
            Some((group, name)) => (group.to_ascii_lowercase(), name),
            None => (String::new(), head.split(';').next()?.trim()),
        };
        let name = name.trim_start_matches('\u{feff}').trim();
        // What begins or ends a card is no property of one.
        if name.is_empty() || name.eq_ignore_ascii_case("BEGIN") || name.eq_ignore_ascii_case("END") {
            return None;
        }
        let (name, defined) = vocabulary::name_and_kind(name);
        let mut parameters: Vec<(Cow<'static, str>, Vec<String>)> = Vec::new();
        for word in words.filter(|word| !word.trim().is_empty()) {
            let (name, values) = parameter(word);
            match parameters.iter_mut().find(|(known, _)| *known == name) {
                Some((_, known)) => known.extend(values),
                None => parameters.push((name, values)),
            }
        }
        Some(Self { group, name, parameters, number: line.number, raw: line.raw, head, value, encoding, defined })
    }

    /// An unfolded line, taken apart.
    pub(crate) fn of_line(line: &'a str) -> Option<Self> {
        let raw = line.as_bytes();
        Self::parse(
            LogicalLine { number: 1, raw, text: Cow::Borrowed(raw), encoding: Encoding::of(raw) },
            &Card { line: 1, raw, ended: true },
        )
    }

    /// The value as it stands, escaped; no longer in quoted-printable, nor in a foreign charset.
    pub fn raw_value(&self) -> &str {
        &self.value
    }

    /// The content line, unfolded and in UTF-8; what was decoded no longer says how it was encoded.
    pub fn line(&self) -> String {
        let decoded = self.encoding == Encoding::QuotedPrintable;
        let keep = |word: &&str| {
            let word = word.trim().to_ascii_uppercase();
            let encoded = word == "QUOTED-PRINTABLE" || word.starts_with("ENCODING=");
            !(word.starts_with("CHARSET=") || decoded && encoded)
        };
        let mut words = split_outside_quotes(&self.head, b';');
        // Whatever it looks like, what stands first is the name.
        let name = words.next().unwrap_or_default();
        let head: Vec<&str> = std::iter::once(name).chain(words.filter(keep)).collect();
        format!("{}:{}", head.join(";"), self.value.replace('\n', "\\n"))
    }

    /// The parameters as they stood, each behind a semicolon, but for those of which this says that they are held elsewhere; asked
    /// for each value by itself.
    pub(crate) fn leftover(&self, is_held: impl Fn(&str, &str) -> bool) -> String {
        let mut leftover = String::new();
        let all_held = self.parameters.iter().all(|(name, values)| match &**name {
            "TYPE" => values.iter().flat_map(|value| value.split(',')).all(|value| is_held(name, value)),
            _ => values.iter().all(|value| is_held(name, value)),
        });
        // As nearly always.
        if all_held {
            return leftover;
        }
        for word in split_outside_quotes(&self.head, b';').skip(1).filter(|word| !word.trim().is_empty()) {
            let (name, values) = parameter(word);
            // In quotes, types stand in one value.
            let values: Vec<&str> = match &*name {
                "TYPE" => values.iter().flat_map(|value| value.split(',')).collect(),
                _ => values.iter().map(String::as_str).collect(),
            };
            let left: Vec<&str> = values.iter().copied().filter(|value| !is_held(&name, value)).collect();
            if left.len() == values.len() && !left.is_empty() {
                leftover.push_str(&format!(";{word}"));
            } else if !left.is_empty() {
                leftover.push_str(&format!(";{name}={}", left.join(",")));
            }
        }
        leftover
    }

    /// What it is known to hold.
    pub fn kind(&self) -> Kind {
        match self.parameter("VALUE").map(str::to_ascii_lowercase).as_deref() {
            Some("uri" | "url") if !matches!(self.defined, Kind::Binary | Kind::Structured) => Kind::Uri,
            Some("text") if self.defined != Kind::Structured => Kind::Text,
            _ => self.defined,
        }
    }

    /// The value as one text.
    pub fn text(&self) -> Cow<'_, str> {
        value::unescaped(&self.value)
    }

    /// The value as a list, separated by commas.
    pub fn list(&self) -> Vec<String> {
        value::list(&self.value).map(Cow::into_owned).collect()
    }

    /// A component of a structured value, its list joined by blanks.
    pub fn component(&self, index: usize) -> String {
        let Some(component) = self.raw_components().nth(index) else { return String::new() };
        let mut list = value::list(component);
        let first = list.next().unwrap_or_default();
        let Some(second) = list.next() else { return first.trim().to_owned() };
        let all: Vec<Cow<'_, str>> = [first, second].into_iter().chain(list).collect();
        all.join(" ").trim().to_owned()
    }

    /// A component of a structured value, as a list.
    pub fn component_list(&self, index: usize) -> Vec<String> {
        let component = self.raw_components().nth(index);
        component.into_iter().flat_map(value::list).map(Cow::into_owned).collect()
    }

    /// The components of a structured value; those beyond any that are defined are left out.
    pub fn components(&self) -> Vec<Vec<String>> {
        self.raw_components().map(|component| value::list(component).map(Cow::into_owned).collect()).collect()
    }

    /// The same, still escaped.
    fn raw_components(&self) -> impl Iterator<Item = &str> {
        value::split(&self.value, b';').take(COMPONENTS)
    }

    /// What is written in base64, or in a `data:` address (RFC 2397), with its media type where that is said.
    pub fn binary(&self) -> Option<(Option<String>, Vec<u8>)> {
        let (media_type, data) = match self.value.trim().split_once(',') {
            Some((head, data)) if head.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:")) => {
                (Some(head[5..].split(';').next()?.to_ascii_lowercase()), data)
            }
            _ if self.encoding == Encoding::Base64 => (None, self.value.trim()),
            _ => return None,
        };
        let data: Vec<u8> = data.bytes().filter(|byte| !byte.is_ascii_whitespace() && *byte != b'\\').collect();
        use base64::Engine as _;
        let said = media_type.or_else(|| self.parameter("MEDIATYPE").map(str::to_owned));
        Some((said, LENIENT.decode(data).ok()?))
    }

    /// The first value of a parameter.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        let found = self.parameters.iter().find(|(known, _)| known == name);
        found.and_then(|(_, values)| values.first()).map(String::as_str)
    }

    /// Its types (`TYPE=work`), in lower case.
    pub fn types(&self) -> impl Iterator<Item = String> {
        self.type_words().map(str::to_ascii_lowercase)
    }

    fn type_words(&self) -> impl Iterator<Item = &str> {
        let types = self.parameters.iter().filter(|(name, _)| name == "TYPE");
        let words = types.flat_map(|(_, values)| values).flat_map(|value| value.split(','));
        words.map(str::trim).filter(|word| !word.is_empty())
    }

    /// Whether it is of a type (`TYPE=work`).
    pub fn is_type(&self, kind: &str) -> bool {
        self.type_words().any(|known| known.eq_ignore_ascii_case(kind))
    }
}

/// Base64 as exporters write it: with its padding or without.
const LENIENT: base64::engine::GeneralPurpose = base64::engine::GeneralPurpose::new(
    &base64::alphabet::STANDARD,
    base64::engine::GeneralPurposeConfig::new()
        .with_decode_padding_mode(base64::engine::DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// How the bytes of a line became what they are.
struct Charset<'a, 'card> {
    encoding: Encoding,
    /// The charset that the line says.
    said: Option<String>,
    card: &'a Card<'card>,
}

/// What stands before the colon of a line, and what behind it.
fn decoded<'a>(text: Cow<'a, [u8]>, colon: usize, charset: &Charset<'_, '_>) -> (Cow<'a, str>, Cow<'a, str>) {
    let Charset { encoding, said, card } = charset;
    let elsewhere = || card.charset();
    let (head, value) = match text {
        Cow::Borrowed(text) => (Cow::Borrowed(&text[..colon]), Cow::Borrowed(&text[colon + 1..])),
        Cow::Owned(mut text) => {
            let value = text.split_off(colon + 1);
            text.pop();
            (Cow::Owned(text), Cow::Owned(value))
        }
    };
    let head = decode(head, said.as_deref(), elsewhere);
    let value = match encoding {
        Encoding::QuotedPrintable => {
            let bytes =
                quoted_printable::decode(&value[..], quoted_printable::ParseMode::Robust).unwrap_or(value.into_owned());
            Cow::Owned(charset::decode(&bytes, said.as_deref(), elsewhere).replace("\r\n", "\n"))
        }
        Encoding::Plain | Encoding::Base64 => decode(value, said.as_deref(), elsewhere),
    };
    (head, value)
}

fn decode<'a>(bytes: Cow<'a, [u8]>, said: Option<&str>, elsewhere: impl FnOnce() -> Option<String>) -> Cow<'a, str> {
    match bytes {
        Cow::Borrowed(bytes) => charset::decode(bytes, said, elsewhere),
        Cow::Owned(bytes) => match String::from_utf8(bytes) {
            Ok(text) if said.is_none() || !text.contains('\u{1B}') => Cow::Owned(text),
            Ok(text) => Cow::Owned(charset::decode(text.as_bytes(), said, elsewhere).into_owned()),
            Err(error) => Cow::Owned(charset::decode(error.as_bytes(), said, elsewhere).into_owned()),
        },
    }
}

/// The colon behind which the value stands: the first outside quotes, or else the first.
fn value_colon(line: &[u8]) -> Option<usize> {
    let first = memchr::memchr(b':', line)?;
    if memchr::memchr(b'"', &line[..first]).is_none() {
        return Some(first);
    }
    let mut quoted = false;
    for (index, byte) in line.iter().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b':' if !quoted => return Some(index),
            _ => {}
        }
    }
    Some(first)
}

fn charset_of(head: &[u8]) -> Option<String> {
    let is = |word: &&[u8]| word.get(..8).is_some_and(|start| start.eq_ignore_ascii_case(b"CHARSET="));
    let word = head.split(|byte| *byte == b';').find(is)?;
    std::str::from_utf8(&word[8..]).ok().map(|label| label.trim_matches('"').to_owned())
}

fn split_outside_quotes(text: &str, separator: u8) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let here = rest?;
        let mut quoted = false;
        let end = here.bytes().position(|byte| {
            quoted ^= byte == b'"';
            byte == separator && !quoted
        });
        rest = end.map(|end| &here[end + 1..]);
        Some(end.map_or(here, |end| &here[..end]))
    })
}

/// A parameter by its name; in vCard 2.1 a type or an encoding stands without one.
fn parameter(word: &str) -> (Cow<'static, str>, Vec<String>) {
    let Some((name, values)) = word.split_once('=') else {
        let upper = word.trim().to_ascii_uppercase();
        let meaning = if matches!(upper.as_str(), "BASE64" | "B" | "8BIT" | "7BIT" | "QUOTED-PRINTABLE") {
            "ENCODING"
        } else {
            "TYPE"
        };
        return (meaning.into(), vec![upper]);
    };
    let values = split_outside_quotes(values, b',').map(|value| unescape(value.trim().trim_matches('"'))).collect();
    (vocabulary::parameter(name.trim()), values)
}

/// RFC 6868.
fn unescape(value: &str) -> String {
    if !value.contains('^') {
        return value.to_owned();
    }
    let mut text = String::with_capacity(value.len());
    let mut chars = value.chars().peekable();
    while let Some(c) = chars.next() {
        let escaped = match (c, chars.peek()) {
            ('^', Some('n' | 'N')) => '\n',
            ('^', Some('\'')) => '"',
            ('^', Some('^')) => '^',
            _ => {
                text.push(c);
                continue;
            }
        };
        chars.next();
        text.push(escaped);
    }
    text
}
