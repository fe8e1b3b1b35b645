//! Receipts: what a visitor has in hand of what was sent. They are kept nowhere: the number is made of the draft's key, and
//! the link's token is the key with a signature (HMAC, RFC 2104), so that a repeat of the submission gets the same.

use calling_card_contact::DraftId;
use hmac::{Hmac, Mac};
use sha2::Sha256;

use super::tokens::{from_hexadecimal, hexadecimal};
use super::{Store, secrets};
use crate::Result;

/// The token of a draft's receipt.
pub async fn token(store: &Store, draft: DraftId) -> Result<String> {
    let signature = signed(store, draft).await?.finalize().into_bytes();
    Ok(format!("{}{}", draft.0.simple(), hexadecimal(&signature)))
}

/// The draft of a token; none where it is not one of ours.
pub async fn draft(store: &Store, token: &str) -> Result<Option<DraftId>> {
    let Some((key, signature)) = token.split_at_checked(uuid::fmt::Simple::LENGTH) else { return Ok(None) };
    let (Ok(draft), Some(signature)) = (key.parse::<DraftId>(), from_hexadecimal(signature)) else { return Ok(None) };
    let right = signed(store, draft).await?.verify_slice(&signature).is_ok();
    Ok(right.then_some(draft))
}

async fn signed(store: &Store, draft: DraftId) -> Result<Hmac<Sha256>> {
    Ok(secrets::signing(store, secrets::RECEIPT).await?.chain_update(draft.0.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Error, clock};

    #[tokio::test]
    async fn a_receipt_is_known_and_a_forged_one_is_not() -> Result<()> {
        let data = tempfile::tempdir().map_err(|error| Error::Internal(error.to_string()))?;
        let store = Store::open(data.path()).await?;
        let (one, other): (DraftId, DraftId) = (clock::new_key(), clock::new_key());
        let receipt = token(&store, one).await?;
        assert_eq!(receipt, token(&store, one).await?, "a repeat gets the same");
        assert_eq!(draft(&store, &receipt).await?, Some(one));
        let forged = format!("{}{}", other.0.simple(), &receipt[32..]);
        for wrong in
            [forged.as_str(), "", "x", &receipt[..32], &receipt[..94], &format!("{receipt}00"), "ü".repeat(48).as_str()]
        {
            assert_eq!(draft(&store, wrong).await?, None, "{wrong}");
        }
        Ok(())
    }
}
