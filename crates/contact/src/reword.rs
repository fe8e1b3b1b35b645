//! Putting one word in the place of others, wherever a record says them.

use crate::{Address, Lifecycle, Note, Organization, Person, PersonalityTag, Relation, WordList};

/// Which words of a list become which one.
#[derive(Clone, Copy, Debug)]
pub struct Rewording<'a> {
    /// The list.
    pub list: WordList,
    /// The words as they are.
    pub words: &'a [String],
    /// What they become; nothing where they go.
    pub into: Option<&'a str>,
}

/// What can say words otherwise.
pub trait Reword {
    /// Says them otherwise: what stands twice then stands once, where it stood first. A relation says something in any case: of one that
    /// would lose its words nothing is changed.
    fn reword(&mut self, rewording: Rewording<'_>);
}

impl Reword for Person {
    fn reword(&mut self, rewording: Rewording<'_>) {
        match rewording.list {
            WordList::PersonTags => rewording.among(&mut self.tags),
            WordList::PersonalityTags => rewording.personality(&mut self.personality_tags),
            WordList::Stages => rewording.stages(&mut self.lifecycle),
            WordList::AddressTypes => {
                for card in 0..self.cards.len() {
                    self.cards.update(card, |card| {
                        for place in 0..card.addresses.len() {
                            card.addresses.update(place, |address| rewording.purposes(address));
                        }
                    });
                }
            }
            WordList::Roles => {
                let mut seen = Vec::with_capacity(self.organizations.len());
                self.organizations.retain_mut(|place| {
                    rewording.one(&mut place.role);
                    let is_twice = place.role == rewording.into.unwrap_or_default() && seen.contains(place);
                    seen.push(place.clone());
                    !is_twice
                });
            }
            WordList::OrganizationTags | WordList::RelationTypes | WordList::NoteCategories => {}
        }
    }
}

impl Reword for Organization {
    fn reword(&mut self, rewording: Rewording<'_>) {
        match rewording.list {
            WordList::OrganizationTags => rewording.among(&mut self.tags),
            WordList::AddressTypes => {
                rewording.purposes(&mut self.address);
                self.branches.iter_mut().for_each(|branch| rewording.purposes(&mut branch.address));
            }
            _ => {}
        }
    }
}

impl Reword for Relation {
    fn reword(&mut self, rewording: Rewording<'_>) {
        if rewording.list == WordList::RelationTypes && rewording.into.is_some() {
            rewording.one(&mut self.kind.forward);
            rewording.one(&mut self.kind.backward);
        }
    }
}

impl Reword for Note {
    fn reword(&mut self, rewording: Rewording<'_>) {
        if rewording.list == WordList::NoteCategories {
            rewording.one(&mut self.category);
        }
    }
}

impl Rewording<'_> {
    /// Whether it is about this word.
    fn is_about(&self, word: &str) -> bool {
        self.words.iter().any(|known| known == word)
    }

    /// Says one word otherwise; whether it did.
    fn one(&self, word: &mut String) -> bool {
        let told = self.is_about(word);
        if told {
            *word = self.into.unwrap_or_default().to_owned();
        }
        told
    }

    fn among(&self, words: &mut Vec<String>) {
        let mut done = Vec::with_capacity(words.len());
        for mut word in words.drain(..) {
            let gone = self.one(&mut word) && self.into.is_none();
            let is_twice = self.into == Some(word.as_str()) && done.contains(&word);
            if !gone && !is_twice {
                done.push(word);
            }
        }
        *words = done;
    }

    /// Of two that then say the same of one category, or of none, one stays.
    fn personality(&self, tags: &mut Vec<PersonalityTag>) {
        let mut done: Vec<PersonalityTag> = Vec::with_capacity(tags.len());
        for mut tag in tags.drain(..) {
            let gone = self.one(&mut tag.text) && self.into.is_none();
            if self.into == Some(tag.text.as_str()) {
                tag.add_to(&mut done);
            } else if !gone {
                done.push(tag);
            }
        }
        *tags = done;
    }

    fn purposes(&self, address: &mut Address) {
        self.among(&mut address.types);
    }

    /// Of stages that follow each other as one, the first says since when.
    fn stages(&self, stages: &mut Vec<Lifecycle>) {
        let mut done: Vec<Lifecycle> = Vec::with_capacity(stages.len());
        for mut stage in stages.drain(..) {
            let gone = self.one(&mut stage.stage) && self.into.is_none();
            let is_into = |stage: &Lifecycle| self.into == Some(stage.stage.as_str());
            let doubles = is_into(&stage) && done.last().is_some_and(is_into);
            if !gone && !doubles {
                done.push(stage);
            }
        }
        *stages = done;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Affiliation, BusinessCard, OneFavourite, OrganizationId, PersonId, RelationKind, Timestamp, Worded};

