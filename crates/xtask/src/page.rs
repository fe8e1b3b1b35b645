//! What becomes of the app's page when Trunk has made it: it names one file of styles instead of many, for each is an answer to wait
//! for, and a browser asks for few at a time.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use crate::site::minify;

const PAGE: &str = "index.html";

/// Joins the styles that the app's page names, in their order, without what only people read.
pub(crate) fn join(app: &Path, path: &OsStr) -> Result<()> {
    let text = fs::read_to_string(app.join(PAGE))?;
    let names = names(&text);
    let mut joined = String::new();
    for name in &names {
        joined.push_str(&fs::read_to_string(app.join(name)).with_context(|| format!("{name} cannot be read"))?);
        fs::remove_file(app.join(name))?;
    }
    let style = app.join("style.css");
    fs::write(&style, joined)?;
    minify(&style, "--minify-whitespace", path)?;
    let hash: String = Sha256::digest(fs::read(&style)?).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let name = format!("style-{hash}.css");
    fs::rename(style, app.join(&name))?;
    Ok(fs::write(app.join(PAGE), with(&text, &name))?)
}

/// What a line names that is a style sheet.
fn name(line: &str) -> Option<&str> {
    line.trim().strip_prefix("<link rel=\"stylesheet\" href=\"/")?.split('"').next()
}

fn names(page: &str) -> Vec<&str> {
    page.lines().filter_map(name).collect()
}

/// The page with one style sheet in the place of the first.
fn with(page: &str, style: &str) -> String {
    let mut link = Some(format!("    <link rel=\"stylesheet\" href=\"/{style}\" />\n"));
    let lines = page.lines().map(|line| match name(line) {
        Some(_) => link.take().unwrap_or_default(),
        None => format!("{line}\n"),
    });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::{names, with};

    #[test]
    fn many_become_one() {
        let page = "<head>\n    <link rel=\"stylesheet\" href=\"/a-1.css\" integrity=\"x\"/>\n<link rel=\"stylesheet\" href=\"/b-2.css\" integrity=\"y\"/>\n</head>\n";
        assert_eq!(names(page), ["a-1.css", "b-2.css"]);
        assert_eq!(
            with(page, "style-3.css"),
            "<head>\n    <link rel=\"stylesheet\" href=\"/style-3.css\" />\n</head>\n"
        );
    }
}
