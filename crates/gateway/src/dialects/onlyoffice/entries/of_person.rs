//! The pieces of a person: what is on their main business card, their pages and profiles.

use calling_card_contact::{
    Address, BusinessCard, Email, Favourite, OneFavourite, Person, Phone, PhoneKind, Place, SocialProfile, WebAddress,
    rules,
};
use calling_card_crm::onlyoffice::kinds::InfoType;

use super::{Holder, Info, Spot, address};

/// What the card calls a phone that rings at nobody else's desk.
const DIRECT: &str = "Direct";
/// Most entries of a list.
const LIST: usize = rules::LIST as usize;

impl Holder for Person {
    fn pieces(&self) -> Vec<(Spot, Info)> {
        let mut pieces = Vec::new();
        if let Some(card) = self.main_card() {
            for (place, phone) in card.phones.iter().enumerate() {
                pieces.push((Spot::Phone(place), of_phone(phone)));
            }
            for (place, email) in card.emails.iter().enumerate() {
                let info = info(InfoType::Email, of_place(email.place), &email.address, email.favourite);
                pieces.push((Spot::Email(place), info));
            }
            for (place, ours) in card.addresses.iter().enumerate() {
                let (data, category) = address::said(ours);
                let primary = ours.favourite;
                pieces.push((Spot::Address(place), Info { kind: InfoType::Address, category, data, primary }));
            }
        }
        for (place, page) in self.web_addresses.iter().enumerate() {
            let category = ["Home", "Work"].into_iter().find(|name| name.eq_ignore_ascii_case(&page.label));
            pieces.push((Spot::Page(place), info(InfoType::Website, category.unwrap_or("Other"), &page.url, false)));
        }
        pieces.extend(profiles(&self.social_profiles));
        pieces
    }

    fn take_in(&mut self, info: &Info) -> Option<Spot> {
        match info.kind {
            InfoType::Phone | InfoType::Email | InfoType::Address => {
                let main = self.cards.iter().position(|card| card.favourite).unwrap_or(0);
                let mut card = self
                    .cards
                    .get(main)
                    .cloned()
                    .unwrap_or_else(|| BusinessCard { favourite: true, ..BusinessCard::default() });
                let spot = take_into(&mut card, info)?;
                if self.cards.is_empty() {
                    self.cards.push(card);
                } else {
                    self.cards.update(main, |known| *known = card);
                }
                Some(spot)
            }
            InfoType::Website => {
                let page = page(info).filter(|_| self.web_addresses.len() < LIST)?;
                self.web_addresses.push(page);
                Some(Spot::Page(self.web_addresses.len() - 1))
            }
            _ => take_profile(&mut self.social_profiles, info),
        }
    }

    fn change(&mut self, spot: Spot, info: &Info) -> bool {
        match spot {
            Spot::Phone(place) => changed_card(self, |card| {
                let number = right_phone(&info.data)?;
                let name = info.kind.category_name(info.category).unwrap_or_default();
                changed(&mut card.phones, place, info.primary, |phone| write_phone(phone, number, name))
            }),
            Spot::Email(place) => changed_card(self, |card| {
                rules::email(&info.data).ok()?;
                changed(&mut card.emails, place, info.primary, |email| {
                    email.address.clone_from(&info.data);
                    email.place = place_of(info.kind.category_name(info.category).unwrap_or_default());
                })
            }),
            Spot::Address(place) => changed_card(self, |card| {
                let mut ours = card.addresses.get(place)?.clone();
                if !address::write(&mut ours, &info.data, info.category) {
                    return None;
                }
                changed(&mut card.addresses, place, info.primary, |known| *known = ours)
            }),
            Spot::Page(place) => match (page(info), self.web_addresses.get_mut(place)) {
                (Some(page), Some(known)) => {
                    *known = page;
                    true
                }
                _ => false,
            },
            Spot::Profile(place) => change_profile(&mut self.social_profiles, place, info),
        }
    }

    fn take_out(&mut self, spot: Spot) {
        let from_card = |person: &mut Self, take: &dyn Fn(&mut BusinessCard)| {
            let main = person.cards.iter().position(|card| card.favourite).unwrap_or(0);
            person.cards.update(main, take);
        };
        match spot {
            Spot::Phone(place) => from_card(self, &|card| drop(card.phones.remove(place))),
            Spot::Email(place) => from_card(self, &|card| drop(card.emails.remove(place))),
            Spot::Address(place) => from_card(self, &|card| drop(card.addresses.remove(place))),
            Spot::Page(place) if place < self.web_addresses.len() => drop(self.web_addresses.remove(place)),
            Spot::Profile(place) if place < self.social_profiles.len() => drop(self.social_profiles.remove(place)),
            Spot::Page(_) | Spot::Profile(_) => {}
        }
    }
}

pub(super) fn info(kind: InfoType, category: &str, data: &str, primary: bool) -> Info {
    Info { kind, category: kind.category_number(category).unwrap_or_default(), data: data.to_owned(), primary }
}

