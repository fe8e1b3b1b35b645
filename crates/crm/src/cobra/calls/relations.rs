//! Calls about how people stand to each other.

use super::asked::{Asked, Said};
use super::{Found, sending};
use crate::Error;
use crate::cobra::wire::{PeopleRelations, PeopleRemoved, Relation, RelationType};
use crate::exchange::Request;

/// A call about relations, at `/crm/people/{person}/relations`.
#[derive(Clone, Debug, PartialEq)]
pub enum RelationCall {
    /// `GET`: those of a category, or all.
    List(String, Option<String>),
    /// `POST`
    Create(String, Relation),
    /// `PUT`: several of them.
    UpdateMany(String, Vec<Relation>),
    /// `PUT {relation}`
    Update(String, String, RelationType),
    /// `DELETE {relation}`
    Delete(String, String),
    /// `POST /crm/relations/batch`
    CreateMany(Vec<PeopleRelations>),
    /// `DELETE /crm/relations/batch`
    DeleteMany(Vec<PeopleRemoved>),
}

const RELATIONS: &str = "relations";

impl RelationCall {
    pub(super) fn request(&self) -> Result<Request, Error> {
        use sending::{delete, delete_what, get_by, post, put};
        match self {
            Self::List(of, category) => get_by(&["crm", "people", of, RELATIONS], &[("category", category)]),
            Self::Create(of, relation) => post(&["crm", "people", of, RELATIONS], relation),
            Self::UpdateMany(of, relations) => put(&["crm", "people", of, RELATIONS], relations),
            Self::Update(of, id, kind) => put(&["crm", "people", of, RELATIONS, id], kind),
            Self::Delete(of, id) => delete(&["crm", "people", of, RELATIONS, id]),
            Self::CreateMany(people) => post(&["crm", RELATIONS, "batch"], people),
            Self::DeleteMany(people) => {
                let ids: Vec<String> = people.iter().map(|one| one.people_id.clone().unwrap_or_default()).collect();
                sending::named(&ids)?;
                people.iter().try_for_each(|one| sending::named(one.relation_ids.as_deref().unwrap_or_default()))?;
                delete_what(&["crm", RELATIONS, "batch"], people)
            }
        }
    }

    pub(super) fn at(asked: &Asked, said: &Said<'_>) -> Found<Self> {
        let (method, path) = asked.parts();
        Some(match (method, path.as_slice()) {
            ("GET", ["crm", "people", of, RELATIONS]) => Ok(Self::List((*of).to_owned(), asked.query("category"))),
            ("POST", ["crm", "people", of, RELATIONS]) => {
                said.object().map(|relation| Self::Create((*of).to_owned(), relation))
            }
            ("PUT", ["crm", "people", of, RELATIONS]) => {
                said.objects().map(|relations| Self::UpdateMany((*of).to_owned(), relations))
            }
            ("PUT", ["crm", "people", of, RELATIONS, id]) => {
                said.object().map(|kind| Self::Update((*of).to_owned(), (*id).to_owned(), kind))
            }
            ("DELETE", ["crm", "people", of, RELATIONS, id]) => Ok(Self::Delete((*of).to_owned(), (*id).to_owned())),
            ("POST", ["crm", RELATIONS, "batch"]) => said.objects().map(Self::CreateMany),
            ("DELETE", ["crm", RELATIONS, "batch"]) => said.objects().map(Self::DeleteMany),
            _ => return None,
        })
    }
}
