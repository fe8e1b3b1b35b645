//! The inbound form as a Leptos component.
//!
//! It is a real `<form method="post">` and needs no script. One tree, three hosts: the gateway renders it as a page, the
//! embed builds it in a shadow root, and whoever uses the components shows it as they like. It fetches nothing and knows no clock.

mod contact_form;
mod control;
mod field;
mod words;

pub use contact_form::{ContactForm, EventShown, Filled, InvitationShown};
pub use words::{EventWords, SaidOfFiles, Words};

/// The form's style, below the class `cc-form`; it inherits the font of the page that it stands on.
pub const STYLE: &str = include_str!("../style.css");

/// What a form that asks for files needs besides.
pub const FILES_STYLE: &str = include_str!("../files.css");

/// What a form that books a place needs besides.
pub const EVENT_STYLE: &str = include_str!("../event.css");

#[cfg(test)]
mod tests {
    use calling_card_contact::Theme;

    #[test]
    fn the_model_knows_the_colours_of_the_style() {
        let style = super::STYLE.replace("#fff,", "#ffffff,");
        for (member, day, night) in Theme::members() {
            let rule = format!("var(--cc-{}, light-dark({day}, {night}))", member.replace('_', "-"));
            assert!(style.contains(&rule), "{rule}");
        }
    }
}
