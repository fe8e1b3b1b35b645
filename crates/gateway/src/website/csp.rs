//! Content Security Policy (Level 3), as far as it decides about a form.

use calling_card_api::websites::Need;
use url::Url;

/// What a form loads and where it sends, and the page that it stands on, if that is known.
pub struct Subject {
    /// Its script.
    pub script: String,
    /// Where it sends.
    pub submissions: String,
    /// Scheme, host and port of both.
    pub gateway: String,
    /// The hash of its script (`sha256-…`).
    pub integrity: String,
    /// The page.
    pub page: Option<Url>,
}

/// What keeps a form from something that it needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forbidden {
    /// The directive that does.
    pub directive: String,
    /// The directive as it may be written instead.
    pub mended: String,
}

/// One policy: directives with their values, the first of each name.
pub struct Policy(Vec<(String, Vec<String>)>);

/// The policies of a header: divided by commas or lines, with or without the header's name.
pub fn split(text: &str) -> Vec<String> {
    let name = "content-security-policy:";
    let without_name = |text: &str| {
        let text = text.trim();
        match text.get(..name.len()) {
            Some(start) if start.eq_ignore_ascii_case(name) => text[name.len()..].trim().to_owned(),
            _ => text.to_owned(),
        }
    };
    text.split([',', '\n']).map(without_name).filter(|policy| !policy.is_empty()).collect()
}

impl Policy {
    /// Reads a policy; what is no directive is nothing to a browser either.
    pub fn read(text: &str) -> Self {
        let mut directives: Vec<(String, Vec<String>)> = Vec::new();
        for part in text.split(';') {
            let mut words = part.split_ascii_whitespace();
            let Some(name) = words.next().map(str::to_ascii_lowercase) else { continue };
            if directives.iter().all(|(known, _)| *known != name) {
                directives.push((name, words.map(str::to_owned).collect()));
            }
        }
        Self(directives)
    }

    /// The directive that keeps a form from what it needs, and how it would not; none where nothing does.
    pub fn forbids(&self, need: Need, subject: &Subject) -> Option<Forbidden> {
        let directive = self.forbidding(need, subject)?.to_owned();
        Some(Forbidden { mended: self.mended(need, &directive, subject), directive })
    }

    /// The directive with what it lacks. What `default-src` has granted until now is named with it: a directive of its own takes
    /// its place as a whole.
    fn mended(&self, need: Need, directive: &str, subject: &Subject) -> String {
        let known = self.first(&[directive]).map(|(_, sources)| sources).unwrap_or_default();
        let mut sources: Vec<String> = known.iter().filter(|source| !is(source, "'none'")).cloned().collect();
        let by_place = |sources: &mut Vec<String>| sources.push(subject.gateway.clone());
        let script = |sources: &mut Vec<String>| match strict(sources) {
            true => sources.push(format!("'{}'", subject.integrity)),
            false => by_place(sources),
        };
        let own = match need {
            _ if directive == "sandbox" => {
                sources.push("allow-scripts".to_owned());
                "sandbox"
            }
            Need::Script => {
                script(&mut sources);
                "script-src"
            }
            Need::Connect => {
                by_place(&mut sources);
                "connect-src"
            }
            Need::WebAssembly => {
                // Whoever writes this line in the place of the other must not lose the script by it.
                if self.forbidding(Need::Script, subject) == Some(directive) {
                    script(&mut sources);
                }
                sources.push("'wasm-unsafe-eval'".to_owned());
                "script-src"
            }
            Need::Style => "style-src",
        };
        let name = if directive == "default-src" { own } else { directive };
        format!("{name} {}", sources.join(" "))
    }

