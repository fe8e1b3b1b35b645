//! What a file is, by what stands in it first, and by its name where that says nothing.

use calling_card_contact::Language;
use calling_card_vcard::csv::{Field, Sheet};

/// How many bytes of a file tell what it is.
const START: usize = 1 << 14;

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    Cards,
    Table,
    Archive,
}

/// Why a file is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Problem {
    /// There is nothing in it.
    Empty,
    /// It is neither cards nor a table.
    Unknown,
    /// A spreadsheet program's own format.
    Workbook,
    /// A table of headings only.
    NoRows,
    /// An archive that cannot be opened.
    Damaged,
    /// An archive of too many files.
    TooMany,
    /// What an archive holds is too large.
    TooLarge,
    /// An archive in an archive.
    Nested,
    /// A file in an archive that needs a password.
    Encrypted,
    /// A file in an archive that cannot be unpacked.
    NotUnpacked,
}

impl Problem {
    /// What is wrong and what to do, as sentences.
    pub(super) fn sentence(self, language: Language) -> String {
        let (english, german) = match self {
            Self::Empty => ("The file is empty.", "Die Datei ist leer."),
            Self::Unknown => (
                "This is neither a vCard file (.vcf) nor a table (.csv).",
                "Das ist weder eine vCard-Datei (.vcf) noch eine Tabelle (.csv).",
            ),
            Self::Workbook => (
                "This is a workbook of a spreadsheet program. Save its sheet as CSV there, and choose that file.",
                "Das ist die Mappe eines Tabellenprogramms. Speichern Sie ihr Blatt dort als CSV, und wählen Sie diese Datei.",
            ),
            Self::NoRows => ("There is no row below the headings.", "Unter den Überschriften steht keine Zeile."),
            Self::Damaged => (
                "The archive is damaged and could not be opened.",
                "Das Archiv ist beschädigt und konnte nicht geöffnet werden.",
            ),
            Self::TooMany => (
                "The archive holds more than 1,000 files. Unpack it, and choose the files in it.",
                "Das Archiv enthält mehr als 1.000 Dateien. Entpacken Sie es, und wählen Sie die Dateien darin.",
            ),
            Self::TooLarge => (
                "Unpacked, the files in archives would be larger than 300 MB. Unpack this one yourself, and choose it by itself.",
                "Entpackt wären die Dateien aus Archiven größer als 300 MB. Entpacken Sie diese selbst, und wählen Sie sie einzeln.",
            ),
            Self::Nested => (
                "An archive inside an archive is not opened. Unpack it, and choose the files in it.",
                "Ein Archiv in einem Archiv wird nicht geöffnet. Entpacken Sie es, und wählen Sie die Dateien darin.",
            ),
            Self::Encrypted => (
                "The file is protected by a password. Unpack it yourself, and choose it.",
                "Die Datei ist durch ein Passwort geschützt. Entpacken Sie sie selbst, und wählen Sie sie.",
            ),
            Self::NotUnpacked => (
                "The file is damaged or packed in an unknown way, and could not be unpacked.",
                "Die Datei ist beschädigt oder auf unbekannte Weise gepackt und konnte nicht entpackt werden.",
            ),
        };
        if language == Language::De { german.to_owned() } else { english.to_owned() }
    }
}

impl Content {
    /// What a file is whose bytes `decode_file` has seen. In an archive, where there is all kinds of things, a file without one
    /// of our endings is only looked at where cards stand in it.
    pub(super) fn of(name: &str, source: &[u8], in_archive: bool) -> Result<Self, Problem> {
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
        let start = &source[..source.len().min(START)];
        let is_workbook = matches!(ending.as_str(), "xlsx" | "xlsm" | "xlsb" | "xls" | "ods" | "numbers");
        if start.trim_ascii().is_empty() && source.len() <= START {
            return Err(Problem::Empty);
        }
        if is_archive(start) {
            return match is_workbook {
                true => Err(Problem::Workbook),
                false if in_archive => Err(Problem::Nested),
                false => Ok(Self::Archive),
            };
        }
        let has_cards =
            start.trim_ascii_start().get(..11).is_some_and(|line| line.eq_ignore_ascii_case(b"BEGIN:VCARD"))
                || memchr_card(start);
        match ending.as_str() {
            _ if has_cards => Ok(Self::Cards),
            _ if start.starts_with(b"\xD0\xCF\x11\xE0") => {
                Err(if is_workbook { Problem::Workbook } else { Problem::Unknown })
            }
            "zip" => Err(Problem::Damaged),
            "vcf" | "vcard" => Ok(Self::Cards),
            _ if start.contains(&0) => Err(Problem::Unknown),
            "csv" | "tsv" | "tab" => Ok(Self::Table),
            _ if in_archive => Err(Problem::Unknown),
            _ if is_table(start) => Ok(Self::Table),
            _ => Ok(Self::Cards),
        }
    }
}

/// Whether bytes begin as a zip archive does, also as an empty one.
pub(super) fn is_archive(bytes: &[u8]) -> bool {
    matches!(bytes, [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] | [b'P', b'K', 7, 8, ..])
}

fn memchr_card(start: &[u8]) -> bool {
    start.split(|byte| matches!(byte, b'\n' | b'\r')).any(|line| line.trim_ascii().eq_ignore_ascii_case(b"BEGIN:VCARD"))
}

/// Whether a text is a table by what stands in it: several columns and rows, of which one is known.
fn is_table(start: &[u8]) -> bool {
    let sheet = Sheet::of(start);
    let known = || sheet.guess(sheet.has_headings()).into_iter().any(|field| field != Field::LeaveOut);
    sheet.rows > 1 && sheet.columns.len() > 1 && known()
}
