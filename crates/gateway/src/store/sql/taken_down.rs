//! What is asked of the database, taken down for measuring: `crates/bench` asks a bare database the same. Where nobody takes it down, a query
//! costs one look at whether somebody does.

use std::cell::RefCell;

use sqlx::SqlStr;

use super::Value;

tokio::task_local! {
    static TAKEN_DOWN: RefCell<Vec<Asked>>;
}

/// What a database was asked, as its driver was told it.
#[derive(Clone, Debug)]
pub enum Asked {
    /// To begin a transaction, by this text.
    Begin(&'static str),
    /// A query.
    Query {
        /// Its text.
        text: SqlStr,
        /// What is bound to it.
        values: Vec<Value>,
    },
    /// To commit the transaction.
    Commit,
}

/// Does some work, and answers beside its outcome what it has asked of the database, in that order; without what it leaves to other tasks.
pub async fn taken_down<T>(work: impl Future<Output = T>) -> (T, Vec<Asked>) {
    let both = async { (work.await, TAKEN_DOWN.with(RefCell::take)) };
    TAKEN_DOWN.scope(RefCell::default(), both).await
}

/// Takes something down, where somebody wants to know it.
pub(super) fn note(asked: impl FnOnce() -> Asked) {
    // Else nobody does.
    let _ = TAKEN_DOWN.try_with(|taken_down| taken_down.borrow_mut().push(asked()));
}
