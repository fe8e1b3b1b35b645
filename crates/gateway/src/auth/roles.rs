//! Who may do what: the one place that says it, by method and route. `Staff` asks it, so that no route can forget it.

use axum::http::Method;
use calling_card_api::changes::RecordKind;
use calling_card_api::roles::Role;

/// What readers may do, though it is no GET: their own account and views, and what writes nothing.
pub const READ: &[(&str, &str)] = &[
    ("PUT", "/auth/password"),
    ("DELETE", "/auth/sessions"),
    ("DELETE", "/auth/sessions/{id}"),
    ("POST", "/auth/passkeys/options"),
    ("POST", "/auth/passkeys"),
    ("PUT", "/auth/passkeys/{id}"),
    ("POST", "/auth/passkeys/{id}/remove"),
    ("POST", "/auth/totp/options"),
    ("POST", "/auth/totp"),
    ("POST", "/auth/totp/recovery"),
    ("POST", "/auth/totp/remove"),
    ("POST", "/connections/{connection}/losses"),
    ("POST", "/crm/{connection}/form-preview"),
    ("POST", "/crm/{connection}/inbound-sources/{id}/check-website"),
    ("POST", "/crm/{connection}/people/export"),
    ("POST", "/crm/{connection}/people/known"),
    ("POST", "/crm/{connection}/people/views"),
    ("DELETE", "/crm/{connection}/people/views/{id}"),
];

/// What owners alone may do: who belongs to the workspace, what it is connected to, what is asked of everybody, what is gone for good, and
/// what was done that concerns safety. The copy for a person's own request holds what members of staff keep to themselves.
/// The mails of the outbox hold links that open something to whoever has them.
pub const OWN: &[(&str, &str)] = &[
    ("GET", "/members"),
    ("PUT", "/members/{id}"),
    ("DELETE", "/members/{id}"),
    ("POST", "/members/invitations"),
    ("DELETE", "/members/invitations/{id}"),
    ("POST", "/connections"),
    ("PUT", "/connections/{connection}"),
    ("DELETE", "/connections/{connection}"),
    ("POST", "/connections/{connection}/test"),
    ("GET", "/tokens"),
    ("POST", "/tokens"),
    ("DELETE", "/tokens/{id}"),
    ("POST", "/crm/{connection}/custom-fields"),
    ("PUT", "/crm/{connection}/custom-fields-order"),
    ("PUT", "/crm/{connection}/custom-fields/{id}"),
    ("DELETE", "/crm/{connection}/custom-fields/{id}"),
    ("GET", "/crm/{connection}/mails"),
    ("POST", "/crm/{connection}/mails/{id}/send"),
    ("POST", "/crm/{connection}/people/{id}/erase"),
    ("POST", "/crm/{connection}/people/{id}/export"),
    ("GET", "/audit"),
];

/// The role that a request needs. What is not named here reads where it is a GET or HEAD, and else writes.
pub fn needed(method: &Method, route: &str) -> Role {
    let reads = matches!(*method, Method::GET | Method::HEAD);
    let method = if *method == Method::HEAD { "GET" } else { method.as_str() };
    if OWN.contains(&(method, route)) {
        Role::Owner
    } else if reads || READ.contains(&(method, route)) {
        Role::Reader
    } else {
        Role::Editor
    }
}

/// The role that it needs to take a change of such a record back: the one that it needs to make it.
pub fn to_undo(kind: RecordKind) -> Role {
    if kind == RecordKind::CustomField { Role::Owner } else { Role::Editor }
}

/// Whether a role may take back a change of records of these kinds.
pub fn may_undo(role: Role, kinds: &[RecordKind]) -> bool {
    kinds.iter().all(|kind| role >= to_undo(*kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_named_writes_unless_it_is_read() {
        assert_eq!(needed(&Method::GET, "/something/new"), Role::Reader);
        assert_eq!(needed(&Method::HEAD, "/something/new"), Role::Reader);
        for method in [Method::POST, Method::PUT, Method::PATCH, Method::DELETE] {
            assert_eq!(needed(&method, "/something/new"), Role::Editor);
        }
        assert_eq!(needed(&Method::HEAD, "/tokens"), Role::Owner, "as the GET");
        assert_eq!(needed(&Method::POST, "/crm/{connection}/people/known"), Role::Reader);
        assert_eq!(needed(&Method::POST, "/crm/{connection}/people/{id}/erase"), Role::Owner);
    }
}
