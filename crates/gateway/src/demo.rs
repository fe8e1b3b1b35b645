//! Believable people for trying Calling Card out.
