//! Deleting an organization.

use calling_card_api::organizations::{DeleteOrganization, OrganizationRecord};
use calling_card_contact::{Area, Language};
use leptos::prelude::*;

use crate::connection::{Crm, DeleteButton, Place, use_connection};
use crate::language::{language, t};

/// The button that deletes an organization.
#[component]
pub(super) fn DeleteOrganizationButton(record: OrganizationRecord) -> impl IntoView {
    let crm = use_connection();
    let (limits, back) = (limits_of_undo(&crm), Place::Organizations.path(&crm.id, ""));
    let request = DeleteOrganization { connection: crm.id, id: record.id, version: record.version };
    let title = t("Delete this organization?", "Diese Organisation löschen?");
    view! { <DeleteButton request name=record.content.name title limits back /> }
}

fn limits_of_undo(crm: &Crm) -> String {
    let (name, detailed) = (&crm.name, crm.areas.contains(&Area::OrganizationDetails));
    match language() {
        Language::En if detailed => format!(
            "The organization is deleted in {name}; its people stay. Undo makes it there anew with who works there. Its branches, and what only {name} knew of it, do not come back."
        ),
        Language::De if detailed => format!(
            "Die Organisation wird in {name} gelöscht; ihre Personen bleiben. Rückgängig legt sie dort neu an, mit denen, die dort arbeiten. Ihre Niederlassungen und was nur {name} von ihr wusste, kommen nicht zurück."
        ),
        Language::En => format!(
            "The organization is deleted in {name}; its people stay. Undo makes it there anew; what only {name} knew of it, e.g. its lifecycle, does not come back."
        ),
        Language::De => format!(
            "Die Organisation wird in {name} gelöscht; ihre Personen bleiben. Rückgängig legt sie dort neu an; was nur {name} von ihr wusste, z. B. ihr Lebenszyklus, kommt nicht zurück."
        ),
    }
}
