//! What can be wrong with what was typed, and how it is said.

use serde::{Deserialize, Serialize};

use crate::Language;

/// What is wrong with a value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    /// A condition asks about no earlier field.
    Earlier,
    /// It is no colour.
    Colour,
    /// The form asks for no e-mail address or no consent that must be given.
    AddressAndConsent,
}

impl Problem {
    /// A sentence for the person who typed it.
    pub fn sentence(&self, language: Language) -> String {
        match language {
            Language::En => self.english(),
            Language::De => self.german(),
        }
    }

    fn english(&self) -> String {
        match self {
            Self::Required => "Please fill this in.".into(),
            Self::Email => "Enter an e-mail address like name@example.com.".into(),
            Self::Phone => "Enter a phone number with 3 to 20 digits, like +49 30 123456.".into(),
            Self::Url => "Enter a web address like https://example.com.".into(),
            Self::Date => "Enter a date like 1985-04-12, or --04-12 without its year.".into(),
            Self::Day => "Enter a date like 2026-04-12.".into(),
            Self::Amount => "Enter an amount like 1250 or 1250.50, without other separators.".into(),
            Self::Option => "Choose one of the options.".into(),
            Self::TooLong { max } => format!("Use at most {max} characters."),
            Self::TooMany { max } => format!("At most {max} entries fit here."),
            Self::ControlCharacter => "Remove the invisible control characters.".into(),
            Self::EndsBeforeItBegins => "The end must not be before the beginning.".into(),
            Self::Unknown => "This no longer exists. Choose another one.".into(),
            Self::Taken => "This is already taken. Choose another one.".into(),
            Self::Password { min } => format!("Choose a password of at least {min} characters that is hard to guess."),
            Self::Image => "Choose a JPEG, PNG, WebP or GIF picture of at most 1 MB.".into(),
            Self::Placeholder => {
                "Of words in braces use only {link}, once and in the text, and {company}.".into()
            }
            Self::Earlier => "Choose a field that stands before this one.".into(),
            Self::Colour => "Enter a colour like #3b4bdb.".into(),
            Self::AddressAndConsent => {
                "A confirmation by mail needs a field for the e-mail address that must be filled in, and a consent that must be given.".into()
            }
        }
    }

    fn german(&self) -> String {
        match self {
            Self::Required => "Bitte füllen Sie dieses Feld aus.".into(),
            Self::Email => "Geben Sie eine E-Mail-Adresse wie name@example.com ein.".into(),
            Self::Phone => "Geben Sie eine Telefonnummer mit 3 bis 20 Ziffern ein, wie +49 30 123456.".into(),
            Self::Url => "Geben Sie eine Webadresse wie https://example.com ein.".into(),
            Self::Date => "Geben Sie ein Datum wie 1985-04-12 ein, ohne Jahr als --04-12.".into(),
            Self::Day => "Geben Sie ein Datum wie 2026-04-12 ein.".into(),
            Self::Amount => "Geben Sie einen Betrag wie 1250 oder 1250,50 ein, ohne andere Trennzeichen.".into(),
            Self::Option => "Wählen Sie eine der Möglichkeiten.".into(),
            Self::TooLong { max } => format!("Verwenden Sie höchstens {max} Zeichen."),
            Self::TooMany { max } => format!("Hier passen höchstens {max} Einträge hin."),
            Self::ControlCharacter => "Entfernen Sie die unsichtbaren Steuerzeichen.".into(),
            Self::EndsBeforeItBegins => "Das Ende darf nicht vor dem Anfang liegen.".into(),
            Self::Unknown => "Das gibt es nicht mehr. Wählen Sie etwas anderes.".into(),
            Self::Taken => "Das ist schon vergeben. Wählen Sie etwas anderes.".into(),
            Self::Password { min } => {
                format!("Wählen Sie ein Passwort mit mindestens {min} Zeichen, das schwer zu erraten ist.")
            }
            Self::Image => "Wählen Sie ein Bild (JPEG, PNG, WebP oder GIF) mit höchstens 1 MB.".into(),
            Self::Placeholder => {
                "Verwenden Sie in geschweiften Klammern nur {link}, einmal und im Text, und {company}.".into()
            }
            Self::Earlier => "Wählen Sie ein Feld, das vor diesem steht.".into(),
            Self::Colour => "Geben Sie eine Farbe wie #3b4bdb ein.".into(),
            Self::AddressAndConsent => {
                "Eine Bestätigung per Mail braucht ein Pflichtfeld für die E-Mail-Adresse und eine Einwilligung, die erteilt werden muss.".into()
            }
        }
    }
}

/// A problem, and the field that has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
