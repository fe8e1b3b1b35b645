//! What a CRM would not keep of the people of an import, said before they go there.

use calling_card_api::connections::LossOfMany;
use calling_card_api::worker;
use calling_card_contact::Person;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Import;
use super::store::{begin, tags_of, user};
use crate::connection::{Beside, Crm, LossList, add_losses, ask_losses, loss_words, use_connections};
use crate::language::{language, t};
use crate::transport::Failure;
use crate::ui::Dialog;
use crate::worker::ask_with;

/// How many people are asked about at once.
const PART: usize = 250;

/// What is known of what would be lost.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum LossCheck {
    /// So many cards are looked at.
    Looking(u32),
    /// It could not be asked.
    Failed(Failure),
    /// This would be lost.
    Known(Vec<String>),
}

/// Looks what would be lost; where it is nothing, the import begins.
pub(super) fn check(import: Import, to: Crm) {
    let Some(user) = user() else { return };
    import.looks.update_value(|looks| *looks += 1);
    let run = import.looks.get_value();
    import.check.set(Some(LossCheck::Looking(0)));
    spawn_local(async move {
        let outcome = look(import, &to, run).await;
        // Whoever has gone back, or begun anew, does not ask any more.
        if import.looks.get_value() != run || import.check.with_untracked(Option::is_none) {
            return;
        }
        match outcome {
            Ok(words) if words.is_empty() => {
                import.check.set(None);
                begin(import, user);
            }
            Ok(words) => import.check.set(Some(LossCheck::Known(words))),
            Err(failure) => import.check.set(Some(LossCheck::Failed(failure))),
        }
    });
}

/// Looks at all cards that are to be stored; what would be lost, in words.
async fn look(import: Import, to: &Crm, run: u32) -> Result<Vec<String>, Failure> {
    let (mut losses, mut beside, mut waiting) = (Vec::<LossOfMany>::new(), Beside::default(), Vec::<Person>::new());
    let (cards, tags, mut next) = (import.counts.get_untracked().cards, tags_of(import), 0);
    while next < cards {
        let part: worker::Part = ask_with("part", &worker::PartRequest { from: next, tags: tags.clone() }).await?;
        next = part.next;
        beside.organizations += part.organizations.len();
        for imported in part.people {
            let related =
                imported.person.kept_properties.iter().filter(|kept| kept.name().eq_ignore_ascii_case("RELATED"));
            beside.relations += related.count();
            beside.notes += imported.notes.len();
            waiting.push(imported.person);
        }
        if waiting.len() >= PART || next >= cards {
            add_losses(&mut losses, ask_losses(&to.id, std::mem::take(&mut waiting)).await?);
        }
        if import.looks.get_value() != run || import.check.with_untracked(Option::is_none) {
            return Ok(Vec::new());
        }
        import.check.set(Some(LossCheck::Looking(next)));
    }
    let words = losses.iter().map(|lost| loss_words(lost, true, language()));
    Ok(words.chain(beside.words(language())).collect())
}

/// Says what would be lost, and asks whether to import all the same.
#[component]
pub(super) fn LossDialog(import: Import) -> impl IntoView {
    let open = RwSignal::new(false);
    Effect::new(move || open.set(import.check.with(Option::is_some)));
    // The browser's ways to close it are an answer, too.
    Effect::new(move || {
        if !open.get() && import.check.with_untracked(Option::is_some) {
            import.check.set(None);
        }
    });
    view! {
        <Dialog open title=t("What would be lost", "Was verloren ginge")>
            {move || match import.check.get()? {
                LossCheck::Looking(count) => Some(view! { <Looking import count /> }.into_any()),
                LossCheck::Failed(failure) => Some(view! { <Failed import failure /> }.into_any()),
                LossCheck::Known(words) => Some(view! { <Known import words /> }.into_any()),
            }}
        </Dialog>
    }
}

#[component]
fn Looking(import: Import, count: u32) -> impl IntoView {
    let cards = import.counts.get_untracked().cards;
    view! {
        <progress aria-label=t("Cards looked at", "Angesehene Karten") max=cards.to_string() value=count.to_string()></progress>
        <p>{format!("{count} {} {cards} {}", t("of", "von"), t("cards are looked at.", "Karten sind angesehen."))}</p>
        <Back import words=t("Cancel", "Abbrechen") />
    }
}

#[component]
fn Failed(import: Import, failure: Failure) -> impl IntoView {
    view! {
        <p class="notice" role="alert">{failure.sentence(language())}</p>
        <p>{t("Nothing has been stored.", "Es wurde nichts gespeichert.")}</p>
        <Back import words=t("Close", "Schließen") />
    }
}

#[component]
fn Known(import: Import, words: Vec<String>) -> impl IntoView {
    let name = untrack(|| use_connections().name(&import.into.get()));
    let go_on = move |_| {
        import.check.set(None);
        if let Some(user) = user() {
            begin(import, user);
        }
    };
    view! {
        <LossList name words />
        <div class="buttons">
            <button type="button" class="button primary" on:click=go_on>{t("Import without them", "Ohne sie importieren")}</button>
            <button type="button" class="button" on:click=move |_| import.check.set(None)>{t("Go on looking", "Weiter ansehen")}</button>
        </div>
    }
}

#[component]
fn Back(import: Import, words: &'static str) -> impl IntoView {
    view! { <div class="buttons"><button type="button" class="button" on:click=move |_| import.check.set(None)>{words}</button></div> }
}
