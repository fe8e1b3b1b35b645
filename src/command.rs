//! Everything by keyboard: the command palette, single keys, steps back and forth, and the focus. All of it is a part of the app that is
//! loaded once the first page is there; what is open of it stands around that.

mod actions;
mod focus;
mod help;
mod keys;
mod page;
mod palette;
mod people;
mod single_keys;
mod steps;

pub(crate) use single_keys::{SingleKeys, are_on as single_keys};

use calling_card_api::ConnectionId;
use leptos::prelude::*;

use crate::language::t;
use crate::offline::OfflineCenter;
use crate::ui::Dialog;

use help::KeyList;
use palette::CommandList;
use steps::NextStep;

/// A way through what was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    /// Undo.
    Back,
    /// Redo.
    Forth,
}

/// What is open of it.
#[derive(Clone, Copy)]
pub(crate) struct Commands {
    /// Whether the palette is.
    pub palette: RwSignal<bool>,
    /// Whether the list of keys is.
    help: RwSignal<bool>,
    /// Whether it is asked if a step is to be taken.
    step: RwSignal<bool>,
    /// Which way it would go.
    direction: StoredValue<Direction>,
    /// Whether the keys are listened to.
    pub listening: RwSignal<bool>,
}

impl Commands {
    /// Gives them to everything below.
    pub fn provide() -> Self {
        let commands = Self {
            palette: RwSignal::new(false),
            help: RwSignal::new(false),
            step: RwSignal::new(false),
            direction: StoredValue::new(Direction::Back),
            listening: RwSignal::new(false),
        };
        provide_context(commands);
        commands
    }

    /// Asks whether a step is to be taken.
    fn ask_step(self, direction: Direction) {
        self.direction.set_value(direction);
        self.step.set(true);
    }
}

/// Listens to the keys, keeps the focus, and shows what is open.
#[component]
pub(crate) fn CommandCenter() -> impl IntoView {
    let commands: Commands = expect_context();
    focus::keep_focus();
    keys::listen(commands);
    view! {
        <Dialog open=commands.palette title=t("Commands and people", "Befehle und Personen")><CommandList /></Dialog>
        <Dialog open=commands.help title=t("Keys", "Tasten")><KeyList /></Dialog>
        <Dialog open=commands.step title=t("One step", "Ein Schritt")><NextStep /></Dialog>
        <OfflineCenter />
    }
    .into_any()
}

/// The CRM that the page is of.
fn here() -> ConnectionId {
    // Asked where no router is at hand, too.
    connection_of(&window().location().pathname().unwrap_or_default())
}

/// The CRM that a page is of, by its address.
fn connection_of(path: &str) -> ConnectionId {
    let there = path.strip_prefix("/connections/").and_then(|rest| rest.split('/').next());
    there.filter(|name| !name.is_empty()).map_or_else(ConnectionId::home, |name| ConnectionId(name.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_tells_its_crm() {
        for (path, name) in [
            ("/connections/samdock-2/people/x", "samdock-2"),
            ("/connections/cobra", "cobra"),
            ("/connections/", "home"),
            ("/settings/connections/cobra", "home"),
            ("/people", "home"),
        ] {
            assert_eq!(connection_of(path).0, name, "{path}");
        }
    }
}
