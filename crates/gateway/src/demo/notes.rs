//! What staff wrote down about people.

use calling_card_contact::{Note, Person, PersonId};

use super::cards::Owner;
use super::dice::Dice;
use super::places::Country;

const GERMAN: &[&str] = &[
    "Auf der Messe am Stand kennengelernt, möchte im Frühjahr ein Angebot.",
    "Bitte nur vormittags anrufen.",
    "Hat die neue Broschüre bekommen.",
    "Kommt zum Sommerfest, bringt zwei Kolleginnen mit.",
    "Ansprechpartnerin für Rechnungen ist die Buchhaltung, nicht der Einkauf.",
    "Rückruf erledigt. Vertrag läuft noch bis Jahresende, dann neu verhandeln.\nWünscht die Unterlagen auf Papier.",
    "Spricht fließend Französisch und etwas Japanisch.",
];
const ENGLISH: &[&str] = &[
    "Met at the fair; wants a quote in spring.",
    "Prefers e-mail to phone calls.",
    "Introduced us to two new customers. Send a thank-you card.",
    "On parental leave until autumn; ask the office instead.",
    "Asked for the slides of the talk.\nSent on the same day.",
    "Vegetarian. Keep in mind for the dinner.",
    "Renewal is due in March.",
];

/// The notes about a person; about many there are none.
pub(super) fn notes(owner: &Owner, dice: &mut Dice) -> Vec<String> {
    let count = dice.pick(&[0, 0, 0, 0, 0, 1, 1, 2]);
    let known = if owner.home == Country::Germany { GERMAN } else { ENGLISH };
    let mut notes: Vec<String> = Vec::new();
    for _ in 0..count {
        let note = (dice.pick(known)).to_owned();
        if !notes.contains(&note) {
            notes.push(note);
        }
    }
    notes
}

/// Notes that stand first, about the first people with such names.
pub(super) fn important(people: &[(PersonId, Person)]) -> Vec<Note> {
    let told = [
        ("Jour fixe", "Jeden ersten Dienstag im Monat um 9 Uhr, im Wechsel bei ihnen und bei uns.", "Frau"),
        ("Allergie", "Keine Nüsse, auch nicht im Gebäck!", "Herr"),
        ("Contract", "Do not call about the contract before the board has met on 12 January.", "Mr"),
        ("Press", "Quotes must be approved by her before they are printed.", "Ms"),
        ("Langue", "Écrire en français, s’il vous plaît.", "Madame"),
    ];
    let note = |(title, text, salutation): (&str, &str, &str)| {
        let (id, _) = people.iter().find(|(_, person)| person.name.salutation == salutation)?;
        Some(Note { person: *id, title: title.to_owned(), text: text.to_owned(), flagged: true })
    };
    told.into_iter().filter_map(note).collect()
}
