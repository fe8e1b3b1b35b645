//! One person in a format.

use calling_card_api::export::{ExportedPerson, ExportedRelation};
use calling_card_api::worker::Format;
use calling_card_contact::CardId;
use calling_card_vcard::table::{csv_line, row};
use calling_card_vcard::{Export, Imported, Part, Relative, Version, jcard, parts, write};

/// The text of a person: a vCard, a jCard, or a row of a table.
pub fn text_of(exported: &ExportedPerson, format: Format, card: Option<CardId>) -> String {
    match format {
        Format::V4 => vcard(exported, Version::V4, card),
        Format::V3 => vcard(exported, Version::V3, card),
        Format::V2_1 => vcard(exported, Version::V2_1, card),
        Format::Jcard => {
            let text = vcard(exported, Version::V4, card);
            let read = parts(text.as_bytes()).find_map(|part| match part {
                Part::Card(card) => Some(jcard(&card).to_string()),
                Part::Outside(_) => None,
            });
            read.unwrap_or_default()
        }
        Format::Csv => {
            let mut person = exported.record.content.clone();
            person.uid = exported.uid();
            if let Some(wanted) = card {
                person.cards = person.cards.into_vec().into_iter().filter(|card| card.id == Some(wanted)).collect();
            }
            csv_line(&row(&Imported { person, notes: exported.notes.clone(), ..Imported::default() }))
        }
    }
}

fn vcard(exported: &ExportedPerson, version: Version, card: Option<CardId>) -> String {
    let organizations: Vec<(String, String)> =
        exported.organizations.iter().map(|place| (place.name.clone(), place.role.clone())).collect();
    let relative = |ExportedRelation { uid, name, is }: &ExportedRelation| Relative {
        uid: uid.clone(),
        name: name.clone(),
        is: is.clone(),
    };
    let relatives: Vec<Relative> = exported.relations.iter().map(relative).collect();
    write(&Export {
        person: &exported.record.content,
        uid: &exported.uid(),
        notes: &exported.notes,
        organizations: &organizations,
        relatives: &relatives,
        version,
        card,
        changed_at: &exported.record.changed_at,
    })
}
