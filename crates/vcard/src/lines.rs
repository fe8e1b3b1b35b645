//! Logical lines: folds undone, quoted-printable joined over its soft breaks, what stands broken put together.

use std::borrow::Cow;

use crate::source::{PhysicalLine, PhysicalLines};

/// A line with its folds undone.
#[derive(Clone, Debug)]
pub(crate) struct LogicalLine<'a> {
    /// Where it begins, from 1.
    pub number: u32,
    /// As it stands in the file, with its folds and its end.
    pub raw: &'a [u8],
    /// Without them.
    pub text: Cow<'a, [u8]>,
    /// How its value is encoded.
    pub encoding: Encoding,
}

/// How a value is encoded, by what stands before its colon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encoding {
    Plain,
    QuotedPrintable,
    Base64,
}

impl Encoding {
    /// The encoding that a line says, with `ENCODING=` or, as some do, without.
    pub(crate) fn of(line: &[u8]) -> Self {
        // Most lines say nothing before their colon but a name.
        let Some(end) = memchr::memchr2(b':', b';', line).filter(|end| line[*end] == b';') else { return Self::Plain };
        let behind = &line[end + 1..];
        let head = memchr::memchr(b':', behind).map_or(behind, |colon| &behind[..colon]);
        for parameter in head.split(|byte| *byte == b';') {
            let value = parameter.rsplit(|byte| *byte == b'=').next().unwrap_or_default();
            let names_none = value.len() == parameter.len();
            let is = |word: &[u8]| value.eq_ignore_ascii_case(word);
            if is(b"QUOTED-PRINTABLE") {
                return Self::QuotedPrintable;
            }
            if is(b"BASE64") || is(b"B") && (names_none || has_name(parameter, b"ENCODING")) {
                return Self::Base64;
            }
        }
        Self::Plain
    }
}

fn has_name(parameter: &[u8], name: &[u8]) -> bool {
    parameter.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
}

/// What an `AGENT` line of vCard 2.1 brings along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Agent {
    /// Nothing: it is no AGENT, or its value stands on the line itself.
    No,
    /// A card that begins on the next line.
    Next,
    /// A card that begins on this line.
    Here,
}

impl Agent {
    /// What the line brings along.
    pub(crate) fn of(line: &[u8]) -> Self {
        if !has_name(line, b"AGENT") || !matches!(line.get(5), Some(b':' | b';')) {
            return Self::No;
        }
        let Some(colon) = memchr::memchr(b':', line) else { return Self::No };
        match line[colon + 1..].trim_ascii() {
            b"" => Self::Next,
            value if value.eq_ignore_ascii_case(b"BEGIN:VCARD") => Self::Here,
            _ => Self::No,
        }
    }
}

/// The logical lines of a card.
pub(crate) struct LogicalLines<'a> {
    bytes: &'a [u8],
    lines: std::iter::Peekable<PhysicalLines<'a>>,
}

impl<'a> LogicalLines<'a> {
    pub(crate) fn new(bytes: &'a [u8], number: u32) -> Self {
        Self { bytes, lines: PhysicalLines::new(bytes, number).peekable() }
    }

