//! Work of several calls, written down in the order in which it is done.
//!
//! It is an async function that waits for nothing but the answers that it is resumed with: the compiler makes the state machine of it
//! that we would write by hand. There is no runtime.

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

use crate::{Error, Making, Request, Response, Step, Work};

/// By which a work asks.
#[derive(Clone, Default)]
pub(crate) struct Line(Arc<Mutex<Exchange>>);

/// What is asked, and what was answered.
#[derive(Default)]
struct Exchange {
    question: Option<Request>,
    answer: Option<Result<Response, Error>>,
}

impl Line {
    /// Sends this, and goes on with the answer; fails where there is none.
    pub(crate) async fn ask(&self, request: Result<Request, Error>) -> Result<Response, Error> {
        self.exchange().question = Some(request?);
        poll_fn(|_| self.exchange().answer.take().map_or(Poll::Pending, Poll::Ready)).await
    }

    fn exchange(&self) -> MutexGuard<'_, Exchange> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A work that asks by the line that it is given.
pub(crate) fn steps<T: 'static, F>(work: impl FnOnce(Line) -> F) -> Making<T>
where
    F: Future<Output = Result<T, Error>> + Send + 'static,
{
    let line = Line::default();
    let future = Box::pin(work(line.clone()));
    Ok(Box::new(Steps { line, future: Some(future) }))
}

struct Steps<F> {
    line: Line,
    /// None when it is done.
    future: Option<Pin<Box<F>>>,
}

impl<T, F: Future<Output = Result<T, Error>> + Send> Steps<F> {
    fn go_on(&mut self, answer: Option<Result<Response, Error>>) -> Result<Step<T>, Error> {
        self.line.exchange().answer = answer;
        let out_of_turn = || Error::Build("resumed without an answer".into());
        let future = self.future.as_mut().ok_or_else(out_of_turn)?;
        match future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(outcome) => {
                self.future = None;
                outcome.map(Step::Done)
            }
            Poll::Pending => self.line.exchange().question.take().map(Step::send).ok_or_else(out_of_turn),
        }
    }
}

impl<T, F: Future<Output = Result<T, Error>> + Send> Work for Steps<F> {
    type Output = T;

    fn resume(&mut self, answer: Option<Response>) -> Result<Step<T>, Error> {
        self.go_on(answer.map(Ok))
    }

    fn give_up(&mut self, why: Error) -> Result<Step<T>, Error> {
        self.go_on(Some(Err(why)))
    }
}
