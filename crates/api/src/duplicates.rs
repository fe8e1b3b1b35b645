//! People who are there several times: they are made one, or it is said that they are several.

use calling_card_contact::{Person, PersonId};
use serde::{Deserialize, Serialize};

use crate::changes::RecordKind;
use crate::endpoint_macro::endpoint;
use crate::people::PersonRecord;
use crate::{ConnectionId, Nothing, Version, Written};

/// Most people who become one at once, with the one who stays.
pub const PEOPLE: usize = 10;

/// A person in the state in which they were seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Seen {
    /// The person.
    pub id: PersonId,
    /// The version that was seen.
    pub version: Version,
}

/// Which people become one, and what is known of that one then.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Merge {
    /// Who stays.
    pub stays: Seen,
    /// Who become part of them, at most nine; they go to the bin.
    pub others: Vec<Seen>,
    /// The one who stays, as they shall be.
    pub person: Person,
    /// Only to say what would be done.
    #[serde(default, skip_serializing_if = "crate::is_false")]
    pub preview: bool,
}

/// What becomes part of the one who stays beside what is said of them, by kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Moved {
    /// The kind of records; a draft stands for a submission with its files and its proof of consent.
    pub kind: RecordKind,
    /// How many.
    pub count: u32,
}

/// A record that goes to the bin with the people, for who stays has no place for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LeftBehind {
    /// Its kind: a relation between two who become one, a second invitation to the same event, a published card whose business card is gone.
    pub kind: RecordKind,
    /// What it is called.
    pub name: String,
}

/// What was done, or would be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Merged {
    /// The one who stays.
    pub person: PersonRecord,
    /// What has become theirs.
    pub moved: Vec<Moved>,
    /// What goes to the bin.
    pub left: Vec<LeftBehind>,
}

/// `POST /crm/{connection}/people/merge`: makes one person of several, all of it or nothing, in one batch. 412 where one of them is no
/// longer as they were seen.
#[derive(Clone, Debug)]
pub struct MergePeople {
    /// The CRM.
    pub connection: ConnectionId,
    /// Whom.
    pub merge: Merge,
}
endpoint!(POST "/crm/{connection}/people/merge" MergePeople => Written<Merged>; ["/crm/", connection, "/people/merge"], body = merge: Merge);

/// Two people of whom somebody has said that they are two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Pair {
    /// One of them: the one whose key comes first.
    pub one: PersonId,
    /// The other.
    pub other: PersonId,
}

impl Pair {
    /// Two people, whoever is named first.
    pub fn of(one: PersonId, other: PersonId) -> Self {
        if one <= other { Self { one, other } } else { Self { one: other, other: one } }
    }

    /// All pairs of these people.
    pub fn all(people: &[PersonId]) -> Vec<Self> {
        let of_one =
            |(at, one): (usize, &PersonId)| people.iter().skip(at + 1).map(|other| Self::of(*one, *other)).collect();
        people.iter().enumerate().flat_map(|one| -> Vec<Self> { of_one(one) }).collect()
    }
}

/// Which pairs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(default)]
pub struct PairsQuery {
    /// Only those of this person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
}

/// `GET /crm/{connection}/people/not-duplicates`: the pairs of whom somebody has said that they are two.
#[derive(Clone, Debug, Default)]
pub struct ListNotDuplicates {
    /// The CRM.
    pub connection: ConnectionId,
    /// Which.
    pub query: PairsQuery,
}
endpoint!(GET "/crm/{connection}/people/not-duplicates" ListNotDuplicates => Vec<Pair>; ["/crm/", connection, "/people/not-duplicates"], query = query);

/// `POST /crm/{connection}/people/not-duplicates`: says of pairs that they are two, at most 100; answers those of whom that was new.
#[derive(Clone, Debug)]
pub struct SayNotDuplicates {
    /// The CRM.
    pub connection: ConnectionId,
    /// The pairs.
    pub pairs: Vec<Pair>,
}
endpoint!(POST "/crm/{connection}/people/not-duplicates" SayNotDuplicates => Vec<Pair>; ["/crm/", connection, "/people/not-duplicates"], body = pairs: Vec<Pair>);

/// `POST /crm/{connection}/people/not-duplicates/forget`: takes that back.
#[derive(Clone, Debug)]
pub struct ForgetNotDuplicates {
    /// The CRM.
    pub connection: ConnectionId,
    /// The pairs.
    pub pairs: Vec<Pair>,
}
endpoint!(POST "/crm/{connection}/people/not-duplicates/forget" ForgetNotDuplicates => Nothing; ["/crm/", connection, "/people/not-duplicates/forget"], body = pairs: Vec<Pair>);
