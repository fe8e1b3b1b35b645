//! The dialects of other CRMs, without any input or output: what is sent and what is answered, for client and server alike.
//!
//! A dialect is a folder: `wire` has the vendor's names as the vendor spells them, `calls` the vendor's calls for both sides,
//! `mapping` what a person is there and back, `works` what takes one call or several. [`Account`] chooses between them.

mod areas;
mod beside;
mod credential;
mod dialect;
mod error;
mod exchange;
mod foreign;
mod kept;
mod multipart;
mod script;
mod undo;
mod work;

pub mod cobra;
pub mod emnify;
pub mod onlyoffice;
pub mod prove;
pub mod rogerroger;
pub mod samdock;

pub use areas::{Accepted, Drafts, Fields, KnownNote, Notes, Organizations, Sources, Unkept};
pub use beside::{Beside, patched};
pub use credential::Credential;
pub use dialect::{Account, Dialect, Making};
pub use error::{Error, Rejection};
pub use exchange::{Request, Response, retry_after};
pub use foreign::{Foreign, Listing, PeopleQuery};
pub use multipart::File;
pub use samdock::drafts::Draft;
pub use samdock::organizations::{Employed, Known as KnownOrganization};
pub use samdock::revising::Revision;
pub use work::{Step, Work};
