//! The arrows of ARCHITECTURE.md: which crate may use which, and what the inner ones may not know.

use std::fs;
use std::path::Path;

use anyhow::{Result, bail};
use serde_json::Value;

use crate::steps::{cargo, output, root};

/// Which of our crates may use which others of ours.
const ARROWS: [(&str, &[&str]); 13] = [
    ("calling-card-contact", &[]),
    ("calling-card-api", &["calling-card-contact"]),
    ("calling-card-vcard", &["calling-card-contact"]),
    ("calling-card-crm", &["calling-card-contact"]),
    ("calling-card-contact-form", &["calling-card-contact"]),
    ("calling-card-public-card", &["calling-card-contact"]),
    (
        "calling-card-app",
        &["calling-card-api", "calling-card-contact", "calling-card-contact-form", "calling-card-public-card"],
    ),
    ("calling-card-worker", &["calling-card-api", "calling-card-contact", "calling-card-vcard"]),
    ("calling-card-widget", &["calling-card-contact"]),
    ("calling-card-reader", &["calling-card-contact", "calling-card-vcard"]),
    (
        "calling-card-gateway",
        &[
            "calling-card-api",
            "calling-card-contact",
            "calling-card-contact-form",
            "calling-card-crm",
            "calling-card-public-card",
            "calling-card-vcard",
        ],
    ),
    ("calling-card-bench", &["calling-card-api", "calling-card-contact", "calling-card-gateway"]),
    ("xtask", &[]),
];

/// What knows no browser, no server, no clock and no chance.
const INNER: [&str; 4] = ["calling-card-contact", "calling-card-api", "calling-card-vcard", "calling-card-crm"];
const UNKNOWN_TO_INNER: [&str; 8] = ["leptos", "tokio", "axum", "sqlx", "jiff", "rand", "web-sys", "gloo-net"];
/// The browser's TextDecoder knows the charsets of old vCards; natively it is encoding_rs.
const EXCEPTION: (&str, &str) = ("calling-card-vcard", "web-sys");

/// Fails where an arrow points the wrong way.
pub(crate) fn check() -> Result<()> {
    let text = output(cargo().args(["metadata", "--no-deps", "--format-version", "1", "--locked"]))?;
    let mut wrong = wrong_arrows(&serde_json::from_str(&text)?);
    wrong.extend(wrong_words(&root().join("src"), "gloo_net", &["transport.rs"])?);
    for sources in ["src", "crates"] {
        wrong.extend(wrong_words(&root().join(sources), concat!("inner", "HTML"), &[])?);
        wrong.extend(wrong_words(&root().join(sources), concat!("inner_", "html"), &[])?);
    }
    if wrong.is_empty() { Ok(()) } else { bail!("arrows that point the wrong way:\n  {}", wrong.join("\n  ")) }
}

fn wrong_arrows(metadata: &Value) -> Vec<String> {
    let mut wrong = Vec::new();
    for package in metadata["packages"].as_array().into_iter().flatten() {
        let name = package["name"].as_str().unwrap_or_default();
        let Some((_, allowed)) = ARROWS.iter().find(|(known, _)| *known == name) else {
            wrong.push(format!("{name} is not in the drawing"));
            continue;
        };
        for used in package["dependencies"].as_array().into_iter().flatten().filter(|used| used["kind"].is_null()) {
            let used = used["name"].as_str().unwrap_or_default();
            let ours = ARROWS.iter().any(|(known, _)| *known == used);
            if (ours && !allowed.contains(&used))
                || (INNER.contains(&name) && UNKNOWN_TO_INNER.contains(&used) && (name, used) != EXCEPTION)
            {
                wrong.push(format!("{name} -> {used}"));
            }
        }
    }
    wrong
}

/// The files below a folder that hold a word which only some may.
fn wrong_words(folder: &Path, word: &str, allowed: &[&str]) -> Result<Vec<String>> {
    let mut wrong = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if path.is_dir() {
            wrong.extend(wrong_words(&path, word, allowed)?);
        } else if !allowed.contains(&name) && ["rs", "js"].iter().any(|ending| name.ends_with(ending)) {
            let text = fs::read_to_string(&path)?;
            if text.contains(word) {
                wrong.push(format!("{} uses {word}", path.display()));
            }
        }
    }
    Ok(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arrow_that_points_the_wrong_way_is_found() {
        let package = |name: &str, used: &str| serde_json::json!({ "packages": [{ "name": name, "dependencies": [{ "name": used, "kind": null }] }] });
        assert_eq!(
            wrong_arrows(&package("calling-card-contact", "calling-card-api")),
            ["calling-card-contact -> calling-card-api"]
        );
        assert_eq!(wrong_arrows(&package("calling-card-api", "tokio")), ["calling-card-api -> tokio"]);
        assert_eq!(wrong_arrows(&package("new", "serde")), ["new is not in the drawing"]);
        assert!(wrong_arrows(&package("calling-card-api", "calling-card-contact")).is_empty());
    }
}
