//! The gateway as it is seen from outside, through whatever stands before it.

use std::time::Duration;

use reqwest::header::{self, HeaderMap};
use reqwest::{Client, Response, redirect};
use url::Url;

use super::{Report, Subject};

/// How long an answer may take.
const TIMEOUT: Duration = Duration::from_secs(15);
/// So many seconds may clocks differ.
const SKEW: i64 = 30;
/// So long, in seconds, should browsers keep to https: half a year.
const HSTS: u64 = 15_552_000;

/// Asks the gateway.
pub(super) async fn examine(subject: &Subject, url: &str, report: &mut Report) {
    let mut look = report.look("reachable");
    let client = Client::builder().timeout(TIMEOUT).redirect(redirect::Policy::none()).build();
    let (Ok(client), Ok(url)) = (client, Url::parse(url)) else {
        look.wrong(
            format!("{url} is no address."),
            "Nothing can be asked there.",
            "Name one as https://cards.example.",
        );
        return;
    };
    let outside = Outside { client, url };
    let page = match outside.get("/").await {
        Ok(page) => page,
        Err(error) => {
            look.wrong(
                format!("{} does not answer: {}.", outside.url, reason(&error)),
                "Neither visitors nor staff reach it.",
                "See whether gateway and proxy run, whether the name leads to this machine, and whether the certificate is valid and trusted.",
            );
            return;
        }
    };
    outside.readiness(report).await;
    outside.tls(page.headers(), report).await;
    clock(page.headers(), report);
    headers(page.headers(), report);
    outside.page(page, report).await;
    outside.cookies(subject, report).await;
    outside.metrics(report).await;
}

struct Outside {
    client: Client,
    url: Url,
}

/// Why it failed, to the cause: the outermost says only that it did.
fn reason(error: &dyn std::error::Error) -> String {
    let mut reason = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        reason = error.to_string();
        cause = error.source();
    }
    reason
}

impl Outside {
    fn at(&self, path: &str) -> Url {
        let mut url = self.url.clone();
        url.set_path(path);
        url.set_query(None);
        url
    }

    async fn get(&self, path: &str) -> reqwest::Result<Response> {
        self.client.get(self.at(path)).header(header::ACCEPT_ENCODING, "br, gzip").send().await
    }

    async fn readiness(&self, report: &mut Report) {
        let mut look = report.look("ready");
        let answer = self.get("/readyz").await;
        let ready = answer.as_ref().is_ok_and(|answer| answer.status().is_success());
        if ready {
            return;
        }
        let said = match answer {
            Ok(answer) => format!("{} {}", answer.status().as_u16(), answer.text().await.unwrap_or_default()),
            Err(error) => reason(&error),
        };
        look.wrong(
            format!("The gateway is not ready: {}.", said.chars().take(200).collect::<String>().trim()),
            "It takes nothing in.",
            "Look into its log: the database or the disk does not answer, or the proxy does not reach it.",
        );
    }

