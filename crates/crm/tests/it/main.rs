//! The dialects against the vendors' contracts, and people there and back.

mod contract;
mod people;
mod rogerroger;
