//! The forms that a form can begin as.

use crate::{Autocomplete, ConsentText, Field, FieldKind, FieldTarget, FormDefinition, Localized, SelectOption};

impl FormDefinition {
    /// The form that stands ready in a new installation: given name, family name, e-mail, phone, company, message, consent.
    pub fn contact() -> Self {
        let field = |name: &str, en: &str, de: &str, kind, target, autocomplete| Field {
            name: name.to_owned(),
            label: Localized::new(en, de),
            help: Localized::default(),
            kind,
            required: false,
            max_length: 200,
            when: None,
            target: Some(target),
            autocomplete,
        };
        let required = |field: Field| Field { required: true, ..field };
        use FieldKind::{Email, Phone, Text, Textarea};
        Self {
            title: Localized::new("Contact us", "Kontakt"),
            introduction: Localized::new(
                "Tell us how we can help. We answer within one working day.",
                "Schreiben Sie uns, worum es geht. Wir antworten innerhalb eines Arbeitstages.",
            ),
            fields: vec![
                field(
                    "given_name",
                    "Given name",
                    "Vorname",
                    Text,
                    FieldTarget::GivenName,
                    Some(Autocomplete::GivenName),
                ),
                required(field(
                    "family_name",
                    "Family name",
                    "Nachname",
                    Text,
                    FieldTarget::FamilyName,
                    Some(Autocomplete::FamilyName),
                )),
                required(field("email", "E-mail", "E-Mail", Email, FieldTarget::Email, Some(Autocomplete::Email))),
                field("phone", "Phone", "Telefon", Phone, FieldTarget::Phone, Some(Autocomplete::Tel)),
                field("company", "Company", "Firma", Text, FieldTarget::Company, Some(Autocomplete::Organization)),
                Field {
                    max_length: 5000,
                    ..field("message", "Message", "Nachricht", Textarea, FieldTarget::Message, None)
                },
            ],
            consent: Some(ConsentText {
                text: Localized::new(
                    "I agree that my details are stored and used to answer my enquiry. I can withdraw this at any time.",
                    "Ich bin einverstanden, dass meine Angaben gespeichert und zur Beantwortung meiner Anfrage verwendet werden. Ich kann das jederzeit widerrufen.",
                ),
                version: 0,
                purpose: Localized::new("Answering the enquiry", "Beantwortung der Anfrage"),
                controller: String::new(),
                notice_url: String::new(),
                required: true,
            }),
            double_opt_in: None,
            submit: Localized::new("Send", "Senden"),
            thanks: Localized::new(
                "Thank you. Your message has arrived.",
                "Vielen Dank. Ihre Nachricht ist angekommen.",
            ),
            redirect: String::new(),
            theme: None,
        }
    }

    /// The form by which a place at an event is booked: who one is, a message, consent.
    pub fn booking() -> Self {
        let contact = Self::contact();
        let consent = contact.consent.map(|consent| ConsentText {
            text: Localized::new(
                "I agree that my details are stored and used for this booking. I can withdraw this at any time.",
                "Ich bin einverstanden, dass meine Angaben gespeichert und für diese Buchung verwendet werden. Ich kann das jederzeit widerrufen.",
            ),
            purpose: Localized::new("The booking", "Die Buchung"),
            ..consent
        });
        Self {
            title: Localized::new("Book a place", "Platz buchen"),
            introduction: Localized::default(),
            consent,
            submit: Localized::new("Book", "Buchen"),
            thanks: Localized::new(
                "Thank you. We have received your booking, and check it.",
                "Vielen Dank. Wir haben Ihre Buchung erhalten und prüfen sie.",
            ),
            ..contact
        }
    }

    /// The contact form with position and postal address: every field that browsers fill in by themselves.
    pub fn address() -> Self {
        use FieldTarget::{City, Country, Position, Street, Zip};
        let line = |name: &str, (en, de), target, token| Field {
            name: name.to_owned(),
            label: Localized::new(en, de),
            help: Localized::default(),
            kind: FieldKind::Text,
            required: false,
            max_length: 200,
            when: None,
            target: Some(target),
            autocomplete: Some(token),
        };
        let country = |value: &str, en, de| SelectOption { value: value.to_owned(), label: Localized::new(en, de) };
        let countries = vec![
            country("AT", "Austria", "Österreich"),
            country("CH", "Switzerland", "Schweiz"),
            country("DE", "Germany", "Deutschland"),
        ];
        let street = line("street", ("Street", "Straße"), Street, Autocomplete::StreetAddress);
        let contact = Self::contact();
        let (message, known): (Vec<_>, Vec<_>) =
            contact.fields.into_iter().partition(|field| field.kind == FieldKind::Textarea);
        let mut fields = known;
        fields.extend([
            line("position", ("Position", "Position"), Position, Autocomplete::OrganizationTitle),
            Field { kind: FieldKind::Textarea, ..street },
            line("zip", ("Postal code", "Postleitzahl"), Zip, Autocomplete::PostalCode),
            line("city", ("City", "Ort"), City, Autocomplete::AddressLevel2),
            Field {
                kind: FieldKind::Select { options: countries },
                ..line("country", ("Country", "Land"), Country, Autocomplete::Country)
            },
        ]);
        fields.extend(message);
        Self { fields, ..contact }
    }
}
