//! What tells that two records are of the same person.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use crate::{Organization, Person};

/// By what a person is known again, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum KnownBy {
    /// The `UID` of the vCard.
    Uid,
    /// An e-mail address.
    Email,
    /// A phone number together with the name: numbers are shared.
    PhoneAndName,
    /// The name alone, of an organization.
    Name,
}

/// Most keys of one person; more tell nothing more.
const KEYS: usize = 200;

/// Texts of which two people who are the same have at least one in common, the surest first.
pub fn identity_keys(person: &Person) -> Vec<(KnownBy, String)> {
    let mut keys = Vec::new();
    if !person.uid.is_empty() {
        keys.push((KnownBy::Uid, uid_key(&person.uid)));
    }
    let emails =
        person.cards.iter().flat_map(|card| card.emails.iter()).map(|email| email.address.trim().to_lowercase());
    keys.extend(
        emails.filter(|address| !address.is_empty()).map(|address| (KnownBy::Email, format!("email:{address}"))),
    );
    let name = person.display_name().to_lowercase();
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if !name.is_empty() {
        let numbers =
            person.cards.iter().flat_map(|card| card.phones.iter()).filter_map(|phone| phone_tail(&phone.number));
        keys.extend(numbers.map(|digits| (KnownBy::PhoneAndName, format!("phone:{digits}/{name}"))));
    }
    keys.sort();
    keys.dedup();
    keys.truncate(KEYS);
    keys
}

/// The keys of a person on a card; one that brings no `UID` is known by this one as well.
pub fn import_keys(person: &Person, uid: impl FnOnce() -> String) -> Vec<String> {
    let own = person.uid.is_empty().then(|| uid_key(&uid()));
    identity_keys(person).into_iter().map(|(_, key)| key).chain(own).collect()
}

/// The key of what has this `UID`.
pub fn uid_key(uid: &str) -> String {
    let uid = uid.trim().to_lowercase();
    format!("uid:{}", uid.trim_start_matches("urn:uuid:"))
}

/// Texts of which two organizations that are the same have at least one in common, the surest first.
pub fn organization_keys(organization: &Organization) -> Vec<String> {
    let uid = Some(&organization.uid).filter(|uid| !uid.is_empty()).map(|uid| uid_key(uid));
    let name = organization.name.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    uid.into_iter().chain([name]).map(|key| format!("organization/{key}")).collect()
}

/// Finds those who are the same among many, one after the other.
#[derive(Clone, Debug, Default)]
pub struct Duplicates {
    groups: HashMap<String, usize, RandomState>,
    count: usize,
}

impl Duplicates {
    /// The number of the first who has this key.
    pub fn find(&self, key: &str) -> Option<usize> {
        self.groups.get(key).copied()
    }

    /// Takes one in; answers with the number of the first who is the same, which is their own where nobody was.
    pub fn take(&mut self, keys: &[String]) -> usize {
        let own = self.count;
        self.count += 1;
        let group = keys.iter().find_map(|key| self.groups.get(key).copied()).unwrap_or(own);
        for key in keys {
            // Nobody's key is copied twice.
            if !self.groups.contains_key(key) {
                self.groups.insert(key.clone(), group);
            }
        }
        group
    }
}

/// The last nine digits of a number, which stay the same with a country code, with a trunk prefix, and without; nothing where
/// there are fewer than five.
pub(crate) fn phone_tail(number: &str) -> Option<String> {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.trim_start_matches('0');
    (digits.len() >= 5).then(|| digits[digits.len().saturating_sub(9)..].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{BusinessCard, Email, Name, Phone};

    #[test]
    fn spelling_does_not_matter() {
        let person = |email: &str, number: &str, given: &str| Person {
            name: Name { given: given.into(), family: "Bär".into(), ..Name::default() },
            cards: vec![BusinessCard {
                emails: vec![Email { address: email.into(), ..Email::default() }].into(),
                phones: vec![Phone { number: number.into(), ..Phone::default() }].into(),
                ..BusinessCard::default()
            }]
            .into(),
            uid: "urn:uuid:A".into(),
            ..Person::default()
        };
        let one = identity_keys(&person("A@Example.com", "+49 (30) 901820-12", "Zoë"));
        let other = identity_keys(&person("a@example.com ", "030 90182012", "zoë "));
        assert_eq!(one[1..], other[1..]);
        assert_eq!(one[0].1, "uid:a");
        assert_eq!(one.len(), 3);
    }
}
