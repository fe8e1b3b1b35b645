//! An export while it runs: one part after the other, so that no more than one is in memory.

use std::sync::Arc;

use calling_card_api::export::{ChosenPeople, ExportChosen, ExportOrganizations, ExportPeople};
use calling_card_api::organizations::OrganizationsQuery;
use calling_card_api::people::PeopleQuery;
use calling_card_api::worker::{ExportOptions, Exported};
use calling_card_api::{ConnectionId, Cursor};
use calling_card_contact::PersonId;
use js_sys::{Date, Uint8Array};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::language::t;
use crate::transport::{Failure, send_unread};
use crate::ui::{Toasts, save_blob, size_text, use_toasts};
use crate::worker;

/// Most people, or organizations, of a part.
const PART: usize = 500;

/// Who, or what, is exported.
#[derive(Clone, Debug)]
pub(super) enum Source {
    /// Who is found.
    Found(PeopleQuery),
    /// These people.
    Chosen(Arc<Vec<PersonId>>),
    /// The organizations that are found.
    Organizations(OrganizationsQuery),
}

impl Source {
    /// What they are, many of them.
    fn noun(&self) -> &'static str {
        match self {
            Self::Found(_) | Self::Chosen(_) => t("people", "Personen"),
            Self::Organizations(_) => t("organizations", "Organisationen"),
        }
    }
}

/// How far an export is, as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Progress {
    /// What is exported, in a word.
    pub noun: &'static str,
    pub written: u64,
    pub total: u64,
    pub phase: Phase,
}

/// What is being done.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Phase {
    Running,
    Failed(Failure),
    Saved { name: String, size: f64 },
}

/// The work.
#[derive(Clone, Debug)]
struct Job {
    source: Source,
    options: ExportOptions,
    /// The worker's number of it; none before it has begun there.
    number: Option<u32>,
    /// How many of the people who were chosen are dealt with.
    done: usize,
    cursor: Option<Cursor>,
}

/// The export. Cheap to copy.
#[derive(Clone, Copy)]
pub(crate) struct Export {
    /// Whether its dialog is open.
    pub open: RwSignal<bool>,
    pub(super) progress: RwSignal<Option<Progress>>,
    job: StoredValue<Option<Job>>,
    /// Counts the exports; one that is not the newest stops.
    newest: StoredValue<u32>,
    toasts: Toasts,
}

impl Export {
    /// None is under way.
    pub(super) fn new() -> Self {
        Self {
            open: RwSignal::new(false),
            progress: RwSignal::new(None),
            job: StoredValue::new(None),
            newest: StoredValue::new(0),
            toasts: use_toasts(),
        }
    }

    /// Opens the dialog; one that has been seen to its end makes room for the next.
    pub(super) fn show(self) {
        if matches!(self.progress.get_untracked(), Some(Progress { phase: Phase::Saved { .. }, .. })) {
            self.cancel();
        }
        self.open.set(true);
    }

    /// Begins.
    pub(super) fn begin(self, source: Source, total: u64, options: ExportOptions) {
        let total = match &source {
            Source::Chosen(people) => people.len() as u64,
            Source::Found(_) | Source::Organizations(_) => total,
        };
        let noun = source.noun();
        self.job.set_value(Some(Job { source, options, number: None, done: 0, cursor: None }));
        self.progress.set(Some(Progress { noun, written: 0, total, phase: Phase::Running }));
        self.go_on();
    }

    /// Goes on where it stopped.
    pub(super) fn go_on(self) {
        self.newest.update_value(|newest| *newest += 1);
        let run = self.newest.get_value();
        self.change(|progress| progress.phase = Phase::Running);
        spawn_local(async move {
            let outcome = self.run(run).await;
            if self.newest.get_value() != run {
                return;
            }
            if let Err(failure) = outcome {
                self.change(|progress| progress.phase = Phase::Failed(failure));
            }
        });
    }

    /// Stops, and forgets what was written.
    pub(super) fn cancel(self) {
        self.newest.update_value(|newest| *newest += 1);
        let number = self.job.with_value(|job| job.as_ref().and_then(|job| job.number));
        self.job.set_value(None);
        self.progress.set(None);
        if let Some(number) = number {
            spawn_local(async move {
                // Nothing hangs on the answer.
                let _ = worker::ask_with::<bool>("export_clear", &number).await;
            });
        }
    }

