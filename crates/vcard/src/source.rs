//! Bytes as they come: byte order marks and UTF-16 undone, and the physical lines of what is left.

use std::borrow::Cow;

use memchr::memchr2;

/// A file's bytes as UTF-8, or as whatever its lines say; without a byte order mark, and no longer in UTF-16.
pub fn decode_file(bytes: &[u8]) -> Cow<'_, [u8]> {
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => Cow::Borrowed(rest),
        [0xFF, 0xFE, rest @ ..] => decode_utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => decode_utf16(rest, u16::from_be_bytes),
        // Without a mark: two letters with a zero beside each.
        [b'!'..=b'z', 0, b'!'..=b'z', 0, ..] => decode_utf16(bytes, u16::from_le_bytes),
        [0, b'!'..=b'z', 0, b'!'..=b'z', ..] => decode_utf16(bytes, u16::from_be_bytes),
        bytes => Cow::Borrowed(bytes),
    }
}

fn decode_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Cow<'static, [u8]> {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    let mut text = String::with_capacity(bytes.len() / 2);
    text.extend(char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)));
    Cow::Owned(text.into_bytes())
}

/// A physical line.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PhysicalLine<'a> {
    /// From 1.
    pub number: u32,
    /// Without its end.
    pub text: &'a [u8],
    /// Where it begins.
    pub start: usize,
    /// Where the next one begins.
    pub end: usize,
}

impl PhysicalLine<'_> {
    /// Whether there is nothing but white space on it.
    pub(crate) fn is_blank(&self) -> bool {
        self.text.iter().all(u8::is_ascii_whitespace)
    }

    /// Whether it goes on with the line before it (RFC 6350 section 3.2).
    pub(crate) fn is_fold(&self) -> bool {
        matches!(self.text.first(), Some(b' ' | b'\t'))
    }

    /// Whether it says just this, in upper or lower case.
    pub(crate) fn says(&self, words: &[u8]) -> bool {
        let text = match self.text {
            [0xEF, 0xBB, 0xBF, text @ ..] => text,
            text => text,
        };
        text.split_at_checked(words.len())
            .is_some_and(|(start, rest)| start.eq_ignore_ascii_case(words) && rest.trim_ascii_end().is_empty())
    }
}

/// The lines of a file, ended by CR LF, LF, CR, or the CR CR LF that a copy in text mode makes of CR LF.
#[derive(Clone, Debug)]
pub(crate) struct PhysicalLines<'a> {
    bytes: &'a [u8],
    at: usize,
    number: u32,
}

impl<'a> PhysicalLines<'a> {
    /// The lines of these bytes, the first of which has this number.
    pub(crate) fn new(bytes: &'a [u8], number: u32) -> Self {
        Self { bytes, at: 0, number }
    }
}

impl<'a> Iterator for PhysicalLines<'a> {
    type Item = PhysicalLine<'a>;

    fn next(&mut self) -> Option<PhysicalLine<'a>> {
        let rest = self.bytes.get(self.at..).filter(|rest| !rest.is_empty())?;
        let length = memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
        let ending = match rest.get(length..).unwrap_or_default() {
            [b'\r', b'\r', b'\n', ..] => 3,
            [b'\r', b'\n', ..] => 2,
            [] => 0,
            _ => 1,
        };
        let (start, number) = (self.at, self.number);
        self.at += length + ending;
        self.number = self.number.saturating_add(1);
        Some(PhysicalLine { number, text: &rest[..length], start, end: self.at })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_line_end() {
        let texts: Vec<_> =
            PhysicalLines::new(b"A\r\nB\nC\rD\r\r\n\nE", 1).map(|line| (line.number, line.text)).collect();
        let expected: [(u32, &[u8]); 6] = [(1, b"A"), (2, b"B"), (3, b"C"), (4, b"D"), (5, b""), (6, b"E")];
        assert_eq!(texts, expected);
    }

    #[test]
    fn utf_16_is_told_by_its_mark_or_by_its_zeros() {
        let units = |mark: bool, bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
            let text = if mark { "\u{feff}BEGIN:Ü" } else { "BEGIN:Ü" };
            text.encode_utf16().flat_map(bytes).collect()
        };
        for mark in [true, false] {
            assert_eq!(&*decode_file(&units(mark, u16::to_le_bytes)), "BEGIN:Ü".as_bytes());
            assert_eq!(&*decode_file(&units(mark, u16::to_be_bytes)), "BEGIN:Ü".as_bytes());
        }
        assert!(matches!(decode_file(b"\xEF\xBB\xBFBEGIN"), Cow::Borrowed(b"BEGIN")));
    }
}
