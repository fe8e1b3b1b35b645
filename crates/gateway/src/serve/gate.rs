//! The door: open from the first moment on, so that nobody is turned away while the database is opened, and until all who came in are served.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tower::ServiceExt;

use super::connections;
use super::door::Door;
use super::health::Hindrance;
use crate::AppState;
use crate::life::{Life, Phase};

/// How long a request waits for a gateway that starts.
const PATIENCE: Duration = Duration::from_secs(10);

/// How the gateway ends.
#[derive(Clone, Copy, Debug)]
pub struct Ending {
    /// How long it still takes what comes after the signal, while it says that it is not ready: so long a balancer may take to notice.
    pub drain: Duration,
    /// How long what is under way may take from then on.
    pub within: Duration,
}

impl Default for Ending {
    fn default() -> Self {
        Self { drain: Duration::ZERO, within: Duration::from_secs(30) }
    }
}

/// The door of a gateway that starts.
pub struct Gate {
    router: Arc<OnceLock<Router>>,
    served: JoinHandle<()>,
    pub(super) life: Arc<Life>,
    pub(super) ending: Ending,
}

impl Gate {
    /// Opens it: who comes waits until it is known who answers, and is told to come again where that takes long.
    pub fn open(listener: TcpListener, life: Arc<Life>, ending: Ending) -> Self {
        tokio::spawn(super::stop::at_a_signal(life.clone()));
        let router = Arc::<OnceLock<Router>>::default();
        let (inside, begun) = (router.clone(), life.clone());
        let answer = move |request: Request| {
            let (inside, begun) = (inside.clone(), begun.clone());
            async move {
                let asked = Asked::by(&request);
                if inside.get().is_none() && asked == Asked::Other {
                    // Where it takes longer, who comes is told so.
                    let _ = tokio::time::timeout(PATIENCE, begun.started()).await;
                }
                match inside.get().cloned() {
                    Some(router) => router.oneshot(request).await.unwrap_or_else(|never| match never {}),
                    None if asked == Asked::Live => StatusCode::NO_CONTENT.into_response(),
                    None if begun.phase() == Phase::Stopping => Hindrance::Stopping.into_response(),
                    None => Hindrance::Starting.into_response(),
                }
            }
        };
        let (door, closing) = Door::new(listener, life.clone(), ending.drain);
        let served = tokio::spawn(connections::serve(door, Router::new().fallback(answer), closing));
        Self { router, served, life, ending }
    }

    /// Lets all in who come, and who have waited.
    pub fn admit(&self, state: &AppState) {
        // It is said once.
        let _ = self.router.set(super::router(state.clone()));
        self.life.serve();
    }

    /// Sends all away who have waited, where the gateway stops before it has started.
    pub async fn send_away(self) {
        let _ = self.close().await;
    }

    /// Waits until all who came in are served, but no longer than was said; whether they were.
    pub(super) async fn close(mut self) -> std::io::Result<bool> {
        let overdue = async {
            self.life.stopping().await;
            tokio::time::sleep(self.ending.drain + self.ending.within).await;
        };
        let served = tokio::select! {
            served = &mut self.served => served.map(|()| true).map_err(std::io::Error::other),
            () = overdue => {
                self.served.abort();
                Ok(false)
            }
        };
        // Also where the door has closed by itself.
        self.life.stop();
        served
    }
}

/// What is asked of a gateway that starts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asked {
    /// Whether it is there.
    Live,
    /// Whether it can do its work.
    Ready,
    /// What can wait until it has started.
    Other,
}

impl Asked {
    fn by(request: &Request) -> Self {
        match request.uri().path() {
            "/healthz" => Self::Live,
            "/readyz" => Self::Ready,
            _ => Self::Other,
        }
    }
}
