//! How often forms are begun, sent and left, by day, without anything about who did.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use calling_card_api::inbound_sources::{FormDay, FormStatistics, LeftField};
use calling_card_contact::{FormId, InboundSource};

use super::{Store, WorkspaceId, inbound_sources, sql};
use crate::{Result, clock};

/// Most days that are looked back on.
const DAYS: u32 = 366;

/// What is counted.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Event {
    /// A visitor touched the form for the first time.
    Begun,
    /// It was sent.
    Sent,
    /// It was left without being sent; this field was the last.
    Left(String),
}

type Counted = (WorkspaceId, FormId, String, Event);

/// What was counted and is not on disk yet; a visit costs no write. What a crash loses here are numbers.
#[derive(Debug, Default)]
pub struct Counts(Mutex<HashMap<Counted, u32>>);

impl Counts {
    /// Counts one event.
    pub fn add(&self, workspace: WorkspaceId, form: &FormId, event: Event) {
        let key = (workspace, form.clone(), today(), event);
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let number = counts.entry(key).or_default();
        *number = number.saturating_add(1);
    }

    /// Puts what was counted on disk; what cannot be put there is still counted.
    pub async fn flush(&self, store: &Store) -> Result<()> {
        let counts = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        if counts.is_empty() {
            return Ok(());
        }
        let written = Self::write(store, &counts).await;
        if written.is_err() {
            let mut newer = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            for (key, number) in counts {
                let sum = newer.entry(key).or_default();
                *sum = sum.saturating_add(number);
            }
        }
        written
    }

    async fn write(store: &Store, counts: &HashMap<Counted, u32>) -> Result<()> {
        let _turn = store.turn().await?;
        let mut transaction = store.pool.begin_writing().await?;
        // In an order that is the same for all who write: none waits for one who waits for it.
        let mut counts: Vec<_> = counts.iter().collect();
        counts.sort_by_cached_key(|((_, form, day, event), _)| (form.to_string(), day.clone(), format!("{event:?}")));
        for ((workspace, form, day, event), number) in counts {
            let (what, field) = match event {
                Event::Begun => ("begun", String::new()),
                Event::Sent => ("sent", String::new()),
                Event::Left(field) => ("left", field.clone()),
            };
            sql::query(
                "INSERT INTO form_counts (workspace, form, day, what, field, number) VALUES (?, ?, ?, ?, ?, ?)
                 ON CONFLICT (form, day, what, field) DO UPDATE SET number = form_counts.number + excluded.number",
            )
            .bind(workspace.0)
            .bind(form.as_str())
            .bind(day)
            .bind(what)
            .bind(field)
            .bind(number)
            .execute(&mut *transaction)
            .await?;
        }
        Ok(transaction.commit().await?)
    }
}

/// What a form has seen in the last days, today the last.
pub async fn statistics(store: &Store, workspace: WorkspaceId, id: &FormId, days: u32) -> Result<FormStatistics> {
    let form = inbound_sources::get(store, workspace, id).await?.content;
    let days = list_days(days.clamp(1, DAYS));
    let first = days.first().cloned().unwrap_or_default();
    let counted: Vec<(String, String, String, u32)> = sql::query_as(
        "SELECT day, what, field, number FROM form_counts WHERE workspace = ? AND form = ? AND day >= ?
         UNION ALL SELECT substr(received_at, 1, 10), 'received', '', COUNT(*) FROM submissions
             WHERE workspace = ? AND form = ? AND received_at >= ? GROUP BY 1",
    )
    .bind(workspace.0)
    .bind(id.as_str())
    .bind(&first)
    .bind(workspace.0)
    .bind(id.as_str())
    .bind(&first)
    .fetch_all(&store.pool)
    .await?;
    let sum = |day: &str, what: &str| {
        counted.iter().filter(|row| row.0 == day && row.1 == what).map(|row| row.3).sum::<u32>()
    };
    let day = |day: &String| FormDay {
        day: day.clone(),
        begun: sum(day, "begun"),
        sent: sum(day, "sent"),
        received: sum(day, "received"),
    };
    let fields = asked_names(&form).into_iter();
    let left = fields.filter_map(|field| {
        let number = counted.iter().filter(|row| row.1 == "left" && row.2 == field).map(|row| row.3).sum();
        (number > 0).then_some(LeftField { field, number })
    });
    Ok(FormStatistics { days: days.iter().map(day).collect(), left: left.collect() })
}

/// The names of what a visitor can touch, in their order.
pub fn asked_names(source: &InboundSource) -> Vec<String> {
    let fields = source.form.fields.iter().map(|field| field.name.clone());
    fields.chain([calling_card_contact::FormDefinition::CONSENT.to_owned()]).collect()
}

fn today() -> String {
    clock::now().0.chars().take(10).collect()
}

fn list_days(number: u32) -> Vec<String> {
    let day = |ago: u32| clock::in_seconds(-86_400 * i64::from(ago)).0.chars().take(10).collect();
    (0..number).rev().map(day).collect()
}
