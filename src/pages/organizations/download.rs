//! Downloading an organization in one of the formats.

use calling_card_api::file_name;
use calling_card_api::organizations::OrganizationRecord;
use calling_card_api::worker::{Format, WriteOrganizationRequest};
use calling_card_contact::CustomEntity;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::custom_fields::use_custom_fields;
use crate::language::t;
use crate::pages::people::format;
use crate::transport::Failure;
use crate::ui::{Dialog, Icon, SelectField, Sign, save_file, use_toasts};
use crate::worker;

/// The button that downloads an organization in vCard 4.0, and beside it the choice of format.
#[component]
pub(super) fn DownloadVcard(record: OrganizationRecord) -> impl IntoView {
    let open = RwSignal::new(false);
    let toasts = use_toasts();
    let format = RwSignal::new(Format::V4);
    let record = StoredValue::new(record);
    let fields = use_custom_fields();
    let begin = move |format: Format| {
        let custom_fields = untrack(|| fields.of(CustomEntity::Organization));
        spawn_local(async move {
            if let Err(failure) =
                download(WriteOrganizationRequest { record: record.get_value(), custom_fields, format }).await
            {
                toasts.fail(&failure);
            }
        });
    };
    // A table is of people.
    let formats = || format::options().into_iter().filter(|(key, _)| key != Format::Csv.key()).collect();
    view! {
        <button type="button" class="button primary" on:click=move |_| begin(Format::V4)>
            <Icon sign=Sign::Download />{t("Download vCard", "vCard herunterladen")}
        </button>
        <button type="button" class="button" aria-haspopup="dialog" on:click=move |_| open.set(true)>{t("vCard options", "vCard-Optionen")}</button>
        <Dialog open title=t("vCard options", "vCard-Optionen")>
            <SelectField label=t("Format", "Format") options=formats() value=Signal::derive(move || format.get().key().to_owned())
                on_input=move |key: String| format.set(Format::of_key(&key).unwrap_or_default()) />
            <div class="buttons">
                <button type="button" class="button primary" on:click=move |_| {
                    begin(format.get_untracked());
                    open.set(false);
                }>{t("Download", "Herunterladen")}</button>
                <button type="button" class="button" on:click=move |_| open.set(false)>{t("Cancel", "Abbrechen")}</button>
            </div>
        </Dialog>
    }
}

async fn download(request: WriteOrganizationRequest) -> Result<(), Failure> {
    let format = request.format;
    let name = file_name(&request.record.content.name, format.ending());
    let text = worker::write_organization(&request).await?;
    save_file(&text, format.media_type(), &name).ok_or(Failure::Unreadable)
}
