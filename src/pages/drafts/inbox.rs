//! The drafts of the built-in CRM: unread ones, spam, and those that wait for the confirmation of their address.

use std::time::Duration;

use calling_card_api::ConnectionId;
use calling_card_api::drafts::{DraftSummary, DraftsQuery, ListDrafts};
use calling_card_api::staff::{Colleague, ListStaff};
use leptos::prelude::*;

use super::chosen::{Chosen, ChosenBar};
use super::chosen_list::ChosenList;
use super::list::look_again;
use crate::connection::{ChooseCrm, Place};
use crate::language::t;
use crate::news::News;
use crate::ui::{EmptyState, ErrorState, Loading, PageHeader, SelectField, Sign, load, number_text};

/// How often is looked for new ones while the page is open, also where nothing is heard of them.
const LOOK: Duration = Duration::from_secs(30);

/// What is shown of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Folder {
    /// All that are no spam.
    All,
    /// Those of them that nobody has opened.
    Unread,
    /// What staff have marked as spam.
    Spam,
}

/// Those of the built-in CRM.
#[component]
pub(super) fn DraftsHere() -> impl IntoView {
    let (editor, folder) = (RwSignal::new(String::new()), RwSignal::new(Folder::All));
    let query = move || DraftsQuery { limit: Some(200), editor: editor.get().parse().ok(), ..DraftsQuery::default() };
    let ask = |query| ListDrafts { connection: ConnectionId::home(), query };
    let drafts = load(move || {
        let folder = folder.get();
        ask(DraftsQuery { spam: folder == Folder::Spam, unread: folder == Folder::Unread, ..query() })
    });
    let waiting = load(move || ask(DraftsQuery { waiting: true, unread: folder.get() == Folder::Unread, ..query() }));
    let unread = load(move || ask(DraftsQuery { unread: true, limit: Some(1), ..query() }));
    let staff = load(|| ListStaff { connection: ConnectionId::home() });
    let colleagues = Memo::new(move |_| staff.state.get().and_then(Result::ok).unwrap_or_default());
    let again = move || {
        drafts.again();
        waiting.again();
        unread.again();
    };
    expect_context::<News>().each(again);
    look_again(again, LOOK);
    let chosen = Chosen::new(Callback::new(move |()| again()));
    let items = Memo::new(move |_| drafts.state.get().and_then(Result::ok).map(|page| page.items).unwrap_or_default());
    let waiting_items = Memo::new(move |_| {
        let shown = folder.get() != Folder::Spam;
        waiting.state.get().and_then(Result::ok).filter(|_| shown).map(|page| page.items).unwrap_or_default()
    });
    let more = Memo::new(move |_| {
        let page = drafts.state.get().and_then(Result::ok)?;
        Some(page.total).filter(|total| *total > page.items.len() as u64)
    });
    let is_loading = Memo::new(move |_| drafts.state.with(Option::is_none));
    let failure = move || drafts.state.get().and_then(Result::err);
    let is_empty =
        Memo::new(move |_| drafts.state.with(|state| matches!(state, Some(Ok(page)) if page.items.is_empty())));
    let count = Memo::new(move |_| unread.state.get().and_then(Result::ok).map_or(0, |page| page.total));
    let count = move || Some(count.get()).filter(|count| *count > 0).map(number_text);
    let list = move |items: Memo<Vec<DraftSummary>>| view! { <ChosenList items chosen colleagues /> };
    view! {
        <PageHeader title=t("Drafts", "Entwürfe")>
            <span role="status">{move || count().map(|count| view! { <span class="tag">{count}" "{t("unread", "ungelesen")}</span> })}</span>
        </PageHeader>
        <p class="muted">{t("What visitors sent through your forms. Accept a draft to make a person of it.",
                            "Was Besucher über Ihre Formulare gesendet haben. Nehmen Sie einen Entwurf an, um eine Person daraus zu machen.")}</p>
        <div class="filters"><ChooseCrm place=Place::Drafts /><Whose colleagues editor /><Folders folder chosen /></div>
        {move || (folder.get() == Folder::Spam).then(|| view! {
            <p class="muted small">{t("What has been spam for 30 days is deleted for good.", "Was 30 Tage lang Spam war, wird endgültig gelöscht.")}</p>
        })}
        <ChosenBar chosen folder items />
        {move || is_loading.get().then(|| view! { <Loading /> })}
        {move || failure().map(|failure| view! { <ErrorState failure retry=move || drafts.again() /> })}
        {move || is_empty.get().then(|| view! { <Nothing folder=folder.get() /> })}
        {list(items)}
        {move || more.get().map(|total| view! { <p class="muted small">{t("These are the newest.", "Das sind die neuesten.")}" "{number_text(total)}" "{t("in all.", "insgesamt.")}</p> })}
        <Show when=move || !waiting_items.with(Vec::is_empty)>
            <section class="stack">
                <h2>{t("Waiting for confirmation", "Warten auf Bestätigung")}</h2>
                <p class="muted small">{t("Their address is not confirmed yet. After 48 hours they are deleted.",
                                          "Ihre Adresse ist noch nicht bestätigt. Nach 48 Stunden werden sie gelöscht.")}</p>
                {list(waiting_items)}
            </section>
        </Show>
    }
}

