//! What of a company that is sent cannot be taken, and choices of lists in words.

use calling_card_contact::{self as contact, Check, FieldErrors, Problem, rules};
use calling_card_crm::cobra::wire::TypeEntry;

use super::super::checking::{Checking, trim};
use super::super::lists::Known;
use super::super::refusal::theirs;
use super::super::{Refusal, ids};
use super::fields::domain;
use super::lists::Lists;
use super::pieces::{self, Said};
use super::postal;
use super::wire::{Address, Choice, Email, Fields, LifecycleId, Phone};
use crate::Error;

impl Checking {
    /// What is written of a company at once. Empty texts say nothing, and choices become what their entries say.
    pub(super) fn fields(&mut self, sent: Fields, lists: &Lists) -> Fields {
        let mut said = sent;
        for text in [&mut said.name, &mut said.website, &mut said.domain, &mut said.vat_id, &mut said.customer_number] {
            trim(text);
        }
        if said.name.is_none() {
            self.wrong("name", Problem::Required);
        }
        for (at, text) in [("name", &said.name), ("vatId", &said.vat_id), ("customerNumber", &said.customer_number)] {
            self.short(at, text);
        }
        if let Some(website) = &said.website {
            let scheme = if website.contains("://") { "" } else { "https://" };
            self.rule("website", rules::url(&format!("{scheme}{website}")));
        }
        if said.domain.as_deref().is_some_and(|said| said.len() > 253 || domain(said).is_none()) {
            self.wrong("domain", Problem::Url);
        }
        for (at, choice, known) in [
            ("legalForm", &mut said.legal_form, &lists.legal_forms),
            ("industrySector", &mut said.industry_sector, &lists.industry_sectors),
            ("numberOfEmployees", &mut said.number_of_employees, &lists.employee_counts),
            ("numberOfCustomers", &mut said.number_of_customers, &lists.customer_counts),
        ] {
            *choice = self.choice(at, choice.take(), known);
        }
        let most = rules::LIST as usize;
        let (media, numbers) = (said.social_medias.iter().flatten(), said.reference_numbers.iter().flatten());
        for (at, count) in [("socialMedias", media.count()), ("referenceNumbers", numbers.count())] {
            if count > most {
                self.wrong(at, Problem::TooMany { max: rules::LIST });
            }
        }
        for (place, media) in said.social_medias.iter_mut().flatten().enumerate().take(most) {
            trim(&mut media.kind);
            trim(&mut media.link);
            self.short(&format!("socialMedias[{place}].type"), &media.kind);
            let link = media.link.as_deref().ok_or(Problem::Required).and_then(|link| rules::line(link, rules::URL));
            self.rule(&format!("socialMedias[{place}].link"), link);
        }
        for (place, number) in said.reference_numbers.iter_mut().flatten().enumerate().take(most) {
            let at = format!("referenceNumbers[{place}]");
            trim(&mut number.number);
            number.kind = self.choice(&format!("{at}.type"), number.kind.take(), &lists.reference_number_types);
            if number.number.is_none() {
                self.wrong(format!("{at}.number"), Problem::Required);
            }
            self.short(&format!("{at}.number"), &number.number);
        }
        said.social_medias = said.social_medias.filter(|all| !all.is_empty());
        said.reference_numbers = said.reference_numbers.filter(|all| !all.is_empty());
        said
    }

    fn choice(&mut self, at: &str, choice: Option<Choice>, known: &Known) -> Option<Choice> {
        let entry = match choice? {
            Choice::Text(text) => TypeEntry { id: None, text: Some(text) },
            Choice::Entry(entry) => entry,
        };
        self.entry(at, entry, known).map(Choice::Text)
    }

    /// A phone number; `at` is what stands before its members.
    pub(super) fn phone(&mut self, at: &str, mut sent: Phone) -> Said {
        trim(&mut sent.number);
        trim(&mut sent.kind);
        self.short(&format!("{at}type"), &sent.kind);
        let number = sent.number.as_deref().ok_or(Problem::Required);
        let number = number.and_then(|number| rules::line(number, rules::SHORT_TEXT));
        self.rule(&format!("{at}number"), number);
        Said::Phone(Phone { id: None, ..sent })
    }

