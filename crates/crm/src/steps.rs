//! What the frame of several calls is called elsewhere.
pub(crate) use crate::script::{Exchange as Line, script as steps};
