//! `calling-card`: the gateway as a program.

use std::process::ExitCode;
use std::time::Duration;

use calling_card_gateway::telemetry::Telemetry;
use clap::Parser;

mod cli;

/// How long what blocks may still take when everything else has ended.
const LEFT_OVER: Duration = Duration::from_secs(1);

fn main() -> ExitCode {
    match run(cli::Command::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(cli::Failure(sentence)) => {
            eprintln!("calling-card: {sentence}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: cli::Command) -> Result<(), cli::Failure> {
    let telemetry = Telemetry::begin(command.log_format()).map_err(|error| cli::Failure(format!("{error}.")))?;
    let runtime = tokio::runtime::Runtime::new()
        .map_err(|error| cli::Failure(format!("The program could not start: {error}.")))?;
    let outcome = runtime.block_on(cli::run(command));
    runtime.shutdown_timeout(LEFT_OVER);
    telemetry.end();
    outcome
}
