//! Refusals in the envelope of all answers, in German or English.

use axum::http::{StatusCode, header};
use calling_card_api::ProblemKind;
use calling_card_contact::{FieldErrors, Language, Problem};
use calling_card_crm::Response;
use uuid::Uuid;

use super::super::with_header;
use super::answer::refused;
use crate::Error;

/// Most things that are told to be wrong.
const TOLD: usize = 20;
/// Most characters that are told of why a body cannot be read.
const SAID: usize = 200;

/// Why a call is refused.
#[derive(Debug)]
pub(super) enum Refusal {
    /// 400: what cannot be taken, and why.
    Content(Vec<Wrong>),
    /// 401: no token, or one that is none.
    Token,
    /// 401: the token is this tenant's, not that of the header.
    Tenant(Uuid),
    /// 404: there is nothing of this id, or at this address.
    NotFound,
    /// 405: the address takes these methods.
    Method(&'static str),
    /// The same, where they were looked up.
    Methods(String),
    /// 429: seconds until the next request is welcome.
    TooMany(u64),
    /// 500: our fault.
    Ours(Error),
}

/// A member that cannot be taken, and why.
#[derive(Debug)]
pub(super) struct Wrong {
    /// Where it stands: `cards[0].emails[1].mail`.
    at: String,
    what: What,
}

#[derive(Debug)]
enum What {
    /// By a rule of ours.
    Problem(Problem),
    /// In words: English and German.
    Said(String, String),
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        match error {
            Error::Problem(ProblemKind::NotFound) => Self::NotFound,
            Error::Problem(ProblemKind::Credentials) => Self::Token,
            Error::TooMany(seconds) => Self::TooMany(seconds),
            Error::Invalid(errors) => Self::of(&errors),
            other => Self::Ours(other),
        }
    }
}

impl Refusal {
    /// What is wrong with a member.
    pub(super) fn at(member: &str, problem: Problem) -> Self {
        Self::Content(vec![Wrong { at: member.to_owned(), what: What::Problem(problem) }])
    }

    /// The same in words: English and German.
    pub(super) fn said(member: &str, en: &str, de: &str) -> Self {
        Self::Content(vec![Wrong { at: member.to_owned(), what: What::Said(en.to_owned(), de.to_owned()) }])
    }

    /// That a body cannot be read, and why.
    pub(super) fn unread(why: &str) -> Self {
        let told: String = why.chars().filter(|c| !c.is_control()).take(SAID).collect();
        Self::said("body", &format!("It cannot be read: {told}."), &format!("Er kann nicht gelesen werden: {told}."))
    }

    /// All that is wrong, each at its member.
    pub(super) fn wrong(all: Vec<(String, Problem)>) -> Self {
        Self::Content(all.into_iter().map(|(at, problem)| Wrong { at, what: What::Problem(problem) }).collect())
    }

    /// What is wrong with a record of ours, at the members of theirs.
    pub(super) fn of(errors: &FieldErrors) -> Self {
        let wrong = |error: &calling_card_contact::FieldError| Wrong {
            at: theirs(&error.field),
            what: What::Problem(error.problem.clone()),
        };
        Self::Content(errors.iter().map(wrong).collect())
    }

    /// The same within an entry of a body that is a list.
    pub(super) fn within(self, entry: usize) -> Self {
        self.inside("", entry)
    }

    /// The same within an entry of a list that is a member.
    pub(super) fn inside(self, member: &str, entry: usize) -> Self {
        let inside = |wrong: Wrong| Wrong { at: format!("{member}[{entry}].{}", wrong.at), ..wrong };
        match self {
            Self::Content(all) => Self::Content(all.into_iter().map(inside).collect()),
            other => other,
        }
    }

