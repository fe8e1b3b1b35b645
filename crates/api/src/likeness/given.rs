//! Given names.

use super::sound::{begin_alike, heard};
use super::typo::{distance, is_mistyped};

/// How two words of names stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Words {
    /// One of them is not known.
    Missing,
    Same,
    /// One is the other, mistyped.
    Mistyped,
    /// They sound the same.
    Sounding,
    /// One is an initial or a short form of the other, or one of its names.
    Short,
    Other,
}

/// Compares family names with how they sound.
pub(super) fn compare_family(one: (&str, &str), other: (&str, &str)) -> Words {
    match (one.0, other.0) {
        (one, other) if one.is_empty() || other.is_empty() => Words::Missing,
        (one, other) if one == other => Words::Same,
        (a, b) if sound_alike((a, one.1), (b, other.1)) => Words::Sounding,
        (one, other) if is_mistyped(one, other) => Words::Mistyped,
        _ => Words::Other,
    }
}

/// Compares given names with how they sound. The end of one tells women from men: `Andrea` is no mistyped `Andreas`.
pub(super) fn compare_given(one: (&str, &str), other: (&str, &str)) -> Words {
    let ends_alike = |one: &str, other: &str| one.chars().last().map(heard) == other.chars().last().map(heard);
    match (one.0, other.0) {
        (one, other) if one.is_empty() || other.is_empty() => Words::Missing,
        (one, other) if one == other => Words::Same,
        (one, other) if is_short(one, other) => Words::Short,
        (one, other) if one.contains(' ') || other.contains(' ') || !ends_alike(one, other) => Words::Other,
        (a, b) if sound_alike((a, one.1), (b, other.1)) => Words::Sounding,
        (one, other) if begin_alike(one, other) && is_mistyped(one, other) => Words::Mistyped,
        _ => Words::Other,
    }
}

/// Whether one is an initial (`m`), the beginning (`alex`) or one of the names (`hans` of `hans peter`) of the other.
fn is_short(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let [short, long]: [Vec<&str>; 2] = [short, long].map(|name| name.split(' ').collect());
    let begins = |(short, long): (&&str, &&str)| match short.chars().count() {
        1 => long.starts_with(*short),
        // `Jan` is not `Jana`, and `Daniel` not `Daniela`: a short form leaves out more than an ending.
        letters => short == long || letters >= 3 && long.starts_with(*short) && long.chars().count() >= letters + 3,
    };
    short.len() <= long.len() && short.iter().zip(&long).all(begins)
}

/// Whether two words have the same sound and differ by few letters: the method passes over vowels, so that `Mohr` sounds as `Meyer` does.
fn sound_alike(one: (&str, &str), other: (&str, &str)) -> bool {
    let plain = |word: &str| word.replace('y', "i");
    let limit = if one.0.chars().count().min(other.0.chars().count()) <= 4 { 1 } else { 2 };
    !one.1.is_empty()
        && one.1 == other.1
        && begin_alike(one.0, other.0)
        && distance(&plain(one.0), &plain(other.0), limit).is_some()
}
