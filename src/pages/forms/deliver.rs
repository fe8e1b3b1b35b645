//! Whereto what comes in through a form is delivered.

use calling_card_api::ConnectionId;
use leptos::prelude::*;

use crate::connection::use_connections;
use crate::language::t;
use crate::ui::{Editor, SelectField};

const DELIVER_TO: &str = "/deliver_to";

/// Chooses the connection; nothing where there is none, and none was chosen.
#[component]
pub(super) fn DeliverTo(editor: Editor) -> impl IntoView {
    let connections = use_connections();
    let value = Signal::derive(move || editor.words(DELIVER_TO));
    let options = Memo::new(move |_| {
        let mut options = connections.options();
        options.retain(|(id, _)| id != ConnectionId::HOME);
        // One that was chosen and is gone can be seen, and taken back.
        let chosen = value.get();
        if !chosen.is_empty() && !options.iter().any(|(id, _)| *id == chosen) {
            let gone = t("no longer there", "nicht mehr vorhanden");
            options.push((chosen.clone(), format!("{chosen} ({gone})")));
        }
        options
    });
    // Nothing is an empty text here.
    let choose = move |id: String| editor.set(DELIVER_TO, id.into());
    let help = t(
        "Each draft also becomes a new person in that CRM. What comes in as a test is not delivered.",
        "Jeder Entwurf wird auch eine neue Person in diesem CRM. Was zum Test eingeht, wird nicht geliefert.",
    );
    let when = [
        ("accepted", t("When staff accept it", "Wenn er angenommen wird")),
        (
            "verified",
            t(
                "When its address is confirmed, or it comes in and is not held for review",
                "Wenn seine Adresse bestätigt ist, oder er eingeht und nicht zur Prüfung liegt",
            ),
        ),
    ];
    move || {
        let known = options.get();
        let all =
            std::iter::once((String::new(), t("No other CRM", "Kein anderes CRM").to_owned())).chain(known.clone());
        (!known.is_empty()).then(|| {
            view! {
                <SelectField label=t("Deliver to", "Liefern an") value options=all.collect() error=editor.error(DELIVER_TO) on_input=choose help />
                {move || (!value.get().is_empty()).then(|| editor.select("/deliver_when", t("Deliver a draft", "Einen Entwurf liefern"), &when))}
            }
        })
    }
}
