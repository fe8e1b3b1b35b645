//! What the palette offers beside people: what the page can do, and where one can go.

use web_sys::HtmlElement;

use super::{Direction, here, page};
use crate::app::needed;
use crate::connection::Place;
use crate::language::t;
use crate::session::May;

/// What an action does.
#[derive(Clone)]
pub(super) enum Act {
    /// Leads to a page.
    Go(String),
    /// Presses what stands on the page.
    Press(HtmlElement),
    /// Steps back or forth.
    Step(Direction),
    /// Shows the keys.
    Help,
    /// Signs out.
    SignOut,
}

/// An action: its words, where it belongs, its key, and what it does.
#[derive(Clone)]
pub(super) struct Action {
    pub words: String,
    pub group: &'static str,
    pub keys: &'static str,
    pub act: Act,
}

/// All that can be done here and now, by who may do so much.
pub(super) fn all(may: May) -> Vec<Action> {
    let on_page = page::actions().into_iter().map(|(words, element)| Action {
        words,
        group: t("On this page", "Auf dieser Seite"),
        keys: "",
        act: Act::Press(element),
    });
    let connection = here();
    let of = |place: Place, rest: &str| place.path(&connection, rest);
    let home = |path: &str| path.to_owned();
    let make = [
        (t("New person", "Neue Person"), of(Place::People, "/new")),
        (t("New organization", "Neue Organisation"), home("/organizations/new")),
        (t("New form", "Neues Formular"), home("/forms/new")),
        (t("New event", "Neue Veranstaltung"), home("/events/new")),
        (t("New custom field", "Neues eigenes Feld"), home("/settings/custom-fields/new")),
        (t("New connection", "Neue Verbindung"), home("/settings/connections/new")),
    ];
    let go = [
        (t("People", "Personen"), of(Place::People, ""), "g p"),
        (t("Organizations", "Organisationen"), home("/organizations"), "g o"),
        (t("Drafts", "Entwürfe"), home("/drafts"), "g d"),
        (t("Forms", "Formulare"), home("/forms"), "g f"),
        (t("Events", "Veranstaltungen"), home("/events"), "g e"),
        (t("Import", "Import"), home("/import"), "g i"),
        (t("Settings", "Einstellungen"), home("/settings"), "g s"),
        (t("Bin", "Papierkorb"), home("/bin"), "g b"),
        (t("Duplicates", "Dubletten"), home("/people/duplicates"), ""),
        (t("Connections", "Verbindungen"), home("/settings/connections"), ""),
        (t("Custom fields", "Eigene Felder"), home("/settings/custom-fields"), ""),
        (t("Lists", "Listen"), home("/settings/lists"), ""),
        (t("Transfers", "Übertragungen"), home("/settings/transfers"), ""),
        (t("Mail", "Mail"), home("/settings/mail"), ""),
        (t("Published cards", "Veröffentlichte Karten"), home("/settings/published-cards"), ""),
        (t("API tokens", "API-Tokens"), home("/settings/tokens"), ""),
        (t("Members", "Mitglieder"), home("/settings/members"), ""),
        (t("Audit log", "Protokoll"), home("/settings/audit"), ""),
    ];
    let (making, going) = (t("Make", "Anlegen"), t("Go to", "Gehe zu"));
    let rest = [
        (t("Undo the last that I did", "Das Letzte rückgängig machen"), "Ctrl/⌘ Z", Act::Step(Direction::Back)),
        (
            t("Redo what I have undone", "Rückgängig Gemachtes wiederherstellen"),
            "Ctrl/⌘ ⇧ Z",
            Act::Step(Direction::Forth),
        ),
        (t("Show the keys", "Tasten zeigen"), "?", Act::Help),
        (t("Sign out", "Abmelden"), "", Act::SignOut),
    ];
    let plain = |group| {
        move |(words, keys, act): (&str, &'static str, Act)| Action { words: words.to_owned(), group, keys, act }
    };
    on_page
        .chain(make.into_iter().map(|(words, to)| (words, "", Act::Go(to))).map(plain(making)))
        .chain(go.into_iter().map(|(words, to, keys)| (words, keys, Act::Go(to))).map(plain(going)))
        .chain(rest.into_iter().map(plain("")))
        .filter(|action| match &action.act {
            Act::Go(path) => may.be(needed(path)),
            Act::Step(_) => may.edit(),
            Act::Press(_) | Act::Help | Act::SignOut => true,
        })
        .collect()
}

/// Whether all that was typed stands in some words, whatever its case and order.
pub(super) fn fits(words: &str, typed: &str) -> bool {
    let words = words.to_lowercase();
    typed.to_lowercase().split_whitespace().all(|part| words.contains(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_fits_in_any_order() {
        for (typed, fit) in [("", true), ("per new", true), ("NEW", true), ("new orga", false)] {
            assert_eq!(fits("New person", typed), fit, "{typed}");
        }
    }
}
