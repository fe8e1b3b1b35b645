//! The command palette: every action and every person, by a few letters.

use std::time::Duration;

use calling_card_api::people::PersonSummary;
use calling_card_contact::PersonId;
use leptos::html;
use leptos::leptos_dom::helpers::debounce;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;
use web_sys::KeyboardEvent;

use super::actions::{self, Act, Action, fits};
use super::{Commands, here, page, people};
use crate::connection::people_path;
use crate::language::t;
use crate::people_index::PeopleIndex;
use crate::session::{sign_out, use_may, use_session};
use crate::ui::{after_paint, focus_when_there, use_toasts};

/// How long after the last key people are asked for.
const PAUSE: Duration = Duration::from_millis(120);
/// Most actions that are shown.
const SHOWN: usize = 40;
/// How many of them at first.
const FIRST: usize = 12;

/// What a line of the palette stands for.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum What {
    /// The action at this place.
    Action(usize),
    /// A person.
    Person(PersonId),
}

impl What {
    /// The id of its line on the page.
    fn id(self) -> String {
        match self {
            Self::Action(place) => format!("command-{place}"),
            Self::Person(person) => format!("command-{person}"),
        }
    }
}

/// A line of the palette.
#[derive(Clone, PartialEq)]
struct Line {
    words: String,
    beside: String,
    keys: &'static str,
    what: What,
}

/// What is in the dialog.
#[component]
pub(super) fn CommandList() -> impl IntoView {
    let commands: Commands = expect_context();
    let (session, toasts) = (use_session(), use_toasts());
    let (navigate, index) = (use_navigate(), expect_context::<PeopleIndex>());
    let connection = StoredValue::new(here());
    // One can type before they are there: looking for them takes longer than opening the palette may.
    let actions = RwSignal::new_local(Vec::<Action>::new());
    let (shown, may) = (RwSignal::new(FIRST), use_may());
    after_paint(move || {
        actions.try_set(untrack(|| actions::all(may)));
        after_paint(move || {
            shown.try_set(SHOWN);
        });
    });
    let (text, at) = (RwSignal::new(String::new()), RwSignal::new(0_usize));
    let found = RwSignal::new(Vec::<PersonSummary>::new());
    let mut look = debounce(PAUSE, move |typed: String| {
        spawn_local(async move {
            let people = people::find(connection.get_value(), &typed, index).await;
            // An answer that was overtaken says nothing any more.
            if text.try_get_untracked().is_some_and(|now| now == typed) {
                found.try_set(people);
            }
        });
    });
    let lines = Memo::new(move |_| {
        let typed = text.get();
        let people = found.get().into_iter().filter(|_| !typed.trim().is_empty()).map(|person| Line {
            words: person.name,
            beside: [person.position, person.business]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(" · "),
            keys: "",
            what: What::Person(person.id),
        });
        let fitting = actions.with(|actions| {
            let numbered = actions.iter().enumerate().filter(|(_, action)| fits(&action.words, &typed));
            let line = |(place, action): (usize, &Action)| Line {
                words: action.words.clone(),
                beside: action.group.to_owned(),
                keys: action.keys,
                what: What::Action(place),
            };
            numbered.take(shown.get()).map(line).collect::<Vec<_>>()
        });
        people.chain(fitting).collect::<Vec<_>>()
    });
    let run = StoredValue::new_local(move |what: What| {
        commands.palette.set(false);
        let act = match what {
            What::Person(id) => Some(Act::Go(people_path(&connection.get_value(), format!("/{id}")))),
            What::Action(place) => {
                actions.with_untracked(|actions| actions.get(place).map(|action| action.act.clone()))
            }
        };
        let navigate = navigate.clone();
        // The dialog gives the focus back before anything else begins.
        request_animation_frame(move || match act {
            Some(Act::Go(path)) => navigate(&path, Default::default()),
            Some(Act::Press(element)) => page::press(&element),
            Some(Act::Step(direction)) => commands.ask_step(direction),
            Some(Act::Help) => commands.help.set(true),
            Some(Act::SignOut) => sign_out(session, toasts),
            None => {}
        });
    });
    let press = move |event: KeyboardEvent| {
        let count = lines.with_untracked(Vec::len);
        let now = at.get_untracked().min(count.saturating_sub(1));
        let to = match event.key().as_str() {
            "ArrowDown" if count > 0 => (now + 1) % count,
            "ArrowUp" if count > 0 => (now + count - 1) % count,
            "Enter" if !event.is_composing() => {
                event.prevent_default();
                if let Some(what) = lines.with_untracked(|lines| lines.get(now).map(|line| line.what)) {
                    run.with_value(|run| run(what));
                }
                return;
            }
            _ => return,
        };
        event.prevent_default();
        at.set(to);
    };
    let field = NodeRef::<html::Input>::new();
    focus_when_there(field);
    let list = NodeRef::<html::Ul>::new();
    Effect::new(move || {
        at.track();
        lines.track();
        request_animation_frame(move || {
            let Some(Some(list)) = list.try_get_untracked() else { return };
            let Ok(Some(chosen)) = list.query_selector("[aria-selected=true]") else { return };
            let (room, line) = (list.get_bounding_client_rect(), chosen.get_bounding_client_rect());
            let (above, below) = ((line.top() - room.top()).min(0.0), (line.bottom() - room.bottom()).max(0.0));
            list.set_scroll_top(list.scroll_top() + (above + below) as i32);
        });
    });
    let chosen = Memo::new(move |_| {
        let at = at.get();
        lines.with(|lines| lines.get(at.min(lines.len().checked_sub(1)?)).map(|line| line.what))
    });
    let option = move |line: Line| {
        let what = line.what;
        view! {
            <li id=what.id() role="option" aria-selected=move || (chosen.get() == Some(what)).to_string() on:click=move |_| run.with_value(|run| run(what))>
                <span dir="auto">{line.words}</span>
                <span class="small muted" dir="auto">{line.beside}</span>
                {(!line.keys.is_empty()).then(|| view! { <kbd aria-hidden="true">{line.keys}</kbd> })}
            </li>
        }
    };
    let count = move || match lines.with(Vec::len) {
        0 if actions.with(Vec::is_empty) => String::new(),
        0 => t("Nothing was found.", "Nichts gefunden.").to_owned(),
        count => format!("{count} {}", t("found", "gefunden")),
    };
    view! {
        <div class="palette">
            <input class="input" type="text" role="combobox" node_ref=field autocomplete="off" spellcheck="false" dir="auto"
                aria-label=t("Command or person", "Befehl oder Person") placeholder=t("Command or person", "Befehl oder Person")
                aria-expanded="true" aria-controls="commands" aria-autocomplete="list"
                aria-activedescendant=move || chosen.get().map(What::id)
                on:keydown=press
                on:input=move |event| {
                    let typed = event_target_value(&event);
                    text.set(typed.clone());
                    at.set(0);
                    look(typed);
                } />
            <ul id="commands" role="listbox" aria-label=t("Commands and people", "Befehle und Personen") node_ref=list>
                <For each=move || lines.get() key=|line| line.what children=option />
            </ul>
            <p class="visually-hidden" role="status">{count}</p>
        </div>
    }
}
