//! Who has tried to sign in by a password how often, so that guessing is slow and nobody is locked out by the guesses of others.
//!
//! A browser that is known is counted by itself. All others are counted by their network and the account, by their network, and by the
//! account: who guesses from many networks finds the door of that account closed to browsers that are not known, and to no others.

use std::net::IpAddr;
use std::time::Duration;

use super::Throttle;
use crate::Result;
use crate::store::Store;

/// How long tries are remembered.
const SPAN: Duration = Duration::from_secs(600);
/// Most tries of one browser, or from one network at one account.
const OF_ONE: u32 = 10;
/// Most tries at one account from all networks.
const AT_ACCOUNT: u32 = 50;
/// Most tries from one network at all accounts.
const FROM_NETWORK: u32 = 100;

/// The browser by which somebody tries to sign in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Browser {
    /// One by which the member of staff has signed in before.
    Known(String),
    /// Any other: its network address.
    Other(Option<IpAddr>),
}

/// The tries of all.
#[derive(Debug)]
pub struct Guesses {
    known: Throttle<(String, String)>,
    at_from: Throttle<(Option<IpAddr>, String)>,
    at: Throttle<String>,
    from: Throttle<Option<IpAddr>>,
}

impl Guesses {
    /// None so far; counted as `Throttle::together` says.
    pub fn new(store: &Store) -> Self {
        Self {
            known: Throttle::new(OF_ONE, SPAN).together(store, "guesses by a known browser"),
            at_from: Throttle::new(OF_ONE, SPAN).together(store, "guesses at an account from a network"),
            at: Throttle::new(AT_ACCOUNT, SPAN).together(store, "guesses at an account"),
            from: Throttle::new(FROM_NETWORK, SPAN).together(store, "guesses from a network"),
        }
    }

    /// Counts a try at an account; refuses it where there were too many.
    pub async fn pass(&self, browser: &Browser, account: &str) -> Result<()> {
        match browser {
            Browser::Known(name) => self.known.pass((name.clone(), account.to_owned())).await,
            Browser::Other(address) => {
                // What is refused at one counter is counted at none after it.
                self.from.pass(*address).await?;
                self.at_from.pass((*address, account.to_owned())).await?;
                self.at.pass(account.to_owned()).await
            }
        }
    }

    /// Forgets what whoever was right now has tried; what others have tried at the account stays counted.
    pub async fn forget(&self, browser: &Browser, account: &str) -> Result<()> {
        match browser {
            Browser::Known(name) => self.known.forget(&(name.clone(), account.to_owned())).await,
            Browser::Other(address) => self.at_from.forget(&(*address, account.to_owned())).await,
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test that cannot go on shall stop")]
mod tests {
    use super::*;

    fn elsewhere(last: u8) -> Browser {
        Browser::Other(Some(IpAddr::from([203, 0, 113, last])))
    }

    /// Who counts by itself.
    async fn guesses(data: &std::path::Path) -> Guesses {
        Guesses::new(&Store::open(data).await.unwrap())
    }

    #[tokio::test]
    async fn others_lock_nobody_out_of_a_browser_that_is_known() {
        let data = tempfile::tempdir().unwrap();
        let guesses = guesses(data.path()).await;
        let mut refused = 0;
        for last in (0..30).flat_map(|last| [last; 9]) {
            refused += u32::from(guesses.pass(&elsewhere(last), "ann").await.is_err());
        }
        assert_eq!(refused, 30 * 9 - 50, "of all networks together so many pass");
        assert!(guesses.pass(&elsewhere(200), "ann").await.is_err());
        assert!(guesses.pass(&elsewhere(200), "ben").await.is_ok(), "another account is another");
        let known = Browser::Known("a".into());
        for _ in 0..10 {
            assert!(guesses.pass(&known, "ann").await.is_ok());
        }
        assert!(guesses.pass(&known, "ann").await.is_err(), "who has found the browser guesses no more than others");
        guesses.forget(&known, "ann").await.unwrap();
        assert!(guesses.pass(&known, "ann").await.is_ok() && guesses.pass(&elsewhere(201), "ann").await.is_err());
    }

    #[tokio::test]
    async fn who_tries_one_password_at_many_accounts_is_slowed_down() {
        let data = tempfile::tempdir().unwrap();
        let guesses = guesses(data.path()).await;
        let mut passed = 0;
        for account in 0..500 {
            passed += u32::from(guesses.pass(&elsewhere(1), &account.to_string()).await.is_ok());
        }
        assert_eq!(passed, 100);
        assert!(guesses.pass(&elsewhere(2), "1").await.is_ok());
    }
}
