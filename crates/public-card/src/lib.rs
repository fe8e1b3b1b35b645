//! A published business card as a Leptos component.
//!
//! It takes a [`PublicCard`](calling_card_contact::PublicCard), which is all that it could show. One tree, three hosts: the gateway
//! renders it as a page, the embed builds it in a shadow root, and the app shows it while one chooses what is public. It fetches nothing.

mod icon;
mod links;
mod public_card_view;
mod words;

pub use public_card_view::{Places, PublicCardView, QrPath};

/// The card's style, below the class `cc-card`; it inherits the font of the page that it stands on.
pub const STYLE: &str = include_str!("../style.css");
