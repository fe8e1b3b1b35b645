//! API tokens: by which other programs reach the workspace.

mod delete;
mod new;

use calling_card_api::tokens::{ApiToken, ListTokens};
use leptos::prelude::*;

use delete::ConfirmDeletion;
use new::NewToken;

use crate::language::t;
use crate::ui::{EmptyState, PageHeader, Sign, by_and_at, load, moment_text, shown};

/// The tokens of the workspace, and the way to a new one.
#[component]
pub(crate) fn TokensPage() -> impl IntoView {
    let tokens = load(|| ListTokens);
    let changed = Callback::new(move |()| tokens.again());
    let deleting = RwSignal::new(None::<ApiToken>);
    view! {
        <div>
            <a class="back" href="/settings">"← "{t("Settings", "Einstellungen")}</a>
            <PageHeader title=t("API tokens", "API-Tokens") />
            <p class="muted">{t("A program that is written for RogerRoger, emnify or ONLYOFFICE reaches your people with a token. Make one for each program, so that it can be taken away from one alone.",
                                "Ein Programm, das für RogerRoger, emnify oder ONLYOFFICE geschrieben ist, erreicht Ihre Personen mit einem Token. Legen Sie für jedes Programm eines an, damit Sie es einem allein wieder nehmen können.")}</p>
        </div>
        <NewToken changed />
        {shown(tokens, move |tokens| {
            if tokens.is_empty() {
                return view! {
                    <EmptyState sign=Sign::Settings title=t("No tokens yet", "Noch keine Tokens")
                        text=t("Write above which program the first one is for.", "Schreiben Sie oben, für welches Programm das erste ist.") />
                }.into_any();
            }
            let entries: Vec<_> = tokens.into_iter().map(|token| view! { <Entry token deleting /> }).collect();
            view! { <ul class="panel entries">{entries}</ul> }.into_any()
        })}
        <ConfirmDeletion deleting changed />
    }
}

#[component]
fn Entry(token: ApiToken, deleting: RwSignal<Option<ApiToken>>) -> impl IntoView {
    let used = match &token.used_at {
        Some(at) => format!("{} {}", t("last used", "zuletzt benutzt"), moment_text(at)),
        None => t("never used", "nie benutzt").to_owned(),
    };
    let made = by_and_at(&token.created_by, &token.created_at);
    let label = format!("{}: {}", t("Delete", "Löschen"), token.name);
    let name = token.name.clone();
    view! {
        <li>
            <div class="row">
                <span><strong dir="auto">{name}</strong><br /><span class="muted small">{made}" · "{used}</span></span>
                <button type="button" class="button small danger" aria-haspopup="dialog" aria-label=label on:click=move |_| deleting.set(Some(token.clone()))>{t("Delete", "Löschen")}</button>
            </div>
        </li>
    }
}
