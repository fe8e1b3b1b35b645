//! The fields of a person, as far as the CRM holds them.

use calling_card_api::ConnectionId;
use calling_card_api::words::{ListWords, WordsQuery};
use calling_card_contact::{Held, Part, WordList};
use leptos::prelude::*;
use serde_json::json;

use super::edit_card::EditCards;
use crate::connection::use_connection;
use crate::custom_fields::{EditCustom, of_people_in};
use crate::language::t;
use crate::ui::{Editor, Lines, load, shown};

/// What stands below "More about the name".
const MORE_NAME: [Part; 5] =
    [Part::AdditionalNames, Part::HonorificPrefix, Part::HonorificSuffix, Part::Initials, Part::FormattedName];
/// What stands below "About the person".
pub(super) const ABOUT: [Part; 9] = [
    Part::Birthday,
    Part::Gender,
    Part::Tags,
    Part::PersonalityTags,
    Part::WebAddresses,
    Part::SocialProfiles,
    Part::LinkedIn,
    Part::ImportantDates,
    Part::Organizations,
];

/// The fields of a person: the common ones first, the rest below.
#[component]
pub(super) fn PersonForm(editor: Editor) -> impl IntoView {
    let holds = editor.holds();
    let fields = of_people_in(&use_connection());
    view! {
        <NameFields editor />
        <EditCards editor />
        {holds.any(&ABOUT).then(|| view! { <About editor /> })}
        {holds.writes(Part::CustomFields).then(|| view! { <EditCustom editor fields /> })}
    }
    .into_any()
}

/// The fields of the name.
#[component]
pub(super) fn NameFields(editor: Editor) -> impl IntoView {
    view! {
        <section class="panel stack">
            <h2>{t("Name", "Name")}</h2>
            <JoinedName editor />
            <div class="grid">
                {editor.text("/name/given", t("Given name", "Vorname"))}
                {editor.text("/name/family", t("Family name", "Nachname"))}
                {editor.text("/name/salutation", t("Salutation", "Anrede"))}
                {editor.text("/name/title", t("Title", "Titel"))}
            </div>
            {editor.holds().any(&MORE_NAME).then(|| view! { <MoreName editor /> })}
        </section>
    }
    .into_any()
}

/// Says where the parts of a name are one text.
#[component]
fn JoinedName(editor: Editor) -> impl IntoView {
    let joined =
        [Part::GivenName, Part::FamilyName].iter().any(|part| editor.holds().part(*part) == Some(Held::Joined));
    joined.then(|| {
        let words = t(
            "keeps one name: which words are the given name and which the family name can change.",
            "behält einen einzigen Namen: Welche Wörter Vorname und welche Nachname sind, kann sich ändern.",
        );
        view! { <p class="muted small">{editor.crm_name()}" "{words}</p> }
    })
}

#[component]
fn MoreName(editor: Editor) -> impl IntoView {
    view! {
        <details class="more">
            <summary>{t("More about the name", "Mehr zum Namen")}</summary>
            <div class="grid">
                {editor.text("/name/additional", t("Additional names", "Weitere Vornamen"))}
                {editor.text("/name/honorific_prefix", t("Prefix", "Präfix"))}
                {editor.text("/name/honorific_suffix", t("Suffix", "Suffix"))}
                {editor.text("/name/initials", t("Initials", "Initialen"))}
                {editor.text("/name/formatted", t("Whole name, where it is written otherwise", "Ganzer Name, wo er anders geschrieben wird"))}
            </div>
        </details>
    }
}

/// The fields of what is known beside name and cards.
#[component]
pub(super) fn About(editor: Editor) -> impl IntoView {
    let holds = editor.holds();
    view! {
        <section class="panel stack">
            <h2>{t("About the person", "Zur Person")}</h2>
            {holds.any(&[Part::Birthday, Part::Gender]).then(|| view! {
                <div class="grid">
                    {editor.date("/birthday", t("Birthday", "Geburtstag"))}
                    {editor.text("/gender", t("Gender", "Geschlecht"))}
                </div>
            })}
            <Lines editor pointer="/tags" label=t("Tag", "Schlagwort") add=t("Add tag", "Schlagwort hinzufügen") members=&[] entry=json!("") />
            <PersonalityTags editor />
            <Lines editor pointer="/web_addresses" label=t("Website", "Webseite") add=t("Add website", "Webseite hinzufügen")
                members=&[("url", "Web address", "Webadresse"), ("label", "Label", "Bezeichnung")] entry=json!({}) />
            <Profiles editor />
            <Lines editor pointer="/important_dates" label=t("Date", "Datum") add=t("Add date", "Datum hinzufügen")
                members=&[("label", "Occasion", "Anlass"), ("date", "Date", "Datum")] entry=json!({ "label": "", "date": "" }) />
            {holds.any(&[Part::Organizations]).then(|| view! { <Places editor /> })}
        </section>
    }
}