    fn texts(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    fn reworded<T: Reword>(mut record: T, list: WordList, words: &[&str], into: Option<&str>) -> T {
        record.reword(Rewording { list, words: &texts(words), into });
        record
    }

    #[test]
    fn tags_that_become_one_stand_once() {
        let person = Person { tags: texts(&["a", "b", "c"]), ..Person::default() };
        for (words, into, shall) in [
            (vec!["b"], Some("x"), vec!["a", "x", "c"]),
            (vec!["a"], Some("c"), vec!["c", "b"]),
            (vec!["c"], Some("a"), vec!["a", "b"]),
            (vec!["a", "b"], Some("c"), vec!["c"]),
            (vec!["b", "c"], None, vec!["a"]),
            (vec!["B"], None, vec!["a", "b", "c"]),
        ] {
            assert_eq!(reworded(person.clone(), WordList::PersonTags, &words, into).tags, shall, "{words:?} {into:?}");
        }
        assert_eq!(reworded(person.clone(), WordList::OrganizationTags, &["a"], None), person);
    }

    #[test]
    fn personality_tags_become_one_within_a_category() {
        let tag = |text: &str, category: &str| PersonalityTag { text: text.into(), category: category.into() };
        let personality_tags =
            vec![tag("Golf", ""), tag("Tea", "Drinks"), tag("Golfing", "Sport"), tag("Golf", "Cars")];
        let person = Person { personality_tags, ..Person::default() };
        let of =
            |words: &[&str], into| reworded(person.clone(), WordList::PersonalityTags, words, into).personality_tags;
        assert_eq!(of(&["Golfing"], Some("Golf")), [tag("Golf", "Sport"), tag("Tea", "Drinks"), tag("Golf", "Cars")]);
        assert_eq!(of(&["Golf"], None), [tag("Tea", "Drinks"), tag("Golfing", "Sport")]);
        assert_eq!(of(&["Tea"], Some("Chai"))[1], tag("Chai", "Drinks"));
        assert_eq!(person.words(WordList::PersonalityTags), ["Golf", "Tea", "Golfing", "Golf"]);
        assert_eq!(reworded(person.clone(), WordList::PersonTags, &["Golf"], None), person);
    }

    #[test]
    fn stages_that_become_one_begin_with_the_first() {
        let stage = |stage: &str, since: &str| Lifecycle { stage: stage.into(), since: Timestamp(since.into()) };
        let lifecycle = vec![stage("Lead", "1"), stage("Prospect", "2"), stage("Customer", "3"), stage("Lead", "4")];
        let person = Person { lifecycle, ..Person::default() };
        let merged = reworded(person.clone(), WordList::Stages, &["Prospect"], Some("Lead"));
        assert_eq!(merged.lifecycle, [stage("Lead", "1"), stage("Customer", "3"), stage("Lead", "4")]);
        let gone = reworded(person, WordList::Stages, &["Lead"], None);
        assert_eq!(gone.lifecycle, [stage("Prospect", "2"), stage("Customer", "3")]);
    }

    #[test]
    fn address_types_and_roles_are_found_where_they_stand() {
        let address = |types: &[&str]| Address { types: texts(types), ..Address::default() };
        let card = BusinessCard {
            addresses: OneFavourite::from(vec![address(&["Post", "Billing"]), address(&["Post"])]),
            ..BusinessCard::default()
        };
        let place = |role: &str| Affiliation { organization: OrganizationId(Default::default()), role: role.into() };
        let person = Person {
            cards: OneFavourite::from(vec![card]),
            organizations: vec![place("Boss"), place("Chief")],
            ..Person::default()
        };
        let merged = reworded(person.clone(), WordList::AddressTypes, &["Post"], Some("Billing"));
        assert_eq!(merged.words(WordList::AddressTypes), ["Billing", "Billing"]);
        assert_eq!(reworded(person.clone(), WordList::Roles, &["Chief"], Some("Boss")).organizations, [place("Boss")]);
        assert_eq!(reworded(person, WordList::Roles, &["Chief"], None).organizations, [place("Boss"), place("")]);
        let organization = Organization { address: address(&["Post"]), ..Organization::default() };
        assert!(reworded(organization, WordList::AddressTypes, &["Post"], None).address.types.is_empty());
    }

    #[test]
    fn a_relation_always_says_something() {
        let person = PersonId(Default::default());
        let kind = RelationKind { forward: "Father".into(), backward: "Child".into() };
        let relation = Relation { from: person, to: person, kind, favourite: false };
        let merged = reworded(relation.clone(), WordList::RelationTypes, &["Father"], Some("Parent"));
        assert_eq!(merged.words(WordList::RelationTypes), ["Parent", "Child"]);
        assert_eq!(reworded(relation.clone(), WordList::RelationTypes, &["Father"], None), relation);
    }

    #[test]
    fn lists_are_known_by_their_names() {
        for list in WordList::ALL {
            assert_eq!(list.name().parse(), Ok(list));
            assert_eq!(serde_json::to_value(list).ok(), Some(list.name().into()));
        }
        assert!("tags".parse::<WordList>().is_err());
    }
}
