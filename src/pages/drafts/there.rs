//! A draft of another CRM: what it proposes, and what becomes of it.

use calling_card_api::drafts::{AcceptDraft, Acceptance, DiscardDraft, OpenedDraft};
use calling_card_api::people::PersonSummary;
use calling_card_contact::{Organization, Person, PersonId};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;

use crate::components::{BusinessCardView, address_text};
use crate::connection::{Crm, Place, use_connection};
use crate::custom_fields::{facts as facts_of, of_people_in};
use crate::language::t;
use crate::session::use_may;
use crate::transport::send;
use crate::ui::{PageHeader, Said, date_text, moment_text, use_toasts};

/// A draft of another CRM.
#[component]
pub(super) fn OpenedThere(opened: OpenedDraft) -> impl IntoView {
    let (toasts, navigate, crm) = (use_toasts(), use_navigate(), use_connection());
    let (id, version) = (opened.draft.id, opened.draft.version);
    let draft = opened.draft.content;
    let there = opened.there.unwrap_or_default();
    let all = Place::Drafts.path(&crm.id, "");
    let busy = RwSignal::new(false);
    let (accepting, accepted) = (crm.clone(), navigate.clone());
    // Into whom, and whether into the built-in CRM.
    let accept = Callback::new(move |(into, home): (Option<PersonId>, bool)| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let (crm, navigate) = (accepting.clone(), accepted.clone());
        spawn_local(async move {
            let acceptance = Acceptance { into, home, ..Acceptance::default() };
            match send(&AcceptDraft { connection: crm.id.clone(), id, acceptance }).await {
                Ok(written) => {
                    let name = written.result.content.display_name();
                    let words = format!("{name} {}", t("is accepted.", "ist angenommen."));
                    toasts.say_with_undo_in(&crm.id, words, written.batch);
                    let owner = if home { Crm::home() } else { crm };
                    navigate(&owner.people_path(format!("/{}", written.result.id)), Default::default());
                }
                Err(failure) => toasts.fail(&failure),
            }
            busy.try_set(false);
        });
    });
    let (left, back) = (crm.id.clone(), all.clone());
    let discard = move |_| {
        let (connection, back, navigate) = (left.clone(), back.clone(), navigate.clone());
        spawn_local(async move {
            match send(&DiscardDraft { connection: connection.clone(), id, version }).await {
                Ok(written) => {
                    let words = t("The draft is deleted there.", "Der Entwurf ist dort gelöscht.");
                    toasts.say_with_undo_in(&connection, words, written.batch);
                    navigate(&back, Default::default());
                }
                Err(failure) => toasts.fail(&failure),
            }
        });
    };
    let accept_there = format!("{} {}", t("Accept in", "Annehmen in"), crm.name);
    view! {
        <div>
            <a class="back" href=all>"← "{t("All drafts", "Alle Entwürfe")}</a>
            <PageHeader title=draft.person.display_name()>
                <button type="button" class="button primary" hidden=!use_may().edit() disabled=busy on:click=move |_| accept.run((None, false))>{accept_there}</button>
                <button type="button" class="button" hidden=!use_may().edit() disabled=busy on:click=move |_| accept.run((None, true))>{t("Take into the built-in CRM", "Ins eingebaute CRM übernehmen")}</button>
                <button type="button" class="button danger" hidden=!use_may().edit() disabled=busy on:click=discard>{t("Discard", "Verwerfen")}</button>
            </PageHeader>
        </div>
        <div class="columns">
            <div class="stack">
                <section class="panel stack">
                    <h2>{t("Came in", "Eingegangen")}</h2>
                    <dl class="facts">
                        <Fact label=t("Source", "Quelle") value=draft.source_name />
                        <Fact label=t("When", "Wann") value=moment_text(&draft.received_at) />
                        <Fact label=t("Address confirmed", "Adresse bestätigt") value=there.verified_at.as_ref().map(moment_text).unwrap_or_default() />
                        <Fact label=t("For (id there)", "Für (Kennung dort)") value=there.editor />
                    </dl>
                    <p class="tags">
                        {draft.create_lead.then(|| view! { <span class="tag">{t("Lead", "Lead")}</span> })}
                        {draft.test.then(|| view! { <span class="tag warning">{t("Test", "Test")}</span> })}
                    </p>
                </section>
                {there.organization.map(|organization| view! { <TheirOrganization organization /> })}
                <Said title=t("Lead", "Lead") members=there.lead />
                <Said title=t("Deal", "Deal") members=there.deal />
            </div>
            <div class="stack">
                <TheirPerson person=draft.person />
                <Existing likely=opened.likely crm busy=busy.into() accept=Callback::new(move |id| accept.run((Some(id), false))) />
            </div>
        </div>
    }
}

