//! Fetching a page that somebody names, so that neither our network nor our memory is at their command: only http and
//! https, only addresses of the public internet (each that a name has, and each that is led to), a size and a time.

use std::time::Duration;

use calling_card_api::websites::NotFetched;
use reqwest::{Client, Response};
use url::Url;

use super::Fetched;
use crate::reach::{self, Reach, Unasked};

/// Longest time that all of it may take.
const SECONDS: u64 = 10;
/// Most bytes of a page that are read.
const BYTES: usize = 1024 * 1024;
/// Most pages that one may lead on to.
const REDIRECTS: usize = 5;

/// How pages are fetched.
#[derive(Clone, Copy, Debug, Default)]
pub struct Fetch {
    /// Also from networks that are not the public internet: for a gateway whose websites are there.
    pub private: bool,
}

/// A page that was fetched.
#[derive(Debug)]
pub struct Page {
    /// Where it was found.
    pub url: Url,
    /// Its `Content-Security-Policy` headers.
    pub policies: Vec<String>,
    /// Its text, as far as it was read.
    pub text: String,
}

impl Fetch {
    /// The page of an address.
    pub async fn page(self, address: &str) -> Fetched<Page> {
        let whole = self.follow(address);
        tokio::time::timeout(Duration::from_secs(SECONDS), whole).await.unwrap_or(Err(NotFetched::Unreachable))
    }

    async fn follow(self, address: &str) -> Fetched<Page> {
        let mut url = Url::parse(address).map_err(|_| NotFetched::Address)?;
        for _ in 0..=REDIRECTS {
            let answer = self.ask(&url).await?;
            if !answer.status().is_redirection() {
                return read(url, answer).await;
            }
            let next = answer.headers().get("location").and_then(|next| next.to_str().ok());
            url = next.and_then(|next| url.join(next).ok()).ok_or(NotFetched::Refused)?;
        }
        Err(NotFetched::Redirects)
    }

    async fn ask(self, url: &Url) -> Fetched<Response> {
        let reach = Reach { private: self.private };
        reach.allows(url).map_err(|unasked| match unasked {
            Unasked::Address => NotFetched::Address,
            Unasked::Private => NotFetched::Private,
        })?;
        let client = reach.client(Client::builder().user_agent("Calling Card (website check)"));
        let client = client.map_err(|_| NotFetched::Unreachable)?;
        let failed = |error| if reach::was_private(&error) { NotFetched::Private } else { NotFetched::Unreachable };
        client.get(url.clone()).send().await.map_err(failed)
    }
}

async fn read(url: Url, mut answer: Response) -> Fetched<Page> {
    if !answer.status().is_success() {
        return Err(NotFetched::Refused);
    }
    let policies = answer.headers().get_all("content-security-policy").iter();
    let policies = policies.filter_map(|value| value.to_str().ok().map(str::to_owned)).collect();
    let mut bytes = Vec::new();
    while let Some(part) = answer.chunk().await.map_err(|_| NotFetched::Unreachable)? {
        bytes.extend_from_slice(part.get(..part.len().min(BYTES - bytes.len())).unwrap_or_default());
        if bytes.len() >= BYTES {
            break;
        }
    }
    Ok(Page { url, policies, text: String::from_utf8_lossy(&bytes).into_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_is_not_public_is_not_asked() {
        for (address, why) in [
            ("http://127.0.0.1:1/", NotFetched::Private),
            ("http://[::1]/", NotFetched::Private),
            ("http://0x7f000001/", NotFetched::Private),
            ("http://localhost/", NotFetched::Private),
            ("http://169.254.169.254/latest/meta-data", NotFetched::Private),
            ("file:///etc/passwd", NotFetched::Address),
            ("https://a:b@example.com/", NotFetched::Address),
            ("www.example.com", NotFetched::Address),
        ] {
            assert_eq!(Fetch::default().page(address).await.err(), Some(why), "{address}");
        }
    }
}
