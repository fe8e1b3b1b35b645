//! Making what was read fit the rules of the model, without losing any of it.

use calling_card_contact::{BusinessCard, Check, Favourite, KeptProperty, OneFavourite, Person, PersonalityTag, rules};
use uuid::Uuid;

use crate::{Card, Imported, Version, write};

/// The person as they can be stored: what breaks a rule stands among the kept properties, as the line that it would be on a
/// card; a card without any name gets one of what else stands on it. Empty where nothing at all can be stored.
pub fn storable(mut imported: Imported) -> Imported {
    let person = &mut imported.person;
    for text in texts(person) {
        tidy(text);
    }
    shorten(person);
    let mut cards = std::mem::take(&mut person.cards).into_vec();
    let mut outcasts = Person::default();
    for card in &mut cards {
        let outcast = cast_out(card);
        if !outcast.is_empty() {
            outcasts.cards.push(outcast);
        }
    }
    person.cards = cards.into();
    retain(&mut person.web_addresses, &mut outcasts.web_addresses, |address| rules::url(&address.url).is_ok());
    let short = |text: &str| rules::line(text, rules::SHORT_TEXT).is_ok();
    retain(&mut person.tags, &mut outcasts.tags, |tag| short(tag) && !tag.is_empty());
    retain(&mut person.personality_tags, &mut outcasts.personality_tags, PersonalityTag::fits);
    retain(&mut person.important_dates, &mut outcasts.important_dates, |date| {
        short(&date.label) && !date.label.is_empty()
    });
    let fits = |url: &str| rules::line(url, rules::URL).is_ok();
    retain(&mut person.social_profiles, &mut outcasts.social_profiles, |profile| {
        fits(&profile.url) && short(&profile.service)
    });
    if outcasts != Person::default() {
        person.kept_properties.extend(as_lines(&outcasts, &[]));
    }
    if person.display_name().trim().is_empty() {
        person.name.formatted = some_name(person);
    }
    imported.notes = imported.notes.into_iter().flat_map(|note| pieces(&note, rules::LONG_TEXT as usize)).collect();
    imported
}

/// The key of a card that brings none, made of what stands on it: the same card has the same key whenever it is read.
pub fn content_uid(card: &Card<'_>) -> String {
    let namespace = Uuid::from_u128(0x6ba7_b811_9dad_11d1_80b4_00c0_4fd4_30c8);
    format!("urn:uuid:{}", Uuid::new_v5(&namespace, card.raw.trim_ascii()))
}

/// Cuts names that are too long; the whole of them is kept.
fn shorten(person: &mut Person) {
    let name = &mut person.name;
    let short = rules::SHORT_TEXT as usize;
    let texts = [
        ("FN", 3 * short, &mut name.formatted),
        ("N", short, &mut name.family),
        ("N", short, &mut name.given),
        ("N", short, &mut name.additional),
        ("N", short, &mut name.honorific_prefix),
        ("N", short, &mut name.honorific_suffix),
        ("X-CALLINGCARD-SALUTATION", short, &mut name.salutation),
        ("X-CALLINGCARD-TITLE", short, &mut name.title),
        ("X-CALLINGCARD-INITIALS", short, &mut name.initials),
        ("GENDER", short, &mut person.gender),
        ("UID", rules::URL as usize, &mut person.uid),
    ];
    for (property, limit, text) in texts {
        if text.len() > limit && text.chars().count() > limit {
            let escaped = text.replace('\\', "\\\\").replace(',', "\\,").replace(';', "\\;");
            person.kept_properties.push(KeptProperty {
                line: format!("X-CALLINGCARD-LONG-{property}:{escaped}"),
                place: u32::MAX,
                parameters_only: false,
            });
            *text = text.chars().take(limit).collect();
        }
    }
}

/// The texts of one line.
fn texts(person: &mut Person) -> Vec<&mut String> {
    let name = &mut person.name;
    let mut texts = vec![
        &mut name.formatted,
        &mut name.salutation,
        &mut name.title,
        &mut name.honorific_prefix,
        &mut name.given,
        &mut name.additional,
        &mut name.family,
        &mut name.honorific_suffix,
        &mut name.initials,
        &mut person.gender,
        &mut person.uid,
    ];
    texts.extend(person.tags.iter_mut());
    texts.extend(person.personality_tags.iter_mut().flat_map(|tag| [&mut tag.text, &mut tag.category]));
    texts.extend(person.important_dates.iter_mut().map(|date| &mut date.label));
    texts.extend(person.social_profiles.iter_mut().flat_map(|profile| [&mut profile.service, &mut profile.url]));
    texts.extend(person.web_addresses.iter_mut().map(|address| &mut address.label));
    texts
}

/// Line breaks and the like in a text of one line become commas.
pub(crate) fn tidy(text: &mut String) {
    if has_control(text) {
        *text =
            text.split(char::is_control).map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    }
}