    /// The line that comes next, if it goes on with what stands here; nothing is lost of the one that does not.
    fn next_if(&mut self, goes_on: impl Fn(&PhysicalLine<'a>) -> bool) -> Option<PhysicalLine<'a>> {
        self.lines.next_if(goes_on)
    }

    /// The lines of a card inside this one, to its end.
    fn take_agent(&mut self, text: &mut Vec<u8>, agent: Agent) -> Option<usize> {
        let mut end = None;
        let mut depth = u32::from(agent == Agent::Here);
        for line in self.lines.by_ref() {
            text.push(b'\n');
            text.extend_from_slice(line.text);
            end = Some(line.end);
            if line.says(b"BEGIN:VCARD") || Agent::of(line.text) == Agent::Here {
                depth += 1;
            } else if line.says(b"END:VCARD") {
                depth = depth.saturating_sub(1);
            }
            if depth == 0 && !line.is_blank() {
                break;
            }
        }
        end
    }
}

impl<'a> Iterator for LogicalLines<'a> {
    type Item = LogicalLine<'a>;

    fn next(&mut self) -> Option<LogicalLine<'a>> {
        let first = self.lines.find(|line| !line.is_blank())?;
        let mut text = Cow::Borrowed(first.text);
        let mut end = first.end;
        let agent = Agent::of(first.text);
        if agent == Agent::Next {
            while self.next_if(PhysicalLine::is_blank).is_some() {}
        }
        let agent = match agent {
            // A value on the next lines, folded, is no card.
            Agent::Next if !self.lines.peek().is_some_and(|next| next.says(b"BEGIN:VCARD")) => Agent::No,
            agent => agent,
        };
        let encoding = Encoding::of(first.text);
        if agent != Agent::No && !self.lines.peek().is_some_and(PhysicalLine::is_fold) {
            end = self.take_agent(text.to_mut(), agent).unwrap_or(end);
        } else {
            loop {
                let soft = encoding == Encoding::QuotedPrintable && text.ends_with(b"=");
                let next = self.next_if(|next| match encoding {
                    _ if next.says(b"END:VCARD") => false,
                    Encoding::QuotedPrintable if soft => true,
                    _ if next.is_fold() => true,
                    // vCard 2.1 ends base64 with an empty line; some leave the blanks before its lines out.
                    Encoding::Base64 => is_base64(next.text),
                    _ => false,
                });
                let Some(next) = next else { break };
                let text = text.to_mut();
                if soft {
                    text.pop();
                }
                text.extend_from_slice(if next.is_fold() && !soft { &next.text[1..] } else { next.text });
                end = next.end;
            }
            if encoding == Encoding::QuotedPrintable && text.ends_with(b"=") {
                // Real content writes =3D: this is a soft break with nothing behind it.
                text.to_mut().pop();
            }
        }
        let encoding = match &text {
            Cow::Borrowed(_) => encoding,
            // What was folded says it as a whole.
            Cow::Owned(whole) => Encoding::of(whole),
        };
        Some(LogicalLine { number: first.number, raw: &self.bytes[first.start..end], text, encoding })
    }
}

fn is_base64(line: &[u8]) -> bool {
    !line.is_empty() && line.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'='))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(bytes: &[u8]) -> Vec<String> {
        LogicalLines::new(bytes, 1).map(|line| String::from_utf8_lossy(&line.text).into_owned()).collect()
    }

    #[test]
    fn folds_are_undone_byte_by_byte() {
        // The fold stands between the two bytes of the letter.
        assert_eq!(texts(b"FN:J\xC3\r\n \xB6rg\r\nNOTE:a\r\n\t b"), ["FN:Jörg", "NOTE:a b"]);
    }

    #[test]
    fn quoted_printable_is_joined_over_soft_breaks_but_never_over_the_end() {
        assert_eq!(
            texts(b"NOTE;ENCODING=QUOTED-PRINTABLE:a=\r\nb=3Dc\r\nFN:x"),
            ["NOTE;ENCODING=QUOTED-PRINTABLE:ab=3Dc", "FN:x"]
        );
        assert_eq!(texts(b"NOTE;QUOTED-PRINTABLE:a=\nEND:VCARD"), ["NOTE;QUOTED-PRINTABLE:a", "END:VCARD"]);
    }

    #[test]
    fn base64_without_blanks_is_put_together() {
        assert_eq!(texts(b"PHOTO;BASE64:AAAA\nBBBB\n\nFN:x"), ["PHOTO;BASE64:AAAABBBB", "FN:x"]);
    }

    #[test]
    fn a_card_inside_is_one_line() {
        let lines = texts(b"AGENT:\nBEGIN:VCARD\nFN:a\nAGENT:BEGIN:VCARD\nFN:b\nEND:VCARD\nEND:VCARD\nFN:x");
        assert_eq!(lines.len(), 2);
        assert_eq!(lines[1], "FN:x");
    }
}
