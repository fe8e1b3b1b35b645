//! Where no page is.

use leptos::prelude::*;

use crate::language::t;
use crate::ui::{EmptyState, PageHeader, Sign};

/// Where no page is.
#[component]
pub(crate) fn NotFound() -> impl IntoView {
    view! {
        <PageHeader title=t("Not found", "Nicht gefunden") />
        <EmptyState sign=Sign::People title=t("There is nothing at this address", "Unter dieser Adresse gibt es nichts")
            text=t("It may have been deleted, or the link is incomplete.", "Es wurde vielleicht gelöscht, oder der Link ist unvollständig.")>
            <a class="button primary" href="/people">{t("To the people", "Zu den Personen")}</a>
        </EmptyState>
    }
}
