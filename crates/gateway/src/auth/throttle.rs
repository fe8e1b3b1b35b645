//! Slowing down those who guess. Gateways over one database count together: who is slowed down at one is at all of them.

use std::collections::HashMap;
use std::fmt::Debug;
use std::hash::Hash;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::store::Store;
use crate::store::tries::{self, Counted};
use crate::{Error, Result, clock};

/// Lets a key pass so many times in a span of time.
#[derive(Debug)]
pub struct Throttle<K> {
    times: u32,
    span: Duration,
    seen: Mutex<HashMap<K, (Instant, u32)>>,
    /// Where the gateways count together, and the name under which they do; nowhere where there is one.
    together: Option<(Store, &'static str)>,
}

/// Most keys that are remembered; beyond that the oldest spans are forgotten first.
const REMEMBERED: usize = 50_000;

impl<K: Eq + Hash + Clone + Debug> Throttle<K> {
    /// So many times in so long.
    pub fn new(times: u32, span: Duration) -> Self {
        Self { times, span, seen: Mutex::new(HashMap::new()), together: None }
    }

    /// The same, counted under a name together with all who are over the same database, where there can be others.
    pub fn together(self, store: &Store, name: &'static str) -> Self {
        Self { together: store.is_shared().then(|| (store.clone(), name)), ..self }
    }

    /// Counts a try; refuses it where there were too many.
    pub async fn pass(&self, key: K) -> Result<()> {
        let Some((store, kind)) = &self.together else { return self.pass_here(key) };
        let counted = Counted { kind, whose: &format!("{key:?}") };
        let (tries, ends_at) = tries::count(store, counted, self.span).await?;
        if tries <= i64::from(self.times) { Ok(()) } else { Err(Error::TooMany(clock::seconds_until(&ends_at) + 1)) }
    }

    /// Forgets the tries of a key.
    pub async fn forget(&self, key: &K) -> Result<()> {
        match &self.together {
            Some((store, kind)) => tries::forget(store, Counted { kind, whose: &format!("{key:?}") }).await?,
            None => drop(self.seen().remove(key)),
        }
        Ok(())
    }

    /// What was seen here. A poisoned lock still holds counts that are right.
    fn seen(&self) -> MutexGuard<'_, HashMap<K, (Instant, u32)>> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn pass_here(&self, key: K) -> Result<()> {
        let now = Instant::now();
        let mut seen = self.seen();
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
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_key_passes_so_many_times() {
        let throttle = Throttle::new(2, Duration::from_secs(60));
        for key in ["a", "a", "b"] {
            assert!(throttle.pass(key).await.is_ok());
        }
        assert!(matches!(throttle.pass("a").await, Err(Error::TooMany(1..=61))));
        assert!(throttle.forget(&"a").await.is_ok());
        assert!(throttle.pass("a").await.is_ok());
    }
}
