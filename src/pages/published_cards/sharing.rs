//! Where a published card stands, and the way of taking it back.

use calling_card_api::ConnectionId;
use calling_card_api::published_cards::{PublishedCardRecord, WithdrawCard};
use calling_card_contact::PublishedCardId;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::language::t;
use crate::session::use_may;
use crate::transport::send;
use crate::ui::{Code, use_toasts};

/// The address, its QR code, what is put on a website, and the withdrawal.
#[component]
pub(super) fn Sharing(record: PublishedCardRecord, active: bool, again: Callback<()>) -> impl IntoView {
    let address = page_address(&record.id);
    let script = format!("<script async src=\"{address}/card.js\"></script>");
    let code = format!("/c/{}/qr.svg", record.id);
    let gone = (!active).then(|| {
        let words = t(
            "The business card is no longer used, so its address shows nothing.",
            "Die Visitenkarte ist nicht mehr in Gebrauch, deshalb zeigt ihre Adresse nichts.",
        );
        view! { <p class="notice warning">{words}</p> }
    });
    view! {
        <section class="panel stack">
            <h2>{t("Where it stands", "Wo sie steht")}</h2>
            {gone}
            <Code text=address.clone() label=t("Copy the address", "Adresse kopieren") />
            <p>{t("On a website, put this line where the card shall stand:", "Auf einer Website setzen Sie diese Zeile dorthin, wo die Karte stehen soll:")}</p>
            <Code text=script label=t("Copy the line", "Zeile kopieren") />
            <img class="qr small" src=code.clone() width="200" height="200" alt=t("QR code of the card's address", "QR-Code mit der Adresse der Karte") />
            <div class="buttons">
                <a class="button small" href=address target="_blank" rel="external">{t("Open the page", "Seite öffnen")}</a>
                <a class="button small" href=code download="card.svg" rel="external">{t("Save the QR code", "QR-Code speichern")}</a>
                <WithdrawButton record again />
            </div>
        </section>
    }
}

/// The address of a card's page.
pub(super) fn page_address(id: &PublishedCardId) -> String {
    format!("{}/c/{id}", window().location().origin().unwrap_or_default())
}

/// Takes a card off the web at once.
#[component]
pub(super) fn WithdrawButton(record: PublishedCardRecord, again: Callback<()>) -> impl IntoView {
    let toasts = use_toasts();
    let label = format!("{}: {}", t("Withdraw", "Zurückziehen"), record.content.title);
    let withdraw = move |_| {
        let request = WithdrawCard { connection: ConnectionId::home(), id: record.id.clone(), version: record.version };
        spawn_local(async move {
            match send(&request).await {
                Ok(written) => {
                    toasts.say_with_undo(
                        t("The card is no longer public.", "Die Karte ist nicht mehr öffentlich."),
                        written.batch,
                    );
                    again.run(());
                }
                Err(failure) => toasts.fail(&failure),
            }
        });
    };
    view! { <button type="button" class="button small danger" hidden=!use_may().edit() aria-label=label on:click=withdraw>{t("Withdraw", "Zurückziehen")}</button> }
}
