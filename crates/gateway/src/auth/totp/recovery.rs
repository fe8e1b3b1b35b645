//! Codes for when the phone is lost: 120 random bits in base32, in groups that can be read out. Of so many bits a plain hash tells nothing.

use calling_card_api::totp::{RECOVERY_CODES, RecoveryCodes};
use rand::RngCore;
use totp_rs::Secret;

use crate::store::tokens;

/// How many characters one has, without what is between its groups.
const LENGTH: usize = 24;

/// New codes, and what is kept of them.
pub(super) fn new() -> (RecoveryCodes, Vec<Vec<u8>>) {
    let codes: Vec<String> = std::iter::repeat_with(one).take(RECOVERY_CODES).collect();
    let hashes = codes.iter().filter_map(|code| hash(code)).collect();
    (RecoveryCodes { codes }, hashes)
}

/// What is kept of a code, however it was typed; none of what is no such code.
pub(super) fn hash(code: &str) -> Option<Vec<u8>> {
    let plain: String = code.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    (plain.len() == LENGTH).then(|| tokens::hash(&plain))
}

fn one() -> String {
    let mut bytes = [0u8; LENGTH * 5 / 8];
    rand::rng().fill_bytes(&mut bytes);
    let text = Secret::from(bytes.to_vec()).to_base32().to_lowercase();
    let groups: Vec<&str> = (0..LENGTH).step_by(4).filter_map(|begin| text.get(begin..begin + 4)).collect();
    groups.join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_known_again_however_they_are_typed() {
        let (RecoveryCodes { codes }, hashes) = new();
        let distinct: std::collections::BTreeSet<&Vec<u8>> = hashes.iter().collect();
        assert_eq!((codes.len(), distinct.len()), (RECOVERY_CODES, RECOVERY_CODES));
        for (code, kept) in codes.iter().zip(&hashes) {
            assert_eq!(code.len(), 29);
            for typed in [code.clone(), code.to_uppercase(), code.replace('-', " "), code.replace('-', "")] {
                assert_eq!(hash(&typed).as_ref(), Some(kept), "{typed}");
            }
        }
        assert_eq!((hash("123456"), hash("")), (None, None));
    }
}
