//! The lists of words that records are given.

use axum::Json as Answer;
use calling_card_api::words::{UsesQuery, WordColouring, WordOutcome, WordPart, WordUses, Words, WordsQuery};
use calling_card_api::{Nothing, ProblemDetails, Written};
use calling_card_contact::WordList;

use crate::Result;
use crate::auth::Staff;
use crate::crm::Home;
use crate::extract::{Json, Key, Query};
use crate::store::{views, words};

/// The words of a list.
#[utoipa::path(get, path = "/crm/{connection}/words/{list}", tag = "Lists", params(("connection" = String, Path, description = "The CRM: `home`"), ("list" = WordList, Path, description = "The list"), WordsQuery), responses((status = 200, body = Words, description = "The most used first, at most 500"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn list_words(
    home: Home,
    Key(list): Key<WordList>,
    Query(query): Query<WordsQuery>,
) -> Result<Answer<Words>> {
    Ok(Answer(words::list(&home.store, home.actor.workspace, list, &query).await?))
}

/// The records that have a word.
#[utoipa::path(get, path = "/crm/{connection}/words/{list}/uses", tag = "Lists", params(("connection" = String, Path, description = "The CRM: `home`"), ("list" = WordList, Path, description = "The list"), UsesQuery), responses((status = 200, body = WordUses, description = "By name, at most 100"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn list_word_uses(
    home: Home,
    Key(list): Key<WordList>,
    Query(query): Query<UsesQuery>,
) -> Result<Answer<WordUses>> {
    Ok(Answer(words::uses(&home.store, home.actor.workspace, list, &query.word).await?))
}

/// Renames, merges or deletes words, in some of the records that have them.
#[utoipa::path(post, path = "/crm/{connection}/words/{list}", tag = "Lists", params(("connection" = String, Path, description = "The CRM: `home`"), ("list" = WordList, Path, description = "The list")), request_body = WordPart, responses((status = 200, body = Written<WordOutcome>, description = "What was done, or would be; with the batch, for the next part and for undoing all of them"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn edit_words(
    home: Home,
    staff: Staff,
    Key(list): Key<WordList>,
    Json(part): Json<WordPart>,
) -> Result<Answer<Written<WordOutcome>>> {
    let owner = views::Owner { workspace: staff.actor.workspace, user: staff.user.id };
    Ok(Answer(words::edit(&home.store, &home.actor, owner, list, part).await?))
}

/// Gives a word a colour.
#[utoipa::path(put, path = "/crm/{connection}/words/{list}/colour", tag = "Lists", params(("connection" = String, Path, description = "The CRM: `home`"), ("list" = WordList, Path, description = "The list: of tags, stages or categories of notes")), request_body = WordColouring, responses((status = 200, body = Written<Nothing>, description = "It has it, with the batch for undoing it"), (status = "default", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn colour_word(
    home: Home,
    Key(list): Key<WordList>,
    Json(colouring): Json<WordColouring>,
) -> Result<Answer<Written<Nothing>>> {
    Ok(Answer(words::colour(&home.store, &home.actor, list, colouring).await?))
}
