//! Reading files: which bytes are a card, and what is on it.

use crate::lines::{Agent, LogicalLine, LogicalLines};
use crate::source::PhysicalLines;
use crate::{Finding, FindingKind, Property, Version};

/// A part of a file. The parts of a file are all of its bytes, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part<'a> {
    /// From `BEGIN:VCARD` to its end.
    Card(Card<'a>),
    /// What stands between cards: mostly empty lines.
    Outside(Text<'a>),
}

/// Text of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text<'a> {
    /// The line on which it begins, from 1.
    pub line: u32,
    /// As it stands in the file.
    pub raw: &'a [u8],
}

impl Text<'_> {
    /// Whether there is nothing but white space in it.
    pub fn is_blank(&self) -> bool {
        self.raw.iter().all(u8::is_ascii_whitespace)
    }
}

/// A card, as it stands in the file. It is taken apart when it is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Card<'a> {
    /// The line on which it begins, from 1.
    pub line: u32,
    /// As it stands in the file, `BEGIN` and `END` and all.
    pub raw: &'a [u8],
    /// Whether there is an `END:VCARD`.
    pub ended: bool,
}

/// The parts of a file whose bytes [`decode_file`](crate::decode_file) has seen. A card that is not ended ends where the next
/// one begins, or with the file; it never takes its neighbours with it.
pub fn parts(source: &[u8]) -> Parts<'_> {
    parts_from(source, Place::default())
}

/// The parts from a place on where one begins.
pub fn parts_from(source: &[u8], from: Place) -> Parts<'_> {
    let rest = source.get(from.position..).unwrap_or_default();
    Parts { source: rest, lines: PhysicalLines::new(rest, from.line).peekable(), at: 0, from }
}

/// A place in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// How many bytes stand before it.
    pub position: usize,
    /// Its line, from 1.
    pub line: u32,
}

impl Default for Place {
    fn default() -> Self {
        Self { position: 0, line: 1 }
    }
}

/// See [`parts`].
#[derive(Clone, Debug)]
pub struct Parts<'a> {
    source: &'a [u8],
    lines: std::iter::Peekable<PhysicalLines<'a>>,
    at: usize,
    from: Place,
}

impl<'a> Parts<'a> {
    /// Where in the file the next part begins.
    pub fn place(&mut self) -> Place {
        let line = self.lines.peek().map_or(self.from.line, |next| next.number);
        Place { position: self.from.position + self.at, line }
    }

    fn text_to(&mut self, end: usize) -> &'a [u8] {
        let raw = &self.source[self.at..end];
        self.at = end;
        raw
    }

    /// The lines of a card after its first.
    fn take_card(&mut self, line: u32, mut end: usize) -> Card<'a> {
        let mut depth = 0u32;
        let mut agent = Agent::No;
        let mut ended = false;
        while let Some(next) = self.lines.peek() {
            let begins = next.says(b"BEGIN:VCARD");
            // A card inside a card belongs to an AGENT; any other is the next one.
            if begins && agent != Agent::Next {
                break;
            }
            end = next.end;
            let ends = next.says(b"END:VCARD");
            if !next.is_blank() {
                agent = Agent::of(next.text);
            }
            depth += u32::from(begins || agent == Agent::Here);
            self.lines.next();
            // An AGENT that is folded is one line, and nothing begins with it.
            if agent == Agent::Here && self.lines.peek().is_some_and(|next| next.is_fold()) {
                depth -= 1;
            }
            if ends && depth == 0 {
                ended = true;
                break;
            }
            depth -= u32::from(ends);
        }
        Card { line, raw: self.text_to(end), ended }
    }
}

impl<'a> Iterator for Parts<'a> {
    type Item = Part<'a>;

    fn next(&mut self) -> Option<Part<'a>> {
        let first = self.lines.next()?;
        if first.says(b"BEGIN:VCARD") {
            return Some(Part::Card(self.take_card(first.number, first.end)));
        }
        let mut end = first.end;
        while let Some(next) = self.lines.next_if(|next| !next.says(b"BEGIN:VCARD")) {
            end = next.end;
        }
        Some(Part::Outside(Text { line: first.number, raw: self.text_to(end) }))
    }
}

impl<'a> Card<'a> {
    /// The card that these bytes are, which [`parts`] told apart before.
    pub fn again(raw: &'a [u8], line: u32) -> Self {
        let last = raw.trim_ascii_end();
        let ended = last.len() >= 9 && last[last.len() - 9..].eq_ignore_ascii_case(b"END:VCARD");
        Self { line, raw, ended }
    }

