//! What is looked up when Prometheus asks.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::{Registry, Unit};
use tokio::sync::Semaphore;

use super::process::Process;
use crate::serve::health::{self, Hindrance};
use crate::store::figures::{self, Waiting};
use crate::store::{DATABASE, Store, WRITE_AHEAD};
use crate::{AppState, Result, disk};

/// How long the database, and the disk, may take each.
const PATIENCE: Duration = Duration::from_secs(2);

type Seconds = Gauge<f64, AtomicU64>;
/// A number without labels that is not told while it is not known.
type Known<G> = Family<Alone, G>;

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Alone {}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct State {
    state: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Part {
    part: &'static str,
}

/// What waits, and for how long.
#[derive(Debug, Default)]
struct Queue {
    number: Family<State, Gauge>,
    oldest: Known<Seconds>,
}

impl Queue {
    fn show(&self, waiting: &[(&'static str, Waiting)]) {
        for (state, waiting) in waiting {
            self.number.get_or_create(&State { state }).set(waiting.number);
        }
        let oldest = waiting.iter().filter(|(state, _)| *state == "waiting").map(|(_, waiting)| waiting.seconds);
        self.oldest.get_or_create(&Alone {}).set(oldest.fold(0.0, f64::max));
    }

    fn forget(&self) {
        self.number.clear();
        self.oldest.clear();
    }
}

/// What is looked up when Prometheus asks.
#[derive(Debug)]
pub(super) struct Figures {
    ready: Gauge,
    mails: Queue,
    deliveries: Queue,
    sessions: Known<Gauge>,
    database: Family<Part, Gauge>,
    free: Known<Gauge>,
    process: Process,
    /// One look at the disk at a time: behind one that hangs others wait for so long, and go.
    looking: Arc<Semaphore>,
}

/// What was seen on the disk.
#[derive(Default)]
struct Seen {
    parts: Vec<(&'static str, u64)>,
    free: Option<u64>,
}

impl Figures {
    pub(super) fn in_registry(registry: &mut Registry, process: Process) -> Self {
        let all = Self {
            ready: Gauge::default(),
            mails: Queue::default(),
            deliveries: Queue::default(),
            sessions: Family::default(),
            database: Family::default(),
            free: Family::default(),
            process,
            looking: Arc::new(Semaphore::new(1)),
        };
        registry.register("ready", "Whether the gateway can do its work", all.ready.clone());
        registry.register("mails", "Mails in the outbox that are not done", all.mails.number.clone());
        let help = "For how long the oldest mail waits";
        registry.register_with_unit("mail_oldest_waiting", help, Unit::Seconds, all.mails.oldest.clone());
        let help = "People on their way into other CRMs who are not done";
        registry.register("deliveries", help, all.deliveries.number.clone());
        let help = "For how long the oldest delivery waits";
        registry.register_with_unit("delivery_oldest_waiting", help, Unit::Seconds, all.deliveries.oldest.clone());
        registry.register("sessions", "Sessions of members of staff", all.sessions.clone());
        let help = "How large the files of the database are";
        registry.register_with_unit("database", help, Unit::Bytes, all.database.clone());
        let help = "How much room is left beside the database";
        registry.register_with_unit("disk_free", help, Unit::Bytes, all.free.clone());
        all
    }

    /// Looks it up, within bounded time; what cannot be looked up is not told.
    pub(super) async fn look(&self, state: &AppState) {
        self.process.look();
        let hindrance = health::hindrance(state).await;
        self.ready.set(i64::from(hindrance.is_none()));
        let told = match hindrance {
            // It was logged.
            Some(Hindrance::Database) => false,
            _ => self.look_at_store(&state.store).await,
        };
        if !told {
            self.mails.forget();
            self.deliveries.forget();
            self.sessions.clear();
        }
        self.show_disk(self.look_at_disk(state.config.data.clone()).await);
    }

    async fn look_at_store(&self, store: &Store) -> bool {
        let look = async {
            let (mails, deliveries) = (figures::mails(store).await?, figures::deliveries(store).await?);
            Result::Ok((mails, deliveries, figures::sessions(store).await?))
        };
        match tokio::time::timeout(PATIENCE, look).await {
            Ok(Ok((mails, deliveries, sessions))) => {
                self.mails.show(&mails);
                self.deliveries.show(&deliveries);
                self.sessions.get_or_create(&Alone {}).set(sessions);
                return true;
            }
            Ok(Err(error)) => tracing::error!(%error, "what Prometheus asks for could not be looked up"),
            Err(_) => tracing::error!("what Prometheus asks for could not be looked up in time"),
        }
        false
    }

    async fn look_at_disk(&self, folder: Option<PathBuf>) -> Option<Seen> {
        let look = async {
            let place = self.looking.clone().acquire_owned().await.ok()?;
            let look = move || {
                let seen = folder.as_deref().map(see).unwrap_or_default();
                drop(place);
                seen
            };
            tokio::task::spawn_blocking(look).await.ok()
        };
        tokio::time::timeout(PATIENCE, look).await.ok().flatten()
    }

    fn show_disk(&self, seen: Option<Seen>) {
        let Seen { parts, free } = seen.unwrap_or_default();
        self.database.clear();
        for (part, bytes) in parts {
            self.database.get_or_create(&Part { part }).set(number(bytes));
        }
        self.free.clear();
        if let Some(free) = free {
            self.free.get_or_create(&Alone {}).set(number(free));
        }
    }
}

fn see(folder: &Path) -> Seen {
    let database = folder.join(DATABASE);
    let log = folder.join(format!("{DATABASE}{WRITE_AHEAD}"));
    Seen { parts: vec![("data", disk::size(&database)), ("log", disk::size(&log))], free: disk::free(folder) }
}

fn number(bytes: u64) -> i64 {
    i64::try_from(bytes).unwrap_or(i64::MAX)
}
