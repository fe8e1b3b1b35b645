//! Running a dialect's work: what it wants to be sent is sent, again where nothing is risked by it.

use std::time::Duration;

use calling_card_crm::{Credential, Error, Making, Request, Response, Step, retry_after};
use http::{Method, StatusCode};
use secrecy::ExposeSecret;
use tokio::time::Instant;
use url::Url;

use super::line::{Signed, holds};
use super::{Failed, ForeignCrm, Pace};

/// Most bytes of an answer.
const BYTES: usize = 8 * 1024 * 1024;
/// How often something is sent in all.
const TRIES: u32 = 3;

/// How an exchange came to nothing.
struct Lost {
    /// That not a byte was sent.
    unsent: bool,
    why: String,
}

impl ForeignCrm {
    /// Runs a work. What was read in the last seconds may be said again, unless it has to be `fresh`.
    pub async fn run<T>(&self, making: Making<T>, fresh: bool) -> Result<T, Failed> {
        let mut work = making.map_err(|error| Failed::of(error, false))?;
        let (mut lost, mut wrote) = (None, false);
        let mut step = work.resume(None);
        loop {
            let request = match step {
                Ok(Step::Done(outcome)) => return Ok(outcome),
                Ok(Step::Send(request)) => *request,
                Ok(Step::Later(pause, request)) => {
                    tokio::time::sleep(pause).await;
                    *request
                }
                Err(error) => return Err(after(lost, error, wrote)),
            };
            let made = *request.method() == Method::POST;
            // What is taken back is waited for.
            let pace = if lost.is_some() { Pace::Transfer } else { self.pace };
            step = match self.ask(request, fresh, pace).await {
                Ok(response) => {
                    wrote |= made && response.status().is_success();
                    work.resume(Some(response))
                }
                Err(failed) => {
                    let why = failed.reason();
                    lost.get_or_insert(failed);
                    work.give_up(Error::Transport(why))
                }
            };
        }
    }

    async fn ask(&self, request: Request, fresh: bool, pace: Pace) -> Result<Response, Failed> {
        if !request.method().is_safe() {
            self.line.forget_recent();
            let outcome = self.send(request, pace).await;
            self.line.forget_recent();
            return outcome;
        }
        // What is told in one language is no answer in another.
        let question = format!("{} {}", self.language.tag(), request.uri());
        if let Some(said) = self.line.recent(&question).filter(|_| !fresh) {
            return Ok(said);
        }
        let response = self.send(request, pace).await?;
        if response.status().is_success() {
            self.line.keep(question, &response);
        }
        Ok(response)
    }

    /// Sends a request as often as it may be sent. What makes something new is sent once more only where it is certain that
    /// nothing was made.
    async fn send(&self, request: Request, pace: Pace) -> Result<Response, Failed> {
        let repeatable = *request.method() != Method::POST;
        let mut unknown = 0;
        let mut tries = 0;
        loop {
            tries += 1;
            let (signed, credential) = self.signed(&request).await?;
            self.line.turn(pace).await.map_err(Failed::Busy)?;
            let trouble = match self.exchange(signed).await {
                Ok(response) if response.status() == StatusCode::UNAUTHORIZED && unknown < ways(&credential) => {
                    unknown += 1;
                    self.forget_credential(credential, unknown > 1).await;
                    continue;
                }
                Ok(response) if matches!(response.status().as_u16(), 429 | 503) => {
                    let seconds = retry_after(&response).unwrap_or(1 << tries);
                    self.line.rest(seconds);
                    Failed::Busy(seconds)
                }
                Ok(response) if response.status().is_server_error() && !repeatable => {
                    return Err(Failed::InDoubt(response.status().to_string()));
                }
                Ok(response) if response.status().is_server_error() => {
                    Failed::Unreachable(response.status().to_string())
                }
                Ok(response) => return Ok(response),
                Err(lost) if lost.unsent || repeatable => Failed::Unreachable(lost.why),
                Err(lost) => return Err(Failed::InDoubt(lost.why)),
            };
            let wait = if let Failed::Busy(seconds) = trouble { seconds } else { u64::from(tries) };
            if tries >= TRIES || Duration::from_secs(wait) > pace.patience() {
                return Err(trouble);
            }
            // Who has to rest waits for their turn.
            if !matches!(trouble, Failed::Busy(_)) {
                tokio::time::sleep(Duration::from_millis(250 << tries)).await;
            }
        }
    }

    /// The request with who asks; and what says so, where it can be had anew.
    async fn signed(&self, request: &Request) -> Result<(Request, Option<Credential>), Failed> {
        let mut signed = request.clone();
        let credential = self.credential().await?;
        let said =
            credential.as_ref().map_or_else(|| self.secret.expose_secret(), |credential| credential.token.as_str());
        self.account.sign(&mut signed, said).map_err(|_| Failed::Credentials(String::new()))?;
        self.account.speak(&mut signed, self.language);
        Ok((signed, credential))
    }

