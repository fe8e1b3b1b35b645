//! What is derived from records for lists, searches and look-ups.

use calling_card_api::changes::RecordKind;
use calling_card_api::listed::{ListedMore, ListedPerson};
use calling_card_api::organizations::OrganizationSummary;
use calling_card_api::people::PersonSummary;
use calling_card_contact::{
    Booking, ContactDraft, CustomValue, ForeignId, Note, Organization, OrganizationId, Person, PersonId, Relation,
    identity_keys, organization_keys, uid_key,
};
use serde::Serialize;
use uuid::Uuid;

use super::aggregate::{kind_name, kind_named};
use super::fold::{phone_words, searched_text, sort_key};
use super::{WorkspaceId, alone_everywhere, events, sql, words};
use crate::{Error, Result};

/// The way in which rows are derived; another number lets all be derived anew when the program starts.
const DERIVATION: i64 = 3;

/// Derives all rows anew where an older program derived them.
pub(super) async fn bring_up_to_date(pool: &sql::Pool) -> Result<()> {
    let version: i64 = sql::query_scalar("SELECT version FROM derivation").fetch_one(pool).await?;
    if version == DERIVATION {
        return Ok(());
    }
    let mut transaction = pool.begin_writing().await?;
    // One of several gateways that start at once.
    let turn =
        sql::query_scalar("SELECT version FROM derivation").in_postgres("SELECT version FROM derivation FOR UPDATE");
    let version: i64 = turn.fetch_one(&mut *transaction).await?;
    if version == DERIVATION {
        return Ok(());
    }
    alone_everywhere(&mut transaction).await?;
    let mut after = (String::new(), String::new());
    loop {
        let rows: Vec<(Uuid, String, String, String)> = sql::query_as(
            "SELECT workspace, kind, id, content FROM records
             WHERE deleted_at IS NULL AND (kind, id) > (?, ?) ORDER BY kind, id LIMIT 500",
        )
        .bind(&after.0)
        .bind(&after.1)
        .fetch_all(&mut *transaction)
        .await?;
        let Some((_, kind, id, _)) = rows.last() else { break };
        after = (kind.clone(), id.clone());
        for (workspace, kind, id, content) in rows {
            write(&mut transaction, WorkspaceId(workspace), kind_named(&kind)?, &id, Some(&content)).await?;
        }
    }
    sql::query("UPDATE derivation SET version = ?").bind(DERIVATION).execute(&mut *transaction).await?;
    Ok(transaction.commit().await?)
}

/// A row of a list, with all by which it is found.
#[derive(Default)]
struct Listed {
    by_family: String,
    by_given: String,
    by_business: String,
    by_city: String,
    by_birthday: String,
    lifecycle: String,
    has_email: bool,
    archived: bool,
    summary: String,
    more: String,
    searched: String,
}

/// Writes anew what is derived from a record; nothing is left of one that is gone.
pub(super) async fn write(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    kind: RecordKind,
    id: &str,
    content: Option<&str>,
) -> Result<()> {
    forget(connection, kind, id).await?;
    let Some(content) = content else { return Ok(()) };
    match kind {
        RecordKind::Person => {
            let person: Person = serde_json::from_str(content)?;
            list(connection, workspace, kind, id, listed_person(id, &person)?).await?;
            let organizations =
                person.organizations.iter().map(|place| ("organization", place.organization.to_string()));
            let links = words::links_of(&person).chain(organizations).collect();
            link(connection, workspace, kind, id, links).await?;
            name_abroad(connection, workspace, kind, id, &person.foreign_ids).await?;
            // What leaves as a vCard without a UID of its own bears the record's key.
            let keys = identity_keys(&person).into_iter().map(|(_, key)| key).chain([uid_key(id)]);
            let related = person.kept_properties.iter().filter_map(calling_card_vcard::related);
            let waiting = related.map(|related| waiting_key(&uid_key(&related.uid)));
            identify(connection, workspace, id, keys.chain(waiting)).await
        }
        RecordKind::Organization => {
            let organization: Organization = serde_json::from_str(content)?;
            list(connection, workspace, kind, id, listed_organization(id, &organization)?).await?;
            link(connection, workspace, kind, id, words::links_of(&organization).collect()).await?;
            name_abroad(connection, workspace, kind, id, &organization.foreign_ids).await?;
            let mut keys = organization_keys(&organization);
            keys.push(format!("organization/{}", uid_key(id)));
            identify(connection, workspace, id, keys.into_iter()).await
        }
        RecordKind::Relation => {
            let relation: Relation = serde_json::from_str(content)?;
            let people = [("person", relation.from.to_string()), ("person", relation.to.to_string())];
            link(connection, workspace, kind, id, words::links_of(&relation).chain(people).collect()).await
        }
        RecordKind::Draft => match serde_json::from_str::<ContactDraft>(content)?.takes_place_at() {
            Some(event) => events::take(connection, workspace, (kind, id), event).await,
            None => Ok(()),
        },
        RecordKind::Booking => {
            let booking: Booking = serde_json::from_str(content)?;
            events::take(connection, workspace, (kind, id), booking.event).await
        }
        RecordKind::Event => {
            let id = id.parse().map_err(|_| Error::Internal("an event's key that is none".into()))?;
            events::keep_within(connection, workspace, id).await
        }
        RecordKind::Note => {
            let note: Note = serde_json::from_str(content)?;
            link(connection, workspace, kind, id, words::links_of(&note).collect()).await
        }
        RecordKind::InboundSource | RecordKind::PublishedCard | RecordKind::CustomField | RecordKind::Invitation => {
            Ok(())
        }
    }
}

