//! A person as one sees them: who they are, and their business cards.

use calling_card_contact::{BusinessCard, CustomField, Person, PersonalityTag, WordList};
use leptos::prelude::*;

use super::BusinessCardView;
use crate::custom_fields::facts as facts_of;
use crate::language::t;
use crate::ui::{Avatar, Tag, date_text, moment_text, tag_class};

/// A person: picture, name, tags, business cards, and what else is known.
#[component]
pub fn PersonView(
    /// The person.
    person: Person,
    /// What stands at the foot of each business card.
    #[prop(optional)]
    card_foot: Option<Callback<BusinessCard, AnyView>>,
    /// The custom fields that are shown.
    #[prop(optional)]
    custom_fields: Vec<CustomField>,
) -> impl IntoView {
    let name = person.display_name();
    let cards: Vec<_> = person
        .cards
        .iter()
        .map(|card| {
            let foot = card_foot.map(|foot| foot.run(card.clone()));
            view! { <BusinessCardView card=card.clone() name=name.clone() foot /> }
        })
        .collect();
    view! {
        <Head person=person.clone() />
        <div class="cards">{cards}</div>
        <Facts person custom_fields bare=false />
    }
}

/// The head of a person: picture, work and tags.
#[component]
pub(crate) fn Head(person: Person) -> impl IntoView {
    let name = person.display_name();
    let tags: Vec<_> = person.tags.iter().map(|tag| {
        view! { <a class=tag_class(WordList::PersonTags, tag) href=format!("/people?tag={}", js_sys::encode_uri_component(tag)) dir="auto">{tag.clone()}</a> }
    }).collect();
    let work = person.main_card().map(|card| {
        let position = card.positions.main().map(|place| place.position.clone()).unwrap_or_default();
        [position, card.business.clone()].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ")
    });
    view! {
        <div class="profile">
            <Avatar name image=person.image.clone() large=true />
            <div>
                <p class="muted" dir="auto">{work}</p>
                <p class="tags">{tags}</p>
            </div>
        </div>
    }
}

/// What is known beside the cards; nothing where there is nothing.
#[component]
pub(crate) fn Facts(
    person: Person,
    custom_fields: Vec<CustomField>,
    /// Whether it stands in a frame already.
    bare: bool,
) -> impl IntoView {
    let mut facts: Vec<(String, String)> = Vec::new();
    let mut add = |label: &str, value: String| {
        if !value.is_empty() {
            facts.push((label.to_owned(), value));
        }
    };
    add(t("Salutation", "Anrede"), person.name.salutation.clone());
    add(t("Birthday", "Geburtstag"), person.birthday.as_ref().map(date_text).unwrap_or_default());
    add(t("Gender", "Geschlecht"), person.gender.clone());
    add(t("Initials", "Initialen"), person.name.initials.clone());
    for date in &person.important_dates {
        add(&date.label, date_text(&date.date));
    }
    for profile in &person.social_profiles {
        add(&profile.service, profile.url.clone());
    }
    for address in &person.web_addresses {
        add(if address.label.is_empty() { t("Website", "Webseite") } else { &address.label }, address.url.clone());
    }
    let stages: Vec<_> = person
        .lifecycle
        .iter()
        .map(|stage| {
            let since = format!("{} {}", t("since", "seit"), moment_text(&stage.since));
            view! { <div><dt><Tag list=WordList::Stages word=stage.stage.clone() /></dt><dd>{since}</dd></div> }
        })
        .collect();
    for (label, value) in facts_of(&custom_fields, &person.custom) {
        add(&label, value);
    }
    for kept in &person.kept_properties {
        let text = kept.text().unwrap_or_else(|| t("a file", "eine Datei").to_owned());
        add(kept_name(kept.name()), text.chars().take(500).collect());
    }
    let personality = (!person.personality_tags.is_empty())
        .then(|| view! { <Personality tags=person.personality_tags.clone() /> }.into_any());
    let empty = facts.is_empty() && stages.is_empty() && personality.is_none();
    let rows: Vec<_> = facts
        .into_iter()
        .map(|(label, value)| view! { <div><dt>{label}</dt><dd dir="auto"><Fact value /></dd></div> })
        .collect();
    match (empty, bare) {
        (true, true) => view! { <p class="muted small">{t("Nothing is known yet.", "Noch ist nichts bekannt.")}</p> }.into_any(),
        (true, false) => ().into_any(),
        (false, true) => view! { <dl class="facts">{stages}{personality}{rows}</dl> }.into_any(),
        (false, false) => {
            view! { <section class="panel"><h2>{t("Details", "Einzelheiten")}</h2><dl class="facts">{stages}{personality}{rows}</dl></section> }.into_any()
        }
    }
}

/// What a person is like, and likes: each with what it belongs to.
#[component]
fn Personality(tags: Vec<PersonalityTag>) -> impl IntoView {
    let tag = |PersonalityTag { text, category }: PersonalityTag| {
        let category =
            (!category.is_empty()).then(|| view! { <span class="muted small" dir="auto">{category}</span>" " });
        view! { <li>{category}<Tag list=WordList::PersonalityTags word=text /></li> }
    };
    let tags: Vec<_> = tags.into_iter().map(tag).collect();
    view! { <div><dt>{t("Personality tags", "Persönliches")}</dt><dd><ul class="tags">{tags}</ul></dd></div> }
}

/// What a vCard's property is called that the model has no place for.
fn kept_name(name: &str) -> &str {
    match name.to_ascii_uppercase().as_str() {
        "NICKNAME" => t("Nickname", "Spitzname"),
        "IMPP" | "X-JABBER" | "X-SKYPE" | "X-AIM" | "X-ICQ" | "X-MSN" => t("Messaging", "Nachrichtendienst"),
        "X-COBRA-PERSONALITY" => t("Personality tag", "Persönliches"),
        "ROLE" => t("Role", "Funktion"),
        "LANG" | "LANGUAGE" => t("Language", "Sprache"),
        "TZ" => t("Time zone", "Zeitzone"),
        "GEO" => t("Position on the map", "Ort auf der Karte"),
        "RELATED" => t("Related to", "In Beziehung zu"),
        "PRONOUNS" => t("Pronouns", "Pronomen"),
        "GRAMGENDER" => t("Grammatical gender", "Grammatisches Geschlecht"),
        "HOBBY" => t("Hobby", "Hobby"),
        "INTEREST" => t("Interest", "Interesse"),
        "EXPERTISE" => t("Expertise", "Fachgebiet"),
        "BIRTHPLACE" => t("Place of birth", "Geburtsort"),
        "DEATHPLACE" => t("Place of death", "Sterbeort"),
        "DEATHDATE" => t("Day of death", "Todestag"),
        "MEMBER" => t("Member", "Mitglied"),
        "KIND" => t("Kind", "Art"),
        "KEY" => t("Public key", "Öffentlicher Schlüssel"),
        "FBURL" => t("Free and busy", "Frei und belegt"),
        "CALURI" | "CALADRURI" => t("Calendar", "Kalender"),
        "TEL" => t("Phone, as it stood", "Telefon, wie es dastand"),
        "EMAIL" => t("E-mail, as it stood", "E-Mail, wie sie dastand"),
        _ => name,
    }
}

/// A value; a web address leads there, and to no other kind of address.
#[component]
fn Fact(value: String) -> impl IntoView {
    match calling_card_contact::rules::url(&value) {
        Ok(()) => {
            view! { <a href=value.clone() rel="noopener noreferrer" target="_blank">{value.clone()}</a> }.into_any()
        }
        Err(_) => value.into_any(),
    }
}
