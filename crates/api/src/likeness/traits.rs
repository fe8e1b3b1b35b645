//! What of a person is compared.

use calling_card_contact::PartialDate;

use super::{cologne, company};
use crate::fold::{sort_key, tokens};
use crate::listed::ListedPerson;
use crate::people::PersonSummary;

/// What stands before the @ of an address that is not one person's.
const OFFICES: [&str; 44] = [
    "info",
    "kontakt",
    "contact",
    "office",
    "mail",
    "email",
    "post",
    "hello",
    "hallo",
    "team",
    "sales",
    "vertrieb",
    "support",
    "service",
    "zentrale",
    "empfang",
    "reception",
    "buchhaltung",
    "accounting",
    "rechnung",
    "rechnungen",
    "invoice",
    "invoices",
    "einkauf",
    "verkauf",
    "admin",
    "webmaster",
    "noreply",
    "no-reply",
    "hr",
    "jobs",
    "bewerbung",
    "marketing",
    "presse",
    "press",
    "shop",
    "order",
    "bestellung",
    "verwaltung",
    "sekretariat",
    "praxis",
    "kanzlei",
    "hotel",
    "anfrage",
];
/// What stands before a name that is written as a whole, and is no part of it.
const TITLES: [&str; 11] = ["dr", "prof", "dipl", "ing", "mag", "herr", "frau", "mr", "mrs", "ms", "med"];
/// Most addresses and numbers of one person that are compared.
const REACHED: usize = 24;

/// What of a person is compared, folded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Traits {
    pub(super) given: Box<str>,
    pub(super) family: Box<str>,
    pub(super) given_sound: Box<str>,
    pub(super) family_sound: Box<str>,
    /// Elder or younger, of those who say so.
    pub(super) generation: Option<bool>,
    pub(super) emails: Vec<Box<str>>,
    /// E-mail addresses that are an office's.
    pub(super) offices: Vec<Box<str>>,
    pub(super) phones: Vec<Box<str>>,
    pub(super) company: Box<str>,
    pub(super) city: Box<str>,
    pub(super) birthday: Option<PartialDate>,
}

/// What is compared of a person beside what a list shows, one a line: family name, given name, then e-mail addresses and the ends of
/// phone numbers.
pub fn known_by(person: &ListedPerson) -> String {
    let shown = &person.summary;
    let mut lines = match (&person.more.family, &person.more.given) {
        // Without any part of a name, both are what is shown: a whole name, or a business, or an address.
        (family, given) if family == given && *family == shown.name => {
            let named = shown.name != shown.business && shown.name != shown.email;
            let (given, family) = shown.name.trim().rsplit_once(' ').unwrap_or(("", &shown.name));
            if named { vec![family.to_owned(), given.to_owned()] } else { vec![String::new(), String::new()] }
        }
        (family, given) => vec![family.clone(), given.clone()],
    };
    lines.iter_mut().for_each(|line| *line = line.replace('\n', " "));
    let mut reached: Vec<String> = Vec::new();
    reached.extend(email(&shown.email));
    reached.extend(ending(&shown.phone));
    reached.extend(person.more.words.lines().filter_map(|line| email(line).or_else(|| number(line))));
    let mut seen = std::collections::HashSet::new();
    reached.retain(|one| seen.insert(one.clone()));
    lines.extend(reached.into_iter().take(REACHED));
    lines.join("\n")
}

fn email(text: &str) -> Option<String> {
    let text = text.trim().to_lowercase();
    let (local, domain) = text.split_once('@')?;
    (!local.is_empty() && domain.contains('.') && !text.contains([' ', ','])).then_some(text)
}

/// The last nine digits of a number, which stay the same with a country code and without; nothing where there are fewer than six.
fn ending(number: &str) -> Option<String> {
    let digits: String = number.chars().filter(char::is_ascii_digit).skip_while(|digit| *digit == '0').collect();
    (digits.len() >= 6).then(|| digits.get(digits.len().saturating_sub(9)..).unwrap_or_default().to_owned())
}

/// The end of a number, of the line by which it is found ([`phone_words`](crate::fold::phone_words)): all of it, and then without its first digits.
fn number(line: &str) -> Option<String> {
    let mut words = line.split(' ');
    let (whole, second, third) = (words.next()?, words.next()?, words.next()?);
    let is_digits = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let is_number = is_digits(whole) && is_digits(second) && second.get(1..) == Some(third);
    if is_number { ending(whole) } else { None }
}

