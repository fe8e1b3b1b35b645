//! People as they are told.

use calling_card_api::people::PersonRecord;
use calling_card_contact::{BusinessCard, Name, Person, PersonId, initials};
use calling_card_crm::cobra::wire;
use serde_json::json;

use super::around::{Around, Lists};
use super::held::{Held, HeldCard};
use super::pieces::{self, Told};
use super::{ROOT, VERSION, days, ids, relations};

/// What stands for the name of somebody of whom none is said: here each person has one.
pub(super) const NAMELESS: &str = "(no name)";

/// A person.
pub(super) fn person(record: &PersonRecord, held: &Held, around: &Around) -> wire::Person {
    let person = &record.content;
    let id = around.person(record.id);
    let cards = person.cards.iter().map(|one| card(one, held, (record.id, around)));
    let pictured = id.as_ref().filter(|_| person.image.is_some());
    let stages = person.lifecycle.iter().map(|stage| around.lists.lifecycle(stage));
    let relations = around.relations(record.id).iter().filter_map(|one| relations::told(one, record.id, around));
    let name = name(person);
    wire::Person {
        audit: around.audit(record),
        fields: fields(person, held, &around.lists),
        note: around.note(record.id),
        cards: Some(cards.collect()),
        relations: Some(relations.collect()),
        // Nobody's account is tied to a person here.
        user_mail: None,
        user_id: None,
        lifecycle_histories: Some(stages.collect()),
        profile_image: pictured.map(|id| picture(id, SMALL)),
        initials: Some(signs(person)).filter(|signs| !signs.is_empty()),
        detail_image_path: pictured.map(|id| picture(id, DETAIL)),
        name,
        id,
    }
}

/// A person in short.
pub(super) fn quicklook(record: &PersonRecord, held: &Held, around: &Around) -> wire::Quicklook {
    let person = person(record, held, around);
    let fields = person.fields;
    wire::Quicklook {
        id: person.id,
        salutation: fields.salutation,
        title: fields.title,
        firstname: fields.firstname,
        lastname: fields.lastname,
        name: person.name,
        initials: person.initials,
        profile_image: person.profile_image,
        employee_status: fields.employee_status,
    }
}

/// What of a person can be written.
fn fields(person: &Person, held: &Held, lists: &Lists) -> wire::PersonFields {
    let tags = said(pieces::told(&held.orga_tags, &person.tags))
        .into_iter()
        .map(|tag| wire::Tag { id: tag.id.or_else(|| Some(lists.tags.said(tag.text.as_deref()?).id)), ..tag });
    wire::PersonFields {
        important_dates: Some(said(pieces::told(&held.important_dates, &person.important_dates))),
        social_medias: Some(said(pieces::told(&held.social_medias, &person.social_profiles))),
        orga_tags: Some(tags.collect()),
        personalities: Some(personalities(person, held, lists)),
        lifecycle: person.lifecycle_stage().map(|stage| lists.lifecycle(stage)),
        ..held.fields.said(plain(person))
    }
}

/// The personality tags of a person with their ids. One that has become another word since has the id of that in the list, where its own
/// is in the list no more.
pub(super) fn personalities(person: &Person, held: &Held, lists: &Lists) -> Vec<wire::Personality> {
    let known = &lists.personalities;
    let told = said(pieces::told(&held.personality_tags, &person.personality_tags)).into_iter();
    let named = |tag: wire::Personality| {
        let is_as_said = held.personality_tags.iter().any(|kept| *kept.said() == tag);
        let own = tag.text.as_deref().map(|text| known.said(text).id);
        let is_gone = |id: &str| !is_as_said && known.find(id).is_none();
        let id = match (tag.id, own) {
            (Some(id), Some(own)) if is_gone(&id) && known.find(&own).is_some() => Some(own),
            (Some(id), _) => Some(id),
            (None, own) => own,
        };
        wire::Personality { id, category: tag.category, text: tag.text }
    };
    told.map(named).collect()
}

/// Of what can be written, what is no list, in our own words.
pub(super) fn plain(person: &Person) -> wire::PersonFields {
    let filled = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let name = &person.name;
    wire::PersonFields {
        salutation: filled(&name.salutation),
        title: filled(&name.title),
        firstname: filled(&name.given),
        lastname: filled(family(name)),
        birthday: person.birthday.as_ref().and_then(days::birthday),
        ..wire::PersonFields::default()
    }
}

