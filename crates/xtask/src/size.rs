//! What a browser loads, in brotli.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::site;
use crate::steps::output;

/// Most bytes of the script of the contact form: all that a page loads before the first interaction.
const FORM: usize = 8_000;
/// Most bytes of the script of a published business card, without its picture.
const CARD: usize = 4_000;
/// Most bytes of the staff app until the list of people is there: page, styles, scripts, WebAssembly.
const APP: usize = 300_000;
/// What of the app's files is loaded later, or by few: its parts, the service worker once the app is at rest, more contrast by who asks for it.
const LATER: [&str; 3] = ["part-", "sw.js", "contrast.css"];
/// Most bytes of the widget's WebAssembly with its glue.
const WIDGET: usize = 70_000;

/// Prints the sizes of the built files; fails where one is over its budget.
pub(crate) fn size() -> Result<()> {
    let gateway = site::build_with_gateway(site::Gateway::Soon)?;
    println!("{:<22}{:>10}{:>10}", "part", "brotli", "budget");
    let mut over = Vec::new();
    let mut say = |part: &str, bytes: usize, budget: Option<usize>| {
        println!("{part:<22}{bytes:>10}{:>10}", budget.map(|budget| budget.to_string()).unwrap_or_default());
        if budget.is_some_and(|budget| bytes > budget) {
            over.push(part.to_owned());
        }
    };
    for (form, budget) in [("contact", Some(FORM)), ("address", None)] {
        let mut print = Command::new(&gateway);
        let script = output(print.args(["form-js", form, "--site"]).arg(site::folder()))?;
        say(&format!("form.js ({form})"), site::brotli(script.trim_end().as_bytes())?.len(), budget);
    }
    let mut print = Command::new(&gateway);
    let script = output(print.args(["card-js", "--site"]).arg(site::folder()))?;
    say("card.js", site::brotli(script.trim_end().as_bytes())?.len(), Some(CARD));
    let app = compressed(&site::folder().join("app"))?;
    let of = |wanted: &dyn Fn(&str) -> bool| app.iter().filter(|(name, _)| wanted(name)).map(|(_, bytes)| bytes).sum();
    let begin: usize = of(&|name| !LATER.iter().any(|later| name.starts_with(later)));
    say("app", begin, Some(APP));
    for (part, files) in &parts()? {
        let more = |name: &str| files.iter().any(|file| name.strip_suffix(".br") == Some(file.as_str()));
        say(&format!("app, then {part}"), of(&more), None);
    }
    say("app, all of it", of(&|_| true), None);
    for (part, budget) in [("widget", Some(WIDGET)), ("help", None), ("reader", None), ("worker", None)] {
        say(part, compressed(&site::folder().join(part))?.values().sum(), budget);
    }
    if over.is_empty() { Ok(()) } else { bail!("over budget: {}", over.join(", ")) }
}

/// The files of each part of the app that is loaded later.
fn parts() -> Result<BTreeMap<String, Vec<String>>> {
    let parts = fs::read_to_string(site::folder().join("parts.json"))?;
    serde_json::from_str(&parts).context("it cannot be read which parts the app has")
}

/// The files of a folder that are compressed with brotli, and their sizes.
fn compressed(folder: &Path) -> Result<BTreeMap<String, usize>> {
    let mut sizes = BTreeMap::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.ends_with(".br") {
            sizes.insert(name, entry.metadata()?.len() as usize);
        }
    }
    Ok(sizes)
}