    fn forbidding(&self, need: Need, subject: &Subject) -> Option<&str> {
        if let Some((name, flags)) = self.first(&["sandbox"])
            && need != Need::Style
            && !flags.iter().any(|flag| flag.eq_ignore_ascii_case("allow-scripts"))
        {
            return Some(name);
        }
        let (name, granted) = match need {
            Need::Script => {
                let (name, sources) = self.first(&["script-src-elem", "script-src", "default-src"])?;
                (name, grants_script(sources, subject))
            }
            Need::Connect => {
                let (name, sources) = self.first(&["connect-src", "default-src"])?;
                (name, sources.iter().any(|source| matches(source, &subject.submissions, subject)))
            }
            Need::WebAssembly => {
                let (name, sources) = self.first(&["script-src", "default-src"])?;
                let evaluates = |source: &String| is(source, "'wasm-unsafe-eval'") || is(source, "'unsafe-eval'");
                (name, sources.iter().any(evaluates))
            }
            Need::Style => return None,
        };
        (!granted).then_some(name)
    }

    fn first(&self, names: &[&str]) -> Option<(&str, &[String])> {
        let find = |name: &&str| self.0.iter().find(|(known, _)| known == name);
        names.iter().find_map(find).map(|(name, sources)| (name.as_str(), sources.as_slice()))
    }
}

fn is(source: &str, keyword: &str) -> bool {
    source.eq_ignore_ascii_case(keyword)
}

fn strict(sources: &[String]) -> bool {
    sources.iter().any(|source| is(source, "'strict-dynamic'"))
}

/// By its place, or by its hash. With `'strict-dynamic'` places count for nothing.
fn grants_script(sources: &[String], subject: &Subject) -> bool {
    let hashed = sources.iter().any(|source| source.trim_matches('\'') == subject.integrity);
    hashed || !strict(sources) && sources.iter().any(|source| matches(source, &subject.script, subject))
}

/// Whether a source names an address (CSP3, section 6.7.2.8).
fn matches(source: &str, address: &str, subject: &Subject) -> bool {
    let Ok(address) = Url::parse(address) else { return false };
    if is(source, "'self'") {
        return subject.page.as_ref().is_some_and(|page| page.origin() == address.origin());
    }
    if source.starts_with('\'') {
        return false;
    }
    if source == "*" {
        return matches!(address.scheme(), "http" | "https");
    }
    // A scheme by itself: `https:`.
    if let Some(scheme) = source.strip_suffix(':') {
        return scheme_matches(scheme, address.scheme());
    }
    let (scheme, rest) = match source.split_once("://") {
        Some((scheme, rest)) => (scheme.to_owned(), rest),
        None => (subject.page.as_ref().map_or("https", Url::scheme).to_owned(), source),
    };
    let (place, path) = rest.find('/').map_or((rest, ""), |at| rest.split_at(at));
    let (host, port) = match place.rsplit_once(':') {
        Some((host, port)) if port == "*" || port.bytes().all(|b| b.is_ascii_digit()) => (host, port),
        _ => (place, ""),
    };
    scheme_matches(&scheme, address.scheme())
        && host_matches(host, address.host_str().unwrap_or_default())
        && port_matches(port, &address)
        && path_matches(path, address.path())
}

fn scheme_matches(scheme: &str, of: &str) -> bool {
    scheme.eq_ignore_ascii_case(of) || scheme.eq_ignore_ascii_case("http") && of == "https"
}

fn host_matches(pattern: &str, host: &str) -> bool {
    match pattern.strip_prefix('*') {
        Some(rest) => {
            let ends = host.len() > rest.len() && host.to_ascii_lowercase().ends_with(&rest.to_ascii_lowercase());
            rest.starts_with('.') && ends
        }
        None => pattern.eq_ignore_ascii_case(host),
    }
}

fn port_matches(pattern: &str, address: &Url) -> bool {
    let port = address.port_or_known_default();
    match pattern {
        "*" => true,
        "" => port == Some(if address.scheme() == "https" { 443 } else { 80 }),
        number => number.parse().ok() == port || number == "80" && port == Some(443),
    }
}

