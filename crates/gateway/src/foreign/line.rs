//! The line to a connection, which all who use it share: how often may be asked, what we are signed in with, and what was just said.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use calling_card_api::ConnectionId;
use calling_card_crm::Response;
use reqwest::Client;
use tokio::time::Instant;

use crate::reach::Reach;
use crate::store::WorkspaceId;
use crate::store::connections::Connected;

/// How long what was read may be said again.
const RECENT: Duration = Duration::from_secs(10);
/// Most answers that are kept for it, and most bytes of each.
const KEPT: (usize, usize) = (32, 256 * 1024);
/// How long a connection to a server may take to come about, and a whole exchange.
const CONNECT: Duration = Duration::from_secs(5);
const EXCHANGE: Duration = Duration::from_secs(15);

/// How long somebody waits for a CRM.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// Somebody sits before the screen: some seconds, and all of the limit.
    Staff,
    /// Nobody waits: what cannot be sent is sent later, and a quarter of the limit is left to staff.
    Transfer,
}

impl Pace {
    pub(super) fn patience(self) -> Duration {
        match self {
            Self::Staff => Duration::from_secs(8),
            Self::Transfer => Duration::from_secs(65),
        }
    }
}

/// The lines that were used.
#[derive(Debug, Default)]
pub struct Lines(Mutex<HashMap<(WorkspaceId, ConnectionId), Arc<Line>>>);

impl Lines {
    /// The line to a connection.
    pub(super) fn to(&self, workspace: WorkspaceId, connected: &Connected) -> Arc<Line> {
        let mut lines = locked(&self.0);
        lines.entry((workspace, connected.id.clone())).or_insert_with(|| Arc::new(Line::new(connected))).clone()
    }

    /// Forgets a line: the connection was changed or is gone.
    pub fn cut(&self, workspace: WorkspaceId, id: &ConnectionId) {
        locked(&self.0).remove(&(workspace, id.clone()));
    }
}

/// The line to a connection.
#[derive(Debug)]
pub(super) struct Line {
    window: Mutex<Window>,
    recent: Mutex<HashMap<String, (Instant, Response)>>,
    client: Mutex<Option<Client>>,
    /// What calls are signed with, where it comes of the secret and is not the secret itself; and since when it is used.
    pub(super) credential: tokio::sync::Mutex<Option<(String, Instant)>>,
}

impl Line {
    fn new(connected: &Connected) -> Self {
        let (most, seconds) = connected.system.rate();
        Self {
            window: Mutex::new(Window::new(most as usize, Duration::from_secs(seconds.into()))),
            recent: Mutex::default(),
            client: Mutex::default(),
            credential: tokio::sync::Mutex::default(),
        }
    }

    /// What sends requests.
    pub(super) fn client(&self, reach: Reach) -> reqwest::Result<Client> {
        let mut client = locked(&self.client);
        if let Some(client) = &*client {
            return Ok(client.clone());
        }
        let builder = Client::builder().user_agent("Calling Card").connect_timeout(CONNECT).timeout(EXCHANGE);
        let made = reach.client(builder)?;
        *client = Some(made.clone());
        Ok(made)
    }

    /// Waits until it may be asked once more; fails with the seconds to wait where that is longer than is waited.
    pub(super) async fn turn(&self, pace: Pace) -> Result<(), u64> {
        let now = Instant::now();
        let at = locked(&self.window).reserve(now, pace).map_err(|wait| wait.as_secs() + 1)?;
        tokio::time::sleep_until(at).await;
        Ok(())
    }

    /// Nobody asks for a while: the CRM has said so.
    pub(super) fn rest(&self, seconds: u64) {
        let until = Instant::now() + Duration::from_secs(seconds.min(3600));
        let mut window = locked(&self.window);
        window.resting = window.resting.max(Some(until));
    }

    /// What was just said to the same question.
    pub(super) fn recent(&self, question: &str) -> Option<Response> {
        let recent = locked(&self.recent);
        let (at, answer) = recent.get(question)?;
        (at.elapsed() < RECENT).then(|| answer.clone())
    }

    /// Keeps an answer for some seconds.
    pub(super) fn keep(&self, question: String, answer: &Response) {
        let mut recent = locked(&self.recent);
        recent.retain(|_, (at, _)| at.elapsed() < RECENT);
        if recent.len() < KEPT.0 && answer.body().len() <= KEPT.1 {
            recent.insert(question, (Instant::now(), answer.clone()));
        }
    }

    /// Something was written there: what was said may no longer be so.
    pub(super) fn forget_recent(&self) {
        locked(&self.recent).clear();
    }
}

/// Whether what calls are signed with is used still: where the CRM does not say when it ends, until it is refused.
pub(super) fn holds(since: Instant, now: Instant, seconds: Option<u64>) -> bool {
    seconds.is_none_or(|most| now < since + Duration::from_secs(most))
}

/// When was asked: never more than so often in any period of so long.
#[derive(Debug)]
struct Window {
    most: usize,
    period: Duration,
    asked: VecDeque<Instant>,
    resting: Option<Instant>,
}

impl Window {
    fn new(most: usize, period: Duration) -> Self {
        Self { most, period, asked: VecDeque::new(), resting: None }
    }

    /// When it may be asked next, taken down as asked; or how long that would take, where it is too long.
    fn reserve(&mut self, now: Instant, pace: Pace) -> Result<Instant, Duration> {
        while self.asked.front().is_some_and(|at| *at + self.period <= now) {
            self.asked.pop_front();
        }
        let most = match pace {
            Pace::Staff => self.most,
            Pace::Transfer => (self.most * 3 / 4).max(1),
        };
        let free = self.asked.len().checked_sub(most).and_then(|place| self.asked.get(place));
        let free = free.map_or(now, |at| *at + self.period);
        let at = free.max(self.resting.unwrap_or(now)).max(now);
        if at - now > pace.patience() {
            return Err(at - now);
        }
        let place = self.asked.partition_point(|asked| *asked <= at);
        self.asked.insert(place, at);
        Ok(at)
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_calls_are_signed_with_is_had_anew_before_it_ends() {
        let start = Instant::now();
        let after = |seconds| start + Duration::from_secs(seconds);
        let used = calling_card_crm::Dialect::Cobra.credential_seconds();
        assert!(holds(start, after(1), used) && holds(start, after(54 * 60), used));
        assert!(!holds(start, after(59 * 60), used), "a token lives one hour");
        assert!(holds(start, after(1_000_000), None), "until the CRM refuses it");
    }

    #[test]
    fn no_more_than_so_many_in_any_minute() {
        let start = Instant::now();
        let second = |seconds| start + Duration::from_secs(seconds);
        let mut window = Window::new(4, Duration::from_secs(60));
        // Three quarters are for transfers, all of it is for staff.
        for _ in 0..3 {
            assert_eq!(window.reserve(second(0), Pace::Transfer), Ok(second(0)));
        }
        assert_eq!(window.reserve(second(0), Pace::Staff), Ok(second(0)));
        assert_eq!(window.reserve(second(10), Pace::Staff), Err(Duration::from_secs(50)));
        assert_eq!(window.reserve(second(55), Pace::Staff), Ok(second(60)));
        assert_eq!(window.reserve(second(61), Pace::Staff), Ok(second(61)));
        window.resting = Some(second(70));
        assert_eq!(window.reserve(second(65), Pace::Staff), Ok(second(70)));
        assert_eq!(window.reserve(second(65), Pace::Transfer), Ok(second(120)), "60, 61 and 70 are three of four");
    }
}
