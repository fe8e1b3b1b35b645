//! Sign-in, sessions and who may do what.

mod by_password;
mod cookie;
mod cross_site;
mod device;
mod guesses;
mod oidc;
mod passkeys;
mod password;
pub mod roles;
mod routes;
mod sessions;
mod staff;
mod throttle;
mod totp;
mod user_agent;
mod welcome;

pub use cross_site::refuse_cross_site;
pub use guesses::Guesses;
pub use oidc::{Begins, FROM_NETWORK, Oidc, Provider, Refused};
pub use password::{PASSWORD_MIN, hash_password};
pub use routes::{check_user, routes};
pub use staff::Staff;
pub use throttle::Throttle;
