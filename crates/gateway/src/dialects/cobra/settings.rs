//! The lists that feed members of people. The vendor's pages show two that are called address types; they are one here.

use super::super::Caller;
use super::asked::Asked;
use super::{Outcome, Refusal, lists};

/// The list of orga tags.
pub(super) const ORGA_TAGS: &str = "people/orgatags";
/// The list of personality tags.
pub(super) const PERSONALITIES: &str = "people/personalitytags";
/// The list of address types.
pub(super) const ADDRESS_TYPES: &str = "people/addresstypes";
/// The list of life cycles.
pub(super) const LIFECYCLES: &str = "people/lifecycles";

/// `/crm/settings/people/...`
pub(super) async fn people(caller: &Caller, asked: &Asked, path: &[&str]) -> Outcome {
    let (name, entry) = match path {
        [name] => (name, None),
        [name, entry] => (name, Some(*entry)),
        _ => return Err(Refusal::NotFound),
    };
    let name = match *name {
        "properties" => "people/properties",
        "personalitytags" => PERSONALITIES,
        "orgatags" => ORGA_TAGS,
        "addresstypes" => ADDRESS_TYPES,
        "lifecycles" => LIFECYCLES,
        "managerroles" => "people/managerroles",
        _ => return Err(Refusal::NotFound),
    };
    match (asked.method(), entry) {
        ("POST", None) => lists::add(caller, name, asked).await,
        ("DELETE", None) => lists::remove_all(caller, name, asked).await,
        ("DELETE", Some(id)) => lists::remove(caller, name, id).await,
        (_, None) => Err(Refusal::Method("POST, DELETE")),
        (_, Some(_)) => Err(Refusal::Method("DELETE")),
    }
}
