//! What a browser loads, in brotli.

use std::fs;
use std::process::Command;

use anyhow::{Result, bail};

use crate::site;
use crate::steps::output;

/// Most bytes of the script of the contact form: all that a page loads before the first interaction.
const FORM: usize = 8_000;
/// Most bytes of the script of a published business card, without its picture.
const CARD: usize = 4_000;
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
    for (part, budget) in [("app", None), ("widget", Some(WIDGET)), ("help", None), ("reader", None), ("worker", None)]
    {
        let mut bytes = 0;
        for entry in fs::read_dir(site::folder().join(part))? {
            let path = entry?.path();
            if path.extension().is_some_and(|ending| ending == "br") {
                bytes += fs::metadata(path)?.len() as usize;
            }
        }
        say(part, bytes, budget);
    }
    if over.is_empty() { Ok(()) } else { bail!("over budget: {}", over.join(", ")) }
}
