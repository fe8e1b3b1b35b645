//! The rules for single values, the same in browser and gateway.

use iri_string::types::IriStr;

use crate::Problem;

/// Most characters of a name, a label and other short texts (cobra's limit).
pub const SHORT_TEXT: u32 = 200;
/// Most characters of a note or a message.
pub const LONG_TEXT: u32 = 20_000;
/// Most characters of an e-mail address (RFC 5321 section 4.5.3.1.3, without its angle brackets).
pub const EMAIL: u32 = 254;
/// Most characters of a web address.
pub const URL: u32 = 2_000;
/// Most entries of a list.
pub const LIST: u32 = 100;
/// Most bytes of a picture's base64 text (1 MB of picture).
pub const IMAGE: u32 = 1_400_000;
/// Most files of one field.
pub const FILES: u32 = 5;
/// Most megabytes of a file that comes in through a form.
pub const FILE_MEGABYTES: u32 = 10;
/// The same in bytes.
pub const FILE_BYTES: u32 = FILE_MEGABYTES * 1024 * 1024;

/// An e-mail address by RFC 5321 and 6531, with a domain that has a dot, as addresses on the internet do.
pub fn email(text: &str) -> Result<(), Problem> {
    if text.chars().count() > EMAIL as usize {
        return Err(Problem::TooLong { max: EMAIL });
    }
    if text.chars().any(char::is_control) {
        return Err(Problem::Email);
    }
    let options = email_address::Options::default().with_required_tld().without_display_text().without_domain_literal();
    email_address::EmailAddress::parse_with_options(text, options).map(|_| ()).map_err(|_| Problem::Email)
}

/// A phone number, as people type it: 3 to 20 digits (of any script), with `+`, `*`, `#`, spaces and separators,
/// and an extension (`x12`, `ext. 12`) or a pause (`,`, `;`).
pub fn phone(text: &str) -> Result<(), Problem> {
    if text.chars().count() > 60 {
        return Err(Problem::TooLong { max: 60 });
    }
    let mut number = text.to_lowercase();
    for word in ["ext.", "ext", "x", "durchwahl"] {
        if let Some(place) = number.find(word) {
            number.replace_range(place..place + word.len(), "");
        }
    }
    let digits = number.chars().filter(|c| c.is_numeric()).count();
    let fits = |c: char| c.is_numeric() || c.is_whitespace() || "+*#()-–—/.,;\u{200e}\u{202a}\u{202c}".contains(c);
    let right = (3..=20).contains(&digits) && number.chars().all(fits);
    right.then_some(()).ok_or(Problem::Phone)
}

/// A web address: an absolute IRI (RFC 3987) of scheme http or https with a host.
pub fn url(text: &str) -> Result<(), Problem> {
    if text.chars().count() > URL as usize {
        return Err(Problem::TooLong { max: URL });
    }
    let iri = IriStr::new(text).map_err(|_| Problem::Url)?;
    let scheme = iri.scheme_str().to_ascii_lowercase();
    let host = iri.authority_components().is_some_and(|authority| !authority.host().is_empty());
    (matches!(scheme.as_str(), "http" | "https") && host).then_some(()).ok_or(Problem::Url)
}

/// The origin of a website (RFC 6454): `https://www.example.com`, without a path.
pub fn origin(text: &str) -> Result<(), Problem> {
    url(text)?;
    let host = text.split_once("://").map_or("", |(_, host)| host);
    if host.contains(['/', '?', '#', '@']) { Err(Problem::Url) } else { Ok(()) }
}

/// A day: year, month and day.
pub fn day(text: &str) -> Result<(), Problem> {
    let date = text.parse::<crate::PartialDate>().ok();
    date.filter(|date| date.year().is_some() && date.day().is_some()).map(|_| ()).ok_or(Problem::Day)
}

/// An amount of money: at most 12 digits, and two more behind a point or comma. `1.234` could be read in two ways, and is none.
pub fn amount(text: &str) -> Result<(), Problem> {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, rest) = unsigned.split_once(['.', ',']).unwrap_or((unsigned, "00"));
    let digits = |part: &str, most: usize| (1..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    (digits(whole, 12) && digits(rest, 2)).then_some(()).ok_or(Problem::Amount)
}

