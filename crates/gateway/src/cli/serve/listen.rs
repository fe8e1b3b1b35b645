//! Where the gateway listens: at an address of its own, or at a socket that systemd holds for it, so that nobody is refused while it restarts.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use calling_card_gateway::life::Life;
use listenfd::ListenFd;
use sd_notify::NotifyState;
use tokio::net::TcpListener;

use super::Failure;

/// The socket that was handed over (`LISTEN_FDS`), else one at this address.
pub(super) async fn at(bind: IpAddr, port: u16) -> Result<TcpListener, Failure> {
    let handed_over = ListenFd::from_env().take_tcp_listener(0);
    let unusable = |error| Failure(format!("The socket that was handed over cannot be used ({error})."));
    if let Some(socket) = handed_over.map_err(unusable)? {
        socket.set_nonblocking(true).map_err(unusable)?;
        return TcpListener::from_std(socket).map_err(unusable);
    }
    TcpListener::bind((bind, port)).await.map_err(|error| {
        Failure(format!("Port {port} of {bind} cannot be used ({error}). Choose another one with --port."))
    })
}

/// A socket for Prometheus, where one is wished.
pub(super) async fn for_metrics(address: Option<SocketAddr>) -> Result<Option<TcpListener>, Failure> {
    let Some(address) = address else { return Ok(None) };
    let unusable =
        |error| Failure(format!("{address} cannot be used ({error}). Choose another address with --metrics."));
    let listener = TcpListener::bind(address).await.map_err(unusable)?;
    let address = listener.local_addr().map_err(unusable)?;
    // Whoever has started it may have stopped reading; it serves all the same.
    let _ = super::super::print(&format!("metrics at http://{address}/metrics"));
    Ok(Some(listener))
}

/// Tells systemd that the gateway is ready, and later that it stops, where systemd wants to know (`NOTIFY_SOCKET`).
pub(super) fn tell_ready(life: &Arc<Life>) {
    tell(&[NotifyState::Ready]);
    let life = life.clone();
    tokio::spawn(async move {
        life.stopping().await;
        tell(&[NotifyState::Stopping]);
    });
}

fn tell(state: &[NotifyState]) {
    if let Err(error) = sd_notify::notify(state) {
        tracing::warn!(%error, "systemd could not be told");
    }
}
