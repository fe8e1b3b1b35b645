//! Repairing what exporters write: charsets, line ends, folds, quoted-printable, missing ends.

/// A line with its folds undone, and where it began.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    /// From 1.
    pub number: u32,
    pub text: Vec<u8>,
}

/// The bytes of a file as UTF-8 where it says that it is UTF-16; without a byte order mark.
pub(crate) fn decode_file(bytes: &[u8]) -> Vec<u8> {
    let utf16 = |bytes: &[u8], read: fn([u8; 2]) -> u16| {
        let units = bytes.chunks_exact(2).map(|pair| read([pair[0], pair[1]]));
        let text: String = char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
        text.into_bytes()
    };
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => rest.to_vec(),
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [b'B', 0, b'E', 0, ..] => utf16(bytes, u16::from_le_bytes),
        [0, b'B', 0, b'E', ..] => utf16(bytes, u16::from_be_bytes),
        bytes => bytes.to_vec(),
    }
}

/// The lines of a file: ended by CR LF, LF or CR; folds undone byte by byte, so that a fold inside a character does no harm;
/// lines of quoted-printable joined over their soft breaks.
pub(crate) fn unfold(bytes: &[u8]) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for (number, raw) in physical(bytes).enumerate() {
        let number = u32::try_from(number + 1).unwrap_or(u32::MAX);
        match lines.last_mut() {
            Some(last) if is_quoted_printable(&last.text) && last.text.ends_with(b"=") => {
                last.text.pop();
                last.text.extend_from_slice(raw);
            }
            // A fold takes one blank; a line of blanks alone is an empty line.
            Some(last) if raw.len() > 1 && matches!(raw[0], b' ' | b'\t') && !last.text.is_empty() => {
                last.text.extend_from_slice(&raw[1..]);
            }
            _ => lines.push(Line { number, text: raw.to_vec() }),
        }
    }
    lines
}

fn physical(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = Some(bytes);
    std::iter::from_fn(move || {
        let here = rest?;
        let end = here.iter().position(|byte| matches!(byte, b'\r' | b'\n'));
        let Some(end) = end else {
            rest = None;
            return (!here.is_empty()).then_some(here);
        };
        // CR CR LF is what a text-mode copy makes of CR LF.
        let skip = match here.get(end..) {
            Some([b'\r', b'\r', b'\n', ..]) => 3,
            Some([b'\r', b'\n', ..]) => 2,
            _ => 1,
        };
        rest = here.get(end + skip..);
        here.get(..end)
    })
}

/// Whether a line says that its value is quoted-printable, with `ENCODING=` or, as some do, without.
pub(crate) fn is_quoted_printable(line: &[u8]) -> bool {
    let head = line.split(|byte| *byte == b':').next().unwrap_or_default();
    head.to_ascii_uppercase().windows(16).any(|word| word == b"QUOTED-PRINTABLE")
}

/// A value with its quoted-printable undone.
pub(crate) fn decode_quoted_printable(value: &[u8]) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(value.len());
    let mut rest = value;
    while let [first, tail @ ..] = rest {
        let pair = tail.get(..2).and_then(|pair| std::str::from_utf8(pair).ok());
        match (first, pair.and_then(|pair| u8::from_str_radix(pair, 16).ok())) {
            (b'=', Some(byte)) => {
                decoded.push(byte);
                rest = &tail[2..];
            }
            (byte, _) => {
                decoded.push(*byte);
                rest = tail;
            }
        }
    }
    decoded
}

/// Bytes as text: UTF-8, else Windows-1252, which is what most that is not UTF-8 turns out to be.
pub(crate) fn decode_text(bytes: &[u8]) -> String {
    const HIGH: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.to_owned();
    }
    let high: Vec<char> = HIGH.chars().collect();
    let decode = |byte: &u8| match byte {
        0x80..=0x9F => high.get(usize::from(byte - 0x80)).copied().unwrap_or(char::REPLACEMENT_CHARACTER),
        byte => char::from(*byte),
    };
    bytes.iter().map(decode).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(bytes: &[u8]) -> Vec<String> {
        unfold(bytes).iter().map(|line| decode_text(&line.text)).collect()
    }

    #[test]
    fn every_kind_of_line_end_and_fold() {
        assert_eq!(texts(b"A:1\r\nB:2\nC:3\rD:4\r\r\nE:5"), ["A:1", "B:2", "C:3", "D:4", "E:5"]);
        assert_eq!(texts("FN:J\u{f6}rg".as_bytes()), ["FN:J\u{f6}rg"]);
        // The fold stands between the two bytes of the letter.
        assert_eq!(texts(b"FN:J\xC3\r\n \xB6rg\r\n"), ["FN:J\u{f6}rg"]);
        assert_eq!(
            texts(b"NOTE;ENCODING=QUOTED-PRINTABLE:a=\r\nb=3Dc\r\nFN:x"),
            ["NOTE;ENCODING=QUOTED-PRINTABLE:ab=3Dc", "FN:x"]
        );
    }

    #[test]
    fn charsets_are_told_apart() {
        assert_eq!(decode_text(b"M\xFCller \x80"), "Müller €");
        let utf16: Vec<u8> =
            [0xFF, 0xFE].into_iter().chain("BEGIN".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        assert_eq!(decode_file(&utf16), b"BEGIN");
        assert_eq!(decode_text(&decode_quoted_printable(b"M=C3=BCller =4")), "Müller =4");
    }
}
