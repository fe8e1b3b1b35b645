//! The door itself: once it is shut nobody comes in any more, and whoever has just come in still says what they want.
//!
//! Hyper breaks a connection off that was taken and of which nothing was read yet when it is told to end; so it is told a moment after the last was taken.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::serve::Listener;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

use crate::life::Life;

/// How long whoever came in last has to say what they want.
const LAST_WORDS: Duration = Duration::from_millis(300);

/// Where people come in.
pub(super) struct Door {
    listener: TcpListener,
    shut: watch::Receiver<bool>,
}

impl Door {
    /// A door that is shut this long after the gateway was told to stop; and what ends when all who came in have to end, too.
    pub(super) fn new(listener: TcpListener, life: Arc<Life>, drain: Duration) -> (Self, impl Future<Output = ()>) {
        let (shut, is_shut) = watch::channel(false);
        let ending = async move {
            life.stopping().await;
            tokio::time::sleep(drain).await;
            shut.send_replace(true);
            tokio::time::sleep(LAST_WORDS).await;
        };
        (Self { listener, shut: is_shut }, ending)
    }
}

impl Listener for Door {
    type Io = TcpStream;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        let Self { listener, shut } = self;
        let shut = async {
            let _ = shut.wait_for(|shut| *shut).await;
        };
        tokio::select! {
            biased;
            // Who waits outside is for the next gateway at this socket.
            () = shut => std::future::pending().await,
            accepted = Listener::accept(listener) => accepted,
        }
    }

    fn local_addr(&self) -> std::io::Result<Self::Addr> {
        self.listener.local_addr()
    }
}
