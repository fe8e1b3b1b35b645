//! Making a passkey (WebAuthn Level 3 section 7.1): the browser is asked, and what it answers is looked at.

use calling_card_api::ProblemKind;
use calling_card_api::passkeys::{BrowserQuestion, Passkey};
use calling_card_contact::{FieldError, Problem};
use serde_json::Value;
use webauthn_rp::bin::{Decode, Encode};
use webauthn_rp::request::register::{
    CredProtect, Nickname, PublicKeyCredentialUserEntity, RegistrationVerificationOptions, UserHandle16, Username,
};
use webauthn_rp::request::{PublicKeyCredentialDescriptor, TimedCeremony};
use webauthn_rp::response::{AuthTransports, CredentialId};
use webauthn_rp::{PublicKeyCredentialCreationOptions, Registration, RegistrationServerState};

use super::ours;
use super::relying_party::RelyingParty;
use crate::auth::Staff;
use crate::store::Store;
use crate::store::passkeys::ceremonies::{self, Ceremony};
use crate::store::passkeys::{self, NewPasskey};
use crate::store::users::UserRow;
use crate::{Error, Result};

/// What the browser of a member of staff is asked: a passkey that is found without an address, and used by who it knows to be its owner.
pub(super) async fn begin(store: &Store, party: &RelyingParty, user: &UserRow, name: &str) -> Result<BrowserQuestion> {
    let known = passkeys::credentials(store, user.id).await?;
    let (challenge, state, options) = question(party, user, known)?;
    let ceremony = Ceremony { name: name.to_owned(), state };
    ceremonies::begin(store, &challenge, Some(user.id), &ceremony).await?;
    Ok(BrowserQuestion { options })
}

/// Keeps the passkey that the browser has made, where it is what it was asked for.
pub(super) async fn finish(store: &Store, party: &RelyingParty, staff: &Staff, answer: &Value) -> Result<Passkey> {
    let unreadable = Error::Problem(ProblemKind::Unreadable);
    let Ok(made) = Registration::from_json_relaxed(answer.to_string().as_bytes()) else { return Err(unreadable) };
    let Ok(challenge) = made.challenge_relaxed() else { return Err(unreadable) };
    let taken = ceremonies::take(store, &challenge.0.to_be_bytes(), Some(staff.user.id)).await?;
    let ceremony = taken.ok_or_else(refused)?;
    let new = look_at(party, &ceremony.state, &made)?;
    passkeys::add(store, &staff.actor, (staff.user.id, &ceremony.name), &new).await
}

/// The challenge, by what its answer is looked at, and what the browser is asked.
fn question(party: &RelyingParty, user: &UserRow, known: Vec<(Vec<u8>, u8)>) -> Result<(Vec<u8>, Vec<u8>, Value)> {
    let handle = UserHandle16::decode(user.id.into_bytes()).map_err(ours)?;
    let id = user.id.to_string();
    let entity = PublicKeyCredentialUserEntity {
        // Not every address is a name by the rules for names.
        name: Username::try_from(user.email.as_str()).or_else(|_| Username::try_from(id.as_str())).map_err(ours)?,
        id: &handle,
        display_name: Nickname::try_from(user.name.as_str()).ok(),
    };
    let mut there = Vec::with_capacity(known.len());
    for (credential, transports) in known {
        let id = CredentialId::<Vec<u8>>::decode(credential).map_err(ours)?;
        let transports = AuthTransports::decode(transports).map_err(ours)?;
        there.push(PublicKeyCredentialDescriptor { id, transports });
    }
    let mut options = PublicKeyCredentialCreationOptions::passkey(&party.id, entity, there);
    // Demanded of it, most of what is built into phones and computers could make none; each use asks for the verified user anyhow.
    options.extensions.cred_protect = CredProtect::None;
    let (state, browser) = options.start_ceremony().map_err(ours)?;
    let challenge = state.sent_challenge().0.to_be_bytes().to_vec();
    Ok((challenge, state.encode().map_err(ours)?, serde_json::to_value(&browser)?))
}

fn look_at(party: &RelyingParty, state: &[u8], made: &Registration) -> Result<NewPasskey> {
    let state = RegistrationServerState::<16>::decode(state).map_err(ours)?;
    let origins = [party.origin.as_str()];
    let options = RegistrationVerificationOptions::<&str, &str> {
        allowed_origins: &origins,
        // What an authenticator says beside what it was asked is not looked at.
        error_on_unsolicited_extensions: false,
        ..RegistrationVerificationOptions::default()
    };
    let passkey = state.verify(&party.id, made, &options).map_err(|error| {
        tracing::warn!(%error, "a new passkey was refused");
        refused()
    })?;
    Ok(NewPasskey {
        credential: passkey.id().as_ref().to_vec(),
        transports: passkey.transports().encode().map_err(ours)?,
        unchanging: passkey.static_state().encode().map_err(ours)?,
        changing: passkey.dynamic_state().encode().map_err(ours)?.to_vec(),
    })
}

fn refused() -> Error {
    Error::Invalid(vec![FieldError { field: "/credential".into(), problem: Problem::Unknown }])
}