impl Traits {
    /// The traits of a person: what a list shows, and by what they are [`known_by`].
    pub fn of(summary: &PersonSummary, known_by: &str) -> Self {
        let mut lines = known_by.lines();
        let (family, given) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
        let (family, given) = (letters(family), letters(given));
        let (emails, phones): (Vec<&str>, Vec<&str>) = lines.partition(|line| line.contains('@'));
        let is_office = |address: &&str| address.split('@').next().is_some_and(|local| OFFICES.contains(&local));
        let (offices, emails): (Vec<&str>, Vec<&str>) = emails.into_iter().partition(is_office);
        let boxed = |texts: Vec<&str>| texts.into_iter().map(Box::from).collect();
        Self {
            given_sound: cologne(&given).into(),
            family_sound: cologne(&family).into(),
            given: given.into(),
            family: family.into(),
            generation: generation(&summary.name),
            emails: boxed(emails),
            offices: boxed(offices),
            phones: boxed(phones),
            company: company::core(&summary.business).into(),
            city: sort_key(&summary.city).into(),
            birthday: summary.birthday,
        }
    }

    /// Whether neither given nor family name is known.
    pub(super) fn is_nameless(&self) -> bool {
        self.given.is_empty() && self.family.is_empty()
    }

    /// By what likely ones are found among many: two who are the same have one of these texts in common. They are told one after the
    /// other, and say enough that few others have them, but for very common names.
    pub fn blocks(&self, mut tell: impl FnMut(&str)) {
        let mut text = String::with_capacity(64);
        let mut block = |parts: &[&str]| {
            text.clear();
            parts.iter().for_each(|part| text.push_str(part));
            tell(&text);
        };
        self.emails.iter().for_each(|email| block(&["e", email]));
        if self.is_nameless() {
            return;
        }
        let sounds = [sound_or(&self.family_sound, &self.family), sound_or(&self.given_sound, &self.given)];
        let birthday = self.birthday.map(|day| day.to_string()).unwrap_or_default();
        let shared = self.phones.iter().chain(&self.offices).chain([&self.company]).map(|text| &**text);
        for text in shared.chain([birthday.as_str()]).filter(|text| !text.is_empty()) {
            sounds.iter().filter(|sound| !sound.is_empty()).for_each(|sound| block(&["s", text, "/", sound]));
        }
        let (first, last) = if sounds[0] <= sounds[1] { (sounds[0], sounds[1]) } else { (sounds[1], sounds[0]) };
        block(&["n", first, "/", last]);
    }

    /// In which order many of a block are compared with their neighbours.
    pub fn beside(&self) -> (&str, &str, &str, &str) {
        (&self.company, &self.city, &self.family, &self.given)
    }

    /// Whether somebody with this folded family name may be the same by their names: it begins as one of theirs does.
    pub fn may_be(&self, folded_family: &str) -> bool {
        super::sound::begin_alike(folded_family, &self.family) || super::sound::begin_alike(folded_family, &self.given)
    }

    /// Whether one of the lines of [`known_by`] is an address or a number of this person.
    pub fn is_reached_by(&self, known_by: &str) -> bool {
        let reached = || self.emails.iter().chain(&self.offices).chain(&self.phones);
        known_by.lines().skip(2).any(|line| reached().any(|known| **known == *line))
    }
}

/// How a word sounds; of one in letters that have no sound here, itself.
fn sound_or<'a>(sound: &'a str, word: &'a str) -> &'a str {
    if sound.is_empty() { word } else { sound }
}

/// A name as it is compared: folded, its words parted by one blank, `ae`, `oe` and `ue` as the letters for which they stand.
fn letters(name: &str) -> String {
    let folded = sort_key(name);
    let mut words: Vec<&str> = tokens(&folded).filter(|word| generation_of(word).is_none()).collect();
    let titles = words.iter().take_while(|word| TITLES.contains(word)).count();
    // Somebody whose only name is 'Ing' has it.
    words.drain(..titles.min(words.len().saturating_sub(1)));
    words.join(" ").replace("ae", "a").replace("oe", "o").replace("ue", "u")
}

/// Whether a name says 'senior' (true) or 'junior'.
fn generation(name: &str) -> Option<bool> {
    let folded = sort_key(name);
    tokens(&folded).skip(1).find_map(generation_of)
}

fn generation_of(word: &str) -> Option<bool> {
    match word {
        "sen" | "sr" | "senior" => Some(true),
        "jun" | "jr" | "junior" => Some(false),
        _ => None,
    }
}

/// Whether two people have the same birthday; nothing where that cannot be told. One without its year is none to go by.
pub(super) fn birthdays(one: &Traits, other: &Traits) -> Option<bool> {
    let (one, other) = (one.birthday?, other.birthday?);
    let differ = |a: Option<u16>, b: Option<u16>| a.zip(b).is_some_and(|(a, b)| a != b);
    let [(year, month, day), (other_year, other_month, other_day)] =
        [one, other].map(|date| (date.year(), date.month().map(u16::from), date.day().map(u16::from)));
    if differ(year, other_year) || differ(month, other_month) || differ(day, other_day) {
        return Some(false);
    }
    (year.is_some() && day.is_some() && one == other).then_some(true)
}
