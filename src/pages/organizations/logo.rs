//! The logo of an organization: shown, chosen, changed and taken away.

use calling_card_api::organizations::{OrganizationRecord, UpdateOrganization};
use calling_card_contact::Image;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::connection::use_connection;
use crate::language::t;
use crate::session::use_may;
use crate::transport::send;
use crate::ui::{CropDialog, use_refresh, use_toasts};

/// The logo, and in our own CRM the ways to another one.
#[component]
pub(super) fn Logo(record: OrganizationRecord) -> impl IntoView {
    let crm = use_connection();
    let logo = record.content.logo.clone();
    let shown = logo.clone().map(|logo| {
        let address = format!("data:{};base64,{}", logo.media_type, logo.data);
        view! { <img class="logo" src=address alt=format!("{} {}", t("Logo:", "Logo:"), record.content.name) /> }
    });
    let ways = (crm.is_home() && use_may().edit()).then(|| view! { <Ways record is_there=logo.is_some() /> });
    view! { <div class="with-logo">{shown}{ways}</div> }
}

#[component]
fn Ways(record: OrganizationRecord, is_there: bool) -> impl IntoView {
    let (toasts, refresh, open) = (use_toasts(), use_refresh(), RwSignal::new(false));
    let (connection, record) = (use_connection().id, StoredValue::new(record));
    let write = move |logo: Option<Image>, said: &'static str| {
        let record = record.get_value();
        let organization = calling_card_contact::Organization { logo, ..record.content };
        let request =
            UpdateOrganization { connection: connection.clone(), id: record.id, version: record.version, organization };
        spawn_local(async move {
            match send(&request).await {
                Ok(written) => {
                    toasts.say_with_undo(said, written.batch);
                    refresh.notify();
                }
                Err(failure) => toasts.fail(&failure),
            }
        });
    };
    let keep = write.clone();
    let done = Callback::new(move |image| keep(Some(image), t("The logo is saved.", "Das Logo ist gespeichert.")));
    let words = if is_there { t("Change logo", "Logo ändern") } else { t("Add logo", "Logo hinzufügen") };
    let remove = is_there.then(|| {
        let remove = move |_| write(None, t("The logo is removed.", "Das Logo ist entfernt."));
        view! { <button type="button" class="button quiet small" on:click=remove>{t("Remove logo", "Logo entfernen")}</button> }
    });
    view! {
        <div class="buttons">
            <button type="button" class="button quiet small" aria-haspopup="dialog" on:click=move |_| open.set(true)>{words}</button>
            {remove}
        </div>
        <CropDialog open done logo=true />
    }
}
