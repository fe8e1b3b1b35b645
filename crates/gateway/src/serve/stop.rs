//! The signals that say stop.

use std::sync::Arc;

use crate::life::Life;

/// Stops the gateway when a signal says so.
pub(super) async fn at_a_signal(life: Arc<Life>) {
    signal().await;
    tracing::info!("a signal says stop");
    life.stop();
}

async fn signal() {
    let interrupted = async {
        // Where there is no such signal, this one never comes.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminated = std::future::pending::<()>();
    tokio::select! {
        () = interrupted => {}
        () = terminated => {}
    }
}
