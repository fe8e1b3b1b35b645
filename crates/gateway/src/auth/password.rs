//! Passwords: argon2id, off the threads that serve requests.

use std::num::NonZero;
use std::sync::{Arc, LazyLock};

use argon2::Argon2;
use argon2::password_hash::rand_core::OsRng;
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use calling_card_contact::{FieldError, Problem};
use tokio::sync::Semaphore;

use super::Staff;
use crate::store::tokens;
use crate::{AppState, Error, Result};

/// Fewest characters of a password.
pub const PASSWORD_MIN: usize = 10;
/// Most bytes of a password; hashing a longer one would cost too much.
const MAX_BYTES: usize = 1024;

/// What is wrong with a new password, at this field.
pub(super) fn check_password(field: &str, password: &str) -> Option<FieldError> {
    let distinct = password.chars().collect::<std::collections::BTreeSet<_>>().len();
    let problem = if password.len() > MAX_BYTES {
        Problem::TooLong { max: MAX_BYTES as u32 }
    } else if password.chars().count() < PASSWORD_MIN || distinct < 4 {
        Problem::Password { min: PASSWORD_MIN as u32 }
    } else {
        return None;
    };
    Some(FieldError { field: field.to_owned(), problem })
}

/// Hashes a new password (PHC string format).
pub async fn hash_password(password: String) -> Result<String> {
    if let Some(error) = check_password("/password", &password) {
        return Err(Error::Invalid(vec![error]));
    }
    let hash = move || {
        let salt = SaltString::generate(&mut OsRng);
        Argon2::default().hash_password(password.as_bytes(), &salt).map(|hash| hash.to_string())
    };
    in_turn(hash).await?.map_err(|error| Error::Internal(error.to_string()))
}

/// Whether a password belongs to a hash. Where there is no hash, the time of one is spent all the same,
/// so that nobody can tell which addresses are known.
pub(super) async fn verify_password(password: String, hash: Option<String>) -> Result<bool> {
    if password.len() > MAX_BYTES {
        return Ok(false);
    }
    let verify = move || {
        let known = hash.is_some();
        let hash = hash.unwrap_or_else(|| UNKNOWN.to_owned());
        PasswordHash::new(&hash).is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
            && known
    };
    in_turn(verify).await
}

/// Does what takes long when it is its turn: no more passwords are hashed at once than there are processors, for each takes 19 MiB. It is
/// done to its end where nobody waits for it any more, and so long it keeps its turn.
async fn in_turn<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    static TURNS: LazyLock<Arc<Semaphore>> =
        LazyLock::new(|| Arc::new(Semaphore::new(std::thread::available_parallelism().map_or(1, NonZero::get))));
    let turn = TURNS.clone().acquire_owned().await.map_err(|error| Error::Internal(error.to_string()))?;
    let work = move || {
        let _turn = turn;
        work()
    };
    tokio::task::spawn_blocking(work).await.map_err(|error| Error::Internal(error.to_string()))
}

/// Asks a member of staff for their password once more, before what protects their account is changed: who has found an open session does not
/// know it. A wrong one is refused at its field.
pub(super) async fn asked_anew(state: &AppState, staff: &Staff, (field, password): (&str, String)) -> Result<()> {
    // Counted by session: whoever has found one of them holds nobody up elsewhere.
    let key = (None, format!("anew by {}", tokens::hexadecimal(&tokens::hash(&staff.token))));
    state.sign_ins.pass(key.clone()).await?;
    if verify_password(password, Some(staff.user.password.clone())).await? {
        state.sign_ins.forget(&key).await?;
        return Ok(());
    }
    Err(Error::Invalid(vec![FieldError { field: field.into(), problem: Problem::Option }]))
}

/// A hash of nobody's password, with the default parameters.
const UNKNOWN: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$2gn5l1JBXa8mVVwEtNuVTQmwRQdIkIM0wjuxZGr0s6w";
