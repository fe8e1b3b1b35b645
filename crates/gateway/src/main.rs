//! `calling-card`: the gateway as a program.

use std::process::ExitCode;

use clap::Parser;

mod cli;

fn main() -> ExitCode {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| "warn".into());
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    let outcome = tokio::runtime::Runtime::new()
        .map_err(|error| cli::Failure(format!("The program could not start: {error}.")))
        .and_then(|runtime| runtime.block_on(cli::run(cli::Command::parse())));
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(cli::Failure(sentence)) => {
            eprintln!("calling-card: {sentence}");
            ExitCode::FAILURE
        }
    }
}
