//! What stands beside a person: all that was said of them and the model has no place for, or not in those words.

use std::collections::BTreeMap;

use calling_card_api::changes::RecordKind;
use calling_card_contact::{CardId, Person, PersonId};
use calling_card_crm::Beside;
use calling_card_crm::cobra::wire;
use serde::{Deserialize, Serialize};

use super::super::Caller;
use super::ids;
use super::pieces::Kept;
use crate::Result;
use crate::store::{dialects, sql};

/// What stands beside a person. The names of its members are those by which the store looks for them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Held {
    /// Members that are no lists.
    #[serde(skip_serializing_if = "Beside::is_empty")]
    pub(super) fields: Beside,
    /// Days to remember.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) important_dates: Vec<Kept<wire::ImportantDate>>,
    /// Profiles in social networks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) social_medias: Vec<Kept<wire::SocialMedia>>,
    /// Orga tags.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) orga_tags: Vec<Kept<wire::Tag>>,
    /// Personality tags.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) personality_tags: Vec<Kept<wire::Personality>>,
    /// Personality tags as they were kept before people had a place for them: they stand beside the person until they are written again.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    personalities: Vec<wire::Personality>,
    /// Beside the business cards, by their keys.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) cards: BTreeMap<String, HeldCard>,
}

/// What stands beside a business card.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct HeldCard {
    /// Members that are no lists.
    #[serde(skip_serializing_if = "Beside::is_empty")]
    pub(super) fields: Beside,
    /// Phone numbers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) phones: Vec<Kept<wire::Phone>>,
    /// E-mail addresses.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) emails: Vec<Kept<wire::Email>>,
    /// Positions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) positions: Vec<Kept<wire::Position>>,
    /// Postal addresses, with their ids.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) addresses: Vec<Kept<wire::Address>>,
}

impl Held {
    /// What stands there.
    pub(super) fn said(beside: &Beside) -> Self {
        let mut held = beside.said(Self::default());
        held.personality_tags.extend(std::mem::take(&mut held.personalities).into_iter().map(Kept::beside));
        held
    }

    /// What stands beside this person.
    pub(super) async fn of(connection: &mut sql::Connection, caller: &Caller, person: PersonId) -> Result<Self> {
        let key = person.to_string();
        let place = ids::place(caller, RecordKind::Person, &key);
        Ok(Self::said(&dialects::beside(connection, place).await?))
    }

    /// Writes it; of business cards that are gone nothing is kept.
    pub(super) async fn put(
        mut self,
        connection: &mut sql::Connection,
        caller: &Caller,
        (id, person): (PersonId, &Person),
    ) -> Result<()> {
        let there = |key: &str| person.cards.iter().any(|card| card.id.is_some_and(|id| id.to_string() == key));
        self.cards.retain(|key, card| there(key) && *card != HeldCard::default());
        let key = id.to_string();
        let beside = Beside::of(&self, &Self::default());
        dialects::put_beside(connection, ids::place(caller, RecordKind::Person, &key), &beside).await
    }

    /// What stands beside a business card.
    pub(super) fn card(&self, id: Option<CardId>) -> HeldCard {
        id.and_then(|id| self.cards.get(&id.to_string())).cloned().unwrap_or_default()
    }

    /// Lets this stand beside a business card.
    pub(super) fn put_card(&mut self, id: Option<CardId>, card: HeldCard) {
        if let Some(id) = id {
            self.cards.insert(id.to_string(), card);
        }
    }
}
