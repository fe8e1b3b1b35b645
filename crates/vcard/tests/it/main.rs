//! vCards as a whole: what is written is read again, by us and by the strict reader; what others wrote is read.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on shall stop")]

mod corpus;
mod exporters;
mod properties;
mod replay;
mod round_trip;
mod tables;

use calling_card_contact::{Person, Timestamp};
use calling_card_vcard::{Export, Imported, Part, Version, decode_file, parts, person_of, write};

/// What becomes of the one card of a file.
fn only(bytes: &[u8]) -> Imported {
    let source = decode_file(bytes);
    let mut cards = parts(&source).filter_map(|part| match part {
        Part::Card(card) => Some(card),
        Part::Outside(text) => {
            assert!(text.is_blank(), "{}", String::from_utf8_lossy(text.raw));
            None
        }
    });
    let card = cards.next().unwrap();
    assert!(cards.next().is_none() && card.is_readable());
    person_of(&card)
}

/// The person's card, with nothing else on it.
fn written(person: &Person, version: Version) -> String {
    let changed_at = Timestamp::default();
    let (organizations, relatives) = (&[], &[]);
    write(&Export {
        person,
        uid: "",
        notes: &[],
        organizations,
        custom_fields: &[],
        relatives,
        version,
        card: None,
        changed_at: &changed_at,
    })
}
