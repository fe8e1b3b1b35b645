//! Fetching a page that somebody names, so that neither our network nor our memory is at their command: only http and
//! https, only addresses of the public internet (each that a name has, and each that is led to), a size and a time.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

use calling_card_api::websites::NotFetched;
use reqwest::redirect::Policy;
use reqwest::{Client, Response};
use url::{Host, Url};

use super::Fetched;

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

    /// Asks for one address. The connection goes to the very addresses that were looked at, whatever a name says a moment later.
    async fn ask(self, url: &Url) -> Fetched<Response> {
        if !matches!(url.scheme(), "http" | "https") || !url.username().is_empty() || url.password().is_some() {
            return Err(NotFetched::Address);
        }
        let port = url.port_or_known_default().ok_or(NotFetched::Address)?;
        let (name, addresses) = match url.host().ok_or(NotFetched::Address)? {
            Host::Ipv4(address) => (None, vec![SocketAddr::new(address.into(), port)]),
            Host::Ipv6(address) => (None, vec![SocketAddr::new(address.into(), port)]),
            Host::Domain(name) => {
                let found = tokio::net::lookup_host((name, port)).await.map_err(|_| NotFetched::Unreachable)?;
                (Some(name), found.collect())
            }
        };
        if addresses.is_empty() {
            return Err(NotFetched::Unreachable);
        }
        if !self.private && !addresses.iter().all(|address| is_public(address.ip())) {
            return Err(NotFetched::Private);
        }
        let mut builder =
            Client::builder().redirect(Policy::none()).no_proxy().user_agent("Calling Card (website check)");
        if let Some(name) = name {
            builder = builder.resolve_to_addrs(name, &addresses);
        }
        let client = builder.build().map_err(|_| NotFetched::Unreachable)?;
        client.get(url.clone()).send().await.map_err(|_| NotFetched::Unreachable)
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

/// Whether an address is one of the public internet (IANA's special-purpose registries).
fn is_public(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let special = matches!(
        (a, b, c),
        (0 | 10 | 127, ..)
            | (100, 64..=127, _)
            | (169, 254, _)
            | (172, 16..=31, _)
            | (192, 0, 0 | 2)
            | (192, 88, 99)
            | (192, 168, _)
            | (198, 18 | 19, _)
            | (198, 51, 100)
            | (203, 0, 113)
            | (224.., ..)
    );
    !special
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let segments = address.segments();
    // Of what carries an IPv4 address (NAT64, 6to4), that counts.
    let carried = match segments {
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] | [0x2002, high, low, ..] => Some((high, low)),
        _ => None,
    };
    if let Some((high, low)) = carried {
        let [a, b] = high.to_be_bytes();
        let [c, d] = low.to_be_bytes();
        return is_public_v4(Ipv4Addr::new(a, b, c, d));
    }
    // Of 2000::/3, which is all that is given out, not what is for documentation and for protocols.
    let given_out = segments[0] & 0xe000 == 0x2000;
    let special = matches!(segments, [0x2001, 0..=0x1ff, ..] | [0x2001, 0xdb8, ..] | [0x3fff, 0..=0xfff, ..]);
    given_out && !special
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_public_internet_is_public() {
        for address in ["1.1.1.1", "93.184.216.34", "2606:4700::1111", "64:ff9b::101:101", "::ffff:1.1.1.1"] {
            assert!(address.parse().is_ok_and(is_public), "{address}");
        }
        for address in [
            "0.0.0.0",
            "10.1.2.3",
            "100.64.0.1",
            "127.0.0.1",
            "169.254.169.254",
            "172.16.0.1",
            "192.168.0.1",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "fe80::1",
            "fc00::1",
            "ff02::1",
            "2001:db8::1",
            "2002:7f00:1::",
            "64:ff9b::7f00:1",
            "::ffff:127.0.0.1",
            "::ffff:169.254.169.254",
        ] {
            assert!(address.parse().is_ok_and(|address| !is_public(address)), "{address}");
        }
    }

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