    async fn tls(&self, headers: &HeaderMap, report: &mut Report) {
        let mut look = report.look("tls");
        if self.url.scheme() != "https" {
            look.wrong(
                format!("{} is asked without TLS.", self.url),
                "What people send, and the cookies of staff, can be read and changed on the way.",
                "Let a proxy end TLS (docs/deploy.md), and ask by https.",
            );
            return;
        }
        let mut look = report.look("hsts");
        let said = headers.get(header::STRICT_TRANSPORT_SECURITY).and_then(|value| value.to_str().ok());
        let seconds =
            said.and_then(|text| text.split(';').find_map(|part| part.trim().strip_prefix("max-age=")?.parse().ok()));
        if seconds.is_none_or(|seconds: u64| seconds < HSTS) {
            look.wrong(
                "The answer has no Strict-Transport-Security of half a year or more.",
                "The first request of each visit can go by http, where it can be led elsewhere.",
                "Set CALLING_CARD_PUBLIC_URL to the https address, and let the proxy pass the header on.",
            );
        }
        let mut look = report.look("redirect");
        // Where another port is asked, nobody comes there by http.
        if self.url.port().is_some() {
            return;
        }
        let mut plain = self.at("/");
        if plain.set_scheme("http").is_err() {
            return;
        }
        match self.client.get(plain.clone()).send().await {
            Ok(answer) => {
                let to =
                    answer.headers().get(header::LOCATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
                if !answer.status().is_redirection() || !to.starts_with("https://") {
                    look.wrong(
                        format!("{plain} does not lead to https."),
                        "Who types the address without https goes on without TLS.",
                        "Let the proxy answer http by a redirect to https.",
                    );
                }
            }
            Err(_) => look.notable(
                format!("{plain} does not answer."),
                "Who types the address without https may not get there.",
                "Let the proxy answer http by a redirect to https.",
            ),
        }
    }

    /// The app's page: whether it is there, comes compressed, and its files may be kept.
    async fn page(&self, page: Response, report: &mut Report) {
        let mut look = report.look("app");
        if !page.status().is_success() {
            look.wrong(
                format!("The app's page answers {}.", page.status().as_u16()),
                "Staff cannot work.",
                "Use the program of `cargo xtask dist`, which has the app inside, or name its files with --site.",
            );
            return;
        }
        let mut look = report.look("compression");
        if page.headers().get(header::CONTENT_ENCODING).is_none_or(|coding| coding != "br") {
            look.notable(
                "The app's page does not come in brotli.",
                "The app takes several times as long to load.",
                "Let the proxy pass `Accept-Encoding` and `Content-Encoding` on.",
            );
        }
        let mut look = report.look("caching");
        let revalidated = page.headers().get(header::CACHE_CONTROL).is_some_and(|caching| caching == "no-cache");
        if !revalidated || page.headers().get(header::ETAG).is_none() {
            look.notable(
                "What the gateway says of keeping the app's page (Cache-Control, ETag) does not arrive.",
                "Browsers show an old app after an update, or load all of it each time.",
                "Let the proxy pass `Cache-Control` and `ETag` on.",
            );
        }
    }

    /// Whether cookies are kept to https: signing out without a session changes nothing, and names the cookie.
    async fn cookies(&self, subject: &Subject, report: &mut Report) {
        let mut look = report.look("cookies");
        let Ok(answer) = self.client.delete(self.at("/auth/session")).send().await else { return };
        let cookie = answer.headers().get(header::SET_COOKIE).and_then(|value| value.to_str().ok());
        if cookie.is_some_and(|cookie| cookie.starts_with("__Host-") && cookie.contains("; Secure")) {
            return;
        }
        let remedy = match &subject.public_url {
            Some(_) => {
                "Restart the gateway with CALLING_CARD_PUBLIC_URL, and let the proxy pass `Set-Cookie` on as it is."
            }
            None => "Set CALLING_CARD_PUBLIC_URL to the https address.",
        };
        let why = "The session of a member of staff can be sent without TLS, where it can be read.";
        look.wrong("Cookies are not kept to https.", why, remedy);
    }

    async fn metrics(&self, report: &mut Report) {
        let mut look = report.look("metrics");
        let Ok(answer) = self.get("/metrics").await else { return };
        if answer.text().await.unwrap_or_default().contains("calling_card_requests") {
            look.wrong(
                "The metrics are open to everybody.",
                "They tell how much is going on, and how the program is built.",
                "Let the proxy lead nowhere but to the gateway's own port.",
            );
        }
    }
}

fn clock(headers: &HeaderMap, report: &mut Report) {
    let mut look = report.look("clock_outside");
    let said = headers.get(header::DATE).and_then(|value| value.to_str().ok());
    let Some(there) = said.and_then(|date| jiff::fmt::rfc2822::parse(date).ok()) else { return };
    let skew = jiff::Timestamp::now().duration_since(there.timestamp()).as_secs().abs();
    if skew > SKEW {
        look.wrong(
            format!("Its clock and that of this machine differ by {skew} seconds."),
            "Links and sessions end too early or too late, and signing in at other CRMs can fail.",
            "Have both clocks kept by NTP (`timedatectl set-ntp true`).",
        );
    }
}

fn headers(headers: &HeaderMap, report: &mut Report) {
    let mut look = report.look("headers");
    for name in ["content-security-policy", "x-content-type-options", "referrer-policy", "cross-origin-opener-policy"] {
        match headers.get_all(name).iter().count() {
            1 => {}
            0 => look.wrong(
                format!("The answer has no {name}."),
                "It keeps what others might put into a page from running.",
                "Let the proxy pass the gateway's headers on.",
            ),
            _ => look.notable(
                format!("The answer has {name} more than once."),
                "Browsers keep to the strictest of them, and pages of ours may not work.",
                "Let the proxy add none: the gateway sets it for each page.",
            ),
        }
    }
    if headers.contains_key("x-powered-by") {
        look.notable("The answer says x-powered-by.", "It tells what to attack.", "Let the proxy leave it out.");
    }
}
