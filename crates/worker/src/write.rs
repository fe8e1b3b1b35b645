//! One person, or one organization, in a format.

use calling_card_api::export::{ExportedPerson, ExportedRelation};
use calling_card_api::organizations::OrganizationRecord;
use calling_card_api::worker::Format;
use calling_card_contact::{CardId, CustomField};
use calling_card_vcard::table::{csv_line, custom_cells, row};
use calling_card_vcard::{
    Export, Imported, OrganizationExport, Part, Relative, Version, jcard, parts, write, write_organization,
};

/// The text of a person: a vCard, a jCard, or a row of a table.
pub fn text_of(exported: &ExportedPerson, fields: &[CustomField], format: Format, card: Option<CardId>) -> String {
    match format {
        Format::V4 => vcard(exported, fields, Version::V4, card),
        Format::V3 => vcard(exported, fields, Version::V3, card),
        Format::V2_1 => vcard(exported, fields, Version::V2_1, card),
        Format::Jcard => as_jcard(&vcard(exported, fields, Version::V4, card)),
        Format::Csv => {
            let mut person = exported.record.content.clone();
            person.uid = exported.uid();
            if let Some(wanted) = card {
                person.cards = person.cards.into_vec().into_iter().filter(|card| card.id == Some(wanted)).collect();
            }
            let custom = custom_cells(&person, fields);
            let row = row(&Imported { person, notes: exported.notes.clone(), ..Imported::default() });
            csv_line(&row.into_iter().chain(custom).collect::<Vec<_>>())
        }
    }
}

/// The text of an organization: a vCard or a jCard; a table has no place for it.
pub fn text_of_organization(record: &OrganizationRecord, custom_fields: &[CustomField], format: Format) -> String {
    let vcard = |version| {
        write_organization(&OrganizationExport {
            organization: &record.content,
            uid: &format!("urn:uuid:{}", record.id),
            custom_fields,
            version,
            changed_at: &record.changed_at,
        })
    };
    match format {
        Format::V4 => vcard(Version::V4),
        Format::V3 => vcard(Version::V3),
        Format::V2_1 => vcard(Version::V2_1),
        Format::Jcard => as_jcard(&vcard(Version::V4)),
        Format::Csv => String::new(),
    }
}

fn as_jcard(vcard: &str) -> String {
    let read = parts(vcard.as_bytes()).find_map(|part| match part {
        Part::Card(card) => Some(jcard(&card).to_string()),
        Part::Outside(_) => None,
    });
    read.unwrap_or_default()
}

fn vcard(exported: &ExportedPerson, custom_fields: &[CustomField], version: Version, card: Option<CardId>) -> String {
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
        custom_fields,
        relatives: &relatives,
        version,
        card,
        changed_at: &exported.record.changed_at,
    })
}
