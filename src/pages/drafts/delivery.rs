//! How far the delivery of a draft to another CRM is.

use std::time::Duration;

use calling_card_api::ConnectionId;
use calling_card_api::drafts::GetDraft;
use calling_card_api::transfers::{Delivery, DeliveryState};
use calling_card_contact::DraftId;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::language::t;
use crate::pages::transfers::{DeliveryTag, SettleButtons, lost_words};
use crate::transport::send;
use crate::ui::moment_text;

/// How often is looked while it waits.
const LOOK: Duration = Duration::from_secs(3);

/// How far it is, why, and what can be done; looked at again while it waits.
#[component]
pub(super) fn DeliveryOf(
    /// The draft.
    id: DraftId,
    /// Its delivery.
    delivery: Delivery,
) -> impl IntoView {
    let latest = RwSignal::new(delivery);
    let ask = move || {
        spawn_local(async move {
            if let Ok(opened) = send(&GetDraft { connection: ConnectionId::home(), id }).await
                && let Some(delivery) = opened.delivery
                && latest.try_with_untracked(|known| *known != delivery) == Some(true)
            {
                latest.set(delivery);
            }
        });
    };
    let look = move || {
        if latest.with_untracked(|delivery| delivery.state == DeliveryState::Waiting) {
            ask();
        }
    };
    let interval = set_interval_with_handle(look, LOOK);
    on_cleanup(move || {
        if let Ok(interval) = interval {
            interval.clear();
        }
    });
    let changed = Callback::new(move |()| ask());
    move || view! { <Shown delivery=latest.get() changed /> }
}

#[component]
fn Shown(delivery: Delivery, changed: Callback<()>) -> impl IntoView {
    let state = delivery.state;
    let doubt = t(
        "The CRM has not answered. Look there whether the person is there before you try again.",
        "Das CRM hat nicht geantwortet. Sehen Sie dort nach, ob es die Person gibt, bevor Sie es noch einmal versuchen.",
    );
    let reason = (!delivery.reason.is_empty()).then(|| delivery.reason.clone());
    let next = delivery.next_at.as_ref().filter(|_| state == DeliveryState::Waiting);
    let next = next.map(|at| format!("{} {}", t("Next try:", "Nächster Versuch:"), moment_text(at)));
    let lost = Some(lost_words(&delivery)).filter(|words| !words.is_empty());
    let transfer = format!("/settings/transfers/{}", delivery.transfer);
    view! {
        <section class="panel stack">
            <div class="row"><h2>{t("Delivery", "Lieferung")}</h2><DeliveryTag state /></div>
            {(state == DeliveryState::InDoubt).then(|| view! { <p>{doubt}</p> })}
            {reason.map(|reason| view! { <p>{t("Reason:", "Grund:")}" "<bdi>{reason}</bdi></p> })}
            {next.map(|next| view! { <p class="muted small">{next}</p> })}
            {lost.map(|lost| view! { <p class="muted small">{t("Not kept there:", "Dort nicht behalten:")}" "{lost}</p> })}
            <SettleButtons delivery changed />
            <p class="small"><a href=transfer>{t("To the transfer", "Zur Übertragung")}</a></p>
        </section>
    }
}
