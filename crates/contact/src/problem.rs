//! What can be wrong with what was typed, and how it is said.

use serde::{Deserialize, Serialize};

use crate::{FormLanguage, Language};

use sentences::{Sentences, Upload};

mod sentences;
mod written;

/// What is wrong with a value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Problem {
    /// It is missing.
    Required,
    /// It is no e-mail address.
    Email,
    /// It is no phone number.
    Phone,
    /// It is no web address.
    Url,
    /// It is no date.
    Date,
    /// It is no whole date.
    Day,
    /// It is no amount of money.
    Amount,
    /// It is no day with a time.
    Moment,
    /// It is no whole number from `min` to `max`.
    Number {
        /// The smallest.
        min: u32,
        /// The largest.
        max: u32,
    },
    /// It is none of what can be chosen.
    Option,
    /// It is longer than `max` characters.
    TooLong {
        /// Most characters that it may have.
        max: u32,
    },
    /// The list has more than `max` entries.
    TooMany {
        /// Most entries that it may have.
        max: u32,
    },
    /// It holds a control character.
    ControlCharacter,
    /// It ends before it begins.
    EndsBeforeItBegins,
    /// It refers to something that is not there.
    Unknown,
    /// It is taken.
    Taken,
    /// The password is too easy to guess.
    Password {
        /// Fewest characters that it must have.
        min: u32,
    },
    /// It is not an image that we take.
    Image,
    /// Something else than the placeholders that there are stands in braces, or the link is not there once.
    Placeholder,
    /// A file is not, or no longer, there.
    File,
    /// A file is of another kind than is taken, or than its name says.
    FileKind,
    /// A file is empty, or has more than `max` megabytes.
    FileSize {
        /// Most megabytes that it may have.
        max: u32,
    },
    /// More than `max` files.
    TooManyFiles {
        /// Most files.
        max: u32,
    },
    /// A condition asks about no earlier field.
    Earlier,
    /// It is no colour.
    Colour,
    /// It holds something of another kind.
    OtherKind,
    /// The form asks for no e-mail address or no consent that must be given.
    AddressAndConsent,
    /// Another system refuses it.
    Said {
        /// In its words.
        text: String,
    },
}

impl Problem {
    /// A sentence for staff, who read English or German.
    pub fn sentence(&self, language: Language) -> String {
        let (sentences, upload) = sentences::ours(language);
        self.said(sentences, upload).unwrap_or_else(|| self.to_staff(language))
    }

    /// A sentence for who fills in a form, in one of ten languages; what only staff can do wrong is said in one of theirs.
    pub fn sentence_in_form(&self, language: FormLanguage) -> String {
        self.said(Sentences::of(language), sentences::upload(language))
            .unwrap_or_else(|| self.to_staff(language.ours()))
    }

    /// A sentence for who fills in a form; none for what cannot happen there. It is all that the embed's rules can say.
    pub fn to_visitor(&self, language: FormLanguage) -> Option<String> {
        self.said_by_rules(Sentences::of(language))
    }

    fn said(&self, sentences: &Sentences, upload: Upload) -> Option<String> {
        match self {
            Self::FileKind => Some(upload.0.to_owned()),
            Self::FileSize { max } => Some(upload.1.replace("{number}", &max.to_string())),
            _ => self.said_by_rules(sentences),
        }
    }

    fn said_by_rules(&self, sentences: &Sentences) -> Option<String> {
        let (sentence, number) = match self {
            Self::Required => (sentences.required, 0),
            Self::Email => (sentences.email, 0),
            Self::Phone => (sentences.phone, 0),
            Self::Url => (sentences.url, 0),
            Self::Day => (sentences.day, 0),
            Self::Amount => (sentences.amount, 0),
            Self::Option => (sentences.option, 0),
            Self::TooLong { max } => (sentences.too_long, *max),
            Self::ControlCharacter => (sentences.control_character, 0),
            Self::File => (sentences.file, 0),
            Self::TooManyFiles { max } => (sentences.too_many_files, *max),
            _ => return None,
        };
        Some(sentence.replace("{number}", &number.to_string()))
    }

