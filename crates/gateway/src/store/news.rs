//! News: that something was written in a workspace, told to who hears for it. Of what other gateways write over the same database,
//! PostgreSQL tells (`LISTEN`, migrations/postgres/0006_news.sql); what this one writes there comes back in the same way.

use std::time::Duration;

use sqlx::postgres::PgListener;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::broadcast::{Receiver, Sender};
use uuid::Uuid;

use super::{Store, WorkspaceId, sql};
use crate::Result;

/// What PostgreSQL's channel is called.
const CHANNEL: &str = "calling_card_news";
/// Of so many who hears has to catch up; of more only that there were some.
const KEPT: usize = 256;
/// What comes so soon after another is told with it.
const TOGETHER: Duration = Duration::from_millis(250);
/// How long after the database was away it is listened to again.
const REST: Duration = Duration::from_secs(5);

/// Whose news: a workspace's, or everybody's, where it is not known what was missed.
type Whose = Option<WorkspaceId>;

/// What is told to all who hear.
#[derive(Clone, Debug)]
pub(super) struct News(Sender<Whose>);

impl Default for News {
    fn default() -> Self {
        Self(Sender::new(KEPT))
    }
}

impl News {
    fn tell(&self, whose: Whose) {
        // Nobody may be there to hear it.
        let _ = self.0.send(whose);
    }
}

/// Who hears the news of a workspace.
pub struct Hearing {
    workspace: WorkspaceId,
    news: Receiver<Whose>,
}

impl Hearing {
    /// Waits for news, and for those that follow at once.
    pub async fn next(&mut self) {
        self.first().await;
        tokio::time::sleep(TOGETHER).await;
        self.news = self.news.resubscribe();
    }

    async fn first(&mut self) {
        loop {
            match self.news.recv().await {
                Ok(whose) if whose.is_none_or(|whose| whose == self.workspace) => return,
                Ok(_) => {}
                Err(RecvError::Lagged(_)) => return,
                // The store is gone: there are none any more.
                Err(RecvError::Closed) => std::future::pending().await,
            }
        }
    }
}

impl Store {
    /// Hears what is written in a workspace from now on.
    pub fn hear(&self, workspace: WorkspaceId) -> Hearing {
        Hearing { workspace, news: self.news.0.subscribe() }
    }

    /// Tells that something was written in a workspace. PostgreSQL tells it by itself.
    pub(super) fn written_in(&self, workspace: WorkspaceId) {
        if !self.is_shared() {
            self.news.tell(Some(workspace));
        }
    }

    /// Tells what is written over the same database by whom ever, until it is dropped; where the database is SQLite's, nobody else writes.
    pub async fn listen(&self) {
        while let sql::Pool::Postgres(pool) = &self.pool {
            if let Err(error) = self.listen_to(pool).await {
                tracing::warn!(%error, "what other gateways write is not heard");
            }
            tokio::time::sleep(REST).await;
        }
    }

    async fn listen_to(&self, pool: &sqlx::PgPool) -> Result<()> {
        let mut listener = PgListener::connect_with(pool).await?;
        listener.listen(CHANNEL).await?;
        // What was written before is known to nobody here.
        self.news.tell(None);
        while let Some(told) = listener.try_recv().await? {
            self.news.tell(Uuid::try_parse(told.payload()).ok().map(WorkspaceId));
        }
        Ok(())
    }
}
