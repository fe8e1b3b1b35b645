//! What can go wrong between us and a CRM.

/// Why a call came to nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The request cannot be made of what was given.
    #[error("the request cannot be written: {0}")]
    Build(String),
    /// The CRM was not reached, or has not answered to the end.
    #[error("the CRM cannot be reached: {0}")]
    Transport(String),
    /// The CRM has refused.
    #[error("the CRM has refused ({}): {}", .0.status, .0.message)]
    Rejected(Rejection),
    /// It has failed on the way, and it is not known what of it is done, or what was done could not be taken back.
    #[error("it is not known whether it is done: {0}")]
    InDoubt(String),
    /// What was answered is not what the CRM says it answers.
    #[error("the CRM's answer cannot be read: {0}")]
    Decode(String),
    /// It has failed on the way, and what was done before was taken back.
    #[error("{0}; what was done before was taken back")]
    TakenBack(Box<Error>),
}

/// What a CRM says when it refuses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rejection {
    /// The HTTP status code.
    pub status: u16,
    /// Its words.
    pub message: String,
    /// What is wrong with single members: JSON Pointers into our person or note, and the CRM's words.
    pub fields: Vec<(String, String)>,
    /// After how many seconds it may be tried again (`Retry-After`).
    pub retry_after: Option<u64>,
}
