//! What a browser loads, in brotli.

use std::fs;

use anyhow::{Result, bail};

use crate::site;

/// Most bytes of the widget's WebAssembly with its glue.
const WIDGET: usize = 70_000;

/// Prints the sizes of the built files; fails where one is over its budget.
pub(crate) fn size() -> Result<()> {
    site::build()?;
    println!("{:<10}{:>12}", "part", "brotli");
    let mut over = Vec::new();
    for (part, budget) in [("app", None), ("widget", Some(WIDGET)), ("worker", None)] {
        let mut bytes = 0;
        for entry in fs::read_dir(site::folder().join(part))? {
            let path = entry?.path();
            if path.extension().is_some_and(|ending| ending == "br") {
                bytes += fs::metadata(path)?.len() as usize;
            }
        }
        println!("{part:<10}{bytes:>12}");
        if budget.is_some_and(|budget| bytes > budget) {
            over.push(part);
        }
    }
    if over.is_empty() { Ok(()) } else { bail!("over budget: {}", over.join(", ")) }
}
