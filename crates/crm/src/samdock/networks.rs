//! Profiles in social networks: the vendor has a member for each of five, on people and organizations alike.

use calling_card_contact::SocialProfile;

/// The networks, in the order of their members: what we call each, and where its profiles are.
const NETWORKS: [(&str, &[&str]); 5] = [
    ("LinkedIn", &["linkedin.com"]),
    ("XING", &["xing.com"]),
    ("Facebook", &["facebook.com"]),
    ("Twitter", &["twitter.com", "x.com"]),
    ("Instagram", &["instagram.com"]),
];

/// Writes into `linkedin`, `xing`, `facebook`, `twitter` and `instagram`: the first profile of each, an empty text where there is none.
pub(super) fn write(profiles: &[SocialProfile], members: [&mut Option<String>; 5]) {
    for (place, member) in members.into_iter().enumerate() {
        let profile = profiles.iter().find(|profile| network(profile) == Some(place));
        *member = Some(profile.map(|profile| profile.url.clone()).unwrap_or_default());
    }
}

/// Reads from them, in the same order.
pub(super) fn read(members: [&Option<String>; 5]) -> Vec<SocialProfile> {
    let said = NETWORKS.iter().zip(members).filter_map(|((service, _), member)| {
        let url = member.clone().filter(|url| !url.is_empty())?;
        Some(SocialProfile { service: (*service).into(), url })
    });
    said.collect()
}

/// The network of a profile, by its place among them: by what it is called, else by where the profile is.
fn network(profile: &SocialProfile) -> Option<usize> {
    let service = profile.service.trim();
    let service = if service.eq_ignore_ascii_case("X") { "Twitter" } else { service };
    let rest = profile.url.split_once("://").map_or(profile.url.as_str(), |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    let at = |domain: &str| host.strip_suffix(domain).is_some_and(|sub| sub.is_empty() || sub.ends_with('.'));
    let named = NETWORKS.iter().position(|(name, _)| service.eq_ignore_ascii_case(name));
    named.or_else(|| NETWORKS.iter().position(|(_, domains)| domains.iter().any(|domain| at(domain))))
}
