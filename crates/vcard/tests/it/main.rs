//! vCards as a whole: what is written is read again, by us and by the strict reader; what others wrote is read.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on shall stop")]

mod corpus;
mod exporters;
mod round_trip;
