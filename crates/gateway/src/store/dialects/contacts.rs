//! All people within a parent (emnify: the contacts of an organisation).

use calling_card_contact::Person;
use calling_card_crm::Beside;

use super::super::{Actor, Store};
use super::numbers::number_contacts;
use crate::Result;
use crate::store::sql;

/// A person by their number.
pub struct Contact {
    /// The number.
    pub number: i64,
    /// The person, without their picture.
    pub person: Person,
    /// What stands beside them in the dialect.
    pub beside: Beside,
}

/// The people within a parent and those within none, who were made elsewhere: all of them, by number.
pub async fn contacts(store: &Store, actor: &Actor, dialect: &'static str, parent: i64) -> Result<Vec<Contact>> {
    number_contacts(store, actor, dialect, false).await?;
    let rows: Vec<(i64, String, Option<String>)> = sql::query_as(
        "SELECT number, json_remove(content, '$.image'), members FROM dialect_numbers AS known
         JOIN records ON records.kind = known.kind AND records.id = known.record AND records.workspace = known.workspace
         LEFT JOIN dialect_members AS beside
             ON beside.kind = known.kind AND beside.record = known.record AND beside.dialect = known.dialect
         WHERE known.workspace = ? AND known.dialect = ? AND known.kind = 'person' AND COALESCE(known.parent, ?3) = ?3
             AND deleted_at IS NULL ORDER BY number",
    )
    .bind(actor.workspace.0)
    .bind(dialect)
    .bind(parent)
    .fetch_all(&store.pool)
    .await?;
    rows.into_iter()
        .map(|(number, content, members)| {
            let beside = members.as_deref().map(serde_json::from_str).transpose()?.unwrap_or_default();
            Ok(Contact { number, person: serde_json::from_str(&content)?, beside })
        })
        .collect()
}
