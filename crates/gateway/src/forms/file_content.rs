//! What a file is, by its content. Neither its name nor what the browser says of it is believed: both must agree with what it is.

use std::io::{Cursor, Read};

use calling_card_contact::{FileFormat, FileKind, Problem};
use zip::ZipArchive;

/// Most bytes of a document's own list of what is in it.
const LIST_BYTES: u64 = 256 * 1024;

/// The format of a file that a field takes.
pub(super) fn format(
    name: &str,
    declared: &str,
    content: &[u8],
    kinds: &[FileKind],
) -> Result<&'static FileFormat, Problem> {
    let named = FileFormat::named(name).ok_or(Problem::FileKind)?;
    let taken = FileFormat::of(kinds).any(|format| format == named);
    let right = taken && is_declared(named, declared) && is(named, content);
    right.then_some(named).ok_or(Problem::FileKind)
}

/// Whether what the browser says of it is not another thing. Browsers ask the system, which may know nothing, or know CSV as Excel's.
fn is_declared(format: &FileFormat, declared: &str) -> bool {
    let declared = declared.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match declared.as_str() {
        "" | "application/octet-stream" => true,
        "text/plain" | "application/vnd.ms-excel" if format.media_type == "text/csv" => true,
        other => other == format.media_type,
    }
}

/// Whether a content is of a format.
fn is(format: &FileFormat, content: &[u8]) -> bool {
    match format.kind {
        FileKind::Pdf | FileKind::Image => {
            infer::get(content).is_some_and(|kind| kind.mime_type() == format.media_type)
        }
        FileKind::Document => is_document(format.media_type, content).unwrap_or(false),
        // Text is what bears the sign of nothing else.
        FileKind::Text => {
            infer::get(content).is_none() && !content.contains(&0) && std::str::from_utf8(content).is_ok()
        }
    }
}

/// Whether a container says of itself that it is such a document: in OpenDocument's first entry (version 1.3, part 2, section 3.3),
/// or as the type of its main part (ECMA-376, part 2), which is another one where it has macros.
fn is_document(media_type: &str, content: &[u8]) -> Option<bool> {
    // Nothing stands before the archive.
    if !content.starts_with(b"PK\x03\x04") {
        return None;
    }
    let mut archive = ZipArchive::new(Cursor::new(content)).ok()?;
    let open = media_type.starts_with("application/vnd.oasis.");
    let said = read(&mut archive, if open { "mimetype" } else { "[Content_Types].xml" })?;
    Some(if open { said.trim() == media_type } else { said.contains(&format!("\"{media_type}.main+xml\"")) })
}

fn read(archive: &mut ZipArchive<Cursor<&[u8]>>, entry: &str) -> Option<String> {
    let mut text = String::new();
    archive.by_name(entry).ok()?.take(LIST_BYTES).read_to_string(&mut text).ok()?;
    Some(text)
}

#[cfg(test)]
mod tests;
