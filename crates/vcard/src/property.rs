//! Properties: content lines, taken apart.

use std::borrow::Cow;

use crate::lines::{Encoding, LogicalLine};
use crate::vocabulary::{self, Kind};
use crate::{Card, charset};

mod parameter;
mod value;

pub use parameter::Parameter;
use parameter::split_outside_quotes;

/// Most components of a structured value that are looked at; `ADR` of RFC 9554 has eighteen.
const COMPONENTS: usize = 24;

/// A content line (RFC 6350 section 3.3), taken apart; its value and its parameters are decoded when they are asked for.
#[derive(Clone, Debug)]
pub struct Property<'a> {
    /// The group before the name, in lower case.
    pub group: String,
    /// The name, in upper case.
    pub name: Cow<'static, str>,
    /// Where it began, from 1.
    pub number: u32,
    /// As it stands in the file, folded as it was.
    pub raw: &'a [u8],
    /// What stands before the colon, without what was decoded.
    head: Cow<'a, str>,
    /// Where in it the name ends.
    name_end: usize,
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
        let (name_end, group, name) = name_of(&head)?;
        let (name, defined) = vocabulary::name_and_kind(name);
        Some(Self { group, name, number: line.number, raw: line.raw, head, name_end, value, encoding, defined })
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
        // Whatever it looks like, what stands first is the name.
        let name = &self.head[..self.name_end];
        let head: Vec<&str> = std::iter::once(name).chain(self.words().filter(keep)).collect();
        format!("{}:{}", head.join(";"), self.value.replace('\n', "\\n"))
    }

    /// The parameters as they stood, each behind a semicolon, but for those of which this says that they are held elsewhere; asked
    /// for each value by itself.
    pub(crate) fn leftover(&self, is_held: impl Fn(&str, &str) -> bool) -> String {
        let mut leftover = String::new();
        let all_held = self.parameters().all(|parameter| match &*parameter.name {
            "TYPE" => self.type_values().all(|value| value.split(',').all(|word| is_held("TYPE", word))),
            name => parameter.values().all(|value| is_held(name, &value)),
        });
        // As nearly always.
        if all_held {
            return leftover;
        }
        for word in self.words().filter(|word| !word.trim().is_empty()) {
            let parameter = Parameter::of_word(word);
            let (name, values) = (&*parameter.name, parameter.values().collect::<Vec<_>>());
            // In quotes, types stand in one value.
            let values: Vec<&str> = match name {
                "TYPE" => values.iter().flat_map(|value| value.split(',')).collect(),
                _ => values.iter().map(|value| &**value).collect(),
            };
            let left: Vec<&str> = values.iter().copied().filter(|value| !is_held(name, value)).collect();
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
        match self.parameter("VALUE").map(|value| value.to_ascii_lowercase()).as_deref() {
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
    pub fn list(&self) -> impl Iterator<Item = Cow<'_, str>> {
        value::list(&self.value)
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

    /// The components of a structured value, each a list; those beyond any that are defined are left out.
    pub fn components(&self) -> impl Iterator<Item = impl Iterator<Item = Cow<'_, str>>> {
        self.raw_components().map(value::list)
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
        let said = media_type.or_else(|| self.parameter("MEDIATYPE").map(Cow::into_owned));
        Some((said, LENIENT.decode(data).ok()?))
    }

    /// The words between the semicolons behind the name.
    fn words(&self) -> impl Iterator<Item = &str> {
        let behind = self.head.get(self.name_end + 1..);
        behind.into_iter().flat_map(|behind| split_outside_quotes(behind, b';'))
    }

    /// Its parameters as they stand; one may stand there more than once.
    pub fn parameters(&self) -> impl Iterator<Item = Parameter<'_>> {
        self.words().filter(|word| !word.trim().is_empty()).map(Parameter::of_word)
    }

    /// Its parameters, each once, with all of its values.
    pub(crate) fn merged_parameters(&self) -> Vec<(Cow<'static, str>, Vec<Cow<'_, str>>)> {
        let mut merged: Vec<(Cow<'static, str>, Vec<Cow<'_, str>>)> = Vec::new();
        for parameter in self.parameters() {
            match merged.iter_mut().find(|(known, _)| *known == parameter.name) {
                Some((_, values)) => values.extend(parameter.values()),
                None => merged.push((parameter.name.clone(), parameter.values().collect())),
            }
        }
        merged
    }

    /// The first value of a parameter.
    pub fn parameter(&self, name: &str) -> Option<Cow<'_, str>> {
        self.parameters().find(|parameter| parameter.name == name)?.values().next()
    }

    /// Its types (`TYPE=work`), in lower case.
    pub fn types(&self) -> impl Iterator<Item = String> {
        self.type_values().flat_map(|value| {
            let words: Vec<String> = type_words(&value).map(str::to_ascii_lowercase).collect();
            words
        })
    }

    fn type_values(&self) -> impl Iterator<Item = Cow<'_, str>> {
        self.parameters().filter(|parameter| parameter.name == "TYPE").flat_map(|parameter| parameter.values())
    }

    /// Whether it is of a type (`TYPE=work`).
    pub fn is_type(&self, kind: &str) -> bool {
        self.type_values().any(|value| type_words(&value).any(|word| word.eq_ignore_ascii_case(kind)))
    }
}

/// In quotes, several types stand in one value.
fn type_words(value: &str) -> impl Iterator<Item = &str> {
    value.split(',').map(str::trim).filter(|word| !word.is_empty())
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
    memchr::memchr(b';', head)?;
    let is = |word: &&[u8]| word.get(..8).is_some_and(|start| start.eq_ignore_ascii_case(b"CHARSET="));
    let word = head.split(|byte| *byte == b';').find(is)?;
    std::str::from_utf8(&word[8..]).ok().map(|label| label.trim_matches('"').to_owned())
}

/// Where in what stands before the colon the name ends, the group before it in lower case, and the name; nothing where there is none.
fn name_of(head: &str) -> Option<(usize, String, &str)> {
    let is_of_name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'-';
    let plain = head.bytes().position(|byte| !is_of_name(&byte)).unwrap_or(head.len());
    let (end, group, name) = match head.as_bytes().get(plain) {
        // As nearly always.
        None | Some(b';') => (plain, String::new(), &head[..plain]),
        _ => {
            let first = split_outside_quotes(head, b';').next()?;
            let (group, name) = match first.trim().rsplit_once('.') {
                Some((group, name)) => (group.to_ascii_lowercase(), name),
                None => (String::new(), first.split(';').next()?.trim()),
            };
            (first.len(), group, name.trim_start_matches('\u{feff}').trim())
        }
    };
    // What begins or ends a card is no property of one.
    let is_none = name.is_empty() || name.eq_ignore_ascii_case("BEGIN") || name.eq_ignore_ascii_case("END");
    (!is_none).then_some((end, group, name))
}
