//! The gateway under attack. What each of these shows is in docs/security.md.

mod cookies;
mod cross_site;
mod furnished;
mod intakes;
mod paths;
mod program;
mod routes;
mod secrets;
mod tenants;
mod throttling;
mod wire;