/// The family name; of somebody of whom only the whole name is known, that.
fn family(name: &Name) -> &str {
    let whole = name.given.is_empty() && name.family.is_empty() && name.formatted != NAMELESS;
    if whole { &name.formatted } else { &name.family }
}

fn name(person: &Person) -> Option<String> {
    Some(person.display_name()).filter(|name| name != NAMELESS && !name.is_empty())
}

fn signs(person: &Person) -> String {
    if person.name.initials.is_empty() {
        initials(&name(person).unwrap_or_default())
    } else {
        person.name.initials.clone()
    }
}

/// A business card.
pub(super) fn card(card: &BusinessCard, held: &Held, (person, around): (PersonId, &Around)) -> wire::Card {
    let held = held.card(card.id);
    let fields = wire::CardFields {
        phones: Some(said(pieces::told(&held.phones, &card.phones))),
        emails: Some(said(pieces::told(&held.emails, &card.emails))),
        business_positions: Some(said(pieces::told(&held.positions, &card.positions))),
        addresses: Some(addresses(card, &held, &around.lists)),
        is_favorite: Some(card.favourite),
        // A wish, which is fulfilled.
        mark_as_favorite: Some(false),
        ..held.fields.said(plain_card(card))
    };
    wire::Card { fields, id: around.card(person, card) }
}

/// Of a business card, what is no list, in our own words.
pub(super) fn plain_card(card: &BusinessCard) -> wire::CardFields {
    let filled = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    wire::CardFields {
        is_private: Some(card.private),
        alternative_salutation: filled(&card.alternative_salutation),
        alternative_title: filled(&card.alternative_title),
        alternative_firstname: filled(&card.alternative_first_name),
        alternative_lastname: filled(&card.alternative_last_name),
        business: filled(&card.business),
        valid_from: card.valid_from.as_ref().map(days::moment),
        valid_to: card.valid_to.as_ref().map(days::moment),
        is_active: Some(card.active),
        use_alternative_name: Some(card.use_alternative_name),
        ..wire::CardFields::default()
    }
}

/// The addresses of a business card, in the order of the card's.
pub(super) fn addresses(card: &BusinessCard, held: &HeldCard, lists: &Lists) -> Vec<wire::Address> {
    named(card, held).into_iter().map(|told| with_types(told.said, lists)).collect()
}

/// The addresses of a business card with their ids. One that was made elsewhere has an id of what it says, until it is written here.
pub(super) fn named(card: &BusinessCard, held: &HeldCard) -> Vec<Told<wire::Address>> {
    let mut told = pieces::told(&held.addresses, &card.addresses);
    let key = card.id.map(|id| id.to_string()).unwrap_or_default();
    let mut taken: Vec<String> = told.iter().filter_map(|told| told.said.id.clone()).collect();
    for address in &mut told {
        let checked = address.place.and_then(|place| card.addresses.get(place)?.validation.as_ref());
        address.said.validation_info = checked.map(pieces::validation);
        if address.said.id.is_none() {
            let says =
                json!({ "of": key, "says": wire::Address { is_favorite: None, ..address.said.clone() } }).to_string();
            let each = (0_usize..).map(|number| ids::made_of(&[&says, &number.to_string()]));
            address.said.id = each.into_iter().find(|id| !taken.contains(id));
            taken.extend(address.said.id.clone());
        }
    }
    told
}

/// An address with the ids of what it is for.
pub(super) fn with_types(address: wire::Address, lists: &Lists) -> wire::Address {
    let named = |entry: wire::TypeEntry| wire::TypeEntry {
        id: entry.id.or_else(|| Some(lists.address_types.said(entry.text.as_deref()?).id)),
        ..entry
    };
    let types = address.address_types.map(|types| types.into_iter().map(named).collect());
    wire::Address { address_types: types, ..address }
}

/// Names of the sizes in which a picture is there.
pub(super) const SMALL: &str = "profile";
pub(super) const DETAIL: &str = "detail";

/// The address of a picture.
pub(super) fn picture(id: &str, size: &str) -> String {
    format!("{ROOT}{VERSION}/crm/people/{id}/profileimages/{size}")
}

fn said<T>(told: Vec<Told<T>>) -> Vec<T> {
    told.into_iter().map(|told| told.said).collect()
}
