//! What tells that two records are of the same person.

use std::hash::BuildHasher;

use foldhash::fast::RandomState;
use hashbrown::HashTable;

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

/// The system of a foreign id that is the `UID` of a vCard of somebody who became part of the person.
pub const VCARD: &str = "vcard";

/// Most keys of one person; more tell nothing more.
const KEYS: usize = 200;

/// Texts of which two people who are the same have at least one in common, the surest first.
pub fn identity_keys(person: &Person) -> Vec<(KnownBy, String)> {
    let mut keys = Vec::new();
    if !person.uid.is_empty() {
        keys.push((KnownBy::Uid, uid_key(&person.uid)));
    }
    // Who became part of the person is known by theirs.
    let others = person.foreign_ids.iter().filter(|id| id.system == VCARD && !id.id.is_empty());
    keys.extend(others.map(|id| (KnownBy::Uid, uid_key(&id.id))));
    let emails =
        person.cards.iter().flat_map(|card| card.emails.iter()).map(|email| email.address.trim().to_lowercase());
    keys.extend(
        emails
            .filter(|address| !address.is_empty())
            .map(|address| (KnownBy::Email, ["email:", address.as_str()].concat())),
    );
    let name = person.display_name().to_lowercase();
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if !name.is_empty() {
        let numbers =
            person.cards.iter().flat_map(|card| card.phones.iter()).filter_map(|phone| phone_tail(&phone.number));
        let key = |digits: String| ["phone:", digits.as_str(), "/", name.as_str()].concat();
        keys.extend(numbers.map(|digits| (KnownBy::PhoneAndName, key(digits))));
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
    ["uid:", uid.trim_start_matches("urn:uuid:")].concat()
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
    groups: HashTable<(String, usize)>,
    hasher: RandomState,
    count: usize,
}

impl Duplicates {
    /// The number of the first who has this key.
    pub fn find(&self, key: &str) -> Option<usize> {
        self.find_by(self.hasher.hash_one(key), key)
    }

    fn find_by(&self, hash: u64, key: &str) -> Option<usize> {
        self.groups.find(hash, |(known, _)| known == key).map(|(_, group)| *group)
    }

    /// Takes one in; answers with the number of the first who is the same, which is their own where nobody was.
    pub fn take(&mut self, keys: &[String]) -> usize {
        let own = self.count;
        self.count += 1;
        // With many, hashing is what takes the time: each key is hashed once.
        let known = |key: &String| {
            let hash = self.hasher.hash_one(key);
            (hash, self.find_by(hash, key))
        };
        let known: Vec<(u64, Option<usize>)> = keys.iter().map(known).collect();
        let group = known.iter().find_map(|(_, group)| *group).unwrap_or(own);
        for (key, (hash, _)) in keys.iter().zip(known).filter(|(_, (_, group))| group.is_none()) {
            self.groups.insert_unique(hash, (key.clone(), group), |(known, _)| self.hasher.hash_one(known));
        }
        group
    }
}

/// The last nine digits of a number, which stay the same with a country code, with a trunk prefix, and without; nothing where
/// there are fewer than five.
pub(crate) fn phone_tail(number: &str) -> Option<String> {
    let mut digits = String::with_capacity(number.len());
    digits.extend(number.chars().filter(char::is_ascii_digit).skip_while(|digit| *digit == '0'));
    (digits.len() >= 5).then(|| digits.split_off(digits.len().saturating_sub(9)))
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
