//! Requests that PostgreSQL did not do for others' sake alone (a serialization failure, or a deadlock) are done once more, where nothing of them was
//! done. One server hardly ever says so, as the store locks what it decides by; one that is distributed does.

use std::time::Duration;

use axum::body::{Body, HttpBody as _, to_bytes};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;

use super::BODY_BYTES;
use crate::AppState;
use crate::store::sql::watched;

/// How often something is tried.
const TRIES: u32 = 5;
/// How long is waited before the second time, at most; before each other one twice as long.
const REST: Duration = Duration::from_millis(20);

/// Does a request, and does it once more where it can be.
pub(super) async fn again(State(state): State<AppState>, request: Request, next: Next) -> Response {
    // What is not told beforehand to be small is not kept to be sent once more.
    let is_small = request.body().size_hint().upper().is_some_and(|most| most <= BODY_BYTES as u64);
    if !state.store.is_shared() || request.method().is_safe() || !is_small {
        return next.run(request).await;
    }
    let (head, body) = request.into_parts();
    let whole = match to_bytes(body, BODY_BYTES).await {
        Ok(whole) => whole,
        // Whoever reads it says what is wrong.
        Err(broken) => {
            let broken = Body::from_stream(futures_util::stream::iter([Err::<&[u8], _>(broken)]));
            return next.run(Request::from_parts(head, broken)).await;
        }
    };
    let mut tries = 1;
    loop {
        let request = Request::from_parts(head.clone(), Body::from(whole.clone()));
        let (answer, watched) = watched(next.clone().run(request)).await;
        if tries == TRIES || !answer.status().is_server_error() || !watched.can_be_done_again() {
            return answer;
        }
        let most = REST * 2u32.pow(tries - 1);
        tokio::time::sleep(most.mul_f64(rand::random())).await;
        tries += 1;
    }
}
