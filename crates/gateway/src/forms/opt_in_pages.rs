//! The pages of confirming and withdrawing: one look, a heading, a sentence that says what to do, and at most one button.

use axum::http::StatusCode;
use axum::response::Response;
use calling_card_contact::Language;
use leptos::html;
use leptos::prelude::*;

use super::page;
use crate::store::opt_ins::withdraw_token;

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
    fn words(self, language: Language) -> (&'static str, &'static str) {
        let (en, de) = match self {
            Self::Ask => (
                (
                    "Confirm your e-mail address",
                    "Your address was entered in one of our forms. Was it you? Then confirm it here. If it was not you, close this page: what was entered is deleted.",
                ),
                (
                    "E-Mail-Adresse bestätigen",
                    "Ihre Adresse wurde in einem unserer Formulare eingegeben. Waren Sie das? Dann bestätigen Sie es hier. Wenn nicht, schließen Sie diese Seite: Die Eingaben werden gelöscht.",
                ),
            ),
            Self::Confirmed => (
                ("Thank you, your address is confirmed", "There is nothing more to do. You can close this page."),
                ("Danke, Ihre Adresse ist bestätigt", "Mehr ist nicht zu tun. Sie können diese Seite schließen."),
            ),
            Self::ConfirmedBefore => (
                ("Your address is confirmed already", "All is well: once is enough. You can close this page."),
                (
                    "Ihre Adresse ist schon bestätigt",
                    "Alles in Ordnung: Einmal genügt. Sie können diese Seite schließen.",
                ),
            ),
            Self::Expired => (
                (
                    "This link is too old",
                    "It held for 48 hours, and what was entered is deleted. Please fill in the form once more; you then get a new link.",
                ),
                (
                    "Dieser Link ist abgelaufen",
                    "Er galt 48 Stunden, und die Eingaben sind gelöscht. Bitte füllen Sie das Formular noch einmal aus; Sie erhalten dann einen neuen Link.",
                ),
            ),
            Self::Unknown => (
                (
                    "This link is not known",
                    "Perhaps a part of it is missing. Please copy the whole link from the mail, or fill in the form once more.",
                ),
                (
                    "Dieser Link ist nicht bekannt",
                    "Vielleicht fehlt ein Teil. Bitte kopieren Sie den ganzen Link aus der Mail, oder füllen Sie das Formular noch einmal aus.",
                ),
            ),
            Self::AskToWithdraw => (
                (
                    "Withdraw your consent",
                    "We then no longer use your details for what you agreed to. What was done until now stays lawful.",
                ),
                (
                    "Einwilligung widerrufen",
                    "Wir verwenden Ihre Angaben dann nicht mehr für das, worin Sie eingewilligt haben. Was bis jetzt geschah, bleibt rechtmäßig.",
                ),
            ),
            Self::Withdrawn => (
                ("Your consent is withdrawn", "We have taken it down. There is nothing more to do."),
                ("Ihre Einwilligung ist widerrufen", "Wir haben es festgehalten. Mehr ist nicht zu tun."),
            ),
        };
        match language {
            Language::En => en,
            Language::De => de,
        }
    }

    /// The words on the button, where there is one.
    fn button(self, language: Language) -> Option<&'static str> {
        match (self, language) {
            (Self::Ask, Language::En) => Some("Confirm"),
            (Self::Ask, Language::De) => Some("Bestätigen"),
            (Self::AskToWithdraw, Language::En) => Some("Withdraw"),
            (Self::AskToWithdraw, Language::De) => Some("Widerrufen"),
            _ => None,
        }
    }

    fn leads_to_withdrawal(self) -> bool {
        matches!(self, Self::Confirmed | Self::ConfirmedBefore)
    }
}

/// A page; `token` is that of its own link.
pub(super) fn show(what: Page, language: Language, token: &str) -> Response {
    let (heading, sentence) = what.words(language);
    let body = Owner::new().with(|| {
        // The form is sent to the address of the page, which holds the token.
        let button = what
            .button(language)
            .map(|words| html::form().attr("method", "post").child(html::button().attr("type", "submit").child(words)));
        let withdraw = match language {
            Language::En => "Withdraw your consent",
            Language::De => "Einwilligung widerrufen",
        };
        let link = what.leads_to_withdrawal().then(|| {
            let address = format!("/withdraw/{}", withdraw_token(token));
            html::p().attr("class", "aside").child(html::a().attr("href", address).child(withdraw))
        });
        html::div()
            .attr("class", "opt-in")
            .child((html::h1().attr("class", "message").child(heading), html::p().child(sentence), button, link))
            .to_html()
    });
    page::page(what.status(), language.into(), heading, &body)
}

#[cfg(test)]
mod tests {
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
            assert_eq!(page.button(Language::De), button, "{page:?}");
        }
    }
}
