//! The organization's own sign-in, as it is named when the gateway starts.

use std::path::PathBuf;

use calling_card_gateway::auth::{Oidc, Provider};
use clap::Args;

use super::Failure;

/// The organization's own sign-in (OpenID Connect).
#[derive(Args)]
pub struct OidcOptions {
    /// The issuer of the organization's own sign-in (OpenID Connect), as `https://login.example.com`. It leads back to `/auth/oidc/callback`.
    #[arg(long, env = "CALLING_CARD_OIDC_ISSUER", requires_all = ["oidc_client", "oidc_secret_file"])]
    oidc_issuer: Option<String>,
    /// The client id that it has given.
    #[arg(long, env = "CALLING_CARD_OIDC_CLIENT")]
    oidc_client: Option<String>,
    /// The file with the client secret that it has given.
    #[arg(long, env = "CALLING_CARD_OIDC_SECRET_FILE")]
    oidc_secret_file: Option<PathBuf>,
    /// What staff call it.
    #[arg(long, env = "CALLING_CARD_OIDC_NAME", default_value = "OpenID Connect")]
    oidc_name: String,
}

impl OidcOptions {
    /// The provider, if there is one.
    pub fn provider(&self) -> Result<Option<Provider>, Failure> {
        let (Some(issuer), Some(client), Some(file)) = (&self.oidc_issuer, &self.oidc_client, &self.oidc_secret_file)
        else {
            return Ok(None);
        };
        let secret = std::fs::read_to_string(file)
            .map_err(|error| Failure(format!("The client secret in {} cannot be read ({error}).", file.display())))?;
        let secret = secret.trim().to_owned().into();
        let oidc = Oidc { issuer: issuer.clone(), client: client.clone(), secret, name: self.oidc_name.clone() };
        Provider::new(oidc)
            .map(Some)
            .map_err(|error| Failure(format!("The organization's sign-in cannot be used: {error}.")))
    }
}
