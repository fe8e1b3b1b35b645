//! Slowing down those who guess.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use crate::{Error, Result};

/// Lets a key pass so many times in a span of time.
#[derive(Debug)]
pub struct Throttle<K> {
    times: u32,
    span: Duration,
    seen: Mutex<HashMap<K, (Instant, u32)>>,
}

/// Most keys that are remembered; beyond that the oldest spans are forgotten first.
const REMEMBERED: usize = 50_000;

impl<K: Eq + Hash + Clone> Throttle<K> {
    /// So many times in so long.
    pub fn new(times: u32, span: Duration) -> Self {
        Self { times, span, seen: Mutex::new(HashMap::new()) }
    }

    /// Counts a try; refuses it where there were too many.
    pub fn pass(&self, key: K) -> Result<()> {
        let now = Instant::now();
        // A poisoned lock still holds counts that are right.
        let mut seen = self.seen.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if seen.len() >= REMEMBERED {
            let span = self.span;
            seen.retain(|_, (since, _)| now.duration_since(*since) < span);
            if seen.len() >= REMEMBERED {
                seen.clear();
            }
        }
        let (since, count) = seen.entry(key).or_insert((now, 0));
        if now.duration_since(*since) >= self.span {
            (*since, *count) = (now, 0);
        }
        *count += 1;
        if *count <= self.times {
            return Ok(());
        }
        let left = self.span.saturating_sub(now.duration_since(*since));
        Err(Error::TooMany(left.as_secs() + 1))
    }

    /// Forgets the tries of a key.
    pub fn forget(&self, key: &K) {
        self.seen.lock().unwrap_or_else(std::sync::PoisonError::into_inner).remove(key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_passes_so_many_times() {
        let throttle = Throttle::new(2, Duration::from_secs(60));
        assert!(throttle.pass("a").is_ok() && throttle.pass("a").is_ok() && throttle.pass("b").is_ok());
        assert!(matches!(throttle.pass("a"), Err(Error::TooMany(1..=61))));
        throttle.forget(&"a");
        assert!(throttle.pass("a").is_ok());
    }
}
