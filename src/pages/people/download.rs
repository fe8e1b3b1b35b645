//! Downloading a person as a vCard.

use std::collections::BTreeMap;

use calling_card_api::ConnectionId;
use calling_card_api::notes::ListNotes;
use calling_card_api::organizations::GetOrganization;
use calling_card_api::people::PersonRecord;
use calling_card_api::worker::{VcardVersion, WriteRequest};
use calling_card_contact::CardId;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::qr_code::QrCodeButton;
use crate::language::t;
use crate::transport::{Failure, send};
use crate::ui::{Dialog, Icon, SelectField, Sign, save_file, use_toasts};
use crate::worker;

/// The button that downloads all of a person in vCard 4.0, and beside it the choice of version and card.
#[component]
pub(super) fn DownloadVcard(record: PersonRecord) -> impl IntoView {
    let open = RwSignal::new(false);
    let toasts = use_toasts();
    let record = StoredValue::new(record);
    let begin = move |version: VcardVersion, card: Option<CardId>| {
        spawn_local(async move {
            if let Err(failure) = download(record.get_value(), version, card).await {
                toasts.fail(&failure);
            }
        });
    };
    let (version, card) = (RwSignal::new("4.0".to_owned()), RwSignal::new(String::new()));
    let chosen = move |_| {
        let version = match version.get_untracked().as_str() {
            "3.0" => VcardVersion::V3,
            "2.1" => VcardVersion::V2_1,
            _ => VcardVersion::V4,
        };
        begin(version, card.get_untracked().parse().ok());
        open.set(false);
    };
    let cards = move || {
        let mut options = vec![(String::new(), t("All business cards", "Alle Visitenkarten").to_owned())];
        options.extend(record.with_value(|record| {
            let name = record.content.display_name();
            let entry = |card: &calling_card_contact::BusinessCard| {
                let label = if card.business.is_empty() { name.clone() } else { card.business.clone() };
                Some((card.id?.to_string(), label))
            };
            record.content.cards.iter().filter_map(entry).collect::<Vec<_>>()
        }));
        options
    };
    let versions = || {
        let entry = |value: &str, label: &str| (value.to_owned(), label.to_owned());
        vec![
            entry("4.0", "vCard 4.0"),
            entry("3.0", t("vCard 3.0, for older programs", "vCard 3.0, für ältere Programme")),
            entry("2.1", t("vCard 2.1, for old phones", "vCard 2.1, für alte Telefone")),
        ]
    };
    view! {
        <button type="button" class="button primary" on:click=move |_| begin(VcardVersion::V4, None)>
            <Icon sign=Sign::Download />{t("Download vCard", "vCard herunterladen")}
        </button>
        <button type="button" class="button" aria-haspopup="dialog" on:click=move |_| open.set(true)>{t("vCard options", "vCard-Optionen")}</button>
        <QrCodeButton record=record.get_value() />
        <Dialog open title=t("vCard options", "vCard-Optionen")>
            <SelectField label=t("Version", "Version") value=version on_input=move |text| version.set(text) options=versions() />
            <SelectField label=t("Business card", "Visitenkarte") value=card on_input=move |text| card.set(text) options=cards() />
            <div class="buttons">
                <button type="button" class="button primary" on:click=chosen>{t("Download", "Herunterladen")}</button>
                <button type="button" class="button" on:click=move |_| open.set(false)>{t("Cancel", "Abbrechen")}</button>
            </div>
        </Dialog>
    }
}

/// What is to be written of a person.
pub(super) async fn write_request(
    record: PersonRecord,
    version: VcardVersion,
    card: Option<CardId>,
) -> Result<WriteRequest, Failure> {
    let notes = send(&ListNotes { connection: ConnectionId::home(), id: record.id }).await?;
    let mut organizations = BTreeMap::new();
    for place in &record.content.organizations {
        // One in the bin is left out.
        if let Ok(found) = send(&GetOrganization { connection: ConnectionId::home(), id: place.organization }).await {
            organizations.insert(found.id, found.content.name);
        }
    }
    Ok(WriteRequest {
        uid: format!("urn:uuid:{}", record.id),
        notes: notes.into_iter().map(|note| note.content.text).collect(),
        organizations,
        version,
        card,
        changed_at: record.changed_at,
        person: record.content,
    })
}

async fn download(record: PersonRecord, version: VcardVersion, card: Option<CardId>) -> Result<(), Failure> {
    let request = write_request(record, version, card).await?;
    let text = worker::write_vcard(&request).await?;
    save_file(&text, "text/vcard;charset=utf-8", &file_name(&request.person.display_name(), "vcf"))
        .ok_or(Failure::Unreadable)
}

/// A name that every file system takes, with this ending.
pub(super) fn file_name(name: &str, ending: &str) -> String {
    let plain: String = name
        .chars()
        .map(|c| if c.is_alphanumeric() || matches!(c, ' ' | '-' | '_') { c } else { '_' })
        .take(80)
        .collect();
    format!("{}.{ending}", if plain.trim().is_empty() { "person" } else { plain.trim() })
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn names_become_names_of_files() {
        assert_eq!(file_name("Dr. Zoë / Müller", "vcf"), "Dr_ Zoë _ Müller.vcf");
        assert_eq!(file_name("山田 太郎", "vcf"), "山田 太郎.vcf");
        assert_eq!(file_name(" ", "vcf"), "person.vcf");
    }
}
