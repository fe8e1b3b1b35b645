use std::io::Write;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const ODT: &str = "application/vnd.oasis.opendocument.text";

fn takes(name: &str, declared: &str, content: &[u8]) -> bool {
    format(name, declared, content, &[]).is_ok()
}

fn archive(entries: &[(&str, &str)]) -> zip::result::ZipResult<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in entries {
        archive.start_file(*name, SimpleFileOptions::default())?;
        archive.write_all(text.as_bytes())?;
    }
    Ok(archive.finish()?.into_inner())
}

#[test]
fn what_is_what_its_name_says_is_taken() {
    let webp = [b"RIFF\x10\0\0\0WEBPVP8 ", [0; 16].as_slice()].concat();
    for (name, declared, content) in [
        ("cv.pdf", "application/pdf", b"%PDF-1.7\n".as_slice()),
        ("Me.JPG", "image/jpeg", b"\xff\xd8\xff\xe0\0\x10JFIF\0"),
        ("me.png", "", PNG),
        ("me.webp", "image/webp", &webp),
        ("me.gif", "image/gif", b"GIF89a\x01\0\x01\0"),
        ("notes.txt", "text/plain; charset=utf-8", "Grüße\r\n".as_bytes()),
        ("table.csv", "application/vnd.ms-excel", b"a;b\n1;2\n"),
        ("table.csv", "application/octet-stream", b"a;b\n1;2\n"),
    ] {
        assert!(takes(name, declared, content), "{name} {declared}");
    }
}

#[test]
fn what_is_named_or_declared_otherwise_than_it_is_is_refused() {
    let utf16 = [0xff, 0xfe, b'a', 0];
    for (name, declared, content) in [
        ("page.png", "image/png", b"<!doctype html><script>alert(1)</script>".as_slice()),
        ("drawing.png", "image/png", b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>"),
        ("drawing.svg", "image/svg+xml", b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
        ("setup.pdf", "application/pdf", b"MZ\x90\0\x03\0\0\0%PDF-1.7"),
        ("tool.pdf", "application/pdf", b"\x7fELF\x02\x01\x01\0%PDF-1.7"),
        ("me.png", "text/html", PNG),
        ("me.jpg", "image/jpeg", PNG),
        ("me.png.html", "image/png", PNG),
        ("page.txt", "text/plain", b"<!DOCTYPE html><p>"),
        ("cv.txt", "text/plain", b"%PDF-1.7\n"),
        ("zero.txt", "text/plain", b"a\0b"),
        ("utf16.txt", "text/plain", &utf16),
        ("latin.csv", "text/csv", b"M\xfcller"),
        ("png", "image/png", PNG),
    ] {
        assert!(!takes(name, declared, content), "{name} {declared}");
    }
    assert_eq!(format("me.png", "", PNG, &[FileKind::Pdf]), Err(Problem::FileKind));
}

#[test]
fn a_document_says_of_itself_what_it_is() -> zip::result::ZipResult<()> {
    let types =
        |main: &str| format!("<Types><Override PartName=\"/word/document.xml\" ContentType=\"{main}\"/></Types>");
    let word = archive(&[
        ("_rels/.rels", ""),
        ("docProps/app.xml", ""),
        ("[Content_Types].xml", &types(&format!("{DOCX}.main+xml"))),
    ])?;
    let macros = archive(&[("[Content_Types].xml", &types("application/vnd.ms-word.document.macroEnabled.main+xml"))])?;
    let text = archive(&[("mimetype", ODT), ("content.xml", "")])?;
    let sheet = archive(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet")])?;
    assert!(takes("letter.docx", DOCX, &word) && takes("letter.odt", ODT, &text) && takes("table.ods", "", &sheet));
    assert!(!takes("letter.xlsx", "", &word) && !takes("letter.odt", "", &sheet) && !takes("letter.docx", "", &macros));
    let behind_a_program = [b"MZ\x90\0", word.as_slice()].concat();
    assert!(!takes("letter.docx", "", &behind_a_program) && !takes("letter.docx", "", &word[..40]));
    assert!(!takes("letter.docx", "", &archive(&[("classes.dex", "")])?));
    Ok(())
}

#[test]
fn a_bomb_is_not_unpacked() -> zip::result::ZipResult<()> {
    let bomb = archive(&[("[Content_Types].xml", &" ".repeat(50_000_000))])?;
    assert!(bomb.len() < 100_000 && !takes("letter.docx", "", &bomb));
    Ok(())
}
