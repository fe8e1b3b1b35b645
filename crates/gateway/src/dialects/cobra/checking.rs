//! What is sent and cannot be taken: all of it is told at once, each at its member.

use calling_card_contact::{Problem, rules};
use calling_card_crm::cobra::wire::TypeEntry;

use super::asked::MOST;
use super::lists::Known;
use super::{Found, Refusal};

/// What is wrong, and where.
#[derive(Debug, Default)]
pub(super) struct Checking {
    wrong: Vec<(String, Problem)>,
}

impl Checking {
    /// Refuses what is wrong, if anything is.
    pub(super) fn end(self) -> Found<()> {
        if self.wrong.is_empty() { Ok(()) } else { Err(Refusal::wrong(self.wrong)) }
    }

    /// Takes down what is wrong with a member.
    pub(super) fn wrong(&mut self, at: impl Into<String>, problem: Problem) {
        self.wrong.push((at.into(), problem));
    }

    /// Takes down what a rule says about a member.
    pub(super) fn rule(&mut self, at: &str, outcome: Result<(), Problem>) {
        if let Err(problem) = outcome {
            self.wrong(at, problem);
        }
    }

    /// Looks at a text that has 200 characters at most.
    pub(super) fn short(&mut self, at: &str, text: &Option<String>) {
        self.rule(at, text.as_deref().map_or(Ok(()), |text| rules::line(text, rules::SHORT_TEXT)));
    }

    /// Looks at ids of a body: at least one, and not too many.
    pub(super) fn several(&mut self, at: &str, ids: &[String]) {
        if ids.is_empty() {
            self.wrong(at, Problem::Required);
        }
        if ids.len() > MOST {
            self.wrong(at, Problem::TooMany { max: u32::try_from(MOST).unwrap_or(u32::MAX) });
        }
    }

    /// What an entry of a list says; none where nothing is said.
    pub(super) fn entry(&mut self, at: &str, entry: TypeEntry, known: &Known) -> Option<String> {
        let mut text = entry.text;
        trim(&mut text);
        let id = entry.id.filter(|id| !id.is_empty());
        if text.is_none()
            && let Some(id) = id
        {
            text = known.find(&id).map(|entry| entry.text.clone());
            if text.is_none() {
                self.wrong(format!("{at}.id"), Problem::Unknown);
                return None;
            }
        }
        self.short(at, &text);
        text
    }
}

/// Takes the spaces around a text away; one that says nothing is none.
pub(super) fn trim(text: &mut Option<String>) {
    *text = text.take().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
}
