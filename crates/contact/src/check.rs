//! Checking whole records: every error at its field.

use crate::rules::{self, LIST, LONG_TEXT, SHORT_TEXT};
use crate::{
    Address, BusinessCard, CustomValues, Email, FieldError, FieldErrors, Image, Note, Organization, Person, Phone,
    Position, Problem, Relation,
};

pub(crate) mod form;

/// A record that knows its rules.
pub trait Check {
    /// All that is wrong with it; empty if nothing is.
    fn check(&self) -> FieldErrors {
        let mut checker = Checker::default();
        self.check_with(&mut checker);
        checker.errors
    }

    /// Tells the checker what is wrong with it.
    fn check_with(&self, checker: &mut Checker);
}

/// Collects errors, and knows which part of a record is being looked at.
#[derive(Debug, Default)]
pub struct Checker {
    path: String,
    errors: FieldErrors,
}

impl Checker {
    /// What was taken down.
    pub fn into_errors(self) -> FieldErrors {
        self.errors
    }

    /// Takes down what a rule says about a member of this part.
    pub fn rule(&mut self, member: &str, outcome: Result<(), Problem>) {
        if let Err(problem) = outcome {
            self.errors.push(FieldError { field: format!("{}/{member}", self.path), problem });
        }
    }

    /// Looks at a part of this part.
    pub fn inside(&mut self, part: impl std::fmt::Display, look: impl FnOnce(&mut Self)) {
        use std::fmt::Write as _;
        let length = self.path.len();
        // A String takes all that is written to it.
        _ = write!(self.path, "/{part}");
        look(self);
        self.path.truncate(length);
    }

    /// Looks at each entry of a list; a list that is too long is not looked at.
    pub fn each<T>(&mut self, list: &str, items: &[T], mut look: impl FnMut(&mut Self, &T)) {
        if items.len() > LIST as usize {
            return self.rule(list, Err(Problem::TooMany { max: LIST }));
        }
        if items.is_empty() {
            return;
        }
        self.inside(list, |checker| {
            for (index, item) in items.iter().enumerate() {
                checker.inside(index, |checker| look(checker, item));
            }
        });
    }

    fn short(&mut self, member: &str, text: &str) {
        self.rule(member, rules::line(text, SHORT_TEXT));
    }

    fn required(&mut self, member: &str, text: &str) {
        let outcome = if text.trim().is_empty() { Err(Problem::Required) } else { rules::line(text, SHORT_TEXT) };
        self.rule(member, outcome);
    }

    fn filled(&mut self, member: &str, text: &str, rule: fn(&str) -> Result<(), Problem>) {
        self.rule(member, if text.is_empty() { Ok(()) } else { rule(text) });
    }

    fn tags(&mut self, tags: &[String]) {
        self.words("tags", tags, Self::required);
    }

    fn words(&mut self, list: &str, words: &[String], look: fn(&mut Self, &str, &str)) {
        if words.len() > LIST as usize {
            return self.rule(list, Err(Problem::TooMany { max: LIST }));
        }
        self.inside(list, |checker| {
            for (index, word) in words.iter().enumerate() {
                look(checker, &index.to_string(), word);
            }
        });
    }

    fn custom(&mut self, values: &CustomValues) {
        if values.len() > LIST as usize {
            return self.rule("custom", Err(Problem::TooMany { max: LIST }));
        }
        self.inside("custom", |checker| {
            for (key, value) in values {
                checker.rule(key.as_str(), value.check());
            }
        });
    }

    fn image(&mut self, member: &str, image: Option<&Image>) {
        let Some(image) = image else { return };
        let known = ["image/jpeg", "image/png", "image/webp", "image/gif"].contains(&image.media_type.as_str());
        let base64 = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'=');
        let right = known && image.data.len() <= rules::IMAGE as usize && image.data.bytes().all(base64);
        self.rule(member, right.then_some(()).ok_or(Problem::Image));
    }
}

/// By itself it is the picture of a record: what is wrong stands at `/image`.
impl Check for Image {
    fn check_with(&self, checker: &mut Checker) {
        checker.image("image", Some(self));
    }
}

