//! Zip archives: what is in them, as far as that can be read safely. Nothing that the archive says of itself is trusted: sizes
//! are counted while unpacking.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::content::Problem;

/// Most files in an archive.
const ENTRIES: usize = 1_000;
/// Most bytes that are unpacked in all.
pub(super) const UNPACKED: u64 = 300_000_000;

/// A file in an archive.
pub(super) struct Member {
    /// Its path in the archive, to be shown.
    pub name: String,
    pub content: Result<Vec<u8>, Problem>,
}

/// Unpacks an archive, as long as there is room.
pub(super) fn unpack(bytes: &[u8], room: &mut u64) -> Result<Vec<Member>, Problem> {
    if said_entries(bytes).is_some_and(|count| count > ENTRIES) {
        return Err(Problem::TooMany);
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Problem::Damaged)?;
    if archive.len() > ENTRIES {
        return Err(Problem::TooMany);
    }
    if archive.index_for_name("xl/workbook.xml").is_some() {
        return Err(Problem::Workbook);
    }
    let mut members = Vec::new();
    for index in 0..archive.len() {
        let Ok(entry) = archive.by_index_data(index) else { continue };
        let path = entry
            .name()
            .map(|name| name.into_owned())
            .unwrap_or_else(|_| String::from_utf8_lossy(entry.name_raw()).into_owned());
        let (is_dir, is_encrypted) = (entry.is_dir(), entry.encrypted());
        if is_dir || is_passed_over(&path) {
            continue;
        }
        let content = if is_encrypted { Err(Problem::Encrypted) } else { member(&mut archive, index, room) };
        members.push(Member { name: shown(&path), content });
    }
    if members.is_empty() { Err(Problem::Empty) } else { Ok(members) }
}

fn member(archive: &mut ZipArchive<Cursor<&[u8]>>, index: usize, room: &mut u64) -> Result<Vec<u8>, Problem> {
    let file = archive.by_index(index).map_err(|_| Problem::NotUnpacked)?;
    let mut content = Vec::new();
    let outcome = file.take(*room + 1).read_to_end(&mut content);
    let length = content.len() as u64;
    if length > *room {
        // So that a thousand files of this kind do not take a thousand times as long.
        *room = 0;
        return Err(Problem::TooLarge);
    }
    *room -= length;
    outcome.map_err(|_| Problem::NotUnpacked)?;
    Ok(content)
}

/// How many files the end of the archive says there are, before anything is made of them.
fn said_entries(bytes: &[u8]) -> Option<usize> {
    let from = bytes.len().saturating_sub(22 + usize::from(u16::MAX));
    let end = bytes[from..].windows(4).rposition(|window| window == b"PK\x05\x06")? + from;
    let count = bytes.get(end + 10..end + 12)?;
    Some(usize::from(u16::from_le_bytes([count[0], count[1]])))
}

/// Whether a path is one that programs leave behind for themselves.
fn is_passed_over(path: &str) -> bool {
    path.split(['/', '\\']).any(|part| part == "__MACOSX" || part.starts_with('.') && part != "." && part != "..")
}

/// A path as it can be shown: a short text of one line, that does not change the direction of what comes after it.
fn shown(path: &str) -> String {
    let turns = |c: char| matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}');
    path.chars().filter(|c| !c.is_control() && !turns(*c)).take(200).collect()
}

#[cfg(test)]
mod tests;
