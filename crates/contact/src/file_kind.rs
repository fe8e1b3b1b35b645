//! Files that a form takes, and by what each kind is known.

use serde::{Deserialize, Serialize};

/// A kind of files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum FileKind {
    /// PDF.
    Pdf,
    /// JPEG, PNG, WebP, GIF.
    Image,
    /// Documents, tables and slides of Office and LibreOffice, without macros.
    Document,
    /// Text and CSV, in UTF-8.
    Text,
}

/// A format of files.
#[derive(Debug, PartialEq, Eq)]
pub struct FileFormat {
    /// The kind that it belongs to.
    pub kind: FileKind,
    /// Its media type.
    pub media_type: &'static str,
    /// How names of such files end; the first is what people call it.
    pub endings: &'static [&'static str],
}

impl FileFormat {
    /// All formats that are taken.
    pub const ALL: [Self; 12] = [
        Self { kind: FileKind::Pdf, media_type: "application/pdf", endings: &["pdf"] },
        Self { kind: FileKind::Image, media_type: "image/jpeg", endings: &["jpg", "jpeg"] },
        Self { kind: FileKind::Image, media_type: "image/png", endings: &["png"] },
        Self { kind: FileKind::Image, media_type: "image/webp", endings: &["webp"] },
        Self { kind: FileKind::Image, media_type: "image/gif", endings: &["gif"] },
        Self {
            kind: FileKind::Document,
            media_type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            endings: &["docx"],
        },
        Self {
            kind: FileKind::Document,
            media_type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            endings: &["xlsx"],
        },
        Self {
            kind: FileKind::Document,
            media_type: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            endings: &["pptx"],
        },
        Self { kind: FileKind::Document, media_type: "application/vnd.oasis.opendocument.text", endings: &["odt"] },
        Self {
            kind: FileKind::Document,
            media_type: "application/vnd.oasis.opendocument.spreadsheet",
            endings: &["ods"],
        },
        Self { kind: FileKind::Text, media_type: "text/plain", endings: &["txt"] },
        Self { kind: FileKind::Text, media_type: "text/csv", endings: &["csv"] },
    ];

    /// The format that a name says, by its ending.
    pub fn named(name: &str) -> Option<&'static Self> {
        let (_, ending) = name.rsplit_once('.')?;
        Self::ALL.iter().find(|format| format.endings.iter().any(|known| known.eq_ignore_ascii_case(ending)))
    }

    /// The formats of these kinds; of all where none is named.
    pub fn of(kinds: &[FileKind]) -> impl Iterator<Item = &'static Self> {
        Self::ALL.iter().filter(move |format| kinds.is_empty() || kinds.contains(&format.kind))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_its_format_by_what_stands_last() {
        let named = |name: &str| FileFormat::named(name).map(|format| format.media_type);
        assert_eq!(named("Scan.JPEG"), Some("image/jpeg"));
        assert_eq!(named("invoice.pdf.exe"), None);
        assert_eq!(named("pdf"), None);
    }

    #[test]
    fn where_no_kind_is_named_all_are_taken() {
        assert_eq!(FileFormat::of(&[]).count(), FileFormat::ALL.len());
        assert!(FileFormat::of(&[FileKind::Image]).all(|format| format.media_type.starts_with("image/")));
    }
}
