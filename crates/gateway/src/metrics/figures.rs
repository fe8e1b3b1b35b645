//! What is looked up when Prometheus asks.

use std::path::Path;
use std::sync::atomic::AtomicU64;

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::{Registry, Unit};

use crate::serve::health;
use crate::store::figures::{self, Waiting};
use crate::{AppState, Result, disk};

type Seconds = Gauge<f64, AtomicU64>;

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
    oldest: Seconds,
}

impl Queue {
    fn show(&self, waiting: &[(&'static str, Waiting)]) {
        for (state, waiting) in waiting {
            self.number.get_or_create(&State { state }).set(waiting.number);
        }
        let oldest = waiting.iter().filter(|(state, _)| *state == "waiting").map(|(_, waiting)| waiting.seconds);
        self.oldest.set(oldest.fold(0.0, f64::max));
    }
}

/// What is looked up when Prometheus asks.
#[derive(Debug, Default)]
pub(super) struct Figures {
    ready: Gauge,
    mails: Queue,
    deliveries: Queue,
    sessions: Gauge,
    database: Family<Part, Gauge>,
    free: Gauge,
}

impl Figures {
    pub(super) fn in_registry(registry: &mut Registry) -> Self {
        let all = Self::default();
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

    pub(super) async fn look(&self, state: &AppState) -> Result<()> {
        self.ready.set(i64::from(health::hindrance(state).await.is_none()));
        self.mails.show(&figures::mails(&state.store).await?);
        self.deliveries.show(&figures::deliveries(&state.store).await?);
        self.sessions.set(figures::sessions(&state.store).await?);
        if let Some(folder) = &state.config.data {
            for (part, file) in [("data", "calling-card.sqlite"), ("log", "calling-card.sqlite-wal")] {
                self.database.get_or_create(&Part { part }).set(size(&folder.join(file)));
            }
            self.free.set(disk::free(folder).and_then(|bytes| i64::try_from(bytes).ok()).unwrap_or_default());
        }
        Ok(())
    }
}

fn size(file: &Path) -> i64 {
    std::fs::metadata(file).ok().and_then(|file| i64::try_from(file.len()).ok()).unwrap_or_default()
}
