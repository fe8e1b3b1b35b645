//! Work that takes one call or several.

use std::time::Duration;

use crate::{Error, Making, Request, Response};

/// What comes next.
#[derive(Debug)]
pub enum Step<T> {
    /// This is to be sent, and the work resumed with what is answered.
    Send(Box<Request>),
    /// The same, after a pause: what was asked for takes its time.
    Later(Duration, Box<Request>),
    /// It is done.
    Done(T),
}

impl<T> Step<T> {
    /// This is to be sent.
    pub(crate) fn send(request: Request) -> Self {
        Self::Send(Box::new(request))
    }
}

/// Work that goes on with each answer. Whoever runs it sends what it says, and knows nothing else of it.
pub trait Work: Send {
    /// What comes of it.
    type Output;

    /// Goes on: at first with nothing, then with the answer to what was sent.
    fn resume(&mut self, answer: Option<Response>) -> Result<Step<Self::Output>, Error>;

    /// Goes on without an answer: what was sent did not get there, or nobody knows. What was done before is taken back.
    fn give_up(&mut self, why: Error) -> Result<Step<Self::Output>, Error> {
        Err(why)
    }
}

/// Work of one call.
struct Once<R> {
    request: Option<Request>,
    read: R,
}

/// Sends this, and reads the answer.
pub(crate) fn once<T, R>(request: Result<Request, Error>, read: R) -> Making<T>
where
    R: FnMut(Response) -> Result<T, Error> + Send + 'static,
    T: 'static,
{
    Ok(Box::new(Once { request: Some(request?), read }))
}

impl<T, R: FnMut(Response) -> Result<T, Error> + Send> Work for Once<R> {
    type Output = T;

    fn resume(&mut self, answer: Option<Response>) -> Result<Step<T>, Error> {
        match (self.request.take(), answer) {
            (Some(request), _) => Ok(Step::send(request)),
            (None, Some(answer)) => (self.read)(answer).map(Step::Done),
            (None, None) => Err(Error::Build("resumed without an answer".into())),
        }
    }
}

/// Work of two calls: the first is checked, the second read.
pub(crate) struct Then<C, R> {
    first: Option<Request>,
    check: C,
    second: Option<Request>,
    read: R,
}

impl<C, R> Then<C, R> {
    /// Sends the first, and the second where the first was accepted.
    pub(crate) fn new(first: Request, check: C, second: Request, read: R) -> Self {
        Self { first: Some(first), check, second: Some(second), read }
    }
}

impl<T, C, R> Work for Then<C, R>
where
    C: FnMut(&Response) -> Result<(), Error> + Send,
    R: FnMut(Response) -> Result<T, Error> + Send,
{
    type Output = T;

    fn resume(&mut self, answer: Option<Response>) -> Result<Step<T>, Error> {
        if let Some(first) = self.first.take() {
            return Ok(Step::send(first));
        }
        let answer = answer.ok_or_else(|| Error::Build("resumed without an answer".into()))?;
        if let Some(second) = self.second.take() {
            (self.check)(&answer)?;
            return Ok(Step::send(second));
        }
        (self.read)(answer).map(Step::Done)
    }
}
