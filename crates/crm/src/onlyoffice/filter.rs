//! What a list is asked for.

use std::borrow::Cow;

use super::kinds::InfoType;

/// Most contacts of an answer, as the vendor ships it; more are cut to it without a word.
pub const MOST: u64 = 1000;

/// Contacts of a kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// Persons and companies.
    #[default]
    All,
    /// Companies.
    Company,
    /// Persons.
    Person,
    /// Those with an opportunity.
    WithOpportunity,
}

impl View {
    const ALL: [(Self, &'static str); 4] = [
        (Self::All, "All"),
        (Self::Company, "Company"),
        (Self::Person, "Person"),
        (Self::WithOpportunity, "WithOpportunity"),
    ];

    fn word(self) -> &'static str {
        Self::ALL.into_iter().find(|(view, _)| *view == self).map_or("", |(_, word)| word)
    }

    fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known)| known.eq_ignore_ascii_case(word)).map(|(view, _)| view)
    }
}

/// Which contacts, in which order, and from where on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContactFilter {
    /// They have all of these.
    pub tags: Vec<String>,
    /// By the number of a status.
    pub stage: Option<i64>,
    /// By the number of a type.
    pub kind: Option<i64>,
    /// Persons, companies or both.
    pub view: Option<View>,
    /// By the GUID of who manages them.
    pub responsible: Option<String>,
    /// Whether they are shared.
    pub shared: Option<bool>,
    /// Made from this day on.
    pub from_date: Option<String>,
    /// Made up to this day.
    pub to_date: Option<String>,
    /// How many.
    pub count: Option<u64>,
    /// How many are passed over.
    pub start: Option<u64>,
    /// What they are sorted by, as it was said.
    pub sort_by: Option<String>,
    /// Whether the order is turned round.
    pub descending: bool,
    /// Words to search.
    pub text: Option<String>,
    /// The members that are wanted, with commas between them.
    pub fields: Option<String>,
}

/// A parameter and what it says, as a server reads them.
pub(super) type Pair<'a> = (Cow<'a, str>, Cow<'a, str>);

impl ContactFilter {
    /// What a client asks.
    pub(super) fn pairs(&self) -> Vec<(&'static str, String)> {
        let number = |number: Option<i64>| number.map(|number| number.to_string());
        let count = |number: Option<u64>| number.map(|number| number.to_string());
        let one = [
            ("contactStage", number(self.stage)),
            ("contactType", number(self.kind)),
            ("contactListView", self.view.map(|view| view.word().to_owned())),
            ("responsibleid", self.responsible.clone()),
            ("isShared", self.shared.map(|shared| shared.to_string())),
            ("fromDate", self.from_date.clone()),
            ("toDate", self.to_date.clone()),
            ("count", count(self.count)),
            ("startIndex", count(self.start)),
            ("sortBy", self.sort_by.clone()),
            ("sortOrder", self.descending.then(|| "descending".to_owned())),
            ("filterValue", self.text.clone()),
            ("fields", self.fields.clone()),
        ];
        let tags = self.tags.iter().map(|tag| ("tags", tag.clone()));
        tags.chain(one.into_iter().filter_map(|(name, said)| Some((name, said?)))).collect()
    }

    /// What a server reads; the error names the parameter. Others are passed over.
    pub(super) fn parse<'a>(pairs: impl Iterator<Item = Pair<'a>>) -> Result<Self, String> {
        let mut filter = Self::default();
        for (name, said) in pairs {
            let wrong = || name.clone().into_owned();
            let text = || Some(said.clone().into_owned());
            // A number less than none is none.
            let at_least_none = |number: i64| u64::try_from(number).unwrap_or_default();
            match &*name {
                "tags" | "tags[]" => filter.tags.push(said.into_owned()),
                "contactStage" => filter.stage = Some(said.parse().map_err(|_| wrong())?),
                "contactType" => filter.kind = Some(said.parse().map_err(|_| wrong())?),
                "contactListView" => filter.view = Some(View::of_word(&said).ok_or_else(wrong)?),
                "responsibleid" => filter.responsible = text(),
                "isShared" => filter.shared = Some(flag(&said).ok_or_else(wrong)?),
                "fromDate" => filter.from_date = text(),
                "toDate" => filter.to_date = text(),
                "count" => filter.count = Some(said.parse().map(at_least_none).map_err(|_| wrong())?),
                "startIndex" => filter.start = Some(said.parse().map(at_least_none).map_err(|_| wrong())?),
                "sortBy" => filter.sort_by = text(),
                "sortOrder" => filter.descending = said == "descending",
                "filterValue" => filter.text = text(),
                "fields" => filter.fields = text(),
                _ => {}
            }
        }
        Ok(filter)
    }
}

