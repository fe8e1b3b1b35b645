//! Where what stands on a card leads. Whatever is in it, it stays inside its place of the address.

use calling_card_contact::{Address, Phone};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What stands in the address of a mail as it is (RFC 6068).
const MAILBOX: &AsciiSet = &NON_ALPHANUMERIC.remove(b'@').remove(b'.').remove(b'-').remove(b'_').remove(b'+');

/// `mailto:`, with nothing but the address.
pub(crate) fn mail(address: &str) -> String {
    format!("mailto:{}", utf8_percent_encode(address, MAILBOX))
}

/// `tel:`, without an extension; none where there is nothing to dial.
pub(crate) fn call(phone: &Phone) -> Option<String> {
    let number = if phone.e164.is_empty() { &phone.number } else { &phone.e164 };
    let number = number.split(|c: char| c.is_alphabetic() || matches!(c, ',' | ';')).next().unwrap_or_default();
    let digits: String = number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    digits.contains(|c: char| c.is_ascii_digit()).then(|| format!("tel:{digits}"))
}

/// The place on a map that belongs to nobody; it is asked only by whoever follows the link.
pub(crate) fn map(address: &Address) -> String {
    format!("https://www.openstreetmap.org/search?query={}", utf8_percent_encode(&address.line(), NON_ALPHANUMERIC))
}

/// An address on the web as people say it: `example.com/about`.
pub(crate) fn spoken(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.strip_prefix("www.").unwrap_or(rest).trim_end_matches('/')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_leaves_its_place() {
        assert_eq!(mail("o'neil+tag@example.com?bcc=x@y.z"), "mailto:o%27neil+tag@example.com%3Fbcc%3Dx@y.z");
        let call = |number: &str| call(&Phone { number: number.into(), ..Phone::default() });
        assert_eq!(call("+49 (30) 12-34 ext. 5").as_deref(), Some("tel:+49301234"));
        assert_eq!(call("٠٣٠١٢٣٤"), None);
        let address = Address { street: "A&B 1".into(), city: "Köln".into(), ..Address::default() };
        assert_eq!(map(&address), "https://www.openstreetmap.org/search?query=A%26B%201%2C%20K%C3%B6ln");
        assert_eq!(spoken("https://www.example.com/"), "example.com");
    }
}
