//! What is said about somebody: days, profiles and tags.

use calling_card_contact::{ImportantDate, PersonalityTag, SocialProfile, rules};
use calling_card_crm::cobra::wire;

use super::super::days;
use super::{Piece, filled, fitting};

impl Piece for wire::ImportantDate {
    type Ours = ImportantDate;

    fn of(ours: &ImportantDate) -> Self {
        Self { text: filled(&ours.label), date: Some(days::moment(&ours.date)) }
    }

    /// What has no day stands beside the person.
    fn ours(&self, known: Option<&ImportantDate>) -> Option<ImportantDate> {
        let kept = known.filter(|known| Self::of(known).date == self.date).map(|known| known.date);
        let date = kept.or_else(|| days::day(self.date.as_deref()?))?;
        let label = fitting(&self.text);
        (!label.is_empty()).then_some(ImportantDate { label, date })
    }

    fn is_same(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Piece for wire::SocialMedia {
    type Ours = SocialProfile;

    fn of(ours: &SocialProfile) -> Self {
        Self { kind: filled(&ours.service), link: filled(&ours.url) }
    }

    /// What has no address stands beside the person.
    fn ours(&self, _: Option<&SocialProfile>) -> Option<SocialProfile> {
        let url = self.link.as_deref().unwrap_or_default().trim().to_owned();
        let fits = !url.is_empty() && rules::line(&url, rules::URL).is_ok();
        fits.then(|| SocialProfile { service: fitting(&self.kind), url })
    }

    fn is_same(&self, other: &Self) -> bool {
        self.link == other.link
    }
}

impl Piece for wire::Tag {
    type Ours = String;

    fn of(ours: &String) -> Self {
        Self { id: None, text: Some(ours.clone()) }
    }

    fn ours(&self, _: Option<&String>) -> Option<String> {
        Some(fitting(&self.text)).filter(|text| !text.is_empty())
    }

    fn is_same(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Piece for wire::Personality {
    type Ours = PersonalityTag;

    fn of(ours: &PersonalityTag) -> Self {
        Self { id: None, category: filled(&ours.category), text: filled(&ours.text) }
    }

    /// What is no short text, or in no such category, stands beside the person.
    fn ours(&self, _: Option<&PersonalityTag>) -> Option<PersonalityTag> {
        let tag = PersonalityTag { text: fitting(&self.text), category: fitting(&self.category) };
        let is_whole = tag.category.is_empty() == self.category.as_deref().unwrap_or_default().trim().is_empty();
        Some(tag).filter(|tag| is_whole && !tag.text.is_empty())
    }

    fn is_same(&self, other: &Self) -> bool {
        self.text == other.text
    }
}
