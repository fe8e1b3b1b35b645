//! What narrows a list, as it stands in an address.

use std::borrow::Cow;

/// Most entries of a page.
pub const MOST: u32 = 30;
/// Entries of a page unless said otherwise.
pub const USUAL: u32 = 15;

type Pairs = Vec<(&'static str, String)>;

/// Which page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paging {
    /// Its number, from 1.
    pub page: u32,
    /// Entries of a page, at most 30.
    pub items: u32,
}

impl Default for Paging {
    fn default() -> Self {
        Self { page: 1, items: USUAL }
    }
}

/// Directions of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// The first first.
    Ascending,
    /// The last first.
    Descending,
}

/// When something was made, in any of four ways.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Made {
    pub strictly_after: Option<String>,
    pub after: Option<String>,
    pub strictly_before: Option<String>,
    pub before: Option<String>,
}

/// Which people.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonFilter {
    pub paging: Paging,
    pub q: Option<String>,
    pub owners: Vec<String>,
    pub emails: Vec<String>,
    pub tags: Vec<String>,
    pub segments: Vec<String>,
    /// Only who is archived, or only who is not.
    pub archived: Option<bool>,
    pub by_family_name: Option<Direction>,
    pub by_created_at: Option<Direction>,
    pub made: Made,
    pub identifiers: Vec<String>,
    /// Only their ids.
    pub ids_only: bool,
}

/// Which notes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NoteFilter {
    pub paging: Paging,
    pub q: Option<String>,
    pub people: Vec<String>,
    pub categories: Vec<String>,
    pub authors: Vec<String>,
    pub flagged: Option<bool>,
    pub by_flagged: Option<Direction>,
    pub by_created_at: Option<Direction>,
    pub made: Made,
}

impl PersonFilter {
    /// As it stands in an address.
    pub fn pairs(&self) -> Pairs {
        let mut pairs = self.paging.pairs();
        one(&mut pairs, "q", &self.q);
        many(&mut pairs, "owner.id", "owner.id[]", &self.owners);
        many(&mut pairs, "emailAddresses.email", "emailAddresses.email[]", &self.emails);
        many(&mut pairs, "tags.id", "tags.id[]", &self.tags);
        many(&mut pairs, "segments.uuid", "segments.uuid[]", &self.segments);
        one(&mut pairs, "exists[archivedAt]", &self.archived);
        one(&mut pairs, "order[familyName]", &self.by_family_name.map(Direction::text));
        one(&mut pairs, "order[createdAt]", &self.by_created_at.map(Direction::text));
        self.made.pairs(&mut pairs);
        many(&mut pairs, "identifiers", "identifiers[]", &self.identifiers);
        if self.ids_only {
            pairs.push(("view", "idx".into()));
        }
        pairs
    }

    /// What an address asks for; the name of a parameter that cannot be read is the error. Unknown ones are passed over.
    pub fn parse<'a>(pairs: impl Iterator<Item = (Cow<'a, str>, Cow<'a, str>)>) -> Result<Self, String> {
        let mut filter = Self::default();
        for (name, value) in pairs {
            let value = value.into_owned();
            match name.as_ref() {
                "q" => filter.q = Some(value),
                "owner.id" | "owner.id[]" => filter.owners.push(value),
                "emailAddresses.email" | "emailAddresses.email[]" => filter.emails.push(value),
                "tags.id" | "tags.id[]" => filter.tags.push(value),
                "segments.uuid" | "segments.uuid[]" => filter.segments.push(value),
                "exists[archivedAt]" => filter.archived = Some(flag(&name, &value)?),
                "order[familyName]" => filter.by_family_name = Some(Direction::parse(&name, &value)?),
                "order[createdAt]" => filter.by_created_at = Some(Direction::parse(&name, &value)?),
                "identifiers" | "identifiers[]" => filter.identifiers.push(value),
                "view" => filter.ids_only = value == "idx",
                other if filter.paging.take(other, &value)? || filter.made.take(other, &value) => {}
                _ => {}
            }
        }
        Ok(filter)
    }
}

