//! Which network addresses are asked: those of the public internet, unless the operator says otherwise. Each address that a
//! name has is looked at as it is connected to, so that nothing changes in between.

use std::error::Error;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::redirect::Policy;
use reqwest::{Client, ClientBuilder};
use url::{Host, Url};

/// Which network addresses are asked.
#[derive(Clone, Copy, Debug, Default)]
pub struct Reach {
    /// Also those that are not of the public internet.
    pub private: bool,
}

/// Why an address is not asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unasked {
    /// It is none of http or https, or names a user.
    #[error("this is no address of the web")]
    Address,
    /// It is not on the public internet.
    #[error("this address is not on the public internet")]
    Private,
}

impl Reach {
    /// Whether an address may be asked, as far as it can be told without looking names up.
    pub fn allows(self, url: &Url) -> Result<(), Unasked> {
        if !matches!(url.scheme(), "http" | "https") || !url.username().is_empty() || url.password().is_some() {
            return Err(Unasked::Address);
        }
        match url.host().ok_or(Unasked::Address)? {
            Host::Ipv4(address) => self.allows_address(address.into()),
            Host::Ipv6(address) => self.allows_address(address.into()),
            Host::Domain(_) => Ok(()),
        }
    }

    /// What sends requests: to no other addresses, through no proxy, and it follows no redirects.
    pub fn client(self, builder: ClientBuilder) -> reqwest::Result<Client> {
        builder.redirect(Policy::none()).no_proxy().dns_resolver(Arc::new(self)).build()
    }

    fn allows_address(self, address: IpAddr) -> Result<(), Unasked> {
        if self.private || is_public(address) { Ok(()) } else { Err(Unasked::Private) }
    }
}

impl Resolve for Reach {
    fn resolve(&self, name: Name) -> Resolving {
        let reach = *self;
        Box::pin(async move {
            let found: Vec<SocketAddr> = tokio::net::lookup_host((name.as_str(), 0)).await?.collect();
            found.iter().try_for_each(|address| reach.allows_address(address.ip()))?;
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}

/// Whether nothing was asked because of where it is.
pub fn was_private(error: &reqwest::Error) -> bool {
    let mut source = error.source();
    while let Some(error) = source {
        if error.downcast_ref::<Unasked>().is_some() {
            return true;
        }
        source = error.source();
    }
    false
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
}
