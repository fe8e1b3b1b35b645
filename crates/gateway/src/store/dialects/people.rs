//! A page of people, by RogerRoger's filters.

use calling_card_api::changes::RecordKind;
use calling_card_api::people::PersonRecord;
use calling_card_contact::PersonId;
use calling_card_crm::Beside;
use calling_card_crm::rogerroger::filter::{Direction, PersonFilter};

use super::super::search::Search;
use super::super::{Store, WorkspaceId, row};
use super::{Place, beside};
use crate::store::sql;
use crate::{Error, Result};

/// How the address of a profile at LinkedIn begins.
const LINKEDIN: &str = "https://www.linkedin.com/in/";

/// Which people.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The dialect.
    pub dialect: &'static str,
    /// The filter; its times are in `made`.
    pub filter: &'a PersonFilter,
    /// When they were made: an operator of SQL, and a time to the second.
    pub made: &'a [(&'static str, String)],
}

/// The people of a page with what stands beside them, and how many there are on all pages.
pub async fn people(
    store: &Store,
    workspace: WorkspaceId,
    asked: &Asked<'_>,
) -> Result<(Vec<(PersonRecord, Beside)>, u64)> {
    // What is read below is of one moment.
    let mut connection = store.pool.begin_reading().await?;
    let mut count = sql::Builder::new("SELECT COUNT(*) ");
    push_rows(&mut count, workspace, asked);
    let total: i64 = count.build_query_scalar().fetch_one(&mut *connection).await?;
    let ids = page(&mut connection, workspace, asked).await?;
    let mut people = Vec::with_capacity(ids.len());
    for id in ids {
        let key: PersonId = id.parse().map_err(|_| Error::Internal("a person's key that is none".into()))?;
        let record: PersonRecord = row::get(&mut connection, workspace, &key).await?;
        let kind = RecordKind::Person;
        let place = Place { workspace, dialect: asked.dialect, kind, record: &id };
        people.push((record, beside(&mut connection, place).await?));
    }
    Ok((people, total.unsigned_abs()))
}

async fn page(connection: &mut sql::Connection, workspace: WorkspaceId, asked: &Asked<'_>) -> Result<Vec<String>> {
    let mut query = sql::Builder::new("SELECT id ");
    push_rows(&mut query, workspace, asked);
    query.push(" ORDER BY ");
    let filter = asked.filter;
    for (column, direction) in [("by_family", filter.by_family_name), ("created_at", filter.by_created_at)] {
        match direction {
            Some(Direction::Ascending) => query.push(column).push(", "),
            Some(Direction::Descending) => query.push(column).push(" DESC, "),
            None => &mut query,
        };
    }
    let (page, items) = (i64::from(filter.paging.page), i64::from(filter.paging.items));
    query.push("created_at, id LIMIT ").push_bind(items).push(" OFFSET ").push_bind((page - 1) * items);
    Ok(query.build_query_scalar().fetch_all(connection).await?)
}

fn push_rows(query: &mut sql::Builder, workspace: WorkspaceId, asked: &Asked<'_>) {
    let filter = asked.filter;
    query.push("FROM listed WHERE workspace = ").push_bind(workspace.0).push(" AND kind = 'person'");
    let typed = filter.q.as_deref().unwrap_or_default();
    Search { typed, workspace, kind: Some(RecordKind::Person) }.narrow(query);
    for (operator, time) in asked.made {
        query.push(" AND substr(created_at, 1, 19) ").push(operator).push(" ").push_bind(time.clone());
    }
    if let Some(archived) = filter.archived {
        query.push(" AND id IN (SELECT id FROM records WHERE kind = 'person' AND workspace = ");
        query.push_bind(workspace.0).push(" AND (content ->> '$.archived_at' IS NOT NULL) = ");
        query.push_bind(archived).push(")");
    }
    if !filter.owners.is_empty() {
        push_beside(query, workspace, asked.dialect);
        query.push(" AND members ->> '$.owner[0]' IN ").push_list(named("/users/", &filter.owners)).push(")");
    }
    for (member, start, values) in [("tags", "/tags/", &filter.tags), ("segments", "/segments/", &filter.segments)] {
        if !values.is_empty() {
            push_beside(query, workspace, asked.dialect);
            query.push(" AND EXISTS (SELECT 1 FROM json_each(members, '$.").push(member);
            query.push("[0]') AS said WHERE said.value IN ").push_list(named(start, values)).push("))");
        }
    }
    if !filter.emails.is_empty() {
        query.push(" AND (FALSE");
        for email in &filter.emails {
            push_key(query, workspace, &email_key(email));
        }
        query.push(")");
    }
    if !filter.identifiers.is_empty() {
        query.push(" AND (FALSE");
        for identifier in &filter.identifiers {
            push_identifier(query, workspace, identifier);
        }
        query.push(")");
    }
}

/// References stand as addresses (`/users/1`), and are asked for by id or by address.
fn named(start: &str, values: &[String]) -> Vec<String> {
    values.iter().flat_map(|value| [value.clone(), format!("{start}{value}")]).collect()
}

fn push_beside(query: &mut sql::Builder, workspace: WorkspaceId, dialect: &'static str) {
    query.push(" AND id IN (SELECT record FROM dialect_members WHERE kind = 'person' AND workspace = ");
    query.push_bind(workspace.0).push(" AND dialect = ").push_bind(dialect);
}

/// The key by which somebody with this e-mail address is known again (`contact::identity_keys`).
fn email_key(email: &str) -> String {
    format!("email:{}", email.trim().to_lowercase())
}

fn push_key(query: &mut sql::Builder, workspace: WorkspaceId, key: &str) {
    query.push(" OR id IN (SELECT id FROM identities WHERE workspace = ").push_bind(workspace.0);
    query.push(" AND key = ").push_bind(key.to_owned()).push(")");
}

/// An e-mail address, a phone number however it is written, or an id at LinkedIn.
fn push_identifier(query: &mut sql::Builder, workspace: WorkspaceId, identifier: &str) {
    push_key(query, workspace, &email_key(identifier));
    if let Some(digits) = phone_tail(identifier) {
        // The keys of numbers end with a name: `phone:301234567/ann`; what comes after `/` is `0`.
        query.push(" OR id IN (SELECT id FROM identities WHERE workspace = ").push_bind(workspace.0);
        query.push(" AND key > ").push_bind(format!("phone:{digits}/"));
        query.push(" AND key < ").push_bind(format!("phone:{digits}0")).push(")");
    }
    if identifier.contains('@') {
        return;
    }
    query.push(" OR id IN (SELECT records.id FROM records, json_each(content, '$.social_profiles') AS profile");
    query.push(" WHERE records.kind = 'person' AND records.workspace = ").push_bind(workspace.0);
    query.push(" AND profile.value ->> '$.url' = ").push_bind(format!("{LINKEDIN}{identifier}")).push(")");
}

/// The last nine digits of what looks like a phone number, as people are known again by it.
fn phone_tail(text: &str) -> Option<String> {
    calling_card_contact::rules::phone(text).ok()?;
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.trim_start_matches('0');
    (digits.len() >= 5).then(|| digits.get(digits.len().saturating_sub(9)..).unwrap_or_default().to_owned())
}
