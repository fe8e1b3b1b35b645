//! The address under which the gateway is reached, as it is configured.

use url::Url;

use super::{Report, Subject};

/// Looks at the configured address.
pub(super) fn examine(subject: &Subject, report: &mut Report) {
    let mut look = report.look("public_url");
    let Some(configured) = &subject.public_url else {
        look.wrong(
            "CALLING_CARD_PUBLIC_URL is not set.",
            "Links in mails lead to localhost, passkeys work nowhere else, and cookies are not kept to https.",
            "Set it to the address that visitors and staff use, as https://cards.example.",
        );
        return;
    };
    let Some(url) =
        Url::parse(configured).ok().filter(|url| url.has_host() && ["http", "https"].contains(&url.scheme()))
    else {
        look.wrong(
            format!("CALLING_CARD_PUBLIC_URL is no address: {configured}."),
            "Links in mails lead nowhere.",
            "Set it to the address that visitors and staff use, as https://cards.example.",
        );
        return;
    };
    if url.scheme() == "http" {
        look.wrong(
            format!("CALLING_CARD_PUBLIC_URL says http: {configured}."),
            "What people send, and the cookies of staff, can be read and changed on the way.",
            "Let a proxy end TLS (docs/deploy.md), and say https.",
        );
    }
    if url.path() != "/" || url.query().is_some() {
        look.wrong(
            format!("CALLING_CARD_PUBLIC_URL has more than a host: {configured}."),
            "The gateway stands at the root of its host; links that begin with more lead nowhere.",
            "Give it a host of its own, as https://cards.example.",
        );
    }
    if let Some(asked) = subject.url.as_deref().and_then(|asked| Url::parse(asked).ok())
        && asked.origin() != url.origin()
    {
        look.wrong(
            format!("Links begin with {configured}, but you ask at {asked}."),
            "Links in mails, passkeys and cookies hold at the configured address alone.",
            "Set CALLING_CARD_PUBLIC_URL to the address that visitors and staff use.",
        );
    }
}
