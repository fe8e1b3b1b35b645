//! Proving that it works.

use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use anyhow::{Result, anyhow, bail};

use crate::postgres::{Cluster, For};
use crate::steps::{Compiler, cargo, root, run, step};
use crate::{arrows, dialects, site, supply, tools};

/// A part of the tests.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Part {
    /// Formatting, clippy, arrows.
    Lint,
    /// Unit and integration tests.
    Unit,
    /// The dialects of other CRMs, asked by their contracts.
    Dialects,
    /// The browser tests.
    Browser,
}

/// Runs the tests, goes on where one fails, and says at the end what did.
pub(crate) fn test(all: bool, only: Option<Part>) -> Result<()> {
    let wanted = |part| only.is_none_or(|only| only == part);
    // Where tests take down what they could not try, as a program that is not installed; nothing of an earlier time.
    let left_out = root().join("target/left-out.txt");
    let _ = std::fs::remove_file(&left_out);
    let mut outcomes: Vec<(String, bool, u64)> = Vec::new();
    let mut prove = |what: &str, work: &mut dyn FnMut() -> Result<()>| {
        let begun = Instant::now();
        let outcome = step(what, work);
        if let Err(error) = &outcome {
            eprintln!("    {error:#}");
        }
        outcomes.push((what.to_owned(), outcome.is_ok(), begun.elapsed().as_secs()));
        outcome.is_ok()
    };
    std::thread::scope(|scope| {
        // Much of it is work for one processor: the other compiles the tests meanwhile, and begins with them.
        let site = (wanted(Part::Browser) || wanted(Part::Lint)).then(|| scope.spawn(build_wasm));
        if wanted(Part::Lint) {
            prove("Formatting", &mut || run(cargo().args(["fmt", "--all", "--check"])));
            prove("Arrows", &mut arrows::check);
            prove("What others have written", &mut supply::deny);
            prove("The npm package, twice", &mut supply::package_twice);
        }
        let compiled = prove("Linting and compiling the tests and the gateway", &mut || {
            site::build_gateway(site::Gateway::Tested).map(drop)
        });
        // What drives the gateway says nothing where there is none.
        if wanted(Part::Unit) && compiled {
            prove("Unit and integration tests", &mut || {
                let mut tests = Compiler::Clippy.cargo();
                tests.args(site::TESTS).env("CALLING_CARD_MAY_SKIP", &left_out);
                // Many wait for a program, or for a moment.
                let processors = std::thread::available_parallelism().map_or(1, usize::from);
                tests.env("RUST_TEST_THREADS", (2 * processors).to_string());
                if all {
                    tests.env("CALLING_CARD_ALL", "1");
                }
                run(&mut tests)
            });
            prove("The store in PostgreSQL", &mut || in_postgres(all, &left_out));
            prove("Signing in at a real OpenID Provider", &mut || {
                let mut tests = Compiler::Clippy.cargo();
                tests.args(["test", "--workspace", "--locked", "--test", "it", "--", "--ignored", "oidc::"]);
                run(tests.env("CALLING_CARD_OIDC_PROVIDER", tools::oidc_provider()?))
            });
        }
        if wanted(Part::Dialects) && compiled {
            prove("The dialects, asked by their contracts", &mut || dialects::ask(all));
            prove("What is sent to other CRMs, by their contracts", &mut dialects::send);
        }
        if let Some(site) = site {
            let mut site = Some(site);
            let built = prove("Linting and building for wasm32", &mut || {
                let site = site.take().map(std::thread::ScopedJoinHandle::join);
                site.unwrap_or(Ok(Ok(()))).unwrap_or_else(|_| Err(anyhow!("the site's build panicked")))
            });
            if wanted(Part::Browser) && built && compiled {
                prove("Browser tests", &mut || browser(all));
            }
        }
    });
    println!();
    for (what, passed, seconds) in &outcomes {
        println!("{:<45}{:>8} s  {}", what, seconds, if *passed { "passed" } else { "FAILED" });
    }
    let left_out = std::fs::read_to_string(left_out).unwrap_or_default();
    for what in left_out.lines().collect::<std::collections::BTreeSet<_>>() {
        println!("Not tried: {what}");
    }
    let failed = outcomes.iter().filter(|(_, passed, _)| !passed).count();
    println!("{} passed, {failed} failed", outcomes.len() - failed);
    if failed == 0 { Ok(()) } else { bail!("not everything passed") }
}

/// What every test run asks of the store in PostgreSQL; all tests where everything is asked.
const CONFORMANCE: [&str; 7] =
    ["audit::", "crm::", "operations::metrics::", "postgres::", "sessions::", "transfers::", "undo::"];

/// The gateway's tests once more, each with a database of its own in a cluster that is made for them.
fn in_postgres(all: bool, left_out: &Path) -> Result<()> {
    let Some(cluster) = Cluster::begin(For::Tests)? else {
        let mut file = File::options().create(true).append(true).open(left_out)?;
        writeln!(file, "PostgreSQL (Debian: `apt-get install postgresql`): the store is tried in SQLite alone")?;
        return Ok(());
    };
    let mut tests = Compiler::Clippy.cargo();
    tests.args(["test", "--workspace", "--locked", "--test", "it", "--"]);
    if all {
        tests.env("CALLING_CARD_ALL", "1");
    } else {
        tests.args(CONFORMANCE);
    }
    run(tests.env("CALLING_CARD_TEST_POSTGRES", cluster.url()).env("CALLING_CARD_MAY_SKIP", left_out))
}

/// What the browser tests drive; and the example, which runs in a browser alone.
fn build_wasm() -> Result<()> {
    site::build_by(Compiler::Clippy)?;
    let mut example = Compiler::Clippy.cargo();
    example.args(["build", "--release", "--locked", "--target", "wasm32-unknown-unknown"]);
    run(example.args(["--package", "calling-card-app", "--features", "split", "--example", "components"]))
}

fn browser(all: bool) -> Result<()> {
    tools::node_packages()?;
    let mut tests = Command::new("npx");
    tests.args(["playwright", "test", "--config", "tests/browser/playwright.config.ts"]).current_dir(root());
    tests.env("CHROMIUM", tools::chromium()?).env("CALLING_CARD_PYTHON", tools::python()?);
    if all {
        tests.env("CALLING_CARD_ALL", "1");
    }
    run(&mut tests)
}
