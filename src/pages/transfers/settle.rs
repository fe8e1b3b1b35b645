//! Saying what is to be done with a delivery that was refused or is in doubt.

use calling_card_api::transfers::{Delivery, DeliveryState, Settle, SettleDelivery, Settlement};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::language::t;
use crate::session::use_may;
use crate::transport::send;
use crate::ui::use_toasts;

/// The two ways; nothing where the delivery needs no look.
#[component]
pub(crate) fn SettleButtons(
    /// The delivery.
    delivery: Delivery,
    /// Told when something was said.
    changed: Callback<()>,
) -> impl IntoView {
    let toasts = use_toasts();
    let busy = RwSignal::new(false);
    let (id, name) = (delivery.id, delivery.name);
    let settle = move |settlement: Settlement| {
        busy.set(true);
        spawn_local(async move {
            match send(&SettleDelivery { id, settle: Settle { settlement } }).await {
                Ok(_) if settlement == Settlement::Again => {
                    toasts.say(t("It is tried again.", "Es wird noch einmal versucht."))
                }
                Ok(_) => toasts.say(t("It is left as it is.", "Es bleibt, wie es ist.")),
                Err(failure) => toasts.fail(&failure),
            }
            busy.try_set(false);
            changed.run(());
        });
    };
    let button = move |settlement: Settlement, words: &'static str| {
        let label = format!("{words}: {name}", name = name.clone());
        view! { <button type="button" class="button small" aria-label=label disabled=busy on:click=move |_| settle(settlement)>{words}</button> }
    };
    matches!(delivery.state, DeliveryState::Refused | DeliveryState::InDoubt).then(|| {
        view! {
            <div class="buttons" hidden=!use_may().edit()>
                {button(Settlement::Again, t("Try again", "Noch einmal versuchen"))}
                {button(Settlement::Drop, t("Leave it", "Dabei belassen"))}
            </div>
        }
    })
}
