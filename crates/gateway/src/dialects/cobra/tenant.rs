//! What is told about the tenant. The vendor's pages have the names of the calls alone: addresses and members are assumed, and stand here.

use axum::http::StatusCode;
use serde::Serialize;

use super::super::Caller;
use super::asked::Asked;
use super::{Outcome, Refusal, answer};
use crate::store::dialects::tenant::tenant;

/// Where it is asked for.
pub(super) const ROOT: &str = "tenantinfo";
/// What the tariff is called: there is one, and it costs nothing.
const TARIFF: &str = "Calling Card";
/// The modules that are answered here, with the areas of each.
const MODULES: &[(&str, &[&str])] = &[
    ("People360", &["People", "Business Cards", "Relations", "Settings"]),
    ("Touchpoints", &["Touchpoints"]),
    ("Companies", &["Companies", "Settings"]),
    ("Event", &["Events", "Bookings", "Invitations", "Portals"]),
    ("TenantInfo", &["TenantInfo"]),
];

/// Whose CRM it is. Whom to ask is the first member of its staff.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Info {
    tenant_id: String,
    name: String,
    contact_name: Option<String>,
    email: Option<String>,
}

/// What can be done with it.
#[derive(Serialize)]
struct Tariff {
    name: &'static str,
    modules: Vec<Module>,
}

/// A module of the tariff.
#[derive(Serialize)]
struct Module {
    name: &'static str,
    functions: &'static [&'static str],
}

/// How long it can be used: since the workspace was made, and without an end.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Subscription {
    status: &'static str,
    valid_from: String,
    valid_to: Option<String>,
    number_of_users: i64,
}

/// `/tenantinfo[/plan|/subscription]`
pub(super) async fn called(caller: &Caller, asked: &Asked, path: &[&str]) -> Outcome {
    if !matches!(path, [] | ["plan" | "subscription"]) {
        return Err(Refusal::NotFound);
    }
    if asked.method() != "GET" {
        return Err(Refusal::Method("GET"));
    }
    let workspace = caller.actor.workspace;
    let known = tenant(&mut caller.connection().await?, workspace).await?;
    Ok(match path {
        ["plan"] => {
            let modules = MODULES.iter().map(|&(name, functions)| Module { name, functions });
            answer::one(StatusCode::OK, &Tariff { name: TARIFF, modules: modules.collect() })
        }
        ["subscription"] => {
            let (valid_from, number_of_users) = (known.created_at, known.users);
            answer::one(StatusCode::OK, &Subscription { status: "active", valid_from, valid_to: None, number_of_users })
        }
        _ => answer::one(
            StatusCode::OK,
            &Info {
                tenant_id: workspace.0.to_string(),
                name: known.name,
                contact_name: known.contact,
                email: known.email,
            },
        ),
    })
}
