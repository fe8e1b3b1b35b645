//! Deleting a person.

use calling_card_api::people::{DeletePerson, PersonRecord};
use calling_card_contact::Language;
use leptos::prelude::*;

use crate::connection::{DeleteButton, use_connection};
use crate::language::{language, t};

/// The button that deletes a person.
#[component]
pub(super) fn DeletePersonButton(record: PersonRecord) -> impl IntoView {
    let crm = use_connection();
    let (limits, back) = (limits_of_undo(&crm.name), crm.people_path(""));
    let request = DeletePerson { connection: crm.id, id: record.id, version: record.version };
    let title = t("Delete this person?", "Diese Person löschen?");
    view! { <DeleteButton request name=record.content.display_name() title limits back /> }
}

fn limits_of_undo(name: &str) -> String {
    match language() {
        Language::En => format!(
            "The person is deleted in {name}. Undo makes a new person in {name}; what only {name} knew of them, e.g. its notes, does not come back."
        ),
        Language::De => format!(
            "Die Person wird in {name} gelöscht. Rückgängig legt in {name} eine neue Person an; was nur {name} von ihr wusste, z. B. Notizen dort, kommt nicht zurück."
        ),
    }
}
