//! Connections of browsers and programs: those that take too long to say what they want are closed, and no more are open than half
//! of the files that may be.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, Request};
use axum::response::Response;
use axum::serve::Listener;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::TcpStream;
use tokio::sync::Semaphore;
use tower::ServiceExt;

/// Longest time that the head of a request may take, from when its connection is free for it.
const HEAD: Duration = Duration::from_secs(20);
/// Most bytes of a head that are waited for; those that come at once may be as many more.
const HEAD_BYTES: usize = 32 * 1024;
/// Most connections at once, where as many files may be open; who comes then waits.
const MOST: usize = 4096;

/// How many connections may be open at once: half of the files that may be. The other half is for the database, files and other servers.
fn most(files: Option<u64>) -> usize {
    files.and_then(|files| usize::try_from(files / 2).ok()).map_or(MOST, |half| half.clamp(1, MOST))
}

/// How many files the program may have open; none where there is no limit.
fn files() -> Option<u64> {
    #[cfg(unix)]
    {
        rustix::process::getrlimit(rustix::process::Resource::Nofile).current
    }
    #[cfg(not(unix))]
    {
        None
    }
}

/// Serves until it is stopped; requests that have begun end first.
pub(super) async fn serve(
    mut door: impl Listener<Io = TcpStream, Addr = SocketAddr>,
    router: Router,
    stopped: impl Future<Output = ()>,
) {
    let (open, ending) = (Arc::new(Semaphore::new(most(files()))), GracefulShutdown::new());
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(HEAD).max_buf_size(HEAD_BYTES);
    let mut stopped = pin!(stopped);
    loop {
        let next = async {
            let place = open.clone().acquire_owned().await;
            (place, door.accept().await)
        };
        let (place, (stream, address)) = tokio::select! {
            next = next => next,
            () = &mut stopped => break,
        };
        let router = router.clone();
        let answer = service_fn(move |request: hyper::Request<Incoming>| {
            answer(router.clone(), address, request.map(Body::new))
        });
        let connection = ending.watch(http.serve_connection(TokioIo::new(stream), answer));
        tokio::spawn(async move {
            // Whoever hangs up has what they wanted, or never will.
            let _ = connection.await;
            drop(place);
        });
    }
    drop(door);
    ending.shutdown().await;
}

async fn answer(router: Router, address: SocketAddr, mut request: Request) -> Result<Response, Infallible> {
    request.extensions_mut().insert(ConnectInfo(address));
    router.oneshot(request).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_of_the_files_are_left_for_all_else() {
        let expected = [(None, 4096), (Some(1_024), 512), (Some(1 << 20), 4096), (Some(1), 1)];
        assert_eq!(expected.map(|(files, _)| most(files)), expected.map(|(_, most)| most));
    }
}
