//! Downloading a person in one of the formats.

use calling_card_api::export::{ChosenPeople, ExportChosen, ExportedPerson};
use calling_card_api::notes::ListNotes;
use calling_card_api::people::{GetPerson, PersonRecord};
use calling_card_api::worker::{Format, WriteRequest};
use calling_card_api::{ProblemDetails, ProblemKind, file_name};
use calling_card_contact::{BusinessCard, CardId, Part, Person, PersonId};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::format;
use crate::connection::{Crm, use_connection};
use crate::language::{language, t};
use crate::transport::{Failure, send};
use crate::ui::{Dialog, Icon, SelectField, Sign, save_file, use_toasts};
use crate::worker;

/// The button that downloads all of a person in vCard 4.0, and beside it the choice of format and card.
#[component]
pub(super) fn DownloadVcard(record: PersonRecord) -> impl IntoView {
    let open = RwSignal::new(false);
    let toasts = use_toasts();
    let id = record.id;
    let crm = StoredValue::new(use_connection());
    let begin = move |format: Format, card: Option<CardId>| {
        let crm = crm.get_value();
        spawn_local(async move {
            if let Err(failure) = download(&crm, id, format, card).await {
                toasts.fail(&failure);
            }
        });
    };
    let (format, card) = (RwSignal::new(Format::V4), RwSignal::new(String::new()));
    let chosen = move |_| {
        begin(format.get_untracked(), card.get_untracked().parse().ok());
        open.set(false);
    };
    let cards = StoredValue::new(card_options(&record.content));
    view! {
        <button type="button" class="button primary" on:click=move |_| begin(Format::V4, None)>
            <Icon sign=Sign::Download />{t("Download vCard", "vCard herunterladen")}
        </button>
        <button type="button" class="button" aria-haspopup="dialog" on:click=move |_| open.set(true)>{t("vCard options", "vCard-Optionen")}</button>
        <Dialog open title=t("vCard options", "vCard-Optionen")>
            <SelectField label=t("Format", "Format") options=format::options() value=Signal::derive(move || format.get().key().to_owned())
                on_input=move |key: String| format.set(Format::of_key(&key).unwrap_or_default()) />
            <SelectField label=t("Business card", "Visitenkarte") value=card on_input=move |text| card.set(text) options=cards.get_value() />
            <div class="buttons">
                <button type="button" class="button primary" on:click=chosen>{t("Download", "Herunterladen")}</button>
                <button type="button" class="button" on:click=move |_| open.set(false)>{t("Cancel", "Abbrechen")}</button>
            </div>
        </Dialog>
    }
}

/// The business cards of a person, to choose from: all of them first. What one keeps to oneself leaves in no file.
pub(super) fn card_options(person: &Person) -> Vec<(String, String)> {
    let name = person.display_name();
    let entry = |card: &BusinessCard| {
        let label = if card.business.is_empty() { name.clone() } else { card.business.clone() };
        Some((card.id?.to_string(), label))
    };
    let all = (String::new(), t("All business cards", "Alle Visitenkarten").to_owned());
    std::iter::once(all).chain(person.cards.iter().filter(|card| !card.only_mine).filter_map(entry)).collect()
}

/// What is to be written of a person.
pub(super) async fn write_request(
    crm: &Crm,
    id: PersonId,
    format: Format,
    card: Option<CardId>,
) -> Result<WriteRequest, Failure> {
    let connection = crm.id.clone();
    if !crm.is_home() {
        let record = send(&GetPerson { connection: connection.clone(), id }).await?;
        let notes = match crm.holds.part(Part::Notes) {
            Some(_) => send(&ListNotes { connection, id }).await?,
            None => Vec::new(),
        };
        let notes = notes.into_iter().map(|note| note.content.text).collect();
        let exported = ExportedPerson { record, notes, organizations: Vec::new(), relations: Vec::new() };
        return Ok(WriteRequest { exported, custom_fields: Vec::new(), format, card });
    }
    let chosen = ChosenPeople { ids: vec![id], cursor: None };
    let page = send(&ExportChosen { connection, chosen }).await?;
    let gone = || Failure::Problem(ProblemDetails::of(ProblemKind::NotFound, language()));
    let exported = page.items.into_iter().next().ok_or_else(gone)?;
    Ok(WriteRequest { exported, custom_fields: page.custom_fields, format, card })
}

async fn download(crm: &Crm, id: PersonId, format: Format, card: Option<CardId>) -> Result<(), Failure> {
    let request = write_request(crm, id, format, card).await?;
    let text = worker::write_person(&request).await?;
    let name = request.exported.record.content.display_name();
    save_file(&text, format.media_type(), &file_name(&name, format.ending())).ok_or(Failure::Unreadable)
}
