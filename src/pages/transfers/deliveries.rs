//! The deliveries of a transfer: those that need a look, and what was lost of others.

use calling_card_api::ConnectionId;
use calling_card_api::transfers::{Delivery, DeliveryState};
use leptos::prelude::*;

use super::settle::SettleButtons;
use super::words::{DeliveryTag, lost_words};
use crate::connection::people_path;
use crate::language::t;
use crate::ui::moment_text;

/// The deliveries, each with what is to be known of it.
#[component]
pub(super) fn Deliveries(
    /// The deliveries.
    deliveries: Memo<Vec<Delivery>>,
    /// Where they go.
    to: ConnectionId,
    /// Whether they are being taken back.
    leaving: Signal<bool>,
    /// Told when something was said about one.
    changed: Callback<()>,
) -> impl IntoView {
    // A row stays as it is, with the focus in it, until its delivery is another.
    let key = |delivery: &Delivery| {
        format!("{} {:?} {} {:?}", delivery.id, delivery.state, delivery.reason, delivery.next_at)
    };
    let to = StoredValue::new(to);
    let row =
        move |delivery: Delivery| view! { <Row delivery to=to.get_value() leaving=leaving.get_untracked() changed /> };
    let any = Memo::new(move |_| deliveries.with(|deliveries| !deliveries.is_empty()));
    let doubts = Memo::new(move |_| {
        deliveries.with(|deliveries| deliveries.iter().any(|one| one.state == DeliveryState::InDoubt))
    });
    view! {
        <Show when=move || any.get()>
            <section class="stack">
                <h2>{t("One by one", "Im Einzelnen")}</h2>
                <Show when=move || doubts.get()>
                    <p class="notice info">{t(
                        "In doubt means: the CRM has not answered. Look there whether the person is there before you try again, else they may be there twice.",
                        "Ungewiss heißt: Das CRM hat nicht geantwortet. Sehen Sie dort nach, ob es die Person gibt, bevor Sie es noch einmal versuchen, sonst gibt es sie vielleicht doppelt.",
                    )}</p>
                </Show>
                <div class="table-wrap" tabindex="0" role="region" aria-label=t("Deliveries", "Lieferungen")>
                    <table>
                        <thead><tr>
                            <th>{t("Name", "Name")}</th><th>{t("State", "Stand")}</th><th>{t("Reason", "Grund")}</th>
                            <th>{t("Not kept", "Nicht behalten")}</th><th>{t("What to do", "Was zu tun ist")}</th>
                        </tr></thead>
                        <tbody><For each=move || deliveries.get() key=key children=row /></tbody>
                    </table>
                </div>
            </section>
        </Show>
    }
}

#[component]
fn Row(delivery: Delivery, to: ConnectionId, leaving: bool, changed: Callback<()>) -> impl IntoView {
    let name = match delivery.person.filter(|_| delivery.state == DeliveryState::Done) {
        Some(person) => view! { <a href=people_path(&to, format!("/{person}"))>{delivery.name.clone()}</a> }.into_any(),
        None => delivery.name.clone().into_any(),
    };
    let next = delivery.next_at.as_ref().filter(|_| delivery.state == DeliveryState::Waiting);
    let next = next.map(|at| format!("{} {}", t("Next try:", "Nächster Versuch:"), moment_text(at)));
    let draft = delivery
        .draft
        .map(|draft| view! { <a class="small" href=format!("/drafts/{draft}")>{t("Draft", "Entwurf")}</a> });
    let lost = lost_words(&delivery);
    view! {
        <tr>
            <td dir="auto">{name}" "{draft}</td>
            <td><DeliveryTag state=delivery.state leaving /></td>
            <td dir="auto">{delivery.reason.clone()}" "<span class="muted small">{next}</span></td>
            <td>{lost}</td>
            <td><SettleButtons delivery changed /></td>
        </tr>
    }
}
