//! What stands around every page: the ways to the others, and who is signed in.

use std::time::Duration;

use calling_card_api::ConnectionId;
use calling_card_api::drafts::{DraftsQuery, ListDrafts};
use calling_card_api::roles::Role;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_location;

use crate::command::Commands;
use crate::connection::Place;
use crate::language::t;
use crate::news::News;
use crate::parts;
use crate::session::{Who, role_of, sign_out, use_session};
use crate::ui::{Icon, Sign, load, use_toasts};

/// How often is looked for new drafts, also where nothing is heard of them.
const LOOK: Duration = Duration::from_secs(60);
/// How long after the page is come to the keys are listened to: what is shown first comes first.
const SETTLED: Duration = Duration::from_millis(500);

/// What stands around every page.
#[component]
pub(super) fn Shell(children: Children) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let commands = Commands::provide();
    let settled = RwSignal::new(false);
    set_timeout(move || _ = settled.try_set(true), SETTLED);
    let name = move || match session.who.get() {
        Who::Staff(session) => format!("{} · {}", session.user.name, session.workspace),
        _ => String::new(),
    };
    view! {
        <a class="button primary skip" href="#content">{t("Skip to content", "Zum Inhalt springen")}</a>
        <div class="shell">
            <header class="rail">
                <a class="brand" href="/people"><img src="/favicon.svg" alt="" width="32" height="32" />"Calling Card"</a>
                <button type="button" class="button small commands" aria-haspopup="dialog"
                    aria-keyshortcuts=move || commands.listening.get().then_some("Control+K Meta+K") on:click=move |_| commands.palette.set(true)>
                    <Icon sign=Sign::Search /><span>{t("Commands", "Befehle")}</span><kbd aria-hidden="true">"Ctrl K"</kbd>
                </button>
                <Navigation />
                <div class="account">
                    <span class="who muted">{name}</span>
                    <button type="button" class="button quiet small" on:click=move |_| sign_out(session, toasts)>{t("Sign out", "Abmelden")}</button>
                </div>
            </header>
            <main id="content" tabindex="-1"><div class="page">{children()}</div></main>
        </div>
        <div class="behind"><Show when=move || settled.get()><parts::CommandCenter /></Show></div>
        <Show when=move || session.ended.get()>
            <div class="overlay" role="dialog" aria-modal="true" aria-label=t("Sign in again", "Erneut anmelden")>
                <div class="gate"><div class="panel"><parts::SignInForm /></div></div>
            </div>
        </Show>
    }
}

#[component]
fn Navigation() -> impl IntoView {
    let drafts = load(|| ListDrafts {
        connection: ConnectionId::home(),
        query: DraftsQuery { limit: Some(1), ..DraftsQuery::default() },
    });
    expect_context::<News>().each(move || drafts.again());
    let look = set_interval_with_handle(move || drafts.again(), LOOK);
    on_cleanup(move || {
        if let Ok(look) = look {
            look.clear();
        }
    });
    let path = use_location().pathname;
    // A draft that was dealt with is no longer counted once its page is left.
    Effect::new(move || {
        path.track();
        drafts.again();
    });
    // Those of other CRMs are people, drafts and forms, too.
    let among = move |place: Place| move || place.is_at(&path.get()).then_some("page");
    let waiting = move || drafts.state.get().and_then(Result::ok).map(|page| page.total).filter(|total| *total > 0);
    let session = use_session();
    let edits = Memo::new(move |_| session.who.with(role_of) >= Role::Editor);
    let count = move || {
        waiting().map(|total| {
            view! { <span class="count" aria-hidden="true">{total}</span>}
        })
    };
    view! {
        <nav aria-label=t("Main", "Hauptmenü")>
            <ul>
                <li><a href="/people" aria-current=among(Place::People)><Icon sign=Sign::People />{t("People", "Personen")}</a></li>
                <li><a href="/organizations" aria-current=among(Place::Organizations)><Icon sign=Sign::Organization />{t("Organizations", "Organisationen")}</a></li>
                <li><a href="/drafts" aria-current=among(Place::Drafts)><Icon sign=Sign::Inbox />{t("Drafts", "Entwürfe")}{count}</a></li>
                <li><a href="/forms" aria-current=among(Place::Forms)><Icon sign=Sign::Form />{t("Forms", "Formulare")}</a></li>
                <li><A href="/events"><Icon sign=Sign::Event />{t("Events", "Veranstaltungen")}</A></li>
                {move || edits.get().then(|| view! { <li><A href="/import"><Icon sign=Sign::Import />{t("Import", "Import")}</A></li> })}
                <li><A href="/settings"><Icon sign=Sign::Settings />{t("Settings", "Einstellungen")}</A></li>
            </ul>
        </nav>
    }
}
