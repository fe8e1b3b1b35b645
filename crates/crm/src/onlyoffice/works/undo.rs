//! Taking back what was done, when it cannot be done whole.

use super::tell;
use crate::onlyoffice::calls::Call;
use crate::steps::Line;
use crate::{Error, Rejection};

/// What takes back what was done, step by step.
pub(super) struct Undo<'a> {
    line: &'a Line,
    calls: Vec<Call>,
    /// That something may be there that none of these takes back.
    unsure: bool,
}

impl<'a> Undo<'a> {
    pub(super) fn new(line: &'a Line) -> Self {
        Self { line, calls: Vec::new(), unsure: false }
    }

    /// Something was done that this takes back.
    pub(super) fn push(&mut self, call: Call) {
        self.calls.push(call);
    }

    /// Does what this takes back. Who is refused has done nothing; who gets no answer may have.
    pub(super) async fn with(&mut self, back: Call, call: Call) -> Result<(), Error> {
        self.calls.push(back);
        let done = tell(self.line, call).await;
        if let Err(Error::Rejected(_)) = done {
            self.calls.pop();
        }
        done
    }

    /// Something may have been done, and nobody knows what would take it back.
    pub(super) fn is_unsure(&mut self) {
        self.unsure = true;
    }

    /// What was done before stays.
    pub(super) fn forget(&mut self) {
        self.calls.clear();
    }

    /// Leaves what was done, or takes it back where it was not done whole: the last of it first.
    pub(super) async fn unless<T>(self, outcome: Result<T, Error>) -> Result<T, Error> {
        let why = match outcome {
            Err(why) if self.unsure || !self.calls.is_empty() => why,
            outcome => return outcome,
        };
        let mut left = None;
        for call in self.calls.into_iter().rev() {
            match tell(self.line, call).await {
                // What is gone already needs not be taken back.
                Ok(()) | Err(Error::Rejected(Rejection { status: 404, .. })) => {}
                Err(error) => left = Some(error),
            }
        }
        Err(match (left, why) {
            (Some(left), why) => {
                Error::LeftBehind(format!("{why}. What was done before stays, as taking it back failed: {left}"))
            }
            (None, why) if self.unsure => Error::LeftBehind(format!("{why}. The last of it may be there")),
            // It stands at its field.
            (None, why @ Error::Rejected(_)) => why,
            (None, why) => Error::TakenBack(Box::new(why)),
        })
    }
}
