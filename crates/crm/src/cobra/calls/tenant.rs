//! Calls about the tenant. Of them the vendor's page has what they do alone: their addresses are assumed.

use super::asked::Asked;
use super::{Found, sending};
use crate::Error;
use crate::exchange::Request;

/// A call about the tenant, at `/tenantinfo`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TenantCall {
    /// `GET`: its id, and whom to ask.
    Info,
    /// `GET plan`: its modules and their functions.
    Plan,
    /// `GET subscription`
    Subscription,
}

const TENANT: &str = "tenantinfo";

impl TenantCall {
    pub(super) fn request(self) -> Result<Request, Error> {
        match self {
            Self::Info => sending::get(&[TENANT]),
            Self::Plan => sending::get(&[TENANT, "plan"]),
            Self::Subscription => sending::get(&[TENANT, "subscription"]),
        }
    }

    pub(super) fn at(asked: &Asked) -> Found<Self> {
        let (method, path) = asked.parts();
        Some(Ok(match (method, path.as_slice()) {
            ("GET", [TENANT]) => Self::Info,
            ("GET", [TENANT, "plan"]) => Self::Plan,
            ("GET", [TENANT, "subscription"]) => Self::Subscription,
            _ => return None,
        }))
    }
}
