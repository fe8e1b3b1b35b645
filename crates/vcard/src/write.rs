//! From a person to a card.

use calling_card_contact::{BusinessCard, CardId, CustomField, Person, Timestamp};

use crate::{Version, custom};

mod about;
mod beside;
mod card;
mod kept;
mod lines;

pub(crate) use kept::media_type_of;
pub(crate) use lines::Lines;
pub use lines::{escaped, fold_line};

/// A person to be written.
#[derive(Clone, Debug)]
pub struct Export<'a> {
    /// The person.
    pub person: &'a Person,
    /// The key by which the card is known elsewhere, where the person brought none.
    pub uid: &'a str,
    /// The notes.
    pub notes: &'a [String],
    /// Organizations with the person's role.
    pub organizations: &'a [(String, String)],
    /// Custom fields, for what their values are called.
    pub custom_fields: &'a [CustomField],
    /// Others to whom the person is related.
    pub relatives: &'a [Relative],
    /// The version.
    pub version: Version,
    /// Only this business card; all unless said.
    pub card: Option<CardId>,
    /// When the person was last changed.
    pub changed_at: &'a Timestamp,
}

/// Somebody to whom a person is related.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relative {
    /// The `UID` of their card.
    pub uid: String,
    /// Their name.
    pub name: String,
    /// What they are to the person.
    pub is: String,
}

/// The card's text: CR LF, folded at 75 octets.
pub fn write(export: &Export<'_>) -> String {
    let person = export.person;
    let mut lines = Lines::new(export.version, &person.kept_properties);
    about::write_name(&mut lines, person);
    about::write_about(&mut lines, person);
    let chosen: Vec<&BusinessCard> =
        person.cards.iter().filter(|card| export.card.is_none_or(|wanted| card.id == Some(wanted))).collect();
    let grouped = chosen.len() > 1 || chosen.iter().any(|card| !card::is_plain(card));
    for (index, card) in chosen.into_iter().enumerate() {
        // So many digits that the groups sort as they stand.
        let group = if grouped { format!("card{:03}.", index + 1) } else { String::new() };
        card::write_card(&mut lines, card, &group);
    }
    for (name, role) in export.organizations {
        lines.structured("X-CALLINGCARD-ORGANIZATION", "", &[name, role]);
    }
    for relative in export.relatives {
        about::write_relative(&mut lines, relative);
    }
    custom::write(&mut lines, &person.custom, export.custom_fields);
    for note in export.notes {
        lines.text("NOTE", "", note);
    }
    let uid = if person.uid.is_empty() { export.uid } else { &person.uid };
    if !uid.is_empty() {
        lines.text("UID", "", uid);
    }
    let revision: String =
        export.changed_at.0.chars().filter(|c| c.is_ascii_digit() || matches!(c, 'T')).take(15).collect();
    if revision.len() == 15 {
        lines.raw("REV", "", &format!("{revision}Z"));
    }
    for kept in person.kept_properties.iter().filter(|kept| !kept.parameters_only) {
        lines.insert(kept.place, kept::adapt(&kept.line, export.version));
    }
    let beside = person.kept_properties.iter().filter(|kept| kept.parameters_only);
    beside::put(&mut lines, beside.map(|kept| kept::adapt(&kept.line, export.version)));
    lines.finish()
}
