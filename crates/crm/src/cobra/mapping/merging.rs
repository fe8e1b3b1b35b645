//! What is written over what stands there: all of it, and of that only what has changed is another than it was.

use super::cleared;
use super::entries::list;
use crate::cobra::wire::{Address, CardFields, Lifecycle, PersonFields, Personality, Tag};

/// A value where it has changed; an empty text where there is none any more.
pub(super) fn text(there: &Option<String>, before: &Option<String>, after: &Option<String>) -> Option<String> {
    if before == after { there.clone() } else { after.clone().or_else(|| Some(String::new())) }
}

fn value<T: Clone + PartialEq>(there: &Option<T>, before: &Option<T>, after: &Option<T>) -> Option<T> {
    if before == after { there.clone() } else { after.clone() }
}

/// What is written of a person without their cards; none where nothing of it has changed. It is all of it: what is left out, the vendor
/// may take as emptied. Tags are written by calls of their own.
pub fn person_changed(there: &PersonFields, before: &PersonFields, after: &PersonFields) -> Option<PersonFields> {
    let tagless = |fields: &PersonFields| PersonFields { orga_tags: None, personalities: None, ..fields.clone() };
    if tagless(before) == tagless(after) {
        return None;
    }
    Some(PersonFields {
        salutation: text(&there.salutation, &before.salutation, &after.salutation),
        title: text(&there.title, &before.title, &after.title),
        firstname: text(&there.firstname, &before.firstname, &after.firstname),
        lastname: text(&there.lastname, &before.lastname, &after.lastname),
        birthday: value(&there.birthday, &before.birthday, &after.birthday),
        important_dates: list(&there.important_dates, &before.important_dates, &after.important_dates),
        social_medias: list(&there.social_medias, &before.social_medias, &after.social_medias),
        customer_number: text(&there.customer_number, &before.customer_number, &after.customer_number),
        employee_status: text(&there.employee_status, &before.employee_status, &after.employee_status),
        employee_number: text(&there.employee_number, &before.employee_number, &after.employee_number),
        ..sendable(there)
    })
}

/// All that can be written of a person as they stand there, over what was written: what that said beside it is emptied.
pub fn person_back(there: &PersonFields, written: &PersonFields) -> PersonFields {
    let text = |now: Option<String>, then: &Option<String>| now.or_else(|| then.as_ref().map(|_| String::new()));
    let fields = sendable(there);
    PersonFields {
        salutation: text(fields.salutation, &written.salutation),
        title: text(fields.title, &written.title),
        firstname: text(fields.firstname, &written.firstname),
        lastname: text(fields.lastname, &written.lastname),
        important_dates: fields.important_dates.or_else(|| written.important_dates.as_ref().map(|_| Vec::new())),
        social_medias: fields.social_medias.or_else(|| written.social_medias.as_ref().map(|_| Vec::new())),
        customer_number: text(fields.customer_number, &written.customer_number),
        employee_status: text(fields.employee_status, &written.employee_status),
        employee_number: text(fields.employee_number, &written.employee_number),
        ..fields
    }
}

/// All that can be written of a person, as it stands there.
fn sendable(there: &PersonFields) -> PersonFields {
    PersonFields { lifecycle: sendable_stage(there.lifecycle.as_ref()), ..there.clone() }
}

/// A stage as it is sent: by its id alone, where it has one.
pub(super) fn sendable_stage(there: Option<&Lifecycle>) -> Option<Lifecycle> {
    let is_id = |id: &String| id.len() == 24 && id.bytes().all(|byte| byte.is_ascii_hexdigit());
    let id = there?.lifecycle_id.clone().filter(is_id)?;
    Some(Lifecycle { lifecycle_id: Some(id), ..Lifecycle::default() })
}

/// The orga tags as they are written; none where they have not changed.
pub fn orga_tags_changed(there: &PersonFields, before: &PersonFields, after: &PersonFields) -> Option<Vec<Tag>> {
    let changed = before.orga_tags != after.orga_tags;
    changed.then(|| list(&there.orga_tags, &before.orga_tags, &after.orga_tags).unwrap_or_default())
}

/// The personality tags as they are written; none where they have not changed.
pub fn personalities_changed(
    there: &PersonFields,
    before: &PersonFields,
    after: &PersonFields,
) -> Option<Vec<Personality>> {
    let changed = before.personalities != after.personalities;
    changed.then(|| list(&there.personalities, &before.personalities, &after.personalities).unwrap_or_default())
}

/// A card as it is written over the one that stands there; none where nothing of it has changed.
pub fn card_changed(there: &CardFields, before: &CardFields, after: &CardFields) -> Option<CardFields> {
    if before == after {
        return None;
    }
    let favourite = value(&there.is_favorite, &before.is_favorite, &after.is_favorite);
    let fields = CardFields {
        is_private: value(&there.is_private, &before.is_private, &after.is_private),
        alternative_salutation: value(
            &there.alternative_salutation,
            &before.alternative_salutation,
            &after.alternative_salutation,
        ),
        alternative_title: value(&there.alternative_title, &before.alternative_title, &after.alternative_title),
        alternative_firstname: value(
            &there.alternative_firstname,
            &before.alternative_firstname,
            &after.alternative_firstname,
        ),
        alternative_lastname: value(
            &there.alternative_lastname,
            &before.alternative_lastname,
            &after.alternative_lastname,
        ),
        business: value(&there.business, &before.business, &after.business),
        valid_from: value(&there.valid_from, &before.valid_from, &after.valid_from),
        valid_to: value(&there.valid_to, &before.valid_to, &after.valid_to),
        phones: list(&there.phones, &before.phones, &after.phones),
        emails: list(&there.emails, &before.emails, &after.emails),
        business_positions: list(&there.business_positions, &before.business_positions, &after.business_positions),
        addresses: list(&there.addresses, &before.addresses, &after.addresses),
        is_favorite: favourite,
        is_active: value(&there.is_active, &before.is_active, &after.is_active),
        mark_as_favorite: favourite.filter(|favourite| *favourite),
        use_alternative_name: value(
            &there.use_alternative_name,
            &before.use_alternative_name,
            &after.use_alternative_name,
        ),
    };
    Some(cleared(unchecked(fields), there))
}

/// Without what checks have said of addresses: that is not written.
pub fn unchecked(fields: CardFields) -> CardFields {
    let addresses = fields
        .addresses
        .map(|addresses| addresses.into_iter().map(|address| Address { validation_info: None, ..address }).collect());
    CardFields { addresses, ..fields }
}
