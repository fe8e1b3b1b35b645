//! Requests and submissions, as they are counted.

use std::time::Duration;

use axum::http::Method;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};

use crate::Error;

/// Requests that were answered, by their route as it is written in the program: no address that anybody has asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answered {
    route: String,
    method: &'static str,
    status: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Route {
    route: String,
    method: &'static str,
}

/// Requests, by route.
#[derive(Debug)]
pub(crate) struct Requests {
    answered: Family<Answered, Counter>,
    took: Family<Route, Histogram, fn() -> Histogram>,
    under_way: Gauge,
}

/// A request that is under way, until this is dropped.
pub(crate) struct UnderWay(Gauge);

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.dec();
    }
}

impl Requests {
    pub(super) fn in_registry(registry: &mut Registry) -> Self {
        let took: fn() -> Histogram = || Histogram::new(super::SECONDS);
        let requests =
            Self { answered: Family::default(), took: Family::new_with_constructor(took), under_way: Gauge::default() };
        registry.register("requests", "Requests that were answered", requests.answered.clone());
        let help = "How long answers took to begin";
        registry.register_with_unit("request_duration", help, Unit::Seconds, requests.took.clone());
        registry.register("requests_under_way", "Requests that are being answered", requests.under_way.clone());
        requests
    }

    /// Counts a request that has come.
    pub(crate) fn begin(&self) -> UnderWay {
        self.under_way.inc();
        UnderWay(self.under_way.clone())
    }

    /// Counts a request that was answered.
    pub(crate) fn answered(&self, route: &str, method: &'static str, (status, took): (u16, Duration)) {
        let answered = Answered { route: route.to_owned(), method, status: status.into() };
        self.answered.get_or_create(&answered).inc();
        self.took.get_or_create(&Route { route: route.to_owned(), method }).observe(took.as_secs_f64());
    }
}

/// A method that is one of the known ones; whoever makes one up makes up no name of a series.
pub(crate) fn method_name(method: &Method) -> &'static str {
    let known = [Method::GET, Method::HEAD, Method::POST, Method::PUT, Method::PATCH, Method::DELETE, Method::OPTIONS];
    let names = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
    known.iter().position(|one| one == method).map_or("other", |place| names[place])
}

/// What became of a submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Submitted {
    /// It is a draft.
    TakenIn,
    /// It is a draft that is held for review.
    Held,
    /// It was taken in before.
    Repeated,
    /// Fields are wrong.
    Invalid,
    /// There were too many.
    Throttled,
    /// It was refused for another reason.
    Refused,
    /// It failed by our fault.
    Failed,
}

impl Submitted {
    fn name(self) -> &'static str {
        match self {
            Self::TakenIn => "taken_in",
            Self::Held => "held",
            Self::Repeated => "repeated",
            Self::Invalid => "invalid",
            Self::Throttled => "throttled",
            Self::Refused => "refused",
            Self::Failed => "failed",
        }
    }
}

impl From<&Error> for Submitted {
    fn from(error: &Error) -> Self {
        match error {
            Error::Invalid(_) => Self::Invalid,
            Error::TooMany(_) => Self::Throttled,
            Error::Problem(_) => Self::Refused,
            _ => Self::Failed,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Outcome {
    outcome: &'static str,
}

/// Submissions, by what became of them.
#[derive(Debug)]
pub(crate) struct Submissions(Family<Outcome, Counter>);

impl Submissions {
    pub(super) fn in_registry(registry: &mut Registry) -> Self {
        let counted = Family::default();
        registry.register("submissions", "Submissions of all forms", Family::clone(&counted));
        Self(counted)
    }

    /// Counts one.
    pub(crate) fn count(&self, outcome: Submitted) {
        self.0.get_or_create(&Outcome { outcome: outcome.name() }).inc();
    }
}
