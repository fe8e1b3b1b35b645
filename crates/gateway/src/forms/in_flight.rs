//! Submissions that are being taken in: the same key at the same time is told to wait.

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

/// The keys of what is being taken in, with their forms.
#[derive(Debug, Default)]
pub struct InFlight(Mutex<HashSet<(String, String)>>);

/// A key while it is being taken in; it is free again when this is dropped, also where the sender hangs up.
pub(super) struct Flight<'a> {
    all: &'a InFlight,
    key: (String, String),
}

impl InFlight {
    /// Takes a key; none where it is taken.
    pub(super) fn begin(&self, form: &str, key: &str) -> Option<Flight<'_>> {
        let key = (form.to_owned(), key.to_owned());
        let begun = self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(key.clone());
        begun.then_some(Flight { all: self, key })
    }
}

impl Drop for Flight<'_> {
    fn drop(&mut self) {
        self.all.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_taken_once_at_a_time() {
        let all = InFlight::default();
        let first = all.begin("contact", "a");
        assert!(first.is_some() && all.begin("contact", "a").is_none() && all.begin("other", "a").is_some());
        drop(first);
        assert!(all.begin("contact", "a").is_some());
    }
}
