//! Companies, without their legal forms.

use super::typo::is_mistyped;
use crate::fold::{sort_key, tokens};

/// What says nothing about which company it is.
const FORMS: [&str; 36] = [
    "gmbh",
    "mbh",
    "ag",
    "kg",
    "kgaa",
    "ohg",
    "gbr",
    "ug",
    "se",
    "co",
    "ek",
    "ev",
    "eg",
    "eu",
    "inc",
    "ltd",
    "llc",
    "llp",
    "plc",
    "corp",
    "corporation",
    "company",
    "limited",
    "sarl",
    "sas",
    "sa",
    "bv",
    "nv",
    "spa",
    "srl",
    "oy",
    "ab",
    "und",
    "and",
    "the",
    "haftungsbeschrankt",
];

/// How two companies stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Companies {
    /// Of one of them nothing is known.
    Unknown,
    Same,
    /// The same, written in another way.
    Similar,
    Other,
}

/// What tells a company from others: `müller & söhne gmbh` is `muller sohne`.
pub(super) fn core(name: &str) -> String {
    let folded = sort_key(name);
    let words: Vec<&str> = tokens(&folded).collect();
    let telling: Vec<&str> = words.iter().copied().filter(|word| word.len() > 1 && !FORMS.contains(word)).collect();
    if telling.is_empty() { words.join(" ") } else { telling.join(" ") }
}

/// How two companies stand to each other, by what tells them from others.
pub(super) fn compare(one: &str, other: &str) -> Companies {
    if one.is_empty() || other.is_empty() {
        return Companies::Unknown;
    }
    if one == other {
        return Companies::Same;
    }
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let words: Vec<&str> = long.split(' ').collect();
    let contained = short.split(' ').all(|word| words.contains(&word)) && short.len() >= 4;
    if contained || is_mistyped(short, long) { Companies::Similar } else { Companies::Other }
}