/// Contacts with this piece of data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InfoQuery {
    /// What it is.
    pub kind: InfoType,
    /// What it says.
    pub data: String,
    /// The number of its category.
    pub category: Option<i64>,
    /// Whether it is the main one of its kind.
    pub primary: Option<bool>,
}

impl InfoQuery {
    pub(super) fn pairs(&self) -> Vec<(&'static str, String)> {
        let pairs = [
            ("infoType", Some(self.kind.word().to_owned())),
            ("data", Some(self.data.clone())),
            ("category", self.category.map(|category| category.to_string())),
            ("isPrimary", self.primary.map(|primary| primary.to_string())),
        ];
        pairs.into_iter().filter_map(|(name, said)| Some((name, said?))).collect()
    }

    pub(super) fn parse<'a>(pairs: impl Iterator<Item = Pair<'a>>) -> Result<Self, String> {
        let (mut kind, mut query) =
            (None, Self { kind: InfoType::Phone, data: String::new(), category: None, primary: None });
        for (name, said) in pairs {
            let wrong = || name.clone().into_owned();
            match &*name {
                "infoType" => kind = Some(InfoType::of_text(&said).ok_or_else(wrong)?),
                "data" => query.data = said.into_owned(),
                "category" => query.category = Some(said.parse().map_err(|_| wrong())?),
                "isPrimary" => query.primary = Some(flag(&said).ok_or_else(wrong)?),
                _ => {}
            }
        }
        Ok(Self { kind: kind.ok_or("infoType")?, ..query })
    }
}

/// Contacts whose names begin so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PrefixQuery {
    /// How they begin.
    pub prefix: String,
    /// -1 any, 0 companies, 1 persons, 2 persons without a company, 3 companies and those.
    pub search: Option<i64>,
    /// Among the members of an opportunity or a case.
    pub entity: Option<(String, i64)>,
}

impl PrefixQuery {
    pub(super) fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = vec![("prefix", self.prefix.clone())];
        pairs.extend(self.search.map(|search| ("searchType", search.to_string())));
        if let Some((kind, id)) = &self.entity {
            pairs.extend([("entityType", kind.clone()), ("entityID", id.to_string())]);
        }
        pairs
    }

    pub(super) fn parse<'a>(pairs: impl Iterator<Item = Pair<'a>>) -> Result<Self, String> {
        let (mut query, mut kind, mut id) = (Self::default(), None, None);
        for (name, said) in pairs {
            let wrong = || name.clone().into_owned();
            match &*name {
                "prefix" => query.prefix = said.into_owned(),
                "searchType" => {
                    let search = said.parse().ok().filter(|search| (-1..=3).contains(search));
                    query.search = Some(search.ok_or_else(wrong)?);
                }
                "entityType" => kind = Some(said.into_owned()),
                "entityID" => id = Some(said.parse().map_err(|_| wrong())?),
                _ => {}
            }
        }
        Ok(Self { entity: kind.zip(id), ..query })
    }
}

/// Yes or no, in capital letters or small ones.
pub(super) fn flag(said: &str) -> Option<bool> {
    [("true", true), ("false", false)].into_iter().find(|(word, _)| word.eq_ignore_ascii_case(said)).map(|(_, yes)| yes)
}
