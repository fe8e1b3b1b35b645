//! Problems as they are read: one object with the field, the code, and what belongs to it.

use serde::Deserialize;

use super::{FieldError, Problem};

/// An error as it is written. Read like this and not as [`Problem`] is told apart from its fields by derived code, it takes a browser
/// a tenth of the code.
#[derive(Deserialize)]
pub(super) struct Written {
    field: String,
    code: Code,
    #[serde(default)]
    min: u32,
    #[serde(default)]
    max: u32,
    #[serde(default)]
    text: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Code {
    Required,
    Email,
    Phone,
    Url,
    Date,
    Day,
    Amount,
    Moment,
    Number,
    Option,
    TooLong,
    TooMany,
    ControlCharacter,
    EndsBeforeItBegins,
    Unknown,
    Taken,
    Password,
    Image,
    Placeholder,
    File,
    FileKind,
    FileSize,
    TooManyFiles,
    Earlier,
    Colour,
    OtherKind,
    AddressAndConsent,
    Said,
}

impl From<Written> for FieldError {
    fn from(Written { field, code, min, max, text }: Written) -> Self {
        let problem = match code {
            Code::Required => Problem::Required,
            Code::Email => Problem::Email,
            Code::Phone => Problem::Phone,
            Code::Url => Problem::Url,
            Code::Date => Problem::Date,
            Code::Day => Problem::Day,
            Code::Amount => Problem::Amount,
            Code::Moment => Problem::Moment,
            Code::Number => Problem::Number { min, max },
            Code::Option => Problem::Option,
            Code::TooLong => Problem::TooLong { max },
            Code::TooMany => Problem::TooMany { max },
            Code::ControlCharacter => Problem::ControlCharacter,
            Code::EndsBeforeItBegins => Problem::EndsBeforeItBegins,
            Code::Unknown => Problem::Unknown,
            Code::Taken => Problem::Taken,
            Code::Password => Problem::Password { min },
            Code::Image => Problem::Image,
            Code::Placeholder => Problem::Placeholder,
            Code::File => Problem::File,
            Code::FileKind => Problem::FileKind,
            Code::FileSize => Problem::FileSize { max },
            Code::TooManyFiles => Problem::TooManyFiles { max },
            Code::Earlier => Problem::Earlier,
            Code::Colour => Problem::Colour,
            Code::OtherKind => Problem::OtherKind,
            Code::AddressAndConsent => Problem::AddressAndConsent,
            Code::Said => Problem::Said { text },
        };
        Self { field, problem }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_the_same() -> serde_json::Result<()> {
        let all = [
            Problem::Required,
            Problem::Email,
            Problem::Phone,
            Problem::Url,
            Problem::Date,
            Problem::Day,
            Problem::Amount,
            Problem::Moment,
            Problem::Number { min: 1, max: 2 },
            Problem::Option,
            Problem::TooLong { max: 3 },
            Problem::TooMany { max: 4 },
            Problem::ControlCharacter,
            Problem::EndsBeforeItBegins,
            Problem::Unknown,
            Problem::Taken,
            Problem::Password { min: 5 },
            Problem::Image,
            Problem::Placeholder,
            Problem::File,
            Problem::FileKind,
            Problem::FileSize { max: 6 },
            Problem::TooManyFiles { max: 7 },
            Problem::Earlier,
            Problem::Colour,
            Problem::OtherKind,
            Problem::AddressAndConsent,
            Problem::Said { text: "No.".into() },
        ];
        for problem in all {
            let error = FieldError { field: "/name".into(), problem };
            let written = serde_json::to_value(&error)?;
            assert_eq!(serde_json::from_value::<FieldError>(written.clone())?, error, "{written}");
        }
        assert!(serde_json::from_str::<FieldError>(r#"{"field":"/name","code":"other"}"#).is_err());
        Ok(())
    }
}
