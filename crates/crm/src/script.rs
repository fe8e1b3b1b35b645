//! Work of several calls, written as one function that waits for each answer.

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use crate::{Error, Making, Request, Response, Step, Work};

/// What a function sends and waits for.
#[derive(Clone, Default)]
pub(crate) struct Exchange(Arc<Mutex<Slot>>);

/// What is to be sent, and what was answered.
#[derive(Default)]
struct Slot {
    outbox: Option<(Duration, Request)>,
    inbox: Option<Result<Response, Error>>,
}

impl Exchange {
    /// Sends a request, and waits for the answer. [`Error::Transport`] says that it was lost.
    pub(crate) async fn send(&self, request: Result<Request, Error>) -> Result<Response, Error> {
        self.send_after(Duration::ZERO, request).await
    }

    /// The same after a pause.
    pub(crate) async fn send_after(&self, pause: Duration, request: Result<Request, Error>) -> Result<Response, Error> {
        self.slot().outbox = Some((pause, request?));
        poll_fn(|_| self.slot().inbox.take().map_or(Poll::Pending, Poll::Ready)).await
    }

    fn slot(&self) -> MutexGuard<'_, Slot> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A function that was begun.
type Begun<T> = Pin<Box<dyn Future<Output = Result<T, Error>> + Send>>;

/// A function that is run as far as the answers go.
struct Script<T> {
    exchange: Exchange,
    /// None when it has ended.
    run: Option<Begun<T>>,
}

/// Work that is such a function.
pub(crate) fn script<T, F>(write: impl FnOnce(Exchange) -> F) -> Making<T>
where
    F: Future<Output = Result<T, Error>> + Send + 'static,
    T: 'static,
{
    let exchange = Exchange::default();
    let run: Begun<T> = Box::pin(write(exchange.clone()));
    Ok(Box::new(Script { exchange, run: Some(run) }))
}

impl<T> Script<T> {
    fn go_on(&mut self, answer: Option<Result<Response, Error>>) -> Result<Step<T>, Error> {
        let ended = || Error::Build("resumed without an answer".into());
        let mut run = self.run.take().ok_or_else(ended)?;
        self.exchange.slot().inbox = answer;
        match run.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(outcome) => outcome.map(Step::Done),
            Poll::Pending => {
                let (pause, request) = self.exchange.slot().outbox.take().ok_or_else(ended)?;
                self.run = Some(run);
                Ok(if pause.is_zero() { Step::send(request) } else { Step::Later(pause, Box::new(request)) })
            }
        }
    }
}

impl<T> Work for Script<T> {
    type Output = T;

    fn resume(&mut self, answer: Option<Response>) -> Result<Step<T>, Error> {
        self.go_on(answer.map(Ok))
    }

    fn give_up(&mut self, why: Error) -> Result<Step<T>, Error> {
        self.go_on(Some(Err(why)))
    }
}
