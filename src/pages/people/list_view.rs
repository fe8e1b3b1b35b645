//! What the list of people shows: searched, filtered, sorted, and which columns. It stands in the address, so that it can be linked.

use std::collections::BTreeMap;

use calling_card_api::people::{PeopleQuery, PeopleSort};
use js_sys::Date;
use leptos_router::params::ParamsMap;

use super::columns::Column;

/// The members of the address that are looked at.
const MEMBERS: [&str; 11] =
    ["q", "tag", "lifecycle", "company", "city", "email", "birthday", "changed", "archived", "sort", "columns"];

/// Those that narrow the list, beside what is searched.
pub(super) const FILTERS: [&str; 8] =
    ["tag", "lifecycle", "company", "city", "email", "birthday", "changed", "archived"];

/// What the list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ListView(BTreeMap<&'static str, String>);

impl ListView {
    /// As an address says it.
    pub(super) fn of(address: &ParamsMap) -> Self {
        let said = |member: &'static str| Some((member, address.get(member).filter(|value| !value.trim().is_empty())?));
        Self(MEMBERS.into_iter().filter_map(said).collect())
    }

    /// A member; empty where nothing is said.
    pub(super) fn get(&self, member: &str) -> &str {
        self.0.get(member).map_or("", String::as_str)
    }

    /// The same with another value.
    pub(super) fn with(mut self, member: &'static str, value: &str) -> Self {
        if value.trim().is_empty() {
            self.0.remove(member);
        } else {
            self.0.insert(member, value.to_owned());
        }
        self
    }

    /// The same, with nothing searched and nothing filtered.
    pub(super) fn with_everybody(mut self) -> Self {
        self.0.retain(|member, _| *member != "q" && !FILTERS.contains(member));
        self
    }

    /// The query of the address; empty where nothing is said.
    pub(super) fn to_address(&self) -> String {
        let mut map = ParamsMap::new();
        for (member, value) in &self.0 {
            map.insert(*member, value.clone());
        }
        map.to_query_string()
    }

    /// The filters that narrow it.
    pub(super) fn filters(&self) -> impl Iterator<Item = (&'static str, &str)> {
        FILTERS.into_iter().map(|member| (member, self.get(member))).filter(|(_, value)| !value.is_empty())
    }

    /// The order.
    pub(super) fn sort(&self) -> PeopleSort {
        serde_json::from_value(self.get("sort").into()).unwrap_or_default()
    }

    /// The columns beside the name.
    pub(super) fn columns(&self) -> Vec<Column> {
        match self.get("columns") {
            "" => Column::USUAL.to_vec(),
            said => Column::ALL.into_iter().filter(|column| said.split(',').any(|key| key == column.key())).collect(),
        }
    }

    /// The question for it.
    pub(super) fn query(&self) -> PeopleQuery {
        let yes_or_no = |member: &str| match self.get(member) {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        };
        let text = |member: &str| self.get(member).to_owned();
        PeopleQuery {
            q: text("q"),
            tag: text("tag"),
            lifecycle: text("lifecycle"),
            company: text("company"),
            city: text("city"),
            email: yes_or_no("email"),
            archived: yes_or_no("archived"),
            birth_month: month(self.get("birthday")),
            changed_since: since(self.get("changed")),
            sort: self.sort(),
            ..PeopleQuery::default()
        }
    }
}

/// A month: `5`, or `this`.
fn month(said: &str) -> Option<u8> {
    match said {
        "" => None,
        "this" => Some(Date::new_0().get_month() as u8 + 1),
        said => said.parse().ok().filter(|month| (1..=12).contains(month)),
    }
}

/// The beginning of the day that is so many days ago.
fn since(days: &str) -> String {
    let Some(days) = days.parse::<u16>().ok() else { return String::new() };
    let day = Date::new_0();
    day.set_hours(0);
    day.set_minutes(0);
    day.set_seconds(0);
    day.set_milliseconds(0);
    day.set_time(day.get_time() - f64::from(days) * 86_400_000.0);
    day.to_iso_string().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(said: &[(&str, &str)]) -> ListView {
        let mut map = ParamsMap::new();
        for (member, value) in said {
            map.insert((*member).to_owned(), (*value).to_owned());
        }
        ListView::of(&map)
    }

    #[test]
    fn what_an_address_says_comes_back_as_it_was() {
        let said = view(&[
            ("q", "ann & co"),
            ("tag", "VIP\nFair"),
            ("unknown", "x"),
            ("city", " "),
            ("columns", "city,email"),
        ]);
        assert_eq!(said.to_address(), "?columns=city%2Cemail&q=ann%20%26%20co&tag=VIP%0AFair");
        assert_eq!(said.columns(), [Column::Email, Column::City]);
        assert_eq!(said.query().tags().collect::<Vec<_>>(), ["VIP", "Fair"]);
        assert_eq!(said.filters().collect::<Vec<_>>(), [("tag", "VIP\nFair")]);
        assert_eq!(said.with_everybody().with("columns", "").to_address(), "");
    }

    #[test]
    fn what_is_no_value_is_none() {
        let said =
            view(&[("email", "perhaps"), ("archived", "no"), ("birthday", "13"), ("changed", "x"), ("sort", "upside")]);
        let expected = PeopleQuery { archived: Some(false), ..PeopleQuery::default() };
        assert_eq!(said.query(), expected);
        assert_eq!(view(&[("birthday", "2"), ("sort", "city")]).query().birth_month, Some(2));
    }
}
