//! Calls about the lists that feed members of people and companies. The vendor's page has no call that reads one.

use super::asked::{Asked, Said};
use super::{Found, sending};
use crate::Error;
use crate::cobra::wire::EntryFields;
use crate::exchange::Request;

/// A list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum List {
    /// Properties of people.
    Properties,
    /// Personality tags of people.
    PersonalityTags,
    /// Orga tags of people.
    OrgaTags,
    /// What addresses of people are for. The vendor's page names it twice.
    AddressTypes,
    /// Stages that people are at.
    LifeCycles,
    /// Roles of those who are responsible.
    ManagerRoles,
    /// Tags of companies.
    CompanyTags,
    /// Numbers of a company's employees.
    EmployeeCounts,
    /// Numbers of a company's customers.
    CustomerCounts,
    /// Legal forms.
    LegalForms,
    /// Types of reference numbers.
    ReferenceNumberTypes,
    /// Industry sectors.
    IndustrySectors,
    /// Types of relations.
    RelationTypes,
    /// Stages that companies are at.
    CompanyLifeCycles,
}

impl List {
    /// All of them.
    pub const ALL: [Self; 14] = [
        Self::Properties,
        Self::PersonalityTags,
        Self::OrgaTags,
        Self::AddressTypes,
        Self::LifeCycles,
        Self::ManagerRoles,
        Self::CompanyTags,
        Self::EmployeeCounts,
        Self::CustomerCounts,
        Self::LegalForms,
        Self::ReferenceNumberTypes,
        Self::IndustrySectors,
        Self::RelationTypes,
        Self::CompanyLifeCycles,
    ];

    /// Whose list it is, and what it is called in addresses.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Properties => ("people", "properties"),
            Self::PersonalityTags => ("people", "personalitytags"),
            Self::OrgaTags => ("people", "orgatags"),
            Self::AddressTypes => ("people", "addresstypes"),
            Self::LifeCycles => ("people", "lifecycles"),
            Self::ManagerRoles => ("people", "managerroles"),
            Self::CompanyTags => ("companies", "tags"),
            Self::EmployeeCounts => ("companies", "employeecounts"),
            Self::CustomerCounts => ("companies", "customercounts"),
            Self::LegalForms => ("companies", "legalforms"),
            Self::ReferenceNumberTypes => ("companies", "referencenumbertypes"),
            Self::IndustrySectors => ("companies", "industrysectors"),
            Self::RelationTypes => ("companies", "relationtypes"),
            Self::CompanyLifeCycles => ("companies", "lifecycles"),
        }
    }
}

/// A call about a list, at `/crm/settings/{people or companies}/{list}`.
#[derive(Clone, Debug, PartialEq)]
pub enum ListCall {
    /// `POST`: one entry or several.
    Add(List, Vec<EntryFields>),
    /// `DELETE`, with the ids of those that go.
    DeleteMany(List, Vec<String>),
    /// `DELETE {entry}`
    Delete(List, String),
    /// `PUT {entry}`, of types of relations alone.
    UpdateRelationType(String, EntryFields),
}

impl ListCall {
    pub(super) fn request(&self) -> Result<Request, Error> {
        match self {
            Self::Add(list, entries) => {
                let (whose, word) = list.words();
                sending::post(&["crm", "settings", whose, word], entries)
            }
            Self::DeleteMany(list, ids) => {
                let (whose, word) = list.words();
                sending::delete_many(&["crm", "settings", whose, word], ids)
            }
            Self::Delete(list, id) => {
                let (whose, word) = list.words();
                sending::delete(&["crm", "settings", whose, word, id])
            }
            Self::UpdateRelationType(id, entry) => {
                let (whose, word) = List::RelationTypes.words();
                sending::put(&["crm", "settings", whose, word, id], entry)
            }
        }
    }

    pub(super) fn at(asked: &Asked, said: &Said<'_>) -> Found<Self> {
        let (method, path) = asked.parts();
        let ["crm", "settings", whose, word, path @ ..] = path.as_slice() else { return None };
        let list = List::ALL.into_iter().find(|list| list.words() == (*whose, *word))?;
        Some(match (method, path) {
            ("POST", []) => said.objects().map(|entries| Self::Add(list, entries)),
            ("DELETE", []) => said.ids().map(|ids| Self::DeleteMany(list, ids)),
            ("DELETE", [id]) => Ok(Self::Delete(list, (*id).to_owned())),
            ("PUT", [id]) if list == List::RelationTypes => {
                said.object().map(|entry| Self::UpdateRelationType((*id).to_owned(), entry))
            }
            _ => return None,
        })
    }
}
