//! Double opt-in: what a form sends to an address before it is believed.

use serde::{Deserialize, Serialize};

use crate::rules::{self, LIST, SHORT_TEXT};
use crate::{Check, Checker, FieldTarget, FormDefinition, FormLanguage, Localized, Problem, is_false};

/// That a form asks for a confirmation by mail, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct DoubleOptIn {
    /// The subject of the mail; of placeholders only `{company}`.
    pub subject: Localized,
    /// The text of the mail: plain, with `{link}` and, where wanted, `{company}`. Nothing that a visitor typed can stand in it.
    pub body: Localized,
    /// Where a visitor may be led after confirming: the first unless the form's page names another one of them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub redirects: Vec<String>,
    /// Whether the network address is kept from which the link was confirmed.
    #[serde(skip_serializing_if = "is_false")]
    pub keep_address: bool,
}

/// What a mail says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailText {
    /// The subject, one line.
    pub subject: String,
    /// The text.
    pub body: String,
}

const LINK: &str = "{link}";
const COMPANY: &str = "{company}";

impl DoubleOptIn {
    /// The texts that stand ready.
    pub fn standard() -> Self {
        Self {
            subject: Localized::new("Please confirm your e-mail address", "Bitte bestätigen Sie Ihre E-Mail-Adresse"),
            body: Localized::new(
                "Hello,\n\nthis address was entered in a form of {company}. Please confirm that it was you:\n\n{link}\n\nThe link holds for 48 hours. If it was not you, do nothing: what was entered is deleted, and you get no further mail.\n\n{company}\n",
                "Guten Tag,\n\ndiese Adresse wurde in einem Formular von {company} eingegeben. Bitte bestätigen Sie, dass Sie das waren:\n\n{link}\n\nDer Link gilt 48 Stunden. Wenn Sie es nicht waren, tun Sie nichts: Die Eingaben werden gelöscht, und Sie erhalten keine weitere Mail.\n\n{company}\n",
            ),
            redirects: Vec::new(),
            keep_address: false,
        }
    }

    /// The mail in a language.
    pub fn mail(&self, language: impl Into<FormLanguage> + Copy, link: &str, company: &str) -> MailText {
        // A company is one line; what it says is put in last, so that no placeholder in it is one.
        let company: String = company.chars().filter(|c| !c.is_control()).collect();
        let subject = self.subject.text(language).replace(COMPANY, &company);
        let body = self.body.text(language).replace(LINK, link).replace(COMPANY, &company);
        MailText { subject, body }
    }

    /// Where to lead a visitor whose page asks for this address; never to one that is not on the list.
    pub fn redirect(&self, wanted: Option<&str>) -> Option<&str> {
        let mut known = self.redirects.iter().filter(|known| !known.is_empty());
        let named = wanted.and_then(|wanted| known.clone().find(|known| *known == wanted));
        named.or(known.next()).map(String::as_str)
    }
}

/// Scheme, host and port of a web address, where they are of the plain kind that can stand in a header.
pub fn plain_origin(url: &str) -> Option<&str> {
    let (scheme, rest) = url.split_once("://")?;
    let length = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b':' | b'[' | b']');
    let right = matches!(scheme, "https" | "http") && length > 0 && rest.bytes().take(length).all(plain);
    right.then(|| url.get(..scheme.len() + 3 + length)).flatten()
}

impl FormDefinition {
    /// The name under which a page says where to lead a visitor after confirming.
    pub const REDIRECT: &str = "cc-redirect";

    /// What the visitor typed into the field whose answer is the card's e-mail address.
    pub fn email_of<'a>(&self, value: impl Fn(&str) -> Option<&'a str>) -> Option<&'a str> {
        let field = self.fields.iter().find(|field| field.target == Some(FieldTarget::Email))?;
        value(&field.name).map(str::trim).filter(|address| !address.is_empty())
    }

    /// Whether what a double opt-in needs is asked: a consent, and an address.
    fn asks_for_address(&self) -> bool {
        let address = self.fields.iter().any(|field| field.required && field.target == Some(FieldTarget::Email));
        address && self.consent.as_ref().is_some_and(|consent| consent.required)
    }

    pub(crate) fn check_opt_in(&self, checker: &mut Checker) {
        let Some(opt_in) = &self.double_opt_in else { return };
        if !self.asks_for_address() {
            checker.rule("double_opt_in", Err(Problem::AddressAndConsent));
        }
        checker.inside("double_opt_in", |checker| opt_in.check_with(checker));
    }
}

