//! The inbound forms as page and embed, and what comes in through them.
