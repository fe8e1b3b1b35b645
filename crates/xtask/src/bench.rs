//! Measuring, side by side in one run.

use std::fs::{self, File};
use std::process::Command;

use anyhow::Result;

use crate::steps::{cargo, root, run, step};
use crate::{site, size, tools};

/// What is measured.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Subject {
    /// Reading vCards, natively and in Chromium.
    Vcard,
    /// Forms: what they weigh, and submissions through a bad line to a gateway that is killed.
    Forms,
}

/// How many cards.
const CARDS: &str = "50000";

/// Measures it.
pub(crate) fn bench(subject: Subject) -> Result<()> {
    match subject {
        Subject::Vcard => vcard(),
        Subject::Forms => forms(),
    }
}

fn forms() -> Result<()> {
    size::size()?;
    let gateway = site::build_gateway(&[])?;
    step("Sending", || run(Command::new("node").arg("tests/bench/forms.mjs").arg(&gateway)))
}

fn vcard() -> Result<()> {
    let folder = root().join("target/bench");
    fs::create_dir_all(&folder)?;
    let file = folder.join(format!("cards-{CARDS}.vcf"));
    step("Making the cards", || {
        let mut make = cargo();
        make.args(["run", "--profile", "server", "-p", "calling-card-vcard", "--example", "cards", "--", CARDS]);
        run(make.stdout(File::create(&file)?))
    })?;
    step("Building the worker", site::build)?;
    step("Measuring natively", || {
        run(cargo().args(["bench", "-p", "calling-card-vcard", "--bench", "read", "--"]).arg(&file))
    })?;
    tools::node_packages()?;
    step("Measuring in Chromium", || {
        let mut node = Command::new("node");
        run(node.arg("tests/bench/vcard.mjs").arg(&file).env("CHROMIUM", tools::chromium()?))
    })
}
