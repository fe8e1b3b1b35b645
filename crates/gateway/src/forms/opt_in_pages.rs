//! The pages of confirming and withdrawing: one look, a heading, a sentence that says what to do, and at most one button.

mod words;

use axum::http::StatusCode;
use axum::response::Response;
use calling_card_contact::FormLanguage;
use leptos::html;
use leptos::prelude::*;

use super::page;
use crate::store::opt_ins::withdraw_token;
use words::{Said, Words};

/// What is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Page {
    /// Asks for the confirmation.
    Ask,
    /// It was confirmed just now.
    Confirmed,
    /// It was confirmed before.
    ConfirmedBefore,
    /// The link is too old.
    Expired,
    /// There is no such link.
    Unknown,
    /// Asks whether to withdraw.
    AskToWithdraw,
    /// It is withdrawn.
    Withdrawn,
}

impl Page {
    fn status(self) -> StatusCode {
        match self {
            Self::Expired => StatusCode::GONE,
            Self::Unknown => StatusCode::NOT_FOUND,
            _ => StatusCode::OK,
        }
    }

    /// Heading and sentence.
    fn said(self, words: &Words) -> Said {
        match self {
            Self::Ask => words.ask,
            Self::Confirmed => words.confirmed,
            Self::ConfirmedBefore => words.confirmed_before,
            Self::Expired => words.expired,
            Self::Unknown => words.unknown,
            Self::AskToWithdraw => words.ask_to_withdraw,
            Self::Withdrawn => words.withdrawn,
        }
    }

    /// The words on the button, where there is one.
    fn button(self, words: &Words) -> Option<&'static str> {
        match self {
            Self::Ask => Some(words.confirm),
            Self::AskToWithdraw => Some(words.withdraw),
            _ => None,
        }
    }

    fn leads_to_withdrawal(self) -> bool {
        matches!(self, Self::Confirmed | Self::ConfirmedBefore)
    }
}

/// A page; `token` is that of its own link.
pub(super) fn show(what: Page, language: FormLanguage, token: &str) -> Response {
    let words = Words::of(language);
    let (heading, sentence) = what.said(words);
    let body = Owner::new().with(|| {
        // The form is sent to the address of the page, which holds the token.
        let button = what
            .button(words)
            .map(|words| html::form().attr("method", "post").child(html::button().attr("type", "submit").child(words)));
        let (withdraw, _) = words.ask_to_withdraw;
        let link = what.leads_to_withdrawal().then(|| {
            let address = format!("/withdraw/{}", withdraw_token(token));
            html::p().attr("class", "aside").child(html::a().attr("href", address).child(withdraw))
        });
        html::div()
            .attr("class", "opt-in")
            .child((html::h1().attr("class", "message").child(heading), html::p().child(sentence), button, link))
            .to_html()
    });
    page::page(what.status(), language, heading, &body)
}

#[cfg(test)]
mod tests {
    use calling_card_contact::Language;

    use super::*;

    #[test]
    fn only_what_asks_has_a_button() {
        for (page, button) in [
            (Page::Ask, Some("Bestätigen")),
            (Page::Confirmed, None),
            (Page::ConfirmedBefore, None),
            (Page::Expired, None),
            (Page::Unknown, None),
            (Page::AskToWithdraw, Some("Widerrufen")),
            (Page::Withdrawn, None),
        ] {
            assert_eq!(page.button(Words::of(Language::De.into())), button, "{page:?}");
        }
    }
}