fn of_phone(phone: &Phone) -> Info {
    let category = match (phone.kind, phone.place) {
        (PhoneKind::Fax, _) => "Fax",
        (PhoneKind::Mobile, _) => "Mobile",
        (PhoneKind::Voice, _) if phone.label == DIRECT => DIRECT,
        (PhoneKind::Voice, place) => of_place(place),
        (PhoneKind::Pager | PhoneKind::Text | PhoneKind::Video | PhoneKind::Textphone, _) => "Other",
    };
    info(InfoType::Phone, category, &phone.number, phone.favourite)
}

fn of_place(place: Place) -> &'static str {
    match place {
        Place::Home => "Home",
        Place::Work => "Work",
        Place::Other => "Other",
    }
}

fn place_of(category: &str) -> Place {
    match category {
        "Home" => Place::Home,
        "Work" => Place::Work,
        _ => Place::Other,
    }
}

fn right_phone(data: &str) -> Option<&str> {
    rules::phone(data).ok().map(|()| data)
}

fn write_phone(phone: &mut Phone, number: &str, category: &str) {
    number.clone_into(&mut phone.number);
    // What the phone is called in our own words stays where the category is the same.
    if InfoType::Phone.category_name(of_phone(phone).category) == Some(category) {
        return;
    }
    if phone.label == DIRECT {
        phone.label.clear();
    }
    (phone.kind, phone.place) = match category {
        "Fax" => (PhoneKind::Fax, Place::Other),
        "Mobile" => (PhoneKind::Mobile, Place::Other),
        DIRECT => (PhoneKind::Voice, Place::Work),
        other => (PhoneKind::Voice, place_of(other)),
    };
    if category == DIRECT {
        DIRECT.clone_into(&mut phone.label);
    }
}

fn take_into(card: &mut BusinessCard, info: &Info) -> Option<Spot> {
    let category = info.kind.category_name(info.category)?;
    let favourite = info.primary;
    match info.kind {
        InfoType::Phone if card.phones.len() < LIST => {
            let mut phone = Phone { favourite, ..Phone::default() };
            write_phone(&mut phone, right_phone(&info.data)?, category);
            card.phones.push(phone);
            Some(Spot::Phone(card.phones.len() - 1))
        }
        InfoType::Email if card.emails.len() < LIST => {
            rules::email(&info.data).ok()?;
            card.emails.push(Email {
                address: info.data.clone(),
                place: place_of(category),
                favourite,
                ..Email::default()
            });
            Some(Spot::Email(card.emails.len() - 1))
        }
        InfoType::Address if card.addresses.len() < LIST => {
            let mut ours = Address { favourite, ..Address::default() };
            if !address::write(&mut ours, &info.data, info.category) {
                return None;
            }
            card.addresses.push(ours);
            Some(Spot::Address(card.addresses.len() - 1))
        }
        _ => None,
    }
}

fn changed_card(person: &mut Person, change: impl FnOnce(&mut BusinessCard) -> Option<()>) -> bool {
    let main = person.cards.iter().position(|card| card.favourite).unwrap_or(0);
    let mut outcome = None;
    person.cards.update(main, |card| outcome = change(card));
    outcome.is_some()
}

/// Changes an entry of a list; it becomes the favourite, or is no longer that.
fn changed<T: Favourite>(
    list: &mut OneFavourite<T>,
    place: usize,
    primary: bool,
    change: impl FnOnce(&mut T),
) -> Option<()> {
    list.get(place)?;
    list.update(place, |entry| {
        change(entry);
        entry.set_favourite(primary);
    });
    Some(())
}

/// A page; one without a scheme is one of the web.
fn page(info: &Info) -> Option<WebAddress> {
    let url = if info.data.contains("://") { info.data.clone() } else { format!("http://{}", info.data) };
    rules::url(&url).ok()?;
    let label = info.kind.category_name(info.category).filter(|name| *name != "Other").unwrap_or_default();
    Some(WebAddress { url, label: label.to_owned() })
}

/// The profiles in networks that the dialect knows; other networks have no name in it.
pub(super) fn profiles(profiles: &[SocialProfile]) -> impl Iterator<Item = (Spot, Info)> {
    profiles.iter().enumerate().filter_map(|(place, profile)| {
        let kind = network(&profile.service)?;
        Some((Spot::Profile(place), info(kind, "Other", &profile.url, false)))
    })
}

fn network(service: &str) -> Option<InfoType> {
    let service = if service.eq_ignore_ascii_case("X") { "Twitter" } else { service.trim() };
    let found = InfoType::ALL.into_iter().find(|(_, word)| word.eq_ignore_ascii_case(service)).map(|(kind, _)| kind);
    found.filter(|kind| !matches!(kind, InfoType::Phone | InfoType::Email | InfoType::Website | InfoType::Address))
}

pub(super) fn take_profile(profiles: &mut Vec<SocialProfile>, info: &Info) -> Option<Spot> {
    rules::line(&info.data, rules::URL).ok().filter(|()| profiles.len() < LIST)?;
    profiles.push(SocialProfile { service: info.kind.word().to_owned(), url: info.data.clone() });
    Some(Spot::Profile(profiles.len() - 1))
}

pub(super) fn change_profile(profiles: &mut [SocialProfile], place: usize, info: &Info) -> bool {
    match profiles.get_mut(place) {
        Some(profile) if rules::line(&info.data, rules::URL).is_ok() => {
            profile.url.clone_from(&info.data);
            true
        }
        _ => false,
    }
}