    /// Its properties in their order, without `BEGIN` and `END`; lines that are none are passed over.
    pub fn properties(&self) -> impl Iterator<Item = Property<'a>> + use<'a> {
        self.lines().filter_map(Result::ok)
    }

    /// Its properties, and the lines that are none.
    pub fn lines(&self) -> impl Iterator<Item = Result<Property<'a>, Text<'a>>> + use<'a> {
        let card = *self;
        self.logical_lines().map(move |line| {
            let text = Text { line: line.number, raw: line.raw };
            Property::parse(line, &card).ok_or(text)
        })
    }

    /// Its lines with their folds undone, without `BEGIN` and `END`.
    pub(crate) fn logical_lines(&self) -> impl Iterator<Item = LogicalLine<'a>> + use<'a> {
        let last = if self.ended { "END:VCARD" } else { "" };
        let mut first = true;
        LogicalLines::new(self.raw, self.line).filter(move |line| {
            let begins = std::mem::take(&mut first);
            !begins && !line.text.trim_ascii_end().eq_ignore_ascii_case(last.as_bytes())
        })
    }

    /// Whether anything can be read from it.
    pub fn is_readable(&self) -> bool {
        self.properties().any(|property| is_content(&property))
    }

    /// The version that it says; nothing where it says none, or one that there is not.
    pub fn version(&self) -> Option<Version> {
        let said = self.properties().find(|property| property.name == "VERSION")?;
        said.text().trim().parse().ok()
    }

    /// A charset that is said somewhere in the card (`CHARSET=`).
    pub(crate) fn charset(&self) -> Option<String> {
        let said = |line: LogicalLine<'_>| {
            let text = String::from_utf8_lossy(&line.text).to_ascii_uppercase();
            let (_, after) = text.split(':').next()?.split_once("CHARSET=")?;
            let name = after.split([';', ',']).next()?.trim_matches('"').to_owned();
            (name != "UTF-8").then_some(name)
        };
        LogicalLines::new(self.raw, self.line).find_map(said)
    }

    /// What is wrong with it, line by line.
    pub fn findings(&self) -> Vec<Finding> {
        crate::finding::of_card(self)
    }

    /// Why nothing can be read from it.
    pub fn refusal(&self) -> Finding {
        Finding { line: self.line, kind: FindingKind::Empty }
    }
}

/// Whether a property is about anybody, and not about the card itself.
pub(crate) fn is_content(property: &Property<'_>) -> bool {
    !matches!(&*property.name, "VERSION" | "PRODID" | "REV")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(file: &str) -> Vec<String> {
        let card = |part: Part<'_>| match part {
            Part::Card(card) => {
                Some(card.properties().map(|property| property.text().into_owned()).collect::<Vec<_>>().join("|"))
            }
            Part::Outside(_) => None,
        };
        parts(file.as_bytes()).filter_map(card).collect()
    }

    #[test]
    fn a_bad_card_does_not_take_its_neighbours() {
        let file = "junk\r\nBEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann\r\nno property\r\nBEGIN:VCARD\r\nFN:Bob\r\nEND:VCARD\r\n\r\nBEGIN:VCARD\r\nEND:VCARD";
        assert_eq!(names(file), ["3.0|Ann", "Bob", ""]);
        let lines: Vec<u32> = parts(file.as_bytes())
            .map(|part| match part {
                Part::Card(card) => card.line,
                Part::Outside(text) => text.line,
            })
            .collect();
        assert_eq!(lines, [1, 2, 6, 9, 10]);
    }

    #[test]
    fn an_agent_is_part_of_its_card_and_a_lost_one_takes_nobody_along() {
        assert_eq!(names("BEGIN:VCARD\nFN:Boss\nAGENT:\nBEGIN:VCARD\nFN:Helper\nEND:VCARD\nTITLE:CEO\nEND:VCARD\nBEGIN:VCARD\nFN:B\nEND:VCARD").len(), 2);
        assert_eq!(names("BEGIN:VCARD\nFN:Boss\nAGENT:BEGIN:VCARD\nFN:Helper\nBEGIN:VCARD\nFN:B\nEND:VCARD").len(), 2);
    }

    #[test]
    fn the_parts_are_all_of_the_bytes() {
        let file = b"x\n\nBEGIN:VCARD\nA:b\n\xFF\nBEGIN:VCARD\nEND:VCARD\n \n";
        let all: Vec<u8> = parts(file)
            .flat_map(|part| match part {
                Part::Card(card) => card.raw,
                Part::Outside(text) => text.raw,
            })
            .copied()
            .collect();
        assert_eq!(all, file);
    }
}
