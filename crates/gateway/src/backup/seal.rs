//! Sealing backups: the format of age (<https://age-encryption.org/v1>), for recipients of X25519 or by a passphrase. Whoever makes the backup
//! cannot open it: the key is elsewhere.

use std::io::{BufReader, Read, Write};
use std::path::Path;
use std::str::FromStr;

use age::secrecy::ExposeSecret;
use age::{Decryptor, Encryptor};
use secrecy::SecretString;

use super::BackupError;

/// How a sealed file begins.
const BEGINNING: &[u8] = b"age-encryption.org/v1\n";

/// For whom a backup is sealed.
pub enum Seal {
    /// For nobody: it lies open.
    Open,
    /// For these; each of them opens it.
    To(Vec<age::x25519::Recipient>),
    /// For who knows the passphrase.
    Passphrase(SecretString),
}

impl Seal {
    /// For recipients, as they are written (`age1…`).
    pub fn to(recipients: &[String]) -> Result<Self, BackupError> {
        let read = |text: &String| {
            age::x25519::Recipient::from_str(text.trim()).map_err(|_| BackupError::Recipient(text.clone()))
        };
        Ok(Self::To(recipients.iter().map(read).collect::<Result<_, _>>()?))
    }

    /// Seals what is read; writes it, and answers what it was written into.
    pub(super) fn seal<W: Write>(&self, mut from: impl Read, into: W) -> std::io::Result<W> {
        let encryptor = match self {
            Self::Open => {
                let mut into = into;
                std::io::copy(&mut from, &mut into)?;
                return Ok(into);
            }
            Self::Passphrase(passphrase) => Encryptor::with_user_passphrase(passphrase.clone()),
            Self::To(recipients) => {
                let recipients = recipients.iter().map(|recipient| recipient as &dyn age::Recipient);
                Encryptor::with_recipients(recipients).map_err(std::io::Error::other)?
            }
        };
        let mut writer = encryptor.wrap_output(into)?;
        std::io::copy(&mut from, &mut writer)?;
        writer.finish()
    }
}

/// What opens a backup.
pub enum Opening {
    /// Nothing: it lies open.
    Nothing,
    /// These keys; one of them is enough.
    Keys(Vec<age::x25519::Identity>),
    /// A passphrase.
    Passphrase(SecretString),
}

impl Opening {
    /// The keys in a file, as `calling-card key backup` or age-keygen writes it.
    pub fn keys(file: &Path) -> Result<Self, BackupError> {
        let text = std::fs::read_to_string(file).map_err(BackupError::file(file))?;
        let keys: Vec<_> = text.lines().filter_map(|line| age::x25519::Identity::from_str(line.trim()).ok()).collect();
        if keys.is_empty() { Err(BackupError::Identity(file.to_owned())) } else { Ok(Self::Keys(keys)) }
    }

    /// The passphrase in a file: its first line.
    pub fn passphrase(file: &Path) -> Result<Self, BackupError> {
        passphrase(file).map(Self::Passphrase)
    }

    /// Writes what a backup holds.
    pub(super) fn open(&self, mut backup: std::fs::File, into: &mut impl Write) -> Result<(), BackupError> {
        let mut beginning = Vec::with_capacity(BEGINNING.len());
        let mut buffered = BufReader::with_capacity(1 << 16, &mut backup);
        let unread = |error: std::io::Error| BackupError::Unopened(error.to_string());
        buffered.by_ref().take(BEGINNING.len() as u64).read_to_end(&mut beginning).map_err(unread)?;
        let sealed = beginning == BEGINNING;
        let all = beginning.as_slice().chain(buffered);
        if !sealed {
            return std::io::copy(&mut { all }, into).map(drop).map_err(unread);
        }
        let unopened = |error: age::DecryptError| BackupError::Unopened(error.to_string());
        let decryptor = Decryptor::new_buffered(all).map_err(unopened)?;
        let mut opened = match self {
            Self::Nothing => return Err(BackupError::Sealed),
            Self::Keys(keys) => decryptor.decrypt(keys.iter().map(|key| key as &dyn age::Identity)),
            Self::Passphrase(passphrase) => {
                let identity = age::scrypt::Identity::new(passphrase.clone());
                decryptor.decrypt(std::iter::once(&identity as &dyn age::Identity))
            }
        }
        .map_err(unopened)?;
        std::io::copy(&mut opened, into).map(drop).map_err(unread)
    }
}

/// The first line of a file.
pub fn passphrase(file: &Path) -> Result<SecretString, BackupError> {
    let text = std::fs::read_to_string(file).map_err(BackupError::file(file))?;
    let line = text.lines().next().unwrap_or_default().trim().to_owned();
    if line.is_empty() {
        let empty = std::io::Error::new(std::io::ErrorKind::InvalidData, "its first line is empty");
        return Err(BackupError::File(file.to_owned(), empty));
    }
    Ok(line.into())
}

/// A new key, in the way in which age-keygen writes it: who is sealed for, as a comment, and the key.
pub fn new_key() -> String {
    let identity = age::x25519::Identity::generate();
    format!("# public key: {}\n{}\n", identity.to_public(), identity.to_string().expose_secret())
}
