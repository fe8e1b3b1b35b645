//! Running it: starting, stopping, and what is told meanwhile.

mod backups;
mod deploy;
mod doctor;
mod health;
mod logs;
mod metrics;
mod stopping;
mod traces;
