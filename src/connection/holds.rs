//! What a CRM holds of a person, asked part by part.

use std::sync::Arc;

use calling_card_contact::{Capability, Held, Part};
use serde_json::Value;

/// What a CRM holds of a person.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Holds(Option<Arc<[Capability]>>);

impl Holds {
    /// All of it, as the built-in CRM does.
    pub fn everything() -> Self {
        Self(None)
    }

    /// These parts.
    pub fn these(parts: &[Capability]) -> Self {
        Self(Some(parts.into()))
    }

    /// The parts that are held; none are named where it is all of them.
    pub fn parts(&self) -> &[Capability] {
        self.0.as_deref().unwrap_or_default()
    }

    /// How a part is held; none where it is not.
    pub fn part(&self, part: Part) -> Option<Held> {
        let Some(parts) = &self.0 else { return Some(Held::All) };
        parts.iter().find(|one| one.part == part).map(|one| one.held)
    }

    /// Whether a part can be written there.
    pub fn writes(&self, part: Part) -> bool {
        self.part(part).is_some_and(|held| held != Held::ReadOnly)
    }

    /// Whether one of these parts is held.
    pub fn any(&self, parts: &[Part]) -> bool {
        parts.iter().any(|part| self.part(*part).is_some())
    }

    /// How what stands at a place of a person is held (JSON Pointer: `/cards/0/phones/1/number`); none where it is not.
    pub fn at(&self, pointer: &str) -> Option<Held> {
        if self.0.is_none() {
            return Some(Held::All);
        }
        let place = pattern(pointer);
        // A CRM that holds numbers keeps some of their kinds apart; what it does not is said before it is saved.
        if place == "/cards/*/phones/*/kind" {
            return self.part(Part::Phones);
        }
        match Part::at(&place, &Value::Null) {
            None => Some(Held::All),
            // One at LinkedIn is a profile, too.
            Some(Part::SocialProfiles) => self.part(Part::SocialProfiles).or_else(|| self.part(Part::LinkedIn)),
            Some(part) => self.part(part),
        }
    }
}

/// A place whose numbers in lists say nothing: `/cards/*/phones/*/number`.
fn pattern(pointer: &str) -> String {
    let members = pointer.split('/').map(|member| if member.parse::<usize>().is_ok() { "*" } else { member });
    members.collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_there_where_its_part_is_held() {
        let all = Holds::everything();
        assert_eq!(all.at("/tags/0"), Some(Held::All));
        assert!(all.writes(Part::Notes));
        let some = Holds::these(&[
            Capability { part: Part::FamilyName, held: Held::Joined },
            Capability { part: Part::LinkedIn, held: Held::Most(1) },
            Capability { part: Part::Phones, held: Held::Most(2) },
            Capability { part: Part::Countries, held: Held::ReadOnly },
        ]);
        assert_eq!(some.at("/name/family"), Some(Held::Joined));
        assert_eq!(some.at("/name/given"), None);
        assert_eq!(some.at("/social_profiles/0/url"), Some(Held::Most(1)));
        assert_eq!(some.at("/cards/0/phones/3/number"), Some(Held::Most(2)));
        assert_eq!(some.at("/cards/0/phones/3/kind"), Some(Held::Most(2)));
        assert_eq!(some.at("/cards/0/phones/3/place"), None);
        assert_eq!(some.at("/cards/0/addresses/0/country"), Some(Held::ReadOnly));
        assert!(!some.writes(Part::Countries));
        assert!(some.any(&[Part::Tags, Part::Phones]));
        assert!(!some.any(&[Part::Tags, Part::Birthday]));
    }
}
