//! Calls about people.

use super::asked::{Asked, Said};
use super::{Found, sending};
use crate::Error;
use crate::cobra::wire::{Lifecycle, Merge, Note, PersonFields, PersonWithId, Personality, Tag};
use crate::exchange::Request;
use crate::multipart::File;

/// Which people: either or both.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PeopleFilter {
    /// Their e-mail address.
    pub email: Option<String>,
    /// Their employee status.
    pub employee_status: Option<String>,
}

/// A call about people, at `/crm/people`.
#[derive(Clone, Debug, PartialEq)]
pub enum PersonCall {
    /// `GET filter`
    Filter(PeopleFilter),
    /// `GET`: all of them.
    List,
    /// `POST`; the fields are all left out where there is no body.
    Create(Box<PersonFields>),
    /// `GET {id}`
    Get(String),
    /// `PUT {id}`
    Update(String, Box<PersonFields>),
    /// `DELETE {id}`
    Delete(String),
    /// `GET {id}/quicklook`
    Quicklook(String),
    /// `PUT batch`
    UpdateMany(Vec<PersonWithId>),
    /// `POST batch`
    CreateMany(Vec<PersonFields>),
    /// `DELETE batch`, with the ids of those who go.
    DeleteMany(Vec<String>),
    /// `PUT {id}/note`
    SetNote(String, Box<Note>),
    /// `PUT {id}/orgatags`: what is not sent is gone.
    SetOrgaTags(String, Vec<Tag>),
    /// `PUT {id}/personalities`: what is not sent is gone.
    SetPersonalities(String, Vec<Personality>),
    /// `PUT {id}/lifecycle`
    SetLifecycle(String, Lifecycle),
    /// `GET {id}/profileimages`
    Images(String),
    /// `POST {id}/profileimages`: in place of the one there is.
    SetImage(String, File),
    /// `DELETE {id}/profileimages`
    DeleteImage(String),
    /// `POST merge`
    Merge(Merge),
}

const PEOPLE: &str = "people";

impl PersonCall {
    pub(super) fn request(&self) -> Result<Request, Error> {
        use sending::{delete, delete_many, get, get_by, id, post, put};
        match self {
            Self::Filter(PeopleFilter { email, employee_status }) => {
                get_by(&["crm", PEOPLE, "filter"], &[("email", email), ("employeeStatus", employee_status)])
            }
            Self::List => get(&["crm", PEOPLE]),
            Self::Create(fields) => post(&["crm", PEOPLE], fields),
            Self::Get(one) => get(&["crm", PEOPLE, id(one)?]),
            Self::Update(one, fields) => put(&["crm", PEOPLE, id(one)?], fields),
            Self::Delete(one) => delete(&["crm", PEOPLE, id(one)?]),
            Self::Quicklook(one) => get(&["crm", PEOPLE, one, "quicklook"]),
            Self::UpdateMany(people) => put(&["crm", PEOPLE, "batch"], people),
            Self::CreateMany(people) => post(&["crm", PEOPLE, "batch"], people),
            Self::DeleteMany(ids) => delete_many(&["crm", PEOPLE, "batch"], ids),
            Self::SetNote(one, note) => put(&["crm", PEOPLE, one, "note"], note),
            Self::SetOrgaTags(one, tags) => put(&["crm", PEOPLE, one, "orgatags"], tags),
            Self::SetPersonalities(one, tags) => put(&["crm", PEOPLE, one, "personalities"], tags),
            Self::SetLifecycle(one, stage) => put(&["crm", PEOPLE, one, "lifecycle"], stage),
            Self::Images(one) => get(&["crm", PEOPLE, one, "profileimages"]),
            Self::SetImage(one, file) => sending::upload(&["crm", PEOPLE, one, "profileimages"], file),
            Self::DeleteImage(one) => delete(&["crm", PEOPLE, one, "profileimages"]),
            Self::Merge(merge) => {
                sending::named(merge.source_ids.as_deref().unwrap_or_default())?;
                post(&["crm", PEOPLE, "merge"], merge)
            }
        }
    }

    pub(super) fn at(asked: &Asked, said: &Said<'_>) -> Found<Self> {
        let (method, path) = asked.parts();
        let ["crm", PEOPLE, path @ ..] = path.as_slice() else { return None };
        Some(match (method, path) {
            ("GET", ["filter"]) => Ok(Self::Filter(PeopleFilter {
                email: asked.query("email"),
                employee_status: asked.query("employeeStatus"),
            })),
            ("POST", ["batch"]) => said.objects().map(Self::CreateMany),
            ("PUT", ["batch"]) => said.objects().map(Self::UpdateMany),
            ("DELETE", ["batch"]) => said.ids().map(Self::DeleteMany),
            ("POST", ["merge"]) => said.object().map(Self::Merge),
            (_, ["filter" | "batch" | "merge"]) => return None,
            ("GET", []) => Ok(Self::List),
            ("POST", []) => said.object_or_nothing().map(Self::Create),
            ("GET", [id]) => Ok(Self::Get((*id).to_owned())),
            ("PUT", [id]) => said.object().map(|fields| Self::Update((*id).to_owned(), fields)),
            ("DELETE", [id]) => Ok(Self::Delete((*id).to_owned())),
            (_, [id, word]) => return Self::of_one(method, (*id).to_owned(), word, said),
            _ => return None,
        })
    }

    /// What stands below one person.
    fn of_one(method: &str, id: String, word: &str, said: &Said<'_>) -> Found<Self> {
        Some(match (method, word) {
            ("GET", "quicklook") => Ok(Self::Quicklook(id)),
            ("PUT", "note") => said.object().map(|note| Self::SetNote(id, note)),
            ("PUT", "orgatags") => said.objects().map(|tags| Self::SetOrgaTags(id, tags)),
            ("PUT", "personalities") => said.objects().map(|tags| Self::SetPersonalities(id, tags)),
            ("PUT", "lifecycle") => said.object().map(|stage| Self::SetLifecycle(id, stage)),
            ("GET", "profileimages") => Ok(Self::Images(id)),
            ("POST", "profileimages") => said.file().map(|file| Self::SetImage(id, file)),
            ("DELETE", "profileimages") => Ok(Self::DeleteImage(id)),
            _ => return None,
        })
    }
}