    /// As the vendor answers it.
    pub(super) fn answer(self, language: Language) -> Response {
        let text = |en: &'static str, de: &'static str| if language == Language::De { de } else { en };
        match self {
            Self::Content(all) => {
                let each = all.iter().take(TOLD).map(|wrong| wrong.sentence(language));
                refused(StatusCode::BAD_REQUEST, &each.collect::<Vec<_>>().join(" "))
            }
            Self::Token => challenged(refused(
                StatusCode::UNAUTHORIZED,
                text(
                    "The token is missing, wrong or older than an hour.",
                    "Das Token fehlt, ist falsch oder älter als eine Stunde.",
                ),
            )),
            Self::Tenant(tenant) => {
                let words = text(
                    "X-Cobra-TenantId must be the tenant of the token",
                    "X-Cobra-TenantId muss der Mandant des Tokens sein",
                );
                challenged(refused(StatusCode::UNAUTHORIZED, &format!("{words}: {tenant}.")))
            }
            Self::NotFound => {
                refused(StatusCode::NOT_FOUND, text("There is no such record.", "Diesen Datensatz gibt es nicht."))
            }
            Self::Method(allowed) => Self::Methods(allowed.to_owned()).answer(language),
            Self::Methods(allowed) => {
                let words =
                    text("The address does not take this method.", "Diese Adresse nimmt diese Methode nicht an.");
                with_header(refused(StatusCode::METHOD_NOT_ALLOWED, words), header::ALLOW, &allowed)
            }
            Self::TooMany(seconds) => {
                let words = text("Too many requests.", "Zu viele Anfragen.");
                with_header(refused(StatusCode::TOO_MANY_REQUESTS, words), header::RETRY_AFTER, &seconds.to_string())
            }
            Self::Ours(error) => {
                tracing::error!(%error, "request failed");
                let words = text("Something went wrong here.", "Hier ist etwas schiefgegangen.");
                refused(StatusCode::INTERNAL_SERVER_ERROR, words)
            }
        }
    }
}

fn challenged(answer: Response) -> Response {
    with_header(answer, header::WWW_AUTHENTICATE, "Bearer")
}

impl Wrong {
    fn sentence(&self, language: Language) -> String {
        let what = match (&self.what, language) {
            (What::Problem(problem), language) => problem.sentence(language),
            (What::Said(_, de), Language::De) => de.clone(),
            (What::Said(en, _), Language::En) => en.clone(),
        };
        format!("{}: {what}", self.at)
    }
}

/// What the members of ours are called there; all others have the same name.
const MEMBERS: &[(&str, &str)] = &[
    ("honorific_prefix", "title"),
    ("given", "firstname"),
    ("family", "lastname"),
    ("important_dates", "importantDates"),
    ("label", "text"),
    ("social_profiles", "socialMedias"),
    ("service", "type"),
    ("url", "link"),
    ("tags", "orgaTags"),
    ("stage", "lifecycleId"),
    ("image", "file"),
    ("alternative_salutation", "alternativeSalutation"),
    ("alternative_title", "alternativeTitle"),
    ("alternative_first_name", "alternativeFirstname"),
    ("alternative_last_name", "alternativeLastname"),
    ("valid_from", "validFrom"),
    ("valid_to", "validTo"),
    ("positions", "businessPositions"),
    ("address", "mail"),
    ("additional", "streetAdditional"),
    ("district", "cityDistrict"),
    ("city_addition", "cityAddition"),
    ("post_box", "postboxNumber"),
    ("federal_state", "federalState"),
    ("country_code", "countryCode"),
    ("forward", "typeIdentifier"),
    ("backward", "typeIdentifier"),
];

/// Where a member of ours stands there: `/cards/0/emails/1/address` is `cards[0].emails[1].mail`.
pub(super) fn theirs(field: &str) -> String {
    let mut place = String::new();
    // The name is no member of its own there, and neither is a kind of relation.
    for part in field.split('/').filter(|part| !part.is_empty() && !matches!(*part, "name" | "kind")) {
        if part.bytes().all(|byte| byte.is_ascii_digit()) {
            place.push_str(&format!("[{part}]"));
            continue;
        }
        let known = MEMBERS.iter().find(|(ours, _)| *ours == part).map_or(part, |(_, theirs)| *theirs);
        if !place.is_empty() {
            place.push('.');
        }
        place.push_str(known);
    }
    if place.is_empty() { "body".to_owned() } else { place }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_member_is_told_where_it_stands_there() {
        for (ours, told) in [
            ("/name/family", "lastname"),
            ("/cards/0/emails/1/address", "cards[0].emails[1].mail"),
            ("/important_dates/2/label", "importantDates[2].text"),
            ("", "body"),
        ] {
            assert_eq!(theirs(ours), told);
        }
        let Refusal::Content(wrong) = Refusal::at("title", Problem::TooLong { max: 200 }).within(3) else { return };
        let told: Vec<String> = wrong.iter().map(|wrong| wrong.sentence(Language::De)).collect();
        assert!(told[0].starts_with("[3].title: ") && told[0].contains("200"), "{told:?}");
    }
}
