//! How often a dialect may be spoken, where the vendors' limits are imitated.

use std::collections::{HashMap, VecDeque};
use std::hash::Hash;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use calling_card_crm::{emnify, onlyoffice, rogerroger};
use uuid::Uuid;

use crate::{Error, Result};

/// Requests of the vendors' spans of time.
#[derive(Debug)]
pub struct Limits {
    /// RogerRoger's, by workspace.
    pub(super) rogerroger: Window<Uuid>,
    /// emnify's, by network address.
    pub(super) emnify: Window<Option<IpAddr>>,
    /// ONLYOFFICE's, by network address and workspace.
    pub(super) onlyoffice: Window<(Option<IpAddr>, Uuid)>,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            rogerroger: Window::new(rogerroger::RATE),
            emnify: Window::new(emnify::RATE),
            onlyoffice: Window::new(onlyoffice::RATE),
        }
    }
}

/// So many requests in so long, whenever that begins (a sliding window).
#[derive(Debug)]
pub(super) struct Window<K> {
    requests: usize,
    span: Duration,
    seen: Mutex<HashMap<K, VecDeque<Instant>>>,
}

impl<K: Eq + Hash> Window<K> {
    /// So many requests in so many seconds.
    fn new((requests, seconds): (u32, u32)) -> Self {
        Self { requests: requests as usize, span: Duration::from_secs(seconds.into()), seen: Mutex::default() }
    }

    /// Counts a request; one that is refused does not count.
    pub(super) fn pass(&self, key: K) -> Result<()> {
        self.pass_at(key, Instant::now())
    }

    fn pass_at(&self, key: K, now: Instant) -> Result<()> {
        // A poisoned lock still holds times that are right.
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let old = |time: &Instant| now.duration_since(*time) >= self.span;
        seen.retain(|_, times| times.back().is_some_and(|last| !old(last)));
        let times = seen.entry(key).or_default();
        while times.front().is_some_and(old) {
            times.pop_front();
        }
        match times.front() {
            Some(first) if times.len() >= self.requests => {
                Err(Error::TooMany(self.span.saturating_sub(now.duration_since(*first)).as_secs() + 1))
            }
            _ => {
                times.push_back(now);
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_slides() {
        let window = Window::new((2, 60));
        let begin = Instant::now();
        let at = |key, seconds| window.pass_at(key, begin + Duration::from_secs(seconds));
        assert!(at("a", 0).is_ok() && at("a", 30).is_ok() && at("b", 30).is_ok());
        assert!(matches!(at("a", 59), Err(Error::TooMany(2))));
        assert!(at("a", 60).is_ok() && at("a", 61).is_err() && at("a", 90).is_ok());
    }
}
