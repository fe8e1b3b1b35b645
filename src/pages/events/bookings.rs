//! Who comes to an event.

use calling_card_api::ConnectionId;
use calling_card_api::events::{BookingSummary, CancelBooking, EventBookings, WaitingSummary};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::language::t;
use crate::session::use_may;
use crate::transport::send;
use crate::ui::{Load, shown, use_toasts};

/// Who has a place, and who asks for one.
#[component]
pub(super) fn Bookings(bookings: Load<EventBookings>) -> impl IntoView {
    let toasts = use_toasts();
    let cancel = Callback::new(move |booking: BookingSummary| {
        let request = CancelBooking {
            connection: ConnectionId::home(),
            id: booking.booking.id,
            version: booking.booking.version,
        };
        spawn_local(async move {
            match send(&request).await {
                Ok(written) => {
                    let words = t("The booking is cancelled:", "Die Buchung ist storniert:");
                    toasts.say_with_undo(format!("{words} {}", booking.name), written.batch);
                    bookings.again();
                }
                Err(failure) => toasts.fail(&failure),
            }
        });
    });
    view! {
        <section class="panel stack">
            <h2>{t("Bookings", "Buchungen")}</h2>
            {shown(bookings, move |known| {
                if known.bookings.is_empty() && known.waiting.is_empty() {
                    return view! { <p class="muted">{t("Nobody has booked yet.", "Noch hat niemand gebucht.")}</p> }.into_any();
                }
                let booked: Vec<_> = known.bookings.into_iter().map(|booking| view! { <Booked booking cancel /> }).collect();
                let waiting: Vec<_> = known.waiting.into_iter().map(|draft| view! { <Waiting draft /> }).collect();
                view! { <ul class="entries">{waiting}{booked}</ul> }.into_any()
            })}
        </section>
    }
}

#[component]
fn Booked(booking: BookingSummary, cancel: Callback<BookingSummary>) -> impl IntoView {
    let person = booking.booking.content.person;
    let label = format!("{}: {}", t("Cancel booking", "Stornieren"), booking.name);
    let number = booking.booking.content.draft.reference();
    view! {
        <li class="row">
            <span><a href=format!("/people/{person}") dir="auto">{booking.name.clone()}</a>" "<span class="muted small">{number}</span></span>
            <button type="button" class="button quiet small" hidden=!use_may().edit() aria-label=label on:click=move |_| cancel.run(booking.clone())>{t("Cancel booking", "Stornieren")}</button>
        </li>
    }
}

#[component]
fn Waiting(draft: WaitingSummary) -> impl IntoView {
    let without = (!draft.takes_place).then(|| {
        let words = t(
            "takes no place yet: held for review, or a test",
            "nimmt noch keinen Platz ein: zur Prüfung, oder ein Test",
        );
        view! { <br /><span class="muted small">{words}</span> }
    });
    view! {
        <li class="row">
            <span><a href=format!("/drafts/{}", draft.id) dir="auto">{draft.name}</a>{without}</span>
            <span class="tag">{t("Draft", "Entwurf")}</span>
        </li>
    }
}