    async fn run(self, run: u32) -> Result<(), Failure> {
        loop {
            let Some(mut job) = self.job.get_value().filter(|_| self.newest.get_value() == run) else {
                return Ok(());
            };
            let number = match job.number {
                Some(number) => number,
                None => worker::ask_with("export_begin", &job.options).await?,
            };
            job.number = Some(number);
            if job.is_done() {
                return self.save(run, number, job.options).await;
            }
            let part = job.next_part().await?;
            if self.newest.get_value() != run {
                return Ok(());
            }
            let written = worker::write_part(number, part).await.inspect_err(|_| self.begin_anew())?;
            if self.newest.get_value() != run {
                return Ok(());
            }
            job.pass(&written);
            self.change(|progress| {
                progress.written = written.written;
                if let (Source::Found(_) | Source::Organizations(_), Some(total)) = (&job.source, written.total) {
                    progress.total = total;
                }
            });
            self.job.set_value(Some(job));
        }
    }

    /// A part that was written by half cannot be gone on with.
    fn begin_anew(self) {
        self.job.update_value(|job| {
            if let Some(job) = job {
                (job.number, job.done, job.cursor) = (None, 0, None);
            }
        });
        self.change(|progress| progress.written = 0);
    }

    async fn save(self, run: u32, number: u32, options: ExportOptions) -> Result<(), Failure> {
        let file = worker::end_export(number, options.media_type()).await.inspect_err(|_| self.begin_anew())?;
        if self.newest.get_value() != run {
            return Ok(());
        }
        let noun = self.progress.with_untracked(|progress| progress.as_ref().map_or("", |progress| progress.noun));
        let (name, size) = (file_name(noun, options), file.size());
        if save_blob(&file, &name).is_none() {
            self.begin_anew();
            return Err(Failure::Unreadable);
        }
        self.job.set_value(None);
        if !self.open.get_untracked() {
            self.toasts.say(format!("{name} ({}) {}", size_text(size), t("is saved.", "ist gespeichert.")));
        }
        self.change(|progress| progress.phase = Phase::Saved { name, size });
        Ok(())
    }

    fn change(self, change: impl FnOnce(&mut Progress)) {
        self.progress.update(|progress| {
            progress.as_mut().map(change);
        });
    }
}

impl Job {
    fn is_done(&self) -> bool {
        match &self.source {
            // The first part is always asked for: it may be that nobody is there.
            Source::Found(_) | Source::Organizations(_) => self.done > 0 && self.cursor.is_none(),
            Source::Chosen(people) => self.done >= people.len(),
        }
    }

    async fn next_part(&self) -> Result<Uint8Array, Failure> {
        let (connection, cursor) = (ConnectionId::home(), self.cursor.clone());
        match &self.source {
            Source::Found(query) => {
                let query = PeopleQuery { cursor, limit: Some(PART as u32), ..query.clone() };
                send_unread(&ExportPeople { connection, query }, None).await
            }
            Source::Organizations(query) => {
                let query = OrganizationsQuery { cursor, limit: Some(PART as u32), ..query.clone() };
                send_unread(&ExportOrganizations { connection, query }, None).await
            }
            Source::Chosen(people) => {
                let ids = people.iter().skip(self.done).take(PART).copied().collect();
                send_unread(&ExportChosen { connection, chosen: ChosenPeople { ids, cursor } }, None).await
            }
        }
    }

    /// Goes to the part after the one that was written.
    fn pass(&mut self, written: &Exported) {
        self.cursor = written.next.clone();
        match &self.source {
            Source::Found(_) | Source::Organizations(_) => self.done += 1,
            Source::Chosen(_) if self.cursor.is_none() => self.done += PART,
            Source::Chosen(_) => {}
        }
    }
}

/// The name of the file, with the day.
fn file_name(noun: &str, options: ExportOptions) -> String {
    let today = Date::new_0();
    let (year, month, day) = (today.get_full_year(), today.get_month() + 1, today.get_date());
    format!("{}-{year}-{month:02}-{day:02}.{}", noun.to_lowercase(), options.ending())
}
