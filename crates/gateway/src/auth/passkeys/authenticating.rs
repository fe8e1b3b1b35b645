//! Signing in by a passkey (WebAuthn Level 3 section 7.2): the browser is asked, and what it answers is looked at.

use calling_card_api::passkeys::BrowserQuestion;
use serde_json::Value;
use uuid::Uuid;
use webauthn_rp::bin::{Decode, Encode};
use webauthn_rp::request::TimedCeremony;
use webauthn_rp::request::auth::AuthenticationVerificationOptions;
use webauthn_rp::request::register::UserHandle16;
use webauthn_rp::response::register::{CompressedPubKey, DynamicState, StaticState};
use webauthn_rp::{
    AuthenticatedCredential, DiscoverableAuthentication16, DiscoverableAuthenticationServerState,
    DiscoverableCredentialRequestOptions,
};

use super::ours;
use super::relying_party::RelyingParty;
use crate::Result;
use crate::store::Store;
use crate::store::passkeys::ceremonies::{self, Ceremony};
use crate::store::passkeys::{self, KnownPasskey};

/// What is kept of a passkey's public key, for each of the algorithms.
type PublicKey = CompressedPubKey<[u8; 32], [u8; 32], [u8; 48], Vec<u8>>;

/// What a browser is asked: any passkey that it has for us, used by who it knows to be its owner.
pub(super) async fn begin(store: &Store, party: &RelyingParty) -> Result<BrowserQuestion> {
    let (state, browser) = DiscoverableCredentialRequestOptions::passkey(&party.id).start_ceremony().map_err(ours)?;
    let challenge = state.sent_challenge().0.to_be_bytes();
    let options = serde_json::to_value(&browser)?;
    let ceremony = Ceremony { name: String::new(), state: state.encode().map_err(ours)? };
    ceremonies::begin(store, &challenge, None, &ceremony).await?;
    Ok(BrowserQuestion { options })
}

/// The passkey that the answer proves to be there; none where it proves none, for whatever reason.
pub(super) async fn finish(store: &Store, party: &RelyingParty, answer: &Value) -> Result<Option<KnownPasskey>> {
    // What is read takes it for granted that somebody is named.
    if answer.pointer("/response/userHandle").and_then(Value::as_str).is_none() {
        return Ok(None);
    }
    // A passkey of another program at the same address is no different from one that is not known.
    let Ok(used) = DiscoverableAuthentication16::from_json_relaxed(answer.to_string().as_bytes()) else {
        return Ok(None);
    };
    let Ok(challenge) = used.challenge_relaxed() else { return Ok(None) };
    let Some(ceremony) = ceremonies::take(store, &challenge.0.to_be_bytes(), None).await? else { return Ok(None) };
    let Ok(user) = Uuid::from_slice(used.response().user_handle().as_ref()) else { return Ok(None) };
    let Some(known) = passkeys::find(store, used.raw_id().as_ref(), user).await? else { return Ok(None) };
    let Some(changed) = look_at(party, &ceremony.state, &used, &known)? else { return Ok(None) };
    Ok(passkeys::used(store, &known, &changed).await?.then_some(known))
}

/// What has changed of the passkey; none where the answer is not by it.
fn look_at(
    party: &RelyingParty,
    state: &[u8],
    used: &DiscoverableAuthentication16,
    known: &KnownPasskey,
) -> Result<Option<Vec<u8>>> {
    let state = DiscoverableAuthenticationServerState::decode(state).map_err(ours)?;
    let handle = UserHandle16::decode(known.user.into_bytes()).map_err(ours)?;
    let unchanging = StaticState::<PublicKey>::decode(known.unchanging.as_slice()).map_err(ours)?;
    let changing: [u8; 7] = known.changing.as_slice().try_into().map_err(ours)?;
    let changing = DynamicState::decode(changing).map_err(ours)?;
    let mut passkey = AuthenticatedCredential::new(used.raw_id(), &handle, unchanging, changing).map_err(ours)?;
    let origins = [party.origin.as_str()];
    // A counter that does not count up is refused, as is anything but the verified user: both by default.
    let options = AuthenticationVerificationOptions::<&str, &str> {
        allowed_origins: &origins,
        error_on_unsolicited_extensions: false,
        ..AuthenticationVerificationOptions::default()
    };
    match state.verify(&party.id, used, &mut passkey, &options) {
        Ok(_) => Ok(Some(passkey.dynamic_state().encode().map_err(ours)?.to_vec())),
        Err(error) => {
            tracing::warn!(%error, passkey = %known.id, "signing in by a passkey was refused");
            Ok(None)
        }
    }
}
