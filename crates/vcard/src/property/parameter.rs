//! Parameters of properties (RFC 6350 section 5).

use std::borrow::Cow;

use crate::vocabulary;

/// A parameter; its values are decoded when they are asked for.
#[derive(Clone, Debug)]
pub struct Parameter<'a> {
    /// In upper case.
    pub name: Cow<'static, str>,
    /// As they stand behind the name.
    written: &'a str,
    /// Whether there is a name: in vCard 2.1 a type or an encoding stands without one.
    named: bool,
}

impl<'a> Parameter<'a> {
    /// What a word between semicolons says.
    pub(super) fn of_word(word: &'a str) -> Self {
        match word.split_once('=') {
            Some((name, written)) => Self { name: vocabulary::parameter(name.trim()), written, named: true },
            None => {
                let written = word.trim();
                let is_coding = CODINGS.iter().any(|coding| written.eq_ignore_ascii_case(coding));
                let name = if is_coding { "ENCODING" } else { "TYPE" };
                Self { name: name.into(), written, named: false }
            }
        }
    }

    /// Its values, without quotes and escapes (RFC 6868); what stands without a name in upper case.
    pub fn values(&self) -> impl Iterator<Item = Cow<'a, str>> + use<'a> {
        let bare = (!self.named).then(|| match self.written {
            lower if lower.bytes().any(|byte| byte.is_ascii_lowercase()) => Cow::Owned(lower.to_ascii_uppercase()),
            upper => Cow::Borrowed(upper),
        });
        let listed = self.named.then(|| split_outside_quotes(self.written, b','));
        let listed = listed.into_iter().flatten().map(|value| unescaped(value.trim().trim_matches('"')));
        bare.into_iter().chain(listed)
    }
}

/// What says how a value is encoded, where it stands without a name.
const CODINGS: [&str; 5] = ["BASE64", "B", "8BIT", "7BIT", "QUOTED-PRINTABLE"];

/// A text at each separator outside quotes.
pub(super) fn split_outside_quotes(text: &str, separator: u8) -> impl Iterator<Item = &str> {
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

/// RFC 6868.
fn unescaped(value: &str) -> Cow<'_, str> {
    if !value.contains('^') {
        return Cow::Borrowed(value);
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
    Cow::Owned(text)
}
