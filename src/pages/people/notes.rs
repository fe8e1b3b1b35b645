//! Notes about a person.

mod waiting;

use calling_card_api::ConnectionId;
use calling_card_api::notes::{CreateNote, DeleteNote, ListNotes, NewNoteQuery, NoteRecord, UpdateNote};
use calling_card_api::people::GetPerson;
use calling_card_api::words::{ListWords, WordsQuery};
use calling_card_contact::{Area, Note, NoteId, NoteThere, Part, PersonId, WordList};
use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;

use super::only_mine::OnlyMineSwitch;
use crate::components::OnlyMine;
use crate::connection::use_connection;
use crate::language::t;
use crate::offline;
use crate::session::{Who, use_may, use_session};
use crate::transport::{Failure, send};
use crate::ui::{Editor, Tag, TextField, by_and_at, load, moment_text, shown, use_toasts};

/// Most people who are named beside a note.
const OTHERS: usize = 10;

use waiting::WaitingNotes;

/// The notes about a person, and a place to write one where the CRM takes them in.
#[component]
pub(super) fn Notes(person: PersonId, name: Signal<String>) -> impl IntoView {
    let crm = use_connection();
    let may = use_may().edit();
    let writes = crm.holds.writes(Part::Notes) && may;
    let connection = crm.id.clone();
    let notes = load(move || ListNotes { connection: connection.clone(), id: person });
    let changed = Callback::new(move |()| notes.again());
    let entry = move |record: NoteRecord| view! { <NoteEntry record changed writes /> };
    let none = t("No notes.", "Keine Notizen.");
    let listed = crm.areas.contains(&Area::Touchpoints).then(|| view! { <p class="muted small"><span dir="auto">{crm.name.clone()}</span>" "{t(
        "keeps a new note as a touchpoint. It tells no list of them: those are seen that were written here, at most the last 30.",
        "behält eine neue Notiz als Touchpoint. Eine Liste davon nennt es nicht: Zu sehen sind die hier geschriebenen, höchstens die letzten 30.",
    )}</p> });
    view! {
        <section class="panel stack">
            <h2>{t("Notes", "Notizen")}</h2>
            {shown(notes, move |notes| {
                let entries: Vec<_> = notes.into_iter().map(entry).collect();
                if entries.is_empty() {
                    return (!writes).then(|| view! { <p class="muted">{none}</p> }).into_any();
                }
                view! { <ul class="entries">{entries}</ul> }.into_any()
            })}
            {crm.is_home().then(|| view! { <WaitingNotes person /> })}
            {if writes {
                view! { <NewNote person name added=changed />{listed} }.into_any()
            } else if !may {
                listed.into_any()
            } else {
                let only = t("Notes are written there, and read here.", "Notizen werden dort geschrieben und hier gelesen.");
                view! { <p class="muted small">{crm.name}": "{only}</p> }.into_any()
            }}
        </section>
    }
}

#[component]
fn NewNote(person: PersonId, name: Signal<String>, added: Callback<()>) -> impl IntoView {
    let toasts = use_toasts();
    let connection = StoredValue::new(use_connection().id);
    let editor = Editor::new(&Note {
        person,
        title: String::new(),
        text: String::new(),
        flagged: false,
        category: String::new(),
        only_mine: false,
        there: None,
    });
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(note) = editor.read::<Note>() else { return };
        let connection = connection.get_value();
        let home = connection == ConnectionId::home();
        // Sent once more, since its answer was lost, it is the same note.
        let id = NoteId(Uuid::new_v4());
        let query = NewNoteQuery { id: home.then_some(id) };
        let emptied = move || {
            editor.set("/text", "".into());
            editor.set("/category", "".into());
            editor.set("/only_mine", false.into());
        };
        spawn_local(async move {
            match send(&CreateNote { connection: connection.clone(), query, note: note.clone() }).await {
                Ok(written) => {
                    emptied();
                    let words = t("The note is saved.", "Die Notiz ist gespeichert.");
                    toasts.say_with_undo_in(&connection, words, written.batch);
                    added.run(());
                }
                Err(Failure::Unreachable) if home => match offline::add_note(id, note, name.get_untracked()).await {
                    Ok(()) => emptied(),
                    Err(_) => toasts.fail(&Failure::Unreachable),
                },
                Err(failure) => toasts.fail(&failure),
            }
        });
    };
    view! {
        <form class="stack" on:submit=add>
            {editor.field("/text", t("New note", "Neue Notiz"), "textarea")}
            <Category editor list="new-note-categories" />
            <OnlyMineSwitch editor pointer="/only_mine".to_owned() />
            <button type="submit" class="button small">{t("Add note", "Notiz hinzufügen")}</button>
        </form>
    }
}

