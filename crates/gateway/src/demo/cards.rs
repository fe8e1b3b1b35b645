//! Business cards: one for work, for some a private one, for a few one of before.

use calling_card_contact::{
    Address, BusinessCard, Email, Name, OneFavourite, PartialDate, Phone, PhoneKind, Place as Where, Position,
};
use unicode_normalization::UnicodeNormalization;

use super::organizations::{address, domain, place};
use super::people::Making;
use super::places::{Country, PLACES, mobile};
use super::positions::{department, position};

/// Whose cards they are.
#[derive(Clone)]
pub(super) struct Owner {
    /// The name.
    pub name: Name,
    /// The name in Latin letters.
    pub latin: String,
    /// Whether it is a woman.
    pub woman: bool,
    /// Where they come from.
    pub home: Country,
}

/// A place in an organization.
#[derive(Clone, Copy)]
pub(super) struct Job {
    /// Which organization.
    pub number: usize,
    /// Whether they lead it.
    pub leads: bool,
}

/// The cards of a person; the first one is the main one.
pub(super) fn cards(owner: &Owner, job: Option<Job>, making: &mut Making) -> OneFavourite<BusinessCard> {
    let mut cards = Vec::new();
    if let Some(job) = job {
        cards.push(business_card(owner, job, making));
    }
    if job.is_none() || making.dice.percent(24) {
        cards.push(private_card(owner, making));
    }
    if job.is_some() && making.dice.percent(9) {
        cards.push(former_card(owner, making));
    }
    if let Some(card) = cards.first_mut() {
        card.favourite = true;
    }
    OneFavourite::from(cards)
}

fn business_card(owner: &Owner, job: Job, making: &mut Making) -> BusinessCard {
    let seat = place(job.number);
    let mut phones = Vec::new();
    if making.dice.percent(80) {
        phones.extend(phone(making.phones.next(seat.phone), PhoneKind::Voice, Where::Work));
    }
    if making.dice.percent(45) {
        phones.extend(phone(making.phones.next_of(mobile(seat.country)), PhoneKind::Mobile, Where::Work));
    }
    if making.dice.percent(6) {
        phones.extend(phone(making.phones.next(seat.phone), PhoneKind::Fax, Where::Work));
    }
    if seat.country == Country::Germany {
        for phone in &mut phones {
            phone.number = as_typed(&phone.number, making);
        }
    }
    let mut emails = vec![email(&format!("{}@{}", local(&owner.latin, '.'), domain(job.number)), Where::Work)];
    if job.leads && making.dice.percent(50) {
        emails.push(Email { label: "Office".into(), ..email(&format!("office@{}", domain(job.number)), Where::Work) });
    }
    let kind = position(owner, job, &mut making.dice);
    let department = if job.leads { String::new() } else { department(seat.country, &mut making.dice) };
    let seen = making.dice.percent(70);
    let address = seen.then(|| Address { place: Where::Work, ..address(seat, &mut making.dice) });
    BusinessCard {
        business: making.names[job.number].clone(),
        phones: phones.into(),
        emails: emails.into(),
        positions: vec![Position { position: kind, department, favourite: false }].into(),
        addresses: address.into_iter().collect(),
        ..BusinessCard::default()
    }
}

fn private_card(owner: &Owner, making: &mut Making) -> BusinessCard {
    let near: Vec<_> = PLACES.iter().filter(|place| place.country == owner.home).collect();
    let home = making.dice.pick(&near);
    let number = making.phones.next_of(mobile(owner.home));
    let host = making.dice.pick(&["example.com", "example.org", "example.net", "post.example"]);
    let separator = making.dice.pick(&['.', '-', '_']);
    BusinessCard {
        private: true,
        phones: phone(number, PhoneKind::Mobile, Where::Home).into_iter().collect(),
        emails: vec![email(&format!("{}@{host}", local(&owner.latin, separator)), Where::Home)].into(),
        addresses: vec![Address { place: Where::Home, ..address(home, &mut making.dice) }].into(),
        ..BusinessCard::default()
    }
}

/// A card of a business that the person has left.
fn former_card(owner: &Owner, making: &mut Making) -> BusinessCard {
    let number = making.dice.below(making.organizations.len());
    let (from, to) = (making.dice.between(2008, 2015), making.dice.between(2016, 2024));
    let year = |year: usize| u16::try_from(year).ok().and_then(|year| PartialDate::new(Some(year), None, None).ok());
    let job = Job { number, leads: false };
    BusinessCard {
        active: false,
        business: making.names[number].clone(),
        emails: vec![email(&format!("{}@{}", local(&owner.latin, '.'), domain(number)), Where::Work)].into(),
        positions: vec![Position { position: position(owner, job, &mut making.dice), ..Position::default() }].into(),
        valid_from: year(from),
        valid_to: year(to),
        ..BusinessCard::default()
    }
}

fn phone(number: Option<String>, kind: PhoneKind, place: Where) -> Option<Phone> {
    number.map(|number| Phone { number, kind, place, ..Phone::default() })
}

fn email(address: &str, place: Where) -> Email {
    Email { address: address.to_owned(), place, ..Email::default() }
}

/// A German number in one of the ways in which Germans write them.
fn as_typed(number: &str, making: &mut Making) -> String {
    let national = number.replacen("+49 ", "0", 1);
    match making.dice.below(4) {
        0 => national,
        1 => national.replacen(' ', " / ", 1),
        2 => number.replacen("+49 ", "+49 (0)", 1),
        _ => number.to_owned(),
    }
}

/// A name as it stands before the `@`.
pub(super) fn local(latin: &str, separator: char) -> String {
    let lower = latin.to_lowercase();
    let plain = [
        ("ä", "ae"),
        ("ö", "oe"),
        ("ü", "ue"),
        ("ß", "ss"),
        ("ø", "o"),
        ("ł", "l"),
        ("ı", "i"),
        ("đ", "d"),
        ("æ", "ae"),
        ("þ", "th"),
        ("ð", "d"),
    ]
    .iter()
    .fold(lower, |text, (from, to)| text.replace(from, to));
    let mut local = String::with_capacity(plain.len());
    for c in plain.nfd() {
        match c {
            'a'..='z' | '0'..='9' => local.push(c),
            ' ' if !local.ends_with(separator) => local.push(separator),
            _ => {}
        }
    }
    local
}

#[cfg(test)]
mod tests {
    use super::local;

    #[test]
    fn names_in_addresses_are_plain() {
        assert_eq!(local("Jördis Groß", '.'), "joerdis.gross");
        assert_eq!(local("İbrahim Kılıçoğlu", '.'), "ibrahim.kilicoglu");
        assert_eq!(local("Siobhán O'Donoghue", '-'), "siobhan-odonoghue");
    }
}
