//! What is written over a company that stands there: the entry of each list that our organization says, and all others as they are.

use calling_card_contact::Organization;

use super::companies::{company_tags, domain, main_address, main_email, main_phone, new_address, new_email, new_phone};
use super::entries::list;
use super::merging::{sendable_stage, text};
use super::said;
use crate::cobra::wire::{Address, CompanyFields, Email, Phone, Tag, WithId};

/// What is written of a company without its tags and its note; none where nothing of it has changed. It is all of it: what is left out,
/// the vendor may take as emptied.
pub fn company_changed(there: &CompanyFields, before: &Organization, after: &Organization) -> Option<CompanyFields> {
    let plain = |one: &Organization| Organization { tags: Vec::new(), note: String::new(), ..one.clone() };
    if plain(before) == plain(after) {
        return None;
    }
    let fields = sendable(there);
    let moved = before.website != after.website;
    let phones = phones(&there.phones, (&before.phone, &after.phone), false);
    Some(CompanyFields {
        name: text(&there.name, &said(&before.name), &said(&after.name)),
        domain: if moved { Some(domain(&after.website).to_owned()) } else { fields.domain.clone() },
        // It is on the old domain.
        website: if moved { None } else { fields.website.clone() },
        phones: self::phones(&phones, (&before.fax, &after.fax), true),
        emails: emails(&there.emails, (&before.email, &after.email)),
        addresses: addresses(&fields.addresses, before, after),
        ..fields
    })
}

/// All that can be written of a company as it stands there, over what was written: what that said beside it is emptied.
pub fn company_back(there: &CompanyFields, written: &CompanyFields) -> CompanyFields {
    let fields = sendable(there);
    let text = |now: Option<String>, then: &Option<String>| now.or_else(|| then.as_ref().map(|_| String::new()));
    CompanyFields {
        name: text(fields.name, &written.name),
        domain: text(fields.domain, &written.domain),
        phones: fields.phones.or_else(|| written.phones.as_ref().map(|_| Vec::new())),
        emails: fields.emails.or_else(|| written.emails.as_ref().map(|_| Vec::new())),
        addresses: fields.addresses.or_else(|| written.addresses.as_ref().map(|_| Vec::new())),
        ..fields
    }
}

/// The tags as they are written; none where they have not changed.
pub fn company_tags_changed(there: &CompanyFields, before: &Organization, after: &Organization) -> Option<Vec<Tag>> {
    let changed = before.tags != after.tags;
    changed.then(|| list(&there.tags, &company_tags(before), &company_tags(after)).unwrap_or_default())
}

/// All that can be written of a company, as it stands there.
fn sendable(there: &CompanyFields) -> CompanyFields {
    let unchecked = |address: &Address| Address { validation_info: None, ..address.clone() };
    let addresses = there.addresses.as_ref().map(|addresses| addresses.iter().map(unchecked).collect());
    CompanyFields { addresses, lifecycle: sendable_stage(there.lifecycle.as_ref()), ..there.clone() }
}

type Phones = Option<Vec<WithId<Phone>>>;

fn phones(there: &Phones, (before, after): (&str, &str), fax: bool) -> Phones {
    let main = there.as_deref().and_then(|phones| main_phone(phones, fax));
    let new = |favourite| new_phone(after, fax, favourite && !fax);
    let favourite = |phone: &WithId<Phone>| phone.content.is_favorite == Some(true);
    written(there, main, before != after, (favourite, new), |phone| {
        phone.content.number = said(after);
        phone.content.number.is_some()
    })
}

fn emails(there: &Option<Vec<WithId<Email>>>, (before, after): (&str, &str)) -> Option<Vec<WithId<Email>>> {
    let main = there.as_deref().and_then(main_email);
    let favourite = |email: &WithId<Email>| email.content.is_favorite == Some(true);
    written(there, main, before != after, (favourite, |favourite| new_email(after, favourite)), |email| {
        email.content.mail = said(after);
        email.content.mail.is_some()
    })
}

fn addresses(there: &Option<Vec<Address>>, before: &Organization, after: &Organization) -> Option<Vec<Address>> {
    let (was, shall) = (&before.address, &after.address);
    let main = there.as_deref().and_then(main_address);
    let new = |favourite| Some(shall).filter(|shall| !shall.is_empty()).map(|shall| new_address(shall, favourite));
    let favourite = |address: &Address| address.is_favorite == Some(true);
    written(there, main, was != shall, (favourite, new), |address| {
        let same_types = was.types == shall.types;
        let types = address.address_types.take();
        let made = Address { id: address.id.take(), ..new_address(shall, address.is_favorite == Some(true)) };
        *address = if same_types { Address { address_types: types, ..made } } else { made };
        !shall.is_empty()
    })
}

/// A list in which the main entry is changed, unless it stays; goes, where nothing is said any more; or is added, where there is none.
fn written<T: Clone>(
    there: &Option<Vec<T>>,
    main: Option<usize>,
    changed: bool,
    (favourite, new): (impl Fn(&T) -> bool, impl Fn(bool) -> Option<T>),
    change: impl FnOnce(&mut T) -> bool,
) -> Option<Vec<T>> {
    if !changed {
        return there.clone();
    }
    let mut all = there.clone().unwrap_or_default();
    match main {
        Some(place) => {
            if !all.get_mut(place).is_some_and(change) {
                all.remove(place);
            }
        }
        None => all.extend(new(!all.iter().any(favourite))),
    }
    Some(all)
}
