//! Whether a connection leads where it shall.

use crate::cobra::answers::content;
use crate::cobra::calls::{Call, TenantCall};
use crate::cobra::wire::Tenant;
use crate::work::once;
use crate::{Error, Making, Rejection};

/// Asks whose CRM it is: who is signed in with another tenant than was written would read nobody, or others.
pub(crate) fn check_tenant(tenant: &str) -> Making<()> {
    let tenant = tenant.to_owned();
    once(Call::Tenant(TenantCall::Info).request(), move |response| {
        let known: Tenant = match content(&response) {
            // Its address is assumed: where there is nothing, nothing is known against the tenant.
            Err(Error::Rejected(Rejection { status: 404 | 405, .. })) => return Ok(()),
            answer => answer?,
        };
        let other = known.tenant_id.filter(|known| !known.eq_ignore_ascii_case(&tenant));
        match other {
            Some(_) => Err(super::refusal("/tenant", "The API user belongs to another tenant.")),
            None => Ok(()),
        }
    })
}
