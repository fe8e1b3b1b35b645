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
        "Each draft also becomes a new person in that CRM, as soon as it is received; one that is held for review or waits for its confirmation, only when it is let through. What comes in as a test is not delivered. The draft stays here and says how far it is.",
        "Jeder Entwurf wird auch eine neue Person in diesem CRM, sobald er eingeht; einer, der zur Prüfung liegt oder auf Bestätigung wartet, erst, wenn er durchgelassen ist. Was zum Test eingeht, wird nicht geliefert. Der Entwurf bleibt hier und sagt, wie weit das ist.",
    );
    move || {
        let known = options.get();
        let all =
            std::iter::once((String::new(), t("No other CRM", "Kein anderes CRM").to_owned())).chain(known.clone());
        (!known.is_empty()).then(|| {
            view! {
                <SelectField label=t("Deliver to", "Liefern an") value options=all.collect() error=editor.error(DELIVER_TO) on_input=choose help />
            }
        })
    }
}
