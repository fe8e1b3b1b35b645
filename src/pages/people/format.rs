//! The formats in which people leave, in words.

use calling_card_api::worker::Format;

use crate::language::t;

/// What a format is called.
pub(in crate::pages) fn name_of(format: Format) -> &'static str {
    match format {
        Format::V4 => "vCard 4.0",
        Format::V3 => t("vCard 3.0, for older programs", "vCard 3.0, für ältere Programme"),
        Format::V2_1 => t("vCard 2.1, for old phones", "vCard 2.1, für alte Telefone"),
        Format::Jcard => t("jCard (JSON), for programs", "jCard (JSON), für Programme"),
        Format::Csv => t("Table (CSV), for spreadsheets", "Tabelle (CSV), für Tabellenprogramme"),
    }
}

/// All of them, to choose from.
pub(in crate::pages) fn options() -> Vec<(String, String)> {
    Format::ALL.into_iter().map(|format| (format.key().to_owned(), name_of(format).to_owned())).collect()
}
