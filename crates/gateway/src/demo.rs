//! Believable people for trying Calling Card out.

use crate::Result;
use crate::store::{Actor, Store};

/// Fills an empty workspace.
pub async fn fill(_store: &Store, _actor: &Actor) -> Result<()> {
    Ok(())
}
