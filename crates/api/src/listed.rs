//! What lists and searches of people are made from, for the gateway's tables and the index of a browser alike.

use calling_card_contact::PersonId;
use serde::{Deserialize, Serialize};

use crate::endpoint_macro::endpoint;
use crate::fold::{phone_words, searched_text, sort_key};
use crate::people::PersonSummary;
use crate::{ConnectionId, Cursor};

/// What is found of a person beside what a list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct ListedMore {
    /// By what the family name is sorted.
    pub family: String,
    /// By what the given name is sorted.
    pub given: String,
    /// Further texts that are found, one a line.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub words: String,
    /// Whether there is an e-mail address on any card.
    #[serde(skip_serializing_if = "crate::is_false")]
    pub email: bool,
}

/// A person with all by which they are listed and found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ListedPerson {
    /// What a list shows.
    pub summary: PersonSummary,
    /// What is found beside that.
    pub more: ListedMore,
    /// When the person was made.
    pub created_at: String,
}

/// Stands before all others in an order; what is empty comes last.
const LAST: &str = "\u{10ffff}";

impl ListedPerson {
    /// The place in the order of family names.
    pub fn by_family(&self) -> String {
        sort_key(&format!("{} {}", self.more.family, self.more.given))
    }

    /// The place in the order of given names.
    pub fn by_given(&self) -> String {
        sort_key(&format!("{} {}", self.more.given, self.more.family))
    }

    /// The place in the order of businesses; those without come last.
    pub fn by_business(&self) -> String {
        self.by(&self.summary.business)
    }

    /// The place in the order of cities; those without come last.
    pub fn by_city(&self) -> String {
        self.by(&self.summary.city)
    }

    /// The place in the order of birthdays, from January on; those without come last.
    pub fn by_birthday(&self) -> String {
        let month = self.summary.birthday.and_then(|date| Some((date.month()?, date.day().unwrap_or_default())));
        self.by(&month.map(|(month, day)| format!("{month:02}{day:02}")).unwrap_or_default())
    }

    fn by(&self, first: &str) -> String {
        let first = if first.trim().is_empty() { LAST } else { first };
        sort_key(&format!("{first} {} {}", self.more.family, self.more.given))
    }

    /// What is searched, folded.
    pub fn searched(&self) -> String {
        let shown = &self.summary;
        let phone = phone_words(&shown.phone);
        let mut words = vec![&shown.name, &shown.business, &shown.position, &shown.email, &phone, &shown.city];
        words.extend(&shown.tags);
        words.push(&self.more.words);
        searched_text(&words.into_iter().map(String::as_str).collect::<Vec<_>>().join(" "))
    }

    /// Takes further texts that are found; those that are shown are found anyway.
    pub fn add_words(&mut self, words: impl IntoIterator<Item = String>) {
        let shown = &self.summary;
        let phone = phone_words(&shown.phone);
        let mut known = vec![&shown.name, &shown.business, &shown.position, &shown.email, &phone, &shown.city];
        known.extend(&shown.tags);
        let mut more: Vec<String> = Vec::new();
        for word in words {
            if !word.trim().is_empty() && !known.contains(&&word) && !more.contains(&word) {
                more.push(word);
            }
        }
        self.more.words = more.join("\n");
    }
}

/// Which part of the index.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(default)]
pub struct IndexQuery {
    /// Where the part begins.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cursor: Option<Cursor>,
    /// Only who was changed after the change with this number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<i64>,
}

/// A part of the index.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct IndexPart {
    /// People as they are now.
    pub people: Vec<ListedPerson>,
    /// Who is not there any more.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gone: Vec<PersonId>,
    /// Where the next part begins; none on the last one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Cursor>,
    /// The number of the newest change that the part knows of.
    pub change: i64,
    /// How many people there are; said with the first part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<u64>,
}

/// `GET /crm/{connection}/people/index`: all by which people are listed and found, part after part, for an index of one's own; with
/// `since`, of those who were changed since, until an answer names no next part.
#[derive(Clone, Debug, Default)]
pub struct ReadIndex {
    /// The CRM.
    pub connection: ConnectionId,
    /// Which part.
    pub query: IndexQuery,
}
endpoint!(GET "/crm/{connection}/people/index" ReadIndex => IndexPart; ["/crm/", connection, "/people/index"], query = query);
