//! Editing a person of a CRM that does not hold all of it: what it does not hold is not offered.

use calling_card_contact::Held;
use leptos::prelude::*;

use super::Editor;
use crate::connection::{Crm, Holds};
use crate::language::t;

impl Editor {
    /// Offers only what this CRM holds of a person.
    pub fn within(self, crm: &Crm) -> Self {
        self.crm.set_value(Some(crm.clone()));
        self
    }

    /// How what stands at a place is held by the CRM; none where it is not.
    pub fn held(self, pointer: &str) -> Option<Held> {
        self.crm.with_value(|crm| crm.as_ref().map_or(Some(Held::All), |crm| crm.holds.at(pointer)))
    }

    /// What the CRM holds of a person.
    pub fn holds(self) -> Holds {
        self.crm.with_value(|crm| crm.as_ref().map(|crm| crm.holds.clone())).unwrap_or_default()
    }

    /// What the CRM is called that sets limits; empty where none does.
    pub fn crm_name(self) -> String {
        self.crm.with_value(|crm| crm.as_ref().map(|crm| crm.name.clone())).unwrap_or_default()
    }

    /// Whether the CRM takes nothing in there, and the sentence that says so.
    pub(super) fn read_only(self, held: Held) -> (bool, String) {
        if held != Held::ReadOnly {
            return (false, String::new());
        }
        let words = t("lets this be changed only there.", "lässt das nur dort ändern.");
        (true, format!("{} {words}", self.crm_name()))
    }

    /// How the entries of a list are held, by their members; none where none of them is.
    pub fn held_list(self, pointer: &str, members: &[&str]) -> Option<Held> {
        let of = |member: &&str| match *member {
            "" => self.held(&format!("{pointer}/0")),
            member => self.held(&format!("{pointer}/0/{member}")),
        };
        members.iter().find_map(of)
    }
}
