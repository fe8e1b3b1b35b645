//! Saved views of the list of people, each of one member of staff; and the stages that people are at.

use calling_card_api::views::{SavedView, StageCount, View};
use calling_card_contact::{FieldError, Problem};
use uuid::Uuid;

use super::{Store, WorkspaceId, sql};
use crate::{Error, Result, clock};

/// Most views of one member of staff, and most characters of a name and of a query.
const VIEWS: u32 = 50;
const NAME: usize = 100;
const QUERY: usize = 2000;

/// Whose views are meant.
#[derive(Clone, Copy, Debug)]
pub struct Owner {
    /// Their workspace.
    pub workspace: WorkspaceId,
    /// The member of staff.
    pub user: Uuid,
}

/// The views, by name.
pub async fn list(store: &Store, owner: Owner) -> Result<Vec<SavedView>> {
    let rows: Vec<(Uuid, String, String)> = sql::query_as(
        "SELECT id, name, query FROM people_views WHERE workspace = ? AND \"user\" = ? ORDER BY lower(name), id",
    )
    .bind(owner.workspace.0)
    .bind(owner.user)
    .fetch_all(&store.pool)
    .await?;
    Ok(rows.into_iter().map(|(id, name, query)| SavedView { id, view: View { name, query } }).collect())
}

/// Saves a view, over the one of the same name where there is one.
pub async fn save(store: &Store, owner: Owner, view: View) -> Result<SavedView> {
    let view = View { name: view.name.trim().to_owned(), ..view };
    check(&view)?;
    let mut transaction = store.begin_in(owner.workspace).await?;
    let others: u32 =
        sql::query_scalar("SELECT COUNT(*) FROM people_views WHERE workspace = ? AND \"user\" = ? AND name <> ?")
            .bind(owner.workspace.0)
            .bind(owner.user)
            .bind(&view.name)
            .fetch_one(&mut *transaction)
            .await?;
    if others >= VIEWS {
        return refuse("/name", Problem::TooMany { max: VIEWS });
    }
    let id: Uuid = sql::query_scalar(
        "INSERT INTO people_views (workspace, \"user\", id, name, query) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (\"user\", name) DO UPDATE SET query = excluded.query RETURNING id",
    )
    .bind(owner.workspace.0)
    .bind(owner.user)
    .bind(clock::new_key::<Uuid>())
    .bind(&view.name)
    .bind(&view.query)
    .fetch_one(&mut *transaction)
    .await?;
    transaction.commit().await?;
    Ok(SavedView { id, view })
}

/// Forgets a view.
pub async fn delete(store: &Store, owner: Owner, id: Uuid) -> Result<()> {
    let gone = sql::query("DELETE FROM people_views WHERE workspace = ? AND \"user\" = ? AND id = ?")
        .bind(owner.workspace.0)
        .bind(owner.user)
        .bind(id)
        .execute(&store.pool)
        .await?;
    if gone.rows_affected() == 0 { Err(Error::NOT_FOUND) } else { Ok(()) }
}

/// The stages that people are at, the most used first, at most 200.
pub async fn stages(store: &Store, workspace: WorkspaceId) -> Result<Vec<StageCount>> {
    let rows: Vec<(String, u32)> = sql::query_as(
        "SELECT lifecycle, COUNT(*) AS people FROM listed WHERE workspace = ? AND kind = 'person' AND lifecycle > ''
         GROUP BY lifecycle ORDER BY people DESC, lifecycle LIMIT 200",
    )
    .bind(workspace.0)
    .fetch_all(&store.pool)
    .await?;
    Ok(rows.into_iter().map(|(stage, people)| StageCount { stage, people }).collect())
}

fn check(view: &View) -> Result<()> {
    if view.name.is_empty() {
        return refuse("/name", Problem::Required);
    }
    if view.name.chars().count() > NAME {
        return refuse("/name", Problem::TooLong { max: NAME as u32 });
    }
    if view.query.len() > QUERY {
        return refuse("/query", Problem::TooLong { max: QUERY as u32 });
    }
    Ok(())
}

fn refuse<T>(field: &str, problem: Problem) -> Result<T> {
    Err(Error::Invalid(vec![FieldError { field: field.into(), problem }]))
}
