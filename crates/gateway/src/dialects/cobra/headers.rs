//! The headers that every call brings: who asks, which tenant is meant, and in which language to answer.

use axum::http::HeaderMap;
use calling_card_contact::{Problem, rules};
use uuid::Uuid;

use super::{Found, Refusal};
use crate::store::WorkspaceId;

/// Who asks: the headers, and whether one is required.
const INTEGRATION: [(&str, bool); 3] =
    [("X-Integration-Name", true), ("X-Integration-Provider", true), ("X-Integration-Contact", false)];
/// Which tenant is meant.
const TENANT: &str = "X-Cobra-TenantId";

/// Looks at the headers of a call; the tenant must be the workspace of the token.
pub(super) fn check(headers: &HeaderMap, workspace: WorkspaceId) -> Found<()> {
    integration(headers)?;
    // Who brings a token may know whose it is.
    match said_tenant(headers)?.parse::<Uuid>() {
        Ok(tenant) if tenant == workspace.0 => Ok(()),
        _ => Err(Refusal::Tenant(workspace.0)),
    }
}

/// Looks at the headers of a call without a token; answers the tenant that is meant, whether or not there is such a one.
pub(super) fn tenant(headers: &HeaderMap) -> Found<WorkspaceId> {
    integration(headers)?;
    said_tenant(headers)?.parse::<Uuid>().map(WorkspaceId).map_err(|_| Refusal::NotFound)
}

fn integration(headers: &HeaderMap) -> Found<()> {
    for (name, required) in INTEGRATION {
        let said = said(headers, name)?;
        if required && said.is_empty() {
            return Err(Refusal::at(name, Problem::Required));
        }
        rules::line(&said, rules::SHORT_TEXT).map_err(|problem| Refusal::at(name, problem))?;
    }
    Ok(())
}

fn said_tenant(headers: &HeaderMap) -> Found<String> {
    let tenant = said(headers, TENANT)?;
    if tenant.is_empty() { Err(Refusal::at(TENANT, Problem::Required)) } else { Ok(tenant) }
}

/// What a header says; nothing where it is not there.
fn said(headers: &HeaderMap, name: &str) -> Found<String> {
    let Some(said) = headers.get(name) else { return Ok(String::new()) };
    let said = std::str::from_utf8(said.as_bytes()).map_err(|_| Refusal::at(name, Problem::ControlCharacter))?;
    Ok(said.trim().to_owned())
}
