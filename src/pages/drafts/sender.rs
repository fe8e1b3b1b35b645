//! Who sent what, from which page: whole, as it came in.

use calling_card_api::consents::ConsentRecord;
use calling_card_contact::{ContactDraft, DraftId};
use leptos::prelude::*;

use crate::language::t;
use crate::session::use_may;
use crate::ui::moment_text;

/// What was typed, and where it came from.
#[component]
pub(super) fn Answers(
    id: DraftId,
    draft: ContactDraft,
    /// Whether the confirmation of the address is waited for.
    waiting: bool,
    consent: Option<ConsentRecord>,
) -> impl IntoView {
    let rows: Vec<_> = draft
        .answers
        .into_iter()
        .filter(|answer| !answer.value.is_empty())
        .map(|answer| view! { <div><dt>{answer.label}</dt><dd dir="auto">{if answer.meaning.is_empty() { answer.value } else { answer.meaning }}</dd></div> })
        .collect();
    let confirmed = consent.and_then(|record| record.content.opt_in?.confirmed_at);
    let confirmation = match confirmed {
        _ if waiting => t("asked for, not there yet", "erbeten, noch nicht da").to_owned(),
        Some(at) => moment_text(&at),
        None => t("not asked for", "nicht erbeten").to_owned(),
    };
    let facts = [
        (t("Form", "Formular"), draft.source_name),
        (t("Page", "Seite"), draft.page),
        (t("When", "Wann"), moment_text(&draft.received_at)),
        (t("Language", "Sprache"), draft.language.to_string()),
        (t("Address confirmed", "Adresse bestätigt"), confirmation),
    ];
    let facts: Vec<_> = facts
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(label, text)| view! { <div><dt>{label}</dt><dd><bdi>{text}</bdi></dd></div> })
        .collect();
    view! {
        <section class="panel stack">
            <h2>{t("What was sent", "Was gesendet wurde")}</h2>
            <dl class="facts">{rows}</dl>
            <h3>{t("Where it came from", "Woher es kam")}</h3>
            <dl class="facts small">{facts}</dl>
            <p class="muted small">
                {draft.create_lead.then(|| view! { <span class="tag">{t("Lead", "Lead")}</span>" " })}
                {draft.test.then(|| view! { <span class="tag warning">{t("Test", "Test")}</span>" " })}
                {t("Reference number", "Vorgangsnummer")}" "<strong>{id.reference()}</strong>{t(", as the visitor has it.", ", wie sie der Besucher hat.")}
            </p>
        </section>
    }
}

/// That the address is not confirmed, and the way to accept the draft all the same.
#[component]
pub(super) fn Unconfirmed(unconfirmed: RwSignal<bool>) -> impl IntoView {
    let tick = move |event| unconfirmed.set(event_target_checked(&event));
    view! {
        <div class="notice info">
            <p>{t(
                "This address is not confirmed yet. Perhaps somebody else has entered it. If it is not confirmed in time, the draft is deleted.",
                "Diese Adresse ist noch nicht bestätigt. Vielleicht hat jemand anderes sie eingegeben. Wird sie nicht rechtzeitig bestätigt, wird der Entwurf gelöscht.",
            )}</p>
            <label class="check" hidden=!use_may().edit()><input type="checkbox" on:change=tick />{t("Accept it all the same", "Trotzdem annehmen")}</label>
        </div>
    }
}
