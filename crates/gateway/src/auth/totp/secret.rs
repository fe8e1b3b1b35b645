//! What an app on a phone and the gateway share, and the codes that are made of it (RFC 6238: SHA-1, six digits, 30 seconds).

use calling_card_api::totp::TotpOffer;
use jiff::Timestamp;
use rand::RngCore;
use secrecy::{ExposeSecret, SecretString};
use totp_rs::{Builder, Secret, Totp};

use crate::cards::qr;
use crate::store::users::UserRow;
use crate::{Error, Result};

/// By what an app shows whose codes they are.
const ISSUER: &str = "Calling Card";
/// The length of a step in seconds.
const STEP: i64 = 30;
/// How many bytes the secret has, as RFC 4226 section 4 recommends.
const BYTES: usize = 20;

/// The shared secret.
pub(super) struct Shared([u8; BYTES]);

impl Shared {
    /// A new one.
    pub(super) fn new() -> Self {
        let mut bytes = [0; BYTES];
        rand::rng().fill_bytes(&mut bytes);
        Self(bytes)
    }

    /// One that was written as a text.
    pub(super) fn read(text: &SecretString) -> Result<Self> {
        let broken = || Error::Internal("a secret of codes cannot be read".into());
        let secret = Secret::try_from_base32(text.expose_secret()).map_err(|_| broken())?;
        secret.as_bytes().try_into().map(Self).map_err(|_| broken())
    }

    /// As a text, in base32.
    pub(super) fn text(&self) -> SecretString {
        Secret::from(self.0).to_base32().into()
    }

    /// What the app of a member of staff is told.
    pub(super) fn offer(&self, user: &UserRow) -> Result<TotpOffer> {
        let ours = |error: totp_rs::TotpError| Error::Internal(error.to_string());
        // A colon would end the name.
        let account = user.email.replace(':', "_");
        let uri = self.codes(&account)?.to_url().map_err(ours)?;
        let path = qr::path(&uri).ok_or_else(|| Error::Internal("an address is too long for a QR code".into()))?;
        Ok(TotpOffer { secret: self.text().expose_secret().to_owned(), uri, qr: path.d, side: path.side })
    }

    /// The step of which a code is: this one, the one before or the one after; none where it is of no such step.
    pub(super) fn step_of(&self, code: &str) -> Option<i64> {
        let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
        let now = u64::try_from(Timestamp::now().as_second()).ok()?;
        let digits = code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit());
        let found = self.codes("").ok().filter(|_| digits)?.check(&code, now)?;
        i64::try_from(found).ok()
    }

    fn codes(&self, account: &str) -> Result<Totp> {
        let codes = Builder::new().with_secret(Secret::from(self.0)).with_step_duration(STEP.unsigned_abs());
        let codes = codes.with_account_name(account).with_issuer(Some(ISSUER));
        codes.build().map_err(|error| Error::Internal(error.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_those_of_the_rfc() {
        // RFC 6238 appendix B, SHA-1, the last six of its eight digits.
        let shared = Shared(*b"12345678901234567890");
        let codes = shared.codes("ann@example.com").ok();
        for (time, code) in [(59, "287082"), (1_111_111_109, "081804"), (20_000_000_000, "353130")] {
            let step = codes.as_ref().and_then(|codes| codes.check(code, time));
            assert_eq!(step, Some(time / 30), "{time}");
        }
        assert_eq!(shared.text().expose_secret(), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assert_eq!(Shared::read(&shared.text()).ok().map(|read| read.0), Some(shared.0));
        for wrong in ["", "28708", "2870823", "28708a", "２８７０８２"] {
            assert_eq!(shared.step_of(wrong), None, "{wrong}");
        }
    }
}
