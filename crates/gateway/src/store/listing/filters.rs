//! What narrows a list of people; each narrows it further.

use calling_card_api::people::PeopleQuery;

use crate::store::fold::sort_key;
use crate::store::sql;

/// What narrows a list.
#[derive(Clone, Debug, Default)]
pub(in crate::store) struct Filters<'a> {
    /// Tags that all of them have.
    pub tags: Vec<&'a str>,
    /// Texts with which columns that are sorted by begin.
    beginnings: Vec<(&'static str, String)>,
    lifecycle: &'a str,
    email: Option<bool>,
    archived: Option<bool>,
    changed_since: &'a str,
}

impl<'a> Filters<'a> {
    /// Those of a query.
    pub(in crate::store) fn of(query: &'a PeopleQuery) -> Self {
        let month = query.birth_month.map(|month| format!("{month:02}")).unwrap_or_default();
        let beginnings =
            [("by_business", sort_key(&query.company)), ("by_city", sort_key(&query.city)), ("by_birthday", month)];
        Self {
            tags: query.tags().collect(),
            beginnings: beginnings.into_iter().filter(|(_, beginning)| !beginning.is_empty()).collect(),
            lifecycle: &query.lifecycle,
            email: query.email,
            archived: query.archived,
            changed_since: &query.changed_since,
        }
    }

    /// Adds the conditions on columns to a query.
    pub(super) fn narrow(&self, query: &mut sql::Builder) {
        for (column, beginning) in &self.beginnings {
            query.push(" AND ").push(column).push(" >= ").push_bind(beginning.clone());
            // What begins so ends before this: no text holds the last of all characters but those that come last in an order.
            query.push(" AND ").push(column).push(" < ").push_bind(format!("{beginning}\u{10ffff}"));
        }
        if !self.lifecycle.is_empty() {
            query.push(" AND lifecycle = ").push_bind(self.lifecycle.to_owned());
        }
        for (column, value) in [("has_email", self.email), ("archived", self.archived)] {
            if let Some(value) = value {
                query.push(" AND ").push(column).push(" = ").push_bind(value);
            }
        }
        if !self.changed_since.is_empty() {
            query.push(" AND changed_at >= ").push_bind(self.changed_since.to_owned());
        }
    }
}
