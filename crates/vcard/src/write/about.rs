//! Who the person is: name, days, profiles, tags, picture, relations.

use calling_card_contact::{Person, SocialProfile, rules};

use super::Relative;
use super::lines::Lines;
use crate::{Version, dates, foreign};

/// Types of `RELATED` (RFC 6350 section 6.6.6).
const RELATIONS: [&str; 20] = [
    "contact",
    "acquaintance",
    "friend",
    "met",
    "co-worker",
    "colleague",
    "co-resident",
    "neighbor",
    "child",
    "parent",
    "sibling",
    "spouse",
    "kin",
    "muse",
    "crush",
    "date",
    "sweetheart",
    "me",
    "agent",
    "emergency",
];

pub(super) fn write_name(lines: &mut Lines, person: &Person) {
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

pub(super) fn write_about(lines: &mut Lines, person: &Person) {
    write_gender(lines, &person.gender);
    if let Some(date) = &person.birthday {
        let (parameters, value) = dates::write(date, lines.version());
        lines.raw("BDAY", &parameters, &value);
    }
    write_dates(lines, person);
    for profile in &person.social_profiles {
        write_profile(lines, profile);
    }
    for address in &person.web_addresses {
        let (group, label) = lines.label("", &address.label);
        lines.raw(&format!("{group}URL"), &label, &address.url);
    }
    if !person.tags.is_empty() {
        lines.list("CATEGORIES", "", &person.tags);
    }
    for tag in &person.personality_tags {
        lines.structured("X-CALLINGCARD-PERSONALITY", "", &[&tag.text, &tag.category]);
    }
    for stage in &person.lifecycle {
        lines.structured("X-CALLINGCARD-LIFECYCLE", "", &[&stage.stage, &stage.since.0]);
    }
    if let Some(image) = &person.image {
        match lines.version() {
            Version::V4 => lines.raw("PHOTO", "", &format!("data:{};base64,{}", image.media_type, image.data)),
            version => {
                let kind = image.media_type.trim_start_matches("image/").to_ascii_uppercase();
                let encoding = if version == Version::V3 { "b" } else { "BASE64" };
                lines.raw("PHOTO", &format!(";ENCODING={encoding};TYPE={kind}"), &image.data);
            }
        }
    }
}

fn write_gender(lines: &mut Lines, gender: &str) {
    match (lines.version(), gender) {
        (_, "") => {}
        (Version::V3 | Version::V2_1, gender) => lines.text("X-GENDER", "", gender),
        (Version::V4, sex @ ("M" | "F" | "O" | "N" | "U")) => lines.raw("GENDER", "", sex),
        (Version::V4, words) => match words.split_once("; ") {
            Some((sex @ ("M" | "F" | "O" | "N" | "U"), words)) => lines.structured("GENDER", "", &[sex, words]),
            _ => lines.structured("GENDER", "", &["", words]),
        },
    }
}

/// The days to remember: what is an anniversary as `ANNIVERSARY` (once a card, and not before 4.0), the others in Apple's manner.
fn write_dates(lines: &mut Lines, person: &Person) {
    let mut has_anniversary = lines.version() != Version::V4;
    for important in &person.important_dates {
        let (parameters, value) = dates::write(&important.date, lines.version());
        if !has_anniversary && foreign::is_anniversary(important) {
            has_anniversary = true;
            let own = if important.label == foreign::ANNIVERSARY { "" } else { &important.label };
            let label = lines.parameter("X-CALLINGCARD-LABEL", own);
            lines.raw("ANNIVERSARY", &format!("{label}{parameters}"), &value);
            continue;
        }
        let (group, label) = lines.label("", &important.label);
        lines.raw(&format!("{group}X-ABDATE"), &format!("{label}{parameters}"), &value);
    }
}

fn write_profile(lines: &mut Lines, profile: &SocialProfile) {
    let SocialProfile { service, url } = profile;
    let messaging = foreign::is_messaging(url);
    match lines.version() {
        Version::V4 if messaging => {
            let parameters = lines.parameter("SERVICE-TYPE", service);
            lines.raw("IMPP", &parameters, url);
        }
        Version::V4 => {
            let parameters = lines.parameter("SERVICE-TYPE", service);
            if rules::url(url).is_ok() {
                lines.raw("SOCIALPROFILE", &parameters, url);
            } else {
                lines.text("SOCIALPROFILE", &format!("{parameters};VALUE=text"), url);
            }
        }
        Version::V3 if messaging => {
            let parameters = lines.parameter("X-SERVICE-TYPE", service);
            lines.raw("IMPP", &parameters, url);
        }
        Version::V3 | Version::V2_1 => match foreign::own_property(service) {
            Some(property) => {
                let parameters = lines.parameter("X-CALLINGCARD-SERVICE", service);
                lines.text(&property, &parameters, url);
            }
            None => {
                let parameters = lines.parameter("TYPE", service);
                lines.text("X-SOCIALPROFILE", &parameters, url);
            }
        },
    }
}

/// Somebody who is related: before 4.0 in Apple's manner, by name.
pub(super) fn write_relative(lines: &mut Lines, relative: &Relative) {
    let word = relative.is.to_lowercase();
    match lines.version() {
        Version::V4 => {
            let (kind, label) = match RELATIONS.contains(&word.as_str()) {
                true => (lines.types(&[&word]), String::new()),
                false => (String::new(), lines.parameter("X-CALLINGCARD-LABEL", &relative.is)),
            };
            lines.raw("RELATED", &format!("{kind}{label}"), &relative.uid);
        }
        _ => {
            let (group, label) = lines.label("", &relative.is);
            let own = if label.is_empty() { lines.parameter("X-CALLINGCARD-LABEL", &relative.is) } else { label };
            let uid = lines.parameter("X-CALLINGCARD-UID", &relative.uid);
            lines.text(&format!("{group}X-ABRELATEDNAMES"), &format!("{own}{uid}"), &relative.name);
        }
    }
}
