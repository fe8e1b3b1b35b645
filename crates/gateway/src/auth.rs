//! Sign-in, sessions and who may do what.
