//! How far the gateway is: it starts, serves, and stops.

use tokio::sync::watch;

/// How far the gateway is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// The database is opened and brought up to date.
    Starting,
    /// It answers.
    Serving,
    /// A signal has said stop: what is under way ends, and nothing new is begun.
    Stopping,
}

/// How far the gateway is, for all who have to know.
#[derive(Debug)]
pub struct Life(watch::Sender<Phase>);

impl Life {
    /// A gateway that is this far.
    pub fn new(phase: Phase) -> Self {
        Self(watch::Sender::new(phase))
    }

    /// How far it is.
    pub fn phase(&self) -> Phase {
        *self.0.borrow()
    }

    /// It serves from now on, unless it was told to stop meanwhile.
    pub fn serve(&self) {
        self.0.send_if_modified(|phase| {
            let starts = *phase == Phase::Starting;
            if starts {
                *phase = Phase::Serving;
            }
            starts
        });
    }

    /// It stops from now on.
    pub fn stop(&self) {
        self.0.send_replace(Phase::Stopping);
    }

    /// Waits until it does not start any more.
    pub async fn started(&self) {
        // There is always one who could send: this one.
        let _ = self.0.subscribe().wait_for(|phase| *phase != Phase::Starting).await;
    }

    /// Waits until it stops.
    pub async fn stopping(&self) {
        // There is always one who could send: this one.
        let _ = self.0.subscribe().wait_for(|phase| *phase == Phase::Stopping).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn who_was_told_to_stop_does_not_serve_any_more() {
        let life = Life::new(Phase::Starting);
        life.serve();
        assert_eq!(life.phase(), Phase::Serving);
        life.stop();
        life.serve();
        assert_eq!(life.phase(), Phase::Stopping);
        life.stopping().await;
    }
}
