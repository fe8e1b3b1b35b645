//! What a company is there, and what a client writes into an organization of ours.

use calling_card_contact::{Organization, SocialProfile};
use serde::{Deserialize, Serialize};
use url::Url;

use super::wire::{Fields, Lifecycle, Note, SocialMedia};

/// What is told of a company and stands in its record, or beside it where the record has no place for it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Told {
    /// What is written at once.
    #[serde(flatten)]
    pub(super) fields: Fields,
    /// The note with who wrote it: one, or none. As a list it counts whole, so that what staff write is by nobody else.
    pub(super) note: Vec<Note>,
    /// The stages of the life cycle, the latest last.
    pub(super) lifecycle_histories: Option<Vec<Lifecycle>>,
}

impl Told {
    /// What we say of an organization ourselves.
    pub(super) fn of(organization: &Organization) -> Self {
        let text = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
        let profile = |profile: &SocialProfile| SocialMedia { kind: text(&profile.service), link: text(&profile.url) };
        let social_medias: Vec<SocialMedia> = organization.social_profiles.iter().map(profile).collect();
        let fields = Fields {
            name: text(&organization.name),
            website: text(&organization.website),
            domain: host_of(&organization.website),
            vat_id: text(&organization.vat_number),
            social_medias: Some(social_medias).filter(|all| !all.is_empty()),
            ..Fields::default()
        };
        let note = text(&organization.note).map(|note| Note { note: Some(note), ..Note::default() });
        Self { fields, note: note.into_iter().collect(), lifecycle_histories: None }
    }
}

/// Writes what is said otherwise than before.
pub(super) fn apply(organization: &mut Organization, before: &Told, said: &Told) {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let (was, shall) = (&before.fields, &said.fields);
    for (was, shall, member) in
        [(&was.name, &shall.name, &mut organization.name), (&was.vat_id, &shall.vat_id, &mut organization.vat_number)]
    {
        if was != shall {
            *member = text(shall);
        }
    }
    if (&was.website, &was.domain) != (&shall.website, &shall.domain) {
        organization.website = website(&organization.website, shall);
    }
    if was.social_medias != shall.social_medias {
        let all = shall.social_medias.iter().flatten();
        let profile = |media: &SocialMedia| SocialProfile { service: text(&media.kind), url: text(&media.link) };
        organization.social_profiles = all.map(profile).collect();
    }
    if before.note != said.note {
        organization.note = said.note.first().map(|note| text(&note.note)).unwrap_or_default();
    }
}

/// The page that is said, or else that of the domain: the one of before, where it is on it.
fn website(before: &str, said: &Fields) -> String {
    match (&said.website, said.domain.as_deref().and_then(domain)) {
        (Some(page), _) if page.contains("://") => page.clone(),
        (Some(page), _) => format!("https://{page}"),
        (None, Some(domain)) if host_of(before).as_deref() == Some(domain.as_str()) => before.to_owned(),
        (None, Some(domain)) => format!("https://{domain}"),
        (None, None) => String::new(),
    }
}

/// A domain as it is compared: in lower case, in ASCII, without `www`; none where the text is none.
pub(super) fn domain(text: &str) -> Option<String> {
    let text = text.trim();
    let bare = !text.is_empty() && !text.contains(|c: char| c.is_whitespace() || "/\\?#@:%[]".contains(c));
    host_of(&format!("https://{text}")).filter(|host| bare && host.contains('.'))
}

/// The domain of a page.
pub(super) fn host_of(page: &str) -> Option<String> {
    let page = Url::parse(page).ok()?;
    let host = page.domain()?.trim_end_matches('.');
    Some(host.strip_prefix("www.").unwrap_or(host).to_owned()).filter(|host| !host.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn domains_are_compared_as_they_are_asked() {
        for (text, same) in [
            ("WWW.Acme.example", Some("acme.example")),
            ("acme.example.", Some("acme.example")),
            ("bücher.example", Some("xn--bcher-kva.example")),
            (" acme.example ", Some("acme.example")),
            ("https://acme.example", None),
            ("a@acme.example", None),
            ("acme.example/x", None),
            ("acme.example:80", None),
            ("127.0.0.1", None),
            ("acme", None),
            ("", None),
        ] {
            assert_eq!(domain(text).as_deref(), same, "{text}");
        }
        assert_eq!(host_of("http://www.acme.example:8080/x").as_deref(), Some("acme.example"));
    }

    #[test]
    fn the_website_follows_the_domain_and_the_other_way_round() {
        let mut organization = Organization { name: "Acme".into(), ..Organization::default() };
        let mut write = |website: Option<&str>, domain: Option<&str>| {
            let before = Told::of(&organization);
            let [website, domain] = [website, domain].map(|said| said.map(str::to_owned));
            let fields = Fields { website, domain, ..before.fields.clone() };
            apply(&mut organization, &before, &Told { fields, ..before.clone() });
            organization.website.clone()
        };
        assert_eq!(write(None, Some("acme.example")), "https://acme.example");
        assert_eq!(write(Some("www.acme.example/en"), None), "https://www.acme.example/en");
        assert_eq!(write(None, Some("acme.example")), "https://www.acme.example/en", "that page is on it");
        assert_eq!(write(Some("http://other.example"), Some("acme.example")), "http://other.example");
        assert_eq!(write(None, None), "");
    }
}
