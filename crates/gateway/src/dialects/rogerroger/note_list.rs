//! The notes about a person, page by page.

use std::cmp::Ordering;

use axum::http::StatusCode;
use calling_card_crm::rogerroger::answers::respond;
use calling_card_crm::rogerroger::filter::{Direction, NoteFilter};
use calling_card_crm::rogerroger::wire::Note;

use super::super::{Caller, times};
use super::notes::beside;
use super::{Outcome, Refusal, answers};
use crate::store::notes;

/// A page of notes. Nobody has none: the vendor names no 404 for it.
pub(super) async fn list(caller: &Caller, person: &str, filter: &NoteFilter) -> Outcome {
    let made = times::bounds(&filter.made).map_err(Refusal::parameter)?;
    let mut found: Vec<Note> = all(caller, person).await?;
    found.retain(|note| asked(note, filter, person) && within(note, &made));
    found.sort_by(|a, b| order(a, b, filter));
    let total = found.len() as u64;
    let (page, items) = (filter.paging.page as usize, filter.paging.items as usize);
    let members: Vec<Note> = found.into_iter().skip((page - 1).saturating_mul(items)).take(items).collect();
    let place = format!("/people/{person}/notes");
    let page = answers::page(("PersonNoteResource", &place), (filter.paging, &filter.pairs()), (members, total));
    Ok(respond(StatusCode::OK, &page))
}

async fn all(caller: &Caller, person: &str) -> Result<Vec<Note>, Refusal> {
    let Ok(person) = person.parse() else { return Ok(Vec::new()) };
    let records = match notes::list(&caller.store, caller.actor.workspace, person).await.map_err(Refusal::from) {
        Err(Refusal::NotFound) => return Ok(Vec::new()),
        other => other?,
    };
    let mut connection = caller.connection().await?;
    let mut all = Vec::with_capacity(records.len());
    for record in records {
        all.push(answers::note_member(&record, &beside(&mut connection, caller, &record).await?));
    }
    Ok(all)
}

fn asked(note: &Note, filter: &NoteFilter, person: &str) -> bool {
    let named = |asked: &[String], said: &Option<String>| {
        let said = said.as_deref().unwrap_or_default();
        asked.is_empty() || asked.iter().any(|one| one == said || Some(one.as_str()) == said.rsplit('/').next())
    };
    let person = Some(format!("/people/{person}"));
    named(&filter.people, &person)
        && named(&filter.categories, &note.category)
        && named(&filter.authors, &note.author)
        && filter.flagged.is_none_or(|flagged| note.flagged.unwrap_or_default() == flagged)
        && filter.q.as_deref().is_none_or(|words| says(note, words))
}

/// Whether every word stands in the title or the text.
fn says(note: &Note, words: &str) -> bool {
    let all = [&note.title, &note.description].into_iter().flatten().map(|text| text.to_lowercase());
    let all = all.collect::<Vec<_>>().join("\n");
    words.split_whitespace().all(|word| all.contains(&word.to_lowercase()))
}

fn within(note: &Note, made: &[(&'static str, String)]) -> bool {
    times::within(note.created_at.as_deref().unwrap_or_default(), made)
}

/// As is asked for; else flagged ones first, then the newest.
fn order(a: &Note, b: &Note, filter: &NoteFilter) -> Ordering {
    let (flag, time) = (a.flagged.cmp(&b.flagged), a.created_at.cmp(&b.created_at));
    let directed = |order: Ordering, direction| match direction {
        Some(Direction::Ascending) => order,
        Some(Direction::Descending) => order.reverse(),
        None => Ordering::Equal,
    };
    let (by_flag, by_time) = match (filter.by_flagged, filter.by_created_at) {
        (None, None) => (Some(Direction::Descending), Some(Direction::Descending)),
        said => said,
    };
    directed(flag, by_flag).then(directed(time, by_time)).then_with(|| b.id.cmp(&a.id))
}
