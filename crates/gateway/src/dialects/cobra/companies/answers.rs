//! Companies as they are answered.

use calling_card_contact::initials;

use super::super::tagging;
use super::lists::Lists;
use super::pieces::{List, Piece, Said};
use super::record::Company;
use super::wire::{self, Audit};

/// A company with all that is told of it.
pub(super) fn company(company: &Company, lists: &Lists) -> wire::Company {
    let told = &company.told;
    let audit = company.record.as_ref().map(|record| Audit {
        created_by: Some(record.created_by.clone()),
        modified_by: Some(record.changed_by.clone()),
        date_created: Some(record.created_at.0.clone()),
        date_modified: Some(record.changed_at.0.clone()),
    });
    let histories = told.lifecycle_histories.clone().unwrap_or_default();
    let mut answer = wire::Company {
        audit: audit.unwrap_or_default(),
        id: Some(company.id.clone()).filter(|id| !id.is_empty()),
        fields: told.fields.clone(),
        tags: tagging::told(&company.organization.tags, &lists.tags),
        note: told.note.first().cloned(),
        lifecycle: histories.last().cloned(),
        lifecycle_histories: histories,
        initials: initials(told.fields.name.as_deref().unwrap_or_default()),
        ..wire::Company::default()
    };
    for list in [List::Phones, List::Emails, List::Addresses] {
        for told in company.pieces.of(list) {
            match piece(told, lists) {
                Said::Phone(phone) => answer.phones.push(phone),
                Said::Email(email) => answer.emails.push(email),
                Said::Address(address) => answer.addresses.push(*address),
            }
        }
    }
    answer
}

/// A piece of contact data with its id.
pub(super) fn piece(piece: &Piece, lists: &Lists) -> Said {
    let mut said = piece.said.clone();
    match &mut said {
        Said::Phone(phone) => phone.id = Some(piece.id()),
        Said::Email(email) => email.id = Some(piece.id()),
        Said::Address(address) => {
            address.id = Some(piece.id());
            for kind in address.address_types.iter_mut().flatten() {
                kind.id = kind.text.as_deref().map(|text| lists.address_types.said(text).id);
            }
        }
    }
    said
}
