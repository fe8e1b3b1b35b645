//! Everything by keyboard: the command palette, single keys, and steps back and forth. What is in their dialogs is a part of the app that
//! is loaded when the first of them is opened.

mod actions;
mod help;
mod keys;
mod page;
mod palette;
mod people;
mod single_keys;
mod steps;

pub(crate) use help::KeyList;
pub(crate) use palette::CommandList;
pub(crate) use single_keys::{SingleKeys, are_on as single_keys};
pub(crate) use steps::NextStep;

use calling_card_api::ConnectionId;
use leptos::prelude::*;

use crate::language::t;
use crate::parts;
use crate::ui::Dialog;

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
    pub help: RwSignal<bool>,
    /// Whether it is asked if a step is to be taken.
    pub step: RwSignal<bool>,
    /// Which way it would go.
    pub direction: StoredValue<Direction>,
}

impl Commands {
    /// Asks whether a step is to be taken.
    fn ask_step(self, direction: Direction) {
        self.direction.set_value(direction);
        self.step.set(true);
    }
}

/// Gives commands to everything below, and listens to the keys.
#[component]
pub(crate) fn CommandCenter() -> impl IntoView {
    let commands = Commands {
        palette: RwSignal::new(false),
        help: RwSignal::new(false),
        step: RwSignal::new(false),
        direction: StoredValue::new(Direction::Back),
    };
    provide_context(commands);
    keys::listen(commands);
    view! {
        <Dialog open=commands.palette title=t("Commands and people", "Befehle und Personen")><parts::CommandList /></Dialog>
        <Dialog open=commands.help title=t("Keys", "Tasten")><parts::KeyList /></Dialog>
        <Dialog open=commands.step title=t("One step", "Ein Schritt")><parts::NextStep /></Dialog>
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
