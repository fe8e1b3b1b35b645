//! An authenticator of one passkey, in software: what it signs can be wrong in every way that a real one never is.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use p256::ecdsa::signature::Signer;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// The bits of what an authenticator says of itself: somebody was there, it knew who, and a key comes along.
const PRESENT: u8 = 0x01;
const VERIFIED: u8 = 0x04;
const WITH_KEY: u8 = 0x40;

/// A browser with an authenticator, on a page of an origin.
pub(crate) struct Authenticator {
    /// Where the page is.
    pub(crate) origin: String,
    /// For whom it signs.
    pub(crate) rp_id: String,
    /// How often it has signed.
    pub(crate) counter: u32,
    /// Whether it knew who used it.
    pub(crate) verified: bool,
    /// The user whom it names; as it was told.
    pub(crate) user: String,
    /// By what it names its passkey.
    pub(crate) credential: Vec<u8>,
    key: SigningKey,
}

impl Authenticator {
    /// A new one, on the gateway's own pages.
    pub(crate) fn new() -> Self {
        let random = || rand::random::<[u8; 32]>();
        Self {
            origin: "http://localhost:8080".into(),
            rp_id: "localhost".into(),
            counter: 0,
            verified: true,
            user: String::new(),
            credential: random().to_vec(),
            key: SigningKey::from_slice(&random()).unwrap(),
        }
    }

    /// Answers what it was asked to make: its passkey.
    pub(crate) fn make(&mut self, options: &Value) -> Value {
        self.user = options["user"]["id"].as_str().unwrap().to_owned();
        let client = self.client("webauthn.create", options);
        let point = self.key.verifying_key().to_encoded_point(false);
        // COSE (RFC 9052): an elliptic curve key of P-256 for ES256.
        let mut key = vec![0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20];
        key.extend_from_slice(point.x().unwrap());
        key.extend_from_slice(&[0x22, 0x58, 0x20]);
        key.extend_from_slice(point.y().unwrap());
        let mut said = self.says(WITH_KEY);
        // Of no model that is known.
        said.extend_from_slice(&[0; 16]);
        said.extend_from_slice(&u16::try_from(self.credential.len()).unwrap().to_be_bytes());
        said.extend_from_slice(&self.credential);
        said.extend_from_slice(&key);
        // CBOR (RFC 8949): {"fmt": "none", "attStmt": {}, "authData": …}.
        let mut attestation = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58".to_vec();
        attestation.push(u8::try_from(said.len()).unwrap());
        attestation.extend_from_slice(&said);
        // SubjectPublicKeyInfo (RFC 5480), of P-256.
        let mut public =
            b"\x30\x59\x30\x13\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x08\x2a\x86\x48\xce\x3d\x03\x01\x07\x03\x42\x00"
                .to_vec();
        public.extend_from_slice(point.as_bytes());
        json!({
            "id": text(&self.credential), "rawId": text(&self.credential), "type": "public-key",
            "authenticatorAttachment": "platform", "clientExtensionResults": {},
            "response": {
                "clientDataJSON": text(&client), "attestationObject": text(&attestation), "transports": ["internal"],
                "authenticatorData": text(&said), "publicKey": text(&public), "publicKeyAlgorithm": -7,
            },
        })
    }

    /// Answers what it was asked to sign.
    pub(crate) fn sign(&mut self, options: &Value) -> Value {
        self.counter = self.counter.wrapping_add(1);
        let client = self.client("webauthn.get", options);
        let said = self.says(0);
        let signed = [said.as_slice(), &Sha256::digest(&client)].concat();
        let signature: Signature = self.key.sign(&signed);
        json!({
            "id": text(&self.credential), "rawId": text(&self.credential), "type": "public-key",
            "authenticatorAttachment": "platform", "clientExtensionResults": {},
            "response": {
                "clientDataJSON": text(&client), "authenticatorData": text(&said),
                "signature": text(signature.to_der().as_bytes()), "userHandle": self.user,
            },
        })
    }

    fn client(&self, kind: &str, options: &Value) -> Vec<u8> {
        json!({ "type": kind, "challenge": options["challenge"], "origin": self.origin, "crossOrigin": false })
            .to_string()
            .into_bytes()
    }

    fn says(&self, more: u8) -> Vec<u8> {
        let verified = if self.verified { VERIFIED } else { 0 };
        let mut said = Sha256::digest(self.rp_id.as_bytes()).to_vec();
        said.push(PRESENT | verified | more);
        said.extend_from_slice(&self.counter.to_be_bytes());
        said
    }
}

/// Bytes as they are written in JSON.
pub(crate) fn text(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}
