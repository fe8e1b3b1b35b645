//! Calls about touchpoints.

use super::asked::{Asked, Said};
use super::{Found, sending};
use crate::Error;
use crate::cobra::wire::{Mood, Move, Priority, TouchpointFields, TouchpointTags, Touchpoints};
use crate::exchange::Request;

/// A call about touchpoints, at `/crm/touchpoints`.
#[derive(Clone, Debug, PartialEq)]
pub enum TouchpointCall {
    /// `GET {id}`
    Get(String),
    /// `POST`
    Create(Box<TouchpointFields>),
    /// `PUT {id}`
    Update(String, Box<TouchpointFields>),
    /// `DELETE {id}`
    Delete(String),
    /// `DELETE`, with the ids of those that go.
    DeleteMany(Vec<String>),
    /// `POST validate`: says what would be made, and makes nothing.
    Validate(Box<TouchpointFields>),
    /// `POST tags`
    AddTags(TouchpointTags),
    /// `DELETE tags`
    RemoveTags(TouchpointTags),
    /// `DELETE {id}/people/{person}`
    RemovePerson(String, String),
    /// `PUT priority`: of several.
    SetPriorities(Touchpoints),
    /// `PUT {id}/priority`
    SetPriority(String, Priority),
    /// `PUT {id}/mood`
    SetMood(String, Mood),
    /// `PUT move`: from somebody to somebody else.
    Move(Move),
}

const TOUCHPOINTS: &str = "touchpoints";

impl TouchpointCall {
    pub(super) fn request(&self) -> Result<Request, Error> {
        use sending::{delete, delete_many, delete_what, get, id, named, post, put};
        let ids = |ids: &Option<Vec<String>>| named(ids.as_deref().unwrap_or_default());
        match self {
            Self::Get(one) => get(&["crm", TOUCHPOINTS, id(one)?]),
            Self::Create(fields) => post(&["crm", TOUCHPOINTS], fields),
            Self::Update(one, fields) => put(&["crm", TOUCHPOINTS, own(one)?], fields),
            Self::Delete(one) => delete(&["crm", TOUCHPOINTS, own(one)?]),
            Self::DeleteMany(ids) => delete_many(&["crm", TOUCHPOINTS], ids),
            Self::Validate(fields) => post(&["crm", TOUCHPOINTS, "validate"], fields),
            Self::AddTags(tags) => post(&["crm", TOUCHPOINTS, "tags"], tags),
            Self::RemoveTags(tags) => {
                ids(&tags.touchpoint_ids)?;
                delete_what(&["crm", TOUCHPOINTS, "tags"], tags)
            }
            Self::RemovePerson(one, person) => delete(&["crm", TOUCHPOINTS, one, "people", person]),
            Self::SetPriorities(priorities) => {
                ids(&priorities.touchpoint_ids)?;
                put(&["crm", TOUCHPOINTS, "priority"], priorities)
            }
            Self::SetPriority(one, priority) => put(&["crm", TOUCHPOINTS, one, "priority"], priority),
            Self::SetMood(one, mood) => put(&["crm", TOUCHPOINTS, one, "mood"], mood),
            Self::Move(moved) => {
                ids(&moved.touchpoint_ids)?;
                put(&["crm", TOUCHPOINTS, "move"], moved)
            }
        }
    }

    pub(super) fn at(asked: &Asked, said: &Said<'_>) -> Found<Self> {
        let (method, path) = asked.parts();
        let ["crm", TOUCHPOINTS, path @ ..] = path.as_slice() else { return None };
        let owned = |id: &&str| (*id).to_owned();
        Some(match (method, path) {
            ("POST", []) => said.object().map(Self::Create),
            ("DELETE", []) => said.ids().map(Self::DeleteMany),
            ("POST", ["validate"]) => said.object().map(Self::Validate),
            ("POST", ["tags"]) => said.object().map(Self::AddTags),
            ("DELETE", ["tags"]) => said.object().map(Self::RemoveTags),
            ("PUT", ["priority"]) => said.object().map(Self::SetPriorities),
            ("PUT", ["move"]) => said.object().map(Self::Move),
            (_, ["validate" | "tags" | "priority" | "move"]) => return None,
            ("GET", [id]) => Ok(Self::Get(owned(id))),
            ("PUT", [id]) => said.object().map(|fields| Self::Update(owned(id), fields)),
            ("DELETE", [id]) => Ok(Self::Delete(owned(id))),
            ("PUT", [id, "priority"]) => said.object().map(|priority| Self::SetPriority(owned(id), priority)),
            ("PUT", [id, "mood"]) => said.object().map(|mood| Self::SetMood(owned(id), mood)),
            ("DELETE", [id, "people", person]) => Ok(Self::RemovePerson(owned(id), owned(person))),
            _ => return None,
        })
    }
}

/// An id that is none of the words beside the ids of touchpoints.
fn own(id: &str) -> Result<&str, Error> {
    if ["tags", "priority", "move"].contains(&id) {
        return Err(Error::Build(format!("{id:?} is no id")));
    }
    sending::id(id)
}
