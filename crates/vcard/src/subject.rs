//! Whom a card is of (RFC 6350 section 6.1.4): a person, an organization, or a group of cards.

use calling_card_contact::rules;

use crate::{Card, Property};

/// Whom a card is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A person; also what is neither of the others (`KIND:location`), whose kind is kept.
    Person,
    /// An organization (`KIND:org`, or Apple's `X-ABShowAs:COMPANY` on a card without a name).
    Organization,
    /// A group: a name for several cards.
    Group(Group),
}

/// A group of cards (`KIND:group`, RFC 6350 section 6.6.5).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// What it is called.
    pub name: String,
    /// The `UID`s of its members.
    pub members: Vec<String>,
}

/// Whom the card is of.
pub fn subject(card: &Card<'_>) -> Subject {
    subject_of(&card.properties().collect::<Vec<_>>())
}

/// Whom the card with these properties is of.
pub(crate) fn subject_of(properties: &[Property<'_>]) -> Subject {
    let (mut is_company, mut has_name) = (false, false);
    for property in properties {
        match &*property.name {
            "KIND" | "X-ADDRESSBOOKSERVER-KIND" => match property.text().trim().to_ascii_lowercase().as_str() {
                "org" => return Subject::Organization,
                "group" => return Subject::Group(group(properties)),
                _ => {}
            },
            "X-ABSHOWAS" => is_company = property.text().trim().eq_ignore_ascii_case("COMPANY"),
            "N" => has_name |= (0..2).any(|index| !property.component(index).is_empty()),
            _ => {}
        }
    }
    if is_company && !has_name { Subject::Organization } else { Subject::Person }
}

fn group(properties: &[Property<'_>]) -> Group {
    let mut group = Group::default();
    for property in properties {
        let text = property.text().trim().to_owned();
        match &*property.name {
            // A tag is made of it.
            "FN" if group.name.is_empty() => {
                let line = text.split(char::is_control).collect::<Vec<_>>().join(" ");
                group.name = line.trim().chars().take(rules::SHORT_TEXT as usize).collect();
            }
            "MEMBER" | "X-ADDRESSBOOKSERVER-MEMBER" if !text.is_empty() => group.members.push(text),
            _ => {}
        }
    }
    group
}
