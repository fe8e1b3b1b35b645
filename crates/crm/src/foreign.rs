//! What stands in another CRM.

use calling_card_contact::{Person, Timestamp};

/// A record as it stands in another CRM.
#[derive(Clone, Debug, PartialEq)]
pub struct Foreign<T> {
    /// Its id there.
    pub id: String,
    /// What it says, as we say it.
    pub content: T,
    /// When it was made, where the CRM says so.
    pub created_at: Option<Timestamp>,
    /// When it was last changed, where the CRM says so.
    pub changed_at: Option<Timestamp>,
}

/// Which people, and from where on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PeopleQuery {
    /// Words to search; empty for everybody.
    pub q: String,
    /// Where the page begins, as [`Listing::next`] said it.
    pub from: Option<String>,
    /// How many are wanted; a CRM may give fewer.
    pub count: u32,
}

/// A page of people.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Listing {
    /// They.
    pub people: Vec<Foreign<Person>>,
    /// Where the next page begins; none on the last one.
    pub next: Option<String>,
    /// How many there are in all, where the CRM says so.
    pub total: Option<u64>,
}

/// Whether a person says all of these words, for a CRM whose list is taken whole.
pub(crate) fn says(person: &Person, words: &[String]) -> bool {
    if words.is_empty() {
        return true;
    }
    let cards = person.cards.iter().flat_map(|card| {
        let emails = card.emails.iter().map(|email| email.address.clone());
        let phones = card.phones.iter().map(|phone| phone.number.clone());
        let cities = card.addresses.iter().map(|address| address.city.clone());
        emails.chain(phones).chain(cities).chain([card.business.clone()])
    });
    let all = std::iter::once(person.display_name()).chain(cards).collect::<Vec<_>>().join(" ").to_lowercase();
    words.iter().all(|word| all.contains(word))
}