#[component]
fn NoteEntry(record: NoteRecord, changed: Callback<()>, writes: bool) -> impl IntoView {
    let toasts = use_toasts();
    let connection = StoredValue::new(use_connection().id);
    let home = connection.with_value(|connection| *connection == ConnectionId::home());
    let editing = RwSignal::new(false);
    let own = record.content.only_mine;
    // What somebody else has written stays where they read it.
    let session = use_session();
    let wrote =
        session.who.with_untracked(|who| matches!(who, Who::Staff(known) if known.user.name == record.created_by));
    let note = StoredValue::new(record.clone());
    let write = move |new: Note| {
        let (id, version) = note.with_value(|note| (note.id, note.version));
        let connection = connection.get_value();
        spawn_local(async move {
            match send(&UpdateNote { connection: connection.clone(), id, version, note: new }).await {
                Ok(written) => {
                    let words = t("The note is saved.", "Die Notiz ist gespeichert.");
                    toasts.say_with_undo_in(&connection, words, written.batch);
                    changed.run(());
                }
                Err(failure) => toasts.fail(&failure),
            }
        });
    };
    let delete = move |_| {
        let (id, version) = note.with_value(|note| (note.id, note.version));
        let connection = connection.get_value();
        spawn_local(async move {
            match send(&DeleteNote { connection: connection.clone(), id, version }).await {
                Ok(written) => {
                    let words = if own {
                        t("The note is deleted.", "Die Notiz ist gelöscht.")
                    } else if home {
                        t("The note is in the bin.", "Die Notiz ist im Papierkorb.")
                    } else {
                        t("The note is deleted there.", "Die Notiz ist dort gelöscht.")
                    };
                    toasts.say_with_undo_in(&connection, words, written.batch);
                    changed.run(());
                }
                Err(failure) => toasts.fail(&failure),
            }
        });
    };
    let flag = move |_| note.with_value(|note| write(Note { flagged: !note.content.flagged, ..note.content.clone() }));
    let flagged = record.content.flagged;
    let category = Some(record.content.category.clone()).filter(|category| !category.is_empty());
    view! {
        <li>
            <p class="row small muted">
                <span>{by_and_at(&record.created_by, &record.created_at)}</span>
                {flagged.then(|| view! { <span class="tag warning">{t("Important", "Wichtig")}</span> })}
                {category.map(|word| view! { <Tag list=WordList::NoteCategories word /> })}
                {own.then(|| view! { <OnlyMine /> })}
            </p>
            {(!record.content.title.is_empty()).then(|| view! { <h3 dir="auto">{record.content.title.clone()}</h3> })}
            <Show when=move || editing.get() fallback=move || view! { <p class="text" dir="auto">{note.with_value(|note| note.content.text.clone())}</p> }>
                <NoteForm note=note.with_value(|note| note.content.clone()) mine=own || wrote save=Callback::new(write) />
            </Show>
            {record.content.there.clone().map(|there| view! { <Beside there /> })}
            {writes.then(|| view! { <div class="buttons">
                <button type="button" class="button quiet small" on:click=move |_| editing.update(|editing| *editing = !*editing)>
                    {move || if editing.get() { t("Cancel", "Abbrechen") } else { t("Edit note", "Notiz bearbeiten") }}
                </button>
                <button type="button" class="button quiet small" on:click=flag>
                    {if flagged { t("Not important", "Nicht wichtig") } else { t("Mark as important", "Als wichtig markieren") }}
                </button>
                <button type="button" class="button quiet small danger" on:click=delete>{t("Delete note", "Notiz löschen")}</button>
            </div> })}
        </li>
    }
}

/// What a note of another CRM says that ours have no place for.
#[component]
fn Beside(there: NoteThere) -> impl IntoView {
    let crm = use_connection();
    let more = there.people.len().saturating_sub(OTHERS);
    let others = there.people.into_iter().take(OTHERS).map(|id| {
        let (address, connection) = (crm.people_path(format!("/{id}")), crm.id.clone());
        let person = load(move || GetPerson { connection: connection.clone(), id });
        let name = move || person.state.get().and_then(Result::ok).map(|record| record.content.display_name());
        // Who is gone there has no page.
        move || name().map(|name| view! { <a href=address.clone() dir="auto">{name}</a>" " })
    });
    let others: Vec<_> = others.collect();
    let facts = [
        (t("When", "Wann"), there.at.as_ref().map(moment_text).unwrap_or_default()),
        (t("Tags", "Schlagwörter"), there.tags.join(", ")),
        (t("Priority", "Priorität"), there.priority),
        (t("Mood", "Stimmung"), there.mood),
    ];
    let facts: Vec<_> = facts
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(label, value)| view! { <div><dt>{label}</dt><dd dir="auto">{value}</dd></div> })
        .collect();
    let others = (!others.is_empty())
        .then(|| view! { <div><dt>{t("About them, too", "Auch über")}</dt><dd>{others}{(more > 0).then(|| format!("+ {more}"))}</dd></div> });
    view! { <dl class="facts small">{facts}{others}</dl> }
}

/// What kind of note it is: one that there is, or another. Other CRMs have no place for it.
#[component]
fn Category(editor: Editor, list: &'static str) -> impl IntoView {
    let crm = use_connection();
    crm.is_home().then(|| {
        let known = load(|| ListWords {
            connection: ConnectionId::home(),
            list: WordList::NoteCategories,
            query: WordsQuery::default(),
        });
        let options = move || {
            let known = known.state.get().and_then(Result::ok).unwrap_or_default();
            known.words.into_iter().map(|known| view! { <option value=known.word></option> }).collect::<Vec<_>>()
        };
        view! {
            <TextField label=t("Category, e.g. “Call”", "Kategorie, z. B. „Anruf“") list value=Signal::derive(move || editor.words("/category"))
                error=editor.error("/category") on_input=move |text: String| editor.set("/category", text.into()) />
            <datalist id=list>{options}</datalist>
        }
    })
}

#[component]
fn NoteForm(note: Note, mine: bool, save: Callback<Note>) -> impl IntoView {
    let editor = Editor::new(&note);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let Some(note) = editor.read() {
            save.run(note);
        }
    };
    view! {
        <form class="stack" on:submit=submit>
            {editor.text("/title", t("Title", "Titel"))}
            <Category editor list="note-categories" />
            {editor.field("/text", t("Note", "Notiz"), "textarea")}
            {mine.then(|| view! { <OnlyMineSwitch editor pointer="/only_mine".to_owned() /> })}
            <button type="submit" class="button small">{t("Save note", "Notiz speichern")}</button>
        </form>
    }
}
