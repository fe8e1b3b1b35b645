//! Values: their escapes, lists and components (RFC 6350 section 3.4).

use std::borrow::Cow;

use memchr::memchr;

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
    pieces(text, separator).map(|(piece, _)| piece)
}

/// The entries of a list.
pub(super) fn list(text: &str) -> impl Iterator<Item = Cow<'_, str>> {
    pieces(text, b',').map(|(piece, is_escaped)| if is_escaped { unescaped(piece) } else { Cow::Borrowed(piece) })
}

/// The same as [`split`], and of each piece whether anything in it is escaped. Most are short: they are gone through byte by byte.
fn pieces(text: &str, separator: u8) -> impl Iterator<Item = (&str, bool)> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let here = rest?;
        let (mut escaped, mut is_escaped) = (false, false);
        let end = here.bytes().position(|byte| {
            let ends = byte == separator && !escaped;
            escaped = byte == b'\\' && !escaped;
            is_escaped |= escaped;
            ends
        });
        rest = end.map(|end| &here[end + 1..]);
        Some((end.map_or(here, |end| &here[..end]), is_escaped))
    })
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
