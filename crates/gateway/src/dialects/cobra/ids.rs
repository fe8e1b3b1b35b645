//! Ids: 24 hexadecimal digits. Records and business cards get random ones, which stay; what is told of a text, and stands in no list of
//! the dialect's, has one that is made of it.

use calling_card_api::changes::RecordKind;
use sha2::{Digest, Sha256};

use super::super::Caller;
use super::{DIALECT, Found, Refusal};
use crate::store::aggregate::{Aggregate, kind_name};
use crate::store::dialects::{CARD, Ids, Place, new_id};
use crate::store::sql;

/// Digits of an id.
const DIGITS: usize = 24;

/// The ids of records of a kind.
pub(super) fn of(caller: &Caller, kind: RecordKind) -> Ids {
    Ids { workspace: caller.actor.workspace, dialect: DIALECT, kind: kind_name(kind) }
}

/// The ids of business cards; a card's key stands behind that of its person.
pub(super) fn of_cards(caller: &Caller) -> Ids {
    Ids { workspace: caller.actor.workspace, dialect: DIALECT, kind: CARD }
}

/// A record, as what stands beside it is found.
pub(super) fn place<'a>(caller: &Caller, kind: RecordKind, record: &'a str) -> Place<'a> {
    Place { workspace: caller.actor.workspace, dialect: DIALECT, kind, record }
}

/// A new id, for what is no record.
pub(super) fn new() -> String {
    new_id(DIALECT)
}

/// Whether a text is an id.
pub(super) fn is_id(text: &str) -> bool {
    text.len() == DIGITS && text.bytes().all(|digit| digit.is_ascii_hexdigit())
}

/// The key of the record that has this id; it may be in the bin.
pub(super) async fn key<T: Aggregate>(connection: &mut sql::Connection, caller: &Caller, id: &str) -> Found<T::Id> {
    if !is_id(id) {
        return Err(Refusal::NotFound);
    }
    let found = of(caller, T::KIND).find(connection, &id.to_ascii_lowercase()).await?;
    found.and_then(|record| record.parse().ok()).ok_or(Refusal::NotFound)
}

/// The id that is made of these texts: the same for the same.
pub(super) fn made_of(texts: &[&str]) -> String {
    let mut digest = Sha256::new();
    for text in texts {
        // How long each is keeps them apart.
        digest.update(text.len().to_be_bytes());
        digest.update(text.as_bytes());
    }
    digest.finalize().iter().take(DIGITS / 2).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_24_hexadecimal_digits() {
        let made = made_of(&["people/orgatags", "VIP"]);
        assert!(is_id(&made) && is_id(&made.to_uppercase()));
        assert_eq!(made, made_of(&["people/orgatags", "VIP"]));
        assert_ne!(made, made_of(&["people/orgatagsV", "IP"]));
        for wrong in ["", "g", &made[1..], &format!("{made}0"), &made.replace(|c: char| c.is_ascii_digit(), "-")] {
            assert!(!is_id(wrong), "{wrong}");
        }
    }
}
