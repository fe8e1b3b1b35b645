//! Custom fields: what a workspace keeps beside what everybody does.

mod edit;
mod list;
mod list_there;

pub(crate) use edit::{EditCustomField, NewCustomField};
pub(crate) use list::CustomFieldsPage;
pub(crate) use list_there::CustomFieldsThere;

use calling_card_contact::CustomEntity;

use crate::language::t;

/// The kinds of custom fields, with what they are called in English and German.
const KINDS: [(&str, &str, &str); 5] = [
    ("text", "One line", "Eine Zeile"),
    ("textarea", "Several lines", "Mehrere Zeilen"),
    ("select", "Choice of one", "Auswahl: eine"),
    ("multiselect", "Choice of several", "Auswahl: mehrere"),
    ("currency", "Amount of money", "Geldbetrag"),
];

/// The kinds, with what they are called.
fn kinds() -> [(&'static str, &'static str); 5] {
    KINDS.map(|(kind, en, de)| (kind, t(en, de)))
}

/// What a kind is called.
fn kind_name(kind: &str) -> &'static str {
    kinds().into_iter().find(|(known, _)| *known == kind).map_or("", |(_, name)| name)
}

/// Whose fields, in words.
fn entity_name(entity: CustomEntity) -> &'static str {
    match entity {
        CustomEntity::Person => t("Fields of people", "Felder von Personen"),
        CustomEntity::Organization => t("Fields of organizations", "Felder von Organisationen"),
    }
}
