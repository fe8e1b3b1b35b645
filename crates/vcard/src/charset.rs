//! Charsets: what stands in a line that is not UTF-8.

use std::borrow::Cow;

/// Bytes as text: UTF-8 where they are that, whatever they say; else the charset that they say (`CHARSET=`), else the one
/// that is said elsewhere in the card, else Windows-1252, which is what most others turn out to be.
pub(crate) fn decode<'a>(
    bytes: &'a [u8],
    said: Option<&str>,
    elsewhere: impl FnOnce() -> Option<String>,
) -> Cow<'a, str> {
    // An escape begins what ISO-2022-JP and its like hide in ASCII.
    let escapes = said.is_some() && bytes.contains(&0x1B);
    if !escapes && let Ok(text) = std::str::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    let said = said.and_then(|label| decode_as(label, bytes));
    let text = said.or_else(|| decode_as(&elsewhere()?, bytes)).or_else(|| decode_as("windows-1252", bytes));
    Cow::Owned(text.unwrap_or_else(|| String::from_utf8_lossy(bytes).into_owned()))
}

/// Bytes in a charset by its name in the Encoding Standard; nothing where there is no such name.
#[cfg(not(target_arch = "wasm32"))]
fn decode_as(label: &str, bytes: &[u8]) -> Option<String> {
    let encoding = encoding_rs::Encoding::for_label(label.trim().as_bytes())?;
    Some(encoding.decode_without_bom_handling(bytes).0.into_owned())
}

/// The same by the browser, which knows the charsets anyway.
#[cfg(target_arch = "wasm32")]
fn decode_as(label: &str, bytes: &[u8]) -> Option<String> {
    let decoder = web_sys::TextDecoder::new_with_label(label.trim()).ok()?;
    decoder.decode_with_u8_array(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf_8_wins_then_what_is_said_then_windows_1252() {
        let nowhere = || None;
        assert_eq!(decode("Müller".as_bytes(), Some("windows-1253"), nowhere), "Müller");
        assert_eq!(decode(b"\x88\xC0\x93\xA1", Some("SHIFT_JIS"), nowhere), "安藤");
        assert_eq!(decode(b"M\xFCller \x80", Some("blabla"), nowhere), "Müller €");
        assert_eq!(decode(b"\xC0\xE1", None, || Some("windows-1251".into())), "Аб");
    }
}
