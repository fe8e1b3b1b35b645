//! Organizations of a CRM, with their branches and who works there.

use calling_card_contact::{Area, Organization, Person};
use serde_json::Value;
use uuid::Uuid;

use crate::cobra::mapping::company_kept;
use crate::cobra::works::companies;
use crate::samdock::organizations::{self, Known};
use crate::samdock::revising::{self, Revision};
use crate::{Error, Foreign, Making};

/// Organizations of a CRM.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Organizations {
    /// Samdock's.
    Samdock,
    /// The companies of cobra, which no call lists.
    Cobra,
}

/// A change of an organization that a CRM would not keep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unkept {
    /// Where it stands in the organization (JSON Pointer).
    pub field: String,
    /// The text that it would keep instead; empty where it keeps nothing of it.
    pub instead: String,
}

impl Organizations {
    /// What there is of them.
    pub fn areas(self) -> &'static [Area] {
        match self {
            Self::Samdock => &[Area::Organizations, Area::OrganizationDetails],
            Self::Cobra => &[Area::Organizations, Area::OrganizationTags, Area::OrganizationsByDomain],
        }
    }

    /// Whether all of them can be listed.
    pub fn can_be_listed(self) -> bool {
        !self.areas().contains(&Area::OrganizationsByDomain)
    }

    /// All of them, by name.
    pub fn list(self) -> Making<Vec<Foreign<Known>>> {
        match self {
            Self::Samdock => organizations::list(),
            Self::Cobra => Err(Error::Build("cobra's companies are in no list".into())),
        }
    }

    /// The one of a domain, a page or an e-mail address, where they cannot be listed.
    pub fn find(self, domain: &str) -> Making<Vec<Foreign<Known>>> {
        match self {
            Self::Samdock => Err(Error::Build("Samdock's organizations are in a list".into())),
            Self::Cobra => companies::find(domain),
        }
    }

    /// Those of these ids that are there; each may take a call.
    pub fn some(self, ids: &[String]) -> Making<Vec<Foreign<Known>>> {
        match self {
            Self::Samdock => Err(Error::Build("Samdock's organizations are in a list".into())),
            Self::Cobra => companies::some(ids),
        }
    }

    /// One of them.
    pub fn get(self, id: &str) -> Making<Foreign<Known>> {
        match self {
            Self::Samdock => organizations::get(id),
            Self::Cobra => companies::get(id),
        }
    }

    /// Who works there.
    pub fn people(self, id: &str) -> Making<Vec<Foreign<Person>>> {
        match self {
            Self::Samdock => revising::people(id),
            Self::Cobra => companies::people(id),
        }
    }

    /// What of a change would not be kept: it is said before anything is sent.
    pub fn unkept(self, before: &Organization, after: &Organization) -> Vec<Unkept> {
        match self {
            Self::Samdock => {
                let fields = organizations::unkept(before, after).into_iter();
                fields.map(|field| Unkept { field: field.to_owned(), instead: String::new() }).collect()
            }
            Self::Cobra => differences(before, after, &company_kept(after)),
        }
    }

    /// A new one, with its branches and these people, each with what they are there. The key stands for this making.
    pub fn create(self, revision: &Revision, key: Uuid) -> Making<Foreign<Known>> {
        match self {
            Self::Samdock => revising::create(revision, key),
            Self::Cobra => companies::create(&revision.organization),
        }
    }

    /// Changes one from this on; the key stands for what is made on the way.
    pub fn update(self, id: &str, before: &Organization, revision: &Revision, key: Uuid) -> Making<Foreign<Known>> {
        match self {
            Self::Samdock => revising::update(id, before, revision, key),
            Self::Cobra => companies::update(id, before, &revision.organization),
        }
    }

    /// Deletes one.
    pub fn delete(self, id: &str) -> Making<()> {
        match self {
            Self::Samdock => organizations::delete(id),
            Self::Cobra => companies::delete(id),
        }
    }
}

/// The members that are changed and would come back otherwise than they are said.
fn differences(before: &Organization, after: &Organization, kept: &Organization) -> Vec<Unkept> {
    let [before, after, kept] = [before, after, kept].map(|one| serde_json::to_value(one).unwrap_or_default());
    let names = [&after, &kept].into_iter().filter_map(Value::as_object).flat_map(|members| members.keys());
    let mut names: Vec<&String> = names.collect();
    names.sort_unstable();
    names.dedup();
    let unkept = names.into_iter().filter(|name| after[*name] != kept[*name] && after[*name] != before[*name]);
    let one = |name: &String| Unkept {
        field: format!("/{name}"),
        instead: kept[name].as_str().unwrap_or_default().to_owned(),
    };
    unkept.map(one).collect()
}
