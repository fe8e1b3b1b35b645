//! The lists of words that records are given, and changing a word in all records at once.

use calling_card_contact::{BatchId, OrganizationId, PersonId, WordColour, WordList};
use serde::{Deserialize, Serialize};

use crate::endpoint_macro::endpoint;
use crate::{ConnectionId, Nothing, Written};

/// A word, and how often it is used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WordCount {
    /// The word.
    pub word: String,
    /// How many records have it; what is in the bin is not counted.
    pub records: u32,
    /// Of stages: how many people are at it now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub now: Option<u32>,
    /// In which colour it is shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub colour: Option<WordColour>,
}

/// The words of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Words {
    /// The most used first, at most 500.
    pub words: Vec<WordCount>,
    /// How many there are.
    pub total: u32,
}

/// Which words of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(default)]
pub struct WordsQuery {
    /// What they have in them; case and accents do not matter.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub q: String,
}

/// `GET /crm/{connection}/words/{list}`: the words of a list, with those that a program has made and nobody uses.
#[derive(Clone, Debug, Default)]
pub struct ListWords {
    /// The CRM.
    pub connection: ConnectionId,
    /// The list.
    pub list: WordList,
    /// Which of its words.
    pub query: WordsQuery,
}
endpoint!(GET "/crm/{connection}/words/{list}" ListWords => Words; ["/crm/", connection, "/words/", list], query = query);

/// A word that is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
pub struct UsesQuery {
    /// The word, as it is written.
    pub word: String,
}

/// Who has a word: a person, an organization, or two people who are related.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WordUse {
    /// What it is called; of a relation the names of both.
    pub name: String,
    /// The person; of a relation the one from whom it is seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    /// The organization.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization: Option<OrganizationId>,
}

/// The records that have a word.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WordUses {
    /// By name, at most 100.
    pub items: Vec<WordUse>,
    /// How many there are.
    pub total: u32,
}

/// `GET /crm/{connection}/words/{list}/uses`: which records have a word.
#[derive(Clone, Debug, Default)]
pub struct ListWordUses {
    /// The CRM.
    pub connection: ConnectionId,
    /// The list.
    pub list: WordList,
    /// The word.
    pub query: UsesQuery,
}
endpoint!(GET "/crm/{connection}/words/{list}/uses" ListWordUses => WordUses; ["/crm/", connection, "/words/", list, "/uses"], query = query);

/// What becomes of words, wherever they are used.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WordEdit {
    /// The words as they are, at most 100.
    pub words: Vec<String>,
    /// The word that they become: one that is there already, or another. None where they are deleted: records lose them, relations go to
    /// the bin.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub into: Option<String>,
}

/// A part of such a change.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WordPart {
    /// What becomes of which words.
    pub edit: WordEdit,
    /// The batch of the parts before, so that all of them are undone together; none for the first part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub batch: Option<BatchId>,
    /// Only to say what would be done.
    #[serde(default, skip_serializing_if = "crate::is_false")]
    pub preview: bool,
}

/// What was done by a part, or would be by all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WordOutcome {
    /// How many records become others than they were.
    pub changed: u32,
    /// How many are left for further parts.
    pub left: u32,
    /// How many entries of programs' lists become others.
    #[serde(default)]
    pub entries: u32,
    /// How many records have the word already that the others become.
    #[serde(default)]
    pub had: u32,
    /// The names of the first, at most five.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<String>,
}

/// `POST /crm/{connection}/words/{list}`: renames, merges or deletes words in at most 200 records; what is left is told, for the next part. All
/// parts of a batch are undone together.
#[derive(Clone, Debug, Default)]
pub struct EditWords {
    /// The CRM.
    pub connection: ConnectionId,
    /// The list.
    pub list: WordList,
    /// What becomes of which words.
    pub part: WordPart,
}
endpoint!(POST "/crm/{connection}/words/{list}" EditWords => Written<WordOutcome>; ["/crm/", connection, "/words/", list], body = part: WordPart);

/// A word that is shown in a colour.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ColouredWord {
    /// The list.
    pub list: WordList,
    /// The word.
    pub word: String,
    /// The colour.
    pub colour: WordColour,
}

/// The colour that a word gets.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WordColouring {
    /// The word.
    pub word: String,
    /// The colour; none takes it away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub colour: Option<WordColour>,
}

/// `PUT /crm/{connection}/words/{list}/colour`: gives a word a colour, of tags, stages and categories of notes.
#[derive(Clone, Debug, Default)]
pub struct ColourWord {
    /// The CRM.
    pub connection: ConnectionId,
    /// The list.
    pub list: WordList,
    /// Which word gets which colour.
    pub colouring: WordColouring,
}
endpoint!(PUT "/crm/{connection}/words/{list}/colour" ColourWord => Written<Nothing>; ["/crm/", connection, "/words/", list, "/colour"], body = colouring: WordColouring);
