//! Proof of work by the ALTCHA protocol (version 2), asked for by ourselves: no third party, no cookie.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use altcha::{CreateChallengeOptions, Payload, VerifySolutionOptions, create_challenge, verify_solution};
use axum::Json;
use axum::extract::{Path, RawQuery, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use base64::Engine;
use calling_card_contact::FormId;
use rand::Rng;
use serde_json::Value;

use super::{find, open_to_all};
use crate::store::form_counts::Event;
use crate::store::{proofs, secrets};
use crate::{AppState, Error, Result};

/// How many hashes it takes: a tenth of a second of a computer, under a second of a slow phone.
const HASHES: RangeInclusive<u32> = 5_000..=20_000;

/// What the element asks with at the first interaction.
const BEGIN: &str = "begin";

/// `/f/{form}/challenge`: what is to be solved. It holds as long as a draft is kept in the visitor's browser.
pub(super) async fn challenge(
    State(state): State<AppState>,
    Path(form): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response> {
    let (workspace, source) = find(&state.store, &form).await?;
    if query.as_deref() == Some(BEGIN) {
        state.counts.add(workspace, &source.id, Event::Begun);
    }
    let secret = secrets::named(&state.store, secrets::PROOF).await?;
    let challenge = create(&source.id, &secret).map_err(|error| Error::Internal(error.to_string()))?;
    Ok(open_to_all(([(header::CACHE_CONTROL, "no-store")], Json(challenge)).into_response()))
}

fn create(form: &FormId, secret: &str) -> altcha::Result<altcha::Challenge> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    create_challenge(CreateChallengeOptions {
        algorithm: "SHA-256".into(),
        cost: 1,
        counter: Some(rand::rng().random_range(HASHES)),
        data: Some(BTreeMap::from([("form".to_owned(), Value::from(form.as_str()))])),
        expires_at: Some((now + Duration::from_secs(proofs::SECONDS.unsigned_abs())).as_secs()),
        hmac_key_signature_secret: Some(key_secret(secret)),
        hmac_signature_secret: Some(secret.to_owned()),
        ..CreateChallengeOptions::default()
    })
}

/// The challenge that a proof solves, by its nonce; none where it solves none of ours for this form.
pub(super) fn solved(form: &FormId, proof: &str, secret: &str) -> Option<String> {
    let proof = base64::engine::general_purpose::STANDARD.decode(proof).ok()?;
    let Payload { challenge, solution } = serde_json::from_slice(&proof).ok()?;
    let parameters = &challenge.parameters;
    let for_form = parameters.data.as_ref()?.get("form")?.as_str()? == form.as_str();
    // Without the signature of the key any number would do.
    if !for_form || parameters.key_signature.is_none() {
        return None;
    }
    let mut options = VerifySolutionOptions::new(&challenge, &solution, secret);
    options.hmac_key_signature_secret = Some(key_secret(secret));
    let verified = verify_solution(options).is_ok_and(|result| result.verified);
    verified.then(|| parameters.nonce.clone())
}

/// What the solution is signed with.
fn key_secret(secret: &str) -> String {
    format!("key:{secret}")
}

#[cfg(test)]
mod tests {
    use altcha::{SolveChallengeOptions, solve_challenge};

    use super::*;

    #[test]
    fn only_what_was_solved_for_this_form_counts() -> std::result::Result<(), Box<dyn std::error::Error>> {
        let (form, other): (FormId, FormId) = ("contact".parse()?, "other".parse()?);
        let challenge = create(&form, "secret")?;
        let solution = solve_challenge(SolveChallengeOptions::new(&challenge))?.ok_or("unsolved")?;
        let pack = |challenge: &altcha::Challenge, solution: &altcha::Solution| {
            let payload = Payload { challenge: challenge.clone(), solution: solution.clone() };
            serde_json::to_vec(&payload).map(|json| base64::engine::general_purpose::STANDARD.encode(json))
        };
        let proof = pack(&challenge, &solution)?;
        assert_eq!(solved(&form, &proof, "secret"), Some(challenge.parameters.nonce.clone()));
        assert_eq!(solved(&other, &proof, "secret"), None);
        assert_eq!(solved(&form, &proof, "another secret"), None);
        assert_eq!(solved(&form, "", "secret"), None);
        // A number that was not looked for.
        let guessed = altcha::Solution { counter: 1, derived_key: "00".repeat(32), time: None };
        assert_eq!(solved(&form, &pack(&challenge, &guessed)?, "secret"), None);
        let mut unsigned = challenge.clone();
        unsigned.parameters.key_signature = None;
        assert_eq!(solved(&form, &pack(&unsigned, &solution)?, "secret"), None);
        let mut easier = challenge;
        easier.parameters.key_prefix = String::new();
        assert_eq!(solved(&form, &pack(&easier, &solution)?, "secret"), None);
        Ok(())
    }
}
