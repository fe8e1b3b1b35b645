//! The fuzzer's seeds and every finding of before, on the stable compiler: `cargo xtask fuzz` looks for more.

use std::fs;
use std::path::Path;

use calling_card_vcard::prove;

#[test]
fn the_seeds_and_the_findings_hold() {
    assert!(replay("seeds", prove::read) >= 12);
    assert!(replay("tables", prove::table) >= 8);
    replay("findings", |bytes| {
        prove::read(bytes);
        prove::table(bytes);
    });
}

/// Asks it of all files of a folder; answers how many there are.
fn replay(folder: &str, ask: fn(&[u8])) -> usize {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz").join(folder);
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files.map(|file| ask(&fs::read(file).unwrap())).count()
}

#[test]
fn hostile_sizes_end() {
    let card = |line: String| format!("BEGIN:VCARD\nFN:x\n{line}\nEND:VCARD\n").into_bytes();
    let agents = "AGENT:\nBEGIN:VCARD\n".repeat(100_000);
    for bytes in [
        card(format!("ADR:{}", ";".repeat(1_000_000))),
        card(format!("NOTE:{}", "a".repeat(10_000_000))),
        card("TEL;TYPE=pref:+49 30 901820\n".repeat(20_000)),
        card(agents),
        card(format!("X;{}:a", "A=b;".repeat(100_000))),
        card(format!("CATEGORIES:{}", "a,".repeat(500_000))),
        card(format!("N:{}", "\"".repeat(1_000_000))),
        b" ".repeat(10_000_000),
        vec![0; 10_000_000],
        b"BEGIN:VCARD\n".repeat(200_000),
    ] {
        prove::read(&bytes);
    }
}
