//! The built app, widget and worker, as files.

/// The built files.
#[derive(Debug, Default)]
pub struct Site;
