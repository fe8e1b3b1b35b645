//! The fuzzer's seeds and every finding of before, on the stable compiler: `cargo xtask fuzz` looks for more.

use std::fs;
use std::path::Path;

use calling_card_vcard::prove;

#[test]
fn the_seeds_and_the_findings_hold() {
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz");
    let mut count = 0;
    for folder in ["seeds", "findings"] {
        let Ok(entries) = fs::read_dir(fuzz.join(folder)) else { continue };
        for entry in entries {
            prove::read(&fs::read(entry.unwrap().path()).unwrap());
            count += 1;
        }
    }
    assert!(count >= 12, "{count} seeds");
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
