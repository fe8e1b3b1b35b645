//! What people do for a living.

use super::cards::{Job, Owner};
use super::dice::Dice;
use super::organizations::place;
use super::places::Country;

/// Positions in German, of women and of men.
const GERMAN: &[(&str, &str)] = &[
    ("Assistentin der Geschäftsleitung", "Assistent der Geschäftsleitung"),
    ("Buchhalterin", "Buchhalter"),
    ("Einkäuferin", "Einkäufer"),
    ("Ingenieurin", "Ingenieur"),
    ("IT-Leiterin", "IT-Leiter"),
    ("Meisterin", "Meister"),
    ("Personalreferentin", "Personalreferent"),
    ("Pressesprecherin", "Pressesprecher"),
    ("Projektleiterin", "Projektleiter"),
    ("Sachbearbeiterin", "Sachbearbeiter"),
    ("Vertriebsleiterin", "Vertriebsleiter"),
    ("Werkstudentin", "Werkstudent"),
];
const ENGLISH: &[&str] = &[
    "Account Manager",
    "Analyst",
    "Buyer",
    "Communications Officer",
    "Designer",
    "Editor",
    "Engineer",
    "Finance Manager",
    "Head of Sales",
    "IT Lead",
    "Office Manager",
    "Operations Manager",
    "Product Manager",
    "Research Fellow",
];
const FRENCH: &[(&str, &str)] = &[
    ("Acheteuse", "Acheteur"),
    ("Cheffe de projet", "Chef de projet"),
    ("Directrice commerciale", "Directeur commercial"),
    ("Ingénieure", "Ingénieur"),
];

/// What a person is in an organization.
pub(super) fn position(owner: &Owner, job: Job, dice: &mut Dice) -> String {
    let form = |pair: &(&str, &str)| if owner.woman { pair.0.to_owned() } else { pair.1.to_owned() };
    match (place(job.number).country, job.leads) {
        (Country::Germany, true) => form(&("Geschäftsführerin", "Geschäftsführer")),
        (Country::France, true) => form(&("Directrice générale", "Directeur général")),
        (Country::Japan, true) => "代表取締役".into(),
        (Country::China, true) => "总经理".into(),
        (_, true) => "Managing Director".into(),
        (Country::Germany, false) => form(dice.pick(GERMAN)),
        (Country::France, false) => form(dice.pick(FRENCH)),
        (_, false) => (dice.pick(ENGLISH)).to_owned(),
    }
}

/// In which part of an organization; for some it is not said.
pub(super) fn department(country: Country, dice: &mut Dice) -> String {
    if dice.percent(60) {
        return String::new();
    }
    let known: &[&str] = match country {
        Country::Germany => &["Einkauf", "Entwicklung", "Personal", "Vertrieb", "Öffentlichkeitsarbeit"],
        Country::France => &["Achats", "Ressources humaines", "Ventes"],
        _ => &["Development", "Human Resources", "Purchasing", "Sales"],
    };
    (dice.pick(known)).to_owned()
}
