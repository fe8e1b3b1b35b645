//! Reading a file of vCards, beside vcard-rs and calcard: `cargo xtask bench vcard`.

use std::hint::black_box;
use std::time::{Duration, Instant};

use calcard::{Entry, Parser};
use calling_card_vcard::{Part, decode_file, parts, person_of, storable};
use vcard::tree::cst::VcardCst;

#[path = "read/decode.rs"]
mod decode;

/// The best of so many runs.
const RUNS: usize = 5;

fn main() {
    // cargo hands flags of its own over.
    let Some(file) = std::env::args().skip(1).find(|argument| !argument.starts_with("--")) else {
        println!("name a file of vCards");
        return;
    };
    let Ok(bytes) = std::fs::read(&file) else {
        println!("{file} cannot be read");
        return;
    };
    let megabytes = bytes.len() as f64 / 1e6;
    let text = String::from_utf8_lossy(&bytes);
    let mut rows: Vec<(&str, f64)> = Vec::new();
    let mut measure = |name: &'static str, work: &dyn Fn() -> usize| {
        let mut best = Duration::MAX;
        let mut cards = 0;
        for _ in 0..RUNS {
            let begun = Instant::now();
            cards = black_box(work());
            best = best.min(begun.elapsed());
        }
        let speed = megabytes / best.as_secs_f64();
        println!("{name:<42}{cards:>8} cards{speed:>9.1} MB/s");
        rows.push((name, speed));
    };
    println!("{file}: {megabytes:.1} MB, best of {RUNS}");
    measure("vcard-rs, decoded", &|| {
        let card = |card: VcardCst<'_>| black_box(card.decode().properties.len());
        VcardCst::parse_many(&bytes).filter_map(Result::ok).map(card).filter(|count| *count > 0).count()
    });
    measure("calcard", &|| {
        let mut parser = Parser::new(&text);
        let mut cards = 0;
        loop {
            match parser.entry() {
                Entry::VCard(card) => {
                    black_box(card.entries.len());
                    cards += 1;
                }
                Entry::Eof => return cards,
                _ => {}
            }
        }
    });
    measure("calling-card, decoded", &|| decode::decode(&bytes));
    measure("calling-card, people that can be stored", &|| {
        let source = decode_file(&bytes);
        let cards = parts(&source).filter_map(|part| match part {
            Part::Card(card) => Some(black_box(storable(person_of(&card)))),
            Part::Outside(_) => None,
        });
        cards.count()
    });
    let speed = |name: &str| rows.iter().find(|(known, _)| *known == name).map_or(0.0, |(_, speed)| *speed);
    let ours = speed("calling-card, decoded");
    println!("ratio to vcard-rs, decoded: {:.2} (wanted: 0.8)", ours / speed("vcard-rs, decoded"));
    println!("ratio to calcard: {:.2}", ours / speed("calcard"));
}
