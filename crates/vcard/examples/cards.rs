//! Prints vCards as address books export them, the same each time: `cargo run -p calling-card-vcard --example cards -- 50000`.

use std::io::{BufWriter, Write};

const GIVEN: [&str; 12] =
    ["Anna", "Jörg", "Zoë", "Łukasz", "Мария", "太郎", "יעל", "ليلى", "Nguyễn", "José", "Ida", "Bob"];
const FAMILY: [&str; 12] = [
    "Müller",
    "Bär",
    "Smith",
    "García",
    "Иванова",
    "山田",
    "כהן",
    "العطار",
    "Văn",
    "Sørensen",
    "O'Brien",
    "von der Aue",
];
const PLACES: [(&str, &str, &str); 6] = [
    ("Berlin", "10115", "Deutschland"),
    ("Köln", "50667", "Deutschland"),
    ("London", "SW1A 1AA", "United Kingdom"),
    ("東京", "100-0001", "日本"),
    ("Łódź", "90-001", "Polska"),
    ("São Paulo", "01000-000", "Brasil"),
];

/// Numbers that look like chance and are the same each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }
}

fn main() -> std::io::Result<()> {
    let count: usize = std::env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(1000);
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut chance = Chance(7);
    let mut written = 0;
    while written < count {
        let number = written;
        let (given, family) = (GIVEN[chance.below(12)], FAMILY[chance.below(12)]);
        let (city, zip, country) = PLACES[chance.below(6)];
        let version = ["4.0", "3.0", "3.0"][chance.below(3)];
        // One card in fifty is of somebody who was there already.
        let key = if number > 0 && chance.below(50) == 0 { chance.below(number) } else { number };
        let note = "A note about them, with a comma\\, a semicolon\\; and a second line.\\nHere it is. "
            .repeat(1 + chance.below(3));
        let card = format!(
            "BEGIN:VCARD\r\nVERSION:{version}\r\nPRODID:-//Example//Address Book {number}//EN\r\nN:{family};{given};;;\r\nFN:{given} {family} {key}\r\n\
            ORG:Example {} GmbH\\, Sales;North\r\nTITLE:Head of Examples\r\nEMAIL;TYPE=work:person{key}@example.com\r\nEMAIL;TYPE=home:p{key}@example.org\r\n\
            TEL;TYPE=cell:+49 171 {:07}\r\nTEL;TYPE=work:+49 30 {:07}\r\nADR;TYPE=work:;;Beispielstraße {};{city};;{zip};{country}\r\nBDAY:19{:02}-{:02}-{:02}\r\n\
            URL:https://www.example.com/{key}\r\nCATEGORIES:Friends,Work\r\nNOTE:{note}\r\nREV:2025-0{}-11T10:00:00Z\r\nUID:{key:08x}-0000-4000-8000-000000000000\r\nEND:VCARD\r\n",
            chance.below(400),
            key,
            key + 1,
            chance.below(200),
            40 + chance.below(60),
            1 + chance.below(12),
            1 + chance.below(28),
            1 + chance.below(9),
        );
        for line in card.split_inclusive("\r\n") {
            fold(&mut out, line)?;
        }
        written += 1;
    }
    out.flush()
}

/// A line, folded at 75 octets between characters.
fn fold(out: &mut impl Write, line: &str) -> std::io::Result<()> {
    let mut room = 75;
    for c in line.chars() {
        if c.len_utf8() > room && !matches!(c, '\r' | '\n') {
            out.write_all(b"\r\n ")?;
            room = 74;
        }
        write!(out, "{c}")?;
        room = room.saturating_sub(c.len_utf8());
    }
    Ok(())
}
