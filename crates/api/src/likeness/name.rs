//! Whole names.

use super::Reason;
use super::given::{Words, compare_family, compare_given};
use super::traits::Traits;

/// How two names stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Names {
    Same,
    /// Given and family name are exchanged.
    Swapped,
    /// One of them is mistyped.
    Written,
    /// They sound the same.
    Sounds,
    /// One is a short form of the other.
    Shorter,
    /// Of one of them only a given or a family name is known, which is the other's.
    Part,
    /// The given name is the same and the family name another one, as when somebody marries.
    OtherFamily,
    /// One of them is not known.
    Missing,
    /// They are two people's.
    Against,
}

impl Names {
    /// What speaks for the same person.
    pub(super) fn reason(self) -> Reason {
        match self {
            Self::Same => Reason::SameName,
            Self::Swapped => Reason::SwappedName,
            Self::Written => Reason::MistypedName,
            Self::Sounds => Reason::SoundingName,
            Self::Shorter | Self::Part => Reason::ShortName,
            Self::OtherFamily => Reason::GivenName,
            Self::Missing | Self::Against => Reason::NoName,
        }
    }
}

/// Compares the names of two people.
pub(super) fn compare(one: &Traits, other: &Traits) -> Names {
    if one.is_nameless() || other.is_nameless() {
        return Names::Missing;
    }
    if one.given != one.family && !one.given.is_empty() && one.given == other.family && one.family == other.given {
        return Names::Swapped;
    }
    let family = compare_family((&one.family, &one.family_sound), (&other.family, &other.family_sound));
    let given = compare_given((&one.given, &one.given_sound), (&other.given, &other.given_sound));
    match (family, given) {
        (Words::Same, Words::Same) => Names::Same,
        (Words::Same, Words::Mistyped) | (Words::Mistyped, Words::Same) => Names::Written,
        (Words::Same | Words::Sounding, Words::Sounding) | (Words::Sounding, Words::Same) => Names::Sounds,
        (Words::Same, Words::Short) => Names::Shorter,
        (Words::Same, Words::Missing) | (Words::Missing, Words::Same) => Names::Part,
        (Words::Other, Words::Same) => Names::OtherFamily,
        _ => Names::Against,
    }
}
