//! Secrets of connections, encrypted with XChaCha20-Poly1305 (RFC 8439 with a nonce of 192 bits). The key is in a file or in
//! the environment, never in the database: who has a copy of the database has no secret.
//!
//! What is sealed: a byte for this format, four that tell the key, the nonce, the ciphertext. It opens only in its place.

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use chacha20poly1305::aead::{Aead, AeadCore, KeyInit, OsRng, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};

use crate::disk;

/// The format of what is sealed.
const FORMAT: u8 = 1;
/// How many bytes tell the key.
const NAME: usize = 4;
/// How many bytes the nonce has.
const NONCE: usize = 24;

/// Where the keys are.
#[derive(Clone, Debug)]
pub enum KeySource {
    /// In a file, one a line, the newest first; it is made when it is first needed.
    File(PathBuf),
    /// Said by the environment, with commas between, the newest first.
    Text(SecretString),
}

/// Seals secrets and opens them.
#[derive(Debug)]
pub struct Vault {
    source: KeySource,
    keys: Mutex<Vec<SealingKey>>,
}

/// Why a secret cannot be sealed or opened.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// The file of the keys cannot be read or written.
    #[error("the key file {0} cannot be used ({1})")]
    File(PathBuf, std::io::Error),
    /// A key is none.
    #[error("a key is 32 bytes in Base64; `calling-card key new` prints one")]
    Key,
    /// It was sealed with a key that is not there any more, or it was changed.
    #[error("a secret cannot be opened: its key is missing")]
    Sealed,
}

#[derive(Clone)]
struct SealingKey {
    name: [u8; NAME],
    cipher: XChaCha20Poly1305,
}

/// Which keys are wanted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Keys {
    /// Those that are known, if any are.
    Known,
    /// Those that are there now.
    Anew,
    /// Those that are there now; where there never was one, one is made.
    ToSeal,
}

impl std::fmt::Debug for SealingKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SealingKey").field("name", &self.name).finish_non_exhaustive()
    }
}

impl Vault {
    /// A vault with the keys that are there.
    pub fn new(source: KeySource) -> Self {
        Self { source, keys: Mutex::default() }
    }

    /// Seals a secret for a place; it opens nowhere else.
    pub fn seal(&self, place: &str, secret: &SecretString) -> Result<Vec<u8>, VaultError> {
        // The keys may have been changed since they were read: what a dropped one seals is never opened again.
        let keys = self.keys(Keys::ToSeal)?;
        let key = keys.first().ok_or(VaultError::Key)?;
        let nonce = XChaCha20Poly1305::generate_nonce(&mut OsRng);
        let content = Payload { msg: secret.expose_secret().as_bytes(), aad: place.as_bytes() };
        let sealed = key.cipher.encrypt(&nonce, content).map_err(|_| VaultError::Sealed)?;
        Ok([&[FORMAT], key.name.as_slice(), nonce.as_slice(), &sealed].concat())
    }

    /// Opens what was sealed for a place.
    pub fn open(&self, place: &str, sealed: &[u8]) -> Result<SecretString, VaultError> {
        let known = self.keys(Keys::Known)?;
        self.open_with(&known, place, sealed).or_else(|_| {
            // The keys may have been changed since they were read.
            self.open_with(&self.keys(Keys::Anew)?, place, sealed)
        })
    }

    /// Makes a new key and keeps the old ones beside it, so that what they sealed can still be opened.
    pub fn add_key(&self) -> Result<(), VaultError> {
        let KeySource::File(file) = &self.source else { return Ok(()) };
        let old = read(file)?.unwrap_or_default();
        write(file, &format!("{}\n{old}", new_key()))?;
        self.forget();
        Ok(())
    }

    /// Drops all keys but the newest.
    pub fn drop_old_keys(&self) -> Result<(), VaultError> {
        let KeySource::File(file) = &self.source else { return Ok(()) };
        let newest = read(file)?.and_then(|text| text.lines().next().map(str::to_owned)).ok_or(VaultError::Key)?;
        write(file, &format!("{newest}\n"))?;
        self.forget();
        Ok(())
    }

    fn open_with(&self, keys: &[SealingKey], place: &str, sealed: &[u8]) -> Result<SecretString, VaultError> {
        let (head, content) = sealed.split_at_checked(1 + NAME + NONCE).ok_or(VaultError::Sealed)?;
        let key = keys.iter().find(|key| head.starts_with(&[FORMAT]) && head[1..=NAME] == key.name);
        let key = key.ok_or(VaultError::Sealed)?;
        let content = Payload { msg: content, aad: place.as_bytes() };
        let opened = key.cipher.decrypt(XNonce::from_slice(&head[1 + NAME..]), content);
        let text = String::from_utf8(opened.map_err(|_| VaultError::Sealed)?).map_err(|_| VaultError::Sealed)?;
        Ok(text.into())
    }

    fn forget(&self) {
        self.keys.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clear();
    }