/// Chooses what is shown.
#[component]
fn Folders(folder: RwSignal<Folder>, chosen: Chosen) -> impl IntoView {
    let folders = [
        (Folder::All, t("All", "Alle")),
        (Folder::Unread, t("Unread", "Ungelesen")),
        (Folder::Spam, t("Spam", "Spam")),
    ];
    let button = move |(one, words): (Folder, &'static str)| {
        let pressed = move || (folder.get() == one).to_string();
        let open = move |_| {
            chosen.clear();
            folder.set(one);
        };
        view! { <button type="button" class="button" aria-pressed=pressed on:click=open>{words}</button> }
    };
    let buttons: Vec<_> = folders.into_iter().map(button).collect();
    view! { <div class="buttons" role="group" aria-label=t("What is shown", "Was gezeigt wird")>{buttons}</div> }
}

/// Stands where nothing is, and says what to do.
#[component]
fn Nothing(folder: Folder) -> impl IntoView {
    match folder {
        Folder::All => view! {
            <EmptyState sign=Sign::Inbox title=t("Nothing waits", "Nichts wartet")
                text=t("What is sent through a form appears here within a second.", "Was über ein Formular gesendet wird, erscheint hier binnen einer Sekunde.")>
                <a class="button" href="/forms">{t("To the forms", "Zu den Formularen")}</a>
            </EmptyState>
        }
        .into_any(),
        Folder::Unread => view! {
            <EmptyState sign=Sign::Inbox title=t("All are read", "Alles gelesen")
                text=t("Choose 'All' to see those that somebody has opened.", "Wählen Sie „Alle“, um zu sehen, was schon geöffnet wurde.") />
        }
        .into_any(),
        Folder::Spam => view! {
            <EmptyState sign=Sign::Inbox title=t("No spam", "Kein Spam")
                text=t("Select drafts in 'All' and mark them as spam; they come here, and can be brought back for 30 days.",
                    "Wählen Sie unter „Alle“ Entwürfe aus und markieren Sie sie als Spam; sie kommen hierher und lassen sich 30 Tage lang zurückholen.") />
        }
        .into_any(),
    }
}

/// Chooses whose drafts are shown.
#[component]
fn Whose(colleagues: Memo<Vec<Colleague>>, editor: RwSignal<String>) -> impl IntoView {
    move || {
        let mut options = vec![(String::new(), t("Everybody's", "Alle").to_owned())];
        options.extend(colleagues.get().into_iter().map(|one| (one.id.to_string(), one.name)));
        // Alone, nobody needs to choose.
        (options.len() > 2 || !editor.get_untracked().is_empty()).then(|| {
            view! {
                <SelectField label=t("Whose", "Von wem") value=editor on_input=move |text| editor.set(text) options />
            }
        })
    }
}