impl NoteFilter {
    /// As it stands in an address.
    pub fn pairs(&self) -> Pairs {
        let mut pairs = self.paging.pairs();
        one(&mut pairs, "q", &self.q);
        many(&mut pairs, "person", "person[]", &self.people);
        many(&mut pairs, "category.id", "category.id[]", &self.categories);
        many(&mut pairs, "author.id", "author.id[]", &self.authors);
        one(&mut pairs, "flagged", &self.flagged);
        one(&mut pairs, "order[flagged]", &self.by_flagged.map(Direction::text));
        one(&mut pairs, "order[createdAt]", &self.by_created_at.map(Direction::text));
        self.made.pairs(&mut pairs);
        pairs
    }

    /// What an address asks for.
    pub fn parse<'a>(pairs: impl Iterator<Item = (Cow<'a, str>, Cow<'a, str>)>) -> Result<Self, String> {
        let mut filter = Self::default();
        for (name, value) in pairs {
            let value = value.into_owned();
            match name.as_ref() {
                "q" => filter.q = Some(value),
                "person" | "person[]" => filter.people.push(value),
                "category.id" | "category.id[]" => filter.categories.push(value),
                "author.id" | "author.id[]" => filter.authors.push(value),
                "flagged" => filter.flagged = Some(flag(&name, &value)?),
                "order[flagged]" => filter.by_flagged = Some(Direction::parse(&name, &value)?),
                "order[createdAt]" => filter.by_created_at = Some(Direction::parse(&name, &value)?),
                other if filter.paging.take(other, &value)? || filter.made.take(other, &value) => {}
                _ => {}
            }
        }
        Ok(filter)
    }
}

impl Paging {
    fn pairs(self) -> Pairs {
        let usual = Self::default();
        let mut pairs = Vec::new();
        if self.page != usual.page {
            pairs.push(("page", self.page.to_string()));
        }
        if self.items != usual.items {
            pairs.push(("itemsPerPage", self.items.to_string()));
        }
        pairs
    }

    fn take(&mut self, name: &str, value: &str) -> Result<bool, String> {
        let digits = !value.is_empty() && value.bytes().all(|digit| digit.is_ascii_digit());
        // What is more than fits is beyond every end as well.
        let number = || if digits { Ok(value.parse().unwrap_or(u32::MAX)) } else { Err(name.to_owned()) };
        match name {
            "page" => self.page = Some(number()?).filter(|page| *page > 0).ok_or_else(|| name.to_owned())?,
            // More than 30 are cut to 30, as the vendor's framework does.
            "itemsPerPage" => self.items = number()?.min(MOST),
            _ => return Ok(false),
        }
        Ok(true)
    }
}

impl Direction {
    fn text(self) -> &'static str {
        match self {
            Self::Ascending => "asc",
            Self::Descending => "desc",
        }
    }

    fn parse(name: &str, value: &str) -> Result<Self, String> {
        match value.to_ascii_lowercase().as_str() {
            "asc" => Ok(Self::Ascending),
            "desc" => Ok(Self::Descending),
            _ => Err(name.to_owned()),
        }
    }
}

impl Made {
    fn pairs(&self, pairs: &mut Pairs) {
        one(pairs, "createdAt[strictly_after]", &self.strictly_after);
        one(pairs, "createdAt[after]", &self.after);
        one(pairs, "createdAt[strictly_before]", &self.strictly_before);
        one(pairs, "createdAt[before]", &self.before);
    }

    fn take(&mut self, name: &str, value: &str) -> bool {
        let member = match name {
            "createdAt[strictly_after]" => &mut self.strictly_after,
            "createdAt[after]" => &mut self.after,
            "createdAt[strictly_before]" => &mut self.strictly_before,
            "createdAt[before]" => &mut self.before,
            _ => return false,
        };
        *member = Some(value.to_owned());
        true
    }
}

fn one(pairs: &mut Pairs, name: &'static str, value: &Option<impl ToString>) {
    pairs.extend(value.as_ref().map(|value| (name, value.to_string())));
}

/// One stands by itself, several each with brackets.
fn many(pairs: &mut Pairs, one: &'static str, several: &'static str, values: &[String]) {
    let name = if values.len() == 1 { one } else { several };
    pairs.extend(values.iter().map(|value| (name, value.clone())));
}

fn flag(name: &str, value: &str) -> Result<bool, String> {
    match value {
        "true" | "1" => Ok(true),
        "false" | "0" => Ok(false),
        _ => Err(name.to_owned()),
    }
}
