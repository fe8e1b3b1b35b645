//! What kinds of records are called.

use calling_card_api::changes::RecordKind;

use crate::language::t;

/// What a kind of record is called.
pub fn kind_text(kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::Person => t("Person", "Person"),
        RecordKind::Organization => t("Organization", "Organisation"),
        RecordKind::Relation => t("Relation", "Beziehung"),
        RecordKind::Note => t("Note", "Notiz"),
        RecordKind::Draft => t("Draft", "Entwurf"),
        RecordKind::InboundSource => t("Form", "Formular"),
        RecordKind::PublishedCard => t("Published card", "Veröffentlichte Karte"),
        RecordKind::CustomField => t("Custom field", "Eigenes Feld"),
        RecordKind::Event => t("Event", "Veranstaltung"),
        RecordKind::Booking => t("Booking", "Buchung"),
        RecordKind::Invitation => t("Invitation", "Einladung"),
    }
}
