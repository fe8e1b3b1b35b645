//! What several calls do together: it ends whole, or what was done of it is taken back.
//!
//! The vendor answers writes with nothing, and does them afterwards: what was written is read back, a bounded number of times.

use std::time::Duration;

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::answers::{accepted, check};
use super::calls::Call;
use crate::script::{Exchange, script};
use crate::undo::Undo;
use crate::{Error, Making, Response};

/// How long is waited before each look whether something has taken effect.
const PAUSES: [Duration; 5] = [
    Duration::ZERO,
    Duration::from_millis(150),
    Duration::from_millis(400),
    Duration::from_millis(1000),
    Duration::from_millis(2000),
];

/// What is done, and what takes it back.
#[derive(Clone)]
pub(super) struct Deed {
    exchange: Exchange,
    undo: Undo<Call>,
}

/// Work that ends whole or is taken back.
pub(super) fn deed<T, F>(act: impl FnOnce(Deed) -> F) -> Making<T>
where
    F: Future<Output = Result<T, Error>> + Send + 'static,
    T: Send + 'static,
{
    script(|exchange| {
        let deed = Deed { exchange, undo: Undo::default() };
        let acting = act(deed.clone());
        async move {
            let outcome = acting.await;
            let take_back = |back| deed.write(back);
            deed.undo.unless(outcome, take_back).await
        }
    })
}

impl Deed {
    /// Reads.
    pub(super) async fn read<T: DeserializeOwned>(&self, call: Call) -> Result<T, Error> {
        accepted(&self.exchange.send(call.request()).await?)
    }

    /// Writes, which needs not be taken back.
    pub(super) async fn write(&self, call: Call) -> Result<(), Error> {
        check(&self.exchange.send(call.request()).await?)
    }

    /// Writes, and remembers what takes it back: also where the answer is lost, and it may be done.
    pub(super) async fn write_or(&self, call: Call, back: Call) -> Result<(), Error> {
        self.undo.with(back, self.write(call)).await
    }

    /// Reads until what is read is as it shall be; the last of it where it does not become so, and whether it has.
    pub(super) async fn until<T>(
        &self,
        call: Call,
        read: impl Fn(&Response) -> Result<T, Error> + Send,
        done: impl Fn(&T) -> bool + Send,
    ) -> Result<(T, bool), Error>
    where
        T: Send,
    {
        let mut last = None;
        for pause in PAUSES {
            let answer = self.exchange.send_after(pause, call.request()).await?;
            let said = read(&answer)?;
            if done(&said) {
                return Ok((said, true));
            }
            last = Some(said);
        }
        last.map(|said| (said, false)).ok_or_else(|| Error::Build("nothing was read".into()))
    }

    /// Deletes, and reads until it is gone.
    pub(super) async fn delete(&self, call: Call, read: Call) -> Result<(), Error> {
        self.write(call).await?;
        match self.until(read, found::<Value>, Option::is_none).await? {
            (_, true) => Ok(()),
            (_, false) => Err(Error::InDoubt(super::NOT_YET.into())),
        }
    }
}

/// What is there; none where there is nothing.
pub(super) fn found<T: DeserializeOwned>(answer: &Response) -> Result<Option<T>, Error> {
    match check(answer) {
        Err(Error::Rejected(rejection)) if rejection.status == 404 => Ok(None),
        Err(error) => Err(error),
        Ok(()) => accepted(answer).map(Some),
    }
}
