//! The lists that feed members of companies.

use axum::http::StatusCode;
use calling_card_contact::Problem;
use calling_card_crm::cobra::wire::{EntryFields, TypeEntry};

use super::super::super::Caller;
use super::super::asked::Asked;
use super::super::lists::{self, Known};
use super::super::settings::ADDRESS_TYPES;
use super::super::{Found, Outcome, Refusal, answer};
use crate::store::dialects::lists::ListEntry;
use crate::store::{Batch, sql};

/// The list of tags.
const TAGS: &str = "companies/tags";
/// The list of life cycles.
pub(super) const LIFECYCLES: &str = "companies/lifecycles";
/// The list of relation types, the one whose entries can be changed.
const RELATION_TYPES: &str = "companies/relationtypes";
const EMPLOYEE_COUNTS: &str = "companies/employeecounts";
const CUSTOMER_COUNTS: &str = "companies/customercounts";
const LEGAL_FORMS: &str = "companies/legalforms";
const REFERENCE_NUMBER_TYPES: &str = "companies/referencenumbertypes";
const INDUSTRY_SECTORS: &str = "companies/industrysectors";

/// The lists as they are now.
#[derive(Debug, Default)]
pub(super) struct Lists {
    pub(super) tags: Known,
    pub(super) employee_counts: Known,
    pub(super) customer_counts: Known,
    pub(super) legal_forms: Known,
    pub(super) reference_number_types: Known,
    pub(super) industry_sectors: Known,
    /// Those of people: companies have no list of their own.
    pub(super) address_types: Known,
}

impl Lists {
    /// Reads them.
    pub(super) async fn of(connection: &mut sql::Connection, caller: &Caller) -> Found<Self> {
        Ok(Self {
            tags: Known::of(connection, caller, TAGS).await?,
            employee_counts: Known::of(connection, caller, EMPLOYEE_COUNTS).await?,
            customer_counts: Known::of(connection, caller, CUSTOMER_COUNTS).await?,
            legal_forms: Known::of(connection, caller, LEGAL_FORMS).await?,
            reference_number_types: Known::of(connection, caller, REFERENCE_NUMBER_TYPES).await?,
            industry_sectors: Known::of(connection, caller, INDUSTRY_SECTORS).await?,
            address_types: Known::of(connection, caller, ADDRESS_TYPES).await?,
        })
    }
}

/// `/crm/settings/companies/...`
pub(in super::super) async fn settings(caller: &Caller, asked: &Asked, path: &[&str]) -> Outcome {
    let (name, entry) = match path {
        [name] => (name, None),
        [name, entry] => (name, Some(*entry)),
        _ => return Err(Refusal::NotFound),
    };
    let name = match *name {
        "tags" => TAGS,
        "employeecounts" => EMPLOYEE_COUNTS,
        "customercounts" => CUSTOMER_COUNTS,
        "legalforms" => LEGAL_FORMS,
        "referencenumbertypes" => REFERENCE_NUMBER_TYPES,
        "industrysectors" => INDUSTRY_SECTORS,
        "relationtypes" => RELATION_TYPES,
        "lifecycles" => LIFECYCLES,
        _ => return Err(Refusal::NotFound),
    };
    match (asked.method(), entry) {
        ("POST", None) => lists::add(caller, name, asked).await,
        ("DELETE", None) => lists::remove_all(caller, name, asked).await,
        ("DELETE", Some(id)) => lists::remove(caller, name, id).await,
        ("PUT", Some(id)) if name == RELATION_TYPES => change(caller, name, id, asked).await,
        (_, None) => Err(Refusal::Method("POST, DELETE")),
        (_, Some(_)) if name == RELATION_TYPES => Err(Refusal::Method("PUT, DELETE")),
        (_, Some(_)) => Err(Refusal::Method("DELETE")),
    }
}

/// Lets an entry say something else under its id.
async fn change(caller: &Caller, name: &'static str, id: &str, asked: &Asked) -> Outcome {
    let sent: EntryFields = asked.object()?;
    let list = lists::list(caller, name);
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let known = list.find(batch.connection(), &id.to_ascii_lowercase()).await?.ok_or(Refusal::NotFound)?;
    let entry = ListEntry { id: known.id, ..lists::entry(name, sent)? };
    let all = list.all(batch.connection()).await?;
    let is_taken =
        |other: &ListEntry| other.id != entry.id && (&other.category, &other.text) == (&entry.category, &entry.text);
    if all.iter().any(is_taken) {
        return Err(Refusal::at("text", Problem::Taken));
    }
    list.put(batch.connection(), &entry).await?;
    batch.commit(()).await?;
    Ok(answer::one(StatusCode::OK, &TypeEntry { id: Some(entry.id), text: Some(entry.text) }))
}
