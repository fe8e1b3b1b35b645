//! The forms by which places at an event are booked.

use calling_card_api::ConnectionId;
use calling_card_api::events::{CreateBookingForm, EventBookings};
use calling_card_contact::{EventId, FormId};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::language::t;
use crate::pages::forms::Snippet;
use crate::session::use_may;
use crate::transport::send;
use crate::ui::{Load, shown, use_toasts};

/// The forms of an event; where there is none, a button that makes one.
#[component]
pub(super) fn BookingForm(id: EventId, published: bool, bookings: Load<EventBookings>) -> impl IntoView {
    let toasts = use_toasts();
    let make = move |_| {
        spawn_local(async move {
            match send(&CreateBookingForm { connection: ConnectionId::home(), id }).await {
                Ok(written) => {
                    let words = t("The booking form is made.", "Das Buchungsformular ist angelegt.");
                    toasts.say_with_undo(words, written.batch);
                    bookings.again();
                }
                Err(failure) => toasts.fail(&failure),
            }
        });
    };
    view! {
        {shown(bookings, move |known| {
            if known.forms.is_empty() {
                return view! {
                    <section class="panel stack">
                        <h2>{t("Booking form", "Buchungsformular")}</h2>
                        <p class="muted">{t("There is no form yet by which places are booked.", "Es gibt noch kein Formular, über das Plätze gebucht werden.")}</p>
                        <div><button type="button" class="button primary" hidden=!use_may().edit() on:click=make>{t("Make a booking form", "Buchungsformular anlegen")}</button></div>
                    </section>
                }.into_any();
            }
            let forms: Vec<_> = known.forms.iter().map(|form| view! { <Form form=form.clone() /> }).collect();
            let first = known.forms.first().map(|form| view! { <Snippet id=form.to_string() link=t("Book a place", "Platz buchen") /> });
            let closed = (!published).then(|| view! {
                <p class="notice info">{t("As long as the event is not published, its form says that it is closed.",
                    "Solange die Veranstaltung nicht veröffentlicht ist, sagt ihr Formular, dass es geschlossen ist.")}</p>
            });
            view! {
                <section class="panel stack">
                    <h2>{t("Booking form", "Buchungsformular")}</h2>
                    {closed}
                    <ul class="entries">{forms}</ul>
                </section>
                {first}
            }.into_any()
        })}
    }
}

#[component]
fn Form(form: FormId) -> impl IntoView {
    view! { <li><a href=format!("/forms/{form}")>{format!("/f/{form}")}</a></li> }
}
