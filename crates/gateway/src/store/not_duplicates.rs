//! Pairs of people of whom somebody has said that they are two.

use std::collections::{BTreeSet, HashMap};

use calling_card_api::duplicates::Pair;
use calling_card_contact::{FieldError, PersonId, Problem};

use super::{Actor, Store, WorkspaceId, people, sql};
use crate::{Error, Result, clock};

/// Most pairs that are said at once.
const AT_ONCE: usize = 100;
/// Most pairs of a workspace.
const MOST: usize = 20_000;

/// The pairs, or those of one person. Who became part of another one stands for that one.
pub async fn list(store: &Store, workspace: WorkspaceId, person: Option<PersonId>) -> Result<Vec<Pair>> {
    let mut connection = store.pool.acquire().await?;
    let rows: Vec<(String, String)> = sql::query_as("SELECT one, other FROM not_duplicates WHERE workspace = ?")
        .bind(workspace.0)
        .fetch_all(&mut connection)
        .await?;
    let merged: HashMap<String, String> = sql::query_as(
        "SELECT merged_people.gone, merged_people.stays FROM merged_people JOIN records
         ON records.kind = 'person' AND records.id = merged_people.gone AND records.deleted_in = merged_people.batch
         WHERE merged_people.workspace = ?",
    )
    .bind(workspace.0)
    .fetch_all(&mut connection)
    .await?
    .into_iter()
    .collect();
    let key = |id: &String| {
        let mut id = id;
        // As often as somebody became part of somebody; more than that there is not.
        for _ in 0..merged.len() {
            let Some(stays) = merged.get(id) else { break };
            id = stays;
        }
        id.parse::<PersonId>().map_err(|_| Error::Internal("a person's key that is none".into()))
    };
    let mut pairs = BTreeSet::new();
    for (one, other) in &rows {
        let pair = Pair::of(key(one)?, key(other)?);
        if pair.one != pair.other && person.is_none_or(|person| pair.one == person || pair.other == person) {
            pairs.insert(pair);
        }
    }
    Ok(pairs.into_iter().collect())
}

/// Says of people that they are two; answers the pairs of whom that was not known.
pub async fn say(store: &Store, actor: &Actor, pairs: Vec<Pair>) -> Result<Vec<Pair>> {
    let pairs = checked(pairs)?;
    let _turn = store.turn().await?;
    let mut transaction = store.begin_in(actor.workspace).await?;
    let known: i64 = sql::query_scalar("SELECT COUNT(*) FROM not_duplicates WHERE workspace = ?")
        .bind(actor.workspace.0)
        .fetch_one(&mut *transaction)
        .await?;
    if usize::try_from(known).unwrap_or(MOST) + pairs.len() > MOST {
        return refuse("", Problem::TooMany { max: MOST as u32 });
    }
    let mut new = Vec::new();
    for (place, pair) in pairs.into_iter().enumerate() {
        for (member, id) in [("one", pair.one), ("other", pair.other)] {
            if !people::exists(&mut transaction, actor.workspace, id).await? {
                return refuse(&format!("/{place}/{member}"), Problem::Unknown);
            }
        }
        let written = sql::query(
            "INSERT INTO not_duplicates (workspace, one, other, said_at, said_by) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        )
        .bind(actor.workspace.0)
        .bind(pair.one.to_string())
        .bind(pair.other.to_string())
        .bind(clock::now().0)
        .bind(&actor.name)
        .execute(&mut *transaction)
        .await?;
        new.extend((written.rows_affected() > 0).then_some(pair));
    }
    transaction.commit().await?;
    Ok(new)
}

/// Takes back that people are two.
pub async fn forget(store: &Store, workspace: WorkspaceId, pairs: Vec<Pair>) -> Result<()> {
    let pairs = checked(pairs)?;
    let _turn = store.turn().await?;
    let mut transaction = store.begin_in(workspace).await?;
    for pair in pairs {
        sql::query("DELETE FROM not_duplicates WHERE workspace = ? AND one = ? AND other = ?")
            .bind(workspace.0)
            .bind(pair.one.to_string())
            .bind(pair.other.to_string())
            .execute(&mut *transaction)
            .await?;
    }
    Ok(transaction.commit().await?)
}

/// The pairs, whoever of each was named first.
fn checked(pairs: Vec<Pair>) -> Result<Vec<Pair>> {
    if pairs.len() > AT_ONCE {
        return refuse("", Problem::TooMany { max: AT_ONCE as u32 });
    }
    if let Some(place) = pairs.iter().position(|pair| pair.one == pair.other) {
        return refuse(&format!("/{place}/other"), Problem::Taken);
    }
    Ok(pairs.into_iter().map(|pair| Pair::of(pair.one, pair.other)).collect())
}

fn refuse<T>(field: &str, problem: Problem) -> Result<T> {
    Err(Error::Invalid(vec![FieldError { field: field.into(), problem }]))
}