/// What the person is like, and likes; what others are is suggested.
#[component]
fn PersonalityTags(editor: Editor) -> impl IntoView {
    const LIST: &str = "personality-tags";
    let is_home = use_connection().is_home();
    let known = is_home.then(|| {
        let query = WordsQuery::default();
        let connection = ConnectionId::home();
        load(move || ListWords {
            connection: connection.clone(),
            list: WordList::PersonalityTags,
            query: query.clone(),
        })
    });
    let options = move || {
        let known = known.and_then(|known| known.state.get()).and_then(Result::ok).unwrap_or_default();
        known.words.into_iter().map(|known| view! { <option value=known.word></option> }).collect::<Vec<_>>()
    };
    view! {
        <Lines editor pointer="/personality_tags" label=t("Personality tag", "Persönliches") add=t("Add personality tag", "Persönliches hinzufügen")
            members=&[("text", "Personality tag, e.g. “Golf”", "Persönliches, z. B. „Golf“"), ("category", "Belongs to, e.g. “Sport”", "Gehört zu, z. B. „Sport“")]
            entry=json!({ "text": "" }) list=LIST />
        <datalist id=LIST>{options}</datalist>
    }
}

/// Profiles in social networks; where the CRM holds only the one at LinkedIn, that one.
#[component]
fn Profiles(editor: Editor) -> impl IntoView {
    if editor.holds().any(&[Part::SocialProfiles]) {
        return view! {
            <Lines editor pointer="/social_profiles" label=t("Profile", "Profil") add=t("Add profile", "Profil hinzufügen")
                members=&[("url", "Address or name", "Adresse oder Name"), ("service", "Network", "Netzwerk")] entry=json!({ "service": "", "url": "" }) />
        }
        .into_any();
    }
    view! {
        <Lines editor pointer="/social_profiles" label=t("LinkedIn profile", "LinkedIn-Profil") add=t("Add LinkedIn profile", "LinkedIn-Profil hinzufügen")
            members=&[("url", "Address at LinkedIn", "Adresse bei LinkedIn")] entry=json!({ "service": "LinkedIn", "url": "https://www.linkedin.com/in/" }) />
    }
    .into_any()
}

/// The organizations that the person belongs to.
#[component]
fn Places(editor: Editor) -> impl IntoView {
    use calling_card_api::organizations::{ListOrganizations, OrganizationsQuery};
    let query = OrganizationsQuery { limit: Some(200), ..OrganizationsQuery::default() };
    let known = load(move || ListOrganizations { connection: ConnectionId::home(), query: query.clone() });
    let count = Memo::new(move |_| editor.length("/organizations"));
    shown(known, move |page| {
        if page.items.is_empty() {
            return ().into_any();
        }
        let options: Vec<(String, String)> =
            page.items.into_iter().map(|entry| (entry.id.to_string(), entry.name)).collect();
        let first = options.first().map(|(id, _)| id.clone()).unwrap_or_default();
        let line = move |index: usize| {
            let options: Vec<(&str, &str)> = options.iter().map(|(id, name)| (id.as_str(), name.as_str())).collect();
            view! {
                <div class="line">
                    {editor.select(&format!("/organizations/{index}/organization"), t("Organization", "Organisation"), &options)}
                    {editor.text(&format!("/organizations/{index}/role"), t("Role", "Rolle"))}
                    <button type="button" class="button quiet small" on:click=move |_| editor.remove("/organizations", index)>{t("Remove", "Entfernen")}</button>
                </div>
            }
        };
        view! {
            {move || (0..count.get()).map(&line).collect::<Vec<_>>()}
            <div><button type="button" class="button small" on:click=move |_| editor.add("/organizations", json!({ "organization": first }))>
                {t("Add organization", "Organisation hinzufügen")}
            </button></div>
        }
        .into_any()
    })
}