/// A person as a list shows them.
pub(crate) fn summarize(id: PersonId, person: &Person) -> PersonSummary {
    let card = person.main_card();
    let text = |of: fn(&calling_card_contact::BusinessCard) -> Option<String>| card.and_then(of).unwrap_or_default();
    PersonSummary {
        id,
        name: person.display_name(),
        business: text(|card| Some(card.business.clone())),
        position: text(|card| card.positions.main().map(|position| position.position.clone())),
        email: text(|card| card.emails.main().map(|email| email.address.clone())),
        phone: text(|card| card.phones.main().map(|phone| phone.number.clone())),
        city: text(|card| card.addresses.main().map(|address| address.city.clone())),
        tags: person.tags.clone(),
        has_image: person.image.is_some(),
        cards: person.cards.len() as u32,
        lifecycle: person.lifecycle_stage().map(|known| known.stage.clone()).unwrap_or_default(),
        birthday: person.birthday,
        archived: person.archived_at.is_some(),
        changed_at: None,
    }
}

/// A person with all by which they are listed and found.
pub(super) fn as_listed(id: PersonId, person: &Person) -> ListedPerson {
    let summary = summarize(id, person);
    let name = &person.name;
    let (family, given) = match (name.family.is_empty(), name.given.is_empty()) {
        (true, true) => (summary.name.clone(), summary.name.clone()),
        _ => (name.family.clone(), name.given.clone()),
    };
    let email = person.cards.iter().any(|card| !card.emails.is_empty());
    let more = ListedMore { family, given, email, ..ListedMore::default() };
    let mut listed = ListedPerson { summary, more, created_at: String::new() };
    let mut words: Vec<String> = Vec::new();
    if !name.formatted.is_empty() {
        words.extend([&name.given, &name.family, &name.additional].map(Clone::clone));
    }
    words.extend(person.custom.values().map(CustomValue::text));
    words.extend(person.personality_tags.iter().map(|tag| tag.text.clone()));
    for card in &person.cards {
        words.extend([&card.business, &card.alternative_first_name, &card.alternative_last_name].map(Clone::clone));
        words.extend(card.emails.iter().map(|email| email.address.clone()));
        words.extend(card.phones.iter().flat_map(|phone| [phone_words(&phone.number), phone_words(&phone.e164)]));
        words.extend(card.positions.iter().flat_map(|place| [place.position.clone(), place.department.clone()]));
        words.extend(card.addresses.iter().flat_map(|address| [address.city.clone(), address.zip.clone()]));
    }
    listed.add_words(words);
    listed
}

fn listed_person(id: &str, person: &Person) -> Result<Listed> {
    let id: PersonId = id.parse().map_err(|_| Error::Internal("a person's key that is none".into()))?;
    let listed = as_listed(id, person);
    Ok(Listed {
        by_family: listed.by_family(),
        by_given: listed.by_given(),
        by_business: listed.by_business(),
        by_city: listed.by_city(),
        by_birthday: listed.by_birthday(),
        lifecycle: listed.summary.lifecycle.clone(),
        has_email: listed.more.email,
        archived: listed.summary.archived,
        searched: listed.searched(),
        more: json(&listed.more)?,
        summary: json(&listed.summary)?,
    })
}