/// A currency by its code (ISO 4217): three capital letters.
pub fn currency(text: &str) -> Result<(), Problem> {
    let right = text.len() == 3 && text.bytes().all(|letter| letter.is_ascii_uppercase());
    right.then_some(()).ok_or(Problem::Option)
}

/// A text of one line: at most `max` characters, no control character.
pub fn line(text: &str, max: u32) -> Result<(), Problem> {
    short_enough(text, max)?;
    no_control(text, |_| false)
}

/// A text of several lines: at most `max` characters, of the control characters only line ends and tabs.
pub fn lines(text: &str, max: u32) -> Result<(), Problem> {
    short_enough(text, max)?;
    no_control(text, |c| matches!(c, '\n' | '\r' | '\t'))
}

fn short_enough(text: &str, max: u32) -> Result<(), Problem> {
    let fits = text.len() <= max as usize || text.chars().count() <= max as usize;
    fits.then_some(()).ok_or(Problem::TooLong { max })
}

fn no_control(text: &str, allowed: impl Fn(char) -> bool) -> Result<(), Problem> {
    let bad = |c: char| c.is_control() && !allowed(c);
    if text.chars().any(bad) { Err(Problem::ControlCharacter) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emails() {
        for right in ["a@b.de", "jörg@müller.de", "o'neil+tag@sub.example.co.uk"] {
            assert_eq!(email(right), Ok(()), "{right}");
        }
        for wrong in ["", "a", "a@", "@b.de", "a@b", "a b@c.de", "Ann <a@b.de>", "a@[127.0.0.1]", "a@b.de\0"] {
            assert_eq!(email(wrong), Err(Problem::Email), "{wrong}");
        }
        assert_eq!(email(&format!("{}@b.de", "a".repeat(10_000_000))), Err(Problem::TooLong { max: EMAIL }));
    }

    #[test]
    fn phones() {
        for right in [
            "+49 30 123456",
            "(030) 12 34-56",
            "0800/FLOWERS".replace("FLOWERS", "3569377").as_str(),
            "110",
            "+1 555 0100 ext. 12",
            "٠٣٠١٢٣٤",
        ] {
            assert_eq!(phone(right), Ok(()), "{right}");
        }
        for wrong in ["", "12", "call me", "+49 30 123456 or so", "1".repeat(21).as_str()] {
            assert_eq!(phone(wrong), Err(Problem::Phone), "{wrong}");
        }
    }

    #[test]
    fn urls() {
        for right in ["https://example.com", "http://münchen.de/straße?q=1#x", "HTTPS://a.b"] {
            assert_eq!(url(right), Ok(()), "{right}");
        }
        for wrong in ["", "example.com", "javascript:alert(1)", "https://", "https://a b.de", "mailto:a@b.de", "//a.de"]
        {
            assert_eq!(url(wrong), Err(Problem::Url), "{wrong}");
        }
    }

    #[test]
    fn days_and_amounts() {
        assert_eq!(
            ["2024-02-29", "2023-02-29", "--02-29", "2024-02", ""].map(|text| day(text).is_ok()),
            [true, false, false, false, false]
        );
        for right in ["0", "1250", "1250.5", "1250,50", "-3.00"] {
            assert_eq!(amount(right), Ok(()), "{right}");
        }
        for wrong in ["", "-", ".5", "5.", "1.234", "1,234.50", "1e3", "１", "1234567890123", "12 €"] {
            assert_eq!(amount(wrong), Err(Problem::Amount), "{wrong}");
        }
    }

    #[test]
    fn origins() {
        for right in ["https://example.com", "http://localhost:3000"] {
            assert_eq!(origin(right), Ok(()), "{right}");
        }
        for wrong in ["", "example.com", "https://example.com/", "https://a@example.com", "https://example.com?x"] {
            assert_eq!(origin(wrong), Err(Problem::Url), "{wrong}");
        }
    }

    #[test]
    fn texts() {
        assert_eq!(line("Jörg 山田", 7), Ok(()));
        assert_eq!(line("Jörg 山田", 6), Err(Problem::TooLong { max: 6 }));
        assert_eq!(line("a\0b", 10), Err(Problem::ControlCharacter));
        assert_eq!(line("a\nb", 10), Err(Problem::ControlCharacter));
        assert_eq!(lines("a\r\n\tb", 10), Ok(()));
    }
}
