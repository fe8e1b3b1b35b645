//! Comparing with who is known, and choosing what is to be stored.

use calling_card_api::people::Strangers;
use calling_card_api::worker::{Choice, Counts, Fate, Found, Lookup};
use calling_card_contact::{KnownBy, Prefer, merge};

use super::Import;
use super::show::fits;

/// Most people who are looked up at once.
const LOOKUP: usize = 100;

impl Import {
    /// The next people who are to be looked up; none where all are.
    pub fn lookup(&self) -> Lookup {
        let open = self.entries.iter().filter(|entry| entry.row.fate == Fate::Open).take(LOOKUP);
        let (numbers, people) = open.map(|entry| (entry.row.number, entry.keys.clone())).unzip();
        Lookup { numbers, strangers: Strangers { people } }
    }

    /// Takes in who is known.
    pub fn compare(&mut self, found: Found) -> Counts {
        for (number, known) in found.numbers.into_iter().zip(found.known) {
            let fate = match &known {
                None => Fate::New,
                Some(known) => {
                    let Some(imported) = self.person(number as usize) else { continue };
                    let after = merge(known.person.content.clone(), imported.person, Prefer::Said);
                    let notes = imported.notes.iter().all(|note| known.notes.contains(note));
                    let same = notes && after == known.person.content;
                    if same { Fate::Unchanged } else { Fate::Update(known_by(&known.key)) }
                }
            };
            if let Some(entry) = self.entries.get_mut(number as usize) {
                entry.row.fate = fate;
                entry.known = known.filter(|_| fate != Fate::Unchanged).map(Box::new);
            }
        }
        self.counts()
    }

    /// Takes in what is to be stored, and what not.
    pub fn choose(&mut self, choice: Choice) -> Counts {
        match choice {
            Choice::All { filter, chosen } => {
                let fitting = self.entries.iter_mut().filter(|entry| fits(filter, entry.row.fate));
                fitting.for_each(|entry| entry.row.chosen = chosen);
            }
            Choice::One { number, chosen } => {
                if let Some(entry) = self.entries.get_mut(number as usize) {
                    entry.row.chosen = chosen;
                }
            }
            Choice::Field { number, field, chosen } => {
                if let Some(entry) = self.entries.get_mut(number as usize) {
                    entry.left_out.retain(|known| *known != field);
                    if !chosen {
                        entry.left_out.push(field);
                    }
                }
            }
        }
        self.counts()
    }
}

fn known_by(key: &str) -> KnownBy {
    match key.split(':').next() {
        Some("uid") => KnownBy::Uid,
        Some("email") => KnownBy::Email,
        _ => KnownBy::PhoneAndName,
    }
}
