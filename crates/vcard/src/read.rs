//! Reading files.

use crate::Property;
use crate::repair::{Line, decode_file, decode_text, unfold};

/// What was found in a file.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// The cards, in their order.
    pub cards: Vec<Card>,
    /// What could not be read.
    pub unreadable: Vec<Unreadable>,
}

/// A card, property by property.
#[derive(Clone, Debug)]
pub struct Card {
    /// The line on which it begins, from 1.
    pub line: u32,
    /// Its properties, without `BEGIN` and `END`.
    pub properties: Vec<Property>,
}

/// A part of a file that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// The line on which it begins, from 1.
    pub line: u32,
    /// What is wrong.
    pub reason: String,
    /// The text, or its beginning.
    pub text: String,
}

/// Most characters of a text that is shown as unreadable.
const SHOWN: usize = 400;

/// Reads a file of any version. A card that is not ended ends where the next one begins.
pub fn read(bytes: &[u8]) -> Reading {
    let mut reading = Reading::default();
    let mut open: Option<Card> = None;
    let mut nested = 0u32;
    for line in unfold(&decode_file(bytes)) {
        let word = decode_text(&line.text).trim().to_ascii_uppercase();
        match word.as_str() {
            "BEGIN:VCARD" => match &mut open {
                // A card inside a card is an AGENT of vCard 2.1; its lines are passed over.
                Some(card) if is_agent(card) => nested += 1,
                _ => {
                    finish(&mut reading, open.take());
                    nested = 0;
                    open = Some(Card { line: line.number, properties: Vec::new() });
                }
            },
            "END:VCARD" if nested > 0 => nested -= 1,
            "END:VCARD" => finish(&mut reading, open.take()),
            "" => {}
            _ if nested > 0 => {}
            _ => take(&mut reading, open.as_mut(), &line),
        }
    }
    finish(&mut reading, open);
    reading
}

/// Whether the last that was read opens an inline AGENT: a property AGENT without a value.
fn is_agent(card: &Card) -> bool {
    card.properties.last().is_some_and(|last| last.name == "AGENT" && last.text().trim().is_empty())
}

fn take(reading: &mut Reading, card: Option<&mut Card>, line: &Line) {
    match (card, Property::parse(line)) {
        (Some(card), Some(property)) => card.properties.push(property),
        (Some(_), None) => {
            refuse(reading, line, "This line is no property: it has no name and value with a colon between them.")
        }
        (None, _) => {}
    }
}

fn finish(reading: &mut Reading, card: Option<Card>) {
    let Some(card) = card else { return };
    if card.properties.iter().all(|property| matches!(property.name.as_str(), "VERSION" | "PRODID" | "REV")) {
        let line = Line { number: card.line, text: b"BEGIN:VCARD".to_vec() };
        return refuse(reading, &line, "This card is empty.");
    }
    reading.cards.push(card);
}

fn refuse(reading: &mut Reading, line: &Line, reason: &str) {
    let text = decode_text(line.text.get(..SHOWN.min(line.text.len())).unwrap_or_default());
    reading.unreadable.push(Unreadable { line: line.number, reason: reason.to_owned(), text });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bad_card_does_not_take_its_neighbours() {
        let file = "junk\r\nBEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann\r\nno property\r\nBEGIN:VCARD\r\nFN:Bob\r\nEND:VCARD\r\nBEGIN:VCARD\r\nEND:VCARD";
        let reading = read(file.as_bytes());
        let names: Vec<_> =
            reading.cards.iter().map(|card| card.properties.last().map(|last| last.text().to_owned())).collect();
        assert_eq!(names, [Some("Ann".to_owned()), Some("Bob".to_owned())]);
        let lines: Vec<_> = reading.unreadable.iter().map(|part| part.line).collect();
        assert_eq!(lines, [5, 9]);
    }

    #[test]
    fn an_agent_inside_is_passed_over() {
        let file = "BEGIN:VCARD\nFN:Boss\nAGENT:\nBEGIN:VCARD\nFN:Helper\nEND:VCARD\nTITLE:CEO\nEND:VCARD\n";
        let reading = read(file.as_bytes());
        assert_eq!(reading.cards.len(), 1);
        assert_eq!(
            reading.cards[0].properties.iter().map(|p| p.name.as_str()).collect::<Vec<_>>(),
            ["FN", "AGENT", "TITLE"]
        );
    }

    #[test]
    fn hostile_sizes_end() {
        let semicolons = format!("BEGIN:VCARD\nFN:x\nADR:{}\nEND:VCARD", ";".repeat(1_000_000));
        assert_eq!(read(semicolons.as_bytes()).cards.len(), 1);
        assert!(read(&vec![b' '; 5_000_000]).cards.is_empty());
        assert!(read(&vec![0u8; 5_000_000]).cards.is_empty());
    }
}
