//! What refers to a person who becomes part of another one: it becomes that one's.

use calling_card_api::changes::RecordKind;
use calling_card_api::duplicates::{LeftBehind, Moved};
use calling_card_api::people::PersonRecord;
use calling_card_contact::{
    Booking, BusinessCard, CardId, Event, Invitation, InvitationId, InvitationState, Note, Organization, Person,
    PersonId, PublishedCard, Relation,
};

use super::log;
use crate::store::aggregate::{Aggregate, kind_name};
use crate::store::{Batch, private, sql};
use crate::{Error, Result};

/// What became theirs, and what goes with who is gone.
#[derive(Debug, Default)]
pub(crate) struct HandedOver {
    pub(crate) moved: Vec<Moved>,
    pub(crate) left: Vec<LeftBehind>,
}

impl HandedOver {
    /// Takes in what of another one was handed over.
    pub(super) fn add(&mut self, other: Self) {
        other.moved.into_iter().for_each(|moved| self.count(moved.kind, moved.count));
        self.left.extend(other.left);
    }

    fn count(&mut self, kind: RecordKind, count: u32) {
        match self.moved.iter_mut().find(|known| known.kind == kind) {
            Some(known) => known.count += count,
            None if count > 0 => self.moved.push(Moved { kind, count }),
            None => {}
        }
    }

    fn leave(&mut self, kind: RecordKind, name: String) {
        self.left.push(LeftBehind { kind, name });
    }
}

/// Hands all that is about a person over to another one, who is written already. What that one has no place for stays, and goes with who
/// is gone: a relation between the two, for nobody is related with themselves; a second invitation to the same event; a published card
/// whose business card is none of theirs. Of two relations with the same other person both stay.
pub(crate) async fn hand_over(batch: &mut Batch, from: &PersonRecord, to: PersonId) -> Result<HandedOver> {
    let mut handed = HandedOver::default();
    for (id, note) in of_person::<Note>(batch, from.id).await? {
        change(batch, &id, Note { person: to, ..note }).await?;
        handed.count(RecordKind::Note, 1);
    }
    for (id, booking) in of_person::<Booking>(batch, from.id).await? {
        change(batch, &id, Booking { person: to, ..booking }).await?;
        handed.count(RecordKind::Booking, 1);
    }
    relations(batch, (from.id, to), &mut handed).await?;
    invitations(batch, (from.id, to), &mut handed).await?;
    published(batch, from, to, &mut handed).await?;
    organizations(batch, (from.id, to), &mut handed).await?;
    handed.count(RecordKind::Draft, log::move_submissions(batch, from.id, to).await?);
    private::hand_over(batch, from.id, to).await?;
    log::take_down(batch, from.id, to).await?;
    Ok(handed)
}

/// The records of a kind that belong to a person.
async fn of_person<T: Aggregate>(batch: &mut Batch, person: PersonId) -> Result<Vec<(T::Id, T)>> {
    let workspace = batch.actor.workspace;
    let ids: Vec<String> = sql::query_scalar(
        "SELECT id FROM records WHERE workspace = ? AND kind = ? AND parent = ? AND deleted_at IS NULL ORDER BY id",
    )
    .bind(workspace.0)
    .bind(kind_name(T::KIND))
    .bind(person.to_string())
    .fetch_all(batch.connection())
    .await?;
    of_ids(batch, ids).await
}

async fn of_ids<T: Aggregate>(batch: &mut Batch, ids: Vec<String>) -> Result<Vec<(T::Id, T)>> {
    let mut records = Vec::with_capacity(ids.len());
    for id in ids {
        let id: T::Id = id.parse().map_err(|_| Error::Internal("a record's key that is none".into()))?;
        let record = batch.get::<T>(&id).await?;
        records.push((id, record.content));
    }
    Ok(records)
}

async fn change<T: Aggregate>(batch: &mut Batch, id: &T::Id, content: T) -> Result<()> {
    let version = batch.get::<T>(id).await?.version;
    batch.update(id, version, content).await?;
    Ok(())
}

