//! What else is known about people: birthdays, days to remember, profiles, tags, stages.

use calling_card_contact::{ImportantDate, Lifecycle, PartialDate, Person, SocialProfile, WebAddress};

use super::cards::{Owner, local};
use super::dice::Dice;
use super::people::{Making, moment};
use super::places::Country;

const TAGS: &[&str] = &[
    "Alumni",
    "Customer",
    "Fair 2026",
    "Investor",
    "Newsletter",
    "Partner",
    "Press",
    "Prospect",
    "Speaker",
    "Supplier",
    "VIP",
    "Weihnachtskarte",
];
const STAGES: &[&str] = &["Prospect", "Lead", "Opportunity", "Customer"];

/// Adds what is known about a person beside name and cards.
pub(super) fn add_extras(person: &mut Person, owner: &Owner, making: &mut Making) {
    let dice = &mut making.dice;
    person.birthday = birthday(dice);
    if dice.percent(18) {
        person.gender = if owner.woman { "F" } else { "M" }.to_owned();
    }
    if dice.percent(16) {
        person.important_dates.extend(important_date(owner, dice));
    }
    let name = local(&owner.latin, '-');
    for (service, host, chance) in
        [("LinkedIn", "linkedin.example/in", 26), ("Mastodon", "social.example", 12), ("XING", "xing.example", 6)]
    {
        if dice.percent(chance) {
            let before = if service == "Mastodon" { "@" } else { "" };
            person
                .social_profiles
                .push(SocialProfile { service: service.to_owned(), url: format!("https://{host}/{before}{name}") });
        }
    }
    if dice.percent(10) {
        let label = if dice.percent(50) { "Blog".to_owned() } else { String::new() };
        person.web_addresses.push(WebAddress { url: format!("https://{name}.example"), label });
    }
    for _ in 0..dice.pick(&[0, 0, 1, 1, 1, 2, 3]) {
        let tag = (dice.pick(TAGS)).to_owned();
        if !person.tags.contains(&tag) {
            person.tags.push(tag);
        }
    }
    if dice.percent(30) {
        let reached = dice.between(1, STAGES.len());
        let stage = |(index, stage): (usize, &&str)| Lifecycle {
            stage: (*stage).to_owned(),
            since: moment(dice, 2022 + index, 2022 + index),
        };
        person.lifecycle = STAGES.iter().take(reached).enumerate().map(stage).collect();
    }
}

/// With its year, without it, or not known.
fn birthday(dice: &mut Dice) -> Option<PartialDate> {
    let (year, month, day) = (dice.between(1948, 2004), dice.between(1, 12), dice.between(1, 28));
    let year = u16::try_from(year).ok();
    let (month, day) = (u8::try_from(month).ok(), u8::try_from(day).ok());
    match dice.below(10) {
        0..5 => PartialDate::new(year, month, day).ok(),
        5..7 => PartialDate::new(None, month, day).ok(),
        _ => None,
    }
}

fn important_date(owner: &Owner, dice: &mut Dice) -> Option<ImportantDate> {
    let occasions =
        [("Hochzeitstag", "Wedding anniversary"), ("Im Unternehmen seit", "Joined"), ("Kennengelernt", "First met")];
    let (de, en) = dice.pick(&occasions);
    let label = if owner.home == Country::Germany { de } else { en }.to_owned();
    let (year, month, day) = (dice.between(1995, 2025), dice.between(1, 12), dice.between(1, 28));
    let date = PartialDate::new(u16::try_from(year).ok(), u8::try_from(month).ok(), u8::try_from(day).ok()).ok()?;
    Some(ImportantDate { label, date })
}