fn listed_organization(id: &str, organization: &Organization) -> Result<Listed> {
    let id: OrganizationId = id.parse().map_err(|_| Error::Internal("an organization's key that is none".into()))?;
    let key = sort_key(&organization.name);
    let mut words = vec![
        organization.name.clone(),
        organization.address.city.clone(),
        organization.website.clone(),
        organization.email.clone(),
    ];
    words.push(phone_words(&organization.phone));
    words.extend(organization.branches.iter().flat_map(|branch| [branch.name.clone(), branch.address.city.clone()]));
    words.extend(organization.tags.iter().cloned());
    words.extend(organization.custom.values().map(CustomValue::text));
    let summary = OrganizationSummary {
        id,
        name: organization.name.clone(),
        city: organization.address.city.clone(),
        website: organization.website.clone(),
        phone: organization.phone.clone(),
        people: 0,
        branches: organization.branches.len() as u32,
        customer: organization.customer,
        tags: organization.tags.clone(),
    };
    Ok(Listed {
        by_family: key.clone(),
        by_given: key.clone(),
        by_business: key,
        searched: searched_text(&words.join(" ")),
        summary: json(&summary)?,
        more: "{}".into(),
        ..Listed::default()
    })
}

fn json(summary: &impl Serialize) -> Result<String> {
    Ok(serde_json::to_string(summary)?)
}

async fn forget(connection: &mut sql::Connection, kind: RecordKind, id: &str) -> Result<()> {
    let rowid: Option<i64> = sql::query_scalar("DELETE FROM listed WHERE kind = ? AND id = ? RETURNING number")
        .bind(kind_name(kind))
        .bind(id)
        .fetch_optional(&mut *connection)
        .await?;
    if let Some(rowid) = rowid {
        sql::query("DELETE FROM searched WHERE rowid = ?").bind(rowid).execute(&mut *connection).await?;
    }
    sql::query("DELETE FROM identities WHERE id = ?").bind(id).execute(&mut *connection).await?;
    for forget in ["DELETE FROM links WHERE kind = ? AND id = ?", "DELETE FROM foreign_ids WHERE kind = ? AND id = ?"] {
        sql::query(forget).bind(kind_name(kind)).bind(id).execute(&mut *connection).await?;
    }
    Ok(())
}

async fn list(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    kind: RecordKind,
    id: &str,
    listed: Listed,
) -> Result<()> {
    let number: i64 = sql::query_scalar(
        "INSERT INTO listed (workspace, kind, id, by_family, by_given, by_business, created_at, changed_at, summary,
             by_city, by_birthday, lifecycle, has_email, archived, more)
         SELECT ?1, ?2, ?3, ?4, ?5, ?6, created_at, changed_at, json_set(?7, '$.changed_at', changed_at), ?8, ?9, ?10, ?11, ?12, ?13
         FROM records WHERE kind = ?2 AND id = ?3
         RETURNING number",
    )
    .bind(workspace.0)
    .bind(kind_name(kind))
    .bind(id)
    .bind(listed.by_family)
    .bind(listed.by_given)
    .bind(listed.by_business)
    .bind(listed.summary)
    .bind(listed.by_city)
    .bind(listed.by_birthday)
    .bind(listed.lifecycle)
    .bind(listed.has_email)
    .bind(listed.archived)
    .bind(listed.more)
    .fetch_one(&mut *connection)
    .await?;
    sql::query("INSERT INTO searched (rowid, text) VALUES (?, ?)")
        .bind(number)
        .bind(listed.searched)
        .execute(connection)
        .await?;
    Ok(())
}

async fn link(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    kind: RecordKind,
    id: &str,
    links: Vec<(&'static str, String)>,
) -> Result<()> {
    for (link, target) in links {
        sql::query(
            "INSERT INTO links (workspace, kind, id, link, target) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        )
        .bind(workspace.0)
        .bind(kind_name(kind))
        .bind(id)
        .bind(link)
        .bind(target)
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}

/// What the record is called in other systems.
async fn name_abroad(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    kind: RecordKind,
    id: &str,
    names: &[ForeignId],
) -> Result<()> {
    for name in names {
        sql::query(
            "INSERT INTO foreign_ids (workspace, dialect, kind, foreign_id, id) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        )
        .bind(workspace.0)
        .bind(&name.system)
        .bind(kind_name(kind))
        .bind(&name.id)
        .bind(id)
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}

/// The key of a record that waits for another one of this key, to which it is related.
pub(super) fn waiting_key(key: &str) -> String {
    format!("waits for {key}")
}

/// By what the record is known again.
async fn identify(
    connection: &mut sql::Connection,
    workspace: WorkspaceId,
    id: &str,
    keys: impl Iterator<Item = String>,
) -> Result<()> {
    for key in keys {
        sql::query("INSERT INTO identities (workspace, key, id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
            .bind(workspace.0)
            .bind(key)
            .bind(id)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}
