//! Contact data: each piece is a call of its own, or all of them are one.

use axum::http::StatusCode;
use calling_card_crm::onlyoffice::kinds::InfoType;
use calling_card_crm::onlyoffice::wire::{Address, Data, DataChange, NewData};

use super::super::Caller;
use super::contacts::{self, Contact};
use super::entries::{Entry, Info, address_data};
use super::{Answer, Outcome, Refusal};
use crate::store::Batch;

/// The words of all kinds.
pub(super) fn kinds() -> Answer {
    let words: Vec<&str> = InfoType::ALL.into_iter().map(|(_, word)| word).collect();
    Answer::all(StatusCode::OK, &words)
}

/// The pieces of a contact, the newest first.
pub(super) async fn list(caller: &Caller, id: i64) -> Outcome {
    let contact = contacts::one(caller, id).await?;
    let pieces: Vec<Data> = contact.entries.iter().rev().map(Entry::wire).collect();
    Ok(Answer::all(StatusCode::OK, &pieces))
}

/// What the pieces of a kind say.
pub(super) async fn list_of(caller: &Caller, id: i64, kind: InfoType) -> Outcome {
    let contact = contacts::one(caller, id).await?;
    let said: Vec<&str> = contact.entries.iter().filter_map(|entry| entry.data_of(kind)).collect();
    Ok(Answer::all(StatusCode::OK, &said))
}

/// One piece.
pub(super) async fn get(caller: &Caller, (id, number): (i64, i64)) -> Outcome {
    let contact = contacts::one(caller, id).await?;
    Ok(Answer::one(StatusCode::OK, &piece(&contact, number)?.wire()))
}

/// Adds a piece.
pub(super) async fn add(caller: &Caller, id: i64, new: NewData) -> Outcome {
    let category = new.info_type.category_number(&new.category).ok_or_else(|| Refusal::argument("category"))?;
    let primary = new.is_primary.unwrap_or_default();
    put(caller, id, Info { kind: new.info_type, category, data: new.data, primary }).await
}

/// Changes a piece: its category only where its kind is said as well.
pub(super) async fn change(caller: &Caller, at: (i64, i64), change: DataChange) -> Outcome {
    rewrite(caller, at, |known| {
        let kind = change.info_type.unwrap_or(known.kind);
        let named = change.info_type.and(change.category.as_deref()).and_then(|name| kind.category_number(name));
        // What another kind has no category for is the first one.
        let kept = kind.category_name(known.category).map(|_| known.category);
        Info {
            kind,
            category: named.or(kept).unwrap_or_default(),
            data: change.data,
            primary: change.is_primary.unwrap_or(known.primary),
        }
    })
    .await
}

/// Takes a piece away, and answers what it was.
pub(super) async fn delete(caller: &Caller, (id, number): (i64, i64)) -> Outcome {
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let contact = contacts::one_in(&mut batch, caller, id).await?;
    let gone = piece(&contact, number)?.clone();
    let mut content = contact.content.clone();
    contacts::editing(&mut batch, &contact, &mut content).remove(&gone).await?;
    contacts::write(&mut batch, &contact, content).await?;
    batch.commit(()).await?;
    Ok(Answer::one(StatusCode::OK, &gone.wire()))
}

/// Adds an address.
pub(super) async fn add_address(caller: &Caller, id: i64, new: Address) -> Outcome {
    put(caller, id, postal(&new)).await
}

/// Changes a piece that is an address, or makes it one.
pub(super) async fn change_address(caller: &Caller, at: (i64, i64), new: Address) -> Outcome {
    rewrite(caller, at, |_| postal(&new)).await
}

/// Adds several pieces, or lets there be no others. They are answered as they came, with their numbers.
pub(super) async fn batch(caller: &Caller, id: i64, items: Vec<Data>, replace: bool) -> Outcome {
    let info = |item: &Data| {
        let kind = InfoType::of_number(item.info_type).ok_or_else(|| Refusal::argument("infoType"))?;
        Ok(Info { kind, category: item.category, data: item.data.clone(), primary: item.is_primary })
    };
    let infos: Vec<Info> = items.iter().map(info).collect::<Result<_, Refusal>>()?;
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let contact = contacts::one_in(&mut batch, caller, id).await?;
    let mut content = contact.content.clone();
    let mut editing = contacts::editing(&mut batch, &contact, &mut content);
    if replace {
        editing.clear().await?;
    }
    let mut added = Vec::with_capacity(items.len());
    for (info, item) in infos.iter().zip(items) {
        added.push(Data { id: editing.add(info).await?, ..item });
    }
    contacts::write(&mut batch, &contact, content).await?;
    batch.commit(()).await?;
    Ok(Answer::all(if replace { StatusCode::OK } else { StatusCode::CREATED }, &added))
}

async fn put(caller: &Caller, id: i64, info: Info) -> Outcome {
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let contact = contacts::one_in(&mut batch, caller, id).await?;
    let mut content = contact.content.clone();
    let number = contacts::editing(&mut batch, &contact, &mut content).add(&info).await?;
    contacts::write(&mut batch, &contact, content).await?;
    end(caller, batch, (&contact, number), StatusCode::CREATED).await
}

async fn rewrite(caller: &Caller, (id, number): (i64, i64), change: impl FnOnce(&Info) -> Info) -> Outcome {
    let mut batch = Batch::begin(&caller.store, &caller.actor).await?;
    let contact = contacts::one_in(&mut batch, caller, id).await?;
    let entry = piece(&contact, number)?;
    let info = change(&entry.info);
    let mut content = contact.content.clone();
    contacts::editing(&mut batch, &contact, &mut content).change(entry, &info).await?;
    contacts::write(&mut batch, &contact, content).await?;
    end(caller, batch, (&contact, number), StatusCode::OK).await
}

async fn end(caller: &Caller, batch: Batch, (contact, number): (&Contact, i64), status: StatusCode) -> Outcome {
    let contact = contacts::end(caller, batch, &contact.key).await?;
    Ok(Answer::one(status, &piece(&contact, number)?.wire()))
}

/// The piece of this number; one that is not there, or another contact's, is a wrong argument.
fn piece(contact: &Contact, number: i64) -> Result<&Entry, Refusal> {
    contact.entries.iter().find(|entry| entry.number == number).ok_or_else(|| Refusal::argument("id"))
}

fn postal(address: &Address) -> Info {
    Info {
        kind: InfoType::Address,
        category: address.category,
        data: address_data(address),
        primary: address.is_primary,
    }
}
