//! What narrows who is found; the same as the gateway's `store::listing::Filters`.

use calling_card_api::fold::sort_key;
use calling_card_api::people::PeopleQuery;

use super::row::{Names, Row};

/// What narrows who is found.
pub(super) struct Filter {
    /// Numbers of tags; none fits where one is not known.
    tags: Option<Vec<u32>>,
    /// The number of the stage; nobody is at one that is not known.
    lifecycle: Option<Option<u32>>,
    company: String,
    city: String,
    birth_month: String,
    email: Option<bool>,
    archived: Option<bool>,
    changed_since: String,
}

impl Filter {
    /// Those of a query.
    pub(super) fn of(query: &PeopleQuery, names: &Names) -> Self {
        Self {
            tags: query.tags().map(|tag| names.known(tag)).collect(),
            lifecycle: (!query.lifecycle.is_empty()).then(|| names.known(&query.lifecycle)),
            company: sort_key(&query.company),
            city: sort_key(&query.city),
            birth_month: query.birth_month.map(|month| format!("{month:02}")).unwrap_or_default(),
            email: query.email,
            archived: query.archived,
            changed_since: query.changed_since.clone(),
        }
    }

    /// Whether every row fits: none needs to be looked at.
    pub(super) fn is_open(&self) -> bool {
        let Self { tags, lifecycle, company, city, birth_month, email, archived, changed_since } = self;
        let texts = [company, city, birth_month, changed_since];
        tags.as_ref().is_some_and(Vec::is_empty)
            && texts.iter().all(|text| text.is_empty())
            && (lifecycle.is_none() && email.is_none() && archived.is_none())
    }

    /// Whether a row fits.
    pub(super) fn fits(&self, row: &Row) -> bool {
        self.tags.as_ref().is_some_and(|tags| tags.iter().all(|tag| row.tags.contains(tag)))
            && self.lifecycle.is_none_or(|stage| stage == Some(row.lifecycle))
            && row.by_business.starts_with(&self.company)
            && row.by_city.starts_with(&self.city)
            && row.by_birthday.starts_with(&self.birth_month)
            && self.email.is_none_or(|email| email == row.email)
            && self.archived.is_none_or(|archived| archived == row.archived)
            && *row.changed >= *self.changed_since
    }
}
