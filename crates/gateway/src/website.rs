//! Whether a form runs on a website: its policies are read, and its page is fetched with care.

pub mod csp;
pub mod fetch;

use calling_card_api::websites::{Finding, Need, NotFetched, Website, WebsiteReport};
use calling_card_contact::InboundSource;
use scraper::{Html, Selector};
use url::Url;

use csp::{Forbidden, Policy, Subject};
use fetch::{Fetch, Page};

/// What the answer depends on beside the website.
pub struct Question<'a> {
    /// The form.
    pub source: &'a InboundSource,
    /// The address under which the gateway is reached.
    pub gateway: &'a str,
    /// The hash of the form's newest script (`sha256-…`).
    pub integrity: &'a str,
    /// How pages are fetched.
    pub fetch: Fetch,
}

impl Question<'_> {
    /// Looks at a website.
    pub async fn answer(&self, website: &Website) -> WebsiteReport {
        if website.url.trim().is_empty() {
            let policies = csp::split(&website.policy);
            return WebsiteReport { findings: self.findings(&policies, None), policies, ..WebsiteReport::default() };
        }
        let page = match self.fetch.page(website.url.trim()).await {
            Ok(page) => page,
            Err(not_fetched) => return WebsiteReport { not_fetched: Some(not_fetched), ..WebsiteReport::default() },
        };
        self.report(page)
    }

    fn report(&self, page: Page) -> WebsiteReport {
        let (written, script_there) = self.read(&page);
        let mut policies: Vec<String> = page.policies.iter().flat_map(|header| csp::split(header)).collect();
        policies.extend(written);
        let origin = page.url.origin().ascii_serialization();
        let named = &self.source.origins;
        let allowed = named.is_empty() || named.iter().any(|known| known.eq_ignore_ascii_case(&origin));
        WebsiteReport {
            not_fetched: None,
            page: page.url.to_string(),
            script_there: Some(script_there),
            origin_allowed: Some(allowed),
            findings: self.findings(&policies, Some(&page.url)),
            policies,
        }
    }

    /// The policies that stand in the page itself, and whether it has the form's script.
    fn read(&self, page: &Page) -> (Vec<String>, bool) {
        let document = Html::parse_document(&page.text);
        let select = |selector: &str| Selector::parse(selector).ok();
        let policies = select("meta[http-equiv][content]").into_iter().flat_map(|selector| {
            let found = document.select(&selector).filter(|meta| {
                meta.attr("http-equiv").is_some_and(|name| name.eq_ignore_ascii_case("content-security-policy"))
            });
            found.filter_map(|meta| meta.attr("content")).flat_map(csp::split).collect::<Vec<_>>()
        });
        let policies = policies.collect();
        let own = |address: &str| {
            let address = page.url.join(address).ok();
            let path = address.as_ref().map(|address| address.path().to_owned()).unwrap_or_default();
            let ends = path.starts_with(&format!("/f/{}/", self.source.id)) && path.ends_with("/form.js");
            ends && address
                .is_some_and(|address| Url::parse(self.gateway).is_ok_and(|own| own.origin() == address.origin()))
        };
        let there = select("script[src]")
            .is_some_and(|selector| document.select(&selector).any(|script| script.attr("src").is_some_and(own)));
        (policies, there)
    }

    fn findings(&self, policies: &[String], page: Option<&Url>) -> Vec<Finding> {
        let policies: Vec<Policy> = policies.iter().map(|text| Policy::read(text)).collect();
        let subject = Subject {
            script: format!("{}/f/{}/form.js", self.gateway, self.source.id),
            submissions: format!("{}/f/{}/submissions", self.gateway, self.source.id),
            gateway: self.gateway.to_owned(),
            integrity: self.integrity.to_owned(),
            page: page.cloned(),
        };
        let find = |need| {
            // Of several policies each must grant it.
            let forbidding: Vec<Forbidden> =
                policies.iter().filter_map(|policy| policy.forbids(need, &subject)).collect();
            let mut mended: Vec<&str> = forbidding.iter().map(|forbidden| forbidden.mended.as_str()).collect();
            mended.dedup();
            let directive = forbidding.first().map(|forbidden| forbidden.directive.clone()).unwrap_or_default();
            Finding { need, granted: forbidding.is_empty(), directive, mended: mended.join("\n") }
        };
        [Need::Script, Need::Connect, Need::WebAssembly, Need::Style].map(find).to_vec()
    }
}

/// Why a page could not be fetched.
type Fetched<T> = Result<T, NotFetched>;
