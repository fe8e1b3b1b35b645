//! The ids that clients make: nanoids of 21 characters, of keys that are handed in.

use uuid::Uuid;

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// What an id is of: of one key each kind has another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Person,
    Organization,
    Branch,
    Draft,
    Source,
    Field,
}

/// The id that stands for a key: 126 of its bits. The upper two are none of a UUIDv7's for the next thousands of years; the kind
/// stands where the version does, which all of them have in common.
pub(super) fn nano_id(key: Uuid, kind: Kind) -> String {
    let kind: u128 = match kind {
        Kind::Person => 0,
        Kind::Organization => 1,
        Kind::Branch => 2,
        Kind::Draft => 3,
        Kind::Source => 4,
        Kind::Field => 5,
    };
    let bits = key.as_u128() ^ (kind << 76);
    let digit = |place: u32| char::from(ALPHABET[(bits >> (6 * place) & 63) as usize]);
    (0..21).rev().map(digit).collect()
}

/// A key that stands for texts (UUIDv5, RFC 9562, section 5.5): the same ones have the same, whatever this was compiled with.
pub(super) fn key_of(texts: &[&str]) -> Uuid {
    // As a list in JSON, so that no two lists are one text.
    Uuid::new_v5(&Uuid::NAMESPACE_OID, serde_json::json!(texts).to_string().as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_key_has_an_id_of_its_own_of_each_kind() {
        let key = |low: u128| Uuid::from_u128(0x0190_a8c1_7b1e_7c3a_9a51_2f0d_6a3b_9c10 + low);
        let kinds = [Kind::Person, Kind::Organization, Kind::Branch, Kind::Draft, Kind::Source, Kind::Field];
        let made = (0..64).flat_map(|low| kinds.map(|kind| nano_id(key(low), kind)));
        let mut ids: Vec<String> = made.chain([nano_id(key_of(&["a", "b"]), Kind::Person)]).collect();
        let valid = |id: &String| id.len() == 21 && id.bytes().all(|byte| ALPHABET.contains(&byte));
        assert!(ids.iter().all(valid), "{ids:?}");
        assert_eq!(ids.first(), Some(&nano_id(key(0), Kind::Person)), "the same of the same");
        let all = ids.len();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), all);
        assert_ne!(key_of(&["a", "b"]), key_of(&["ab"]));
    }
}
