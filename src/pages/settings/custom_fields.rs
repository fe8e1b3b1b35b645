//! Custom fields: what a workspace keeps beside what everybody does.

mod edit;
mod list;

pub(crate) use edit::{EditCustomField, NewCustomField};
pub(crate) use list::CustomFieldsPage;

use calling_card_contact::CustomEntity;

use crate::language::t;

/// The kinds of custom fields, with what they are called.
fn kinds() -> [(&'static str, &'static str); 5] {
    [
        ("text", t("One line", "Eine Zeile")),
        ("textarea", t("Several lines", "Mehrere Zeilen")),
        ("select", t("Choice of one", "Auswahl: eine")),
        ("multiselect", t("Choice of several", "Auswahl: mehrere")),
        ("currency", t("Amount of money", "Geldbetrag")),
    ]
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
