//! What happened with a person, in one line of time.

use calling_card_api::timeline::{Happening, Moment, PastDraft};
use calling_card_contact::{ContactDraft, DraftId, PersonId, Timestamp};

use super::private::{self, Member};
use super::{Store, WorkspaceId, changes, consents, mails, sql};
use crate::Result;

/// Most entries of a kind, and most characters of a message.
const ENTRIES: usize = 200;
const MESSAGE: usize = 300;

/// Notes, changes, drafts, answers to them and consents of a person, as a member of staff sees them, the newest first.
pub async fn of(store: &Store, member: &Member, person: PersonId) -> Result<Vec<Moment>> {
    let workspace = member.actor.workspace;
    // The notes come first: somebody who is not there has none.
    let mut notes = private::notes::list(store, member, person).await?;
    notes.sort_by(|a, b| b.created_at.cmp(&a.created_at));
    let mut moments: Vec<Moment> = notes
        .into_iter()
        .take(ENTRIES)
        .map(|note| Moment { at: note.created_at.clone(), what: Happening::Note(note) })
        .collect();
    let changes = changes::history(store, workspace, person).await?;
    moments.extend(changes.into_iter().map(|change| Moment { at: change.at.clone(), what: Happening::Change(change) }));
    let mut connection = store.pool.acquire().await?;
    moments.extend(drafts(&mut connection, workspace, person).await?);
    let replies = mails::replies::of_person(&mut connection, workspace, person, ENTRIES as u32).await?;
    moments.extend(
        replies.into_iter().map(|reply| Moment { at: reply.written_at.clone(), what: Happening::Reply(reply) }),
    );
    let consents = consents::of_person(&mut connection, workspace, person).await?;
    let given = consents.into_iter().take(ENTRIES);
    moments
        .extend(given.map(|record| Moment { at: record.content.given_at.clone(), what: Happening::Consent(record) }));
    // Where several have one moment, their order stays.
    moments.sort_by(|a, b| b.at.cmp(&a.at));
    Ok(moments)
}

/// The drafts that became part of a person; of one that left the bin only that it was there.
async fn drafts(connection: &mut sql::Connection, workspace: WorkspaceId, person: PersonId) -> Result<Vec<Moment>> {
    let rows: Vec<(String, String, String, Option<String>)> = sql::query_as(
        "SELECT submissions.draft, submissions.form, submissions.received_at, records.content
         FROM submissions LEFT JOIN records ON records.workspace = submissions.workspace AND records.kind = 'draft'
              AND records.id = submissions.draft
         WHERE submissions.workspace = ? AND submissions.person = ? ORDER BY submissions.received_at DESC LIMIT ?",
    )
    .bind(workspace.0)
    .bind(person.to_string())
    .bind(ENTRIES as u32)
    .fetch_all(connection)
    .await?;
    let mut moments = Vec::with_capacity(rows.len());
    for (id, form, at, content) in rows {
        let Ok(id) = id.parse::<DraftId>() else { continue };
        let draft: Option<ContactDraft> = content.as_deref().map(serde_json::from_str).transpose()?;
        let message = draft.as_ref().map(|draft| draft.message.chars().take(MESSAGE).collect()).unwrap_or_default();
        let source_name = draft.map_or(form, |draft| draft.source_name);
        moments.push(Moment { at: Timestamp(at), what: Happening::Draft(PastDraft { id, source_name, message }) });
    }
    Ok(moments)
}
