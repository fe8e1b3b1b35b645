//! The provider: what it says of itself, where a browser is led, and what its tokens prove.

use std::pin::Pin;
use std::time::Duration;

use openidconnect::core::{CoreAuthenticationFlow, CoreClient, CoreProviderMetadata, CoreUserInfoClaims};
use openidconnect::{
    AccessTokenHash, AsyncHttpClient, AuthorizationCode, ClientId, ClientSecret, CsrfToken, EndUserEmail, HttpRequest,
    HttpResponse, IssuerUrl, Nonce, OAuth2TokenResponse, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, Scope,
    TokenResponse,
};
use reqwest::Client;
use secrecy::{ExposeSecret, SecretString};
use url::{Host, Url};

use crate::reach::Reach;

/// Where a browser is led back to.
const CALLBACK: &str = "/auth/oidc/callback";
/// Most bytes of an answer of the provider's.
const BYTES: usize = 1024 * 1024;

/// What was configured of the provider.
#[derive(Clone, Debug)]
pub struct Oidc {
    /// Its issuer identifier, an address (`https://login.example.com`).
    pub issuer: String,
    /// The id that it has given us.
    pub client: String,
    /// The secret that it has given us.
    pub secret: SecretString,
    /// What staff call it.
    pub name: String,
}

/// Why nobody is signed in by it.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// What was configured is wrong.
    #[error("{0}")]
    Configured(String),
    /// The provider does not answer, or not as it has to.
    #[error("the provider: {0}")]
    Provider(String),
    /// Its token proves nothing to us.
    #[error("the token: {0}")]
    Token(String),
    /// It names nobody by an address that it has verified.
    #[error("it says no e-mail address that it has verified")]
    Unverified,
}

/// What this browser has begun: by what it is known again when it comes back.
pub(super) struct Begun {
    state: String,
    nonce: String,
    verifier: String,
}

impl Begun {
    /// As the browser keeps it.
    pub(super) fn text(&self) -> String {
        format!("{}.{}.{}", self.state, self.nonce, self.verifier)
    }

    /// What the browser has kept, where the provider names it.
    pub(super) fn read(text: &str, state: &str) -> Option<Self> {
        let mut parts = text.split('.').map(str::to_owned);
        let begun = Self { state: parts.next()?, nonce: parts.next()?, verifier: parts.next()? };
        (!state.is_empty() && begun.state == state && parts.next().is_none()).then_some(begun)
    }
}

/// What becomes of a request.
type Answering<'a> = Pin<Box<dyn Future<Output = Result<HttpResponse, Unanswered>> + Send + 'a>>;

/// The provider, and how it is reached.
#[derive(Debug)]
pub struct Provider {
    oidc: Oidc,
    http: Http,
}

impl Provider {
    /// What was configured, if it can be used: by http only on this machine.
    pub fn new(oidc: Oidc) -> Result<Self, Refused> {
        let wrong = |why: &str| Refused::Configured(format!("{} {why}", oidc.issuer));
        let url = Url::parse(&oidc.issuer).map_err(|_| wrong("is no web address"))?;
        let here = match url.host() {
            Some(Host::Domain(name)) => name == "localhost",
            Some(Host::Ipv4(address)) => address.is_loopback(),
            Some(Host::Ipv6(address)) => address.is_loopback(),
            None => false,
        };
        if url.scheme() != "https" && !(here && url.scheme() == "http") {
            return Err(wrong("is not asked by https"));
        }
        // The operator says where it is, so it may be in their own network. Redirects are not followed.
        let http = Reach { private: true }
            .client(Client::builder().timeout(Duration::from_secs(10)))
            .map_err(|error| Refused::Configured(error.to_string()))?;
        Ok(Self { oidc, http: Http(http) })
    }

    /// What staff call it.
    pub fn name(&self) -> &str {
        &self.oidc.name
    }

    /// Where a browser is led, and what it keeps meanwhile.
    pub(super) async fn begin(&self, base: &str) -> Result<(String, Begun), Refused> {
        let client = CoreClient::from_provider_metadata(self.metadata().await?, self.id(), Some(self.secret()))
            .set_redirect_uri(callback(base)?);
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let flow = CoreAuthenticationFlow::AuthorizationCode;
        let (url, state, nonce) = client
            .authorize_url(flow, CsrfToken::new_random, Nonce::new_random)
            .add_scope(Scope::new("email".into()))
            .set_pkce_challenge(challenge)
            .url();
        let begun =
            Begun { state: state.into_secret(), nonce: nonce.secret().clone(), verifier: verifier.into_secret() };
        Ok((url.into(), begun))
    }

