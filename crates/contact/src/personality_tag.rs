//! What people are like, and what they like.

use serde::{Deserialize, Serialize};

use crate::rules::{self, LIST, SHORT_TEXT};
use crate::{KeptProperty, Person};

/// What a person is like or likes: 'Golf', 'Early riser'. Their list of words has the word alone; the category stays with the tag.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct PersonalityTag {
    /// The word.
    pub text: String,
    /// What it belongs to: 'Sport'.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub category: String,
}

impl PersonalityTag {
    /// Whether a record has a place for it.
    pub fn fits(&self) -> bool {
        let short = |text: &str| rules::line(text, SHORT_TEXT).is_ok();
        !self.text.trim().is_empty() && short(&self.text) && short(&self.category)
    }

    /// Adds it to a list, unless it is there; of two with the same word, of which one has no category, it is that of the other.
    pub fn add_to(self, list: &mut Vec<Self>) {
        if list.contains(&self) {
            return;
        }
        let same =
            |known: &&mut Self| known.text == self.text && (known.category.is_empty() || self.category.is_empty());
        match list.iter_mut().find(same) {
            Some(known) if known.category.is_empty() => known.category = self.category,
            Some(_) => {}
            None => list.push(self),
        }
    }

    /// The one that a line says as which those of cobra were kept before people had a place for them, and which cobra's vCards may have.
    pub fn of_kept(kept: &KeptProperty) -> Option<Self> {
        const NAME: &str = "X-COBRA-PERSONALITY";
        const CATEGORY: &str = ";X-CATEGORY=";
        let (name, rest) = kept.line.split_at_checked(NAME.len())?;
        if kept.parameters_only || !name.eq_ignore_ascii_case(NAME) {
            return None;
        }
        let category = match rest.split_at_checked(CATEGORY.len()) {
            _ if rest.starts_with(':') => String::new(),
            Some((start, category)) if start.eq_ignore_ascii_case(CATEGORY) => match category.strip_prefix('"') {
                Some(quoted) => {
                    let (category, _) = quoted.split_once('"').filter(|(_, rest)| rest.starts_with(':'))?;
                    unquoted(category)
                }
                None => unquoted(category.split_once(':').filter(|(plain, _)| !plain.contains(';'))?.0),
            },
            _ => return None,
        };
        let [text, category] = [kept.text()?, category].map(|text| text.trim().to_owned());
        Some(Self { text, category }).filter(|tag| !tag.text.is_empty())
    }
}

impl Person {
    /// Lets personality tags that are kept as lines be personality tags; lines for which there is no place stay.
    pub fn settle_personality_tags(&mut self) {
        let tags = &mut self.personality_tags;
        self.kept_properties.retain(|kept| {
            let tag = PersonalityTag::of_kept(kept).filter(|tag| tag.fits() && tags.len() < LIST as usize);
            let stays = tag.is_none();
            if let Some(tag) = tag {
                tag.add_to(tags);
            }
            stays
        });
    }
}

/// The text of a parameter (RFC 6868).
fn unquoted(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match (c, c == '^') {
            (_, true) => match chars.next() {
                Some('n') => plain.push('\n'),
                Some('\'') => plain.push('"'),
                Some('^') | None => plain.push('^'),
                Some(other) => plain.extend(['^', other]),
            },
            _ => plain.push(c),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(text: &str, category: &str) -> PersonalityTag {
        PersonalityTag { text: text.into(), category: category.into() }
    }

    #[test]
    fn the_same_word_stands_once_in_a_category() {
        let mut list = Vec::new();
        for (text, category) in
            [("Golf", ""), ("Golf", "Sport"), ("Golf", ""), ("Golf", "Cars"), ("golf", ""), ("Golf", "Cars")]
        {
            tag(text, category).add_to(&mut list);
        }
        assert_eq!(list, [tag("Golf", "Sport"), tag("Golf", "Cars"), tag("golf", "")]);
    }

    #[test]
    fn old_lines_become_tags_and_others_stay() {
        let kept = |line: &str| KeptProperty { line: line.into(), place: u32::MAX, parameters_only: false };
        let long = "x".repeat(201);
        let lines = [
            "X-COBRA-PERSONALITY;X-CATEGORY=\"Food; ^'home-made^': ^^n\":Bread\\, black",
            "x-cobra-personality;x-category=Sport:Golf: 9 holes",
            "X-COBRA-PERSONALITY:Golf: 9 holes",
            "X-COBRA-PERSONALITY: Coffee ",
        ];
        let others = [
            "X-COBRA-PERSONALITY:",
            "X-COBRA-PERSONALITY:two\\nlines",
            &format!("X-COBRA-PERSONALITY:{long}"),
            "X-COBRA-PERSONALITY;ENCODING=QUOTED-PRINTABLE:=41",
            "X-COBRA-PERSONALITY;X-CATEGORY=\"Sport\";X=1:Golf",
            "X-COBRA-PERSONALITY-2:x",
            "item1.X-COBRA-PERSONALITY:x",
            "X-COBRA-ä",
        ];
        let mut person = Person {
            personality_tags: vec![tag("Coffee", "Drinks")],
            kept_properties: lines.into_iter().chain(others).map(kept).collect(),
            ..Person::default()
        };
        person.settle_personality_tags();
        let tags =
            [tag("Coffee", "Drinks"), tag("Bread, black", "Food; \"home-made\": ^n"), tag("Golf: 9 holes", "Sport")];
        assert_eq!(person.personality_tags, tags);
        assert_eq!(person.kept_properties, others.map(kept));
        let settled = person.clone();
        person.settle_personality_tags();
        assert_eq!(person, settled);
    }

    #[test]
    fn no_record_has_more_than_the_rules_allow() {
        let line =
            |number: usize| KeptProperty { line: format!("X-COBRA-PERSONALITY:{number}"), ..KeptProperty::default() };
        let mut person = Person { kept_properties: (0..LIST as usize + 3).map(line).collect(), ..Person::default() };
        person.settle_personality_tags();
        assert_eq!((person.personality_tags.len(), person.kept_properties.len()), (LIST as usize, 3));
    }
}
