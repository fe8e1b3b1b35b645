//! Storing what was chosen, part by part; a part is stored whole or not at all.

use calling_card_api::ConnectionId;
use calling_card_api::imports::{ImportBatch, ImportPeople};
use calling_card_api::worker::{Counts, Part, PartRequest};
use calling_card_contact::{BatchId, UserId};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::kept::{self, Kept};
use super::{Import, read};
use crate::session::{Who, use_session};
use crate::transport::{Failure, send};
use crate::worker;

/// How far the storing is.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Progress {
    pub kept: Kept,
    pub running: bool,
    pub in_flight: bool,
    /// Whether the rest is not to be stored.
    pub cancelled: bool,
    pub failure: Option<Failure>,
}

impl Progress {
    /// Whether nothing more is to be stored.
    pub(super) fn is_done(&self, counts: &Counts) -> bool {
        self.cancelled || (counts.is_read() && self.kept.next >= counts.cards)
    }
}

/// Begins to store what was chosen.
pub(super) fn begin(import: Import, user: UserId) {
    let kept = Kept {
        user,
        connection: import.into.get_untracked(),
        // The key is made here, so that a part whose answer was lost can be sent again.
        batch: BatchId(uuid::Uuid::new_v4()),
        part: 0,
        next: 0,
        stored: 0,
        organizations: 0,
        tags: tags_of(import),
        choices: import.choices.get_value(),
        mappings: import.mappings.get_value(),
        files: import.files.with_value(|files| files.iter().map(web_sys::File::name).collect()),
    };
    import.progress.set(Some(Progress {
        kept: kept.clone(),
        running: false,
        in_flight: false,
        cancelled: false,
        failure: None,
    }));
    spawn_local(async move {
        if kept::keep_files(&import.files.get_value()).await.is_some() {
            kept::keep(&kept);
        }
        go_on(import);
    });
}

/// Goes on with an import that a reload interrupted. One that is done has been seen: the page begins anew.
pub(super) fn resume(import: Import) {
    let counts = import.counts.get_untracked();
    let is_over = |progress: &Progress| progress.is_done(&counts) && !progress.in_flight;
    if import.progress.with_untracked(|progress| progress.as_ref().is_some_and(is_over)) {
        return import.clear();
    }
    let Some(user) = user().filter(|_| import.is_empty() && import.progress.with_untracked(Option::is_none)) else {
        return;
    };
    spawn_local(async move {
        let Some((kept, files)) = kept::kept(user).await else { return };
        let (choices, mappings) = (kept.choices.clone(), kept.mappings.clone());
        import.into.set(kept.connection.clone());
        import.progress.set(Some(Progress { kept, running: false, in_flight: false, cancelled: false, failure: None }));
        import.files.set_value(files.clone());
        for file in &files {
            read::open(import, file).await;
        }
        for mapping in mappings {
            if let Ok(counts) = worker::ask_with("map_columns", &mapping).await {
                import.counts.set(counts);
            }
        }
        read::go_on(import).await;
        if let Some(failure) = import.failure.get_untracked() {
            return change(import, |progress| progress.failure = Some(failure));
        }
        for choice in choices {
            if let Ok(counts) = worker::ask_with("choose", &choice).await {
                import.counts.set(counts);
            }
        }
        go_on(import);
    });
}

/// The tags that everybody gets.
pub(super) fn tags_of(import: Import) -> Vec<String> {
    let tags = import.tags.get_untracked();
    tags.split(',').map(str::trim).filter(|tag| !tag.is_empty()).map(str::to_owned).collect()
}

/// Who is signed in.
pub(super) fn user() -> Option<UserId> {
    match use_session().who.get_untracked() {
        Who::Staff(session) => Some(session.user.id),
        _ => None,
    }
}

/// Stores part after part until all are stored, one fails, or it is stopped.
pub(super) fn go_on(import: Import) {
    let under_way =
        import.progress.with_untracked(|progress| progress.as_ref().is_some_and(|progress| progress.in_flight));
    change(import, |progress| (progress.running, progress.in_flight, progress.failure) = (true, true, None));
    if under_way {
        return;
    }
    spawn_local(async move {
        loop {
            let counts = import.counts.get_untracked();
            let next = import.progress.with_untracked(|progress| {
                let progress = progress.as_ref().filter(|progress| progress.running && !progress.is_done(&counts))?;
                Some(progress.kept.clone())
            });
            let Some(kept) = next else { break };
            if let Err(failure) = store(import, kept).await {
                change(import, |progress| (progress.running, progress.failure) = (false, Some(failure)));
            }
        }
        change(import, |progress| (progress.running, progress.in_flight) = (false, false));
        let counts = import.counts.get_untracked();
        if import
            .progress
            .with_untracked(|progress| progress.as_ref().is_some_and(|progress| progress.is_done(&counts)))
        {
            kept::forget().await;
        }
    });
}

/// Stores the next part.
async fn store(import: Import, kept: Kept) -> Result<(), Failure> {
    let Part { people, mut organizations, next } =
        worker::ask_with("part", &PartRequest { from: kept.next, tags: kept.tags.clone() }).await?;
    // Other CRMs take people in; that organizations stay behind was said before.
    if kept.connection != ConnectionId::home() {
        organizations.clear();
    }
    let stored = (people.len() as u32, organizations.len() as u32);
    let mut part = kept.part;
    if stored != (0, 0) {
        let batch = ImportBatch { batch: Some(kept.batch), part, people, organizations };
        send(&ImportPeople { connection: kept.connection.clone(), part: batch }).await?;
        part += 1;
    }
    let (stored, organizations) = (kept.stored + stored.0, kept.organizations + stored.1);
    let kept = Kept { part, next, stored, organizations, ..kept };
    kept::keep(&kept);
    change(import, |progress| progress.kept = kept);
    Ok(())
}

/// Changes what is known of how far it is.
pub(super) fn change(import: Import, change: impl FnOnce(&mut Progress)) {
    import.progress.try_update(|progress| progress.as_mut().map(change));
}