    /// The verified e-mail address of whom the code is.
    pub(super) async fn finish(&self, base: &str, code: String, begun: Begun) -> Result<String, Refused> {
        let client = CoreClient::from_provider_metadata(self.metadata().await?, self.id(), Some(self.secret()))
            .set_redirect_uri(callback(base)?);
        let exchange = client
            .exchange_code(AuthorizationCode::new(code))
            .map_err(|error| Refused::Provider(error.to_string()))?
            .set_pkce_verifier(PkceCodeVerifier::new(begun.verifier));
        // What it says of a refusal could repeat what was sent.
        let answer =
            exchange.request_async(&self.http).await.map_err(|_| Refused::Provider("it gave no token".into()))?;
        let token = answer.id_token().ok_or(Refused::Token("there is no ID token".into()))?;
        let verifier = client.id_token_verifier();
        let wrong = |error: &dyn std::fmt::Display| Refused::Token(error.to_string());
        let claims = token.claims(&verifier, &Nonce::new(begun.nonce)).map_err(|error| wrong(&error))?;
        if let Some(expected) = claims.access_token_hash() {
            let algorithm = token.signing_alg().map_err(|error| wrong(&error))?;
            let key = token.signing_key(&verifier).map_err(|error| wrong(&error))?;
            let actual = AccessTokenHash::from_token(answer.access_token(), algorithm, key);
            if actual.map_err(|error| wrong(&error))? != *expected {
                return Err(Refused::Token("it is of another access token".into()));
            }
        }
        if claims.email().is_some() {
            return verified(claims.email(), claims.email_verified());
        }
        // Where there is an access token, providers say it by that alone (OpenID Connect Core section 5.4).
        let asked = client
            .user_info(answer.access_token().clone(), Some(claims.subject().clone()))
            .map_err(|error| Refused::Provider(error.to_string()))?;
        let told: Result<CoreUserInfoClaims, _> = asked.request_async(&self.http).await;
        let told = told.map_err(|_| Refused::Provider("it says nothing of the user".into()))?;
        verified(told.email(), told.email_verified())
    }

    /// What the provider says of itself now, with its keys.
    async fn metadata(&self) -> Result<CoreProviderMetadata, Refused> {
        let issuer =
            IssuerUrl::new(self.oidc.issuer.clone()).map_err(|error| Refused::Configured(error.to_string()))?;
        let found = CoreProviderMetadata::discover_async(issuer, &self.http).await;
        found.map_err(|error| Refused::Provider(error.to_string()))
    }

    fn id(&self) -> ClientId {
        ClientId::new(self.oidc.client.clone())
    }

    fn secret(&self) -> ClientSecret {
        ClientSecret::new(self.oidc.secret.expose_secret().to_owned())
    }
}

/// What asks the provider.
#[derive(Debug)]
struct Http(Client);

impl<'c> AsyncHttpClient<'c> for Http {
    type Error = Unanswered;
    type Future = Answering<'c>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(self.ask(request))
    }
}

impl Http {
    async fn ask(&self, request: HttpRequest) -> Result<HttpResponse, Unanswered> {
        let request = reqwest::Request::try_from(request).map_err(|_| Unanswered)?;
        let mut answer = self.0.execute(request).await.map_err(|_| Unanswered)?;
        let (status, headers) = (answer.status(), answer.headers().clone());
        let mut body = Vec::new();
        while let Some(part) = answer.chunk().await.map_err(|_| Unanswered)? {
            if body.len() + part.len() > BYTES {
                return Err(Unanswered);
            }
            body.extend_from_slice(&part);
        }
        let mut response = HttpResponse::new(body);
        (*response.status_mut(), *response.headers_mut()) = (status, headers);
        Ok(response)
    }
}

/// It has not answered, or too much.
#[derive(Debug, thiserror::Error)]
#[error("it does not answer")]
struct Unanswered;

fn verified(email: Option<&EndUserEmail>, verified: Option<bool>) -> Result<String, Refused> {
    let email = email.filter(|_| verified == Some(true));
    email.map(|email| email.as_str().to_owned()).ok_or(Refused::Unverified)
}

fn callback(base: &str) -> Result<RedirectUrl, Refused> {
    RedirectUrl::new(format!("{base}{CALLBACK}")).map_err(|error| Refused::Configured(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_asked_by_https_or_on_this_machine() {
        let provider = |issuer: &str| {
            let secret = SecretString::from("s".to_owned());
            Provider::new(Oidc { issuer: issuer.into(), client: "c".into(), secret, name: "n".into() }).is_ok()
        };
        assert!(
            provider("https://login.example.com") && provider("http://localhost:9000") && provider("http://127.0.0.1")
        );
        assert!(!provider("http://login.example.com") && !provider("login") && !provider("ftp://localhost"));
    }

    #[test]
    fn what_was_begun_elsewhere_is_not_gone_on_with() {
        let begun = Begun { state: "s".into(), nonce: "n".into(), verifier: "v".into() };
        let text = begun.text();
        assert!(
            Begun::read(&text, "s").is_some_and(|read| (read.nonce.as_str(), read.verifier.as_str()) == ("n", "v"))
        );
        for (text, state) in
            [(text.as_str(), "other"), (text.as_str(), ""), ("..", ""), ("s.n", "s"), ("s.n.v.x", "s"), ("", "")]
        {
            assert!(Begun::read(text, state).is_none(), "{text} {state}");
        }
    }
}
