//! What speaks for people being the same, and what goes along when they become one, in words.

use calling_card_api::changes::RecordKind;
use calling_card_api::likeness::{CERTAIN, LIKELY, Reason};

use crate::language::{language, t};

/// How certain it is, with the class of its tag.
pub(super) fn certainty(score: u8) -> (&'static str, &'static str) {
    match score {
        CERTAIN.. => (t("nearly certain", "fast sicher"), "tag success"),
        LIKELY.. => (t("likely", "wahrscheinlich"), "tag"),
        _ => (t("possible", "möglich"), "tag plain"),
    }
}

/// What speaks for it.
pub(super) fn reasons(reasons: &[Reason]) -> String {
    reasons.iter().map(|reason| reason.words(language())).collect::<Vec<_>>().join(" · ")
}

/// Records of a kind.
pub(super) fn records(kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::Person => t("People", "Personen"),
        RecordKind::Organization => {
            t("Organizations whose contact person this is", "Organisationen mit dieser Ansprechperson")
        }
        RecordKind::Relation => t("Relations", "Beziehungen"),
        RecordKind::Note => t("Notes", "Notizen"),
        RecordKind::Draft => {
            t("Submissions with their files and consents", "Einsendungen mit Dateien und Einwilligungen")
        }
        RecordKind::InboundSource => t("Forms", "Formulare"),
        RecordKind::PublishedCard => t("Published cards", "Veröffentlichte Karten"),
        RecordKind::CustomField => t("Custom fields", "Eigene Felder"),
        RecordKind::Event => t("Events", "Veranstaltungen"),
        RecordKind::Booking => t("Bookings", "Buchungen"),
        RecordKind::Invitation => t("Invitations", "Einladungen"),
    }
}

/// Why a record goes to the bin.
pub(super) fn left_behind(kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::Relation => t("relation between the two", "Beziehung zwischen beiden"),
        RecordKind::Invitation => t("second invitation to the same event", "zweite Einladung zur selben Veranstaltung"),
        RecordKind::PublishedCard => t(
            "published card of a business card that is left out",
            "veröffentlichte Karte einer weggelassenen Visitenkarte",
        ),
        kind => records(kind),
    }
}