    /// An e-mail address.
    pub(super) fn email(&mut self, at: &str, mut sent: Email) -> Said {
        trim(&mut sent.mail);
        let mail = sent.mail.as_deref().ok_or(Problem::Required).and_then(|mail| rules::line(mail, rules::EMAIL));
        self.rule(&format!("{at}mail"), mail);
        if let Some(kind) = &sent.kind {
            self.short(&format!("{at}type.id"), &kind.id);
            self.short(&format!("{at}type.text"), &kind.text);
        }
        Said::Email(Email { id: None, ..sent })
    }

    /// A postal address.
    pub(super) fn address(&mut self, at: &str, mut sent: Address, lists: &Lists) -> Said {
        for text in [
            &mut sent.kind,
            &mut sent.country,
            &mut sent.country_code,
            &mut sent.street,
            &mut sent.street_additional,
            &mut sent.zip,
            &mut sent.city,
            &mut sent.postbox_number,
            &mut sent.federal_state,
            &mut sent.city_district,
            &mut sent.city_addition,
        ] {
            trim(text);
        }
        self.short(&format!("{at}type"), &sent.kind);
        let types = sent.address_types.take().unwrap_or_default();
        if types.len() > rules::LIST as usize {
            self.wrong(format!("{at}addressTypes"), Problem::TooMany { max: rules::LIST });
        } else {
            let each = types.into_iter().enumerate().filter_map(|(place, kind)| {
                let text = self.entry(&format!("{at}addressTypes[{place}]"), kind, &lists.address_types)?;
                Some(TypeEntry { id: None, text: Some(text) })
            });
            sent.address_types = Some(each.collect()).filter(|types: &Vec<TypeEntry>| !types.is_empty());
        }
        if let Some(on_earth) = sent.coordinates {
            let within = |degrees: f64, most: f64| (-most..=most).contains(&degrees);
            if !within(on_earth.longitude, 180.0) || !within(on_earth.latitude, 90.0) {
                self.wrong(format!("{at}coordinates"), Problem::Option);
            }
        }
        for error in postal::written(contact::Address::default(), &sent).check() {
            self.wrong(format!("{at}{}", theirs(&error.field)), error.problem);
        }
        Said::Address(Box::new(Address { id: None, ..sent }))
    }

    /// That there are not too many pieces of contact data.
    pub(super) fn few(&mut self, at: &str, count: usize) {
        if count > pieces::MOST {
            self.wrong(at, Problem::TooMany { max: u32::try_from(pieces::MOST).unwrap_or(u32::MAX) });
        }
    }

    /// The id of a stage of a life cycle that is due.
    pub(super) fn stage(&mut self, sent: LifecycleId) -> Option<String> {
        let Some(id) = sent.lifecycle_id else {
            self.wrong("lifecycleId", Problem::Required);
            return None;
        };
        if !ids::is_id(&id) {
            self.wrong("lifecycleId", Problem::Option);
            return None;
        }
        Some(id)
    }
}

/// What the record of a company refuses, at the members that it has there.
pub(super) fn refusal(error: Error) -> Refusal {
    let Error::Invalid(errors) = error else { return error.into() };
    let member = |field: &str| match field.trim_start_matches('/').split('/').next() {
        Some("vat_number") => "vatId".to_owned(),
        Some("email") => "emails".to_owned(),
        Some("phone" | "fax") => "phones".to_owned(),
        Some("address" | "branches") => "addresses".to_owned(),
        Some(other) => other.to_owned(),
        None => "body".to_owned(),
    };
    let told = |errors: FieldErrors| errors.into_iter().map(|error| (member(&error.field), error.problem)).collect();
    Refusal::wrong(told(errors))
}
