//! Taking back what was done, when it cannot be done whole: one list for the works of all dialects.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::script::Exchange;
use crate::{Error, Rejection};

/// What takes back what was done, step by step; each copy is the same list.
pub(crate) struct Undo<S>(Arc<Mutex<Vec<S>>>);

impl<S> Clone for Undo<S> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<S> Default for Undo<S> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<S> Undo<S> {
    /// Something was done that this takes back.
    pub(crate) fn push(&self, step: S) {
        self.steps().push(step);
    }

    /// What was done before stays.
    pub(crate) fn forget(&self) {
        self.steps().clear();
    }

    /// Does what this takes back. Who is refused, or cannot be asked, has done nothing; who gets no answer may have.
    pub(crate) async fn with<T>(&self, back: S, doing: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
        self.push(back);
        let done = doing.await;
        if let Err(Error::Rejected(_) | Error::Build(_)) = done {
            self.steps().pop();
        }
        done
    }

    /// Leaves what was done, or takes it back where it was not done whole: the last of it first, and the rest of it also where a
    /// step cannot be.
    pub(crate) async fn unless<T, F>(
        &self,
        outcome: Result<T, Error>,
        take_back: impl Fn(S) -> F + Send,
    ) -> Result<T, Error>
    where
        F: Future<Output = Result<(), Error>>,
    {
        let steps = std::mem::take(&mut *self.steps());
        let why = match outcome {
            // What is in doubt was taken in: it may yet be done.
            Err(why) if !steps.is_empty() && !matches!(why, Error::InDoubt(_)) => why,
            outcome => return outcome,
        };
        let mut left = None;
        for step in steps.into_iter().rev() {
            match take_back(step).await {
                // What is gone already needs not be taken back.
                Ok(()) | Err(Error::Rejected(Rejection { status: 404, .. })) => {}
                Err(error) => left = Some(error),
            }
        }
        Err(match (left, why) {
            (Some(left), why) => {
                Error::InDoubt(format!("{why}. What was done before stays, as taking it back failed: {left}"))
            }
            // It stands at its field.
            (None, why @ Error::Rejected(_)) => why,
            (None, why) => Error::TakenBack(Box::new(why)),
        })
    }

    fn steps(&self) -> MutexGuard<'_, Vec<S>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What is sent, of which it is looked only whether it was done.
pub(crate) trait Deed: Send {
    /// Does it.
    fn act(self, exchange: &Exchange) -> impl Future<Output = Result<(), Error>> + Send;
}

/// What takes back a step.
pub(crate) enum Back<C, O> {
    /// A call.
    Call(Box<C>),
    /// Several calls, of which it is looked only then what they are.
    Other(O),
}

impl<C: Deed, O: Deed> Undo<Back<C, O>> {
    /// Something was done that this call takes back.
    pub(crate) fn push_call(&self, call: C) {
        self.push(Back::Call(Box::new(call)));
    }

    /// Does by a call what another takes back.
    pub(crate) async fn tell(&self, exchange: &Exchange, back: C, call: C) -> Result<(), Error> {
        self.with(Back::Call(Box::new(back)), call.act(exchange)).await
    }

    /// Leaves what was done, or takes it back where it was not done whole.
    pub(crate) async fn end<T>(&self, exchange: &Exchange, outcome: Result<T, Error>) -> Result<T, Error> {
        let take_back = |step: Back<C, O>| async move {
            match step {
                Back::Call(call) => call.act(exchange).await,
                Back::Other(other) => other.act(exchange).await,
            }
        };
        self.unless(outcome, take_back).await
    }
}

#[cfg(test)]
mod tests {
    use std::future::ready;
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    use super::*;

    /// What comes of what needs not wait.
    fn at_once<T>(doing: impl Future<Output = T>) -> Option<T> {
        match pin!(doing).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(done) => Some(done),
            Poll::Pending => None,
        }
    }

    /// What is taken back of three steps, and what is said, where these cannot be.
    fn taken_back(why: Error, stuck: &[u8]) -> (Vec<u8>, Result<(), Error>) {
        let undo = Undo::default();
        (1..=3).for_each(|step| undo.push(step));
        let done = Mutex::new(Vec::new());
        let outcome = at_once(undo.unless(Err(why), |step: u8| {
            done.lock().unwrap_or_else(PoisonError::into_inner).push(step);
            ready(if stuck.contains(&step) { Err(Error::Transport("cut".into())) } else { Ok(()) })
        }));
        (done.into_inner().unwrap_or_default(), outcome.unwrap_or(Ok(())))
    }

    #[test]
    fn all_of_it_is_tried_the_last_first() {
        let refused = || Error::Rejected(Rejection { status: 400, ..Rejection::default() });
        let lost = || Error::Transport("lost".into());
        assert_eq!(taken_back(refused(), &[]), (vec![3, 2, 1], Err(refused())));
        assert_eq!(taken_back(lost(), &[]), (vec![3, 2, 1], Err(Error::TakenBack(Box::new(lost())))));
        // What cannot be taken back keeps nobody from taking back the rest.
        for stuck in [&[3][..], &[2], &[1, 3]] {
            let (done, outcome) = taken_back(lost(), stuck);
            assert_eq!(done, [3, 2, 1]);
            assert!(
                matches!(&outcome, Err(Error::InDoubt(why)) if why.contains("lost") && why.contains("cut")),
                "{outcome:?}"
            );
        }
        // What was taken in is not taken back.
        let doubt = || Error::InDoubt("not yet".into());
        assert_eq!(taken_back(doubt(), &[]), (vec![], Err(doubt())));
    }

    #[test]
    fn who_is_refused_has_done_nothing_that_is_taken_back() {
        let undo = Undo::default();
        let refused = Error::Rejected(Rejection::default());
        let _ = at_once(undo.with(1, ready(Err::<(), _>(refused))));
        let _ = at_once(undo.with(2, ready(Err::<(), _>(Error::Transport(String::new())))));
        let _ = at_once(undo.with(3, ready(Ok(()))));
        assert_eq!(*undo.steps(), [2, 3]);
        undo.forget();
        assert!(undo.steps().is_empty());
    }
}