    fn to_staff(&self, language: Language) -> String {
        let staff = |en: &str, de: &str| match language {
            Language::En => en.to_owned(),
            Language::De => de.to_owned(),
        };
        let with = |sentence: &str, number: &u32| sentence.replace("{number}", &number.to_string());
        match self {
            Self::Required
            | Self::Email
            | Self::Phone
            | Self::Url
            | Self::Day
            | Self::Amount
            | Self::Option
            | Self::TooLong { .. }
            | Self::ControlCharacter
            | Self::File
            | Self::FileKind
            | Self::FileSize { .. }
            | Self::TooManyFiles { .. } => self.sentence(language),
            Self::Said { text } => text.clone(),
            Self::Date => staff(
                "Enter a date like 1985-04-12, or --04-12 without its year.",
                "Geben Sie ein Datum wie 1985-04-12 ein, ohne Jahr als --04-12.",
            ),
            Self::Moment => staff("Enter a day and a time.", "Geben Sie einen Tag und eine Uhrzeit ein."),
            Self::Number { min, max } => {
                with(&staff("Enter a whole number from {number}", "Geben Sie eine ganze Zahl von {number}"), min)
                    + &with(&staff(" to {number}.", " bis {number} ein."), max)
            }
            Self::TooMany { max } => {
                with(&staff("At most {number} entries fit here.", "Hier passen höchstens {number} Einträge hin."), max)
            }
            Self::EndsBeforeItBegins => {
                staff("The end must not be before the beginning.", "Das Ende darf nicht vor dem Anfang liegen.")
            }
            Self::Unknown => {
                staff("This no longer exists. Choose another one.", "Das gibt es nicht mehr. Wählen Sie etwas anderes.")
            }
            Self::Taken => {
                staff("This is already taken. Choose another one.", "Das ist schon vergeben. Wählen Sie etwas anderes.")
            }
            Self::Password { min } => with(
                &staff(
                    "Choose a password of at least {number} characters that is hard to guess.",
                    "Wählen Sie ein Passwort mit mindestens {number} Zeichen, das schwer zu erraten ist.",
                ),
                min,
            ),
            Self::Image => staff(
                "Choose a JPEG, PNG, WebP or GIF picture of at most 1 MB.",
                "Wählen Sie ein Bild (JPEG, PNG, WebP oder GIF) mit höchstens 1 MB.",
            ),
            Self::Placeholder => staff(
                "Of words in braces use only {link}, once and in the text, and {company}.",
                "Verwenden Sie in geschweiften Klammern nur {link}, einmal und im Text, und {company}.",
            ),
            Self::Earlier => {
                staff("Choose a field that stands before this one.", "Wählen Sie ein Feld, das vor diesem steht.")
            }
            Self::Colour => staff("Enter a colour like #3b4bdb.", "Geben Sie eine Farbe wie #3b4bdb ein."),
            Self::OtherKind => staff(
                "What is asked here does not fit there. Choose something else, or another kind.",
                "Was hier gefragt wird, passt dort nicht hinein. Wählen Sie etwas anderes oder eine andere Art.",
            ),
            Self::AddressAndConsent => staff(
                "A confirmation by mail needs a field for the e-mail address that must be filled in, and a consent that must be given.",
                "Eine Bestätigung per Mail braucht ein Pflichtfeld für die E-Mail-Adresse und eine Einwilligung, die erteilt werden muss.",
            ),
        }
    }
}

/// A problem, and the field that has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "written::Written")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldError {
    /// The field, as a JSON Pointer into what was sent (RFC 6901): `/cards/0/emails/1/address`.
    pub field: String,
    /// What is wrong with it.
    #[serde(flatten)]
    pub problem: Problem,
}

/// All that is wrong with what was sent; at most one error a field.
pub type FieldErrors = Vec<FieldError>;
