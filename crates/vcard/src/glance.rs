//! What is seen of a card at a glance, which is soon read: most cards of a file are looked at no closer until they are stored.

use calling_card_contact::rules;

use crate::lines::LogicalLine;
use crate::person::{is_card_group, person_with};
use crate::read::is_content;
use crate::subject::subject_of;
use crate::{Card, Content, Property, Subject, content_of, storable};

/// What says nothing of how a person is called and reached, nor by what they are found again.
const PASSED_OVER: [&str; 12] =
    ["ADR", "ANNIVERSARY", "BDAY", "CATEGORIES", "GEO", "NOTE", "PHOTO", "REV", "ROLE", "TITLE", "TZ", "URL"];

/// [What is on a card](content_of), of a person only how they are called and reached and by what they are found again: name, businesses,
/// e-mail addresses, phone numbers, keys and pictures that are too large are those of the whole.
pub fn glance_of(card: &Card<'_>) -> Option<Content> {
    person_at_a_glance(card).or_else(|| content_of(card))
}

/// A person; nothing where all of the card has to be read to tell.
fn person_at_a_glance(card: &Card<'_>) -> Option<Content> {
    let lines = card.logical_lines().filter(|line| !is_passed_over(line));
    let properties: Vec<Property<'_>> = lines.filter_map(|line| Property::parse(line, card)).collect();
    // Of several business cards, what is passed over may decide which is the favourite.
    let has_groups = properties.iter().any(|property| is_card_group(&property.group));
    if has_groups || !properties.iter().any(is_content) || subject_of(&properties) != Subject::Person {
        return None;
    }
    let imported = person_with(&properties);
    // Somebody without a name is called by what else stands on the card.
    let is_named = imported.person.name.display().chars().any(|c| !c.is_control() && !c.is_whitespace());
    is_named.then(|| Content::Person(Box::new(storable(imported))))
}

fn is_passed_over(line: &LogicalLine<'_>) -> bool {
    let end = line.text.iter().position(|byte| matches!(byte, b':' | b';' | b'.')).unwrap_or_default();
    let name = &line.text[..end];
    // A picture that is too large has to be seen; decoded, a line is at most four times as long.
    line.text.get(end) != Some(&b'.')
        && line.raw.len() < rules::IMAGE as usize / 4
        && PASSED_OVER.iter().any(|known| name.eq_ignore_ascii_case(known.as_bytes()))
}
