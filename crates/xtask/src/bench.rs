//! Measuring, side by side in one run.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use crate::postgres::{Cluster, For};
use crate::steps::{cargo, output, root, run, step};
use crate::{site, size, tools};

/// What is measured.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Subject {
    /// Reading vCards, natively and in Chromium.
    Vcard,
    /// Forms: what they weigh, and submissions through a bad line to a gateway that is killed.
    Forms,
    /// The import screen with 50,000 cards.
    Import,
    /// Exporting 100,000 people, on the command line and in Chromium.
    Export,
    /// Finding those who are there several times among 100,000 people.
    Duplicates,
    /// A backup of 100,000 people, open and sealed, and the way back.
    Restore,
    /// What the gateway takes for submissions, lists and searches, beside the bare database, in SQLite and in PostgreSQL.
    Gateway,
    /// How soon the staff app is there and answers, on a slow line and a slow machine; with 100,000 people searching, scrolling, memory; and
    /// what Lighthouse says of its pages.
    App,
}

/// How much the gateway is measured with.
#[derive(clap::Args)]
pub(crate) struct Scale {
    /// With how many people the gateway is measured, one number after another.
    #[arg(long, value_delimiter = ',', default_values_t = [10_000, 100_000])]
    people: Vec<u32>,
    /// Take what was measured of the gateway into docs/scaling.md, and its picture.
    #[arg(long)]
    write: bool,
}

/// How many cards are read.
const CARDS: &str = "50000";
/// So many cards are of 100,000 people and some: one card in fifty is of somebody who is on another.
const CARDS_OF_100_000: &str = "102200";

/// Where 100,000 made-up people are kept between measurements.
const MADE_UP: &str = "target/bench/made-up-people";

/// Measures it.
pub(crate) fn bench(subject: Subject, scale: &Scale) -> Result<()> {
    match subject {
        Subject::Vcard => vcard(),
        Subject::Forms => forms(),
        Subject::Import => import(),
        Subject::Export => export(),
        Subject::Duplicates => duplicates(),
        Subject::Restore => restore(),
        Subject::Gateway => gateway(scale),
        Subject::App => app(),
    }
}

fn forms() -> Result<()> {
    size::size()?;
    let gateway = site::build_gateway(site::Gateway::Quick)?;
    step("Sending", || run(Command::new("node").arg("tests/bench/forms.mjs").arg(&gateway)))
}

fn vcard() -> Result<()> {
    let file = cards(CARDS)?;
    step("Building the worker", site::build)?;
    step("Building the reader by itself", site::build_decode)?;
    step("Measuring natively", || {
        run(cargo().args(["bench", "-p", "calling-card-vcard", "--bench", "read", "--"]).arg(&file))
    })?;
    in_chromium("tests/bench/vcard.mjs", &[file.as_path()])
}

fn import() -> Result<()> {
    site::build()?;
    let program = site::build_gateway(site::Gateway::Quick)?;
    let file = cards(CARDS)?;
    in_chromium("tests/bench/import.mjs", &[program.as_path(), file.as_path()])
}

fn export() -> Result<()> {
    site::build()?;
    let program = site::build_gateway(site::Gateway::Quick)?;
    let data = root().join(format!("target/bench/people-of-{CARDS_OF_100_000}"));
    let complete = data.join("complete");
    if !complete.is_file() {
        let file = cards(CARDS_OF_100_000)?;
        if data.is_dir() {
            fs::remove_dir_all(&data)?;
        }
        step("Storing the people (some minutes, once)", || {
            run(Command::new(&program).args(["vcard", "import", "--data"]).arg(&data).arg(&file))
        })?;
        fs::write(complete, "")?;
    }
    in_chromium("tests/bench/export.mjs", &[program.as_path(), data.as_path()])
}

fn duplicates() -> Result<()> {
    step("Searching natively", || {
        run(cargo().args([
            "run",
            "--profile",
            "dist",
            "-p",
            "calling-card-worker",
            "--example",
            "duplicates",
            "--",
            "100000",
        ]))
    })
}

fn restore() -> Result<()> {
    let program = site::build_gateway(site::Gateway::Quick)?;
    let data = root().join(MADE_UP);
    step("Backing up and restoring", || {
        run(Command::new("node").arg("tests/bench/restore.mjs").args([&program, &data]))
    })
}

fn gateway(scale: &Scale) -> Result<()> {
    let program = site::build_gateway(site::Gateway::Quick)?;
    step("Building what measures it", || {
        run(cargo().args(["build", "--profile", "dist", "-p", "calling-card-bench"]))
    })?;
    let commit = output(Command::new("git").args(["describe", "--always", "--dirty"])).unwrap_or_default();
    let people: Vec<String> = scale.people.iter().map(u32::to_string).collect();
    let cluster = Cluster::begin(For::Measuring)?;
    let mut measure = Command::new(root().join("target/dist/calling-card-bench"));
    measure.arg("--program").arg(program).arg("--data").arg(root().join("target/bench/scaling"));
    measure.args(["--people", &people.join(","), "--commit", commit.trim()]);
    if let Some(cluster) = &cluster {
        measure.args(["--postgres", &cluster.url()]);
    }
    if scale.write {
        measure.arg("--write").arg(root().join("docs"));
    }
    step("Measuring, both in turns", || run(&mut measure))
}

fn app() -> Result<()> {
    site::build()?;
    let program = site::build_gateway(site::Gateway::Quick)?;
    size::size()?;
    let data = root().join(MADE_UP);
    let (program, lighthouse) = (program.as_path(), tools::lighthouse()?);
    // What misses what is wanted does not keep the rest from being measured.
    let outcomes = [
        in_chromium("tests/bench/app_load.mjs", &[program]),
        in_chromium("tests/bench/app_search.mjs", &[program, data.as_path()]),
        in_chromium("tests/bench/app_lighthouse.mjs", &[program, lighthouse.as_path()]),
    ];
    outcomes.into_iter().collect()
}

/// A file with so many cards.
fn cards(count: &str) -> Result<PathBuf> {
    let folder = root().join("target/bench");
    fs::create_dir_all(&folder)?;
    let file = folder.join(format!("cards-{count}.vcf"));
    step("Making the cards", || {
        let mut make = cargo();
        make.args(["run", "--profile", "dist", "-p", "calling-card-vcard", "--example", "cards", "--", count]);
        run(make.stdout(File::create(&file)?))
    })?;
    Ok(file)
}

fn in_chromium(script: &str, arguments: &[&Path]) -> Result<()> {
    tools::node_packages()?;
    step("Measuring in Chromium", || {
        let mut node = Command::new("node");
        run(node.arg(script).args(arguments).env("CHROMIUM", tools::chromium()?))
    })
}
