//! Transfers: people on their way into another CRM.

mod deliveries;
mod list;
mod progress;
mod settle;
mod transfer;
mod words;

pub(crate) use list::TransfersPage;
pub(crate) use progress::{ProgressOf, watch};
pub(crate) use settle::SettleButtons;
pub(crate) use transfer::TransferPage;
pub(crate) use words::{DeliveryTag, lost_words};
