//! The API of crates/api, answered by the built-in CRM or by the one behind a connection: each module mirrors a part of the address.

use axum::extract::DefaultBodyLimit;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::AppState;

mod changes;
mod circle;
mod connection;
mod connections;
mod consents;
mod custom_fields;
mod drafts;
mod duplicates;
mod events;
mod export;
mod files;
mod form_versions;
mod inbound_sources;
mod lists;
mod mails;
mod notes;
mod organizations;
mod people;
mod pictures;
mod privacy;
mod published_cards;
mod relations;
mod staff;
mod tags;
mod timeline;
mod transfers;
mod versions;
mod websites;
mod words;

pub use connection::{Crm, Home};

/// Most bytes of a record that is written.
const RECORD_BYTES: usize = 2 * 1024 * 1024;
/// Most bytes of a part of an import.
const IMPORT_BYTES: usize = 16 * 1024 * 1024;

/// All addresses below `/crm`, and those of connections and transfers.
pub fn routes() -> OpenApiRouter<AppState> {
    let records = OpenApiRouter::new()
        .routes(routes!(people::list_people, people::create_person))
        .routes(routes!(export::export_people, export::export_chosen_people))
        .routes(routes!(export::list_people_keys))
        .routes(routes!(lists::read_index))
        .routes(routes!(lists::list_views, lists::save_view))
        .routes(routes!(lists::delete_view))
        .routes(routes!(lists::list_stages))
        .routes(routes!(lists::edit_many))
        .routes(routes!(duplicates::merge_people))
        .routes(routes!(duplicates::list_not_duplicates, duplicates::say_not_duplicates))
        .routes(routes!(duplicates::forget_not_duplicates))
        .routes(routes!(export::export_organizations))
        .routes(routes!(people::get_person, people::update_person, people::delete_person))
        .routes(routes!(pictures::get_picture, pictures::give_picture, pictures::remove_picture))
        .routes(routes!(organizations::list_organizations, organizations::create_organization))
        .routes(routes!(
            organizations::get_organization,
            organizations::update_organization,
            organizations::delete_organization
        ))
        .routes(routes!(relations::list_relations))
        .routes(routes!(relations::create_relation))
        .routes(routes!(relations::delete_relation))
        .routes(routes!(notes::list_notes))
        .routes(routes!(notes::create_note))
        .routes(routes!(notes::update_note, notes::delete_note))
        .routes(routes!(tags::list_tags))
        .routes(routes!(words::list_words, words::edit_words))
        .routes(routes!(words::list_word_uses))
        .routes(routes!(words::colour_word))
        .routes(routes!(drafts::list_drafts))
        .routes(routes!(drafts::get_draft, drafts::discard_draft))
        .routes(routes!(drafts::accept_draft))
        .routes(routes!(drafts::release_draft))
        .routes(routes!(drafts::mark_drafts))
        .routes(routes!(drafts::edit_drafts))
        .routes(routes!(drafts::reply_to_draft))
        .routes(routes!(inbound_sources::list_inbound_sources, inbound_sources::create_inbound_source))
        .routes(routes!(
            inbound_sources::get_inbound_source,
            inbound_sources::update_inbound_source,
            inbound_sources::delete_inbound_source
        ))
        .routes(routes!(events::list_events, events::create_event))
        .routes(routes!(events::get_event, events::update_event, events::delete_event))
        .routes(routes!(events::get_event_calendar))
        .routes(routes!(events::list_event_history))
        .routes(routes!(events::create_booking_form))
        .routes(routes!(events::list_bookings))
        .routes(routes!(events::cancel_booking))
        .routes(routes!(events::list_invitations, events::create_invitation))
        .routes(routes!(events::mail_invitation))
        .routes(routes!(events::delete_invitation))
        .routes(routes!(form_versions::list_form_versions))
        .routes(routes!(form_versions::restore_inbound_source))
        .routes(routes!(form_versions::preview_inbound_source))
        .routes(routes!(form_versions::get_form_statistics))
        .routes(routes!(custom_fields::list_custom_fields, custom_fields::create_custom_field))
        .routes(routes!(
            custom_fields::get_custom_field,
            custom_fields::update_custom_field,
            custom_fields::delete_custom_field
        ))
        .routes(routes!(custom_fields::arrange_custom_fields))
        .routes(routes!(websites::check_website))
        .routes(routes!(staff::list_staff))
        .routes(routes!(consents::list_consents))
        .routes(routes!(consents::get_consent))
        .routes(routes!(consents::withdraw_consent))
        .routes(routes!(files::list_files))
        .routes(routes!(files::get_file))
        .routes(routes!(mails::list_mails))
        .routes(routes!(mails::send_mail))
        .routes(routes!(published_cards::list_published_cards, published_cards::publish_card))
        .routes(routes!(published_cards::list_published_cards_of_person))
        .routes(routes!(
            published_cards::get_published_card,
            published_cards::update_published_card,
            published_cards::withdraw_card
        ))
        .routes(routes!(privacy::export_person, privacy::copy_person))
        .routes(routes!(privacy::erase_person))
        .routes(routes!(changes::list_history))
        .routes(routes!(changes::undo_batch))
        .routes(routes!(changes::list_steps))
        .routes(routes!(versions::get_person_version))
        .routes(routes!(versions::restore_person))
        .routes(routes!(versions::list_organization_history))
        .routes(routes!(versions::get_organization_version))
        .routes(routes!(versions::restore_organization))
        .routes(routes!(timeline::list_timeline))
        .routes(routes!(circle::get_circle))
        .routes(routes!(changes::list_bin))
        .routes(routes!(connections::list_connections, connections::create_connection))
        .routes(routes!(connections::update_connection, connections::delete_connection))
        .routes(routes!(connections::test_connection))
        .routes(routes!(transfers::list_transfers, transfers::create_transfer))
        .routes(routes!(transfers::get_transfer))
        .routes(routes!(transfers::pause_transfer))
        .routes(routes!(transfers::resume_transfer))
        .routes(routes!(transfers::undo_transfer))
        .routes(routes!(transfers::settle_delivery))
        .layer(DefaultBodyLimit::max(RECORD_BYTES));
    let import = OpenApiRouter::new()
        .routes(routes!(people::import_people))
        .routes(routes!(people::find_known_people))
        .routes(routes!(people::list_imports))
        .routes(routes!(connections::ask_losses))
        .layer(DefaultBodyLimit::max(IMPORT_BYTES));
    records.merge(import)
}
