//! What happened with a person, the newest first: notes, changes, drafts and opt-ins, all or those of a kind.

use calling_card_api::ConnectionId;
use calling_card_api::consents::ConsentRecord;
use calling_card_api::drafts::ReplyRecord;
use calling_card_api::notes::NoteRecord;
use calling_card_api::people::PersonRecord;
use calling_card_api::timeline::{Happening, ListTimeline, Moment, PastDraft};
use calling_card_contact::WordList;
use leptos::prelude::*;

use super::history::ChangeEntry;
use crate::components::OnlyMine;
use crate::language::t;
use crate::pages::settings::MailStateTag;
use crate::pages::versions::{VersionDialog, Versioned};
use crate::ui::{Tag, by_and_at, load, moment_text, shown};

/// A kind of what happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Notes,
    Changes,
    Drafts,
    Replies,
    OptIns,
}

impl Kind {
    fn of(what: &Happening) -> Self {
        match what {
            Happening::Note(_) => Self::Notes,
            Happening::Change(_) => Self::Changes,
            Happening::Draft(_) => Self::Drafts,
            Happening::Reply(_) => Self::Replies,
            Happening::Consent(_) => Self::OptIns,
        }
    }
}

/// What happened with a person; loaded when it is opened.
#[component]
pub(super) fn Timeline(record: RwSignal<PersonRecord>) -> impl IntoView {
    let open = RwSignal::new(false);
    let asked = RwSignal::new(None);
    let of = Versioned::Person(record);
    view! {
        <section class="panel">
            <details class="history" on:toggle=move |_| open.set(true)>
                <summary><h2>{t("Timeline", "Zeitleiste")}</h2></summary>
                <Show when=move || open.get()><Loaded record asked /></Show>
                <VersionDialog of asked />
            </details>
        </section>
    }
    .into_any()
}

#[component]
fn Loaded(record: RwSignal<PersonRecord>, asked: RwSignal<Option<u32>>) -> impl IntoView {
    let version = Memo::new(move |_| record.with(|record| record.version));
    // What was changed has happened, too.
    let timeline = load(move || {
        version.track();
        ListTimeline { connection: ConnectionId::home(), id: record.with_untracked(|record| record.id) }
    });
    let only = RwSignal::new(None::<Kind>);
    let kinds = [
        (None, t("All", "Alles")),
        (Some(Kind::Notes), t("Notes", "Notizen")),
        (Some(Kind::Changes), t("Changes", "Änderungen")),
        (Some(Kind::Drafts), t("Forms sent", "Gesendete Formulare")),
        (Some(Kind::Replies), t("Answers by mail", "Antworten per Mail")),
        (Some(Kind::OptIns), t("Opt-ins", "Einwilligungen")),
    ];
    let filter = move |(kind, words): (Option<Kind>, &'static str)| {
        let pressed = move || (only.get() == kind).to_string();
        view! { <button type="button" class="button small" aria-pressed=pressed on:click=move |_| only.set(kind)>{words}</button> }
    };
    view! {
        <div class="stack">
            <div class="buttons" role="group" aria-label=t("What is shown", "Was gezeigt wird")>{kinds.map(filter).into_iter().collect::<Vec<_>>()}</div>
            {shown(timeline, move |moments| {
                view! {
                    {move || {
                        let fits = |moment: &&Moment| only.get().is_none_or(|kind| Kind::of(&moment.what) == kind);
                        let entries: Vec<_> = moments.iter().filter(fits).map(|moment| entry(moment, record, asked)).collect();
                        if entries.is_empty() {
                            view! { <p class="muted small">{t("Nothing of this kind has happened.", "Nichts dieser Art ist geschehen.")}</p> }.into_any()
                        } else {
                            view! { <ol class="timeline">{entries}</ol> }.into_any()
                        }
                    }}
                }
            })}
        </div>
    }
}

fn entry(moment: &Moment, record: RwSignal<PersonRecord>, asked: RwSignal<Option<u32>>) -> AnyView {
    let inside = match moment.what.clone() {
        Happening::Note(note) => view! { <NoteEntry note /> }.into_any(),
        Happening::Change(change) => {
            view! { <ChangeEntry change of=Some(Versioned::Person(record)) asked /> }.into_any()
        }
        Happening::Draft(draft) => view! { <DraftEntry draft at=moment_text(&moment.at) /> }.into_any(),
        Happening::Reply(reply) => view! { <ReplyEntry reply /> }.into_any(),
        Happening::Consent(consent) => view! { <ConsentEntry consent /> }.into_any(),
    };
    let kind = match Kind::of(&moment.what) {
        Kind::Notes => "note",
        Kind::Changes => "change",
        Kind::Drafts | Kind::Replies => "draft",
        Kind::OptIns => "opt-in",
    };
    view! { <li class=kind>{inside}</li> }.into_any()
}

#[component]
fn NoteEntry(note: NoteRecord) -> impl IntoView {
    let about = by_and_at(&note.created_by, &note.created_at);
    let category = Some(note.content.category).filter(|category| !category.is_empty());
    let own = note.content.only_mine.then(|| view! { " "<OnlyMine /> });
    let category = category.map(|word| view! { " "<Tag list=WordList::NoteCategories word /> });
    view! {
        <p class="small"><strong>{t("Note", "Notiz")}</strong>" · "<span class="muted">{about}</span>{category}{own}</p>
        <p class="text" dir="auto">{[note.content.title, note.content.text].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n")}</p>
    }
}

#[component]
fn DraftEntry(draft: PastDraft, at: String) -> impl IntoView {
    view! {
        <p class="small"><strong>{t("Form sent", "Formular gesendet")}</strong>": "<span dir="auto">{draft.source_name}</span>" · "<span class="muted">{at}</span></p>
        {(!draft.message.is_empty()).then(|| view! { <p class="text" dir="auto">{draft.message}</p> })}
    }
}

#[component]
fn ReplyEntry(reply: ReplyRecord) -> impl IntoView {
    let about = by_and_at(&reply.by, &reply.written_at);
    let text = format!("{}\n{}", reply.reply.subject, reply.reply.text);
    view! {
        <p class="small"><strong>{t("Answered by mail", "Per Mail geantwortet")}</strong>" · "<span class="muted">{about}</span>" "<MailStateTag state=reply.state /></p>
        <p class="text" dir="auto">{text}</p>
    }
}

#[component]
fn ConsentEntry(consent: ConsentRecord) -> impl IntoView {
    let consent = consent.content;
    let confirmed = consent.opt_in.as_ref().and_then(|opt_in| opt_in.confirmed_at.as_ref());
    let confirmed = confirmed.map(|at| format!("{} {}", t("confirmed by mail", "per Mail bestätigt"), moment_text(at)));
    let withdrawn =
        consent.withdrawn_at.as_ref().map(|at| format!("{} {}", t("withdrawn", "widerrufen"), moment_text(at)));
    let more = [confirmed, withdrawn].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    view! {
        <p class="small"><strong>{t("Opt-in", "Einwilligung")}</strong>" · "<span class="muted">{moment_text(&consent.given_at)}</span></p>
        <p class="text" dir="auto">{consent.text}</p>
        <p class="small muted">{more}</p>
    }
}