async fn relations(batch: &mut Batch, (from, to): (PersonId, PersonId), handed: &mut HandedOver) -> Result<()> {
    let workspace = batch.actor.workspace;
    let ids: Vec<String> = sql::query_scalar(
        "SELECT id FROM links WHERE workspace = ? AND kind = 'relation' AND link = 'person' AND target = ? ORDER BY id",
    )
    .bind(workspace.0)
    .bind(from.to_string())
    .fetch_all(batch.connection())
    .await?;
    for (id, relation) in of_ids::<Relation>(batch, ids).await? {
        let moved = |person| if person == from { to } else { person };
        let new = Relation { from: moved(relation.from), to: moved(relation.to), ..relation.clone() };
        if new.from == new.to {
            handed.leave(RecordKind::Relation, relation.called());
        } else {
            change(batch, &id, new).await?;
            handed.count(RecordKind::Relation, 1);
        }
    }
    Ok(())
}

async fn invitations(batch: &mut Batch, (from, to): (PersonId, PersonId), handed: &mut HandedOver) -> Result<()> {
    let theirs = of_person::<Invitation>(batch, to).await?;
    for (id, invitation) in of_person::<Invitation>(batch, from).await? {
        let same = theirs.iter().find(|(_, known)| known.event == invitation.event);
        if let Some((known, theirs)) = same {
            let title = match batch.get::<Event>(&invitation.event).await {
                Ok(event) => event.content.called(),
                Err(_) => String::new(),
            };
            handed.leave(RecordKind::Invitation, title);
            // The one by which a place was asked for is the one that counts.
            if theirs.state == InvitationState::Booked || invitation.state != InvitationState::Booked {
                continue;
            }
            withdraw(batch, known).await?;
        }
        change(batch, &id, Invitation { person: to, ..invitation }).await?;
        handed.count(RecordKind::Invitation, 1);
    }
    Ok(())
}

async fn withdraw(batch: &mut Batch, id: &InvitationId) -> Result<()> {
    let version = batch.get::<Invitation>(id).await?.version;
    batch.delete::<Invitation>(id, version).await
}

async fn published(batch: &mut Batch, from: &PersonRecord, to: PersonId, handed: &mut HandedOver) -> Result<()> {
    let cards = batch.get::<Person>(&to).await?.content.cards;
    for (id, published) in of_person::<PublishedCard>(batch, from.id).await? {
        match card_of(&from.content, published.card, &cards) {
            Some(card) => {
                change(batch, &id, PublishedCard { person: to, card, ..published }).await?;
                handed.count(RecordKind::PublishedCard, 1);
            }
            None => handed.leave(RecordKind::PublishedCard, published.called()),
        }
    }
    Ok(())
}

/// The business card that a card of who is gone has become: itself, or the one of the same business that it was brought together with.
fn card_of(from: &Person, card: CardId, cards: &[BusinessCard]) -> Option<CardId> {
    if cards.iter().any(|known| known.id == Some(card)) {
        return Some(card);
    }
    let before = from.cards.iter().find(|known| known.id == Some(card))?;
    let same = |known: &&BusinessCard| known.active && known.business.to_lowercase() == before.business.to_lowercase();
    // What no business was said of went to the main card.
    let main = || cards.iter().find(|known| known.favourite).filter(|_| before.business.is_empty());
    cards.iter().find(same).or_else(main)?.id
}

/// The organizations whose contact person they are.
async fn organizations(batch: &mut Batch, (from, to): (PersonId, PersonId), handed: &mut HandedOver) -> Result<()> {
    let workspace = batch.actor.workspace;
    let ids: Vec<String> = sql::query_scalar(
        "SELECT id FROM records WHERE workspace = ? AND kind = 'organization' AND content ->> '$.contact_person' = ?
         AND deleted_at IS NULL ORDER BY id",
    )
    .bind(workspace.0)
    .bind(from.to_string())
    .fetch_all(batch.connection())
    .await?;
    for (id, organization) in of_ids::<Organization>(batch, ids).await? {
        change(batch, &id, Organization { contact_person: Some(to), ..organization }).await?;
        handed.count(RecordKind::Organization, 1);
    }
    Ok(())
}
