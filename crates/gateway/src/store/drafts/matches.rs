//! Whom a draft is probably of, by the one judgement of whether two people are the same.

use calling_card_api::drafts::{OrganizationMatch, PersonMatch, SameOrganization};
use calling_card_api::likeness::{self, Traits, known_by, likeness};
use calling_card_api::listed::{ListedMore, ListedPerson};
use calling_card_api::people::PeopleQuery;
use calling_card_contact::{Person, PersonId};
use uuid::Uuid;

use crate::store::{Store, WorkspaceId, derived, people, sql};
use crate::{Error, Result};

/// Most people, and most organizations, that are named.
const NAMED: usize = 5;
/// Most people whose names begin alike that are compared, and most who are found by one address or number.
const ALIKE: usize = 5000;
const FOUND: u32 = 20;
/// Domains of mailboxes, which say nothing about a company.
const MAILBOXES: [&str; 22] = [
    "gmail.com",
    "googlemail.com",
    "gmx.de",
    "gmx.net",
    "gmx.at",
    "gmx.ch",
    "web.de",
    "t-online.de",
    "freenet.de",
    "outlook.com",
    "outlook.de",
    "hotmail.com",
    "hotmail.de",
    "live.com",
    "live.de",
    "yahoo.com",
    "yahoo.de",
    "icloud.com",
    "me.com",
    "aol.com",
    "posteo.de",
    "proton.me",
];

/// People whom a draft is probably of, the likeliest first.
pub(super) async fn people(store: &Store, workspace: WorkspaceId, person: &Person) -> Result<Vec<PersonMatch>> {
    let said = derived::as_listed(PersonId(Uuid::nil()), person);
    let traits = Traits::of(&said.summary, &known_by(&said));
    let mut ids: Vec<String> = Vec::new();
    for q in reached_by(person) {
        let query = PeopleQuery { q, limit: Some(FOUND), ..PeopleQuery::default() };
        let found = people::list(store, workspace, &query).await?.items;
        ids.extend(found.into_iter().map(|found| found.id.to_string()));
    }
    let mut connection = store.pool.acquire().await?;
    ids.extend(named_alike(&mut connection, workspace, &traits).await?);
    let mut matches = Vec::new();
    for known in read(&mut connection, workspace, &ids).await? {
        if let Some(likeness) = likeness(&traits, &Traits::of(&known.summary, &known_by(&known))) {
            matches.push(PersonMatch { person: known.summary, likeness });
        }
    }
    matches.sort_by(|one, other| {
        other.likeness.score.cmp(&one.likeness.score).then_with(|| one.person.id.cmp(&other.person.id))
    });
    matches.truncate(NAMED);
    Ok(matches)
}

/// By what a person is reached: e-mail addresses and phone numbers.
fn reached_by(person: &Person) -> Vec<String> {
    let emails = person.cards.iter().flat_map(|card| card.emails.iter().map(|email| email.address.clone()));
    let phones = person.cards.iter().flat_map(|card| card.phones.iter().map(|phone| phone.number.clone()));
    emails.chain(phones).filter(|text| !text.trim().is_empty()).collect()
}

/// People whose family name begins as one of the names does, by its sound.
async fn named_alike(connection: &mut sql::Connection, workspace: WorkspaceId, traits: &Traits) -> Result<Vec<String>> {
    let rows: Vec<(String, String)> =
        sql::query_as("SELECT id, by_family FROM listed WHERE workspace = ? AND kind = 'person'")
            .bind(workspace.0)
            .fetch_all(connection)
            .await?;
    let alike = rows.into_iter().filter(|(_, family)| traits.may_be(family)).map(|(id, _)| id);
    Ok(alike.take(ALIKE).collect())
}

async fn read(connection: &mut sql::Connection, workspace: WorkspaceId, ids: &[String]) -> Result<Vec<ListedPerson>> {
    let rows: Vec<(String, String)> = sql::query_as(
        "SELECT summary, more FROM listed WHERE +workspace = ? AND kind = 'person' AND id IN (SELECT value FROM json_each(?))",
    )
    .bind(workspace.0)
    .bind(serde_json::to_string(ids)?)
    .fetch_all(connection)
    .await?;
    let listed = |(summary, more): (String, String)| -> Result<ListedPerson> {
        let more: ListedMore = serde_json::from_str(&more)?;
        Ok(ListedPerson { summary: serde_json::from_str(&summary)?, more, created_at: String::new() })
    };
    rows.into_iter().map(listed).collect()
}

/// Organizations that a draft is probably from: those of the domain of an address, and those of the company's name.
pub(super) async fn organizations(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    person: &Person,
) -> Result<Vec<OrganizationMatch>> {
    let domain = |address: &str| Some(address.rsplit_once('@')?.1.trim().to_lowercase());
    let domains: Vec<String> = person
        .cards
        .iter()
        .flat_map(|card| card.emails.iter())
        .filter_map(|email| domain(&email.address))
        .filter(|domain| domain.contains('.') && !MAILBOXES.contains(&domain.as_str()))
        .collect();
    let companies: Vec<&str> =
        person.cards.iter().map(|card| card.business.trim()).filter(|name| !name.is_empty()).collect();
    if domains.is_empty() && companies.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<(String, String, Option<String>, Option<String>)> = sql::query_as(
        "SELECT id, name, content ->> '$.website', content ->> '$.email' FROM records
         WHERE workspace = ? AND kind = 'organization' AND deleted_at IS NULL",
    )
    .bind(workspace.0)
    .fetch_all(connection)
    .await?;
    let mut found: Vec<OrganizationMatch> = Vec::new();
    for (id, name, website, email) in rows {
        let own = [website.as_deref().and_then(host), email.as_deref().and_then(domain)];
        let by_domain = own.iter().flatten().any(|own| domains.iter().any(|domain| is_within(domain, own)));
        let by_name = companies.iter().any(|company| likeness::is_same_company(company, &name));
        let mut by = Vec::new();
        by.extend(by_domain.then_some(SameOrganization::Domain));
        by.extend(by_name.then_some(SameOrganization::Name));
        if !by.is_empty() {
            let key = id.parse().map_err(|_| Error::Internal("an organization's key that is none".into()))?;
            found.push(OrganizationMatch { id: key, name, by });
        }
    }
    // What both speak for comes first, then what the domain does.
    found.sort_by_key(|one| (std::cmp::Reverse(one.by.len()), one.by.clone()));
    found.truncate(NAMED);
    Ok(found)
}

/// The host of a web address, without `www.`.
fn host(url: &str) -> Option<String> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next()?.trim().to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    host.contains('.').then(|| host.to_owned())
}

/// Whether a domain is another one, or below it.
fn is_within(domain: &str, other: &str) -> bool {
    domain == other || domain.strip_suffix(other).is_some_and(|rest| rest.ends_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_domain_is_that_of_a_website_or_below_it() {
        assert_eq!(host("https://www.Sorbonne.example/a?b").as_deref(), Some("sorbonne.example"));
        assert_eq!(host("sorbonne.example:8080").as_deref(), Some("sorbonne.example"));
        assert_eq!(host("https://localhost/"), None);
        assert!(is_within("mail.sorbonne.example", "sorbonne.example"));
        assert!(!is_within("notsorbonne.example", "sorbonne.example"));
    }
}
