//! What a piece of work has done to the database, as far as it matters to whether it can be done once more.

use std::cell::Cell;

use super::postgres::is_in_the_way;
use super::{Query, Result};

tokio::task_local! {
    static WATCHED: Watched;
}

/// What a piece of work has done.
#[derive(Clone, Debug, Default)]
pub(crate) struct Watched {
    holds: Cell<bool>,
    gave_way: Cell<bool>,
}

impl Watched {
    /// Whether it gave way to others, and has left nothing behind: then it can be done once more.
    pub(crate) fn can_be_done_again(&self) -> bool {
        self.gave_way.get() && !self.holds.get()
    }
}

/// Does a piece of work, and tells what it has done to the database, other than by tasks of its own.
pub(crate) async fn watched<W: Future>(work: W) -> (W::Output, Watched) {
    let watching = async {
        let outcome = work.await;
        (outcome, WATCHED.with(Watched::clone))
    };
    WATCHED.scope(Watched::default(), watching).await
}

/// Takes down that something was written that stays.
fn holds() {
    // Of work that nobody watches nothing is taken down.
    let _ = WATCHED.try_with(|watched| watched.holds.set(true));
}

/// Takes down what has become of a query, which is a transaction by itself or part of one.
pub(super) fn noted<T>(outcome: Result<T>, writes_alone: bool) -> Result<T> {
    match &outcome {
        Ok(_) if writes_alone => holds(),
        Err(error) if is_in_the_way(error) => {
            let _ = WATCHED.try_with(|watched| watched.gave_way.set(true));
        }
        _ => {}
    }
    outcome
}

/// Whether a query may write.
pub(super) fn may_write(query: &Query) -> bool {
    !query.text.as_str().trim_start().starts_with("SELECT")
}
