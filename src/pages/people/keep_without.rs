//! What a CRM would not keep of a person, said before they are saved there.

use calling_card_contact::{Held, Person};
use leptos::prelude::*;

use crate::connection::{Crm, LossList, ask_losses, loss_words};
use crate::language::{language, t};
use crate::transport::Failure;
use crate::ui::Dialog;

/// What a CRM would not keep of a person, in words; the built-in one keeps all of it.
pub(super) async fn would_lose(crm: &Crm, person: &Person) -> Result<Vec<String>, Failure> {
    if crm.is_home() {
        return Ok(Vec::new());
    }
    let mut losses = ask_losses(&crm.id, vec![person.clone()]).await?;
    // What can only be read stays as it is there.
    losses.retain(|lost| crm.holds.part(lost.loss.part) != Some(Held::ReadOnly));
    Ok(losses.iter().map(|lost| loss_words(lost, false, language())).collect())
}

/// Asks whether a person is to be saved without what the CRM does not keep.
#[component]
pub(super) fn KeepWithout(
    /// What the CRM is called.
    name: String,
    /// What it does not keep, while that is asked.
    lost: RwSignal<Option<Vec<String>>>,
    /// Saves all the same.
    #[prop(into)]
    save: Callback<()>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    Effect::new(move || open.set(lost.with(Option::is_some)));
    // The browser's ways to close it are an answer, too.
    Effect::new(move || {
        if !open.get() && lost.with_untracked(Option::is_some) {
            lost.set(None);
        }
    });
    let go_on = move |_| {
        open.set(false);
        save.run(());
    };
    view! {
        <Dialog open title=t("Not everything can be kept", "Nicht alles kann behalten werden")>
            <LossList name=name.clone() words=lost.get_untracked().unwrap_or_default() />
            <div class="buttons">
                <button type="button" class="button primary" on:click=go_on>{t("Save without them", "Ohne sie speichern")}</button>
                <button type="button" class="button" on:click=move |_| open.set(false)>{t("Go on editing", "Weiter bearbeiten")}</button>
            </div>
        </Dialog>
    }
}
