//! Properties that were kept as they stood, in another version than the one they came in.

use crate::lines::Encoding;
use crate::{Property, Version};

/// A content line in the manner of a version: the types of vCard 2.1 stand without a name, base64 is a `data:` address from 4.0
/// on, and vCard 2.1 writes what is not ASCII in quoted-printable.
pub(super) fn adapt(line: &str, version: Version) -> String {
    let Some((head, value)) = split(line) else { return line.to_owned() };
    let mut words = head.split(';');
    let name = words.next().unwrap_or_default();
    let mut words: Vec<String> = words.map(str::to_owned).collect();
    let base64 = Encoding::of(line.as_bytes()) == Encoding::Base64;
    if version == Version::V2_1 {
        return quoted_printable(head, value.replace("\\n", "\n").as_str());
    }
    for word in words.iter_mut().filter(|word| !word.contains('=') && !word.contains('"')) {
        let encoding = matches!(word.to_ascii_uppercase().as_str(), "BASE64" | "B");
        *word = if encoding { "ENCODING=b".to_owned() } else { format!("TYPE={word}") };
    }
    if base64 && version == Version::V4 {
        let media_type = media_type(name, words.iter().find_map(|word| word.strip_prefix("TYPE=")).unwrap_or_default());
        words.retain(|word| !word.to_ascii_uppercase().starts_with("ENCODING=") && !word.starts_with("TYPE="));
        return [vec![name.to_owned()], words].concat().join(";")
            + &format!(":data:{media_type};base64,{}", value.trim());
    }
    [vec![name.to_owned()], words].concat().join(";") + ":" + value
}

/// The media type of a property in base64, by its type: `PHOTO;TYPE=PNG`.
pub(crate) fn media_type_of(property: &Property<'_>) -> String {
    media_type(&property.name, &property.types().next().unwrap_or_default())
}

fn media_type(name: &str, kind: &str) -> String {
    let kind = kind.to_ascii_lowercase();
    let name = name.rsplit('.').next().unwrap_or_default().to_ascii_uppercase();
    match (name.as_str(), kind.as_str()) {
        (_, whole) if whole.contains('/') => kind,
        ("PHOTO" | "LOGO", "" | "jpg" | "jpeg") => "image/jpeg".into(),
        ("PHOTO" | "LOGO", kind) => format!("image/{kind}"),
        ("SOUND", "") => "audio/basic".into(),
        ("SOUND", kind) => format!("audio/{kind}"),
        ("KEY", "pgp") => "application/pgp-keys".into(),
        ("KEY", "x509") => "application/pkix-cert".into(),
        _ => "application/octet-stream".into(),
    }
}

/// Before and behind the colon.
pub(super) fn split(line: &str) -> Option<(&str, &str)> {
    let mut quoted = false;
    let colon = line.bytes().position(|byte| {
        quoted ^= byte == b'"';
        byte == b':' && !quoted
    });
    let colon = colon.or_else(|| line.find(':'))?;
    Some((&line[..colon], &line[colon + 1..]))
}

/// A line of vCard 2.1: in quoted-printable where it is not ASCII, has line breaks, or is long.
pub(super) fn quoted_printable(head: &str, value: &str) -> String {
    let base64 = Encoding::of(head.as_bytes()) == Encoding::Base64;
    let short = head.len() + value.len() < 72;
    if base64 || value.is_ascii() && short && !value.contains(['\n', '\r']) {
        return format!("{head}:{value}");
    }
    let text = value.replace("\r\n", "\n").replace('\n', "\r\n");
    // No line of it may look as if a card began or ended there.
    let harmless = |line: &str| {
        let alike = |word: &str| line.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
        match line.bytes().next() {
            Some(first) if alike("BEGIN:") || alike("END:") || alike("AGENT") => format!("={first:02X}{}", &line[1..]),
            _ => line.to_owned(),
        }
    };
    let encoded = quoted_printable::encode_binary_to_str(text.as_bytes());
    let encoded = encoded.split("\r\n").map(harmless).collect::<Vec<_>>().join("\r\n");
    format!("{head};CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=\r\n{encoded}")
}