#[component]
fn Fact(label: &'static str, value: String) -> impl IntoView {
    (!value.is_empty()).then(|| view! { <div><dt>{label}</dt><dd dir="auto">{value}</dd></div> })
}

/// The person who would be made.
#[component]
fn TheirPerson(person: Person) -> impl IntoView {
    let name = person.display_name();
    let cards: Vec<_> =
        person.cards.iter().map(|card| view! { <BusinessCardView card=card.clone() name=name.clone() /> }).collect();
    let mut facts = vec![
        (t("Salutation", "Anrede").to_owned(), person.name.salutation),
        (t("Gender", "Geschlecht").to_owned(), person.gender),
        (t("Birthday", "Geburtstag").to_owned(), person.birthday.as_ref().map(date_text).unwrap_or_default()),
    ];
    facts.extend(person.web_addresses.into_iter().map(|page| (t("Website", "Webseite").to_owned(), page.url)));
    facts.extend(person.social_profiles.into_iter().map(|profile| (profile.service, profile.url)));
    facts.retain(|(_, value)| !value.is_empty());
    let rows: Vec<_> = facts
        .into_iter()
        .map(|(label, value)| view! { <div><dt dir="auto">{label}</dt><dd dir="auto">{value}</dd></div> })
        .collect();
    let (fields, values) = (of_people_in(&use_connection()), person.custom);
    let custom = move || {
        let said = fields.with(|fields| facts_of(fields, &values)).into_iter();
        let rows: Vec<_> = said
            .map(|(label, value)| view! { <div><dt dir="auto">{label}</dt><dd dir="auto">{value}</dd></div> })
            .collect();
        (!rows.is_empty()).then(|| view! { <div class="panel"><dl class="facts">{rows}</dl></div> })
    };
    view! {
        <section class="stack">
            <h2>{t("What will be made", "Was entsteht")}</h2>
            {cards}
            {(!rows.is_empty()).then(|| view! { <div class="panel"><dl class="facts">{rows}</dl></div> })}
            {custom}
        </section>
    }
}

/// The organization that would be made, where there is none of its name.
#[component]
fn TheirOrganization(organization: Organization) -> impl IntoView {
    view! {
        <section class="panel stack">
            <h2>{t("Organization", "Organisation")}</h2>
            <dl class="facts">
                <Fact label=t("Name", "Name") value=organization.name />
                <Fact label=t("Seat", "Sitz") value=if organization.address.is_empty() { String::new() } else { address_text(&organization.address) } />
                <Fact label=t("E-mail", "E-Mail") value=organization.email />
                <Fact label=t("Phone", "Telefon") value=organization.phone />
                <Fact label=t("Fax", "Fax") value=organization.fax />
                <Fact label=t("Website", "Webseite") value=organization.website />
                <Fact label=t("VAT number", "USt-IdNr.") value=organization.vat_number />
                <Fact label=t("Note", "Notiz") value=organization.note />
            </dl>
        </section>
    }
}

/// People there who may already be the one who wrote.
#[component]
fn Existing(likely: Vec<PersonSummary>, crm: Crm, busy: Signal<bool>, accept: Callback<PersonId>) -> impl IntoView {
    if likely.is_empty() {
        return ().into_any();
    }
    let entry = |person: PersonSummary| {
        let id = person.id;
        let known =
            [person.business, person.email].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ");
        view! {
            <li class="row">
                <span><a href=crm.people_path(format!("/{id}")) dir="auto">{person.name}</a><br /><span class="muted small">{known}</span></span>
                <button type="button" class="button small" hidden=!use_may().edit() disabled=busy on:click=move |_| accept.run(id)>{t("Add to this person", "Dieser Person hinzufügen")}</button>
            </li>
        }
    };
    let entries: Vec<_> = likely.into_iter().map(entry).collect();
    view! {
        <section class="panel stack">
            <h2>{t("Already known there?", "Dort schon bekannt?")}</h2>
            <p class="muted small">{t("What is new is added to the person; nothing is overwritten.", "Was neu ist, wird der Person hinzugefügt; nichts wird überschrieben.")}</p>
            <ul class="entries">{entries}</ul>
        </section>
    }
    .into_any()
}
