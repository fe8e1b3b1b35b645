//! Steps that say what they do and how long it took.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};

/// The project's folder.
pub(crate) fn root() -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    folder.parent().and_then(|crates| crates.parent()).map(PathBuf::from).unwrap_or(folder)
}

/// Does a step, and says so before and after.
pub(crate) fn step<T>(what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    println!("==> {what}");
    let begun = Instant::now();
    let outcome = work();
    let (seconds, end) = (begun.elapsed().as_secs(), if outcome.is_ok() { "done" } else { "failed" });
    println!("    {what}: {end} in {} min {:02} s", seconds / 60, seconds % 60);
    outcome
}

/// Runs a program in the project's folder; its output is seen.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let program = command.get_program().to_string_lossy().into_owned();
    if command.get_current_dir().is_none() {
        command.current_dir(root());
    }
    let status =
        command.status().with_context(|| format!("{program} could not be started. Install it, or check your PATH"))?;
    if !status.success() {
        let arguments: Vec<_> = command.get_args().map(|argument| argument.to_string_lossy()).collect();
        bail!("`{program} {}` failed", arguments.join(" "));
    }
    Ok(())
}

/// What a program prints.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command.current_dir(root()).stderr(Stdio::inherit()).output();
    let output = output.with_context(|| format!("{program} could not be started. Install it, or check your PATH"))?;
    if !output.status.success() {
        bail!("{program} failed");
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// cargo for what is tested. What is compiled of the workspace is linted on the way, by clippy as the compiler: linted by itself, all that it
/// depends on would be gone through once more.
pub(crate) fn linting_cargo() -> Command {
    let mut cargo = cargo();
    // As `cargo clippy -- -D warnings` says it.
    cargo.env("CLIPPY_ARGS", "-D__CLIPPY_HACKERY__warnings__CLIPPY_HACKERY__");
    cargo.env("RUSTC_WORKSPACE_WRAPPER", "clippy-driver");
    cargo
}

/// cargo, as it was when this program was started.
pub(crate) fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}
