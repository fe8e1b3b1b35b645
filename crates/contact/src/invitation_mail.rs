//! The mail by which somebody is invited to an event.

use crate::{Event, Language, MailText};

/// What stands between the same in two languages.
const RULE: &str = "\n----------\n\n";

impl Event {
    /// The mail by which somebody is invited, with their link, in these languages one below the other. Only what staff have written
    /// stands in it: not even the name of who is invited, which may be what a visitor has typed.
    pub fn invitation(&self, languages: &[Language], link: &str, company: &str) -> MailText {
        let company: String = company.chars().filter(|c| !c.is_control()).collect();
        let first = languages.first().copied().unwrap_or_default();
        let subject = match first {
            Language::En => format!("Invitation: {}", self.title),
            Language::De => format!("Einladung: {}", self.title),
        };
        let rest = languages.iter().copied().filter(|language| *language != first);
        let texts: Vec<String> = [first].into_iter().chain(rest).map(|one| self.invited(one, link, &company)).collect();
        MailText { subject, body: texts.join(RULE) }
    }

    fn invited(&self, language: Language, link: &str, company: &str) -> String {
        let place = self.place_in_words("Online");
        let lines = [self.title.clone(), self.when(language.into()), place, self.price.clone()];
        let lines: Vec<String> = lines.into_iter().filter(|line| !line.trim().is_empty()).collect();
        let event = lines.join("\n");
        match language {
            Language::En => format!(
                "Hello,\n\n{company} invites you:\n\n{event}\n\nWith this link you book your place, or say that you cannot come:\n\n{link}\n\nIt is yours alone; please do not pass it on.\n\n{company}\n"
            ),
            Language::De => format!(
                "Guten Tag,\n\n{company} lädt Sie ein:\n\n{event}\n\nMit diesem Link buchen Sie Ihren Platz oder sagen ab:\n\n{link}\n\nEr gilt nur für Sie; bitte geben Sie ihn nicht weiter.\n\n{company}\n"
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invitation_says_what_when_and_where_in_each_language() {
        let event = Event {
            title: "Tasting".into(),
            begin: "2026-12-24T18:00".into(),
            end: "2026-12-24T20:30".into(),
            time_zone: "Europe/Berlin".into(),
            online: "https://meet.example/secret".into(),
            ..Event::default()
        };
        let both = event.invitation(&[Language::En, Language::De], "https://a.example/i", "ACME\r\nBcc: x");
        assert_eq!(both.subject, "Invitation: Tasting");
        assert_eq!(both.body.matches("https://a.example/i\n").count(), 2);
        assert!(both.body.contains("24 December 2026, 18:00–20:30") && both.body.contains("24. Dezember 2026"));
        assert!(!both.body.contains("secret") && !both.body.contains('\r'), "{}", both.body);
        let german = event.invitation(&[Language::De], "l", "ACME");
        assert_eq!((german.subject.as_str(), german.body.contains("Hello")), ("Einladung: Tasting", false));
        assert_eq!(event.invitation(&[], "l", "ACME").subject, "Invitation: Tasting");
    }
}