/// Takes off a card what breaks a rule.
fn cast_out(card: &mut BusinessCard) -> BusinessCard {
    let mut outcast = BusinessCard { favourite: true, ..BusinessCard::default() };
    tidy(&mut card.business);
    cast_entries(&mut card.phones, &mut outcast.phones, |phone| tidy(&mut phone.label));
    cast_entries(&mut card.emails, &mut outcast.emails, |email| tidy(&mut email.label));
    cast_entries(&mut card.positions, &mut outcast.positions, |position| {
        tidy(&mut position.position);
        tidy(&mut position.department);
    });
    cast_entries(&mut card.addresses, &mut outcast.addresses, |address| {
        for text in [
            &mut address.additional,
            &mut address.zip,
            &mut address.city,
            &mut address.post_box,
            &mut address.federal_state,
            &mut address.country,
        ] {
            tidy(text);
        }
        if !address.country_code.bytes().all(|byte| byte.is_ascii_uppercase()) || address.country_code.len() != 2 {
            address.country_code.clear();
        }
    });
    if rules::line(&card.business, rules::SHORT_TEXT).is_err() {
        outcast.business = std::mem::take(&mut card.business);
    }
    outcast
}

/// Tidies entries up, and takes out those that break a rule, or are too many.
fn cast_entries<T: Check + Favourite>(
    list: &mut OneFavourite<T>,
    outcasts: &mut OneFavourite<T>,
    tidy: impl Fn(&mut T),
) {
    let mut entries = std::mem::take(list).into_vec();
    entries.iter_mut().for_each(tidy);
    let mut casts = Vec::new();
    retain(&mut entries, &mut casts, |entry| entry.check().is_empty());
    (*list, *outcasts) = (entries.into(), casts.into());
}

/// Whether there is a control character; most texts are ASCII, which is soon seen.
fn has_control(text: &str) -> bool {
    match text.is_ascii() {
        true => text.bytes().any(|byte| byte.is_ascii_control()),
        false => text.chars().any(char::is_control),
    }
}

fn retain<T>(list: &mut Vec<T>, outcasts: &mut Vec<T>, fits: impl Fn(&T) -> bool) {
    if list.len() <= rules::LIST as usize && list.iter().all(&fits) {
        return;
    }
    for item in std::mem::take(list) {
        if fits(&item) && list.len() < rules::LIST as usize { list.push(item) } else { outcasts.push(item) }
    }
}

/// What there is of a person and notes as the lines that it would be on a card, without a name of its own.
pub(crate) fn as_lines(rest: &Person, notes: &[String]) -> Vec<KeptProperty> {
    if *rest == Person::default() && notes.is_empty() {
        return Vec::new();
    }
    let text = write::write(&write::Export {
        person: rest,
        uid: "",
        notes,
        organizations: &[],
        custom_fields: &[],
        relatives: &[],
        version: Version::V4,
        card: None,
        changed_at: &Default::default(),
    });
    let source = text.into_bytes();
    let Some(crate::Part::Card(card)) = crate::parts(&source).next() else { return Vec::new() };
    let named = !rest.name.formatted.is_empty();
    let said = card.properties().filter(|property| match &*property.name {
        "VERSION" | "PRODID" | "N" | "X-CALLINGCARD-CARD" => false,
        "FN" => named,
        _ => !property.raw_value().is_empty(),
    });
    said.map(|property| KeptProperty { line: property.line(), place: u32::MAX, parameters_only: false }).collect()
}

/// Something to call a person by whom no name is known: a nickname, a number, whatever stands on the card first.
fn some_name(person: &Person) -> String {
    let phones = person.cards.iter().flat_map(|card| card.phones.iter()).map(|phone| phone.number.clone());
    let named =
        |name: &'static str| person.kept_properties.iter().filter(move |kept| kept.name().eq_ignore_ascii_case(name));
    let nicknames = named("NICKNAME").chain(named("NAME")).filter_map(KeptProperty::text);
    let others = person.kept_properties.iter().filter_map(KeptProperty::text);
    let places = person.cards.iter().flat_map(|card| card.addresses.iter()).map(|address| address.city.clone());
    let dates = person.birthday.into_iter().map(|date| date.to_string());
    let profiles = person.web_addresses.iter().map(|address| address.url.clone());
    let candidates = nicknames.chain(phones).chain(places).chain(profiles).chain(others).chain(dates);
    let first_line = |text: String| {
        text.split(char::is_control).next().unwrap_or_default().trim().chars().take(80).collect::<String>()
    };
    candidates.map(first_line).find(|text| !text.is_empty()).unwrap_or_else(|| "?".into())
}

/// A text in pieces that are short enough.
pub(crate) fn pieces(text: &str, max: usize) -> Vec<String> {
    let is_clean = |c: char| !c.is_control() || matches!(c, '\n' | '\t');
    let clean: String = match text.chars().all(is_clean) {
        true => text.to_owned(),
        false => text.chars().filter(|c| is_clean(*c)).collect(),
    };
    if clean.len() <= max || clean.chars().count() <= max {
        return if clean.trim().is_empty() { Vec::new() } else { vec![clean] };
    }
    let chars: Vec<char> = clean.chars().collect();
    chars.chunks(max).map(|piece| piece.iter().collect()).collect()
}
