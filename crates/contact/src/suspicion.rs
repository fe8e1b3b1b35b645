//! Why a draft is held for review. Nothing is refused for these reasons: staff decide.

use serde::{Deserialize, Serialize};

use crate::Language;

/// A sign that a machine may have filled in the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Suspicion {
    /// Something was put into the field that people do not see.
    Trap,
    /// The browser did no proof of work, or a wrong one.
    NoProof,
    /// The proof of work was used before.
    ProofUsed,
    /// The form is for some websites only, and the browser did not say which one this came from.
    NoOrigin,
    /// It was sent within two seconds. A signal only: it holds nothing by itself.
    TooFast,
}

impl Suspicion {
    /// Whether a draft is held for this reason alone.
    pub fn holds(self) -> bool {
        self != Self::TooFast
    }

    /// The reasons to hold a draft, of all that was noticed.
    pub fn reasons(noticed: Vec<Self>) -> Vec<Self> {
        if noticed.iter().any(|suspicion| suspicion.holds()) { noticed } else { Vec::new() }
    }

    /// A sentence for staff.
    pub fn sentence(self, language: Language) -> &'static str {
        let (en, de) = match self {
            Self::Trap => (
                "A field that people do not see was filled in.",
                "Ein Feld, das Menschen nicht sehen, wurde ausgefüllt.",
            ),
            Self::NoProof => (
                "There is no valid proof of work. Browsers without JavaScript send none.",
                "Es fehlt ein gültiger Arbeitsnachweis. Browser ohne JavaScript senden keinen.",
            ),
            Self::ProofUsed => {
                ("The proof of work was used before.", "Der Arbeitsnachweis wurde schon einmal verwendet.")
            }
            Self::NoOrigin => {
                ("It is not known which website this came from.", "Es ist nicht bekannt, von welcher Website das kam.")
            }
            Self::TooFast => ("It was filled in within two seconds.", "Es wurde binnen zwei Sekunden ausgefüllt."),
        };
        match language {
            Language::En => en,
            Language::De => de,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Suspicion::*;
    use super::*;

    #[test]
    fn speed_alone_holds_nothing() {
        assert_eq!(Suspicion::reasons(vec![TooFast]), []);
        assert_eq!(Suspicion::reasons(vec![Trap, TooFast]), [Trap, TooFast]);
    }
}
