//! Two more forms, an event, and what came in through all forms.

use calling_card_contact::{
    Answer, Autocomplete, ContactDraft, DoubleOptIn, Event, Field, FieldKind, FieldTarget, FormDefinition, FormId,
    InboundSource, Language, Localized, SelectOption,
};

use crate::{Error, Result, clock};

/// The forms beside the contact form: a newsletter and a request to be called back.
pub(super) fn sources() -> Result<Vec<InboundSource>> {
    let contact = FormDefinition::contact();
    let field = |name: &str| contact.fields.iter().find(|field| field.name == name).cloned();
    let newsletter = FormDefinition {
        title: Localized::new("Newsletter", "Newsletter"),
        introduction: Localized::new("Once a month, and never more.", "Einmal im Monat, nie öfter."),
        fields: ["email", "given_name"].into_iter().filter_map(field).collect(),
        submit: Localized::new("Subscribe", "Abonnieren"),
        thanks: Localized::new(
            "Thank you. Please confirm by the link in the mail that we send you.",
            "Danke. Bitte bestätigen Sie es mit dem Link in der Mail, die wir Ihnen senden.",
        ),
        double_opt_in: Some(DoubleOptIn::standard()),
        ..contact.clone()
    };
    let mut fields: Vec<Field> =
        ["family_name", "phone"].into_iter().filter_map(field).map(|field| Field { required: true, ..field }).collect();
    fields.push(Field {
        name: "when".into(),
        label: Localized::new("When may we call?", "Wann dürfen wir anrufen?"),
        help: Localized::new("We call from Monday to Friday.", "Wir rufen montags bis freitags an."),
        kind: FieldKind::Select {
            options: vec![
                SelectOption { value: "morning".into(), label: Localized::new("In the morning", "Vormittags") },
                SelectOption { value: "afternoon".into(), label: Localized::new("In the afternoon", "Nachmittags") },
            ],
        },
        required: false,
        max_length: 50,
        when: None,
        target: Some(FieldTarget::Message),
        autocomplete: None::<Autocomplete>,
    });
    let callback = FormDefinition {
        title: Localized::new("Call me back", "Rückruf"),
        introduction: Localized::default(),
        fields,
        submit: Localized::new("Request a call", "Rückruf anfordern"),
        thanks: Localized::new("We will call you.", "Wir rufen Sie an."),
        ..contact
    };
    let source = |id: &str, name: &str, form: FormDefinition| -> Result<InboundSource> {
        Ok(InboundSource::new(form_id(id)?, name, form))
    };
    Ok(vec![source("newsletter", "Newsletter", newsletter)?, source("callback", "Rückruf", callback)?])
}

/// What takes place in a month.
pub(super) fn event() -> Event {
    let day = clock::in_seconds(30 * 86_400).0.chars().take(10).collect::<String>();
    Event {
        title: "Hausmesse".into(),
        description: "We show what is new, and answer questions.".into(),
        begin: format!("{day}T10:00"),
        end: format!("{day}T16:00"),
        time_zone: "Europe/Berlin".into(),
        place: "Beispielstraße 1, 10115 Berlin".into(),
        places: Some(40),
        published: true,
        ..Event::default()
    }
}

/// What waits to be accepted; the first may be somebody who is known already.
pub(super) fn drafts() -> Result<Vec<ContactDraft>> {
    let sent = [
        (
            "Anna",
            "Müller",
            "anna.mueller@example.org",
            "+49 30 23125 001",
            "Nordlicht Optik GmbH",
            "I have a new number, please update it.",
        ),
        (
            "Léa",
            "Marchand",
            "lea.marchand@example.com",
            "+44 7700 900123",
            "Atelier Lumière",
            "Could you send us your catalogue?",
        ),
        ("نور", "السيد", "nour@example.org", "", "مؤسسة النخيل", "أرجو التواصل معي بخصوص عرض الأسعار."),
        ("健太", "鈴木", "kenta@example.net", "", "さくら印刷株式会社", "見積もりをお願いします。"),
        (
            "Horst",
            "Brömmelkamp",
            "horst@example.com",
            "+49 30 23125 777",
            "",
            "Bitte um Rückruf wegen der Rechnung vom letzten Monat.",
        ),
        (
            "Priya",
            "Raman",
            "priya@example.com",
            "",
            "Blue Mesa Robotics",
            "We would like to book a demo for eight people.",
        ),
    ];
    let form = FormDefinition::contact();
    let draft = |(given, family, email, phone, company, message): (&str, &str, &str, &str, &str, &str)| -> Result<ContactDraft> {
        let values = [given, family, email, phone, company, message];
        let answers: Vec<Answer> = form
            .fields
            .iter()
            .zip(values)
            .map(|(field, value)| Answer {
                field: field.name.clone(),
                label: field.label.text(Language::En).into(),
                value: value.into(),
                meaning: String::new(),
            })
            .collect();
        let (person, message) = form.propose(&answers);
        Ok(ContactDraft {
            source: form_id("contact")?,
            source_name: "Contact".into(),
            received_at: clock::now(),
            answers,
            person,
            message,
            consent: None,
            language: Language::En.into(),
            page: "https://www.example.com/contact".into(),
            unread: true,
            test: false,
            held: Vec::new(),
            spam_at: None,
            editor: None,
            create_lead: false,
            event: None,
        })
    };
    sent.into_iter().map(draft).collect()
}

fn form_id(id: &str) -> Result<FormId> {
    id.parse().map_err(|error: calling_card_contact::InvalidFormId| Error::Internal(error.to_string()))
}
