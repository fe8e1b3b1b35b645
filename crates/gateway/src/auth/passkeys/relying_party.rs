//! For whom passkeys are made: the address under which staff reach the gateway, as it is configured. Never as a request says it.

use url::Url;
use webauthn_rp::request::{AsciiDomain, RpId};

use crate::state::Config;
use crate::{Error, Result};

/// For whom passkeys are made.
pub(super) struct RelyingParty {
    /// The host, to which browsers tie passkeys. One that is no domain they refuse.
    pub(super) id: RpId,
    /// The origin of the pages that may ask for them.
    pub(super) origin: String,
}

impl RelyingParty {
    /// The configured address, or else that at which the gateway listens.
    pub(super) fn of(config: &Config) -> Result<Self> {
        let base = config.link_base();
        let broken = || Error::Internal(format!("no passkeys can be made for {base:?}, which is no web address"));
        let url = Url::parse(base).map_err(|_| broken())?;
        let host = url.host_str().ok_or_else(broken)?.to_owned();
        let id = AsciiDomain::try_from(host).map(RpId::Domain).map_err(|_| broken())?;
        Ok(Self { id, origin: url.origin().ascii_serialization() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn party(public: Option<&str>) -> Option<(String, String)> {
        let local_url = "http://localhost:8080".to_owned();
        let config = Config { public_url: public.map(str::to_owned), local_url, ..Config::default() };
        RelyingParty::of(&config).ok().map(|party| (party.id.into(), party.origin))
    }

    #[test]
    fn it_is_what_was_configured() {
        let some = |id: &str, origin: &str| Some((id.to_owned(), origin.to_owned()));
        assert_eq!(party(None), some("localhost", "http://localhost:8080"));
        assert_eq!(party(Some("https://cards.example")), some("cards.example", "https://cards.example"));
        assert_eq!(party(Some("https://cards.example:443")), some("cards.example", "https://cards.example"));
        assert_eq!(
            party(Some("https://Büro.example:8443/x")),
            some("xn--bro-hoa.example", "https://xn--bro-hoa.example:8443")
        );
        assert_eq!(party(Some("cards.example")), None);
    }
}
