//! Values: their escapes, lists and components (RFC 6350 section 3.4).

use std::borrow::Cow;

use memchr::{memchr, memchr2};

/// A text without its escapes: of `\n` a line break, of any other escaped letter the letter.
pub(super) fn unescaped(text: &str) -> Cow<'_, str> {
    let Some(first) = memchr(b'\\', text.as_bytes()) else { return Cow::Borrowed(text) };
    let mut plain = String::with_capacity(text.len());
    let (mut rest, mut escape) = (text, Some(first));
    while let Some(place) = escape {
        plain.push_str(&rest[..place]);
        let mut behind = rest[place + 1..].chars();
        plain.push(match behind.next() {
            Some('n' | 'N') => '\n',
            Some(other) => other,
            None => '\\',
        });
        rest = behind.as_str();
        escape = memchr(b'\\', rest.as_bytes());
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

/// A text at each separator that is not escaped; nothing of it is unescaped yet.
pub(super) fn split(text: &str, separator: u8) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let here = rest?;
        let (bytes, mut at) = (here.as_bytes(), 0);
        while let Some(place) = bytes.get(at..).and_then(|left| memchr2(separator, b'\\', left)) {
            at += place;
            if bytes[at] == separator {
                rest = Some(&here[at + 1..]);
                return Some(&here[..at]);
            }
            at += 2;
        }
        rest = None;
        Some(here)
    })
}

/// The entries of a list.
pub(super) fn list(text: &str) -> impl Iterator<Item = Cow<'_, str>> {
    split(text, b',').map(unescaped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_undone_and_what_is_none_stays() {
        assert_eq!(unescaped("a"), "a");
        assert_eq!(unescaped(r"a\nb\Nc\,d\;e\\n\ü\"), "a\nb\nc,d;e\\nü\\");
    }

    #[test]
    fn what_is_escaped_separates_nothing() {
        assert_eq!(split(r"a\;b;;c\\;d\", b';').collect::<Vec<_>>(), [r"a\;b", "", r"c\\", r"d\"]);
        assert_eq!(split("", b';').collect::<Vec<_>>(), [""]);
        assert_eq!(list(r"a\,b,c").collect::<Vec<_>>(), ["a,b", "c"]);
    }
}
