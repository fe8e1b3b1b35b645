//! From a person to a card.

use calling_card_contact::{Address, BusinessCard, CardId, Email, Person, Phone, PhoneKind, Place, Timestamp};

use crate::{Version, dates};

mod kept;
mod lines;

pub(crate) use kept::media_type_of;
use lines::Lines;

/// A person to be written.
#[derive(Clone, Debug)]
pub struct Export<'a> {
    /// The person.
    pub person: &'a Person,
    /// The key by which the card is known elsewhere, where the person brought none.
    pub uid: &'a str,
    /// The notes.
    pub notes: &'a [String],
    /// Organizations with the person's role.
    pub organizations: &'a [(String, String)],
    /// The version.
    pub version: Version,
    /// Only this business card; all unless said.
    pub card: Option<CardId>,
    /// When the person was last changed.
    pub changed_at: &'a Timestamp,
}

/// The card's text: CR LF, folded at 75 octets.
pub fn write(export: &Export<'_>) -> String {
    let mut lines = Lines::new(export.version);
    let person = export.person;
    write_name(&mut lines, person);
    write_about(&mut lines, person, export.version);
    let chosen: Vec<&BusinessCard> =
        person.cards.iter().filter(|card| export.card.is_none_or(|wanted| card.id == Some(wanted))).collect();
    let plain = |card: &BusinessCard| {
        let named = [
            &card.alternative_salutation,
            &card.alternative_title,
            &card.alternative_first_name,
            &card.alternative_last_name,
        ];
        card.active
            && card.favourite
            && !card.private
            && !card.use_alternative_name
            && named.iter().all(|text| text.is_empty())
            && card.valid_from.is_none()
            && card.valid_to.is_none()
            && card.positions.len() < 2
    };
    let grouped = chosen.len() > 1 || chosen.iter().any(|card| !plain(card));
    for (index, card) in chosen.into_iter().enumerate() {
        // So many digits that the groups sort as they stand.
        let group = if grouped { format!("card{:03}.", index + 1) } else { String::new() };
        write_card(&mut lines, card, &group);
    }
    for (name, role) in export.organizations {
        lines.structured("X-CALLINGCARD-ORGANIZATION", "", &[name, role]);
    }
    for note in export.notes {
        lines.text("NOTE", "", note);
    }
    let uid = if person.uid.is_empty() { export.uid } else { &person.uid };
    if !uid.is_empty() {
        lines.text("UID", "", uid);
    }
    let revision: String =
        export.changed_at.0.chars().filter(|c| c.is_ascii_digit() || matches!(c, 'T')).take(15).collect();
    if revision.len() == 15 {
        lines.raw("REV", "", &format!("{revision}Z"));
    }
    for property in &person.kept_properties {
        lines.insert(property.place, kept::adapt(&property.line, export.version));
    }
    lines.finish()
}

fn write_name(lines: &mut Lines, person: &Person) {
    let name = &person.name;
    lines.text("FN", "", &person.display_name());
    let prefixes = [name.title.as_str(), name.honorific_prefix.as_str()];
    let prefix = prefixes.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    lines.structured("N", "", &[&name.family, &name.given, &name.additional, &prefix, &name.honorific_suffix]);
    for (property, text) in [
        ("X-CALLINGCARD-SALUTATION", &name.salutation),
        ("X-CALLINGCARD-TITLE", &name.title),
        ("X-CALLINGCARD-INITIALS", &name.initials),
    ] {
        if !text.is_empty() {
            lines.text(property, "", text);
        }
    }
}

fn write_about(lines: &mut Lines, person: &Person, version: Version) {
    match (version, person.gender.as_str()) {
        (_, "") => {}
        (Version::V3 | Version::V2_1, gender) => lines.text("X-GENDER", "", gender),
        (Version::V4, sex @ ("M" | "F" | "O" | "N" | "U")) => lines.raw("GENDER", "", sex),
        (Version::V4, words) => match words.split_once("; ") {
            Some((sex @ ("M" | "F" | "O" | "N" | "U"), words)) => lines.structured("GENDER", "", &[sex, words]),
            _ => lines.structured("GENDER", "", &["", words]),
        },
    }
    if let Some(date) = &person.birthday {
        let (parameters, value) = dates::write(date, version);
        lines.raw("BDAY", &parameters, &value);
    }
    for (index, important) in person.important_dates.iter().enumerate() {
        let (parameters, value) = dates::write(&important.date, version);
        // A card has one ANNIVERSARY (RFC 6350 section 6.2.6), and version 3.0 none.
        let property = if index == 0 && version == Version::V4 { "ANNIVERSARY" } else { "X-CALLINGCARD-DATE" };
        lines.raw(
            property,
            &format!("{}{parameters}", lines.parameter("X-CALLINGCARD-LABEL", &important.label)),
            &value,
        );
    }
    for profile in &person.social_profiles {
        match version {
            Version::V4 => {
                let kind = if calling_card_contact::rules::url(&profile.url).is_ok() { "" } else { ";VALUE=text" };
                let parameters = format!("{}{kind}", lines.parameter("SERVICE-TYPE", &profile.service));
                if kind.is_empty() {
                    lines.raw("SOCIALPROFILE", &parameters, &profile.url)
                } else {
                    lines.text("SOCIALPROFILE", &parameters, &profile.url)
                }
            }
            Version::V3 | Version::V2_1 => {
                let parameters = lines.parameter("TYPE", &profile.service);
                lines.text("X-SOCIALPROFILE", &parameters, &profile.url);
            }
        }
    }
    for address in &person.web_addresses {
        lines.raw("URL", &lines.parameter("X-CALLINGCARD-LABEL", &address.label), &address.url);
    }
    if !person.tags.is_empty() {
        lines.list("CATEGORIES", "", &person.tags);
    }
    for stage in &person.lifecycle {
        lines.structured("X-CALLINGCARD-LIFECYCLE", "", &[&stage.stage, &stage.since.0]);
    }
    if let Some(image) = &person.image {
        match version {
            Version::V4 => lines.raw("PHOTO", "", &format!("data:{};base64,{}", image.media_type, image.data)),
            Version::V3 | Version::V2_1 => {
                let kind = image.media_type.trim_start_matches("image/").to_ascii_uppercase();
                let encoding = if version == Version::V3 { "b" } else { "BASE64" };
                lines.raw("PHOTO", &format!(";ENCODING={encoding};TYPE={kind}"), &image.data);
            }
        }
    }
}

