//! The project's commands: `cargo xtask run | test | dist | dev | bench | fuzz | size | pictures`.

use std::process::ExitCode;

use clap::Parser;

mod arrows;
mod bench;
mod dev;
mod dialects;
mod fuzz;
mod offline;
mod page;
mod postgres;
mod site;
mod size;
mod steps;
mod supply;
mod test;
mod tools;

/// The project's commands.
#[derive(Parser)]
#[command(name = "cargo xtask")]
enum Command {
    /// Fetch what is missing, build everything, and serve it at http://localhost:8080.
    Run {
        /// What `calling-card serve` takes: --port, --data, --demo, ...
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        serve: Vec<String>,
    },
    /// Prove that it works: lints, arrows, unit and integration tests, browser tests.
    Test {
        /// Also what takes longer.
        #[arg(long)]
        all: bool,
        /// Only a part.
        #[arg(long)]
        only: Option<test::Part>,
    },
    /// Make dist/calling-card: one program with everything inside.
    Dist,
    /// Build and reload on save, at http://localhost:8080.
    Dev {
        /// What `calling-card serve` takes: --data, --demo, ...
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        serve: Vec<String>,
    },
    /// Measure, beside what others do.
    Bench {
        /// What.
        subject: bench::Subject,
        #[command(flatten)]
        scale: bench::Scale,
    },
    /// Look for inputs that do harm, on the nightly compiler.
    Fuzz {
        /// How long, for each target.
        #[arg(long, default_value_t = 1800)]
        seconds: u32,
    },
    /// Print what a browser loads, in brotli, and fail where it is over budget.
    Size,
    /// Make the pictures of the app's pages in docs/images/app.
    Pictures,
}

fn main() -> ExitCode {
    let outcome = match Command::parse() {
        Command::Run { serve } => run(&serve),
        Command::Test { all, only } => test::test(all, only),
        Command::Dist => dist(),
        Command::Dev { serve } => dev::dev(&serve),
        Command::Bench { subject, scale } => bench::bench(subject, &scale),
        Command::Fuzz { seconds } => fuzz::fuzz(seconds),
        Command::Size => size::size(),
        Command::Pictures => pictures(),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn pictures() -> anyhow::Result<()> {
    let gateway = site::build_with_gateway(site::Gateway::Soon)?;
    tools::node_packages()?;
    steps::step("Making the pictures", || {
        let mut node = std::process::Command::new("node");
        steps::run(node.arg("tests/pictures.mjs").arg(&gateway).env("CHROMIUM", tools::chromium()?))
    })
}

fn run(serve: &[String]) -> anyhow::Result<()> {
    let gateway = site::build_with_gateway(site::Gateway::Soon)?;
    steps::run(std::process::Command::new(gateway).arg("serve").arg("--site").arg(site::folder()).args(serve))
}

fn dist() -> anyhow::Result<()> {
    site::build()?;
    let gateway = site::build_gateway(site::Gateway::Whole)?;
    let dist = steps::root().join("dist");
    std::fs::create_dir_all(&dist)?;
    let program = dist.join("calling-card");
    std::fs::copy(gateway, &program)?;
    supply::bill_of_materials(&dist)?;
    println!("{} is all that a server needs; what is in it stands in calling-card.cdx.json.", program.display());
    Ok(())
}