impl Check for DoubleOptIn {
    fn check_with(&self, checker: &mut Checker) {
        let subject = |text: &str| {
            rules::line(text, SHORT_TEXT)?;
            placeholders(text, &[COMPANY])
        };
        let body = |text: &str| {
            rules::lines(text, 10 * SHORT_TEXT)?;
            placeholders(text, &[LINK, COMPANY])?;
            (text.matches(LINK).count() == 1).then_some(()).ok_or(Problem::Placeholder)
        };
        localized(checker, "subject", &self.subject, subject);
        localized(checker, "body", &self.body, body);
        if self.redirects.len() > LIST as usize {
            return checker.rule("redirects", Err(Problem::TooMany { max: LIST }));
        }
        checker.inside("redirects", |checker| {
            for (index, url) in self.redirects.iter().enumerate().filter(|(_, url)| !url.is_empty()) {
                let plain = || plain_origin(url).map(|_| ()).ok_or(Problem::Url);
                checker.rule(&index.to_string(), rules::url(url).and_then(|()| plain()));
            }
        });
    }
}

fn localized(checker: &mut Checker, member: &str, text: &Localized, rule: impl Fn(&str) -> Result<(), Problem>) {
    if text.is_empty() {
        return checker.rule(&format!("{member}/en"), Err(Problem::Required));
    }
    checker.inside(member, |checker| {
        for (language, text) in text.0.iter().filter(|(_, text)| !text.is_empty()) {
            checker.rule(language, rule(text));
        }
    });
}

/// Of what stands in braces, only these words.
fn placeholders(text: &str, known: &[&str]) -> Result<(), Problem> {
    let rest = known.iter().fold(text.to_owned(), |text, word| text.replace(word, ""));
    if rest.contains(['{', '}']) { Err(Problem::Placeholder) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;

    fn form(opt_in: DoubleOptIn) -> FormDefinition {
        FormDefinition { double_opt_in: Some(opt_in), ..FormDefinition::contact() }
    }

    fn wrong(form: &FormDefinition) -> Vec<String> {
        form.check().into_iter().map(|error| error.field).collect()
    }

    #[test]
    fn the_texts_that_stand_ready_are_right_and_name_only_link_and_company() {
        assert_eq!(wrong(&form(DoubleOptIn::standard())), Vec::<String>::new());
        let mail = DoubleOptIn::standard().mail(Language::De, "https://a.example/doi/x", "{link}\r\nBcc: x");
        assert_eq!(mail.body.matches("https://a.example/doi/x").count(), 1);
        assert!(!mail.body.contains('\r') && mail.body.contains("{link}Bcc: x"));
    }

    #[test]
    fn other_placeholders_two_links_and_strange_redirects_are_refused() {
        let opt_in = DoubleOptIn {
            subject: Localized::new("Hello {name}", ""),
            body: Localized::new("{link} {link}", "ohne"),
            redirects: vec!["https://a.example/x".into(), "javascript:1".into(), "https://u@a.example".into()],
            keep_address: false,
        };
        let expected = ["subject/en", "body/de", "body/en", "redirects/1", "redirects/2"];
        assert_eq!(wrong(&form(opt_in)), expected.map(|field| format!("/double_opt_in/{field}")));
    }

    #[test]
    fn without_an_address_and_a_consent_nothing_can_be_confirmed() {
        let form = FormDefinition { consent: None, ..form(DoubleOptIn::standard()) };
        assert_eq!(wrong(&form), ["/double_opt_in"]);
    }

    #[test]
    fn a_visitor_is_led_only_where_the_form_allows() {
        let redirects = vec!["https://a.example/thanks".to_owned(), "https://b.example/".to_owned()];
        let opt_in = DoubleOptIn { redirects, ..DoubleOptIn::default() };
        assert_eq!(opt_in.redirect(Some("https://b.example/")), Some("https://b.example/"));
        assert_eq!(opt_in.redirect(Some("https://evil.example/")), Some("https://a.example/thanks"));
        assert_eq!(DoubleOptIn::default().redirect(Some("https://b.example/")), None);
        assert_eq!(plain_origin("https://a.example:8080/x?y"), Some("https://a.example:8080"));
        assert_eq!(plain_origin("https://a.example; script-src *"), None);
    }
}