fn path_matches(pattern: &str, path: &str) -> bool {
    match pattern {
        "" | "/" => true,
        folder if folder.ends_with('/') => path.starts_with(folder),
        file => file == path,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEEDS: [Need; 3] = [Need::Script, Need::Connect, Need::WebAssembly];

    fn subject(page: Option<&str>) -> Subject {
        Subject {
            script: "https://cards.example/f/contact/form.js".into(),
            submissions: "https://cards.example/f/contact/submissions".into(),
            gateway: "https://cards.example".into(),
            integrity: "sha256-abc=".into(),
            page: page.and_then(|page| Url::parse(page).ok()),
        }
    }

    fn forbidden(policy: &str, page: Option<&str>) -> [Option<String>; 3] {
        let (policy, subject) = (Policy::read(policy), subject(page));
        NEEDS.map(|need| policy.forbids(need, &subject).map(|forbidden| forbidden.directive))
    }

    #[test]
    fn a_mended_policy_grants_what_it_forbade_and_keeps_what_it_granted() {
        for (policy, need, mended) in [
            ("default-src 'self'", Need::Script, "script-src 'self' https://cards.example"),
            ("default-src 'self'", Need::WebAssembly, "script-src 'self' https://cards.example 'wasm-unsafe-eval'"),
            ("default-src 'none'", Need::Connect, "connect-src https://cards.example"),
            (
                "script-src 'nonce-x' 'strict-dynamic'",
                Need::Script,
                "script-src 'nonce-x' 'strict-dynamic' 'sha256-abc='",
            ),
            ("script-src-elem 'none'", Need::Script, "script-src-elem https://cards.example"),
            ("script-src https:", Need::WebAssembly, "script-src https: 'wasm-unsafe-eval'"),
            ("sandbox allow-forms", Need::Script, "sandbox allow-forms allow-scripts"),
        ] {
            let subject = subject(Some("https://www.example/"));
            let forbidden = Policy::read(policy).forbids(need, &subject).map(|forbidden| forbidden.mended);
            assert_eq!(forbidden.as_deref(), Some(mended), "{policy}");
            assert_eq!(Policy::read(mended).forbids(need, &subject), None, "{mended}");
        }
    }

    fn works(policy: &str) -> [bool; 3] {
        forbidden(policy, Some("https://www.example/")).map(|directive| directive.is_none())
    }

    #[test]
    fn directives_decide_in_their_order() {
        assert_eq!(works(""), [true; 3]);
        assert_eq!(works("img-src 'none'; style-src 'none'"), [true; 3]);
        let none = Some("default-src".to_owned());
        assert_eq!(forbidden("default-src 'none'", None), [none.clone(), none.clone(), none]);
        let policy = "Script-Src https://cards.example 'WASM-unsafe-eval'; connect-src https://cards.example/; script-src 'none'";
        assert_eq!(works(policy), [true; 3]);
        assert_eq!(works("script-src-elem 'none'; default-src * 'unsafe-eval'"), [false, true, true]);
        assert_eq!(works("script-src 'sha256-abc='; connect-src https:"), [true, true, false]);
        assert_eq!(works("script-src https: 'nonce-x' 'strict-dynamic'"), [false, true, false]);
        assert_eq!(works("sandbox allow-forms"), [false; 3]);
        assert_eq!(works("sandbox allow-scripts"), [true; 3]);
    }

    #[test]
    fn sources_name_schemes_hosts_ports_and_paths() {
        for (source, grants) in [
            ("*", true),
            ("https:", true),
            ("http:", true),
            ("cards.example", true),
            ("CARDS.example:443", true),
            ("http://cards.example", true),
            ("http://cards.example:80", true),
            ("https://cards.example:*", true),
            ("*.example", true),
            ("https://cards.example/f/", true),
            ("https://cards.example/f/contact/form.js", true),
            ("'self'", false),
            ("data:", false),
            ("*.cards.example", false),
            ("cards.example.evil", false),
            ("https://cards.example:8443", false),
            ("https://cards.example/g/", false),
            ("https://cards.example/f", false),
            ("'unsafe-inline'", false),
        ] {
            assert_eq!(works(&format!("script-src {source}"))[0], grants, "{source}");
        }
        let [own, ..] = forbidden("script-src 'self'", Some("https://cards.example/x"));
        assert_eq!(own, None);
    }

    #[test]
    fn a_header_may_hold_several_policies_and_its_name() {
        let text = "Content-Security-Policy: default-src 'self', script-src *\ncontent-security-policy:x y";
        assert_eq!(split(text), ["default-src 'self'", "script-src *", "x y"]);
    }
}
