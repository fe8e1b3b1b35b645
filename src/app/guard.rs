//! Pages that are entered by their address, by one whose role is not for them.

use calling_card_api::ProblemKind;
use calling_card_api::roles::Role;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::language::{language, t};
use crate::session::use_may;
use crate::ui::PageHeader;

/// The role that a page needs, by its path. What is asked of the gateway there it refuses anyhow.
pub(crate) fn needed(path: &str) -> Role {
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    match parts.as_slice() {
        ["settings", "audit" | "connections" | "custom-fields" | "mail" | "members" | "tokens", ..]
        | ["connections", _, "custom-fields", ..] => Role::Owner,
        ["import"] | ["people", "duplicates", "merge"] | [.., "new" | "edit" | "publish"] => Role::Editor,
        _ => Role::Reader,
    }
}

/// Shows the pages, or says that the role is not for this one.
#[component]
pub(super) fn Guard(children: ChildrenFn) -> impl IntoView {
    let path = use_location().pathname;
    let may = use_may();
    let open = Memo::new(move |_| may.be(needed(&path.get())));
    move || {
        if open.get() {
            return children().into_any();
        }
        view! {
            <PageHeader title=t("Not for your role", "Nicht für Ihre Rolle") />
            <div class="notice info">
                <p>{ProblemKind::Forbidden.sentence(language())}</p>
                <p><a href="/people">{t("To the people", "Zu den Personen")}</a></p>
            </div>
        }
        .into_any()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_need_what_is_done_on_them() {
        for path in [
            "/",
            "/people",
            "/people/0198",
            "/people/duplicates",
            "/settings",
            "/bin",
            "/forms/contact",
            "/settings/transfers",
        ] {
            assert_eq!(needed(path), Role::Reader, "{path}");
        }
        for path in [
            "/people/new",
            "/people/duplicates/merge",
            "/people/0198/edit",
            "/connections/a/people/0198/edit",
            "/import",
            "/forms/new",
        ] {
            assert_eq!(needed(path), Role::Editor, "{path}");
        }
        for path in [
            "/settings/audit",
            "/settings/members",
            "/settings/tokens",
            "/settings/connections/new",
            "/connections/a/custom-fields",
        ] {
            assert_eq!(needed(path), Role::Owner, "{path}");
        }
    }
}