    /// The CRM does not know this, unless another has it anew already. What is gone for good gives no next one either.
    async fn forget_credential(&self, old: Option<Credential>, for_good: bool) {
        let mut known = self.line.credential.lock().await;
        match &mut *known {
            Some(signed) if Some(&signed.with) == old.as_ref() && !for_good => signed.worn = true,
            Some(signed) if Some(&signed.with) == old.as_ref() => *known = None,
            _ => {}
        }
    }

    /// What calls are signed with, where it comes of the secret. Who needs it at the same time waits for the same one; one that the CRM
    /// is about to end is had anew.
    async fn credential(&self) -> Result<Option<Credential>, Failed> {
        let Some(making) = self.account.sign_in(self.secret.expose_secret()) else { return Ok(None) };
        let mut known = self.line.credential.lock().await;
        let (now, seconds) = (Instant::now(), self.connected.system.credential_seconds());
        if let Some(signed) = known.as_ref().filter(|signed| !signed.worn && holds(signed.since, now, seconds)) {
            return Ok(Some(signed.with.clone()));
        }
        let renewing = known.as_ref().and_then(|signed| self.account.renew(&signed.with));
        let renewed = match renewing {
            None => None,
            Some(renewing) => match self.obtain(renewing).await {
                Ok(with) => Some(with),
                Err(failed @ (Failed::Unreachable(_) | Failed::Busy(_))) => return Err(failed),
                // The secret is sent only where there is no other way.
                Err(_) => None,
            },
        };
        *known = None;
        let with = match renewed {
            Some(with) => with,
            None => self.obtain(making).await?,
        };
        *known = Some(Signed { with: with.clone(), since: now, worn: false });
        Ok(Some(with))
    }

    /// Runs a work that signs in.
    async fn obtain(&self, making: Making<Credential>) -> Result<Credential, Failed> {
        let mut work = making.map_err(|error| Failed::of(error, false))?;
        let mut answer = None;
        loop {
            match work.resume(answer.take()).map_err(|error| Failed::of(error, false))? {
                Step::Done(with) => return Ok(with),
                Step::Send(request) | Step::Later(_, request) => {
                    self.line.turn(self.pace).await.map_err(Failed::Busy)?;
                    answer = Some(self.exchange(*request).await.map_err(|lost| Failed::Unreachable(lost.why))?);
                }
            }
        }
    }

    /// Sends a request once, and reads what is answered whole.
    async fn exchange(&self, request: Request) -> Result<Response, Lost> {
        let unsent = |why: String| Lost { unsent: true, why };
        let root = self.account.root(&self.connected.address, &request).trim_end_matches('/');
        let (head, body) = request.into_parts();
        let url = Url::parse(&format!("{root}{}", head.uri)).map_err(|error| unsent(error.to_string()))?;
        self.reach.allows(&url).map_err(|unasked| unsent(unasked.to_string()))?;
        let client = self.line.client(self.reach).map_err(|error| unsent(words(&error)))?;
        let sent = client.request(head.method, url).headers(head.headers).body(body).send().await;
        let lost = |error: reqwest::Error| Lost { unsent: error.is_connect(), why: words(&error) };
        let mut answer = sent.map_err(lost)?;
        let mut bytes = Vec::new();
        while let Some(part) = answer.chunk().await.map_err(lost)? {
            bytes.extend_from_slice(&part);
            if bytes.len() > BYTES {
                return Err(Lost { unsent: false, why: "it answers more than 8 MB".into() });
            }
        }
        let mut response = Response::new(bytes);
        *response.status_mut() = answer.status();
        std::mem::swap(response.headers_mut(), answer.headers_mut());
        Ok(response)
    }
}

/// In how many ways a credential that is not known any more can be had anew: by itself, and with the secret.
fn ways(credential: &Option<Credential>) -> u32 {
    credential.as_ref().map_or(0, |credential| 1 + u32::from(credential.refresh.is_some()))
}

/// What came of a work that ended with an error; `lost` is the first exchange of it that came to nothing.
fn after(lost: Option<Failed>, error: Error, wrote: bool) -> Failed {
    match (lost, error) {
        // Nothing of it is there any more.
        (Some(Failed::InDoubt(why)), Error::TakenBack(_)) => Failed::Unreachable(why),
        (Some(lost), Error::TakenBack(_) | Error::Transport(_)) => lost,
        (_, error) => Failed::of(error, wrote),
    }
}

/// What was wrong, without the address: it may hold more than it should.
fn words(error: &reqwest::Error) -> String {
    if crate::reach::was_private(error) {
        return crate::reach::Unasked::Private.to_string();
    }
    let why = match () {
        () if error.is_timeout() => "it did not answer in time",
        () if error.is_connect() => "nothing answers at its address",
        () => "the line was cut",
    };
    why.to_owned()
}
