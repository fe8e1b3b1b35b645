//! What is kept of what was read: who and what was looked at, and what is needed to show it.

/// What every page needs, and what the lists of people need.
const ALWAYS: [&str; 6] = [
    "/auth/session",
    "/connections",
    "/crm/home/custom-fields",
    "/crm/home/people/views",
    "/crm/home/people/stages",
    "/crm/home/tags",
];
/// What there is about a person beside themselves.
const BESIDE: [&str; 7] = ["", "notes", "relations", "circle", "timeline", "files", "published-cards"];

/// Whether the answer from an address is kept.
pub(super) fn keeps(target: &str) -> bool {
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    if ALWAYS.contains(&path) {
        return true;
    }
    let Some(path) = path.strip_prefix("/crm/home/") else { return false };
    let parts: Vec<&str> = path.split('/').collect();
    let is_key = |part: &str| part.len() == 36 && part.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
    match parts.as_slice() {
        // What is searched is found by the index.
        ["people" | "organizations"] => !query.split('&').any(|member| member.starts_with("q=")),
        ["people", id] | ["organizations", id] => is_key(id),
        ["people", id, beside] => is_key(id) && BESIDE.contains(beside),
        ["words", _] => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::keeps;

    const ID: &str = "0198f0a0-0000-7000-8000-000000000001";

    #[test]
    fn who_was_looked_at_is_kept_and_what_is_secret_is_not() {
        let person = format!("/crm/home/people/{ID}");
        for kept in [
            "/auth/session",
            "/crm/home/people?limit=50&offset=0",
            "/crm/home/organizations",
            "/crm/home/words/tags?limit=20",
            &person,
            &format!("{person}/notes"),
            &format!("/crm/home/organizations/{ID}"),
        ] {
            assert!(keeps(kept), "{kept}");
        }
        for not in [
            "/crm/home/people?q=ann",
            "/crm/home/people/export?limit=10",
            "/crm/home/people/keys",
            "/crm/home/people/index?since=4",
            &format!("{person}/export"),
            &format!("{person}/consents"),
            "/crm/cobra/people",
            "/crm/home/drafts",
            "/tokens",
            "/members",
            "/auth/sessions",
        ] {
            assert!(!keeps(not), "{not}");
        }
    }
}
