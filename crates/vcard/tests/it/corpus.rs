//! Real cards, from a folder that is named in `VCARD_CORPUS`: each is read, or named with its line.

use std::fs;
use std::path::Path;

use calling_card_vcard::{person_of, read};

#[test]
fn every_card_of_the_corpus_is_read_or_named() {
    let Ok(folder) = std::env::var("VCARD_CORPUS") else {
        eprintln!("VCARD_CORPUS is not set: no corpus is read");
        return;
    };
    let manifest = fs::read_to_string(Path::new(&folder).join("MANIFEST.tsv")).unwrap();
    let mut lines = manifest.lines();
    let columns: Vec<&str> = lines.next().unwrap().split('\t').collect();
    let place = |name: &str| columns.iter().position(|column| *column == name).unwrap();
    let (path, count) = (place("path"), place("cards"));
    let mut wrong = Vec::new();
    for line in lines.filter(|line| !line.is_empty()) {
        let cells: Vec<&str> = line.split('\t').collect();
        let reading = read(&fs::read(Path::new(&folder).join(cells[path])).unwrap());
        for card in &reading.cards {
            person_of(card);
        }
        let expected: usize = cells[count].parse().unwrap();
        if reading.cards.len() + reading.unreadable.len() < expected || reading.cards.len() > expected {
            wrong.push(format!(
                "{}: {} of {expected} read, {} named",
                cells[path],
                reading.cards.len(),
                reading.unreadable.len()
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