    fn keys(&self, which: Keys) -> Result<Vec<SealingKey>, VaultError> {
        let mut keys = self.keys.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if keys.is_empty() || which != Keys::Known {
            *keys = match &self.source {
                KeySource::Text(text) => parse(text.expose_secret())?,
                KeySource::File(file) => match read(file)? {
                    Some(text) => parse(&text)?,
                    // A file that is away is no new vault: another key opens nothing of what the known ones have sealed.
                    None if !keys.is_empty() => {
                        return Err(VaultError::File(file.clone(), std::io::ErrorKind::NotFound.into()));
                    }
                    None if which == Keys::ToSeal => {
                        let key = new_key();
                        write(file, &format!("{key}\n"))?;
                        parse(&key)?
                    }
                    None => Vec::new(),
                },
            };
        }
        Ok(keys.clone())
    }
}

/// A new key, in Base64.
pub fn new_key() -> String {
    BASE64_STANDARD.encode(XChaCha20Poly1305::generate_key(&mut OsRng))
}

fn parse(text: &str) -> Result<Vec<SealingKey>, VaultError> {
    let entries = text.split([',', '\n']).map(str::trim).filter(|entry| !entry.is_empty());
    entries
        .map(|entry| {
            let bytes = BASE64_STANDARD.decode(entry).ok().filter(|bytes| bytes.len() == 32).ok_or(VaultError::Key)?;
            let digest = Sha256::digest(&bytes);
            let mut name = [0; NAME];
            name.copy_from_slice(&digest[..NAME]);
            Ok(SealingKey { name, cipher: XChaCha20Poly1305::new(Key::from_slice(&bytes)) })
        })
        .collect()
}

fn read(file: &Path) -> Result<Option<String>, VaultError> {
    match std::fs::read_to_string(file) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(VaultError::File(file.to_owned(), error)),
    }
}

fn write(file: &Path, text: &str) -> Result<(), VaultError> {
    disk::write_whole(file, text.as_bytes()).map_err(|error| VaultError::File(file.to_owned(), error))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test that cannot go on shall stop")]
mod tests {
    use super::*;

    #[test]
    fn a_secret_opens_in_its_place_with_its_key() {
        let folder = tempfile::tempdir().unwrap();
        let source = KeySource::File(folder.path().join("calling-card.key"));
        let vault = Vault::new(source.clone());
        let sealed = vault.seal("a/rogerroger", &"k-1234".into()).unwrap();
        assert!(!sealed.windows(6).any(|part| part == b"k-1234"));
        assert_ne!(sealed, vault.seal("a/rogerroger", &"k-1234".into()).unwrap());
        assert_eq!(vault.open("a/rogerroger", &sealed).unwrap().expose_secret(), "k-1234");
        assert!(vault.open("b/rogerroger", &sealed).is_err(), "not in another place");
        let changed = |place: usize| {
            let mut changed = sealed.clone();
            changed[place] ^= 1;
            vault.open("a/rogerroger", &changed)
        };
        assert!((0..sealed.len()).all(|place| changed(place).is_err()), "not where a bit was changed");
        assert!(vault.open("a/rogerroger", &sealed[..10]).is_err());
        // Another gateway over the same file, which reads the keys anew where they have changed.
        let other = Vault::new(source);
        assert!(other.open("a/rogerroger", &sealed).is_ok());
        vault.add_key().unwrap();
        let anew = vault.seal("a/rogerroger", &"k-1234".into()).unwrap();
        assert_ne!(anew[1..=NAME], sealed[1..=NAME]);
        assert!(vault.open("a/rogerroger", &sealed).is_ok() && other.open("a/rogerroger", &anew).is_ok());
        vault.drop_old_keys().unwrap();
        assert!(vault.open("a/rogerroger", &sealed).is_err() && vault.open("a/rogerroger", &anew).is_ok());
        // What it seals after another program has changed the keys opens with those.
        other.add_key().unwrap();
        other.drop_old_keys().unwrap();
        let late = vault.seal("a/rogerroger", &"k-1234".into()).unwrap();
        assert!(Vault::new(vault.source.clone()).open("a/rogerroger", &late).is_ok());
        // A file that is away for a moment gets no other key.
        let file = folder.path().join("calling-card.key");
        let away = folder.path().join("away");
        std::fs::rename(&file, &away).unwrap();
        assert!(matches!(vault.seal("a/rogerroger", &"k-1234".into()), Err(VaultError::File(..))));
        assert!(!file.exists());
        assert!(vault.open("a/rogerroger", &late).is_ok(), "what is known opens meanwhile");
        std::fs::rename(&away, &file).unwrap();
        assert!(vault.seal("a/rogerroger", &"k-1234".into()).is_ok());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = std::fs::metadata(folder.path().join("calling-card.key")).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
    }

    #[test]
    fn keys_of_the_environment_are_checked() {
        let (old, new) = (new_key(), new_key());
        let before = Vault::new(KeySource::Text(old.clone().into()));
        let sealed = before.seal("a", &"secret".into()).unwrap();
        let both = Vault::new(KeySource::Text(format!("{new},{old}").into()));
        assert_eq!(both.open("a", &sealed).unwrap().expose_secret(), "secret");
        let short = Vault::new(KeySource::Text("c2hvcnQ=".to_owned().into()));
        assert!(matches!(short.seal("a", &"secret".into()), Err(VaultError::Key)));
    }
}