impl Check for Person {
    fn check_with(&self, checker: &mut Checker) {
        if self.display_name().trim().is_empty() {
            checker.rule("name/family", Err(Problem::Required));
        }
        checker.inside("name", |checker| {
            let name = &self.name;
            checker.rule("formatted", rules::line(&name.formatted, 3 * SHORT_TEXT));
            for (member, text) in [
                ("salutation", &name.salutation),
                ("title", &name.title),
                ("honorific_prefix", &name.honorific_prefix),
                ("given", &name.given),
                ("additional", &name.additional),
                ("family", &name.family),
                ("honorific_suffix", &name.honorific_suffix),
                ("initials", &name.initials),
            ] {
                checker.short(member, text);
            }
        });
        checker.short("gender", &self.gender);
        checker.each("important_dates", &self.important_dates, |checker, date| checker.required("label", &date.label));
        checker.each("social_profiles", &self.social_profiles, |checker, profile| {
            checker.short("service", &profile.service);
            checker.rule("url", rules::line(&profile.url, rules::URL));
        });
        checker.each("web_addresses", &self.web_addresses, |checker, address| {
            checker.rule("url", rules::url(&address.url));
            checker.short("label", &address.label);
        });
        checker.tags(&self.tags);
        checker.each("personality_tags", &self.personality_tags, |checker, tag| {
            checker.required("text", &tag.text);
            checker.short("category", &tag.category);
        });
        checker.each("lifecycle", &self.lifecycle, |checker, stage| checker.required("stage", &stage.stage));
        checker.image("image", self.image.as_ref());
        checker.each("organizations", &self.organizations, |checker, place| checker.short("role", &place.role));
        checker.each("cards", &self.cards, |checker, card| card.check_with(checker));
        checker.custom(&self.custom);
        checker.rule("uid", rules::line(&self.uid, rules::URL));
    }
}

impl Check for BusinessCard {
    fn check_with(&self, checker: &mut Checker) {
        for (member, text) in [
            ("alternative_salutation", &self.alternative_salutation),
            ("alternative_title", &self.alternative_title),
            ("alternative_first_name", &self.alternative_first_name),
            ("alternative_last_name", &self.alternative_last_name),
            ("business", &self.business),
        ] {
            checker.short(member, text);
        }
        if let (Some(from), Some(to)) = (self.valid_from, self.valid_to)
            && from.year().is_some()
            && to.year().is_some()
            && to.to_string() < from.to_string()
        {
            checker.rule("valid_to", Err(Problem::EndsBeforeItBegins));
        }
        checker.each("phones", &self.phones, |checker, phone| phone.check_with(checker));
        checker.each("emails", &self.emails, |checker, email| email.check_with(checker));
        checker.each("positions", &self.positions, |checker, position| position.check_with(checker));
        checker.each("addresses", &self.addresses, |checker, address| address.check_with(checker));
    }
}

impl Check for Phone {
    fn check_with(&self, checker: &mut Checker) {
        checker.rule("number", rules::phone(&self.number));
        checker.short("label", &self.label);
    }
}

impl Check for Email {
    fn check_with(&self, checker: &mut Checker) {
        checker.rule("address", rules::email(&self.address));
        checker.short("label", &self.label);
    }
}

impl Check for Position {
    fn check_with(&self, checker: &mut Checker) {
        checker.short("position", &self.position);
        checker.short("department", &self.department);
    }
}

impl Check for Address {
    fn check_with(&self, checker: &mut Checker) {
        checker.rule("street", rules::lines(&self.street, SHORT_TEXT));
        checker.words("types", &self.types, Checker::short);
        for (member, text) in [
            ("additional", &self.additional),
            ("zip", &self.zip),
            ("city", &self.city),
            ("district", &self.district),
            ("city_addition", &self.city_addition),
            ("post_box", &self.post_box),
            ("federal_state", &self.federal_state),
            ("country", &self.country),
        ] {
            checker.short(member, text);
        }
        let code = |text: &str| match text.as_bytes() {
            [a, b] if a.is_ascii_uppercase() && b.is_ascii_uppercase() => Ok(()),
            _ => Err(Problem::Option),
        };
        checker.filled("country_code", &self.country_code, code);
    }
}

impl Check for Organization {
    fn check_with(&self, checker: &mut Checker) {
        checker.required("name", &self.name);
        checker.short("vat_number", &self.vat_number);
        checker.filled("email", &self.email, rules::email);
        checker.filled("phone", &self.phone, rules::phone);
        checker.filled("fax", &self.fax, rules::phone);
        checker.filled("website", &self.website, rules::url);
        checker.rule("note", rules::lines(&self.note, LONG_TEXT));
        checker.inside("address", |checker| self.address.check_with(checker));
        checker.each("branches", &self.branches, |checker, branch| {
            checker.required("name", &branch.name);
            checker.filled("phone", &branch.phone, rules::phone);
            checker.filled("fax", &branch.fax, rules::phone);
            checker.filled("email", &branch.email, rules::email);
            checker.inside("address", |checker| branch.address.check_with(checker));
        });
        checker.tags(&self.tags);
        checker.image("logo", self.logo.as_ref());
        checker.custom(&self.custom);
    }
}

impl Check for Relation {
    fn check_with(&self, checker: &mut Checker) {
        checker.inside("kind", |checker| {
            checker.required("forward", &self.kind.forward);
            checker.required("backward", &self.kind.backward);
        });
        if self.from == self.to {
            checker.rule("to", Err(Problem::Option));
        }
    }
}

impl Check for Note {
    fn check_with(&self, checker: &mut Checker) {
        checker.short("title", &self.title);
        checker.short("category", &self.category);
        let outcome =
            if self.text.trim().is_empty() { Err(Problem::Required) } else { rules::lines(&self.text, LONG_TEXT) };
        checker.rule("text", outcome);
    }
}

#[cfg(test)]
mod tests;
