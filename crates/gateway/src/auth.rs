//! Sign-in, sessions and who may do what.

mod cookie;
mod cross_site;
mod password;
mod routes;
mod staff;
mod throttle;

pub use cross_site::refuse_cross_site;
pub use password::{PASSWORD_MIN, hash_password};
pub use routes::{check_user, routes};
pub use staff::Staff;
pub use throttle::Throttle;