fn write_card(lines: &mut Lines, card: &BusinessCard, group: &str) {
    let name = |property: &str| format!("{group}{property}");
    if !group.is_empty() {
        let flags = [
            (card.favourite, "favourite"),
            (card.private, "private"),
            (!card.active, "inactive"),
            (card.use_alternative_name, "alternative-name"),
        ];
        let set: Vec<String> = flags.into_iter().filter(|(set, _)| *set).map(|(_, flag)| flag.to_owned()).collect();
        lines.list(&name("X-CALLINGCARD-CARD"), "", &set);
    }
    let alternative = [
        &card.alternative_salutation,
        &card.alternative_title,
        &card.alternative_first_name,
        &card.alternative_last_name,
    ];
    if alternative.iter().any(|text| !text.is_empty()) {
        lines.structured(&name("X-CALLINGCARD-NAME"), "", &alternative);
    }
    if card.valid_from.is_some() || card.valid_to.is_some() {
        let text =
            |date: Option<calling_card_contact::PartialDate>| date.map(|date| date.to_string()).unwrap_or_default();
        lines.structured(&name("X-CALLINGCARD-VALID"), "", &[text(card.valid_from), text(card.valid_to)]);
    }
    let department = card.positions.first().map(|position| position.department.as_str()).unwrap_or_default();
    match (card.business.is_empty(), department.is_empty()) {
        (true, true) => {}
        (false, true) => lines.structured(&name("ORG"), "", &[&card.business]),
        (_, false) => {
            let units = std::iter::once(card.business.as_str()).chain(department.split("; "));
            lines.structured(&name("ORG"), "", &units.collect::<Vec<_>>());
        }
    }
    for position in card.positions.iter().filter(|position| !position.position.is_empty()) {
        lines.text(&name("TITLE"), &lines.preference(position.favourite), &position.position);
    }
    for email in &card.emails {
        write_email(lines, email, &name("EMAIL"));
    }
    for phone in &card.phones {
        write_phone(lines, phone, &name("TEL"));
    }
    for address in &card.addresses {
        write_address(lines, address, &name("ADR"));
    }
}

fn place(place: Place) -> Option<&'static str> {
    match place {
        Place::Work => Some("work"),
        Place::Home => Some("home"),
        Place::Other => None,
    }
}

fn write_email(lines: &mut Lines, email: &Email, name: &str) {
    let types: Vec<&str> = place(email.place).into_iter().collect();
    let label = lines.parameter("X-CALLINGCARD-LABEL", &email.label);
    let parameters = [lines.types(&types), lines.preference(email.favourite), label].concat();
    lines.text(name, &parameters, &email.address);
}

fn write_phone(lines: &mut Lines, phone: &Phone, name: &str) {
    let kind = match phone.kind {
        PhoneKind::Voice => "voice",
        PhoneKind::Mobile => "cell",
        PhoneKind::Fax => "fax",
        PhoneKind::Pager => "pager",
        PhoneKind::Text => "text",
        PhoneKind::Video => "video",
        PhoneKind::Textphone => "textphone",
    };
    let types: Vec<&str> = std::iter::once(kind).chain(place(phone.place)).collect();
    let label = lines.parameter("X-CALLINGCARD-LABEL", &phone.label);
    let parameters = [lines.types(&types), lines.preference(phone.favourite), label].concat();
    lines.text(name, &parameters, &phone.number);
}

fn write_address(lines: &mut Lines, address: &Address, name: &str) {
    let code = if lines.version() == Version::V4 { "CC" } else { "X-CALLINGCARD-CC" };
    let geo = address.coordinates.map(|at| format!("geo:{},{}", at.latitude, at.longitude)).unwrap_or_default();
    let purposes: String = address.types.iter().map(|kind| lines.parameter("X-CALLINGCARD-TYPES", kind)).collect();
    let types: Vec<&str> = place(address.place).into_iter().collect();
    let parameters = [
        lines.types(&types),
        lines.preference(address.favourite),
        lines.parameter(code, &address.country_code),
        lines.parameter("GEO", &geo),
        lines.parameter("X-CALLINGCARD-DISTRICT", &address.district),
        lines.parameter("X-CALLINGCARD-CITY-ADDITION", &address.city_addition),
        purposes,
    ]
    .concat();
    let components = [
        &address.post_box,
        &address.additional,
        &address.street,
        &address.city,
        &address.federal_state,
        &address.zip,
        &address.country,
    ];
    lines.structured(name, &parameters, &components);
}
