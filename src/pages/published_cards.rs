//! Business cards that are published.

mod choice;
mod link;
mod list;
mod publish;
mod sharing;

pub(crate) use link::PublishLink;
pub(crate) use list::PublishedCardsPage;
pub(crate) use publish::PublishPage;
