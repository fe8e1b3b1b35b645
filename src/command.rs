//! Everything by keyboard: the command palette, single keys, and steps back and forth.

mod actions;
mod help;
mod keys;
mod page;
mod palette;
mod people;
mod single_keys;
mod steps;

pub(crate) use single_keys::SingleKeys;

use calling_card_api::ConnectionId;
use leptos::prelude::*;

use help::Help;
use palette::Palette;
use steps::StepDialog;

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
    /// Which way is asked to be gone.
    pub step: RwSignal<Option<Direction>>,
}

/// Gives commands to everything below, and listens to the keys.
#[component]
pub(crate) fn CommandCenter() -> impl IntoView {
    let commands = Commands { palette: RwSignal::new(false), help: RwSignal::new(false), step: RwSignal::new(None) };
    provide_context(commands);
    keys::listen(commands);
    view! {
        <Palette />
        <Help />
        <StepDialog />
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
