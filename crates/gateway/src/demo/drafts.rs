//! What visitors sent through the forms, and nobody has dealt with yet.

use calling_card_contact::{Answer, Consent, ContactDraft, InboundSource, Language, Person, SourceStatus, Timestamp};
use sha2::{Digest, Sha256};

use crate::clock;
use crate::store::tokens::hexadecimal;

/// Something that was sent: the form, how many seconds ago, in which language, and what was typed.
struct Sent {
    form: &'static str,
    ago: i64,
    language: Language,
    unread: bool,
    answers: Vec<(&'static str, String)>,
}

/// The drafts, the oldest first. One of them is of somebody who is known already.
pub(super) fn drafts(forms: &[InboundSource], known: Option<&Person>) -> Vec<ContactDraft> {
    let find = |sent: &Sent| forms.iter().find(|form| form.id.as_str() == sent.form);
    sent(known.unwrap_or(&Person::default())).into_iter().filter_map(|sent| Some(draft(find(&sent)?, sent))).collect()
}

/// Whether a visitor is believable as this person: they write in English, from work.
pub(super) fn can_write_again(person: &Person) -> bool {
    person.name.salutation == "Ms" && person.main_card().is_some_and(|card| !card.private)
}

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

fn sent(known: &Person) -> Vec<Sent> {
    let contact = |ago, language, unread, texts: [&str; 6]| {
        let names = ["given_name", "family_name", "email", "phone", "company", "message"];
        Sent {
            form: "contact",
            ago,
            language,
            unread,
            answers: names.into_iter().zip(texts.map(str::to_owned)).collect(),
        }
    };
    let email =
        known.main_card().and_then(|card| card.emails.main()).map(|email| email.address.as_str()).unwrap_or_default();
    let business = known.main_card().map(|card| card.business.as_str()).unwrap_or_default();
    let newsletter = |ago, email: &str, given: &str, family: &str| Sent {
        form: "newsletter",
        ago,
        language: Language::De,
        unread: false,
        answers: vec![
            ("email", email.into()),
            ("given_name", given.into()),
            ("family_name", family.into()),
            ("topic", "dates".into()),
        ],
    };
    let event = Sent {
        form: "open-house",
        ago: 5 * HOUR,
        language: Language::En,
        unread: true,
        answers: [
            ("given_name", "Test"),
            ("family_name", "Visitor"),
            ("email", "test.visitor@example.com"),
            ("tour", "14"),
            ("message", "Only trying the form out."),
        ]
        .map(|(field, text)| (field, text.to_owned()))
        .into(),
    };
    vec![
        newsletter(6 * DAY, "rosa.wintergruen@example.org", "Rosa", "Wintergrün"),
        contact(
            2 * DAY,
            Language::En,
            false,
            [
                "Imogen",
                "Hollingsworth",
                "imogen@hollingsworth-bees.example",
                "020 7946 0999",
                "Hollingsworth Bees",
                "Do you deliver to Shropshire?",
            ],
        ),
        contact(
            DAY + 2 * HOUR,
            Language::De,
            false,
            [
                "Tjark",
                "Früchtenicht",
                "tjark@fruechtenicht-gemuese.example",
                "040 66969 998",
                "Früchtenicht Gemüsehof GbR",
                "Moin, wir brauchen für den Hofladen zwölf Schilder. Wann können Sie zu einem Aufmaß vorbeikommen?\nAm besten dienstags, da ist kein Markt.",
            ],
        ),
        event,
        contact(
            3 * HOUR,
            Language::En,
            true,
            [
                "ياسمين",
                "العطار",
                "yasmin.alattar@example.net",
                "+44 7700 900998",
                "دار العطار للنشر",
                "مرحباً، نود ترجمة كتابكم إلى العربية. هل يمكننا التحدث هذا الأسبوع؟",
            ],
        ),
        contact(
            70 * MINUTE,
            Language::En,
            true,
            [
                &known.name.given,
                &known.name.family,
                email,
                "",
                business,
                "We met last year. Could you send me your new price list?",
            ],
        ),
        newsletter(25 * MINUTE, "leopold.kirschbaum@example.com", "", ""),
        contact(
            4 * MINUTE,
            Language::De,
            true,
            [
                "Jördis",
                "Überschär",
                "joerdis.ueberschaer@example.org",
                "+49 221 4710 997",
                "",
                "Sind Sie am Freitag zwischen 16 und 18 Uhr zu erreichen? Es geht um die Ausstellung im Herbst.",
            ],
        ),
    ]
}

fn draft(source: &InboundSource, sent: Sent) -> ContactDraft {
    let typed = |name: &str| {
        sent.answers.iter().find(|(field, _)| *field == name).map(|(_, text)| text.clone()).unwrap_or_default()
    };
    let answer = |field: &calling_card_contact::Field| Answer {
        field: field.name.clone(),
        label: field.label.text(sent.language).to_owned(),
        value: typed(&field.name),
    };
    let answers: Vec<Answer> = source.form.fields.iter().map(answer).collect();
    let (person, message) = source.form.propose(&answers);
    let received_at = clock::in_seconds(-sent.ago);
    ContactDraft {
        source: source.id.clone(),
        source_name: source.name.clone(),
        consent: consent(source, sent.language, received_at.clone()),
        received_at,
        answers,
        person,
        message,
        language: sent.language,
        page: format!("https://www.example.com/{}/{}", sent.language, sent.form),
        unread: sent.unread,
        test: source.status == SourceStatus::Testing,
    }
}

fn consent(source: &InboundSource, language: Language, given_at: Timestamp) -> Option<Consent> {
    source.form.consent.as_ref().map(|asked| {
        let text = asked.text.text(language).to_owned();
        let text_hash = hexadecimal(&Sha256::digest(text.as_bytes()));
        Consent { text, text_hash, language, given_at, notice_url: asked.notice_url.clone() }
    })
}
