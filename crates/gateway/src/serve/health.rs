//! Whether the gateway is there (`/healthz`), and whether it can do its work (`/readyz`).

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;
use tokio::sync::Mutex;

use crate::AppState;
use crate::life::Phase;
use crate::store::DATABASE;

/// How long the database, and the disk, may take to answer.
const PATIENCE: Duration = Duration::from_secs(2);
/// For how long holds what was found out about the disk.
const HOLDS: Duration = Duration::from_secs(5);
/// What is written to see whether the disk takes it: a block.
const BLOCK: [u8; 4096] = [0; 4096];

/// What keeps the gateway from its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hindrance {
    /// It is not that far yet.
    Starting,
    /// A signal has said stop.
    Stopping,
    /// The database does not answer.
    Database,
    /// The data folder takes nothing: it is full, read-only, or does not answer.
    Disk,
}

impl Hindrance {
    /// Its name in the answer.
    pub fn name(self) -> &'static str {
        match self {
            Self::Starting => "starting",
            Self::Stopping => "stopping",
            Self::Database => "database",
            Self::Disk => "disk",
        }
    }
}

impl IntoResponse for Hindrance {
    fn into_response(self) -> Response {
        let body = Json(json!({ "ready": false, "because": self.name() }));
        let mut response = (StatusCode::SERVICE_UNAVAILABLE, body).into_response();
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
        response
    }
}

/// The data folder, as far as it is asked whether it takes what is written.
#[derive(Debug, Default)]
pub struct Disk {
    known: Mutex<Option<(Instant, bool)>>,
    under_way: Arc<AtomicBool>,
}

impl Disk {
    /// Whether the folder takes a block. Asked again after five seconds at the soonest, and not while the last answer is still out.
    async fn takes(&self, folder: &Path) -> bool {
        let mut known = self.known.lock().await;
        if let Some((at, takes)) = *known
            && at.elapsed() < HOLDS
        {
            return takes;
        }
        let takes = self.ask(folder.to_owned()).await;
        *known = Some((Instant::now(), takes));
        takes
    }

    async fn ask(&self, folder: PathBuf) -> bool {
        if self.under_way.swap(true, Ordering::AcqRel) {
            return false;
        }
        let under_way = self.under_way.clone();
        let asked = tokio::task::spawn_blocking(move || {
            let written = write_block(&folder);
            under_way.store(false, Ordering::Release);
            written
        });
        match tokio::time::timeout(PATIENCE, asked).await {
            Ok(Ok(Ok(()))) => true,
            Ok(Ok(Err(error))) => {
                tracing::error!(%error, "the data folder takes nothing");
                false
            }
            Ok(Err(_)) | Err(_) => {
                tracing::error!("the disk does not answer");
                false
            }
        }
    }
}

fn write_block(folder: &Path) -> std::io::Result<()> {
    // One that is not there any more is not missed by those who have it open.
    std::fs::metadata(folder.join(DATABASE))?;
    let path = folder.join(format!(".ready-{}", std::process::id()));
    let written = std::fs::File::create(&path).and_then(|mut file| {
        file.write_all(&BLOCK)?;
        file.sync_all()
    });
    let removed = std::fs::remove_file(&path);
    written.and(removed)
}

/// It is there.
pub(super) async fn live() -> StatusCode {
    StatusCode::NO_CONTENT
}

/// Whether it can do its work, and else what keeps it from it.
pub(super) async fn ready(State(state): State<AppState>) -> Response {
    match hindrance(&state).await {
        None => Json(json!({ "ready": true })).into_response(),
        Some(hindrance) => hindrance.into_response(),
    }
}

/// What keeps the gateway from its work, if anything does.
pub async fn hindrance(state: &AppState) -> Option<Hindrance> {
    match state.life.phase() {
        Phase::Starting => return Some(Hindrance::Starting),
        Phase::Stopping => return Some(Hindrance::Stopping),
        Phase::Serving => {}
    }
    match tokio::time::timeout(PATIENCE, state.store.ping()).await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => {
            tracing::error!(%error, "the database does not answer");
            return Some(Hindrance::Database);
        }
        Err(_) => {
            tracing::error!("the database does not answer in time");
            return Some(Hindrance::Database);
        }
    }
    match &state.config.data {
        Some(folder) if !state.disk.takes(folder).await => Some(Hindrance::Disk),
        _ => None,
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test that cannot go on shall stop")]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_folder_that_takes_nothing_is_told_from_one_that_does() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(DATABASE), "").unwrap();
        assert!(Disk::default().takes(folder.path()).await);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing stays behind");
        let disk = Disk::default();
        assert!(!disk.takes(&folder.path().join("none")).await);
        assert!(!disk.takes(folder.path()).await, "what was found out holds for a while");
        let asking = Disk::default();
        asking.under_way.store(true, Ordering::Release);
        assert!(!asking.takes(folder.path()).await, "one at a time");
    }
}
