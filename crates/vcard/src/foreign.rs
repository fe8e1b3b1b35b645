//! What other programs write in words of their own: Apple, Google, Outlook, Android, Evolution, KDE.

use calling_card_contact::{ImportantDate, PartialDate, SocialProfile};

use crate::{Property, dates};

/// Services to send messages by: the property's name behind `X-`, the service, and the scheme of its addresses.
const SERVICES: [(&str, &str, &str); 19] = [
    ("AIM", "AIM", "aim"),
    ("GADUGADU", "Gadu-Gadu", "gg"),
    ("GADU-GADU", "Gadu-Gadu", "gg"),
    ("GOOGLE-TALK", "Google Talk", "gtalk"),
    ("GTALK", "Google Talk", "gtalk"),
    ("GROUPWISE", "GroupWise", "groupwise"),
    ("ICQ", "ICQ", "icq"),
    ("JABBER", "Jabber", "xmpp"),
    ("MATRIX", "Matrix", "matrix"),
    ("MSN", "MSN", "msnim"),
    ("QQ", "QQ", "qq"),
    ("SAMETIME", "Sametime", "sametime"),
    ("SIP", "SIP", "sip"),
    ("SKYPE", "Skype", "skype"),
    ("SKYPE-USERNAME", "Skype", "skype"),
    ("TELEGRAM", "Telegram", "tg"),
    ("TWITTER", "Twitter", ""),
    ("YAHOO", "Yahoo", "ymsgr"),
    ("MS-IMADDRESS", "Messaging", "im"),
];

/// Where somebody is to be reached by messages: `IMPP` (RFC 6350 section 6.4.3), or a property of the service's own.
pub(crate) fn messaging(property: &Property<'_>) -> Option<SocialProfile> {
    let name = property.name.strip_prefix("X-");
    if name.is_none() && property.name != "IMPP" {
        return None;
    }
    let text = property.text().trim().to_owned();
    if text.is_empty() {
        return None;
    }
    let service = match name {
        Some(name) => {
            let known = SERVICES.iter().find(|(known, _, _)| *known == name)?.1;
            // As it was written where it is the same one.
            let said = property.parameter("X-CALLINGCARD-SERVICE").filter(|said| said.eq_ignore_ascii_case(known));
            said.unwrap_or(known.into()).into_owned()
        }
        None => match property.parameter("SERVICE-TYPE").or(property.parameter("X-SERVICE-TYPE")) {
            Some(service) => service.into_owned(),
            None => {
                let scheme = text.split(':').next().filter(|scheme| scheme.len() < text.len()).unwrap_or_default();
                let known = SERVICES.iter().find(|(_, _, known)| scheme.eq_ignore_ascii_case(known));
                known.map_or(scheme, |(_, service, _)| service).to_owned()
            }
        },
    };
    Some(SocialProfile { service, url: text })
}

/// Whether an address belongs to a service to send messages by, so that it goes into `IMPP`.
pub(crate) fn is_messaging(address: &str) -> bool {
    let scheme = address.split(':').next().filter(|scheme| scheme.len() < address.len()).unwrap_or_default();
    SERVICES.iter().any(|(_, _, known)| !known.is_empty() && scheme.eq_ignore_ascii_case(known))
}

/// The property by which version 3.0 and before name a service: `X-ICQ`.
pub(crate) fn own_property(service: &str) -> Option<String> {
    let known = SERVICES.iter().find(|(_, known, _)| known.eq_ignore_ascii_case(service));
    known.map(|(name, _, _)| format!("X-{name}"))
}

/// A day to remember, and what it is called where the card has no label for it.
pub(crate) fn important_date(property: &Property<'_>) -> Option<(String, PartialDate)> {
    let label = match &*property.name {
        "ANNIVERSARY"
        | "X-ANNIVERSARY"
        | "X-EVOLUTION-ANNIVERSARY"
        | "X-MS-ANNIVERSARY"
        | "X-WAB-WEDDING"
        | "X-KADDRESSBOOK-X-ANNIVERSARY" => ANNIVERSARY,
        "X-ABDATE" | "X-CALLINGCARD-DATE" => "Date",
        "X-ANDROID-CUSTOM" => return android_date(property),
        _ => return None,
    };
    Some((label.to_owned(), dates::read(property)?))
}

/// What `ANNIVERSARY` is called.
pub(crate) const ANNIVERSARY: &str = "Anniversary";

/// Whether an important date is what `ANNIVERSARY` means (RFC 6350 section 6.2.6).
pub(crate) fn is_anniversary(date: &ImportantDate) -> bool {
    let label = date.label.to_lowercase();
    [ANNIVERSARY, "Wedding", "Wedding anniversary", "Hochzeit", "Hochzeitstag"]
        .iter()
        .any(|known| known.to_lowercase() == label)
}

/// `X-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event;DATE;TYPE;LABEL`.
fn android_date(property: &Property<'_>) -> Option<(String, PartialDate)> {
    if property.component(0) != "vnd.android.cursor.item/contact_event" {
        return None;
    }
    let label = match (property.component(2).as_str(), property.component(3)) {
        ("1", _) => ANNIVERSARY.to_owned(),
        (_, own) if !own.is_empty() => own,
        _ => "Date".to_owned(),
    };
    Some((label, dates::parse(&property.component(1))?))
}

/// Outlook Express counts genders: 1 for female, 2 for male.
pub(crate) fn gender(text: &str) -> String {
    match text {
        "1" => "F".into(),
        "2" => "M".into(),
        _ => text.to_owned(),
    }
}
